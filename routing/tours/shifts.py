"""Day routes with optional calls: the most reward in a number of equal shifts (team orienteering with time windows).

Annealed ruin and recreate (`routing.tours.plain`, compiled in `routing.tours.fast`) in stretches, side by side where workers
are given. After each of a few coolings, routes of good plans are recombined by set packing (the third component of Hu and
Lim 2014), and the search goes on from the best plan known.
"""

from concurrent.futures import Executor

from planner.month.engine import Engine
from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits
from routing.tours.route import Route, Routes, ShiftProblem, minutes_and_ways
from routing.tours.schedule import Schedule
from routing.tours.team import Team


def plan_shifts(
    problem: ShiftProblem,
    seed: int,
    limits: SolveLimits,
    control: SolveControl,
    *,
    engine: Engine = Engine.AUTO,
    executor: Executor | None = None,
    workers: int = 1,
) -> Outcome[Routes]:
    """The best routes found, without home; repeatable under `limits.steps`, which count for each worker.

    Several workers need an executor. The bound of the outcome is the reward of all calls that fit a shift of their own;
    when it is reached, the plan is proven best and the search ends at once.
    """
    team = Team(problem, seed, engine, executor, workers if executor else 1)
    team.prepare()
    schedule = Schedule(limits)
    while schedule.done < 1 and team.reward < team.most:
        if control.should_stop():
            return Outcome(Ending.STOPPED, team.best, float(team.most))
        control.report(Progress(schedule.done, float(team.reward), float(team.most)))
        at = schedule.cooling
        team.stretch(schedule.take(), control.should_stop)
        if schedule.cooling != at or schedule.done >= 1:
            team.recombine(schedule.recombining_seconds)
    return Outcome(Ending.FINISHED, team.best, float(team.most))


def reward_of(problem: ShiftProblem, routes: Routes) -> int:
    """The reward of routes. Raises ValueError when a call stands twice, comes too late or a shift ends too late."""
    calls = [node for route in routes for node in route]
    go = minutes_and_ways(problem)
    if len(set(calls)) < len(calls) or len(routes) > problem.shifts:
        raise ValueError("a call stands twice, or there are too many routes")
    if not all(Route(route, go, problem).in_time for route in routes):
        raise ValueError("a route is not in time")
    return sum(problem.rewards[node] for node in calls)
