"""What tests of the window share: a planned sample district, a session on a copy of it, and the context that pages are given."""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

from db.store import open_store
from desktop.demo.district import PLANNED_MONTH
from desktop.settings import Language, Preferences
from desktop.theme.tokens import theme_of
from desktop.usecases.make_demo import make_demo
from desktop.usecases.plan_all import Order, load_problems, plan_all
from desktop.viewmodels.session import Session
from desktop.views.context import Context
from planner.solving import SolveLimits

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def make_planned_demo(file: Path, language: Language = Language.ENGLISH, steps: int = 40) -> Path:
    """The sample district with a short plan for each rep, at `file`."""
    with open_store(file) as store, ThreadPoolExecutor(1) as executor:
        make_demo(store, 1, language)
        order = Order(PLANNED_MONTH, 1, SolveLimits(seconds=None, steps=steps))
        plan_all(store, order, load_problems(store, order), executor, at=NOW, finished=lambda _: None)
    return file


def once(folder: Path, make: Callable[[Path], Path]) -> Path:
    """What `make` makes in a folder; of several processes that ask, the first makes it and the others wait."""
    done = folder / "demo.db"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + 300
        while not done.exists() and time.monotonic() < end:
            time.sleep(0.1)
        return done
    made = make(folder / "making.db")
    return made.rename(done)


def open_session(file: Path, language: Language = Language.ENGLISH, today: date = TODAY) -> Session:
    """A session on the store at `file`, looking at the first rep and the planned month."""
    session = Session(open_store(file), PLANNED_MONTH, today=lambda: today, now=lambda: NOW, language=language)
    with session.store.read() as books:
        reps = books.reps.all()
    if reps:
        session.look_at(rep=reps[0].id)
    return session


def context_of(session: Session, folder: Path, dark: bool = False) -> Context:
    """A context whose preferences lie in `folder`."""
    return Context(session, lambda: theme_of(dark), Preferences(folder / "window.json"))


def copy_of(file: Path, folder: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(file, folder / "district.db"))


Wait = Callable[[Callable[[], bool]], None]
