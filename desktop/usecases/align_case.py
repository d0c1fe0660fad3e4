"""Read the district as an alignment sees it, and set up the problem of a request."""

from dataclasses import dataclass, replace
from datetime import timedelta

from db.store import Books
from desktop.bootstrap import neighbour_links
from desktop.usecases.district import District, load_district
from planner.alignment.accounts import Landscape, make_accounts
from planner.alignment.assemble import Case, assemble
from planner.alignment.problem import Assignment
from planner.alignment.proposal import BY_HAND, assignment_of, figures_of
from planner.alignment.rules import violations
from planner.domain.alignment import Proposal
from planner.domain.territory import AlignmentRequest
from planner.domain.units import Month
from planner.domain.violations import Violation

REMEMBERED_DAYS = 365
"""How far back calls tell of relationships."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A district and its landscape, as of the first day of the month."""

    district: District
    landscape: Landscape


def load_ground(books: Books, month: Month, country: str) -> Ground:
    """Read all that an alignment of a month may need, in one transaction."""
    district = load_district(books, month, country)
    day = month.first
    landscape = Landscape(
        reps=district.reps,
        hospitals=district.hospitals,
        departments=district.departments,
        customers=district.customers,
        products=district.products,
        calls=books.calls.between(day - timedelta(days=REMEMBERED_DAYS), day),
        policy=district.policy,
        day=day,
    )
    return Ground(district, landscape)


def make_case(ground: Ground, request: AlignmentRequest) -> Case:
    """The problem of a request. Raises AlignmentError for one that cannot be asked."""
    accounts = make_accounts(ground.landscape, request)
    return assemble(ground.landscape, request, accounts, neighbour_links([each.where for each in accounts], request.barriers))


@dataclass(frozen=True, slots=True)
class Measured:
    """A proposal measured anew: what it breaks, in the order of the rules."""

    case: Case
    assignment: Assignment
    proposal: Proposal
    violations: tuple[Violation, ...]


def measure_again(ground: Ground, proposal: Proposal) -> Measured:
    """Figures and broken limits of a proposal after a hand edit, by the data of now; its proof is gone. Raises AlignmentError."""
    case = make_case(ground, proposal.request)
    assignment = assignment_of(case, proposal.holdings)
    figures = figures_of(case, assignment, BY_HAND, None, proposal.figures.seed)
    return Measured(case, assignment, replace(proposal, figures=figures), violations(case.problem, assignment))
