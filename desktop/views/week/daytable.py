"""A day as a list: time, customer, place; what one reads to a colleague or writes on paper."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_week import Sheet
from desktop.views.context import Context
from desktop.views.week.daytext import long_day
from planner.domain.messages import message
from planner.domain.plan import DayPlan
from planner.domain.units import clock
from planner.month.hand.locks import CallRef


class DayTable(QWidget):
    """`chosen(CallRef)` when a call of the list is chosen."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.heading = context.label("", Type.STRONG)
        self.table = QTableWidget(0, 4)
        says = (message("Time"), message("Customer"), message("Tier"), message("Where"))
        self.table.setHorizontalHeaderLabels([context.say(each) for each in says])
        self.table.verticalHeader().setVisible(False)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(context.say(message("Calls of the day")))
        header = self.table.horizontalHeader()
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
            )
        ):
            header.setSectionResizeMode(column, mode)
        self.table.cellClicked.connect(lambda row, _: self._tell(row))
        self.table.cellActivated.connect(lambda row, _: self._tell(row))
        self._refs: list[CallRef | None] = []
        self._shown: DayPlan | None = None
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        column_box.setSpacing(SPACE[1])
        column_box.addWidget(self.heading)
        column_box.addWidget(self.table, 1)

    def show_day(self, sheet: Sheet, when: date) -> None:
        """The calls of one day, a line for every way between hospitals."""
        self.heading.setText(long_day(self._context.session.locale, when))
        plan = next((day for day in sheet.plan.days if day.date == when), None)
        if plan == self._shown and plan is not None:
            return
        self._shown = plan
        self.table.setRowCount(0)
        self._refs = []
        names = sheet.situation.names
        for stop, leg in zip(plan.stops, plan.legs, strict=False) if plan else ():
            way = self._context.say(message("{minutes} min on the way", minutes=leg.minutes))
            self._add((clock(leg.departure), way, "", names.hospital(stop.hospital)), None)
            for call in stop.calls:
                letter = call.segment if len(call.segment) == 1 else "N"
                ref = CallRef(call.customer, when)
                self._add((clock(call.start), names.customer(call.customer), letter, names.department(call.department)), ref)
        if plan and plan.legs:
            self._add((clock(plan.legs[-1].arrival), self._context.say(message("home")), "", ""), None)

    def _add(self, texts: tuple[str, ...], ref: CallRef | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._refs.append(ref)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if ref is None:
                item.setForeground(QColor(self._context.theme.muted))
                item.setFont(font_of(Type.CAPTION))
            if column == 2:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, column, item)

    def _tell(self, row: int) -> None:
        ref = self._refs[row]
        if ref is not None:
            self.chosen.emit(ref)
