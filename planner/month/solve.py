"""The month's solve: a frozen problem, a seed, limits and a control go in, an outcome comes out.

1. Block ruin and recreate finds which call stands in which half day (`annealing`).
2. Every day is timed call by call; what is not in time is left out, the least valuable first (`draft`).
3. The day router improves the order of every day, and every owed call left out is tested everywhere (`finishing`).
4. The rules look at the plan; a call that breaks a hard rule is left out.
"""

from planner.domain.plan import MonthPlan, Provenance
from planner.month.compiling import compile_model
from planner.month.draft import Draft
from planner.month.engine import Engine, engine_name, find_placements
from planner.month.explain import unplanned_calls
from planner.month.finishing import ROUTER_SECONDS, drop_offending, insert_left_out, reorder_days, route_days
from planner.month.model import Model
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.month.promises import keep_promises
from planner.month.reasons import with_reasons
from planner.month.router import DayRouter, keep_order
from planner.month.rules import hard_violations
from planner.month.schedule import Refusal
from planner.month.state import State
from planner.solving import Ending, Outcome, SolveControl, SolveLimits

SOLVER = "blocks/3"
"""Name and version of the search, for a plan's provenance: raised when equal seeds give other plans than before."""


def plan_month(
    problem: MonthProblem,
    seed: int,
    limits: SolveLimits,
    control: SolveControl,
    route_day: DayRouter = keep_order,
    *,
    engine: Engine = Engine.AUTO,
) -> Outcome[MonthPlan]:
    """The best plan found within the limits.

    No call of the plan breaks a hard rule. When the search ran its course and found no month that keeps all appointments
    and pins, the ending is `IMPOSSIBLE` and `best` the plan that keeps what it can: `planner.month.rules.hard_violations`
    names the promises broken, and nothing else. A month without field days or without customers has an empty plan.
    """
    model = compile_model(problem)
    solver = f"{SOLVER}/{engine_name(model, engine)}"
    ending, placed = find_placements(model, seed, limits, control, reserved=_reserved(problem, limits, route_day), engine=engine)
    draft = Draft(problem, model.timetable)
    draft.take(_loaded(model, placed))
    keep_promises(draft)
    reorder_days(draft, control)
    route_days(draft, route_day, limits, control)
    insert_left_out(draft, control)
    plan = _finished(draft, solver, seed, limits)
    broken = hard_violations(problem, plan)
    while broken and drop_offending(draft, broken):
        plan = _finished(draft, solver, seed, limits)
        broken = hard_violations(problem, plan)
    return Outcome(Ending.IMPOSSIBLE if broken and ending is Ending.FINISHED else ending, plan)


def _reserved(problem: MonthProblem, limits: SolveLimits, route_day: DayRouter) -> float:
    """Seconds kept for the day router, at most a third of all."""
    if limits.seconds is None or route_day is keep_order:
        return 0.0
    return min(limits.seconds / 3, 1.5 * ROUTER_SECONDS * len(problem.days))


def _loaded(model: Model, placed: list[int]) -> State:
    """The month found as a state of its own."""
    state = State(model)
    state.load(placed)
    return state


def _finished(draft: Draft, solver: str, seed: int, limits: SolveLimits) -> MonthPlan:
    problem = draft.problem
    timed = [draft.timetable.schedule_day(day, order) for day, order in enumerate(draft.orders)]
    days = with_reasons(problem, (day for day in timed if not isinstance(day, Refusal)))
    return MonthPlan(
        rep=problem.rep,
        month=problem.month,
        days=days,
        unplanned=unplanned_calls(draft.timetable, draft.orders),
        objective=days_objective(problem, days),
        provenance=Provenance(
            seed=seed,
            solver=solver,
            policy_version=0,
            data_version="",
            travel_source=problem.travel.source,
            seconds=None if limits.steps is not None else limits.seconds,
            steps=limits.steps,
        ),
    )
