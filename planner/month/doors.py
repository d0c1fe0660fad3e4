"""Where calls take place: the doors of a hospital, its site in the problem, the places where a customer can be met."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from planner.domain.people import Affiliation, Customer
from planner.domain.places import Department, DepartmentId, Hospital, HospitalId
from planner.domain.policy import Policy
from planner.domain.travel import WalkTable
from planner.domain.units import Minutes, WeeklyWindow
from planner.month.problem import MeetingPlace, Site
from planner.policy.lookup import arrival_minutes

SOMEWHERE = DepartmentId("?")
"""The door of customers whose department is not known: a place inside, not the gate."""


def doors_of(hospital: Hospital, departments: Iterable[Department]) -> tuple[Department, ...]:
    """The doors that the hospital's walk table must have, after the gate: its departments in their order, then one more
    for customers whose department is not known."""
    inside = tuple(each for each in departments if each.hospital == hospital.id)
    return (*inside, Department(SOMEWHERE, hospital.id, ""))


def make_site(hospital: Hospital, doors: Sequence[Department], walking: WalkTable, policy: Policy) -> Site:
    """A hospital of the problem. Raises ValueError when the walk table was not made for these doors."""
    if len(walking.minutes) != len(doors) + 1:
        raise ValueError(f"{hospital.id}: {len(walking.minutes)} doors in the walk table, {len(doors) + 1} expected")
    return Site(
        hospital=hospital.id,
        arrival_minutes=arrival_minutes(policy, hospital),
        reception=hospital.reception,
        doors=tuple(None if door.id == SOMEWHERE else door.id for door in doors),
        walking=_strangers_apart(walking, policy),
    )


def _strangers_apart(walking: WalkTable, policy: Policy) -> WalkTable:
    """Two customers whose departments are not known do not sit in one department."""
    apart = Minutes(-int(-policy.walking.unknown // 1))
    *others, last = walking.minutes
    return replace(walking, minutes=(*others, (*last[:-1], max(last[-1], apart))))


def meeting_places(
    customer: Customer, sites: Mapping[HospitalId, int], doors: Mapping[HospitalId, Sequence[Department]]
) -> tuple[MeetingPlace, ...]:
    """Where a customer can be met, the main affiliation first; affiliations behind one door join their hours."""
    found: dict[tuple[int, int], tuple[WeeklyWindow, ...] | None] = {}
    for affiliation in customer.affiliations:
        site = sites.get(affiliation.hospital)
        if site is not None:
            spot = site, _door(affiliation, doors[affiliation.hospital])
            known = found.get(spot, ())
            joined = None if known is None or affiliation.availability is None else (*known, *affiliation.availability)
            found[spot] = joined
    return tuple(MeetingPlace(site, door, availability) for (site, door), availability in found.items())


def _door(affiliation: Affiliation, doors: Sequence[Department]) -> int:
    """The department's door; the last one, somewhere inside, when the department is not known."""
    ids = [door.id for door in doors]
    return ids.index(affiliation.department) + 1 if affiliation.department in ids else len(ids)
