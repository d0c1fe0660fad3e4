"""The part of the world that is seen."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Sight:
    """A rectangle in world units, and pixels per unit."""

    area: QRectF
    scale: float

    def pixel(self, x: float, y: float) -> QPointF:
        """A world position in pixels from the left top corner of what is seen."""
        return QPointF((x - self.area.left()) * self.scale, (y - self.area.top()) * self.scale)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in world units."""
        return self.area.left(), self.area.top(), self.area.right(), self.area.bottom()
