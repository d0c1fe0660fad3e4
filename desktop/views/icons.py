"""Line icons in the colour of the text beside them."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.theme.tokens import Theme

PIXELS = 24


@lru_cache(maxsize=256)
def icon(name: str, theme: Theme, checked: bool = False) -> QIcon:
    """An icon of `desktop/resources/icons`; `checked` gives it the accent while its button is down."""
    made = QIcon()
    made.addPixmap(_pixmap(name, theme.muted if checked else theme.text), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(_pixmap(name, theme.accent if checked else theme.text), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(_pixmap(name, theme.line), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: str) -> QPixmap:
    drawing = (files("desktop") / "resources" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    sharp = 2  # drawn at twice the size, for screens with small pixels
    pixmap = QPixmap(QSize(PIXELS, PIXELS) * sharp)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(sharp)
    return pixmap
