"""Asking what-ifs: which question, its figures, how long to solve, and how the solving goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_question import Ask, Question
from desktop.usecases.align_sizing import Curve
from desktop.usecases.align_solve import AlignOrder
from desktop.viewmodels.alignruns import AlignRunState
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.scores import CurveTable, curve_text
from desktop.views.territories.whatfields import PIECES, SHOWN, TITLES, coordinate_of, place_text, sizes_of
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.places import Coordinate
from planner.domain.territory import Contiguity
from planner.solving import SolveLimits


class WhatIfPane(QWidget):
    """`asked` when the question is to be answered, `stopped` when the best so far is enough, `middle_wanted` for the middle of
    the map as a home."""

    asked = Signal()
    stopped = Signal()
    middle_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.kind = QComboBox()
        for ask in Ask:
            self.kind.addItem(context.say(TITLES[ask]), ask)
        self.kind.currentIndexChanged.connect(self._show_fields)
        self._make_fields()
        self.start = context.button(message("Solve"), self.asked.emit, "primary")
        self.stop = context.button(message("Stop and keep the best"), self.stopped.emit)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.news = context.label("", Type.CAPTION, "muted")
        self.news.setWordWrap(True)
        self.form = QFormLayout()
        self.enough = context.label("", Type.STRONG)
        self.curve = CurveTable(context)
        self._lay_out()
        self.show_run(AlignRunState())

    def _make_fields(self) -> None:
        say = self._context.say
        self.rep = QComboBox()
        self.joiner = QComboBox()
        self.name, self.home = QLineEdit(), QLineEdit()
        self.home.setPlaceholderText("30.58, 114.27")
        self.middle = self._context.button(message("Middle of the map"), self.middle_wanted.emit)
        self.reshuffle = QCheckBox(say(message("The others' accounts may move as well")))
        self.share = _percent(60, 5, 100)
        self.product = QComboBox()
        self.calls = QDoubleSpinBox()
        self.calls.setRange(0.5, 10.0)
        self.calls.setValue(1.0)
        self.calls.setDecimals(1)
        self.tiers = QLineEdit("A, B")
        self.sizes = QLineEdit("4-8")
        self.based = QCheckBox(say(message("Solve the one looked at again, with what was granted to reps")))
        self.anyway = QCheckBox(say(message("Even while challenges are open")))
        self.band, self.limit, self.cap = _percent(5, 1, 50), _percent(0, 0, 100), _percent(0, 0, 100)
        for box in (self.limit, self.cap):
            box.setSpecialValueText(say(message("none")))
        self.pieces = QComboBox()
        for contiguity, text in PIECES.items():
            self.pieces.addItem(say(text), contiguity)
        self.pieces.setCurrentIndex(list(PIECES).index(Contiguity.SOFT))
        self.seconds, self.answers, self.seed = QSpinBox(), QSpinBox(), QSpinBox()
        for spin, low, high, value in ((self.seconds, 1, 600, 10), (self.answers, 1, 7, 5), (self.seed, 0, 999_999, 0)):
            spin.setRange(low, high)
            spin.setValue(value)

    def _lay_out(self) -> None:
        say, form = self._context.say, self.form
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(SPACE[1])
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(say(message("Question")), self.kind)
        self._fields: dict[str, QWidget] = {
            "rep": self.rep, "joiner": self.joiner, "name": self.name, "home": self.home, "middle": self.middle,
            "reshuffle": self.reshuffle, "share": self.share, "product": self.product, "calls": self.calls,
            "tiers": self.tiers, "sizes": self.sizes, "based": self.based, "anyway": self.anyway, "answers": self.answers,
        }  # fmt: skip
        titles = {
            "rep": message("Rep"), "joiner": message("Who joins"), "name": message("Name"), "home": message("Home"),
            "share": message("Share of the week"), "product": message("Product"), "calls": message("More calls a month"),
            "tiers": message("Tiers"), "sizes": message("Team sizes"),
        }  # fmt: skip
        for key in SHOWN_ORDER:
            form.addRow(say(titles[key]) if key in titles else "", self._fields[key])
        for title, widget in (
            (message("Band of workload ±"), self.band),
            (message("Hard limit of workload ±"), self.limit),
            (message("Most accounts a rep may lose"), self.cap),
            (message("Territories"), self.pieces),
            (message("Seconds for each answer"), self.seconds),
            (message("Answers"), self.answers),
            (message("Seed"), self.seed),
        ):
            form.addRow(say(title), widget)
        self.joiner.currentIndexChanged.connect(self._show_fields)
        self.based.toggled.connect(self._show_fields)
        self._frame(form)

    def _frame(self, form: QFormLayout) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.addLayout(form)
        column.addWidget(self.enough)
        column.addWidget(self.curve, 1)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE[2], 0, SPACE[2], SPACE[2])
        for widget in (self.start, self.stop, self.bar):
            row.addWidget(widget)
        row.addWidget(self.news, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(row)
        self._show_fields()

    @property
    def ask(self) -> Ask:
        """Which question is chosen."""
        return Ask(self.kind.currentData())

    def choose(self, ask: Ask) -> None:
        """Turn to a question."""
        self.kind.setCurrentIndex(list(Ask).index(ask))
        self.kind.setFocus()

    def _show_fields(self, *_: object) -> None:
        wanted = set(SHOWN[self.ask])
        if self.joiner.currentData() is not None:
            wanted -= {"name", "home", "middle"}
        if not self.based.isEnabled():
            wanted -= {"based", "anyway"}
        if not self.based.isChecked():
            wanted -= {"anyway"}
        for key, widget in self._fields.items():
            self.form.setRowVisible(widget, key in wanted)

    def show_state(self, state: TerritoriesState) -> None:
        """Offer the reps and products there are; what was chosen stays chosen."""
        desk = state.desk
        if desk is None:
            return
        taking = {each.id for each in desk.table.case.reps}
        _offer(self.rep, [(each.name, each.id) for each in desk.table.case.reps])
        free = [(each.name, each.id) for each in desk.table.reps if each.id not in taking]
        _offer(self.joiner, [(self._context.say(message("Somebody new")), None), *free])
        _offer(self.product, [(each.name, each.id) for each in desk.table.products])
        self.based.setEnabled(state.chosen is not None)
        self._show_fields()

    def show_curve(self, curve: Curve) -> None:
        """Show how many reps are needed."""
        self.enough.setText(self._context.say(curve_text(curve)))
        self.curve.setMinimumHeight(32 * (len(curve.points) + 1))
        self.curve.show_curve(curve)

    def show_run(self, run: AlignRunState) -> None:
        """Show how a solving goes."""
        self.start.setVisible(not run.running)
        for widget in (self.stop, self.bar, self.news):
            widget.setVisible(run.running)
        self.stop.setEnabled(not run.stopping)
        self.bar.setRange(0, 1000 if run.begun else 0)
        self.bar.setValue(round(1000 * run.done))
        if run.running:
            told = message("{over} of {begun} solved", over=run.over, begun=run.begun)
            self.news.setText(self._context.say(told if run.begun else message("Reading…")))

    def take_middle(self, where: Coordinate) -> None:
        """Take a coordinate as the home of who joins."""
        self.home.setText(place_text(where))

    @property
    def order(self) -> AlignOrder:
        """How to solve."""
        limits = SolveLimits(seconds=float(self.seconds.value()))
        return AlignOrder(self.seed.value(), limits, self.answers.value(), self._context.session.country)

    def question(self, state: TerritoriesState) -> Question:
        """What is asked. Raises AlignmentError for text that cannot be read."""
        ask, on_record = self.ask, self.joiner.currentData()
        chosen = on_record if ask is Ask.JOINS else self.rep.currentData() if "rep" in SHOWN[ask] else None
        new = ask is Ask.JOINS and on_record is None
        return Question(
            ask=ask,
            month=self._context.session.month,
            band=self.band.value() / 100,
            limit=self.limit.value() / 100 or None,
            moved_cap=self.cap.value() / 100 or None,
            contiguity=Contiguity(self.pieces.currentData()),
            rep=None if chosen is None else RepId(chosen),
            reshuffle=self.reshuffle.isChecked(),
            share=self.share.value() / 100,
            name=self.name.text(),
            home=coordinate_of(self.home.text()) if new else None,
            product=self.product.currentData(),
            calls=self.calls.value(),
            tiers=tuple(part for each in self.tiers.text().replace("，", ",").split(",") if (part := each.strip())),
            sizes=sizes_of(self.sizes.text()) if ask is Ask.SIZING else (),
            base=state.chosen if self.based.isEnabled() and self.based.isChecked() else None,
            anyway=self.anyway.isChecked(),
        )


SHOWN_ORDER = (
    "rep", "joiner", "name", "home", "middle", "reshuffle", "share", "product", "calls", "tiers", "sizes", "based", "anyway",
)  # fmt: skip


def _percent(value: int, low: int, high: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setSuffix(" %")
    return box


def _offer(box: QComboBox, choices: list[tuple[str, object]]) -> None:
    if [box.itemData(place) for place in range(box.count())] == [each for _, each in choices]:
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
