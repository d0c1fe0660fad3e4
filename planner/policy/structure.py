"""What a policy must contain, and what may stand in it once only."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from planner.domain.messages import Message, message
from planner.domain.policy import Policy, SegmentKind


def structural_faults(policy: Policy) -> Iterator[Message]:
    """Missing parts, parts given twice and names that could mean two things."""
    yield from missing_parts(policy)
    yield from duplicate_entries(policy)
    yield from ambiguous_names(policy)
    yield from incomplete_entries(policy)


def missing_parts(policy: Policy) -> Iterator[Message]:
    """Tiers, a team, the default of every family of figures: without one of them some question has no answer."""
    if not policy.name.strip():
        yield message("name is empty; a policy needs a name.")
    tiers = {segment.id for segment in policy.segments if segment.kind is SegmentKind.TIER}
    for tier in ("A", "B", "C", "D"):
        if tier not in tiers:
            yield message("segments has no tier {tier}; potential and support lead to the tiers A, B, C and D.", tier=tier)
    if not policy.teams:
        yield message("teams is empty; a policy needs at least one team.")
    if all(thresholds.product is not None for thresholds in policy.thresholds):
        yield message("thresholds has no default (an entry without a product).")
    if not policy.spacing:
        yield message("spacing is empty; at least one rule says how far apart two calls on one customer lie.")
    if all(arrival.level is not None for arrival in policy.arrival_minutes):
        yield message("arrival_minutes has no entry for hospitals of unknown level.")
    if all(region.south is not None for region in policy.travel):
        yield message("travel has no default region (an entry without a box).")
    if not policy.working_day.weekdays:
        yield message("working_day.weekdays is empty; a week needs at least one working day.")


def duplicate_entries(policy: Policy) -> Iterator[Message]:
    """One entry per key in every list."""
    lists: tuple[tuple[str, Iterable[Hashable]], ...] = (
        ("segments", (segment.id for segment in policy.segments)),
        ("teams", (team.id for team in policy.teams)),
        ("thresholds", (thresholds.product or "default" for thresholds in policy.thresholds)),
        ("spacing", (rule.calls_per_month for rule in policy.spacing)),
        ("arrival_minutes", ("unknown" if each.level is None else each.level for each in policy.arrival_minutes)),
        ("travel", (region.name for region in policy.travel)),
        ("working_day.weekdays", policy.working_day.weekdays),
    )
    for place, keys in lists:
        for key in _repeated(keys):
            yield message("{place} holds {key} more than once.", place=place, key=str(key))
    if sum(region.south is None for region in policy.travel) > 1:
        yield message("travel holds more than one default region (entries without a box).")


def ambiguous_names(policy: Policy) -> Iterator[Message]:
    """A name in a file must lead to one segment and one team. Case does not tell names apart."""
    for place, named in (("segments", policy.segments), ("teams", policy.teams)):
        names = (name for entry in named for name in {each.strip().casefold() for each in (*entry.names, str(entry.id))})
        for name in _repeated(names):
            yield message("{place}: the name {name} stands for more than one of them.", place=place, name=str(name))


def incomplete_entries(policy: Policy) -> Iterator[Message]:
    """Names and ids that are empty, support thresholds and boxes given by halves."""
    for place, named in (("segments", policy.segments), ("teams", policy.teams)):
        for entry in named:
            if not str(entry.id).strip() or not entry.names or not all(name.strip() for name in entry.names):
                yield message("{place}[{id}]: id and names must not be empty.", place=place, id=str(entry.id))
    for thresholds in policy.thresholds:
        if thresholds.support is None and thresholds.support_share is None:
            place = f"thresholds[{thresholds.product or 'default'}]"
            yield message("{place} says neither support nor support_share; one of them must be set.", place=place)
    for region in policy.travel:
        sides = (region.south, region.west, region.north, region.east)
        if any(side is None for side in sides) and any(side is not None for side in sides):
            yield message("travel[{name}] has an incomplete box; give all four sides or none.", name=region.name)


def _repeated(keys: Iterable[Hashable]) -> list[Hashable]:
    return [key for key, count in Counter(keys).items() if count > 1]
