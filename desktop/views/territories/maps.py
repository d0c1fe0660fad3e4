"""The map of an alignment, and beside it that of another one, both looking at the same part of the world."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_desk import Desk, locked_hospitals, locked_reps
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.painting import Hand, TerritoryMap
from desktop.views.territories.shaping import areas_of, legend_of, points_of


class MapSide(QWidget):
    """`drawing`, `given` and `marked` (tuples of hospital ids) and `picked(id)` of the map that may be drawn on."""

    drawing = Signal(object)
    given = Signal(object)
    marked = Signal(object)
    picked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._fitting = QTimer(self)  # once the window has given the map its size
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self._fitted = False
        self._two = False
        self._drawn: dict[TerritoryMap, tuple[object, object, tuple[str, ...]]] = {}
        self._following = False
        self.view, self.beside = TerritoryMap(context), TerritoryMap(context)
        self.titles = [context.label("", Type.STRONG), context.label("", Type.STRONG)]
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self._frames = [_framed(title, view) for title, view in zip(self.titles, (self.view, self.beside), strict=True)]
        for frame in self._frames:
            self.split.addWidget(frame)
        self.view.setMinimumWidth(240)
        self.beside.setMinimumWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.view.drawing.connect(self.drawing)
        self.view.given.connect(self.given)
        self.view.lassoed.connect(self.marked)
        self.view.point_clicked.connect(self.picked)
        self.view.moved.connect(lambda: self._follow(self.view, self.beside))
        self.beside.moved.connect(self._lead)

    def _fit(self) -> None:
        """Show the whole of the territories."""
        self.view.fit()
        self._follow(self.view, self.beside)

    def take_hand(self, hand: Hand) -> None:
        """What a drag on the map does."""
        self.view.take_hand(hand)

    def show_state(self, state: TerritoriesState, colours: Sequence[str], titles: tuple[str, str]) -> None:
        """Show one alignment, or two beside one another."""
        if state.picture is None:
            return
        desk, other = state.picture.desk, state.picture.other
        two = other is not None
        self._frames[1].setVisible(two)
        for label, title in zip(self.titles, titles, strict=True):
            label.setText(title)
            label.setVisible(two)
        self._draw(self.view, desk, colours)
        self.view.set_legend(() if two else legend_of(desk, state.totals, colours))
        self.view.select(state.marked)
        if other is not None:
            self._draw(self.beside, other, _same_colours(desk, other, colours))
        if not self._fitted or two is not self._two:
            self._fitted, self._two = True, two
            self._fitting.start(60)
        elif two:
            self._follow(self.view, self.beside)

    def _draw(self, view: TerritoryMap, desk: Desk, colours: Sequence[str]) -> None:
        """Draw a map anew, when something on it has changed."""
        now = (desk.table, desk.assignment, tuple(colours))
        if self._drawn.get(view) == now:
            return
        self._drawn[view] = now
        view.set_points(points_of(self._context, desk, colours))
        view.set_areas(areas_of(desk, colours))
        aside = locked_reps(desk.table)
        locked = locked_hospitals(desk.table)
        pairs = zip(desk.table.accounts, desk.table.places, strict=True)
        view.locks.show_places(
            tuple(where for each, where in pairs if where is not None and (each.hospital in locked or each.today in aside))
        )

    def _lead(self) -> None:
        """The map beside leads only in a person's hand: it also moves when it is given its size."""
        if self.beside.underMouse() or self.beside.hasFocus():
            self._follow(self.beside, self.view)

    def _follow(self, moved: TerritoryMap, other: TerritoryMap) -> None:
        """Bring the other map to the same place."""
        if self._following or not self.beside.isVisible():
            return
        self._following = True
        other.centre_on(moved.centre, moved.zoom)
        self._following = False


def _framed(title: QWidget, view: TerritoryMap) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE[0])
    column.addWidget(title)
    column.addWidget(view, 1)
    return box


def _same_colours(desk: Desk, other: Desk, colours: Sequence[str]) -> tuple[str, ...]:
    """The colours of another alignment's reps: the same where they take part in both."""
    known = {rep.id: colour for rep, colour in zip(desk.table.case.reps, colours, strict=True)}
    free = [each for each in colours if each not in known.values()] or list(colours)
    return tuple(known.get(rep.id, free[place % len(free)]) for place, rep in enumerate(other.table.case.reps))
