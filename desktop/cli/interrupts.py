"""Ctrl+C while something long runs: the first asks for the best so far, the second ends at once."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupted:
    """Whether Ctrl+C was pressed."""

    def __init__(self) -> None:
        self.pressed = False


@contextmanager
def interrupts(first: Callable[[], None]) -> Iterator[Interrupted]:
    """Call `first` at the first Ctrl+C inside the block; the second raises KeyboardInterrupt.

    Outside the main thread, where Python hears no signals, nothing is changed.
    """
    state = Interrupted()
    if threading.current_thread() is not threading.main_thread():
        yield state
        return

    def hear(number: int, frame: FrameType | None) -> None:
        if state.pressed:
            raise KeyboardInterrupt
        state.pressed = True
        first()

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield state
    finally:
        signal.signal(signal.SIGINT, before)
