"""The day chosen: what it holds, and buttons that make it, or half of it, another kind of day."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QLayoutItem, QPushButton, QVBoxLayout

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.change_day import ENTERED
from desktop.usecases.show_month import MonthDay
from desktop.views.context import Context
from desktop.views.month.daypaint import load_in_words
from desktop.views.month.words import HALVES, KINDS, date_in_words, kind_of, number
from planner.domain.calendar import DayKind
from planner.domain.messages import Message, message
from planner.domain.units import HalfDay


class DayBar(QFrame):
    """`changed(DayKind | None, HalfDay | None)`: make the chosen day of this kind, None = as usual; `opened` = show its week."""

    changed = Signal(object, object)
    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context = context
        self.half: HalfDay | None = None
        self.title = context.label("", Type.STRONG)
        self.kind = context.label("", look="muted")
        self.load = context.label("", look="muted")
        self.kinds: dict[DayKind | None, QPushButton] = {}
        self.parts: dict[HalfDay | None, QPushButton] = {}
        self.load.setWordWrap(True)
        self.load.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.open_button = context.button(message("Open the week"), self.opened.emit, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        column.setSpacing(SPACE[1])
        column.addLayout(self._words())
        column.addLayout(self._buttons())

    def _words(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE[2])
        row.addWidget(self.title)
        row.addWidget(self.kind)
        row.addWidget(self.load, 1)
        row.addWidget(self.open_button)
        return row

    def _buttons(self) -> QBoxLayout:
        """Parts of the day and kinds, beside each other where there is room."""
        self.rows.setSpacing(SPACE[1])
        self.rows.addLayout(self._parts())
        self.rows.addLayout(self._kinds(), 1)
        return self.rows

    def _parts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE[0])
        parts = QButtonGroup(self)
        whole = message("Whole day")
        for half, name in ((None, whole), *HALVES.items()):
            self.parts[half] = self._button(name, partial(self._choose, half))
            self.parts[half].setCheckable(True)
            parts.addButton(self.parts[half])
            row.addWidget(self.parts[half])
        self.parts[None].setChecked(True)
        row.addStretch()
        return row

    def _kinds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE[0])
        for kind, name in ((None, message("As usual")), *((each, KINDS[each]) for each in ENTERED)):
            self.kinds[kind] = self._button(name, partial(self._want, kind))
            row.addWidget(self.kinds[kind])
        row.addStretch()
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = event.size().width() >= sum(item.sizeHint().width() for item in self._items()) + SPACE[5]
        self.rows.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough for the buttons below each other."""
        least = max(item.minimumSize().width() for item in self._items()) + 2 * SPACE[2]
        return QSize(least, super().minimumSizeHint().height())

    def _items(self) -> Iterator[QLayoutItem]:
        for place in range(self.rows.count()):
            item = self.rows.itemAt(place)
            if item is not None:
                yield item

    def _button(self, name: Message, run: Callable[[], None]) -> QPushButton:
        return self._context.button(name, run)

    def _choose(self, half: HalfDay | None) -> None:
        self.half = half

    def _want(self, kind: DayKind | None) -> None:
        self.changed.emit(kind, self.half)

    def show_day(self, day: MonthDay | None) -> None:
        """Show this day."""
        self.setVisible(day is not None)
        if day is None:
            return
        self.title.setText(date_in_words(self._context, day.date))
        shown = kind_of(self._context, day)
        if 0 < day.share < 1:
            half = message("{share} of a field day, {hours}", share=number(self._context, day.share, 2), hours=day.hours)
            shown = f"{shown} · {self._context.say(half)}"
        self.kind.setText(shown)
        self.load.setText("" if day.load is None else load_in_words(self._context, day.load))
        self.kinds[None].setEnabled(bool(day.entries))
