"""Pictures of every page, for machines without a screen and for the handbook."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.views.page import PageState
from desktop.views.shell.desk import Desk
from desktop.views.shell.places import PLACES

PATIENCE_SECONDS = 60.0
SECONDS_TO_PAINT = 1.5
"""Maps are painted tile by tile after the page stands."""


def live(seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
    """Let the window work until something is so, or the time is over; whether it was so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if until():
            return True
        time.sleep(0.01)
    return until()


def take_pictures(desk: Desk, folder: Path, pages: Sequence[str] = (), prefix: str = "page") -> list[Path]:
    """Show each page (all when none is named) and write what is seen to `folder`; the files written. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if desk.workspace is None:
        live(0.3)
        return [_save(desk, folder / f"{prefix}-start.png")]
    written = []
    for place in PLACES:
        if not pages or place.name in pages:
            desk.workspace.turn_to(place.name)
            live(PATIENCE_SECONDS, lambda: _settled(desk))
            live(SECONDS_TO_PAINT)
            written.append(_save(desk, folder / f"{prefix}-{place.name}.png"))
    return written


def _settled(desk: Desk) -> bool:
    page = desk.workspace.page if desk.workspace is not None else None
    return desk.session is not None and desk.session.background.idle and page is not None and page.state is not PageState.LOADING


def _save(desk: Desk, path: Path) -> Path:
    if not desk.frame.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    return path
