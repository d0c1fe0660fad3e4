"""The pages of the window, in the order of the work; each is imported when it is first shown."""

import importlib
from dataclasses import dataclass

from desktop.views.context import Context
from desktop.views.page import Page
from planner.domain.messages import Message, message


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is found: `module:Class`. `apart` begins the lower group of the rail."""

    name: str
    title: Message
    where: str
    apart: bool = False

    def open(self, context: Context) -> Page:
        """Make the page."""
        module, _, name = self.where.partition(":")
        page = getattr(importlib.import_module(module), name)(context)
        assert isinstance(page, Page)
        return page


PLACES = (
    Place("week", message("Week"), "desktop.views.week.page:WeekPage"),
    Place("month", message("Month"), "desktop.views.month.page:MonthPage"),
    Place("customers", message("Customers"), "desktop.views.customers.page:CustomersPage"),
    Place("coverage", message("Coverage"), "desktop.views.coverage.page:CoveragePage"),
    Place("map", message("Map"), "desktop.views.map.page:MapPage"),
    Place("territories", message("Territories"), "desktop.views.territories.page:TerritoriesPage"),
    Place("team", message("Team"), "desktop.views.team.page:TeamPage"),
    Place("import", message("Import"), "desktop.views.importing.page:ImportPage", apart=True),
    Place("settings", message("Settings"), "desktop.views.settings.page:SettingsPage"),
)
