"""How a cell of the customer list is painted: one call per cell, because every call into Python costs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.tables.customers import CustomersTable
from desktop.theme.apply import font_of
from desktop.theme.tokens import SPACE, Theme, Type
from desktop.usecases.list_customers import CustomerLine
from desktop.usecases.order_customers import Column
from desktop.views.context import Context
from planner.domain.people import UNCLASSIFIED

BADGE = 20.0
"""Width and height of a tier's badge."""


GROUP = "N"
"""Stands for every group of non-prescribers; the role says which."""


def paint_badge(painter: QPainter, at: QPointF, tier: str, theme: Theme) -> None:
    """A tier as a letter on its colour, top left at `at`."""
    colour = theme.groups[0] if tier == GROUP else theme.tier(tier)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    place = QRectF(at.x(), at.y(), BADGE, BADGE)
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(QColor(theme.on(colour)))
    painter.setFont(font_of(Type.STRONG))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tier)


class CustomerCells(QStyledItemDelegate):
    """Names strong, tiers as badges, lateness in its colour; long texts elided, the whole in the tooltip."""

    def __init__(self, context: Context, table: CustomersTable) -> None:
        super().__init__()
        self._context = context
        self._table = table
        self._fonts = {style: (font_of(style), QFontMetricsF(font_of(style))) for style in (Type.BODY, Type.STRONG)}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, row = self._context.theme, index.row()
        if row >= self._table.rowCount():
            return
        line, column = self._table.line(row), Column(index.column())
        rect, state = option.rect, option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.soft))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5))
        inside = QRectF(rect).adjusted(SPACE[1], 0, -SPACE[1], 0)
        if column is Column.TIER:
            self._paint_tiers(painter, inside, line)
        else:
            self._paint_text(painter, inside, column, line)
        painter.restore()

    def _paint_tiers(self, painter: QPainter, inside: QRectF, line: CustomerLine) -> None:
        theme, across, top = self._context.theme, inside.left(), inside.center().y() - BADGE / 2 + 0.5
        if not line.tiers:
            if line.segment == UNCLASSIFIED:
                self._write(painter, inside, self._table.tiers(line), theme.warning)
            else:
                paint_badge(painter, QPointF(across, top), GROUP, theme)
            return
        for _, tier in line.tiers:
            if across + BADGE <= inside.right() + 1:
                paint_badge(painter, QPointF(across, top), tier, theme)
            across += BADGE + SPACE[0]

    def _paint_text(self, painter: QPainter, inside: QRectF, column: Column, line: CustomerLine) -> None:
        theme = self._context.theme
        tone = self._table.tone(column, line)
        colour = {"bad": theme.bad, "warning": theme.warning, "good": theme.good, "muted": theme.muted}.get(tone, theme.text)
        style = Type.STRONG if column is Column.NAME else Type.BODY
        self._write(painter, inside, self._table.text(column, line), colour, style)

    def _write(self, painter: QPainter, inside: QRectF, text: str, colour: str, style: Type = Type.BODY) -> None:
        if text:
            font, metrics = self._fonts[style]
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(80, ROW_HEIGHT)


ROW_HEIGHT = 32
