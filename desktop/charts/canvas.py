"""What a chart draws on and answers with: one painter for screen, picture and paper, and marks that can be pointed at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.theme.apply import font_of
from desktop.theme.tokens import SPACE, Theme, Type
from desktop.viewmodels.wording import Figure, written

Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a painted chart that can be pointed at: its area, what a tooltip says of it, and what it stands for."""

    area: QPainterPath
    hint: str
    key: str = ""


def box(rect: QRectF, hint: str, key: str = "") -> Mark:
    """A mark that fills a rectangle."""
    path = QPainterPath()
    path.addRect(rect)
    return Mark(path, hint, key)


def mark_at(marks: Sequence[Mark], point: QPointF) -> int | None:
    """Which mark lies under a point; the one painted last wins."""
    return next((place for place in reversed(range(len(marks))) if marks[place].area.contains(point)), None)


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where to draw, in device-independent pixels: paper scales its painter first, so that type keeps its proportions."""

    painter: QPainter
    rect: QRectF
    theme: Theme
    locale: QLocale

    def within(self, rect: QRectF) -> "Canvas":
        """The same painter on a part of the space."""
        return Canvas(self.painter, rect, self.theme, self.locale)

    def width_of(self, text: str, style: Type = Type.CAPTION) -> float:
        """Pixels that a text takes in one line."""
        return QFontMetricsF(font_of(style)).horizontalAdvance(text)

    def height_of(self, style: Type = Type.CAPTION) -> float:
        """Pixels of one line."""
        return QFontMetricsF(font_of(style)).height()

    def write(
        self,
        rect: QRectF,
        text: str,
        align: Align = Align.AlignLeft,
        colour: str | None = None,
        style: Type = Type.CAPTION,
    ) -> bool:
        """One line of text, elided where it does not fit; whether it was. Vertically in the middle of `rect`."""
        font = font_of(style)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour or self.theme.muted))
        self.painter.drawText(rect, int(align | Align.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        return shown != text

    def fill(self, rect: QRectF, colour: str | QColor, radius: float = 0.0) -> None:
        """A filled rectangle without border."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        if radius:
            self.painter.drawRoundedRect(rect, radius, radius)
        else:
            self.painter.drawRect(rect)

    def line(self, start: QPointF, end: QPointF, colour: str, width: float = 1.0, dashed: bool = False) -> None:
        """A straight line."""
        pen = QPen(QColor(colour), width)
        if dashed:
            pen.setDashPattern([4, 3])
        self.painter.setPen(pen)
        self.painter.drawLine(start, end)

    def outline(self, area: QPainterPath) -> None:
        """Show that a mark is pointed at or chosen by keyboard."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(QColor(self.theme.text), 1.5))
        self.painter.drawPath(area)

    def value(self, value: float, figure: Figure) -> str:
        """A value as it is written here."""
        return written(self.locale, value, figure)


class Chart(Protocol):
    """Frozen data that can be painted; painting answers with the marks, in reading order, so nothing is measured twice."""

    @property
    def title(self) -> str:
        """What the chart shows, in the window's language: heading of a copy, name for screen readers."""

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw; `lit` is the place of the mark to highlight."""


def mixed(front: str, back: str, share: float) -> str:
    """A colour between two: `share` 1 is `front`, 0 is `back`."""
    one, other = QColor(front), QColor(back)
    return QColor.fromRgbF(
        other.redF() + (one.redF() - other.redF()) * share,
        other.greenF() + (one.greenF() - other.greenF()) * share,
        other.blueF() + (one.blueF() - other.blueF()) * share,
    ).name()


def faded(colour: str, theme: Theme, share: float) -> str:
    """A colour mixed with the surface: `share` 1 is the colour itself. Opaque, so that print shows it alike."""
    return mixed(colour, theme.surface, share)


def paint_legend(canvas: Canvas, entries: Sequence[tuple[str, str]]) -> float:
    """Names and colours in lines from the top of the canvas; returns the height taken."""
    if not entries:
        return 0.0
    swatch, gap, line = 10.0, SPACE[3], canvas.height_of() + SPACE[0]
    across, down = canvas.rect.left(), canvas.rect.top()
    for name, colour in entries:
        width = min(swatch + 6 + canvas.width_of(name), canvas.rect.width())
        if across + width > canvas.rect.right() and across > canvas.rect.left():
            across, down = canvas.rect.left(), down + line
        canvas.fill(QRectF(across, down + (line - swatch) / 2, swatch, swatch), colour, 2)
        canvas.write(QRectF(across + swatch + 6, down, width - swatch - 6, line), name)
        across += width + gap
    return down + line - canvas.rect.top() + SPACE[0]
