"""The bar over the map: find a hospital, choose a tool, switch layers."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QPushButton

from desktop.theme.tokens import SPACE
from desktop.views.context import Context
from desktop.views.map.search import HospitalSearch
from desktop.views.map.shaping import day_text
from desktop.views.map.tools import Tool
from planner.domain.messages import Message, message

_TOOLS: tuple[tuple[Tool, Message, Message], ...] = (
    (Tool.PAN, message("Move"), message("Drag to move the map (Esc)")),
    (Tool.LASSO, message("Lasso"), message("Draw around hospitals (L, or drag with Ctrl)")),
    (Tool.RECTANGLE, message("Rectangle"), message("Select in a rectangle (R, or drag with Shift)")),
)


class MapBar(QFrame):
    """`tool_chosen(Tool)`, `layers_changed` and `week_chosen`; the panel of basemaps is asked for with `basemaps`."""

    tool_chosen = Signal(object)
    layers_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._context = context
        self.search = HospitalSearch(context)
        self.tools = {tool: self._switch(title, hint) for tool, title, hint in _TOOLS}
        self._group = QButtonGroup(self)
        for tool, button in self.tools.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, tool=tool: self.tool_chosen.emit(tool))
        self.tools[Tool.PAN].setChecked(True)
        self.sites = self._switch(message("Show hospitals"), message("Hospitals by tiers"), self._tell)
        self.routes = self._switch(message("Show routes"), message("Routes by weekday"), self._tell)
        self.areas = self._switch(message("Show territories"), message("Outlines of the reps' hospitals"), self._tell)
        self.weeks = QComboBox()
        self.weeks.setAccessibleName(context.say(message("Which week's routes")))
        self.weeks.currentIndexChanged.connect(self._tell)
        self.unplaced = context.button(message("Without a place"), lambda: None, "quiet")
        self.basemaps = self._switch(message("Basemaps…"), message("What lies under everything"))
        self.sites.setChecked(True)
        self.routes.setChecked(True)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        row.setSpacing(SPACE[0])
        row.addWidget(self.search, 1)
        self.search.setMaximumWidth(280)
        row.addSpacing(SPACE[1])
        for button in self.tools.values():
            row.addWidget(button)
        row.addSpacing(SPACE[1])
        for widget in (self.sites, self.routes, self.weeks, self.areas):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.unplaced)
        row.addWidget(self.basemaps)

    def _switch(self, title: Message, hint: Message, run: Callable[..., None] | None = None) -> QPushButton:
        button = QPushButton(self._context.say(title))
        button.setCheckable(True)
        button.setToolTip(self._context.say(hint))
        if run is not None:
            button.toggled.connect(run)
        return button

    def _tell(self, *_: object) -> None:
        self.weeks.setEnabled(self.routes.isChecked())
        self.layers_changed.emit()

    @property
    def week(self) -> date | None:
        """The Monday of the week whose routes are shown; None = the whole month."""
        chosen = self.weeks.currentData()
        return chosen if isinstance(chosen, date) else None

    def offer_weeks(self, mondays: Sequence[date], today: date) -> None:
        """Offer these weeks and the whole month; the one chosen before stays, else today's, else the first."""
        before = self.weeks.currentData() if self.weeks.count() else None
        self.weeks.blockSignals(True)
        self.weeks.clear()
        self.weeks.addItem(self._context.say(message("Whole month")), None)
        for each in mondays:
            day = day_text(self._context, each)
            self.weeks.addItem(self._context.say(message("Week of {day}", day=day)), each)
        current = [each for each in mondays if each <= today]
        wanted = before if before in mondays else (current[-1] if current else next(iter(mondays), None))
        self.weeks.setCurrentIndex(mondays.index(wanted) + 1 if wanted in mondays else 0)
        self.weeks.blockSignals(False)

    def show_tool(self, tool: Tool) -> None:
        """Show which tool is in hand."""
        if tool in self.tools:
            self.tools[tool].setChecked(True)
