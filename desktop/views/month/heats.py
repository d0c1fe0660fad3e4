"""What colours the days, and what the colours mean."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.month import Heat
from desktop.views.context import Context
from desktop.views.month.words import HEATS
from planner.domain.messages import message


class HeatSwitch(QWidget):
    """`chosen(Heat)`."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[0])
        group = QButtonGroup(self)
        self.buttons = {}
        for heat, name in HEATS.items():
            button = context.button(name, partial(self.chosen.emit, heat))
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            self.buttons[heat] = button
        row.addStretch()
        row.addWidget(context.label(message("little"), Type.CAPTION, "muted"))
        row.addWidget(_Scale(context))
        row.addWidget(context.label(message("full"), Type.CAPTION, "muted"))

    def show_heat(self, heat: Heat) -> None:
        """Show which one is on."""
        self.buttons[heat].setChecked(True)


class _Scale(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(96, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        steps = self._context.theme.heat
        width = self.width() / len(steps)
        for place, colour in enumerate(steps):
            painter.fillRect(QRectF(place * width, 0, width - 1, self.height()), QColor(colour))
        painter.end()
