"""How many reps are needed: the sizing curve, each point solved in a worker process."""

from collections.abc import Sequence
from concurrent.futures import CancelledError, Executor
from dataclasses import dataclass

from db.store import Store
from desktop.jobs.aligning import solve_size
from desktop.usecases.align_case import Ground, load_ground, make_case
from desktop.usecases.align_solve import AlignOrder
from planner.alignment.sizing import SizePoint, WorkingMonth, size_point, sizing_problem, smallest_team
from planner.domain.messages import message
from planner.domain.people import Rep
from planner.domain.territory import AlignmentRequest
from planner.errors import AlignmentError
from planner.month.assemble import team_of


@dataclass(frozen=True, slots=True)
class Curve:
    """The points that were solved, in order of size; `smallest` is the smallest team that is enough, None when none is."""

    month: WorkingMonth
    points: tuple[SizePoint, ...]
    smallest: SizePoint | None


def size(store: Store, request: AlignmentRequest, sizes: Sequence[int], order: AlignOrder, executor: Executor) -> Curve:
    """Solve every size. Raises AlignmentError for sizes that cannot be meant."""
    with store.read() as books:
        ground = load_ground(books, request.month, order.country)
    case = make_case(ground, request)
    wanted = sorted(set(sizes))
    if not wanted or wanted[0] < 1 or wanted[-1] > len(case.accounts):
        raise AlignmentError(
            message("{sizes} are no sizes for {count:hospital|hospitals}.", sizes=_told(wanted), count=len(case.accounts)),
            message("Give sizes from 1 to the number of hospitals, such as 4-9."),
        )
    month = working_month(ground, case.reps)
    problems = [(sizing_problem(case, each, ground.district.policy), f"{each}") for each in wanted]
    futures = [executor.submit(solve_size, problem, label, order.seed, order.limits) for problem, label in problems]
    points = []
    for (problem, _), future in zip(problems, futures, strict=True):
        try:
            points.append(size_point(problem, future.result(), case.accounts, month))
        except CancelledError:
            continue
    found = tuple(each for each in points if each is not None)
    return Curve(month, found, smallest_team(found))


def working_month(ground: Ground, reps: Sequence[Rep]) -> WorkingMonth:
    """The month of a full-time rep: the mean of the reps', leave and office days taken off, part-time reckoned up."""
    full_time = sum(rep.part_time for rep in reps)
    days = [(rep, day) for rep in reps for day in ground.district.field_days_of(rep)]
    minutes = sum(window.minutes for _, day in days for window in day.windows)
    target = sum(team_of(rep, ground.district.policy).calls_per_day for rep in reps) / len(reps)
    return WorkingMonth(
        field_days=round(sum(day.share for _, day in days) / full_time, 2),
        minutes=round(minutes / full_time, 1),
        calls_per_day=target,
    )


def _told(sizes: Sequence[int]) -> str:
    return ", ".join(str(each) for each in sizes) or "-"
