"""Month plans: the whole as a document, and the header that lists it."""

from dataclasses import dataclass
from datetime import datetime

from db.mapping.documents import decode, encode
from db.mapping.values import Values
from db.rows.plans import PlanRow
from planner.domain.people import RepId
from planner.domain.plan import MonthPlan, PlanId
from planner.domain.units import Minutes, Month


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """What a list of plans shows. `number` grows with every plan saved; `saved_at` is None when nobody said."""

    id: PlanId
    number: int
    rep: RepId
    month: Month
    saved_at: datetime | None
    published: bool
    calls: int
    unplanned: int
    travel_minutes: Minutes
    total: float
    lower_bound: float | None
    seed: int
    data_version: str
    policy_version: int


def plan_values(plan: MonthPlan) -> Values:
    """The columns that come from the plan itself; id, number, date and publication are the repository's."""
    return {
        "rep": plan.rep,
        "month": str(plan.month),
        "calls": sum(len(day.calls) for day in plan.days),
        "unplanned": sum(each.count for each in plan.unplanned),
        "travel_minutes": sum(day.travel_minutes for day in plan.days),
        "total": plan.objective.total,
        "lower_bound": plan.lower_bound,
        "seed": str(plan.provenance.seed),
        "data_version": plan.provenance.data_version,
        "policy_version": plan.provenance.policy_version,
        "body": encode(plan),
    }


def plan(row: PlanRow) -> MonthPlan:
    """Raises ValueError when the stored document is no plan of this version of the program."""
    return decode(MonthPlan, row.body)


def plan_header(row: PlanRow) -> PlanHeader:
    return PlanHeader(
        id=row.id,
        number=row.number,
        rep=row.rep,
        month=Month.parse(row.month),
        saved_at=row.saved_at,
        published=row.published,
        calls=row.calls,
        unplanned=row.unplanned,
        travel_minutes=Minutes(row.travel_minutes),
        total=row.total,
        lower_bound=row.lower_bound,
        seed=int(row.seed),
        data_version=row.data_version,
        policy_version=row.policy_version,
    )
