"""Tiers and groups as a row of small buttons that can be pressed together."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.views.context import Context
from planner.domain.messages import message
from planner.domain.people import UNCLASSIFIED, SegmentId


class SegmentChips(QWidget):
    """One button per tier, one for all groups, one for customers who have neither; none pressed means all."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._changed = changed
        self._buttons: dict[QToolButton, frozenset[SegmentId]] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)

    def show_segments(self, tiers: Sequence[SegmentId], groups: Iterable[SegmentId], checked: frozenset[SegmentId]) -> None:
        """Offer these tiers, the groups together, and the rest."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = {}
        say = self._context.say
        for tier in tiers:
            self._add(tier, frozenset({tier}), say(message("Tier {tier}", tier=tier)), self._context.theme.tier(tier))
        self._add("N", frozenset(groups), say(message("Groups of non-prescribers")), self._context.theme.groups[0])
        self._add("–", frozenset({UNCLASSIFIED}), say(message("Without tier or group")), self._context.theme.muted)
        self.check(checked)

    def _add(self, text: str, stands_for: frozenset[SegmentId], hint: str, colour: str) -> None:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        theme = self._context.theme
        button.setStyleSheet(
            f"QToolButton {{ color: {colour}; background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px;"
            f" min-width: 24px; min-height: 24px; font-weight: 600; padding: 1px; }}"
            f"QToolButton:hover, QToolButton:focus {{ border-color: {theme.accent}; }}"
            f"QToolButton:checked {{ background: {colour}; color: {theme.on(colour)}; border-color: {colour}; }}"
        )
        button.toggled.connect(lambda _: self._changed())
        self._buttons[button] = stands_for
        self._row.addWidget(button)

    def checked(self) -> frozenset[SegmentId]:
        """The segments of all pressed buttons."""
        return frozenset().union(*(segments for button, segments in self._buttons.items() if button.isChecked()))

    def check(self, wanted: frozenset[SegmentId]) -> None:
        """Press the buttons of these segments, without telling."""
        for button, segments in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(bool(segments) and segments <= wanted)

    def button(self, text: str) -> QToolButton:
        """The button of that letter. Raises StopIteration when there is none."""
        return next(each for each in self._buttons if each.text() == text)
