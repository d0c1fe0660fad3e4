"""Several answers side by side: the front to choose from, the other alignment in figures, and the worth by the real planner."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.charts.front import FrontChart, FrontPoint
from desktop.tables.figures import Field, FigureTable
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_desk import Desk, index_of
from desktop.usecases.align_picture import Picture, Sibling
from desktop.usecases.align_score import Score
from desktop.viewmodels.territories import TerritoriesState
from desktop.viewmodels.wording import Figure, written
from desktop.views.context import Context
from desktop.views.territories.scores import ScoreTable
from desktop.views.territories.words import LEANINGS, amount, percent, proof_text
from desktop.views.widgets.chart import ChartView
from desktop.views.widgets.figuretable import FigureView
from planner.domain.alignment import AlignmentId
from planner.domain.messages import Message, message
from planner.domain.people import RepId


@dataclass(frozen=True, slots=True)
class SideLine:
    """One rep in two alignments; None = takes no part."""

    name: str
    ours: tuple[float, float, float] | None
    theirs: tuple[float, float, float] | None


class AnswersPane(QWidget):
    """`chosen(AlignmentId)` when an answer of the front is clicked, `score_wanted` to plan every month concerned."""

    chosen = Signal(object)
    score_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.hint = context.label("", look="muted")
        self.hint.setWordWrap(True)
        self.front = ChartView(context)
        self.front.chosen.connect(lambda key: self.chosen.emit(AlignmentId(key)))
        self.proof = context.label("", Type.CAPTION, "muted")
        self.proof.setWordWrap(True)
        self.side_title = context.label("", Type.STRONG)
        self.side: FigureView = FigureView(context, message("Two alignments side by side"), FigureTable[SideLine](()))
        self.score = context.button(message("Score with the real planner"), self.score_wanted.emit)
        self.score.setToolTip(context.say(message("Plans the month of every rep concerned, as it is and as it would be")))
        self.scores = ScoreTable(context)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.score)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.hint)
        column.addWidget(self.front, 3)
        column.addWidget(self.proof)
        column.addWidget(self.side_title)
        column.addWidget(self.side, 3)
        column.addLayout(row)
        column.addWidget(self.scores, 3)
        column.addStretch(0)

    def show_state(self, state: TerritoriesState, score: Score | None) -> None:
        """Show the answers found together, the two alignments, and the score of the one looked at."""
        picture = state.picture
        if picture is None:
            return
        several = bool(picture.siblings)
        self.front.setVisible(several)
        self.proof.setVisible(several)
        self.hint.setText(self._context.say(_hint(several)))
        if several:
            self.front.show_chart(front_chart(self._context, picture.siblings, state.chosen))
            self.proof.setText(self._context.say(proof_text(picture.figures)))
        self._show_side(picture)
        self.score.setEnabled(state.chosen is not None)
        self.scores.show_score(score)

    def _show_side(self, picture: Picture) -> None:
        other = picture.other
        for widget in (self.side_title, self.side):
            widget.setVisible(other is not None)
        if other is None:
            return
        lines = side_lines(picture.desk, other)
        differing = _differing(picture.desk, other)
        told = message("{count:account goes|accounts go} to different reps", count=differing)
        self.side_title.setText(self._context.say(told))
        self.side.show_fields(self._side_fields(), lines)

    def _side_fields(self) -> Sequence[Field[SideLine]]:
        say, locale = self._context.say, self._context.session.locale

        def pair(each: SideLine, place: int, *, share: bool = False, hours: bool = False) -> str:
            def text(figures: tuple[float, float, float] | None) -> str:
                if figures is None:
                    return "–"
                if share:
                    return percent(self._context, figures[place], sign=True)
                return written(locale, figures[place] / 60, Figure.WHOLE) if hours else amount(self._context, figures[place])

            return f"{text(each.ours)} | {text(each.theirs)}"

        def rank(each: SideLine, place: int) -> float:
            return each.ours[place] if each.ours is not None else -1.0

        def name(each: SideLine) -> str:
            return each.name

        return (
            Field(say(message("Rep")), name, name),
            Field(say(message("Accounts")), lambda each: pair(each, 0), lambda each: rank(each, 0), True),
            Field(say(message("Workload")), lambda each: pair(each, 1, share=True), lambda each: rank(each, 1), True),
            Field(say(message("Travel, h")), lambda each: pair(each, 2, hours=True), lambda each: rank(each, 2), True),
        )


def _hint(several: bool) -> Message:
    if several:
        return message("No answer beats another: left is less travel, low is fairer, small is calmer. Click one to look at it.")
    return message("Ask a question under What if: several answers between travel, balance and disruption are shown here.")


def front_chart(context: Context, siblings: Sequence[Sibling], chosen: AlignmentId | None) -> FrontChart:
    """Travel across, imbalance up, disruption as size."""
    points = []
    for each in siblings:
        name = LEANINGS.get(each.figures.leaning)
        told = message(
            "{name}: travel {travel} h, imbalance {imbalance}, {moved:account|accounts} moved",
            name=each.figures.leaning if name is None else context.say(name),
            travel=amount(context, each.figures.travel / 60),
            imbalance=amount(context, each.figures.imbalance),
            moved=each.figures.moved_units,
        )
        gap = context.say(proof_text(each.figures))
        points.append(
            FrontPoint(
                name=each.figures.leaning if name is None else context.say(name),
                across=each.figures.travel,
                up=each.figures.imbalance,
                size=each.figures.disruption,
                key=each.header.id,
                hint=f"{context.say(told)}\n{gap}",
                chosen=each.header.id == chosen,
            )
        )
    title = context.say(message("Answers between travel, balance and disruption"))
    return FrontChart(title, context.say(message("travel")), context.say(message("imbalance")), tuple(points))


def side_lines(ours: Desk, theirs: Desk) -> tuple[SideLine, ...]:
    """Everybody who takes part in either: accounts, workload off target, travel in minutes."""
    reps = {rep.id: rep.name for desk in (ours, theirs) for rep in desk.table.case.reps}
    return tuple(SideLine(name, _figures(ours, rep), _figures(theirs, rep)) for rep, name in reps.items())


def _figures(desk: Desk, rep: RepId) -> tuple[float, float, float] | None:
    place = index_of(desk.table, rep)
    if place is None:
        return None
    totals = desk.totals[place]
    return float(totals.units), totals.deviations[0], totals.travel or 0.0


def _differing(ours: Desk, theirs: Desk) -> int:
    """Accounts that go to another rep in the other alignment."""
    others = zip(theirs.table.accounts, theirs.assignment.territory_of, strict=True)
    given = {each.id: theirs.table.case.reps[k].id for each, k in others}
    pairs = zip(ours.table.accounts, ours.assignment.territory_of, strict=True)
    return sum(given.get(each.id) not in (None, ours.table.case.reps[k].id) for each, k in pairs)
