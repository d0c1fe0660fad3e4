"""The customers' list beside the board: those without a place first; dragged, or added by Enter where they fit best."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.tables.candidates import CandidateModel, CandidateRole
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_week import Candidate, Sheet, candidates
from desktop.views.context import Context
from desktop.views.week.daytext import day_and_month
from desktop.views.week.painting import draw_text
from planner.domain.messages import message

Index = QModelIndex | QPersistentModelIndex
ROW = 44


class CustomerList(QWidget):
    """`slots_wanted(CustomerId)`: where one more call on this customer fits is asked for."""

    slots_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows = CandidateModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText(context.say(message("Search name, hospital or tier")))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(context.say(message("Search customers")))
        self.only_missing = QCheckBox(context.say(message("Only without a place")))
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Row(context, self.list))
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(context.say(message("Customers who may be added")))
        self.list.setToolTip(context.say(message("Drag a customer to the board, or press Enter for the best slots.")))
        self.search.textChanged.connect(lambda _: self._narrow())
        self.only_missing.toggled.connect(lambda _: self._narrow())
        self.list.activated.connect(lambda index: self.slots_wanted.emit(self.rows.candidate(index.row()).customer))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        column.setSpacing(SPACE[1])
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.only_missing)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def show_sheet(self, sheet: Sheet) -> None:
        """The customers of a month."""
        found = candidates(sheet)
        self.rows.show_candidates(
            found, [f"{sheet.keys.get(each.customer, each.name)} {each.hospital} {each.segment}" for each in found]
        )

    def _narrow(self) -> None:
        self.rows.search(self.search.text(), only_missing=self.only_missing.isChecked())


class _Row(QStyledItemDelegate):
    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each, theme = index.data(CandidateRole.CANDIDATE), self._context.theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.soft))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tier(each.segment)))
        painter.drawRoundedRect(box.left() + 6, box.top() + 8, 4, box.height() - 16, 2, 2)
        note = self._note(each)
        width = painter.fontMetrics().horizontalAdvance(note) + 8
        left, inner = box.left() + 18, box.width() - 26
        draw_text(painter, QRect(left, box.top() + 4, inner - width - 6, 18).toRectF(), each.name, theme.text, Type.BODY)
        colour = theme.bad if each.missing else theme.muted
        draw_text(painter, QRect(left + inner - width, box.top() + 4, width, 18).toRectF(), note, colour)
        second = f"{each.segment} · {each.hospital}" if len(each.segment) == 1 else each.hospital
        draw_text(painter, QRect(left, box.top() + 22, inner, 18).toRectF(), second, theme.muted)
        painter.restore()

    def _note(self, each: Candidate) -> str:
        say = self._context.say
        if each.missing:
            return say(message("{missing} without a place", missing=each.missing))
        if each.planned:
            return say(message("{planned} of {owed} planned", planned=each.planned, owed=max(each.owed, each.planned)))
        if each.last_visit is not None:
            return say(message("last {date}", date=day_and_month(self._context.session.locale, each.last_visit)))
        return say(message("never visited"))
