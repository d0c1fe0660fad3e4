"""Records that may be one, as proposals with score and reason. Pairs are looked for in small cells and under equal keys only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import combinations
from math import cos, floor, radians

from pypinyin import lazy_pinyin

from db.exchange.hospitalnames import core_name, department_in_name, joined_name, name_score, names_a_department
from db.exchange.names import plain_name
from db.exchange.report import Proposal, RecordKind
from planner.domain.messages import Message, message
from planner.domain.people import Customer
from planner.domain.places import Coordinate, DepartmentId, Hospital
from planner.geography.distance import metres_between

_CELL = 0.005  # degrees of latitude: about 550 m
_NEIGHBOUR = 500.0  # metres
_SAME_POINT = 60.0
_SAME_NAME_AROUND = 3_000.0
_LIKELY = 0.8
_MEANS_THE_SAME = 0.97
_LARGEST_BLOCK = 60  # more namesakes than that say nothing


def hospital_duplicates(hospitals: Sequence[Hospital], imported: Set[str]) -> tuple[Proposal, ...]:
    """Pairs of hospitals that may be one, at least one of them imported now; the surest first."""
    by_id: dict[str, Hospital] = {hospital.id: hospital for hospital in hospitals}
    found: dict[tuple[str, str], Proposal] = {}
    for one, other in _hospital_pairs(hospitals):
        if one in imported or other in imported:
            proposal = _compare_hospitals(by_id[one], by_id[other])
            if proposal is not None:
                found[one, other] = proposal
    return tuple(sorted(found.values(), key=lambda each: (-each.score, each.id, each.other_id)))


def _hospital_pairs(hospitals: Sequence[Hospital]) -> Iterator[tuple[str, str]]:
    """Neighbours by cell, and namesakes by core of the name, each pair in order of ids and once or twice."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    cores: dict[str, list[str]] = defaultdict(list)
    for each in hospitals:
        if each.coordinate is not None:
            cells[_cell(each.coordinate)].append(each.id)
        for name in (each.name, *each.aliases):
            cores[core_name(name) or joined_name(name)].append(each.id)
    for (row, column), members in cells.items():
        around = [(row, column + 1), (row + 1, column - 1), (row + 1, column), (row + 1, column + 1)]
        others = [id for cell in around for id in cells.get(cell, ())]
        yield from (_ordered(one, other) for one in members for other in others)
        yield from (_ordered(*pair) for pair in combinations(members, 2))
    yield from _within(cores.values())


def _within(blocks: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        members = sorted(set(block))
        if 1 < len(members) <= _LARGEST_BLOCK:
            yield from combinations(members, 2)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _cell(coordinate: Coordinate) -> tuple[int, int]:
    width = _CELL / max(0.1, cos(radians(round(coordinate.latitude))))
    return floor(coordinate.latitude / _CELL), floor(coordinate.longitude / width)


def _compare_hospitals(one: Hospital, other: Hospital) -> Proposal | None:
    metres = metres_between(one.coordinate, other.coordinate) if one.coordinate and other.coordinate else None
    if metres is not None and metres > _SAME_NAME_AROUND:
        return None
    part = department_in_name(one.name, other.name) or department_in_name(other.name, one.name)
    if part is not None:
        return _hospital_proposal(one, other, 0.9, message("{part} looks like a department of the other", part=part))
    if names_a_department(one.name) and names_a_department(other.name) and joined_name(one.name) != joined_name(other.name):
        return None  # two departments of one hospital: each is proposed with the hospital itself
    alike = max(name_score(a, b) for a in (one.name, *one.aliases) for b in (other.name, *other.aliases))
    return _alike_without_place(one, other, alike) if metres is None else _alike_at(one, other, alike, metres)


def _alike_without_place(one: Hospital, other: Hospital, alike: float) -> Proposal | None:
    """Where a coordinate is missing only names that mean the same count, in districts that do not speak against."""
    likely = alike >= _MEANS_THE_SAME and (not one.district or not other.district or one.district == other.district)
    return _hospital_proposal(one, other, 0.8 * alike, message("the names mean the same")) if likely else None


def _alike_at(one: Hospital, other: Hospital, alike: float, metres: float) -> Proposal | None:
    """Names must be the more alike the farther apart the points lie; names not quite the same are never quite sure."""
    score = alike
    if metres <= _SAME_POINT:
        score = min(max(0.99, alike), alike + 0.15)
    elif metres > _NEIGHBOUR:
        score = 0.85 * alike if alike >= _MEANS_THE_SAME else 0.0
    return _hospital_proposal(one, other, score, _names_at(alike, metres)) if score >= _LIKELY else None


def _names_at(score: float, metres: float) -> Message:
    return message(
        "the names are alike ({percent} %) and {metres} m lie between", percent=round(100 * score), metres=round(metres)
    )


def _hospital_proposal(one: Hospital, other: Hospital, score: float, reason: Message) -> Proposal:
    return Proposal(RecordKind.HOSPITAL, one.id, one.name, other.id, other.name, round(score, 3), reason)


def customer_duplicates(
    customers: Sequence[Customer], department_names: Mapping[DepartmentId, str], imported: Set[str]
) -> tuple[Proposal, ...]:
    """Pairs of customers of one hospital that may be one person: the same name, or names that sound the same."""
    by_id: dict[str, Customer] = {customer.id: customer for customer in customers}
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in customers:
        sound = spoken(each.name)
        for place in each.affiliations:
            blocks[place.hospital, sound].add(each.id)
    departments: dict[str, set[str]] = {each.id: _departments(each, department_names) for each in customers}
    found: dict[tuple[str, str], Proposal] = {}
    for block in blocks.values():
        if not 1 < len(block) <= _LARGEST_BLOCK:
            continue
        for one, other in combinations(sorted(block), 2):
            if one in imported or other in imported:
                proposal = _compare_people(by_id[one], by_id[other], bool(departments[one] & departments[other]))
                if proposal is not None:
                    found[one, other] = proposal
    return tuple(sorted(found.values(), key=lambda each: (-each.score, each.id, each.other_id)))


def _departments(customer: Customer, names: Mapping[DepartmentId, str]) -> set[str]:
    return {plain_name(names.get(place.department, "")) for place in customer.affiliations if place.department is not None}


def _compare_people(one: Customer, other: Customer, same_department: bool) -> Proposal | None:
    if plain_name(one.name) == plain_name(other.name):
        score, reason = (1.0, message("same name, hospital and department"))
        if not same_department:
            score, reason = (0.8, message("same name and hospital, other department"))
    elif same_department:
        score, reason = (0.7, message("the names sound the same, in the same hospital and department"))
    else:
        return None
    return Proposal(RecordKind.CUSTOMER, one.id, one.name, other.id, other.name, score, reason)


def spoken(name: str) -> str:
    """A name as it sounds: `张伟` and `章伟` and `Zhang Wei` give the same."""
    return "".join(_sound(character) for character in plain_name(name))


@lru_cache(maxsize=30_000)
def _sound(character: str) -> str:
    return character if character.isascii() else "".join(lazy_pinyin(character))
