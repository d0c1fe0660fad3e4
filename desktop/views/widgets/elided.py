"""A line of text that ends in … where the room ends, and tells the whole of it in a tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel

LEAST = 36
"""Narrower says nothing."""


class ElidedLabel(QLabel):
    """Wants the width of its text and takes less."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(min(LEAST, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.is_elided else "")

    @property
    def is_elided(self) -> bool:
        """Whether some of the text is not shown."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        # Through the style, so that the colour is the style sheet's.
        self.style().drawItemText(painter, room, self.alignment(), self.palette(), self.isEnabled(), shown, self.foregroundRole())
        painter.end()
