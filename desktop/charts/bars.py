"""Upright bars: side by side or one on the other, with what is asked for as a line across."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop.charts.axis import ValueAxis, foot_of, value_axis, write_below
from desktop.charts.canvas import Align, Canvas, Mark, box, faded, paint_legend
from desktop.theme.tokens import SPACE
from desktop.viewmodels.wording import Figure


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One value per category; None = nothing to show there. `colour` as `#rrggbb`."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Categories along the foot. `targets` (one per category, None = none asked) are drawn as a line across the bars.

    `keys` tell what a category stands for when it is chosen; `hints` are added to its tooltips. Where `idle`, nothing was to be
    expected: the place is shaded, so that an empty one does not look like a failure.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    figure: Figure = Figure.WHOLE
    stacked: bool = False
    targets: tuple[float | None, ...] = ()
    target_name: str = ""
    keys: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    idle: tuple[bool, ...] = ()
    legend: bool = True

    def paint(self, canvas: Canvas, lit: int | None = None) -> tuple[Mark, ...]:
        """Draw the bars; the marks are the bars, category by category."""
        taken = paint_legend(canvas, self._legend(canvas)) if self.legend else 0.0
        below = canvas.within(canvas.rect.adjusted(0, taken, 0, 0))
        axis = value_axis(below, self._highest(), self.figure, foot_of(below))
        room = axis.plot.width() / max(1, len(self.categories))
        centres = [axis.plot.left() + room * (place + 0.5) for place in range(len(self.categories))]
        write_below(below, axis.plot, centres, self.categories)
        marks: list[Mark] = []
        bars: list[QRectF] = []
        for place, centre in enumerate(centres):
            if self.idle and self.idle[place]:
                shade = QRectF(centre - room / 2, axis.plot.top(), room, axis.plot.height())
                below.fill(shade, faded(canvas.theme.line, canvas.theme, 0.35))
                marks.append(box(shade, self._idle_hint(place)))
            for area, colour, hint in self._bars(below, axis, place, centre, room):
                bars.append(area)
                highlighted = lit == len(marks)
                below.fill(area, colour, min(2.0, area.width() / 4))
                marks.append(box(area.adjusted(-1, -2, 1, 0), hint, self.keys[place] if self.keys else ""))
                if highlighted:
                    below.outline(marks[-1].area)
            self._draw_target(below, axis, place, centre, room)
        self._write_values(below, axis, bars)
        return tuple(marks)

    def _highest(self) -> float:
        columns = [[series.values[place] or 0.0 for series in self.series] for place in range(len(self.categories))]
        tops = [sum(column) if self.stacked else max(column, default=0.0) for column in columns]
        return max([*tops, *(target or 0.0 for target in self.targets)], default=0.0)

    def _legend(self, canvas: Canvas) -> list[tuple[str, str]]:
        named = [(each.name, self._colour(canvas, each)) for each in self.series if each.name]
        return [*named, (self.target_name, canvas.theme.text)] if self.target_name and any(self.targets) else named

    def _colour(self, canvas: Canvas, series: BarSeries) -> str:
        return faded(series.colour, canvas.theme, 0.4) if series.faint else series.colour

    def _bars(self, canvas: Canvas, axis: ValueAxis, place: int, centre: float, room: float) -> Iterator[tuple[QRectF, str, str]]:
        beside = 1 if self.stacked else len(self.series)
        width = min(36.0 * beside, room * 0.72) / beside
        floor = 0.0
        for number, series in enumerate(self.series):
            value = series.values[place]
            if value is None:
                continue
            low = floor if self.stacked else 0.0
            floor = low + value
            left = centre - width * beside / 2 + (0 if self.stacked else number * width)
            top, bottom = axis.height(low + value), axis.height(low)
            area = QRectF(left + 0.5, top, max(1.0, width - 1), max(0.0, bottom - top))
            yield area, self._colour(canvas, series), self._hint(canvas, place, series.name, value)

    def _hint(self, canvas: Canvas, place: int, name: str, value: float) -> str:
        lines = [self.categories[place], " ".join(part for part in (name, canvas.value(value, self.figure)) if part)]
        target = self.targets[place] if self.targets else None
        if target is not None and self.target_name:
            lines.append(f"{self.target_name} {canvas.value(target, self.figure)}")
        return "\n".join([*lines, *((self.hints[place],) if self.hints and self.hints[place] else ())])

    def _idle_hint(self, place: int) -> str:
        return "\n".join(part for part in (self.categories[place], *self.hints[place : place + 1]) if part)

    def _draw_target(self, canvas: Canvas, axis: ValueAxis, place: int, centre: float, room: float) -> None:
        target = self.targets[place] if self.targets else None
        if target is not None:
            y, reach = axis.height(target), room * (0.5 if len(set(self.targets)) == 1 else 0.42)
            canvas.line(QPointF(centre - reach, y), QPointF(centre + reach, y), canvas.theme.text, 1.5)

    def _write_values(self, canvas: Canvas, axis: ValueAxis, bars: list[QRectF]) -> None:
        """Values above bars of one series, when all of them find room; none is crossed by the line of its target."""
        known = [place for place, value in enumerate(self.series[0].values) if value is not None] if len(self.series) == 1 else []
        texts = [canvas.value(self.series[0].values[place] or 0.0, self.figure) for place in known]
        room = canvas.rect.width() / max(1, len(self.categories))
        if not known or max(canvas.width_of(text) for text in texts) + SPACE[0] > room:
            return
        tall = canvas.height_of()
        for place, area, text in zip(known, bars, texts, strict=True):
            target = self.targets[place] if self.targets else None
            line = axis.height(target) if target is not None else area.top()
            bottom = line - 1 if area.top() - tall - 1 <= line <= area.top() + 2 else area.top() - 1
            canvas.write(
                QRectF(area.center().x() - room / 2, bottom - tall, room, tall), text, Align.AlignHCenter, canvas.theme.text
            )
