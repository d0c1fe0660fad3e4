"""A month plan in figures: what its makers and their manager look at first."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.exchange.plan_names import CoveragePeriod
from desktop.usecases.district import District
from desktop.usecases.export_plan import coverage_figures
from planner.domain.plan import MonthPlan
from planner.domain.units import Month
from planner.month.assemble import team_of
from planner.month.bound.words import gap


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """`field_days` counts half days as 0.5, and every rate is per field day. `coverage` is the month's share 0..1 by segment
    with the plan carried out; `gap` is how far, at most, the plan is from the best possible, None while nothing is proven."""

    month: Month
    calls: int
    field_days: float
    call_target: int
    calls_short: int
    travel_minutes: int
    unplanned: int
    objective: float
    lower_bound: float | None
    coverage: Mapping[str, float]

    @property
    def calls_per_field_day(self) -> float:
        return round(self.calls / self.field_days, 2) if self.field_days else 0.0

    @property
    def travel_minutes_per_day(self) -> float:
        return round(self.travel_minutes / self.field_days, 1) if self.field_days else 0.0

    @property
    def gap(self) -> float | None:
        """(objective - bound) / objective; None where nothing is proven, or the cost is not positive."""
        return None if self.lower_bound is None else gap(self.objective, self.lower_bound)


def plan_figures(district: District, plan: MonthPlan) -> PlanFigures:
    """The figures of a plan of the district's month. Raises PlanningError when the policy does not have the rep's team."""
    rep = district.rep(plan.rep)
    planned = {day.date for day in plan.days}
    shares = sum(day.share for day in district.field_days_of(rep) if day.date in planned)
    team = team_of(rep, district.policy)
    return PlanFigures(
        month=plan.month,
        calls=sum(len(day.calls) for day in plan.days),
        field_days=shares,
        call_target=team.calls_per_day,
        calls_short=sum(day.calls_short for day in plan.days),
        travel_minutes=sum(day.travel_minutes for day in plan.days),
        unplanned=sum(each.count for each in plan.unplanned),
        objective=round(plan.objective.total, 3),
        lower_bound=plan.lower_bound,
        coverage={
            figure.segment: round(figure.share, 4)
            for figure in coverage_figures(district, plan)
            if figure.period is CoveragePeriod.MONTH and figure.share is not None
        },
    )
