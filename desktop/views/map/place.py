"""One hospital: who is there, and where it is, which can be pasted or clicked on the map."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.place_hospital import read_coordinate
from desktop.usecases.show_map import Site
from desktop.views.context import Context
from desktop.views.map.panel import figure_row
from desktop.views.map.shaping import mix_text
from planner.domain.messages import message
from planner.domain.places import Coordinate
from planner.errors import UserFacingError
from planner.geography.frames import Frame


class PlaceBody(QWidget):
    """`placed(id, Coordinate)` when a coordinate was given; `picking(bool)` when a click on the map shall give it."""

    placed = Signal(str, object)
    picking = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._site: Site | None = None
        self._where = context.label("", Type.CAPTION, "muted")
        self._mix = context.label("")
        self._reps = context.label("", look="muted")
        for label in (self._where, self._mix, self._reps):
            label.setWordWrap(True)
        owed, self._owed = figure_row(context, context.say(message("Visits owed this month")))
        self.pick = QPushButton(context.say(message("Click its place on the map")))
        self.pick.setCheckable(True)
        self.pick.toggled.connect(self.picking)
        self._bad = context.label("", Type.CAPTION, "bad")
        self._bad.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for widget in (self._where, self._mix, self._reps):
            column.addWidget(widget)
        column.addLayout(owed)
        column.addSpacing(SPACE[2])
        column.addWidget(context.label(message("Where it is (latitude, longitude)"), Type.STRONG))
        column.addLayout(self._entry())
        column.addWidget(self._bad)
        column.addWidget(self.pick)
        column.addStretch()
        self._bad.hide()

    def _entry(self) -> QHBoxLayout:
        say = self._context.say
        self.line = QLineEdit()
        self.line.setPlaceholderText("30.6598, 104.0633")
        self.line.setAccessibleName(say(message("Where it is (latitude, longitude)")))
        self.line.returnPressed.connect(self._take)
        self.line.setToolTip(say(message("Paste a coordinate and press Enter")))
        self.frame = QComboBox()
        self.frame.addItems([str(each) for each in Frame])
        self.frame.setToolTip(say(message("The frame that the pasted coordinate is in")))
        self.frame.setAccessibleName(say(message("The frame that the pasted coordinate is in")))
        row = QHBoxLayout()
        row.setSpacing(SPACE[0])
        row.addWidget(self.line, 1)
        row.addWidget(self.frame)
        return row

    @property
    def site(self) -> Site | None:
        """The hospital shown."""
        return self._site

    def show_site(self, site: Site, reps: str) -> None:
        """Show a hospital; `reps` are the names of those who call there."""
        self._site = site
        hospital, at = site.hospital, site.hospital.coordinate
        _fill(self._where, " · ".join(each for each in (hospital.district, hospital.address) if each))
        _fill(self._mix, mix_text(self._context, site.mix))
        _fill(self._reps, reps)
        self._owed.setText(self._context.session.locale.toString(site.owed))
        self.line.setText("" if at is None else f"{at.latitude:.6f}, {at.longitude:.6f}")
        self.frame.setCurrentIndex(0)
        self._refuse(None)

    def take(self, coordinate: Coordinate) -> None:
        """A place was clicked."""
        self.pick.setChecked(False)
        if self._site is not None:
            self.placed.emit(self._site.hospital.id, coordinate)

    def _take(self) -> None:
        try:
            coordinate = read_coordinate(self.line.text(), list(Frame)[self.frame.currentIndex()])
        except UserFacingError as error:
            self._refuse(error)
            return
        self._refuse(None)
        self.take(coordinate)

    def _refuse(self, error: UserFacingError | None) -> None:
        say = self._context.say
        self._bad.setText("" if error is None else f"{say(error.problem)} {say(error.way_out)}")
        self._bad.setVisible(error is not None)
        self.line.setProperty("look", "bad" if error else "")
        self.line.style().polish(self.line)


def _fill(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
