"""The week that is looked at: its month loaded, the days shown, the calls chosen, the figures."""

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.changes import Changes
from desktop.usecases.edit_week import Kept, Sheet, dates_of_week, load_sheet, read_kept, taken_over, weeks_of
from desktop.usecases.week_figures import WeekFigures, week_figures
from desktop.viewmodels.session import Session
from planner.errors import UserFacingError
from planner.month.hand.locks import CallRef

LIGHT = Changes.PLANS | Changes.COMMITMENTS
"""What undo and redo of a hand edit change: no need to load the month anew."""


class WeekSheet(QObject):
    """`loaded(bool)`: a month is there, or has no plan; `changed` after every change of the sheet or of the week shown;
    `selected` when other calls are chosen; `measured` when figures are there; `failed(UserFacingError)` when loading failed."""

    loaded = Signal(bool)
    changed = Signal()
    selected = Signal()
    measured = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.sheet: Sheet | None = None
        self.monday = _monday_of(session.today())
        self.selection: frozenset[CallRef] = frozenset()
        self.figures: WeekFigures | None = None
        self.writing = False
        self._stale = Changes.EVERYTHING
        self._turn = 0

    # Loading

    def note(self, changes: Changes) -> None:
        """Remember what changed outside until the next `reload`."""
        self._stale |= changes

    def reload(self) -> None:
        """Load what changed, in the background: the whole month, or only plan and locks."""
        changes, self._stale = self._stale, Changes.NOTHING
        self._turn += 1
        turn, session, month = self._turn, self.session, self.session.month
        rep, today = session.rep, session.today()
        sheet = self.sheet
        if sheet is None or rep is None or changes & ~LIGHT or (sheet.plan.rep, sheet.plan.month) != (rep, month):
            session.background.run(
                lambda: load_sheet(session.store, rep, month, today, session.country),
                lambda found: self._take(turn, found),
                lambda error: self._tell(turn, error),
            )
        elif changes:
            session.fetch(lambda books: read_kept(books, rep, month), lambda kept: self._take_over(turn, kept))

    def _take(self, turn: int, sheet: Sheet | None) -> None:
        if turn != self._turn:
            return
        other = self.sheet is None or sheet is None or self.sheet.plan.month != sheet.plan.month
        self.sheet = sheet
        if sheet is None:
            self.loaded.emit(False)
            return
        if other:
            self._choose_week(sheet)
        self._keep_selection()
        self.loaded.emit(True)
        self._show()

    def _choose_week(self, sheet: Sheet) -> None:
        """The week shown if it is one of the month; else that of today, or the first one."""
        weeks = weeks_of(sheet)
        if weeks and self.monday not in weeks:
            now = _monday_of(self.session.today())
            self.monday = now if now in weeks else (weeks[0] if self.monday < weeks[0] else weeks[-1])

    def _take_over(self, turn: int, kept: Kept) -> None:
        if turn != self._turn or self.sheet is None:
            return
        found = taken_over(self.sheet, kept)
        if found is None:
            self._stale = Changes.EVERYTHING
            self.reload()
        elif found is not self.sheet:
            self.sheet = found
            self._keep_selection()
            self._show()

    def _tell(self, turn: int, error: UserFacingError) -> None:
        if turn == self._turn:
            self.sheet = None
            self.failed.emit(error)

    def _show(self) -> None:
        self.changed.emit()
        self._measure()

    def _measure(self) -> None:
        sheet, dates = self.sheet, self.dates
        if sheet is None:
            return

        def heard(figures: WeekFigures) -> None:
            if sheet is self.sheet and dates == self.dates:
                self.figures = figures
                self.measured.emit()

        self.session.background.run(lambda: week_figures(sheet, dates), heard, self.session.failed.emit)

    # Where one looks

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of the week shown."""
        return () if self.sheet is None else dates_of_week(self.sheet, self.monday)

    def show_week(self, day: date) -> None:
        """Look at the week of a day; beyond the month, at that month."""
        monday = _monday_of(day)
        if self.sheet is not None and monday not in weeks_of(self.sheet):
            self.monday = monday
            self._turn_month(1 if monday > self.monday_of_last(self.sheet) else -1)
        elif monday != self.monday:
            self.monday = monday
            self._show()

    @staticmethod
    def monday_of_last(sheet: Sheet) -> date:
        """The Monday of the month's last week."""
        return weeks_of(sheet)[-1] if weeks_of(sheet) else sheet.plan.month.first

    def _turn_month(self, months: int) -> None:
        self.session.look_at(month=self.session.month.plus(months))

    def step(self, weeks: int) -> None:
        """Look some weeks further on, or back."""
        self.show_week(self.monday + timedelta(weeks=weeks))

    # Which calls are chosen

    def select(self, calls: Collection[CallRef], *, add: bool = False, toggle: bool = False) -> None:
        """Choose calls: these alone, these too, or those of them that were not chosen while the others leave."""
        chosen = frozenset(calls)
        if toggle:
            chosen = self.selection ^ chosen
        elif add:
            chosen |= self.selection
        if chosen != self.selection:
            self.selection = chosen
            self.selected.emit()

    def _keep_selection(self) -> None:
        standing = (
            {CallRef(call.customer, day.date) for day in self.sheet.plan.days for call in day.calls} if self.sheet else set()
        )
        self.selection &= frozenset(standing)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
