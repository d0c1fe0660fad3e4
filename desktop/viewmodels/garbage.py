"""Cyclic garbage is looked for in the window's thread only.

Python's collector runs in whatever thread happens to allocate; when that is a background thread and the garbage holds widgets or
graphics items, Qt destroys them outside their own thread and the program crashes. So the automatic collector is off while a
window lives, and the same generations are collected here, by the same counts, between two events.
"""

import gc

from PySide6.QtCore import QObject, QTimer

MILLISECONDS_BETWEEN_LOOKS = 500


class Garbage(QObject):
    """Collects by Python's own thresholds, from the event loop, until it is closed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(MILLISECONDS_BETWEEN_LOOKS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        generations = [number for number, is_due in enumerate(due) if is_due]
        if generations:
            gc.collect(generations[-1])

    def close(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
