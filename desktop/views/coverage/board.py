"""The content of the coverage page: cards of charts and tables that show one review."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.charts.bullets import BulletChart
from desktop.charts.coverage import Voice, month_chart, pace_chart, product_chart, quarter_chart, trend_chart
from desktop.tables.figures import Field, FigureTable
from desktop.theme.tokens import SPACE
from desktop.usecases.review_coverage import CoverageReview, HospitalReview, RescueVisit
from desktop.views.context import Context
from desktop.views.coverage.figures import figures
from desktop.views.coverage.tables import hospital_fields, rescue_fields
from desktop.views.widgets.card import Card, muted_line
from desktop.views.widgets.chart import ChartView
from desktop.views.widgets.figuretable import FigureView
from desktop.views.widgets.kpi import KpiStrip
from planner.domain.messages import message

PLOT = 230
"""The height of a chart or table, in pixels."""
WIDE = 1500
"""From this width on, three cards stand beside one another."""
NARROW = 860
"""Below this width, cards stand under one another."""


class CoverageBoard(QScrollArea):
    """`day_chosen(date)` and `customer_chosen(CustomerId)` when a bar or a line of the rescue list is opened."""

    day_chosen = Signal(object)
    customer_chosen = Signal(object)

    def __init__(self, context: Context, bar: QWidget) -> None:
        super().__init__()
        self._context = context
        self._whole_team: bool | None = None
        self.figures = KpiStrip(context)
        self.month, self.quarter, self.pace, self.trend, self.products = (self._chart() for _ in range(5))
        self.rescue: FigureView = FigureView(context, message("Rescue list"), FigureTable[Any](()), wide=2)
        self.hospitals: FigureView = FigureView(context, message("By hospital"), FigureTable[Any](()))
        self.rescue.opened.connect(self._open_row)
        self.pace.chosen.connect(lambda key: self.day_chosen.emit(date.fromisoformat(key)))
        self._lay_out(bar)

    def _chart(self) -> ChartView:
        view = ChartView(self._context)
        view.setMinimumHeight(PLOT)
        return view

    def _lay_out(self, bar: QWidget) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(bar)
        column.addWidget(self.figures)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE[2])
        self._across = 0
        self.cards = self._cards()
        self._arrange(2)
        column.addLayout(self._grid, 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        width = self.viewport().width()
        self._arrange(3 if width >= WIDE else 2 if width >= NARROW else 1)

    def _arrange(self, across: int) -> None:
        """Two cards beside one another, three on a wide screen, one on a narrow one; the last one as wide as all."""
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate(self.cards[:-1]):
            self._grid.addWidget(card, place // across, place % across)
        self._grid.addWidget(self.cards[-1], len(self.cards) // across, 0, 1, across)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _cards(self) -> Sequence[Card]:
        context = self._context
        self.month_card = Card(context, message("This month"))
        self.month_card.add(self.month)
        self.quarter_card = Card(context, message("This quarter"))
        self.quarter_card.add(self.quarter)
        self.pace_card = Card(context, message("Calls by field day"))
        self.pace_card.add(self.pace)
        trend = Card(context, message("Coverage over the quarter"))
        trend.add(self.trend)
        self.product_card = Card(context, message("Coverage by product"))
        self.product_card.add(self.products)
        hospitals = Card(context, message("By hospital"))
        self.hospitals.setMinimumHeight(PLOT)
        hospitals.add(self.hospitals)
        charts = (self.pace_card, trend, self.product_card)
        return (self.month_card, self.quarter_card, self._rescue_card(), *charts, hospitals)

    def _rescue_card(self) -> Card:
        context = self._context
        self.to_customer = context.button(message("Show customer"), self.open_customer)
        self.to_day = context.button(message("Show next day there"), self.open_day)
        self.rescue_card = Card(context, message("Rescue list"), self.to_customer, self.to_day)
        self.rescue.setMinimumHeight(PLOT)
        self.nothing = muted_line(context, message("Nothing to rescue: with these visits every requirement of coverage is met."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rescue_stack = QStackedWidget()
        self.rescue_stack.addWidget(self.rescue)
        self.rescue_stack.addWidget(self.nothing)
        self.rescue_card.add(self.rescue_stack)
        return self.rescue_card

    def show_review(self, review: CoverageReview, voice: Voice, whole_team: bool) -> None:
        """Show another review."""
        self.figures.show_figures(figures(review, voice))
        for view, chart in ((self.month, month_chart(review, voice)), (self.quarter, quarter_chart(review, voice))):
            self._show_bullets(view, chart)
        self.pace.show_chart(pace_chart(review, voice))
        self.trend.show_chart(trend_chart(review, voice))
        self.products.show_chart(product_chart(review, voice))
        self._tell(review, voice)
        self._show_tables(review, whole_team)

    def _show_bullets(self, view: ChartView, chart: BulletChart) -> None:
        view.setMinimumHeight(max(140, min(PLOT + 40, round(chart.height() * 0.9))))
        view.show_chart(chart)

    def _tell(self, review: CoverageReview, voice: Voice) -> None:
        """Beside the headings: what the figures stand for."""
        if review.expected is None:
            told = voice.say(message("as recorded; there is no plan"))
        elif review.unplanned:
            told = voice.say(message("{reps:rep has|reps have} no plan", reps=len(review.unplanned)))
        else:
            told = voice.say(message("so far, and with the plan carried out"))
        self.month_card.tell(told)
        self.quarter_card.tell(voice.say(message("up to the end of the month")))
        self.pace_card.tell(voice.say(message("target per field day; shaded: no field day")))
        self.product_card.tell(told if review.expected is None else voice.say(message("with the plan carried out")))
        count = len(review.rescues)
        self.rescue_card.tell(voice.say(message("{count:visit|visits}, the most valuable first", count=count)) if count else "")

    def _show_tables(self, review: CoverageReview, whole_team: bool) -> None:
        rescue = cast(tuple[Field[Any], ...], rescue_fields(self._context, review.names, whole_team))
        self.rescue.show_fields(rescue, review.rescues)
        self.hospitals.show_fields(cast(tuple[Field[Any], ...], hospital_fields(self._context, review.names)), review.hospitals)
        self.rescue_stack.setCurrentWidget(self.rescue if review.rescues else self.nothing)
        for button in (self.to_customer, self.to_day):
            button.setVisible(bool(review.rescues))
        if review.rescues:
            self.rescue.selectRow(0)

    def chosen_visit(self) -> RescueVisit | None:
        """The line of the rescue list that is selected."""
        rows = self.rescue.chosen_rows()
        return cast(RescueVisit, self.rescue.table.value_at(rows[0])) if rows else None

    def hospital_rows(self) -> tuple[HospitalReview, ...]:
        """The hospitals as shown."""
        return cast(tuple[HospitalReview, ...], self.hospitals.table.values)

    def open_customer(self) -> None:
        """Show who is selected in the rescue list."""
        visit = self.chosen_visit()
        if visit is not None:
            self.customer_chosen.emit(visit.rescue.customer)

    def open_day(self) -> None:
        """Show the next planned day at the hospital of who is selected."""
        visit = self.chosen_visit()
        if visit is not None and visit.next_there is not None:
            self._context.session.look_at(rep=visit.rep.id)
            self.day_chosen.emit(visit.next_there)

    def _open_row(self, row: int) -> None:
        self.customer_chosen.emit(cast(RescueVisit, self.rescue.table.value_at(row)).rescue.customer)
