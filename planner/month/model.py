"""The search's view of a month: flat lists of numbers, compiled once from the frozen problem.

A slot is `2 * day + half` (0 morning, 1 afternoon). A visit is one call to be placed; a placement is one slot and meeting
place where it may go. Kinds are visits that cost the same to add to a slot: same site, same minutes.
"""

from dataclasses import dataclass
from typing import NamedTuple

from planner.month.problem import MonthProblem
from planner.month.schedule import Timetable
from planner.month.tourbook import Legs

COMMITTED = 1_000_000.0
"""Price of leaving out an appointment or a pinned call: above anything that travel and tiers can add up to."""


class Placement(NamedTuple):
    """One place for a visit, number `own` of its placements.

    `near` are the days (a bitmask) on which no other call on the customer may lie.

    `gain` is what standing there is worth by itself (keeping a published call), `rank` orders calls inside a hospital:
    those that must be early first, then by door. `fine` placements have hours finer than the slot's.
    """

    slot: int
    kind: int
    near: int
    gain: float
    own: int
    site: int
    place: int
    minutes: int
    rank: int
    fine: bool


class Kind(NamedTuple):
    """What price depends on: site, its bit, minutes."""

    site: int
    bit: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Model:
    """Read-only lists. By day: `leave`, `home_by`, `target`, `maximum`, `ordinal`, `week`. By slot: `opens`, `closes`.

    By visit: `need`, `penalty` (price of leaving it out), `placements`. By site: `step` (least walk between two calls, in
    minutes), `neighbours` (sites, nearest first, itself included). `exact` asks for every day to be timed call by call
    because walking, travel by time of day or pinned orders make the sums of a slot an estimate.
    """

    problem: MonthProblem
    timetable: Timetable
    legs: Legs
    leave: list[int]
    home_by: list[int]
    target: list[int]
    maximum: list[int]
    ordinal: list[int]
    week: list[int]
    opens: list[int]
    closes: list[int]
    need: list[int]
    penalty: list[float]
    placements: list[tuple[Placement, ...]]
    kinds: list[Kind]
    step: list[int]
    neighbours: list[list[int]]
    pinned_order: list[dict[int, int]]
    exact: bool

    @property
    def days(self) -> int:
        return len(self.leave)

    @property
    def sites(self) -> int:
        return len(self.step)
