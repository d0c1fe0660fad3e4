"""The settings page: one tab for each kind of setting."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from desktop.changes import Changes
from desktop.theme.tokens import SPACE
from desktop.viewmodels.policydraft import PolicyDraft
from desktop.views.commands import Command, Menu
from desktop.views.context import Context
from desktop.views.page import Page
from desktop.views.settings.calendar import HolidayPanel
from desktop.views.settings.general import GeneralPanel
from desktop.views.settings.policy import DAY_PARTS, POLICY_PARTS, TRAVEL_PARTS, PolicyPanel
from desktop.views.settings.team import TeamPanel
from planner.domain.messages import message

TABS = (
    message("Program"),
    message("Policy"),
    message("Team"),
    message("Working day"),
    message("Holidays"),
    message("Travel"),
)


class SettingsPage(Page):
    """Policy, team, calendar, travel and this program's own settings."""

    name = "settings"
    title = message("Settings")
    icon = "settings"
    watches = Changes.POLICY | Changes.PEOPLE | Changes.CALENDAR

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.draft = PolicyDraft(context.session, self)
        self.general = GeneralPanel(context)
        self.policy = PolicyPanel(context, self.draft, POLICY_PARTS)
        self.team = TeamPanel(context)
        self.day = PolicyPanel(context, self.draft, DAY_PARTS)
        self.holidays = HolidayPanel(context)
        self.travel = PolicyPanel(context, self.draft, TRAVEL_PARTS)
        self.tabs = QTabWidget()
        panels = (self.general, self.policy, self.team, self.day, self.holidays, self.travel)
        for title, panel in zip(TABS, panels, strict=True):
            self.tabs.addTab(panel, context.say(title))
        column = QVBoxLayout(self.content)
        column.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        column.addWidget(self.tabs)
        self.draft.changed.connect(self.show_content)

    def commands(self) -> Sequence[Command]:
        tabs = [
            Command(f"settings.{place}", title, Menu.VIEW, partial(self.tabs.setCurrentIndex, place), f"Alt+{place + 1}")
            for place, title in enumerate(TABS)
        ]
        return (*tabs, Command("settings.rep", message("Add a rep"), Menu.TEAM, self.team.add, "Ctrl+Shift+N"))

    def reload(self) -> None:
        if not self.draft.dirty:
            self.draft.read()
        self.team.read()
        self.holidays.read()
