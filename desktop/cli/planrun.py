"""Planning as the command line does it: a pool of warm processes, progress, Ctrl+C, and the table at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from db.store import Store
from desktop.cli.interrupts import interrupts
from desktop.cli.progress import PlanningProgress
from desktop.cli.screen import Cell, Document, Screen, percent
from desktop.cli.violations import violation_line
from desktop.jobs.channel import Report
from desktop.jobs.pool import WorkerPool, usable_processors
from desktop.report import report_bug
from desktop.usecases.district import District, find_reps
from desktop.usecases.plan_all import Order, Planned, SolveBugError, load_problems, plan_all
from desktop.usecases.plan_figures import PlanFigures, plan_figures
from desktop.usecases.share_time import seconds_for_each
from planner.domain.messages import Message, message
from planner.solving import Ending, SolveLimits

if TYPE_CHECKING:
    from desktop.jobs.cluster import Cluster

WARM = ("desktop.jobs.solving", "routing.tours.day")
"""What a planning process imports before its first job."""

HEADINGS = (
    message("Rep"),
    message("Calls"),
    message("Calls a field day"),
    message("Target"),
    message("A"),
    message("B"),
    message("Travel a day"),
    message("Not planned"),
    message("Gap"),
    message("Plan"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a planning brought. `stopped` by Ctrl+C: the plans are the best found until then."""

    district: District
    planned: tuple[Planned, ...]
    stopped: bool

    @property
    def failed(self) -> bool:
        return any(each.error is not None or each.ending is Ending.IMPOSSIBLE for each in self.planned)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who plans: `processes` of this machine (None = one per processor), or the cluster at `scheduler`. `within`: seconds of the
    clock for all reps together, instead of the order's limits."""

    processes: int | None = None
    scheduler: str | None = None
    within: float | None = None


def run_planning(screen: Screen, store: Store, order: Order, hands: Hands, at: datetime) -> Run:
    """Plan and save what an order asks for, with progress. The first Ctrl+C keeps the best plans, the second ends at once."""
    progress: PlanningProgress | None = None
    reps = _reps_in(store, order)
    pool, processes = _executor(hands, reps, lambda report: progress.heard(report) if progress else None)
    try:
        if hands.within is not None:
            order = replace(order, limits=SolveLimits(seconds_for_each(hands.within, reps, processes)))
        loaded = load_problems(store, order)
        progress = PlanningProgress(screen, {rep.id: rep.name for rep, _ in loaded.problems})
        shown = progress
        with interrupts(pool.stop) as interrupted:
            planned = plan_all(store, order, loaded, pool, at=at, finished=lambda each: shown.ended(each.rep.id, news(each)))
        _report_bugs(planned)
        return Run(loaded.district, planned, interrupted.pressed)
    except BaseException:
        pool.kill()
        raise
    finally:
        if progress:
            progress.close()
        pool.shutdown(cancel_futures=True)


def _executor(hands: Hands, reps: int, report: Callable[[Report], None]) -> tuple["WorkerPool | Cluster", int]:
    """Processes of this machine, which warm up while the problems are read, or a cluster; and how many jobs run at a time."""
    if hands.scheduler is not None:
        from desktop.jobs.cluster import Cluster  # noqa: PLC0415 (loads much, and only where it is asked for)

        cluster = Cluster(hands.scheduler, report)
        return cluster, cluster.processes
    count = min(hands.processes or usable_processors(), reps)
    pool = WorkerPool(count, WARM, report)
    pool.start()
    return pool, count


def _reps_in(store: Store, order: Order) -> int:
    """How many reps an order means: more processes than that would only take memory."""
    with store.read() as books:
        return len(find_reps(books.reps.all(), order.reps)) or 1


def _report_bugs(planned: Sequence[Planned]) -> None:
    """Put the traceback of every solve that failed inside the program into the user's log folder."""
    for each in planned:
        if isinstance(each.error, SolveBugError) and each.error.__cause__ is not None:
            report_bug(each.error.__cause__, ["plan", each.rep.id])


def news(planned: Planned) -> Message:
    """One sentence on how a rep's planning ended."""
    name = planned.rep.name
    if planned.error is not None:
        return message("{rep}: not planned. {problem}", rep=name, problem=planned.error.problem)
    if planned.plan is None:
        return message("{rep}: not planned.", rep=name)
    if planned.kept:
        return message("{rep}: kept from before, {plan}.", rep=name, plan=planned.id or "")
    calls = sum(len(day.calls) for day in planned.plan.days)
    if planned.ending is Ending.IMPOSSIBLE:
        return message("{rep}: {calls:call|calls}; not every appointment and pin can be kept.", rep=name, calls=calls)
    if planned.ending is Ending.STOPPED:
        return message("{rep}: {calls:call|calls}, stopped at the best so far.", rep=name, calls=calls)
    return message("{rep}: {calls:call|calls} planned.", rep=name, calls=calls)


def show_run(screen: Screen, run: Run) -> None:
    """The table of all reps, then what went wrong: reps without a plan, promises that could not be kept."""
    screen.table(HEADINGS, [_row(run.district, each) for each in run.planned])
    if run.district.holidays.provisional:
        screen.say(message("The public holidays of this month are not announced yet; they are a forecast."))
    kept = [each.rep.name for each in run.planned if each.kept]
    if kept:
        screen.say(
            message(
                "Kept from before, planned of the same data with the same seed and limits: {names}. --again plans them anew.",
                names=", ".join(kept),
            )
        )
    for each in run.planned:
        if each.error is not None:
            screen.say(news(each))
            screen.say(each.error.way_out)
        if each.broken:
            screen.say(message("{rep}: these promises cannot be kept:", rep=each.rep.name))
            screen.lines(
                [
                    f"  {violation_line(screen, broken, run.district.names.in_language(screen.translate))}"
                    for broken in each.broken
                ]
            )


def _row(district: District, planned: Planned) -> Sequence[Cell]:
    if planned.plan is None:
        return (planned.rep.name, *(None,) * (len(HEADINGS) - 1))
    figures = plan_figures(district, planned.plan)
    return (
        planned.rep.name,
        figures.calls,
        figures.calls_per_field_day,
        figures.call_target,
        percent(figures.coverage.get("A")),
        percent(figures.coverage.get("B")),
        figures.travel_minutes_per_day,
        figures.unplanned,
        percent(figures.gap),
        planned.id,
    )


def run_document(run: Run) -> dict[str, Document]:
    """The answer for machines."""
    return {"stopped": run.stopped, "reps": [_planned_document(run.district, each) for each in run.planned]}


def _planned_document(district: District, planned: Planned) -> dict[str, Document]:
    head: dict[str, Document] = {"rep": planned.rep.id, "name": planned.rep.name, "plan": planned.id, "ending": planned.ending}
    if planned.error is not None:
        head["error"] = {"problem": str(planned.error.problem), "way_out": str(planned.error.way_out)}
    if planned.kept:
        head["kept"] = True
    if planned.broken:
        head["broken"] = [{"rule": each.rule, "customer": each.customer, "message": str(each.message)} for each in planned.broken]
    if planned.plan is not None:
        head.update(figures_document(plan_figures(district, planned.plan)))
    return head


def figures_document(figures: PlanFigures) -> dict[str, Document]:
    """A plan's figures by name."""
    return {
        "month": str(figures.month),
        "calls": figures.calls,
        "field_days": figures.field_days,
        "calls_per_field_day": figures.calls_per_field_day,
        "call_target": figures.call_target,
        "calls_short": figures.calls_short,
        "travel_minutes": figures.travel_minutes,
        "travel_minutes_per_day": figures.travel_minutes_per_day,
        "unplanned": figures.unplanned,
        "objective": figures.objective,
        "lower_bound": figures.lower_bound,
        "gap": figures.gap,
        "coverage": dict(figures.coverage),
    }
