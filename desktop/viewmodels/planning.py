"""Planning months one after the other in the worker process: progress with the best so far, stop, and every plan saved as an
edit of its own that can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from db.store import Books
from desktop.jobs.solving import solve_month
from desktop.jobs.worker import WorkerError
from desktop.usecases.district import District
from desktop.usecases.edit import Edit, PlanRewrite
from desktop.usecases.plan_all import Loaded, Order, load_problems, signed
from desktop.viewmodels.jobs import Job
from desktop.viewmodels.session import Session
from planner.domain.messages import Message, message
from planner.domain.people import Rep
from planner.domain.plan import MonthPlan
from planner.domain.units import Month
from planner.errors import UserFacingError
from planner.month.problem import MonthProblem
from planner.solving import Ending, Outcome, Progress, SolveLimits

POINTS = 400
"""More points of the line than a screen shows would only cost time."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How one rep's planning ended, in a sentence; `failed` when there is no new plan."""

    rep: Rep
    news: Message
    failed: bool


@dataclass(frozen=True, slots=True)
class RunState:
    """A planning under way or over. `number` of `of` reps; `points` are seconds since the rep's start and the best objective so
    far, in minutes of the objective; `done` 0..1 of this rep."""

    running: bool = False
    stopping: bool = False
    rep: str = ""
    number: int = 0
    of: int = 0
    done: float = 0.0
    points: tuple[tuple[float, float], ...] = ()
    ended: tuple[Ended, ...] = ()

    @property
    def best(self) -> float | None:
        """The best objective so far."""
        return self.points[-1][1] if self.points else None


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a run was asked for."""

    month: Month
    seed: int
    limits: SolveLimits


class PlanningRun(QObject):
    """One for each session. `changed` with every news, `finished` when the last rep is done."""

    changed = Signal()
    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.state = RunState()
        self._waiting: list[Rep] = []
        self._wish: _Wish | None = None
        self._job: Job | None = None
        self._began = 0.0

    def start(self, reps: Sequence[Rep], month: Month, seed: int, limits: SolveLimits) -> bool:
        """Plan these reps' month; False when a planning is under way or nobody is named."""
        if self.state.running or not reps:
            return False
        self._waiting, self._wish = list(reps), _Wish(month, seed, limits)
        self.state = RunState(running=True, of=len(reps))
        self._next()
        return True

    def stop(self) -> None:
        """Keep the best plan so far of the rep under way; the others are not planned."""
        if self.state.running:
            self._waiting.clear()
            self._show(stopping=True)
            if self._job is not None:
                self._job.stop()

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit()

    def _next(self) -> None:
        """Read the next rep's problem, or end."""
        self._job = None
        if not self._waiting or self._wish is None:
            self._show(running=False, stopping=False)
            self.finished.emit()
            return
        rep, wish, session = self._waiting.pop(0), self._wish, self.session
        self._show(rep=rep.name, number=self.state.number + 1, done=0.0, points=())
        order = Order(wish.month, wish.seed, wish.limits, (rep.id,), first_day(wish.month, session.today()), session.country)
        session.background.run(
            lambda: load_problems(session.store, order),
            lambda loaded: self._take(rep, loaded),
            lambda error: self._fail(rep, error),
        )

    def _take(self, rep: Rep, loaded: Loaded) -> None:
        """Solve what was read, unless the plan is there already: pressing twice never gives two plans."""
        if rep.id in loaded.kept:
            self._end(Ended(rep, message("{rep}: nothing has changed, so the plan stays as it is.", rep=rep.name), failed=False))
        else:
            self._solve(rep, loaded.district, loaded.problems[0][1])

    def _solve(self, rep: Rep, district: District, problem: MonthProblem | UserFacingError) -> None:
        if isinstance(problem, UserFacingError):
            self._fail(rep, problem)
            return
        if self.state.stopping or self._wish is None:
            self._end(Ended(rep, message("{rep}: not planned.", rep=rep.name), failed=True))
            return
        self._began = monotonic()
        self._job = self.session.jobs.run(
            message("Planning {rep}, {month}", rep=rep.name, month=str(self._wish.month)),
            solve_month,
            problem,
            self._wish.seed,
            self._wish.limits,
            then=lambda outcome: self._solved(rep, district, problem, outcome),
            failed=lambda error: self._fail(rep, error),
        )
        self._job.progress.connect(self._hear)
        self._job.ended.connect(lambda: QTimer.singleShot(0, self, lambda: self._look_after(rep)))

    def _hear(self, progress: Progress) -> None:
        points = self.state.points
        if progress.objective is not None:
            points = (*points, (monotonic() - self._began, progress.objective))[-POINTS:]
        if self._job is not None and self._job.stopping and not self.state.stopping:
            self._waiting.clear()  # stopped from the status bar: the others wait no more
            self._show(stopping=True)
        self._show(done=progress.done, points=points)

    def _look_after(self, rep: Rep) -> None:
        """A solve that failed inside the program tells neither an answer nor a refusal: the others must not wait for it."""
        if self._job is not None and self._job not in self.session.jobs.running:
            problem = message("Planning failed inside the program.")
            self._fail(rep, WorkerError(problem, message("The other plans are not touched. Please report it with the log file.")))

    def _solved(self, rep: Rep, district: District, problem: MonthProblem, outcome: Outcome[MonthPlan]) -> None:
        self._job = None
        best, ending = outcome.best, outcome.ending
        if best is None:
            self._fail(rep, WorkerError(message("No plan was found."), message("Check calendar, appointments and pins.")))
            return

        def read(books: Books) -> tuple[MonthPlan | None, MonthPlan]:
            return books.plans.latest(rep.id, best.month), signed(best, district, problem, ending)

        def save(read: tuple[MonthPlan | None, MonthPlan]) -> None:
            before, plan = read
            title = message("Plan {rep}, {month}", rep=rep.name, month=str(plan.month))
            saved = self.session.commit(Edit(title, (PlanRewrite(rep.id, plan.month, before, plan, keeps_draft=True),)))
            self._end(Ended(rep, planned_news(rep, plan, ending), failed=not saved))

        self.session.fetch(read, save, lambda error: self._fail(rep, error))

    def _fail(self, rep: Rep, error: UserFacingError) -> None:
        """Of a single rep the window tells; among several the list does, and the others go on."""
        self._job = None
        if self.state.of == 1:
            self.session.failed.emit(error)
        self._end(Ended(rep, message("{rep}: not planned. {problem}", rep=rep.name, problem=error.problem), failed=True))

    def _end(self, ended: Ended) -> None:
        self._show(ended=(*self.state.ended, ended), done=1.0)
        self._next()


def first_day(month: Month, today: date) -> date | None:
    """The first day to plan: today in a month that has begun, else the whole month."""
    return today if Month.of(today) == month else None


def planned_news(rep: Rep, plan: MonthPlan, ending: Ending) -> Message:
    """One sentence on how a rep's planning ended."""
    calls = sum(len(day.calls) for day in plan.days)
    match ending:
        case Ending.IMPOSSIBLE:
            return message("{rep}: {calls:call|calls}; not every appointment and pin can be kept.", rep=rep.name, calls=calls)
        case Ending.STOPPED:
            return message("{rep}: {calls:call|calls}, stopped at the best so far.", rep=rep.name, calls=calls)
        case Ending.FINISHED:
            return message("{rep}: {calls:call|calls} planned.", rep=rep.name, calls=calls)


def planning_run(session: Session) -> PlanningRun:
    """The session's one planning."""
    found = session.findChild(PlanningRun)
    return found if isinstance(found, PlanningRun) else PlanningRun(session)
