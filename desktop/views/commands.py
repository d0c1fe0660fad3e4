"""What a person can do, each with a title, a menu and a shortcut: menus, toolbar buttons and the command palette share it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from planner.domain.messages import Message, message


class Menu(Enum):
    """The menus of the window, in their order."""

    FILE = message("&File")
    EDIT = message("&Edit")
    VIEW = message("&View")
    PLAN = message("&Plan")
    CUSTOMERS = message("&Customers")
    MAP = message("&Map")
    TEAM = message("&Team")
    HELP = message("&Help")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `id` is stable (`week.reoptimise`), `shortcut` as QKeySequence reads it (portable text, "" = none).

    `run` is called without arguments, by menu, shortcut and palette alike. `enabled` is asked whenever a menu opens and when the
    page says so. `everywhere`: the shortcut works on every page; else only while the command's page is shown.
    """

    id: str
    title: Message
    menu: Menu
    run: Callable[[], None]
    shortcut: str = ""
    enabled: Callable[[], bool] = lambda: True
    checked: Callable[[], bool] | None = None
    everywhere: bool = False
