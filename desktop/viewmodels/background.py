"""Short work in a thread of its own (reading a district, writing a file), its answer brought back to the window's thread.

One thread: answers come in the order of the questions. Solving does not belong here but in a worker process (`jobs`).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from planner.errors import UserFacingError

Answer = TypeVar("Answer")


class Background(QObject):
    """`busy(bool)` when work begins and when all of it is done."""

    busy = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="background")
        self._waiting = 0
        self._open = True
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._waiting == 0

    def run(self, work: Callable[[], Answer], then: Callable[[Answer], None], failed: Callable[[UserFacingError], None]) -> None:
        """Do `work` in the thread, then call `then` with its answer, or `failed`, in the window's thread.

        A bug in `work` is raised in the window's thread, where the bug dialog waits for it.
        """
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._pool.submit(self._work, work, then, failed)

    def _work(self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[UserFacingError], None]) -> None:
        try:
            answer = work()
        except UserFacingError as error:
            told = error
            self._hand_over(lambda: failed(told))
        except BaseException as error:
            bug = error
            self._hand_over(lambda: _raise(bug))
        else:
            self._hand_over(lambda: then(answer))

    def _hand_over(self, call: Callable[[], None]) -> None:
        if self._open:
            self._finished.emit(call)

    def _deliver(self, call: Callable[[], None]) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)
        if self._open:
            tell(call)

    def close(self) -> None:
        """Finish what is under way and deliver nothing more."""
        self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)


GONE = ("already deleted", "has been deleted")
"""How PySide says that what is called belongs to a page that was thrown away."""


def tell(call: Callable[[], None]) -> None:
    """Hand over an answer; when whoever asked is gone (another language was chosen, a file was closed), nobody hears it."""
    try:
        call()
    except RuntimeError as error:
        if not any(words in str(error) for words in GONE):
            raise


def _raise(error: BaseException) -> None:
    raise error
