"""The picture of potential and support on the screen: borders are dragged, fields clicked, customers circled."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.charts.canvas import Canvas
from desktop.charts.ratingcloud import Borders, CloudScale, CloudTexts, dots, fields, paint_cloud, scale_of, tinted
from desktop.usecases.preview_thresholds import RatedCrowd
from desktop.views.context import Context
from planner.domain.messages import message
from planner.domain.people import CustomerId, SegmentId

_NEAR = 7.0
_CLICK = 5.0
_TIERS = "ABCD"
_KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class CloudView(QWidget):
    """`borders_moved(Borders)` while a border is dragged, `field_chosen(str)` on a click, `circled(frozenset[CustomerId])` when
    a line was drawn around customers. Arrow keys move the borders, with Shift by ten."""

    borders_moved = Signal(object)
    field_chosen = Signal(str)
    circled = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._crowd: RatedCrowd | None = None
        self._borders: Borders | None = None
        self._extent = (1.0, 1.0)
        self._counts: Mapping[SegmentId, int] = {}
        self._masks: dict[str, QImage] = {}
        self._lit: str | None = None
        self._dragged: str | None = None
        self._line: list[QPointF] = []
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(context.say(message("Picture of potential and support")))

    def show_crowd(self, crowd: RatedCrowd, borders: Borders) -> None:
        """Show other customers."""
        self._crowd, self._borders, self._masks = crowd, borders, {}
        self._extent = crowd.extent
        self._fixed = scale_of(QRectF(self.rect()), self._extent, borders)
        self.update()

    def show_borders(self, borders: Borders, counts: Mapping[SegmentId, int], lit: str | None) -> None:
        """Move the borders, with what each field then holds."""
        self._borders, self._counts, self._lit = borders, counts, lit
        texts = ", ".join(f"{tier} {counts.get(SegmentId(tier), 0)}" for tier in _TIERS)
        self.setAccessibleDescription(texts)
        self.update()

    @property
    def scale(self) -> CloudScale | None:
        """How values lie on the widget; it holds still while a border is dragged."""
        if self._crowd is None or self._borders is None:
            return None
        return self._fixed

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(280, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._masks = {}
        if self._borders is not None:
            self._fixed = scale_of(QRectF(self.rect()), self._extent, self._borders)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        scale, borders = self.scale, self._borders
        if scale is None or borders is None:
            return
        context = self._context
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), context.theme, context.session.locale)
        paint_cloud(canvas, scale, borders, masks=self._dots(scale), texts=self._texts(), lit=self._lit)
        if len(self._line) > 1:
            painter.setPen(QPen(QColor(context.theme.accent), 2))
            painter.setBrush(QColor(context.theme.soft) if len(self._line) > 2 else Qt.BrushStyle.NoBrush)
            painter.setOpacity(0.6)
            painter.drawPolygon(QPolygonF(self._line))
        if self.hasFocus():
            painter.setOpacity(1)
            painter.setPen(QPen(QColor(context.theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _texts(self) -> CloudTexts:
        say, locale = self._context.say, self._context.session.locale
        return CloudTexts(
            potential=say(message("Potential: prescriptions of the market a month")),
            support=say(message("Support: our prescriptions a month")),
            fields={tier: f"{tier}  {locale.toString(self._counts.get(SegmentId(tier), 0))}" for tier in _TIERS},
        )

    def _dots(self, scale: CloudScale) -> dict[str, QImage]:
        if not self._masks and self._crowd is not None:
            roots = [each.roots for each in self._crowd.points]
            mask = dots(roots, scale, self.size(), self.devicePixelRatioF())
            self._masks = {tier: tinted(mask, self._context.theme.tier(tier)) for tier in _TIERS}
        return self._masks

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton and self.scale is not None:
            self._dragged = self._border_at(event.position())
            self._line = [] if self._dragged else [event.position()]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        point = event.position()
        if self._dragged is not None:
            self._drag(point)
        elif self._line:
            self._line.append(point)
            self.update()
        else:
            self._point_at(self._border_at(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        line, self._line, self._dragged = self._line, [], None
        self.update()
        if len(line) > 2 and _length(line) > _CLICK:
            self._circle(QPolygonF(line))
        elif line:
            self._choose(line[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        move, borders = _KEYS.get(Qt.Key(event.key())), self._borders
        if move is None or borders is None:
            super().keyPressEvent(event)
            return
        step = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        support = borders.support if borders.support is None else max(0.0, borders.support + move[1] * step)
        self.borders_moved.emit(Borders(max(0.0, borders.potential + move[0] * step), support, borders.share))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.update()

    def _border_at(self, point: QPointF) -> str | None:
        scale, borders = self.scale, self._borders
        if scale is None or borders is None:
            return None
        if abs(point.x() - scale.across(borders.potential)) <= _NEAR:
            return "potential"
        if borders.support is not None and abs(point.y() - scale.up(borders.support)) <= _NEAR:
            return "support"
        return None

    def _point_at(self, border: str | None) -> None:
        shapes = {"potential": Qt.CursorShape.SplitHCursor, "support": Qt.CursorShape.SplitVCursor}
        self.setCursor(shapes.get(border or "", Qt.CursorShape.CrossCursor))

    def _drag(self, point: QPointF) -> None:
        scale, borders = self.scale, self._borders
        if scale is None or borders is None:
            return
        if self._dragged == "potential":
            moved = Borders(float(round(scale.potential_at(point.x()))), borders.support, borders.share)
        else:
            moved = Borders(borders.potential, float(round(scale.support_at(point.y()))), borders.share)
        self.borders_moved.emit(moved)

    def _choose(self, point: QPointF) -> None:
        scale, borders = self.scale, self._borders
        if scale is not None and borders is not None:
            for tier, area in fields(scale, borders).items():
                if area.contains(point):
                    self.field_chosen.emit(tier)
                    return

    def _circle(self, around: QPolygonF) -> None:
        """Who lies inside; the box around the line is asked first, because it is cheap."""
        scale, crowd = self.scale, self._crowd
        if scale is None or crowd is None:
            return
        box = around.boundingRect()
        least, most = scale.potential_at(box.left()), scale.potential_at(box.right())
        low, high = scale.support_at(box.bottom()), scale.support_at(box.top())
        rightmost = box.right() >= scale.plot.right()
        topmost = box.top() <= scale.plot.top()
        found: set[CustomerId] = set()
        for each in crowd.points:
            near = least <= each.potential and (each.potential <= most or rightmost)
            support = max(0.0, each.support)
            if near and low <= support and (support <= high or topmost):
                at = QPointF(scale.across(each.potential), scale.up(support))
                if around.containsPoint(at, Qt.FillRule.OddEvenFill):
                    found.add(each.customer)
        self.circled.emit(frozenset(found))


def _length(line: list[QPointF]) -> float:
    return max((point - line[0]).manhattanLength() for point in line)
