"""One day of the calendar, painted: its number, its kind, and what it holds on the colour of its heat."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.theme.apply import font_of
from desktop.theme.tokens import RADIUS, SPACE, Theme, Type
from desktop.usecases.show_month import DayLoad, MonthDay
from desktop.viewmodels.month import Heat
from desktop.views.context import Context
from desktop.views.month.words import minutes, percent, tag_of
from planner.domain.calendar import DayKind
from planner.domain.messages import message

MUCH_TRAVEL = 0.5
"""The share of a day's hours on the road that is shown as full heat."""
IDLE = 0.4
"""Days with less of their hours used than this all look empty: the eye is needed for the rest."""
FULL_CALLS = 1.25
"""Calls for each of the target that are shown as full heat."""
LOW = 57
"""Cells lower than this leave the second line out."""


def heat_share(day: MonthDay, heat: Heat) -> float | None:
    """How hot a day is, 0..1; None when there is nothing to say."""
    load = day.load
    if load is None or (load.recorded and heat is not Heat.CALLS):
        return None
    match heat:
        case Heat.LOAD:
            return min(1.0, max(0.0, load.load - IDLE) / (1 - IDLE))
        case Heat.CALLS:
            return min(1.0, load.calls / (FULL_CALLS * load.target)) if load.target else float(load.calls > 0)
        case Heat.TRAVEL:
            return min(1.0, load.travel / (MUCH_TRAVEL * load.available)) if load.available else 0.0


def value_of(context: Context, day: MonthDay, heat: Heat) -> str:
    """What a day holds, in one short figure."""
    load = day.load
    if load is None or (load.recorded and heat is not Heat.CALLS):
        return ""
    match heat:
        case Heat.LOAD:
            return percent(context, load.load)
        case Heat.CALLS:
            return context.say(message("{calls:call|calls}", calls=load.calls))
        case Heat.TRAVEL:
            return context.say(message("{travel} min", travel=load.travel))


def colour_of(theme: Theme, share: float) -> str:
    """A step of the theme's heat."""
    steps = theme.heat
    return steps[min(len(steps) - 1, int(share * len(steps)))]


def paint_day(painter: QPainter, box: QRectF, context: Context, day: MonthDay, *, heat: Heat, chosen: bool, today: bool) -> None:
    """The day in its box; `chosen` and `today` are marked."""
    theme, share = context.theme, heat_share(day, heat)
    ground = colour_of(theme, share) if share is not None and day.kind is DayKind.FIELD else _ground(theme, day.kind)
    painter.setPen(QPen(QColor(theme.accent), 2) if chosen else QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    ink = theme.on(ground) if share is not None and day.kind is DayKind.FIELD else theme.text
    inner = box.adjusted(SPACE[1], SPACE[0] + 1, -SPACE[1], -SPACE[0] - 1)
    taken = _paint_number(painter, inner, theme, day, ink, today=today)
    _paint_tag(painter, inner.adjusted(taken, 0, 0, 0), context, day, ink)
    if day.load is not None:
        painter.setPen(QColor(ink))
        _paint_load(painter, inner, context, day, heat)


def _ground(theme: Theme, kind: DayKind) -> str:
    return theme.surface if kind is DayKind.FIELD else theme.window if kind is DayKind.REST else theme.raised


def _paint_number(painter: QPainter, inner: QRectF, theme: Theme, day: MonthDay, ink: str, *, today: bool) -> float:
    """The day of the month; today's in a filled disc. Returns the width taken."""
    painter.setFont(font_of(Type.STRONG))
    text, height = str(day.date.day), 20.0
    width = max(20.0, QFontMetricsF(painter.font()).horizontalAdvance(text) + SPACE[0]) if today else 20.0
    place = QRectF(inner.left(), inner.top(), width, height)
    colour = theme.muted if day.kind is DayKind.REST else ink
    if today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(place.adjusted(-2, -1, 0, 1))
        colour = theme.on_accent
        place.translate(-1, 0)
    painter.setPen(QColor(colour))
    alignment = Qt.AlignmentFlag.AlignHCenter if today else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, alignment | Qt.AlignmentFlag.AlignVCenter, text)
    return width + SPACE[0]


def _paint_tag(painter: QPainter, place: QRectF, context: Context, day: MonthDay, ink: str) -> None:
    tag = tag_of(context, day)
    if tag:
        painter.setFont(font_of(Type.CAPTION))
        painter.setPen(QColor(ink))
        shown = QFontMetricsF(painter.font()).elidedText(tag, Qt.TextElideMode.ElideRight, place.width())
        line = QRectF(place.left(), place.top(), place.width(), 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_load(painter: QPainter, inner: QRectF, context: Context, day: MonthDay, heat: Heat) -> None:
    """The figure that is looked at, and below it the two others, in the painter's pen."""
    low = inner.height() < LOW
    painter.setFont(font_of(Type.STRONG if low else Type.HEADING))
    foot = 0.0 if low else 16.0
    line = QRectF(inner.left(), inner.bottom() - foot - 22, inner.width(), 22)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line, flags, value_of(context, day, heat) or value_of(context, day, Heat.CALLS))
    if not low:
        painter.setFont(font_of(Type.CAPTION))
        others = " · ".join(filter(None, (value_of(context, day, each) for each in Heat if each is not heat)))
        others = others if value_of(context, day, heat) else context.say(message("recorded"))
        shown = QFontMetricsF(painter.font()).elidedText(others, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRectF(inner.left(), inner.bottom() - foot, inner.width(), foot), flags, shown)


def load_in_words(context: Context, load: DayLoad) -> str:
    """What a day holds, in full."""
    if load.recorded:
        return context.say(message("{calls:call|calls} recorded", calls=load.calls))
    return context.say(
        message(
            "{calls} of {target:call|calls} · {used} of {available} · {travel} on the road",
            calls=load.calls,
            target=load.target,
            used=minutes(load.minutes),
            available=minutes(load.available),
            travel=minutes(load.travel),
        )
    )
