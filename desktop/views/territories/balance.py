"""The balance of every goal against its band, and what the alignment breaks."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from desktop.charts.bands import BandCell, BandChart, BandColumn, BandRow
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_desk import Table, index_of
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.words import amount, band_text, goal_word, percent, proof_text
from desktop.views.widgets.chart import ChartView
from planner.alignment.totals import TerritoryTotals
from planner.domain.messages import Message, message
from planner.domain.people import RepId
from planner.domain.violations import Severity


class BalancePane(QWidget):
    """`rep_chosen(RepId)` when a row is clicked, or chosen with Enter: that rep gets what is drawn around."""

    rep_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.chart = ChartView(context)
        self.chart.chosen.connect(lambda key: self.rep_chosen.emit(RepId(key)))
        self.note = context.label("", Type.CAPTION, "muted")
        self.note.setWordWrap(True)
        self.proof = context.label("", Type.BODY)
        self.proof.setWordWrap(True)
        self.heading = context.label(message("Limits"), Type.STRONG)
        self.broken = QListWidget()
        self.broken.setAccessibleName(context.say(message("What this alignment breaks")))
        self.broken.setWordWrap(True)
        self.broken.setStyleSheet("QListWidget { border: none; } QListWidget::item { padding: 3px 0; }")
        self._lay_out()

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.chart)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.note)
        column.addWidget(self._scroll, 3)
        column.addWidget(self.proof)
        column.addWidget(self.heading)
        column.addWidget(self.broken, 2)

    def show_state(self, state: TerritoriesState, colours: Sequence[str]) -> None:
        """Show everything anew."""
        picture = state.picture
        if picture is None:
            return
        self.show_totals(state, colours)
        self.proof.setText(self._context.say(proof_text(picture.figures if state.chosen is not None else None)))
        self.proof.setVisible(state.chosen is not None)
        self.show_limits([(each.message, each.severity) for each in picture.violations], outside_bands(self._context, state))

    def show_totals(self, state: TerritoriesState, colours: Sequence[str]) -> None:
        """Show only the totals: this follows the hand."""
        desk = state.desk
        if desk is None:
            return
        chart = balance_chart(self._context, state, colours)
        self.chart.show_chart(chart)
        self.chart.setMinimumHeight(round(chart.height()))
        self.note.setText(self._note(state, desk.table))

    def _note(self, state: TerritoriesState, table: Table) -> str:
        say = self._context.say
        place = None if state.brush is None else index_of(table, state.brush)
        if place is None:
            return ""
        name, told = table.case.reps[place].name, band_text(self._context, state.totals[place])
        if state.preview is not None:
            return say(message("{count:account|accounts} to {rep}: {totals}", count=state.preview_count, rep=name, totals=told))
        return say(message("{rep} gets what you draw around: {totals}", rep=name, totals=told))

    def show_limits(self, broken: Sequence[tuple[Message, Severity]], outside: Sequence[str]) -> None:
        """List broken limits first, then loads outside their bands."""
        self.broken.clear()
        theme = self._context.theme
        for sentence, severity in broken:
            item = QListWidgetItem(f"✕ {self._context.say(sentence)}", self.broken)
            item.setForeground(_colour(theme.bad if severity is Severity.HARD else theme.warning))
        for text in outside:
            QListWidgetItem(f"△ {text}", self.broken).setForeground(_colour(theme.warning))
        if not broken and not outside:
            item = QListWidgetItem(f"✓ {self._context.say(message('No limit is broken, and every load lies in its band.'))}")
            item.setForeground(_colour(theme.good))
            self.broken.addItem(item)


def _colour(text: str) -> QColor:
    return QColor(text)


def balance_chart(context: Context, state: TerritoriesState, colours: Sequence[str]) -> BandChart:
    """Every rep by every goal, with what is being drawn."""
    desk = state.desk
    assert desk is not None
    columns = tuple(
        BandColumn(goal_word(context, each.name), each.tolerance if each.weight else None, each.limit)
        for each in desk.table.activities
    )
    rows = tuple(
        BandRow(
            name=rep.name,
            colour=colours[place],
            cells=tuple(_cells(context, desk.table, now, None if state.preview is None else was)),
            key=rep.id,
            strong=rep.id == state.brush,
        )
        for place, (rep, now, was) in enumerate(zip(desk.table.case.reps, state.totals, desk.totals, strict=True))
    )
    return BandChart(context.say(message("Balance by goal")), columns, rows)


def _cells(context: Context, table: Table, now: TerritoryTotals, was: TerritoryTotals | None) -> Iterator[BandCell]:
    for place, activity in enumerate(table.activities):
        off, load = now.deviations[place], now.loads[place]
        before = None if was is None or was.deviations[place] == off else was.deviations[place]
        hint = message(
            "{goal}: {load}, {off} off the target of {target}",
            goal=goal_word(context, activity.name),
            load=amount(context, load),
            off=percent(context, off, sign=True, places=1),
            target=amount(context, load / (1 + off) if off > -1 else 0.0),
        )
        yield BandCell(off, percent(context, off, sign=True), context.say(hint), before)


def outside_bands(context: Context, state: TerritoriesState) -> list[str]:
    """Sentences on loads outside their bands, the farthest first."""
    desk = state.desk
    if desk is None:
        return []
    found = []
    for rep, totals in zip(desk.table.case.reps, state.totals, strict=True):
        for activity, off in zip(desk.table.activities, totals.deviations, strict=True):
            if activity.weight and abs(off) > activity.tolerance + 1e-9:
                told = message(
                    "{rep}: {goal} is {off} off its target, the band is ±{band}.",
                    rep=rep.name,
                    goal=goal_word(context, activity.name),
                    off=percent(context, off, sign=True),
                    band=percent(context, activity.tolerance),
                )
                found.append((-abs(off) + activity.tolerance, context.say(told)))
    return [text for _, text in sorted(found)]
