"""Customers as rows that can be sorted, filtered and searched fast, tens of thousands of them.

Everything slow is done once, in the background: every column's order and the search texts. A filter is then one pass over an
order that is ready, so that no comparison runs while somebody waits.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from desktop.usecases.list_customers import CustomerLine, Due, Surroundings, line_of
from desktop.usecases.preview_thresholds import RatedCrowd, crowd_of, entry_of
from desktop.usecases.search_customers import Searchable, SearchIndex
from planner.domain.people import UNCLASSIFIED, Customer, CustomerId, CustomerKind, RepId, SegmentId
from planner.domain.places import HospitalId
from planner.domain.policy import SegmentKind
from planner.domain.products import ProductId


class Column(IntEnum):
    """What a list shows, from left to right: what decides the next visit stands before what is looked up."""

    NAME = 0
    TIER = 1
    HOSPITAL = 2
    DUE = 3
    LAST_SEEN = 4
    NEXT_VISIT = 5
    DEPARTMENT = 6
    ROLE = 7
    VERIFIED = 8
    REP = 9


class Role(StrEnum):
    """Roles one may look for beside the groups of non-prescribers."""

    PRESCRIBER = "prescriber"
    NON_PRESCRIBER = "non_prescriber"
    KOL = "kol"
    DECISION_MAKER = "decision_maker"


class Records(StrEnum):
    """Which records are listed."""

    ACTIVE = "active"
    STALE = "stale"
    UNRATED = "unrated"
    INACTIVE = "inactive"
    ALL = "all"


NOBODY = RepId("")
"""Stands for *no rep* in a filter."""


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """What is looked for; every part that is set narrows further. `role` is a `Role` or the id of a group."""

    text: str = ""
    segments: frozenset[SegmentId] = frozenset()
    product: ProductId | None = None
    hospital: HospitalId | None = None
    role: str | None = None
    rep: RepId | None = None
    due: frozenset[Due] = frozenset()
    records: Records = Records.ACTIVE
    chosen: frozenset[CustomerId] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether all active customers are listed."""
        return self == CustomerFilter()


_DUE_PLACE = {Due.OVERDUE: 0, Due.NEVER: 1, Due.SOON: 2, Due.KEPT: 3}


class CustomerRows:
    """The lines of all customers with an order ready for every column. Made once, then only patched, in one thread at a time."""

    def __init__(self, customers: Iterable[Customer], around: Surroundings) -> None:
        self.around = around
        self.lines: list[CustomerLine] = [line_of(each, around) for each in customers]
        self.places: dict[CustomerId, int] = {line.customer.id: place for place, line in enumerate(self.lines)}
        self.index = SearchIndex([_searchable(line) for line in self.lines])
        self._active = bytearray(line.customer.active for line in self.lines)
        products = [each.id for each in around.products]
        self._rated = {each: [entry_of(line.customer, each) for line in self.lines] for each in products}
        self._orders: dict[Column, tuple[array[int], array[int]]] = {each: self._ordered(each) for each in Column}

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, id: CustomerId) -> CustomerLine | None:
        """The line of one customer."""
        place = self.places.get(id)
        return None if place is None else self.lines[place]

    def find(self, wanted: CustomerFilter, column: Column = Column.NAME, *, descending: bool = False) -> list[int]:
        """The rows that pass the filter, in the order of a column; rows with nothing in that column always come last."""
        filled, blank = self._orders[column]
        rows = [*(reversed(filled) if descending else filled), *blank]
        lines, active = self.lines, self._active
        if wanted.records not in (Records.INACTIVE, Records.ALL):
            rows = [row for row in rows if active[row]]
        for test in _tests(wanted, self.around):
            rows = [row for row in rows if test(lines[row])]
        return self.index.narrow(wanted.text, rows)

    def crowd(self, wanted: CustomerFilter, product: ProductId) -> RatedCrowd:
        """Those who pass the filter and are rated for a product, for the picture of potential and support."""
        entries = self._rated.get(product, [])
        return crowd_of(product, [entries[row] for row in self.find(wanted)] if entries else ())

    def patch(self, customers: Iterable[Customer], around: Surroundings | None = None) -> None:
        """Take in changed or new customers. They keep their place in every order until all is read again: a row that is being
        edited does not jump away. New ones come first."""
        self.around = around or self.around
        for customer in customers:
            line = line_of(customer, self.around)
            place = self.places.setdefault(customer.id, len(self.lines))
            if place == len(self.lines):
                self.lines.append(line)
                self._active.append(customer.active)
                for entries in self._rated.values():
                    entries.append(None)
                self._orders = {each: (array("i", [place, *filled]), blank) for each, (filled, blank) in self._orders.items()}
            self.lines[place] = line
            self._active[place] = customer.active
            for product, entries in self._rated.items():
                entries[place] = entry_of(customer, product)
            self.index.put(place, _searchable(line))

    def _ordered(self, column: Column) -> "tuple[array[int], array[int]]":
        keys = _keys(column, self.lines, self.index)
        filled = [row for row, key in enumerate(keys) if key is not None]
        blank = array("i", (row for row, key in enumerate(keys) if key is None))
        filled.sort(key=keys.__getitem__)
        return array("i", filled), blank


def _searchable(line: CustomerLine) -> Searchable:
    customer = line.customer
    trait = f"{line.department} {customer.title}".strip()
    return Searchable(customer.id, customer.name, line.hospital, trait)


def _keys(column: Column, lines: Sequence[CustomerLine], index: SearchIndex) -> list[Any]:
    """A key to sort by for every row, None where the column is empty. Texts are sorted by their sound, equal ones by spelling."""
    ranks = _text_ranks({_text(column, line) for line in lines}, index, person=column in (Column.NAME, Column.REP))
    keyed: dict[Column, Callable[[CustomerLine], object]] = {
        Column.TIER: _tier_key(lines),
        Column.LAST_SEEN: lambda line: line.last_seen,
        Column.NEXT_VISIT: lambda line: line.next_visit and (line.next_visit.date, line.next_visit.start or 0),
        Column.DUE: lambda line: None if line.due is Due.NONE else (_DUE_PLACE[line.due], -(line.days_late or 0)),
        Column.VERIFIED: lambda line: line.customer.verified_on or date.min,
    }
    key = keyed.get(column)
    if key is not None:
        return [key(line) for line in lines]
    return [ranks.get(_text(column, line)) for line in lines]


def _text(column: Column, line: CustomerLine) -> str:
    if column is Column.NAME:
        return line.customer.name
    if column is Column.HOSPITAL:
        return line.hospital
    if column is Column.DEPARTMENT:
        return line.department
    if column is Column.ROLE:
        return f"{line.customer.title} {line.customer.kind}"
    return line.rep if column is Column.REP else ""


def _text_ranks(texts: set[str], index: SearchIndex, *, person: bool) -> dict[str, int]:
    filled = sorted(filter(None, texts), key=lambda text: (index.sound(text, person=person), text))
    return {text: rank for rank, text in enumerate(filled)}


def _tier_key(lines: Sequence[CustomerLine]) -> Callable[[CustomerLine], object]:
    """Tiers before groups, each by name; equal ones by the tiers of all products."""

    def key(line: CustomerLine) -> object:
        if line.segment == UNCLASSIFIED:
            return None
        return len(line.segment), line.segment, tuple(tier for _, tier in line.tiers)

    return key


_RECORD_TESTS: Mapping[Records, Callable[[CustomerLine], bool]] = {
    Records.STALE: lambda line: line.stale,
    Records.UNRATED: lambda line: line.segment == UNCLASSIFIED,
    Records.INACTIVE: lambda line: not line.customer.active,
}


def _tests(wanted: CustomerFilter, around: Surroundings) -> list[Callable[[CustomerLine], bool]]:
    """The parts of a filter that are set, the sharpest first."""
    tests: list[Callable[[CustomerLine], bool]] = []
    if wanted.chosen is not None:
        chosen = wanted.chosen
        tests.append(lambda line: line.customer.id in chosen)
    if wanted.hospital is not None:
        tests.append(lambda line: any(place.hospital == wanted.hospital for place in line.customer.affiliations))
    if wanted.rep is not None:
        tests.append(lambda line: (line.customer.rep or NOBODY) == wanted.rep)
    if wanted.due:
        tests.append(lambda line: line.due in wanted.due)
    if wanted.role is not None:
        tests.append(_role_test(wanted.role))
    if wanted.product is not None or wanted.segments:
        tests.append(_segment_test(wanted, around))
    if wanted.records in _RECORD_TESTS:
        tests.append(_RECORD_TESTS[wanted.records])
    return tests


def _role_test(role: str) -> Callable[[CustomerLine], bool]:
    tests: dict[str, Callable[[CustomerLine], bool]] = {
        Role.PRESCRIBER: lambda line: line.customer.kind is CustomerKind.PRESCRIBER,
        Role.NON_PRESCRIBER: lambda line: line.customer.kind is CustomerKind.NON_PRESCRIBER,
        Role.KOL: lambda line: line.customer.kol,
        Role.DECISION_MAKER: lambda line: line.customer.decision_maker,
    }
    return tests.get(role, lambda line: line.customer.group == role)


def _segment_test(wanted: CustomerFilter, around: Surroundings) -> Callable[[CustomerLine], bool]:
    """By the plan's segment; with a product by the tier for that product, of those rated for it."""
    segments, product = wanted.segments, wanted.product
    if product is None:
        return lambda line: line.segment in segments
    groups = {each.id for each in around.policy.segments if each.kind is SegmentKind.GROUP}

    def test(line: CustomerLine) -> bool:
        tier = next((tier for rated, tier in line.tiers if rated == product), None)
        if tier is None:
            return bool(segments) and line.segment in segments and line.segment in groups
        return not segments or tier in segments

    return test
