"""A strip of figures: what a person looks at first on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context, dressed
from desktop.views.widgets.elided import ElidedLabel


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure: `title` above, `value` large, `note` below. `share` 0..1 draws a bar, `mark` 0..1 the target on it.

    All texts are in the window's language; `look` is good, warning, bad or empty and colours value and bar. `colour` overrides
    the bar's colour, such as a tier's.
    """

    title: str
    value: str
    note: str = ""
    look: str = ""
    share: float | None = None
    mark: float | None = None
    colour: str | None = None
    hint: str = ""


class KpiStrip(QFrame):
    """Figures side by side in equal columns."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context = context
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        self._row.setSpacing(SPACE[4])

    def show_figures(self, figures: Sequence[Kpi]) -> None:
        """Show these figures instead of the former ones."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in figures:
            self._row.addWidget(_Figure(self._context, each), 1)


class _Figure(QWidget):
    def __init__(self, context: Context, kpi: Kpi) -> None:
        super().__init__()
        self.setToolTip(kpi.hint)
        self.setAccessibleName(f"{kpi.title}: {kpi.value}. {kpi.note}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(dressed(ElidedLabel(kpi.title), Type.CAPTION, "muted"))
        column.addWidget(dressed(ElidedLabel(kpi.value), Type.FIGURE, kpi.look))
        if kpi.share is not None:
            column.addWidget(_Bar(context, kpi))
        if kpi.note:
            column.addWidget(dressed(ElidedLabel(kpi.note), Type.CAPTION, "muted"))
        column.addStretch()


class _Bar(QWidget):
    def __init__(self, context: Context, kpi: Kpi) -> None:
        super().__init__()
        self._context = context
        self._kpi = kpi
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(60, 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        theme = self._context.theme
        looks = {"good": theme.good, "warning": theme.warning, "bad": theme.bad}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, 1, self.width(), 6)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(whole, 3, 3)
        filled = QRectF(0, 1, self.width() * min(1.0, max(0.0, self._kpi.share or 0.0)), 6)
        painter.setBrush(QColor(self._kpi.colour or looks.get(self._kpi.look, theme.accent)))
        painter.drawRoundedRect(filled, 3, 3)
        if self._kpi.mark is not None:
            painter.setBrush(QColor(theme.text))
            painter.drawRect(QRectF(self.width() * min(1.0, self._kpi.mark) - 1, 0, 2, 8))
        painter.end()
