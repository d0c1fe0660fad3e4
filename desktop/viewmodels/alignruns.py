"""Questions to the alignment, answered in the worker process: each solve is a job of the session, with progress and stop."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.viewmodels.background import Background
from desktop.viewmodels.jobs import Job
from desktop.viewmodels.session import Session
from planner.domain.messages import Message
from planner.errors import UserFacingError

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True, slots=True)
class AlignRunState:
    """A question under way: `begun` of its solves are with the worker, `over` have ended; `done` 0..1 of those begun."""

    running: bool = False
    stopping: bool = False
    title: Message | None = None
    begun: int = 0
    over: int = 0
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class _Wish:
    """A solve that waits to be handed to the session's jobs, in the window's thread."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: "Future[Any]"


class _DeskFuture(Future[Answer]):
    """An answer that is given up when the session closes, so that nobody waits for ever."""

    def __init__(self, is_open: Callable[[], bool]) -> None:
        super().__init__()
        self._is_open = is_open

    def result(self, timeout: float | None = None) -> Answer:
        while not self.done():
            try:
                return super().result(SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                if not self._is_open():
                    raise CancelledError from None
        return super().result(0)


class JobExecutor(Executor):
    """Hands what a use case submits to the session's jobs."""

    def __init__(self, hand_over: Callable[[_Wish], None], is_open: Callable[[], bool]) -> None:
        self._hand_over = hand_over
        self._is_open = is_open

    def submit(self, fn: Callable[Parameters, Answer], /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Future[Answer]:
        """Run `fn(*args)` in the worker process; keywords are not supported."""
        if kwargs:
            raise TypeError("jobs take positional arguments only")
        future: Future[Answer] = _DeskFuture(self._is_open)
        self._hand_over(_Wish(fn, args, future))
        return future


class AlignRun(QObject):
    """One for each session. `changed` with every news."""

    changed = Signal()
    _wished = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(self)
        self._jobs: list[Job] = []
        self.state = AlignRunState()
        self._wished.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        title: Message,
        work: Callable[[Executor], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[UserFacingError], None],
    ) -> bool:
        """Do `work` in a thread of its own; what it submits runs in the worker process. False while another is under way."""
        if self.state.running:
            return False
        self._jobs = []
        self.state = AlignRunState(running=True, title=title)
        self.changed.emit()
        executor = JobExecutor(self._wished.emit, lambda: self._session.jobs.is_open)

        def end(tell: Callable[[], None]) -> None:
            self.state = AlignRunState()
            self.changed.emit()
            tell()

        self._background.run(
            lambda: work(executor), lambda answer: end(lambda: then(answer)), lambda error: end(lambda: failed(error))
        )
        return True

    def stop(self) -> None:
        """Ask for the best answers so far."""
        if self.state.running:
            for job in self._jobs:
                job.stop()
            self._show(stopping=True)

    def _begin(self, wish: _Wish) -> None:
        def refuse(error: UserFacingError) -> None:
            wish.future.set_exception(error)

        def settle() -> None:
            """After a bug in the job nobody else would tell the one who waits."""
            if not wish.future.done():
                wish.future.set_exception(CancelledError())

        assert self.state.title is not None
        job = self._session.jobs.run(self.state.title, wish.function, *wish.arguments, then=wish.future.set_result, failed=refuse)
        job.progress.connect(self._tell)
        job.ended.connect(self._tell)
        job.ended.connect(lambda: QTimer.singleShot(0, settle))
        self._jobs.append(job)
        if self.state.stopping:
            job.stop()
        self._tell()

    def _tell(self, *_: object) -> None:
        running = set(map(id, self._session.jobs.running))
        over = sum(id(job) not in running for job in self._jobs)
        parts = [job.latest.done if job.latest else 0.0 for job in self._jobs if id(job) in running]
        self._show(begun=len(self._jobs), over=over, done=(over + sum(parts)) / max(1, len(self._jobs)))

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit()


def align_run(session: Session) -> AlignRun:
    """The session's one run of the alignment."""
    found = session.findChild(AlignRun)
    return found if isinstance(found, AlignRun) else AlignRun(session)
