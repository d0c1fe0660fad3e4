"""The week changed by hand: every change is shown and judged at once, and written right after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer

from desktop.changes import Changes
from desktop.usecases.edit import Edit
from desktop.usecases.edit_week import Sheet, hand_edit, laid_out, refuse_past
from desktop.usecases.week_moves import shifted
from desktop.viewmodels.session import Session
from desktop.viewmodels.weeksheet import WeekSheet
from planner.domain.commitments import Pin, PinKind
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.units import MinuteOfDay
from planner.errors import UserFacingError
from planner.month.hand.edits import Edited, Move, best_order, close_gaps, judged_with_pins, move_calls, remove_calls
from planner.month.hand.locks import CallRef, pinned, unpinned
from planner.solving import SolveControl


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would do: the month after it, or why it cannot be done."""

    sheet: Sheet | None
    refused: UserFacingError | None = None


class WeekModel(WeekSheet):
    """What a person may do to the week."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._pending: list[Edit] = []
        self._writer = QTimer(self)
        self._writer.setSingleShot(True)
        self._writer.timeout.connect(self.flush)

    def preview(self, moves: list[Move]) -> Preview:
        """What moves would do, without doing it."""
        return self._tried(lambda sheet: self._moved(sheet, moves))

    def move(self, moves: list[Move]) -> bool:
        """Move calls, or add new ones; they stay chosen."""
        done = self._do(_title_of(self.sheet, moves), lambda sheet: self._moved(sheet, moves))
        if done:
            self.select([CallRef(each.customer, each.date) for each in moves])
        return done

    def shift(self, days: int, minutes: int) -> bool:
        """Carry the chosen calls by field days and minutes."""
        return self.sheet is not None and self.move(shifted(self.sheet, self.selection, days, minutes))

    def add(self, customer: CustomerId, when: date, start: MinuteOfDay) -> bool:
        """Plan one more call."""
        return self.move([Move(customer, None, when, start)])

    def remove(self) -> bool:
        """Take the chosen calls out of the plan."""
        calls = self.selection

        def edit(sheet: Sheet) -> Edited:
            refuse_past(sheet, [each.date for each in calls])
            return remove_calls(sheet.problem, sheet.plan, calls)

        return self._do(message("Take {count:call|calls} out", count=len(calls)), edit)

    def pin(self, kind: PinKind) -> bool:
        """Lock the chosen calls in a way; those that all have this lock already are unlocked."""
        calls = self.selection
        if calls and all(self._has(call, kind) for call in calls):
            return self.unpin()
        title = message("Lock {count:call|calls}", count=len(calls))
        return self._do(title, lambda sheet: _under(sheet, pinned(sheet.problem.pins, sheet.plan, calls, kind)))

    def unpin(self) -> bool:
        """Take the locks off the chosen calls."""
        calls = self.selection
        title = message("Unlock {count:call|calls}", count=len(calls))
        return self._do(title, lambda sheet: _under(sheet, unpinned(sheet.problem.pins, calls)))

    def _has(self, call: CallRef, kind: PinKind) -> bool:
        pins = self.sheet.problem.pins if self.sheet else ()
        return any((pin.customer, pin.date, pin.kind) == (call.customer, call.date, kind) for pin in pins)

    def close_gaps(self, when: date) -> bool:
        """Let a day's calls follow one another as early as they can."""
        return self._do(message("Close the gaps of {date}", date=when), lambda sheet: _dated(sheet, when, close_gaps))

    def best_order(self, when: date) -> bool:
        """Put a day's calls into the cheapest order."""

        def edit(sheet: Sheet) -> Edited:
            refuse_past(sheet, [when])
            return best_order(sheet.problem, sheet.plan, when, SolveControl())

        return self._do(message("Best order for {date}", date=when), edit)

    def take(self, title: Message, edited: Edited) -> bool:
        """Take over a month that was changed elsewhere, such as by accepted proposals."""
        return self._do(title, lambda _: edited)

    @staticmethod
    def _moved(sheet: Sheet, moves: list[Move]) -> Edited:
        refuse_past(sheet, [each.date for each in moves] + [each.call.date for each in moves if each.call])
        return move_calls(sheet.problem, sheet.plan, moves)

    def _tried(self, edit: Callable[[Sheet], Edited]) -> Preview:
        if self.sheet is None:
            return Preview(None)
        try:
            return Preview(laid_out(self.sheet.situation, edit(self.sheet), self.sheet.keys))
        except UserFacingError as error:
            return Preview(None, self._in_words(error))

    def _in_words(self, error: UserFacingError) -> UserFacingError:
        named = self.sheet.situation.named if self.sheet else None
        return type(error)(named(error.problem), named(error.way_out)) if named else error

    def _do(self, title: Message, edit: Callable[[Sheet], Edited]) -> bool:
        """Show an edit now and write it right after; False when it cannot be done or changes nothing."""
        before, tried = self.sheet, self._tried(edit)
        if tried.refused is not None:
            self.session.failed.emit(tried.refused)
        if tried.sheet is None or before is None:
            return False
        written = hand_edit(title, before, Edited(tried.sheet.problem, tried.sheet.plan, ()))
        if written is None:
            return False
        self._turn += 1
        self.sheet = tried.sheet
        self._keep_selection()
        self._pending.append(written)
        self._writer.start(0)
        self._show()
        return True

    def flush(self) -> None:
        """Write what is shown already. What cannot be written is told, and the month is read again as it is."""
        pending, self._pending = self._pending, []
        for edit in pending:
            self.writing = True
            try:
                written = self.session.commit(edit)
            finally:
                self.writing = False
            if not written:
                self._stale = Changes.EVERYTHING
                self.reload()
                return


def _title_of(sheet: Sheet | None, moves: list[Move]) -> Message:
    if len(moves) != 1 or sheet is None:
        return message("Move {count:call|calls}", count=len(moves))
    name = sheet.situation.name(moves[0].customer)
    return message("Add {customer}", customer=name) if moves[0].call is None else message("Move {customer}", customer=name)


def _under(sheet: Sheet, pins: tuple[Pin, ...]) -> Edited:
    return judged_with_pins(sheet.problem, sheet.plan, pins)


def _dated(sheet: Sheet, when: date, edit: Callable[..., Edited]) -> Edited:
    refuse_past(sheet, [when])
    return edit(sheet.problem, sheet.plan, when)
