"""Versions of the plan: which is in force, restore and publish; and what differs between the latest and another."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QTableWidget, QVBoxLayout, QWidget

from db.mapping.plans import PlanHeader
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.compare_plans import Comparison, VisitChange
from desktop.usecases.show_month import MonthPicture
from desktop.views.context import Context
from desktop.views.month.differences import figure_rows
from desktop.views.month.tables import ROW, cell, fill, plain_table
from desktop.views.month.words import minutes, number, short_date
from planner.domain.messages import Message, message
from planner.domain.plan import PlanId
from planner.domain.units import clock
from planner.month.repair.differences import DifferenceKind, Spot

KINDS = {
    DifferenceKind.MOVED: message("moved"),
    DifferenceKind.ADDED: message("added"),
    DifferenceKind.DROPPED: message("dropped"),
    DifferenceKind.REORDERED: message("reordered"),
}
RIGHT = Qt.AlignmentFlag.AlignRight
SHOWN = 5
"""Versions seen without scrolling."""


class VersionsPane(QWidget):
    """`base_wanted(PlanId)`: compare the latest with it; `restore_wanted(PlanId)`; `publish_wanted(PlanId | None)`, None = take
    the one in force back; `day_wanted(date)`: show its week."""

    base_wanted = Signal(object)
    restore_wanted = Signal(object)
    publish_wanted = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._versions: tuple[PlanHeader, ...] = ()
        self._changes: tuple[VisitChange, ...] = ()
        headings = (message("Saved"), message("Calls"), message("Missed"), message("Travel"))
        self.list: QTableWidget = plain_table(context, headings, stretched=0)
        self.list.setAccessibleName(context.say(message("Versions of the plan")))
        self.list.itemSelectionChanged.connect(self._show_choice)
        self.restore_button = context.button(message("Restore"), lambda: self._with_chosen(self.restore_wanted.emit))
        self.publish_button = context.button(message("Put in force"), lambda: self._with_chosen(self.publish_wanted.emit))
        self.withdraw_button = context.button(message("Take out of force"), lambda: self.publish_wanted.emit(None))
        self.base = QComboBox()
        self.base.setAccessibleName(context.say(message("Compare the latest plan with")))
        self.base.activated.connect(lambda place: self.base_wanted.emit(self.base.itemData(place)))
        self.figures = QGridLayout()
        self.nothing = context.label(message("No plan of this month is saved yet."), look="muted")
        self.count = context.label("", look="muted")
        columns = (message("Change"), message("Customer"), message("Before"), message("After"))
        self.changes: QTableWidget = plain_table(context, columns, stretched=1)
        self.changes.setAccessibleName(context.say(message("Differences by visit")))
        self.changes.cellActivated.connect(lambda row, _: self._open(row))
        self.comparing = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        row = QHBoxLayout()
        for button in (self.publish_button, self.withdraw_button, self.restore_button):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        inside = QVBoxLayout(self.comparing)
        inside.setContentsMargins(0, SPACE[1], 0, 0)
        inside.setSpacing(SPACE[1])
        line = QHBoxLayout()
        line.addWidget(self._context.label(message("Compare the latest plan with"), Type.STRONG))
        line.addWidget(self.base, 1)
        inside.addLayout(line)
        self.figures.setHorizontalSpacing(SPACE[3])
        self.figures.setVerticalSpacing(2)
        inside.addLayout(self.figures)
        inside.addWidget(self.count)
        inside.addWidget(self.changes, 1)
        column.addWidget(self.comparing, 10)
        column.addStretch(1)

    def show_versions(self, picture: MonthPicture, base: PlanId | None, comparison: Comparison | None) -> None:
        """Show all versions, the latest on top, and the comparison."""
        if self._versions != picture.versions:
            self._versions = picture.versions
            self._fill_versions()
        self._show_choice()
        self.comparing.setVisible(comparison is not None)
        if comparison is not None:
            self._fill_base(comparison.base)
            self._fill_comparison(picture, comparison)

    def _fill_versions(self) -> None:
        say, shown = self._context.say, tuple(reversed(self._versions))
        rows = [
            (
                cell(self._called(each)),
                cell(number(self._context, each.calls), RIGHT),
                cell(number(self._context, each.unplanned), RIGHT),
                cell(say(minutes(each.travel_minutes)), RIGHT),
            )
            for each in shown
        ]
        fill(self.list, rows)
        self.list.setFixedHeight((min(SHOWN, max(1, len(rows))) + 1) * ROW + SPACE[1])
        self.nothing.setVisible(not rows)
        if rows:
            self.list.selectRow(0)

    def _called(self, each: PlanHeader) -> str:
        """When a version was saved, its id, and whether it is in force."""
        parts: list[str] = [each.id]
        if each.saved_at is not None:
            at = each.saved_at.astimezone()
            parts.insert(0, f"{short_date(self._context, at.date())} {at:%H:%M}")
        if each.published:
            parts.append(self._context.say(message("in force")))
        return " · ".join(parts)

    @property
    def chosen(self) -> PlanHeader | None:
        """The version marked in the list."""
        row = self.list.currentRow()
        return self._versions[len(self._versions) - 1 - row] if 0 <= row < len(self._versions) else None

    def _show_choice(self) -> None:
        each = self.chosen
        self.publish_button.setEnabled(each is not None and not each.published)
        self.restore_button.setEnabled(each is not None and each != self._versions[-1])
        self.withdraw_button.setEnabled(any(version.published for version in self._versions))

    def _with_chosen(self, run: Callable[[PlanId], None]) -> None:
        if self.chosen is not None:
            run(self.chosen.id)

    def publish_latest(self) -> None:
        """Put the latest version in force."""
        if self._versions and not self._versions[-1].published:
            self.publish_wanted.emit(self._versions[-1].id)

    def _fill_base(self, base: PlanId) -> None:
        self.base.clear()
        for each in reversed(self._versions[:-1]):
            self.base.addItem(self._called(each), each.id)
        self.base.setCurrentIndex(max(0, self.base.findData(base)))

    def _fill_comparison(self, picture: MonthPicture, comparison: Comparison) -> None:
        context = self._context
        self._changes = comparison.changes
        self._fill_figures(figure_rows(context, comparison))
        text = message(
            "{moved} moved, {added} added, {dropped} dropped",
            moved=comparison.count(DifferenceKind.MOVED),
            added=comparison.count(DifferenceKind.ADDED),
            dropped=comparison.count(DifferenceKind.DROPPED),
        )
        self.count.setText(context.say(text) if comparison.changes else context.say(message("Both plans hold the same visits.")))
        names = picture.district.names
        rows = [
            (
                cell(context.say(KINDS[each.kind])),
                cell(names.customer(each.customer)),
                cell(self._spot(each.before)),
                cell(self._spot(each.after)),
            )
            for each in comparison.changes
        ]
        fill(self.changes, rows)
        self.changes.setVisible(bool(rows))

    def _fill_figures(self, rows: Sequence[tuple[Message | str, str, str]]) -> None:
        while (item := self.figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (title, before, after) in enumerate(rows):
            heading = row == 0
            self.figures.addWidget(self._context.label(title, look="muted"), row, 0)
            for column, text in ((1, before), (2, after)):
                style = Type.CAPTION if heading else Type.STRONG if column > 1 else Type.BODY
                self.figures.addWidget(self._context.label(text, style, "muted" if heading else ""), row, column, RIGHT)
        self.figures.setColumnStretch(0, 1)

    def _spot(self, spot: Spot | None) -> str:
        return "" if spot is None else f"{short_date(self._context, spot.date)} {clock(spot.start)}"

    def _open(self, row: int) -> None:
        spot = self._changes[row].after or self._changes[row].before
        if spot is not None:
            self.day_wanted.emit(spot.date)
