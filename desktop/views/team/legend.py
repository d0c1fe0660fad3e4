"""What the colours and letters of the team's grid mean."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.charts.canvas import Canvas, mixed
from desktop.charts.heat import heat_colour
from desktop.tables.teamdays import Shown
from desktop.theme.tokens import SPACE, Theme
from desktop.viewmodels.wording import DAY_KINDS
from desktop.views.context import Context
from planner.domain.calendar import DayKind
from planner.domain.messages import Message, message

UNITS: dict[Shown, Message] = {
    Shown.LOAD: message("minutes used, in per cent of the field day's"),
    Shown.CALLS: message("planned calls"),
    Shown.TRAVEL: message("minutes on the road"),
    Shown.GAPS: message("calls that the day's target lacks"),
}
LETTERS = (DayKind.LEAVE, DayKind.OFFICE, DayKind.EVENT, DayKind.HOLIDAY)
STEPS = 6


class Legend(QWidget):
    """One line: what the figures are, from pale to deep, then the letters of days that are no field days."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown = Shown.LOAD
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(400, 22)

    def show_as(self, shown: Shown) -> None:
        """Explain another figure."""
        self._shown = shown
        self.setAccessibleName(self._context.say(UNITS[shown]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        theme = self._context.theme
        canvas = Canvas(painter, QRectF(self.rect()), theme, self._context.session.locale)
        left = 0.0
        for step in range(STEPS):
            colour = self._colour(theme, step / (STEPS - 1))
            canvas.fill(QRectF(left, 6, 14, 10), colour)
            left += 14
        left = self._word(canvas, left + SPACE[1], self._context.say(UNITS[self._shown]))
        for kind in LETTERS:
            name = self._context.say(DAY_KINDS[kind])
            left += SPACE[2]
            canvas.fill(QRectF(left, 3, 16, 16), theme.window)
            canvas.write(QRectF(left + 4, 3, 12, 16), name[:1])
            left = self._word(canvas, left + 20, name)
        painter.end()

    def _colour(self, theme: Theme, share: float) -> str:
        return mixed(theme.bad, theme.surface, share * 0.75) if self._shown is Shown.GAPS else heat_colour(theme, share)

    def _word(self, canvas: Canvas, left: float, text: str) -> float:
        width = canvas.width_of(text) + 2
        canvas.write(QRectF(left, 0, min(width, max(0.0, canvas.rect.right() - left)), canvas.rect.height()), text)
        return left + width
