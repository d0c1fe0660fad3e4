"""Published instances of team orienteering with time windows: reading, and checking an answer apart from the product's code.

`k v N t` / `D Q` / `i x y d S f a list O C`: d minutes of the call, S its reward, O to C the window of its start, C of node 0
the end of the shift. Distances are rounded down to one decimal, to two in the files named pr.
"""

import csv
import math
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from routing.tours.route import ShiftProblem


def read_instance(path: Path, shifts: int) -> ShiftProblem:
    """A file as a problem in whole tenths (hundredths for pr) of its unit."""
    scale = 100 if path.name.startswith("pr") else 10
    nodes = [[float(part) for part in row] for row in _rows(path)]
    spots = [(row[1], row[2]) for row in nodes]
    return ShiftProblem(
        travel=tuple(tuple(math.floor(math.dist(a, b) * scale + 1e-9) for b in spots) for a in spots),
        minutes=tuple(round(row[3] * scale) for row in nodes),
        opens=tuple(round(row[-2] * scale) for row in nodes),
        closes=tuple(round(row[-1] * scale) for row in nodes),
        rewards=tuple(round(row[4]) for row in nodes),
        shifts=shifts,
    )


def faults(path: Path, shifts: int, routes: Sequence[Sequence[int]]) -> list[str]:
    """What is wrong with an answer: told from the file once more, in exact decimals and whole square roots."""
    rows = [[Decimal(part) for part in row] for row in _rows(path)]
    places = Decimal("0.01") if path.name.startswith("pr") else Decimal("0.1")
    calls = [node for route in routes for node in route]
    found = [f"{node} is no call" for node in calls if not 0 < node < len(rows)]
    found += [f"call {node} stands {calls.count(node)} times" for node in sorted(set(calls)) if calls.count(node) > 1]
    if len(routes) > shifts:
        found.append(f"{len(routes)} routes for {shifts} shifts")
    return found or [fault for route in routes for fault in _late(rows, route, places)]


def collected(path: Path, routes: Sequence[Sequence[int]]) -> int:
    """The reward of an answer, read from the file."""
    rows = _rows(path)
    return sum(int(Decimal(rows[node][4])) for route in routes for node in route)


def published(folder: Path) -> dict[tuple[str, int], tuple[int, str]]:
    """Published reward and how far it is verified, by instance and shifts."""
    with (folder / "best_known.csv").open(encoding="utf-8") as lines:
        return {
            (row["instance"].split()[0], int(row["vehicles"])): (int(float(row["bks"])), row["verified"])
            for row in csv.DictReader(lines)
            if row["instance"].endswith(f" m={row['vehicles']}")
        }


def _rows(path: Path) -> list[list[str]]:
    """The nodes, home first."""
    return [parts for line in path.read_text(encoding="utf-8").splitlines() if (parts := line.split())][2:]


def _late(rows: list[list[Decimal]], route: Sequence[int], places: Decimal) -> list[str]:
    found, clock, here = [], rows[0][-2], 0
    for node in (*route, 0):
        clock = max(clock + rows[here][3] + _distance(rows[here], rows[node], places), rows[node][-2])
        if clock > rows[node][-1]:
            found.append(f"node {node} is begun at {clock}, after {rows[node][-1]}")
        here = node
    return found


def _distance(one: list[Decimal], other: list[Decimal], places: Decimal) -> Decimal:
    """The distance rounded down: the whole root of the square in millionths of the unit, cut to the places."""
    across, along = (int((one[k] - other[k]) * 1_000_000) for k in (1, 2))
    root = math.isqrt(across * across + along * along)
    return root // int(places * 1_000_000) * places
