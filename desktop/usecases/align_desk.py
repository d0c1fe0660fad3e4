"""An alignment as a manager works on it: who has what, what it weighs, and what every move by hand changes at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from db.mapping.alignments import AlignmentRecord
from db.store import Books
from desktop.usecases.align_case import Ground, load_ground, make_case
from planner.alignment.accounts import Account
from planner.alignment.assemble import Case, weight_of
from planner.alignment.connectivity import pieces
from planner.alignment.naming import in_words, names_of
from planner.alignment.problem import Activity, AlignmentProblem, Assignment
from planner.alignment.proposal import BY_HAND, assignment_of, figures_of, holdings
from planner.alignment.rules import violations
from planner.alignment.totals import Ledger, TerritoryTotals, make_ledger, move_units, totals
from planner.domain.alignment import AlignmentId, AlignmentStatus, Proposal
from planner.domain.messages import Message
from planner.domain.people import Rep, RepId
from planner.domain.places import Coordinate, HospitalId
from planner.domain.policy import SegmentKind
from planner.domain.products import Product
from planner.domain.territory import CUSTOMERS, AlignmentRequest
from planner.domain.units import Month
from planner.domain.violations import Violation
from planner.errors import AlignmentError

TIERS = 3
"""How many tiers, the most valuable first, have a balance of their own."""
EDITABLE = (AlignmentStatus.DRAFT, AlignmentStatus.SHARED)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What does not change while hospitals are moved. `shown` is the problem with the customers of each tier as further
    quantities, `ledger` its arrays; `places` the coordinates of the units; `reps` everybody who has or had something, with
    `products` to be launched. `key`: what it was made of."""

    case: Case
    shown: AlignmentProblem
    ledger: Ledger
    places: tuple[Coordinate | None, ...]
    reps: tuple[Rep, ...]
    products: tuple[Product, ...]
    names: dict[str, str]
    key: tuple[AlignmentRequest, str]

    @property
    def accounts(self) -> tuple[Account, ...]:
        return self.case.accounts

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What is balanced, and the tiers that are only shown."""
        return self.shown.activities


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """A table with who has what on it. `record` None: what is in force today. `trouble`: the saved alignment no longer fits the
    data, so today's is shown beside what was saved."""

    table: Table
    record: AlignmentRecord | None
    assignment: Assignment
    totals: tuple[TerritoryTotals, ...]
    trouble: Message | None = None

    @property
    def proposal(self) -> Proposal | None:
        return None if self.record is None else self.record.proposal

    @property
    def editable(self) -> bool:
        """Whether hospitals may be moved by hand: a draft, a shared one, or today's, of which a draft is made then."""
        return self.trouble is None and (self.record is None or self.record.header.status in EDITABLE)


def load_desk(books: Books, id: AlignmentId | None, month: Month, country: str, known: Table | None = None) -> Desk:
    """Read an alignment, or with None what is in force; `known` is used again when nothing it was made of has changed.

    Raises AlignmentError when no alignment can be made of the data, the store's error for an unknown one.
    """
    record = None if id is None else books.alignments.get(id)
    request = AlignmentRequest(month) if record is None else record.proposal.request
    version = books.data_version()
    try:
        table = _table(books, request, version, country, known)
        assignment = today_or_nearest(table.case) if record is None else assignment_of(table.case, record.proposal.holdings)
        trouble = None
    except AlignmentError as error:
        if record is None:
            raise
        table = _table(books, AlignmentRequest(month), version, country, known)
        assignment, trouble = today_or_nearest(table.case), error.problem
    return Desk(table, record, assignment, totals(table.ledger, assignment), trouble)


def _table(books: Books, request: AlignmentRequest, version: str, country: str, known: Table | None) -> Table:
    if known is not None and known.key == (request, version):
        return known
    ground = load_ground(books, request.month, country)
    return make_table(ground, make_case(ground, request), version)


def make_table(ground: Ground, case: Case, version: str) -> Table:
    """The table of a case."""
    shown = with_tiers(ground, case)
    return Table(
        case=case,
        shown=shown,
        ledger=make_ledger(shown),
        places=tuple(each.where for each in case.accounts),
        reps=(*ground.district.reps, *case.request.joining),
        products=ground.district.products,
        names={**{str(rep.id): rep.name for rep in ground.district.reps}, **names_of(case)},
        key=(case.request, version),
    )


def with_tiers(ground: Ground, case: Case) -> AlignmentProblem:
    """The problem with the customers of the first tiers as further quantities that weigh nothing."""
    known = {each.name for each in case.problem.activities}
    tiers = [each.id for each in ground.district.policy.segments if each.kind is SegmentKind.TIER][:TIERS]
    names = [f"{CUSTOMERS}:{tier}" for tier in tiers]
    added = [name for name in names if name not in known and any(weight_of(each, name) for each in case.accounts)]
    units = tuple(
        replace(unit, weights=(*unit.weights, *(weight_of(account, name) for name in added)))
        for unit, account in zip(case.problem.units, case.accounts, strict=True)
    )
    return replace(case.problem, units=units, activities=(*case.problem.activities, *(Activity(name) for name in added)))


def today_or_nearest(case: Case) -> Assignment:
    """Who looks after what now; what is nobody's goes to who lives nearest."""
    index = {rep.id: k for k, rep in enumerate(case.reps)}
    homes = case.problem.homes
    nearest = [0] * len(case.accounts) if homes is None else [int(each) for each in homes.argmin(axis=0)]
    who = (index.get(each.today, near) if each.today is not None else near
           for each, near in zip(case.accounts, nearest, strict=True))  # fmt: skip
    return Assignment(tuple(who))


def moved(desk: Desk, units: Collection[int], territory: int) -> Desk:
    """The desk with units (by index) given to a territory (by index), its totals counted anew: fast enough to follow the hand."""
    assignment = move_units(desk.assignment, units, territory)
    return replace(desk, assignment=assignment, totals=totals(desk.table.ledger, assignment))


def by_hand(desk: Desk, title: str) -> Proposal:
    """The desk as a proposal to be saved: measured anew, without a proof."""
    case, seed = desk.table.case, 0 if desk.proposal is None else desk.proposal.figures.seed
    figures = figures_of(case, desk.assignment, BY_HAND, None, seed)
    held = holdings(case, desk.assignment)
    if desk.proposal is None:
        return Proposal(title, case.request, held, figures, desk.table.key[1])
    return replace(desk.proposal, holdings=held, figures=figures)


def broken_limits(desk: Desk) -> tuple[Violation, ...]:
    """What the assignment breaks, rule by rule, in names."""
    names = desk.table.names
    found = violations(desk.table.case.problem, desk.assignment)
    return tuple(replace(each, message=in_words(each.message, names)) for each in found)


def units_at(table: Table, hospitals: Collection[str]) -> tuple[int, ...]:
    """The units (by index) that lie in these hospitals."""
    wanted = set(hospitals)
    return tuple(place for place, each in enumerate(table.accounts) if each.hospital in wanted)


def locked_hospitals(table: Table) -> frozenset[HospitalId]:
    """Hospitals of which at least a part may not move."""
    pairs = zip(table.case.problem.units, table.accounts, strict=True)
    return frozenset(account.hospital for unit, account in pairs if unit.locked_to is not None or account.stays)


def locked_reps(table: Table) -> frozenset[RepId]:
    """Reps whose whole territory stands aside."""
    locks = table.case.request.locks
    return frozenset(
        each.rep for each in locks if each.rep is not None and not (each.hospital or each.department or each.customer)
    )


def index_of(table: Table, rep: RepId) -> int | None:
    """A rep's place among the territories; None when the rep takes no part."""
    return next((place for place, each in enumerate(table.case.reps) if each.id == rep), None)


def outlines(desk: Desk, places: Sequence[Coordinate | None]) -> tuple[tuple[tuple[Coordinate, ...], ...], ...]:
    """For every territory the places of each of its pieces on the neighbour graph, the largest piece first."""
    found = []
    for territory in range(len(desk.table.case.reps)):
        members = [unit for unit, k in enumerate(desk.assignment.territory_of) if k == territory and places[unit] is not None]
        parts = sorted(pieces(members, desk.table.ledger.neighbours), key=len, reverse=True)
        found.append(tuple(tuple(where for unit in part if (where := places[unit]) is not None) for part in parts))
    return tuple(found)
