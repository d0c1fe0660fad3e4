"""Heat: the more, the deeper the colour. Helpers for every grid, a strip of days and a calendar of a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale, QPointF, QRectF

from desktop.charts.axis import write_below
from desktop.charts.canvas import Align, Canvas, Mark, box, mixed
from desktop.theme.tokens import SPACE, Theme
from desktop.viewmodels.wording import Figure, day_name


def heat_colour(theme: Theme, share: float | None) -> str:
    """The colour of a share 0..1 (more counts as 1) between the theme's steps; None = nothing there: the empty colour."""
    if share is None:
        return theme.heat[0]
    place = min(1.0, max(0.0, share)) * (len(theme.heat) - 1)
    low = min(int(place), len(theme.heat) - 2)
    return mixed(theme.heat[low + 1], theme.heat[low], place - low)


def share_of(value: float | None, highest: float) -> float | None:
    """A value as a share of the highest, for `heat_colour`."""
    return None if value is None else (value / highest if highest > 0 else 0.0)


@dataclass(frozen=True, slots=True)
class DayHeat:
    """One day: `value` None is no field day, then `kind` says in a word what it is instead."""

    day: date
    value: float | None
    kind: str = ""
    hint: str = ""


def hint_of(canvas: Canvas, each: DayHeat, figure: Figure, unit: str) -> str:
    """What a tooltip says of a day."""
    value = each.kind if each.value is None else " ".join((canvas.value(each.value, figure), unit)).strip()
    return "\n".join(part for part in (day_name(canvas.locale, each.day), value, each.hint) if part)


@dataclass(frozen=True, slots=True)
class HeatStrip:
    """Days side by side; `highest` is what counts as full (None = the highest value), `unit` follows values in tooltips."""

    title: str
    days: tuple[DayHeat, ...]
    highest: float | None = None
    figure: Figure = Figure.WHOLE
    unit: str = ""

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the strip; one mark per day."""
        most = most_of(self.days, self.highest)
        room = canvas.rect.width() / max(1, len(self.days))
        height = max(8.0, canvas.rect.height() - canvas.height_of() - SPACE[0])
        plot = QRectF(canvas.rect.left(), canvas.rect.top(), canvas.rect.width(), height)
        marks = []
        for place, each in enumerate(self.days):
            cell = QRectF(plot.left() + place * room, plot.top(), room, height)
            cell.adjust(1, 1, -1, -1)
            draw_day(canvas, cell, each, most)
            marks.append(box(cell, hint_of(canvas, each, self.figure, self.unit), each.day.isoformat()))
            if lit == place:
                canvas.outline(marks[-1].area)
        numbers = [str(each.day.day) for each in self.days]
        write_below(canvas, plot, [plot.left() + room * (place + 0.5) for place in range(len(self.days))], numbers)
        return tuple(marks)


@dataclass(frozen=True, slots=True)
class CalendarHeat:
    """The days of a month under their weekdays, Monday first."""

    title: str
    days: tuple[DayHeat, ...]
    highest: float | None = None
    figure: Figure = Figure.WHOLE
    unit: str = ""

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the calendar; one mark per day."""
        if not self.days:
            return ()
        head = canvas.height_of() + SPACE[0]
        offset = self.days[0].day.weekday()
        weeks = -(-(offset + len(self.days)) // 7)
        width, height = canvas.rect.width() / 7, max(1.0, (canvas.rect.height() - head) / weeks)
        for weekday in range(7):
            spot = QRectF(canvas.rect.left() + weekday * width, canvas.rect.top(), width, head - SPACE[0])
            canvas.write(spot, canvas.locale.dayName(weekday + 1, QLocale.FormatType.ShortFormat), Align.AlignHCenter)
        most = most_of(self.days, self.highest)
        marks = []
        for place, each in enumerate(self.days):
            week, weekday = divmod(offset + place, 7)
            left, top = canvas.rect.left() + weekday * width, canvas.rect.top() + head + week * height
            cell = QRectF(left + 1, top + 1, width - 2, height - 2)
            draw_day(canvas, cell, each, most)
            marks.append(box(cell, hint_of(canvas, each, self.figure, self.unit), each.day.isoformat()))
            colour = canvas.theme.muted if each.value is None else canvas.theme.on(heat_colour(canvas.theme, each.value / most))
            canvas.write(QRectF(left + 6, top + 4, width - 12, canvas.height_of()), str(each.day.day), colour=colour)
            if lit == place:
                canvas.outline(marks[-1].area)
        return tuple(marks)


def most_of(days: Sequence[DayHeat], highest: float | None) -> float:
    """What counts as full; never 0."""
    return highest or max((each.value or 0.0 for each in days), default=0.0) or 1.0


def draw_day(canvas: Canvas, cell: QRectF, each: DayHeat, most: float) -> None:
    """One day's cell: heat on a field day, idle otherwise."""
    if each.value is None:
        draw_idle(canvas, cell)
    else:
        canvas.fill(cell, heat_colour(canvas.theme, each.value / most), 3)


def draw_idle(canvas: Canvas, cell: QRectF) -> None:
    """A day that is no field day: empty, with a stroke through its middle, so that it does not look like no work done."""
    canvas.fill(cell, canvas.theme.raised, 3)
    reach = min(6.0, cell.width() / 4)
    middle = cell.center()
    canvas.line(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()), canvas.theme.line, 1.5)
