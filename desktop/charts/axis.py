"""Axes: round steps, and labels that never overlap."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop.charts.canvas import Align, Canvas
from desktop.theme.tokens import SPACE
from desktop.viewmodels.wording import Figure

LINE_EVERY = 36
"""Pixels between two grid lines, at least."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """From 0 at the bottom of `plot` to the last step at its top."""

    plot: QRectF
    steps: tuple[float, ...]

    def height(self, value: float) -> float:
        """Where a value lies, in pixels from the canvas's origin."""
        return self.plot.bottom() - self.plot.height() * min(1.0, max(0.0, value / self.steps[-1]))


def round_steps(highest: float, most: int, *, whole: bool = False) -> tuple[float, ...]:
    """0 and round steps (1, 2, 5 x 10^n) until `highest` is reached, at most `most` of them after 0."""
    if highest <= 0:
        return 0.0, 1.0
    least = highest / max(1, most)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= least * (1 - 1e-9))
    if whole:
        step = max(1.0, step)
    return tuple(step * place for place in range(math.ceil(highest / step - 1e-9) + 1))


def labels_that_fit(centres: Sequence[float], widths: Sequence[float], gap: float) -> tuple[int, ...]:
    """Which labels to show so that none touches another: every n-th with the smallest n that does it. `centres` ascend."""
    for every in range(1, len(centres) + 1):
        shown = tuple(range(0, len(centres), every))
        if all(
            centres[left] + widths[left] / 2 + gap <= centres[right] - widths[right] / 2
            for left, right in itertools.pairwise(shown)
        ):
            return shown
    return ()


def value_axis(canvas: Canvas, highest: float, figure: Figure, foot: float) -> ValueAxis:
    """Draw grid lines with their values at the left; the plot is what is left of the canvas above `foot` pixels."""
    space = canvas.rect
    half = canvas.height_of() / 2
    height = max(1.0, space.height() - foot - half)
    if figure is Figure.SHARE:
        steps: tuple[float, ...] = (0.0, 0.5, 1.0) if height < 4 * LINE_EVERY else (0.0, 0.25, 0.5, 0.75, 1.0)
    else:
        steps = round_steps(highest, max(1, int(height // LINE_EVERY)), whole=figure is Figure.WHOLE)
    labels = [canvas.value(step, figure) for step in steps]
    left = max(canvas.width_of(label) for label in labels) + SPACE[1]
    axis = ValueAxis(QRectF(space.left() + left, space.top() + half, max(1.0, space.width() - left), height), steps)
    for step, label in zip(steps, labels, strict=True):
        y = axis.height(step)
        canvas.line(QPointF(axis.plot.left(), y), QPointF(axis.plot.right(), y), canvas.theme.line)
        canvas.write(QRectF(space.left(), y - half, left - SPACE[1], 2 * half), label, Align.AlignRight)
    return axis


def foot_of(canvas: Canvas) -> float:
    """The height that labels below a plot take."""
    return canvas.height_of() + SPACE[0]


def write_below(canvas: Canvas, plot: QRectF, centres: Sequence[float], labels: Sequence[str]) -> tuple[QRectF, ...]:
    """Labels below a plot, each in the middle of its place; long ones are elided while enough of them is left to tell them
    apart, otherwise some are left out. Returns where they stand."""
    room = plot.width() / max(1, len(labels))
    most = room - SPACE[1] if room >= 52 else canvas.rect.width()
    widths = [min(min(canvas.width_of(label), most) + 1, canvas.rect.width()) for label in labels]
    low, high = min(plot.left(), canvas.rect.right() - max(widths, default=0.0)), canvas.rect.right()
    inside = [max(low + width / 2, min(high - width / 2, x)) for x, width in zip(centres, widths, strict=True)]
    placed = []
    for place in labels_that_fit(inside, widths, SPACE[0]):
        width = widths[place]
        spot = QRectF(inside[place] - width / 2, plot.bottom() + SPACE[0] / 2, width, canvas.height_of())
        canvas.write(spot, labels[place], Align.AlignHCenter)
        placed.append(spot)
    return tuple(placed)
