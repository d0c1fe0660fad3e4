"""Where a minute of a day lies on the board, and back."""

from dataclasses import dataclass, replace
from datetime import date

from desktop.usecases.edit_week import Sheet

GUTTER = 44
"""Width of the hours at the left, in device-independent pixels."""
LANE = 12
"""Width of the strip in which ways and waiting are drawn to scale, left of the visits."""
INSET = 4
ZOOMS = (1.0, 1.4, 1.8, 2.4, 3.2, 4.2)
"""Pixels per minute."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`pixels` per minute; the board shows `first` to `last` (minutes of the day, whole hours); `width` of a day's column."""

    pixels: float
    first: int
    last: int
    width: float
    columns: int

    def y(self, minute: float) -> float:
        return (minute - self.first) * self.pixels

    def minute(self, y: float) -> float:
        return self.first + y / self.pixels

    def x(self, column: int) -> float:
        return GUTTER + column * self.width

    def column(self, x: float) -> int:
        """The column at or nearest to an x."""
        return max(0, min(self.columns - 1, int((x - GUTTER) // self.width)))

    @property
    def height(self) -> float:
        return (self.last - self.first) * self.pixels

    def zoomed(self, steps: int) -> float:
        """The pixels per minute some zoom steps further."""
        nearest = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.pixels))
        return ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))]


def scale_of(sheet: Sheet, dates: tuple[date, ...], width: float, pixels: float) -> Scale:
    """A scale that holds every minute worked in these days."""
    days = [day for day in sheet.problem.days if day.date in dates]
    plans = [day for day in sheet.plan.days if day.date in dates and day.legs]
    starts = [*(day.hours.start for day in days), *(plan.legs[0].departure for plan in plans)]
    ends = [*(day.hours.end for day in days), *(plan.legs[-1].arrival for plan in plans)]
    first, last = min(starts, default=480) // 60 * 60, -(-max(ends, default=1080) // 60) * 60
    columns = max(1, len(dates))
    return Scale(pixels, first, min(1440, last), max(40.0, (width - GUTTER) / columns), columns)


def widened(scale: Scale, until: int) -> Scale:
    """The scale with later hours as well, for a preview that runs longer."""
    return scale if until <= scale.last else replace(scale, last=min(1440, -(-until // 60) * 60))
