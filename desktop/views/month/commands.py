"""What can be done on the month page, for menus, shortcuts and the palette."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop.viewmodels.month import Heat
from desktop.views.commands import Command, Menu
from planner.domain.calendar import DayKind
from planner.domain.messages import message

if TYPE_CHECKING:
    from desktop.views.month.page import MonthPage


def month_commands(page: "MonthPage") -> Sequence[Command]:
    """In the order of the menus."""
    return (*_planning(page), *_days(page), *_looks(page))


def _planning(page: "MonthPage") -> Sequence[Command]:
    return (
        Command("month.plan", message("Plan the month"), Menu.PLAN, page.plan, "Ctrl+Return", lambda: not page.run.state.running),
        Command(
            "month.plan_all",
            message("Plan all reps"),
            Menu.PLAN,
            page.plan_all,
            "Ctrl+Shift+Return",
            lambda: not page.run.state.running,
        ),
        Command(
            "month.stop", message("Stop and keep the best"), Menu.PLAN, page.run.stop, "Ctrl+.", lambda: page.run.state.running
        ),
        Command("month.explain", message("Why have calls no place?"), Menu.PLAN, page.explain, "Ctrl+Shift+W", page.can_ask),
        Command("month.prove", message("Prove how good the plan is"), Menu.PLAN, page.advice.prove, "Ctrl+Shift+G", page.can_ask),
        Command("month.publish", message("Put the plan in force"), Menu.PLAN, page.versions.publish_latest, "Ctrl+Shift+P"),
    )


def _days(page: "MonthPage") -> Sequence[Command]:
    enter = page.change_day
    return (
        Command("month.day.week", message("Open the week"), Menu.PLAN, page.open_week, "Ctrl+Shift+K"),
        Command("month.day.field", message("Make it a field day"), Menu.PLAN, partial(enter, DayKind.FIELD), "Ctrl+Shift+F"),
        Command("month.day.office", message("Make it an office day"), Menu.PLAN, partial(enter, DayKind.OFFICE), "Ctrl+Shift+O"),
        Command("month.day.leave", message("Make it leave"), Menu.PLAN, partial(enter, DayKind.LEAVE), "Ctrl+Shift+L"),
        Command("month.day.event", message("Make it a congress day"), Menu.PLAN, partial(enter, DayKind.EVENT), "Ctrl+Shift+E"),
        Command("month.day.usual", message("As usual again"), Menu.PLAN, partial(enter, None), "Ctrl+Shift+U"),
    )


def _looks(page: "MonthPage") -> Sequence[Command]:
    look, tab = page.look, page.show_tab

    def on(heat: Heat) -> bool:
        return page.model.state.heat is heat

    return (
        Command(
            "month.heat.load",
            message("Colour by working time"),
            Menu.VIEW,
            partial(look, Heat.LOAD),
            "Ctrl+Alt+1",
            checked=partial(on, Heat.LOAD),
        ),
        Command(
            "month.heat.calls",
            message("Colour by calls"),
            Menu.VIEW,
            partial(look, Heat.CALLS),
            "Ctrl+Alt+2",
            checked=partial(on, Heat.CALLS),
        ),
        Command(
            "month.heat.travel",
            message("Colour by travel"),
            Menu.VIEW,
            partial(look, Heat.TRAVEL),
            "Ctrl+Alt+3",
            checked=partial(on, Heat.TRAVEL),
        ),
        Command("month.tab.certificate", message("Show the certificate"), Menu.VIEW, partial(tab, 0), "Ctrl+Shift+C"),
        Command("month.tab.unplanned", message("Show calls without a place"), Menu.VIEW, partial(tab, 1), "Ctrl+Shift+N"),
        Command("month.tab.versions", message("Show the versions of the plan"), Menu.VIEW, partial(tab, 2), "Ctrl+Shift+V"),
    )
