"""The grid of reps and days on the screen."""

from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.tables.team import TeamTable
from desktop.tables.teamdays import Shown
from desktop.tables.teamtotals import TOTALS
from desktop.theme.apply import font_of
from desktop.theme.tokens import Theme, Type
from desktop.usecases.show_team import TeamRep
from desktop.views.context import Context
from desktop.views.team.cells import DayCells
from planner.domain.messages import message

ROW, TALLEST_ROW = 28, 38
LEAST_DAY, REST_DAY = 22, 14
NAMES = 190
"""The widest that names may be, in pixels."""
HEADING_MARGIN = 22
"""Room for the arrow of the sorting, in pixels."""


class TeamGrid(QTableView):
    """`opened(RepId, date)` when a field day is clicked, or chosen with Enter; elsewhere a click selects the rep's row."""

    opened = Signal(object, object)

    def __init__(self, context: Context, table: TeamTable) -> None:
        super().__init__()
        self._context = context
        self._room, self._height = 0, 2 * ROW
        self.table = table
        self.setAccessibleName(context.say(message("Reps and days of the month")))
        self.setModel(table)
        self.cells = DayCells(context, table.day_at)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setStyleSheet(_sheet(context.theme))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self._set_up_headers()
        self.clicked.connect(self._on_clicked)
        table.modelReset.connect(self._fit)
        table.dataChanged.connect(self._on_data_changed)

    def _set_up_headers(self) -> None:
        names, head = self.verticalHeader(), self.horizontalHeader()
        names.setDefaultSectionSize(ROW)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setMaximumWidth(NAMES)
        names.setHighlightSections(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(REST_DAY)
        head.setFont(font_of(Type.CAPTION))
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSectionsClickable(True)
        head.sortIndicatorChanged.connect(self.table.sort)

    def show_as(self, shown: Shown) -> None:
        """Show another figure in the cells."""
        self.cells.shown = shown
        self.table.show_as(shown)

    def chosen_rows(self) -> tuple[TeamRep, ...]:
        """The reps of whom something is selected."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.count())]
        places = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        return tuple(self.table.rows[place] for place in places)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_cell(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def open_cell(self, index: QModelIndex) -> None:
        """Open the week of a cell: of its day, or where there is none, of today or the rep's first field day."""
        if not index.isValid():
            return
        row, day = self.table.rows[index.row()], self.table.day_at(index)
        wanted = day.date if day is not None else self._first_day(row)
        self.opened.emit(row.rep.id, wanted)

    def _first_day(self, row: TeamRep) -> date:
        today = self._context.session.today()
        field = [day.date for day in row.days if day.share]
        return next((day for day in field if day >= today), field[0] if field else row.days[0].date)

    def _on_clicked(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        day = self.table.day_at(index)
        if held:
            return
        if day is None:
            self.selectRow(index.row())
        elif day.share:
            self.open_cell(index)

    def _on_data_changed(self, first: QModelIndex) -> None:
        """Totals may need more room; the days never do."""
        if first.column() < len(TOTALS):
            self._fit()
        else:
            self._colour()

    def _fit(self) -> None:
        """Totals as wide as their content, the days share what is left; few reps have taller rows."""
        self._colour()
        days = range(len(TOTALS), self.table.columnCount())
        if not days or not self.table.rows:
            return
        worked = [column for column in days if self.table.is_worked(column)]
        metrics = QFontMetrics(self.horizontalHeader().font())
        for column in range(len(TOTALS)):
            heading = metrics.horizontalAdvance(str(self.table.headerData(column, Qt.Orientation.Horizontal)))
            self.setColumnWidth(column, max(self.sizeHintForColumn(column), heading + HEADING_MARGIN))
        taken = sum(self.columnWidth(column) for column in range(len(TOTALS))) + REST_DAY * (len(days) - len(worked))
        width = max(LEAST_DAY, (self.viewport().width() - taken) // max(1, len(worked)))
        for column in days:
            self.setColumnWidth(column, width if column in worked else REST_DAY)
        self._fit_rows()

    def fit_into(self, height: int) -> None:
        """Use up to so many pixels: few reps have taller rows, many scroll."""
        self._room = height
        self._fit_rows()

    def _fit_rows(self) -> None:
        rows, head = max(1, len(self.table.rows)), self.horizontalHeader().sizeHint().height()
        height = max(ROW, min(TALLEST_ROW, (self._room - head) // rows))
        self.verticalHeader().setDefaultSectionSize(height)
        self._height = head + rows * height + 4
        self.setMaximumHeight(self._height + self.horizontalScrollBar().sizeHint().height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        bar = self.horizontalScrollBar()
        return QSize(super().sizeHint().width(), self._height + (bar.sizeHint().height() if bar.maximum() else 0))

    def _colour(self) -> None:
        self.cells.highest = 1.0 if self.table.shown is Shown.LOAD else self.table.highest()


def _sheet(theme: Theme) -> str:
    """The grid lies in a card, which has a border of its own; names read like text, not like a heading."""
    return f"""
    QTableView {{ border: none; }} QHeaderView {{ border: none; background: {theme.surface}; }}
    QTableView::item {{ padding: 0 4px; }}
    QHeaderView::section:horizontal {{ padding: 5px 4px; background: {theme.surface}; }}
    QHeaderView::section:vertical {{ padding: 0 8px; background: {theme.surface}; color: {theme.text}; border: none;
        font-weight: 400; }}
    QTableCornerButton::section {{ background: {theme.surface}; border: none; border-bottom: 1px solid {theme.line}; }}
    """
