"""Re-planning: after any change the month is repaired with the fewest calls moved, and every difference has its reason.

The past is frozen, promises are never touched, and every call that leaves its half day costs weights.moved_call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.messages import Message, message
from planner.domain.plan import DayPlan, MonthPlan, Provenance
from planner.month.budget import Budget
from planner.month.explain import unplanned_calls
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.month.reasons import with_reasons
from planner.month.reorder import reorder_day
from planner.month.repair.beginning import orders_on, standing_orders
from planner.month.repair.causes import Causes
from planner.month.repair.changes import Change
from planner.month.repair.differences import Difference, DifferenceKind, Pair, Spot, changed_calls, same_times
from planner.month.repair.repairing import Repair
from planner.month.repair.standing import Standing, standing
from planner.month.repair.values import Order, Values
from planner.month.router import DayRouter, keep_order
from planner.month.rules import hard_violations
from planner.month.schedule import Refusal, Timetable
from planner.solving import Ending, Outcome, SolveControl, SolveLimits

SOLVER = "roundwise-repair/1"
STEPS = SolveLimits(None, 120)
"""A repair that repeats exactly and takes well under a second."""
QUIET = SolveControl()
ROUTER_STEPS = 100


@dataclass(frozen=True, slots=True)
class Replan:
    """A repaired month. `plan` is the whole new plan: the days before `today` as they were, then the repaired ones; `before` is
    the plan it came from. `problem` is what was left of the changed month (its days from `today` on, with `before` as published):
    `ahead` is the new plan of these days alone, which keeps every hard rule of it. `whole` is the changed month with its past.
    `fallen` names promises that the change made impossible."""

    today: date
    plan: MonthPlan
    before: MonthPlan
    ahead: MonthPlan
    problem: MonthProblem
    whole: MonthProblem
    differences: tuple[Difference, ...]
    fallen: tuple[Message, ...]

    @property
    def moved(self) -> int:
        """Calls that change day without being forced to."""
        return sum(_leaves_day(each) and not each.forced for each in self.differences)


def _leaves_day(each: Difference) -> bool:
    if each.kind is DifferenceKind.REORDERED or each.before is None:
        return False
    return each.after is None or each.after.date != each.before.date


def replan(
    problem: MonthProblem,
    plan: MonthPlan,
    changes: Sequence[Change],
    today: date,
    *,
    seed: int = 0,
    limits: SolveLimits = STEPS,
    control: SolveControl = QUIET,
    route_day: DayRouter = keep_order,
) -> Outcome[Replan]:
    """Repair a plan after changes. Without changes, and with nothing missing that fits, the plan stays as it is.

    `problem` is the month that the plan was made for. The ending is `IMPOSSIBLE` when a promise cannot be kept however the month
    is turned. Raises ChangeError for a change of what the problem does not know.
    """
    budget = Budget(limits)
    stands = standing(problem, plan, changes, today)
    values = Values(stands.rest, Timetable(stands.rest))
    before = orders_on(stands.rest, stands.ahead)
    orders, pool = standing_orders(values, stands.ahead)
    repair = Repair(values, orders, pool, seed)
    ending = repair.run(budget, control)
    orders = [
        _tidied(values, day, order, before=before[day], route_day=route_day, control=control)
        for day, order in enumerate(repair.orders)
    ]
    provenance = replace(
        plan.provenance, seed=seed, solver=SOLVER, steps=limits.steps, seconds=None if limits.steps else limits.seconds
    )
    made = _composed(stands, plan, values, orders, provenance)
    if hard_violations(stands.rest, made.ahead):
        ending = Ending.IMPOSSIBLE if ending is Ending.FINISHED else ending
    found = _differences(stands, values, orders, made, changes)
    return Outcome(ending, replace(made, today=today, differences=found))


def replanned(problem: MonthProblem, plan: MonthPlan, changes: Sequence[Change], today: date, ahead: MonthPlan) -> Replan:
    """A plan of the days ahead that was solved anew, beside the plan in force: every difference with its cause.

    `ahead` is a plan of what is left of the month: `standing(...).rest`. Raises ChangeError as `replan`.
    """
    stands = standing(problem, plan, changes, today)
    values = Values(stands.rest, Timetable(stands.rest))
    orders = orders_on(stands.rest, ahead.days)
    made = _composed(stands, plan, values, orders, ahead.provenance)
    return replace(made, today=today, differences=_differences(stands, values, orders, made, changes))


def _tidied(values: Values, day: int, order: Order, *, before: Order, route_day: DayRouter, control: SolveControl) -> Order:
    """A changed day in its best order, if that upsets no more calls than it saves; an unchanged one as it was."""
    if order == before or len(order) < 2:
        return order
    if sorted(order) == sorted(before) and values.day(day, before) <= values.day(day, order) + 1e-9:
        return before
    tried = [reorder_day(values.timetable, day, order, control)]
    if route_day is not keep_order:
        quiet = SolveControl(should_stop=control.should_stop)
        tried.append(tuple(route_day(values.timetable, day, order, SolveLimits(None, ROUTER_STEPS), quiet)))
    return min([order, *tried], key=lambda each: values.day(day, each))


def _composed(stands: Standing, plan: MonthPlan, values: Values, orders: Sequence[Order], provenance: Provenance) -> Replan:
    """Days, unplanned calls and objective, of the days ahead and of the whole month."""
    rest, old = stands.rest, {day.date: day for day in stands.ahead}
    timed = [values.timetable.schedule_day(day, order) for day, order in enumerate(orders)]
    days = [day for day in timed if not isinstance(day, Refusal)]
    before = orders_on(rest, stands.ahead)
    untouched = {rest.days[n].date for n, order in enumerate(orders) if order == before[n]}
    kept = [old[day.date] if day.date in untouched and _still_right(day, old.get(day.date)) else day for day in days]
    unplanned = unplanned_calls(values.timetable, orders)
    ahead = _planned(rest, plan, with_reasons(rest, kept), provenance)
    ahead = replace(ahead, unplanned=unplanned)
    if hard_violations(rest, ahead):
        ahead = replace(_planned(rest, plan, with_reasons(rest, days), provenance), unplanned=unplanned)
    whole = (*stands.past, *ahead.days)
    return Replan(
        today=stands.rest.month.first,
        plan=replace(ahead, days=whole, objective=days_objective(stands.whole, whole)),
        before=plan,
        ahead=ahead,
        problem=rest,
        whole=stands.whole,
        differences=(),
        fallen=stands.fallen,
    )


def _still_right(day: DayPlan, old: DayPlan | None) -> bool:
    """Whether an old day holds as many calls as its orders say, so that none was lost on the way."""
    return old is not None and len(old.calls) == len(day.calls) and old.target == day.target


def _planned(problem: MonthProblem, plan: MonthPlan, days: tuple[DayPlan, ...], provenance: Provenance) -> MonthPlan:
    return MonthPlan(plan.rep, plan.month, days, (), days_objective(problem, days), provenance)


def _differences(
    stands: Standing, values: Values, orders: Sequence[Order], made: Replan, changes: Sequence[Change]
) -> tuple[Difference, ...]:
    """Every changed call and every day only reordered, in the order of the days, each with its cause."""
    pairs = changed_calls(stands.ahead, made.ahead.days)
    causes = Causes(values, orders, stands, changes)
    causes.note_arrivals(pairs)
    found = [_difference(n, pair, *causes.of(pair)) for n, pair in enumerate(pairs, start=1)]
    touched = {day for each in found for day in each.dates}
    old = {day.date: day for day in stands.ahead}
    for day in made.ahead.days:
        if day.date not in touched and not same_times(old.get(day.date), day):
            spot = Spot(day.date, day.stops[0].calls[0].start, day.stops[0].hospital)
            found.append(Difference(len(found) + 1, DifferenceKind.REORDERED, None, spot, spot, _REORDERED))
    return tuple(found)


def _difference(number: int, pair: Pair, cause: Message, forced: bool) -> Difference:
    customer, before, after = pair
    kind = DifferenceKind.MOVED if before and after else DifferenceKind.ADDED if after else DifferenceKind.DROPPED
    return Difference(number, kind, customer, before, after, cause, forced)


_REORDERED = message("The hours of the day have changed, so its calls stand at other times.")
