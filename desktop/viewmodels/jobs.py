"""Long work in a warm worker process, with progress and cancel, as the window sees it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop.jobs.channel import Report
from desktop.jobs.worker import Worker
from desktop.viewmodels.background import tell
from planner.domain.messages import Message
from planner.errors import UserFacingError
from planner.solving import Progress

Answer = TypeVar("Answer")
WARM = ("desktop.jobs.solving", "routing.tours.day")


class Job(QObject):
    """One piece of long work. `progress(Progress)` while it runs, `ended` when it is over, however it ended."""

    progress = Signal(object)
    ended = Signal()

    def __init__(self, title: Message, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.latest: Progress | None = None
        self._stopping = Event()

    @property
    def stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Ask for the best answer so far."""
        self._stopping.set()

    def hear(self, progress: Progress) -> None:
        """Take a report; called in the window's thread."""
        self.latest = progress
        self.progress.emit(progress)


@dataclass(frozen=True, slots=True)
class _Heard:
    job: Job
    report: Report


@dataclass(frozen=True, slots=True)
class _Ended:
    job: Job
    tell: Callable[[], None]


class JobDesk(QObject):
    """Runs jobs one after the other in one worker process. `started(Job)` when one is taken on, `idle_changed` at both ends."""

    started = Signal(object)
    idle_changed = Signal(bool)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(WARM)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="jobs")
        self.running: list[Job] = []
        self._open = True
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_open(self) -> bool:
        """Whether jobs are still heard of; asked from any thread."""
        return self._open

    def warm_up(self) -> None:
        """Start the process while nobody waits for it."""
        self._thread.submit(self._worker.start)

    def run(
        self,
        title: Message,
        function: Callable[..., Answer],
        *arguments: Any,
        then: Callable[[Answer], None],
        failed: Callable[[UserFacingError], None],
    ) -> Job:
        """Run `function(*arguments)` in the process (both picklable); `then` or `failed` is called in the window's thread."""
        job = Job(title, self)
        self.running.append(job)
        self._thread.submit(self._perform, job, function, arguments, then, failed)
        self.started.emit(job)
        self.idle_changed.emit(False)
        return job

    def _perform(
        self,
        job: Job,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        then: Callable[[Any], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        def report(heard: Report) -> None:
            self._tell(_Heard(job, heard))

        try:
            answer = self._worker.run(function, *arguments, report=report, should_stop=lambda: job.stopping or not self._open)
        except UserFacingError as error:
            told = error
            self._tell(_Ended(job, lambda: failed(told)))
        except BaseException as error:
            bug = error
            self._tell(_Ended(job, lambda: _raise(bug)))
        else:
            self._tell(_Ended(job, lambda: then(answer)))

    def _tell(self, news: _Heard | _Ended) -> None:
        if self._open:
            self._told.emit(news)

    def _deliver(self, news: _Heard | _Ended) -> None:
        if not self._open:
            return
        if isinstance(news, _Heard):
            news.job.hear(news.report.progress)
            return
        self.running.remove(news.job)
        news.job.ended.emit()
        self.idle_changed.emit(not self.running)
        tell(news.tell)

    def stop(self) -> None:
        """Ask every job, waiting ones included, for its best answer."""
        for job in self.running:
            job.stop()

    def close(self) -> None:
        """End the process at once."""
        self._open = False
        self.stop()
        self._worker.kill()
        self._thread.shutdown(wait=True, cancel_futures=True)


def _raise(error: BaseException) -> None:
    raise error
