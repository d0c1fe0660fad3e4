"""What can be done on the territories page, by menu, key and palette."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.usecases.align_question import Ask
from desktop.views.commands import Command, Menu
from desktop.views.territories.painting import Hand
from desktop.views.territories.whatfields import TITLES
from planner.domain.messages import Message, message

if TYPE_CHECKING:
    from desktop.views.territories.page import TerritoriesPage


def commands_of(page: "TerritoriesPage") -> Sequence[Command]:
    """All commands of the page; arrows, +, -, Home and Esc belong to the map."""
    view = page.maps.view

    def command(id: str, title: Message, shortcut: str, run: Callable[[], None]) -> Command:
        return Command(f"territories.{id}", title, Menu.TEAM, run, shortcut, lambda: page.model.state.picture is not None)

    return (
        command("move", message("Move the map"), "M", lambda: page.take_hand(Hand.MOVE)),
        command("select", message("Select with the lasso"), "S", lambda: page.take_hand(Hand.MARK)),
        command("lasso", message("Give with the lasso"), "L", lambda: page.take_hand(Hand.LASSO)),
        command("paint", message("Give with the brush"), "P", lambda: page.take_hand(Hand.PAINT)),
        command("sight", message("Select all hospitals in sight"), "A", page.mark_in_sight),
        command("previous", message("Previous hospital"), "Shift+F3", lambda: view.step_selection(-1)),
        command("next", message("Next hospital"), "F3", lambda: view.step_selection(1)),
        command("give", message("Give the selected hospitals to the chosen rep"), "G", page.give_marked),
        command("lock", message("Lock or unlock the selected hospitals"), "K", page.lock_marked),
        command("rep-next", message("Next rep gets what is drawn"), "]", lambda: page.step_rep(1)),
        command("rep-previous", message("Previous rep gets what is drawn"), "[", lambda: page.step_rep(-1)),
        command("fit", message("Show the whole map"), "Ctrl+0", view.fit),
        command("older", message("Older alignment"), "Alt+Down", lambda: page.list.step(1)),
        command("newer", message("Newer alignment"), "Alt+Up", lambda: page.list.step(-1)),
        command("solve", message("Solve the question"), "Ctrl+Return", page.solve),
        command("stop", message("Stop and keep the best"), "", page.run.stop),
        *(
            command(f"ask-{ask.value}", TITLES[ask], f"Alt+{place}", lambda ask=ask: page.ask(ask))  # type: ignore[misc]
            for place, ask in enumerate(Ask, 1)
        ),
        command("write-down", message("Write down today's"), "", page.write_down),
        command("share", message("Share with the reps"), "", page.flow.share.click),
        command("close-review", message("Close the review"), "", page.flow.review.click),
        command("approve", message("Approve"), "", page.flow.approve.click),
        command("publish", message("Publish"), "", page.flow.publish.click),
        command("take-back", message("Take back"), "", page.flow.undo.click),
        command("restore", message("Bring this one back"), "", page.flow.restore.click),
        *page.further_commands(command),
    )
