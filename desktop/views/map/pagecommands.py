"""What can be done on the map page, by menu, key and palette."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from desktop.views.commands import Command, Menu
from desktop.views.map.tools import Tool
from planner.domain.messages import Message, message

if TYPE_CHECKING:
    from desktop.views.map.page import MapPage


def commands_of(page: "MapPage") -> Sequence[Command]:
    """All commands of the page; keys that move the map (arrows, +, -, Home, Esc) belong to the map itself."""
    view, bar = page.view, page.bar

    def command(id: str, title: Message, shortcut: str, run: Callable[[], None]) -> Command:
        return Command(f"map.{id}", title, Menu.MAP, run, shortcut)

    def switch(id: str, title: Message, shortcut: str, button: QAbstractButton) -> Command:
        return Command(f"map.{id}", title, Menu.MAP, button.toggle, shortcut, checked=button.isChecked)

    return (
        command("find", message("Find a hospital on the map"), "Ctrl+F", bar.search.setFocus),
        command("fit", message("Show the whole map"), "Ctrl+0", view.fit),
        command("nearer", message("Nearer"), "", lambda: view.zoom_by(1.0)),
        command("farther", message("Farther"), "", lambda: view.zoom_by(-1.0)),
        command("move", message("Move the map"), "M", lambda: view.take_tool(Tool.PAN)),
        command("lasso", message("Select with the lasso"), "L", lambda: view.take_tool(Tool.LASSO)),
        command("rectangle", message("Select in a rectangle"), "R", lambda: view.take_tool(Tool.RECTANGLE)),
        command("sight", message("Select all hospitals in sight"), "A", view.select_in_sight),
        command("previous", message("Previous hospital"), "Shift+F3", lambda: view.step_selection(-1)),
        command("next", message("Next hospital"), "F3", lambda: view.step_selection(1)),
        switch("hospitals", message("Show hospitals"), "H", bar.sites),
        switch("routes", message("Show routes"), "T", bar.routes),
        switch("territories", message("Show territories"), "G", bar.areas),
        switch("basemaps", message("Basemaps…"), "B", bar.basemaps),
        command("add", message("Add a map file…"), "", page.basemaps.ask_file),
    )
