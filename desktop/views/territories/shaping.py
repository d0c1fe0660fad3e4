"""From an alignment to shapes on the map, in one colour per rep."""

import html
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.basemap.shapes import MapArea, MapPoint, Slice
from desktop.theme.tokens import Theme
from desktop.usecases.align_desk import Desk, Table, outlines
from desktop.views.context import Context
from desktop.views.map.furniture import LegendEntry
from desktop.views.map.shaping import size_of
from planner.alignment.totals import TerritoryTotals
from planner.domain.messages import message
from planner.domain.places import HospitalId
from planner.geography.hull import hull_of

MANY = 1500
"""From so many hospitals on, dots are small."""
CROWDED = 60
"""From so many on, the map names the reps only; tooltips name the hospitals."""


def colours_of(theme: Theme, table: Table) -> tuple[str, ...]:
    """A colour for every territory: those that colour-blind readers tell apart; where there are more reps than
    colours, neighbours of today differ as far as they can."""
    count, palette = len(table.case.reps), theme.territories
    if count <= len(palette):
        return palette[:count]
    near = _neighbours(table)
    chosen: dict[int, int] = {}
    for territory in sorted(range(count), key=lambda each: -len(near[each])):
        used = Counter(chosen[other] for other in near[territory] if other in chosen)
        all_used = Counter(chosen.values())
        chosen[territory] = min(range(len(palette)), key=lambda colour: (used[colour], all_used[colour], colour))
    return tuple(palette[chosen[territory]] for territory in range(count))


def _neighbours(table: Table) -> Mapping[int, set[int]]:
    """Territories whose hospitals of today are neighbours on the graph."""
    near: dict[int, set[int]] = defaultdict(set)
    today = table.ledger.today
    for one, other in table.case.problem.neighbours:
        left, right = int(today[one]), int(today[other])
        if left != right and left >= 0 and right >= 0:
            near[left].add(right)
            near[right].add(left)
    return near


def points_of(context: Context, desk: Desk, colours: Sequence[str]) -> tuple[MapPoint, ...]:
    """Hospitals in the colours of their reps, as a ring where several share one; the larger the more customers."""
    shares: dict[HospitalId, Counter[int]] = defaultdict(Counter)
    first: dict[HospitalId, int] = {}
    for unit, (account, territory) in enumerate(zip(desk.table.accounts, desk.assignment.territory_of, strict=True)):
        shares[account.hospital][territory] += len(account.customers)
        first.setdefault(account.hospital, unit)
    many, crowded = len(shares) > MANY, len(shares) > CROWDED
    placed = sorted(first.items(), key=lambda each: (-sum(shares[each[0]].values()), each[0]))
    return tuple(
        _point(context, desk, unit, _Holders(shares[hospital], colours, many, crowded))
        for hospital, unit in placed
        if desk.table.places[unit] is not None
    )


@dataclass(frozen=True, slots=True)
class _Holders:
    """Customers of a hospital by territory, and how that is drawn."""

    shares: Counter[int]
    colours: Sequence[str]
    many: bool
    crowded: bool


def _point(context: Context, desk: Desk, unit: int, holders: _Holders) -> MapPoint:
    account, where = desk.table.accounts[unit], desk.table.places[unit]
    assert where is not None
    shares, colours = holders.shares, holders.colours
    main = max(shares, key=lambda each: (shares[each], -each))
    slices = tuple(Slice(float(max(1, count)), colours[k]) for k, count in sorted(shares.items())) if len(shares) > 1 else ()
    size = size_of(sum(shares.values()))
    return MapPoint(
        id=account.hospital,
        coordinate=where,
        colour=colours[main],
        size=min(size, 9.0) if holders.many else 0.75 * size,
        label="" if holders.crowded else account.name.partition(" / ")[0],
        tooltip=_tooltip(context, desk, unit, shares),
        slices=slices,
    )


def _tooltip(context: Context, desk: Desk, unit: int, shares: Counter[int]) -> str:
    account, reps = desk.table.accounts[unit], desk.table.case.reps
    today = None if account.today is None else desk.table.names.get(str(account.today))
    lines = [f"<b>{html.escape(account.name)}</b>", html.escape(" · ".join(reps[k].name for k in sorted(shares)))]
    if today is not None and {reps[k].id for k in shares} != {account.today}:
        lines.append(html.escape(context.say(message("today with {rep}", rep=today))))
    lines.append(html.escape(context.say(message("workload {minutes} minutes a month", minutes=round(account.workload)))))
    if desk.table.case.problem.units[unit].locked_to is not None:
        lines.append(html.escape(context.say(message("locked"))))
    return "<br>".join(lines)


def areas_of(desk: Desk, colours: Sequence[str]) -> tuple[MapArea, ...]:
    """The outline of every piece of every territory, named once."""
    made = []
    for territory, (rep, parts) in enumerate(zip(desk.table.case.reps, outlines(desk, desk.table.places), strict=True)):
        rings = tuple(ring for part in parts if (ring := hull_of(part)))
        made += [MapArea(colours[territory], (ring,), "" if place else rep.name) for place, ring in enumerate(rings)]
    return tuple(made)


def legend_of(desk: Desk, totals: Sequence[TerritoryTotals], colours: Sequence[str]) -> tuple[LegendEntry, ...]:
    """Reps with their colours and how many accounts they have; with many reps the names on the map are enough."""
    if len(totals) > 12:
        return ()
    pairs = zip(desk.table.case.reps, totals, colours, strict=True)
    return tuple(LegendEntry(colour, f"{rep.name} · {each.units}") for rep, each, colour in pairs)
