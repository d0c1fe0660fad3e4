"""Coverage of a month: as recorded, and as it will be when the plan is carried out."""

from dataclasses import dataclass
from datetime import date

from db.store import Books
from desktop.usecases.district import District
from planner.coverage.measure import Coverage, measure
from planner.coverage.project import Projection, project
from planner.domain.people import Rep


@dataclass(frozen=True, slots=True)
class RepCoverage:
    """One rep's coverage so far; `outlook` is None when the month has no plan."""

    rep: Rep
    actual: Coverage
    outlook: Projection | None


def show_coverage(books: Books, district: District, rep: Rep, today: date) -> RepCoverage:
    """The coverage of a rep's customers. The plan in force counts, else the latest; its calls from `today` on are expected."""
    customers = district.customers_of(rep.id)
    recorded = tuple(call for call in district.calls if call.date <= today)
    actual = measure(customers, recorded, district.products, district.month, district.policy)
    plan = books.plans.published(rep.id, district.month) or books.plans.latest(rep.id, district.month)
    if plan is None:
        return RepCoverage(rep, actual, None)
    first = max(today, plan.days[0].date) if plan.days else today
    outlook = project(customers, district.calls, district.products, plan, as_of=first, policy=district.policy)
    return RepCoverage(rep, actual, outlook)
