"""A picture to draw charts on, and what can be read off it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.charts.canvas import Canvas
from desktop.theme.tokens import Theme, theme_of

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


@contextmanager
def canvas_of(width: int = 600, height: int = 300, theme: Theme | None = None) -> Iterator[tuple[Canvas, QImage]]:
    """A canvas on a picture in the theme's surface colour."""
    look = theme or theme_of(False)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(look.surface))
    painter = QPainter(image)
    yield Canvas(painter, QRectF(0, 0, width, height), look, ENGLISH), image
    painter.end()


def colour_at(image: QImage, x: float, y: float) -> str:
    """The colour of one point as `#rrggbb`."""
    return image.pixelColor(round(x), round(y)).name()
