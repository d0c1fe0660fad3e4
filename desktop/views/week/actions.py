"""All that can be done on the week page: menu, keys and the palette share it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.viewmodels.week import WeekModel
from desktop.viewmodels.weekadvice import WeekAdvice
from desktop.views.commands import Command, Menu
from desktop.views.week.board import Board
from desktop.views.week.steps import last_ref, next_ref
from planner.domain.commitments import PinKind
from planner.domain.messages import Message, message
from planner.month.hand.locks import CallRef


class WeekActions:
    """The commands of the page. `changes` edit the plan, `questions` ask about one call, `looks` only look elsewhere."""

    def __init__(self, board: Board, advice: WeekAdvice, show: Callable[[str], None]) -> None:
        self._board, self._advice, self._show = board, advice, show
        self.changes = self._changes()
        self.locks = self._locks()
        self.questions = self._questions()
        self.days = self._days()
        self.looks = self._looks()

    @property
    def model(self) -> WeekModel:
        return self._board.model

    @property
    def commands(self) -> Sequence[Command]:
        """Every command."""
        return (*self.looks, *self.changes, *self.locks, *self.questions, *self.days)

    def _chosen(self) -> bool:
        return bool(self.model.selection)

    def _one(self) -> CallRef | None:
        return last_ref(self.model)

    def _edit(self, id: str, title: Message, run: Callable[[], object], key: str = "") -> Command:
        return Command(f"week.{id}", title, Menu.PLAN, lambda: void(run), key, enabled=self._chosen)

    def _changes(self) -> tuple[Command, ...]:
        model = self.model
        return (
            self._edit("earlier", message("Move 15 minutes earlier"), lambda: self._carry(0, -15), "Alt+Up"),
            self._edit("later", message("Move 15 minutes later"), lambda: self._carry(0, 15), "Alt+Down"),
            self._edit("day-before", message("Move to the day before"), lambda: self._carry(-1, 0), "Alt+Left"),
            self._edit("day-after", message("Move to the day after"), lambda: self._carry(1, 0), "Alt+Right"),
            self._edit("remove", message("Take out of the plan"), model.remove, "Del"),
        )

    def _carry(self, days: int, minutes: int) -> None:
        if self.model.shift(days, minutes):
            one = self._one()
            if one is not None:
                if one.date not in self.model.dates:
                    self.model.show_week(one.date)
                self._board.reveal(one)

    def _locks(self) -> tuple[Command, ...]:
        model = self.model
        return (
            self._edit("lock-day", message("Lock to the day"), lambda: model.pin(PinKind.DAY), "P"),
            self._edit("lock-half", message("Lock to the half day"), lambda: model.pin(PinKind.HALF_DAY), "H"),
            self._edit("lock-time", message("Lock to the time"), lambda: model.pin(PinKind.TIME), "T"),
            self._edit("lock-order", message("Lock to the place in the order"), lambda: model.pin(PinKind.ORDER), "O"),
            self._edit("unlock", message("Unlock"), model.unpin, "U"),
        )

    def _questions(self) -> tuple[Command, ...]:
        advice = self._advice
        return (
            self._question("why-here", message("Why here?"), advice.ask_why_here, "W"),
            self._question("why-not-earlier", message("Why not earlier?"), advice.ask_why_not_earlier, "E"),
            self._question("slots", message("Best slots for this visit"), lambda ref: advice.ask_slots(ref.customer, ref), "B"),
            self._question("stand-bys", message("Stand-bys nearby"), advice.ask_stand_bys, "S"),
            self._question("not-there", message("Not there today"), advice.ask_stand_bys, "N"),
        )

    def _question(self, id: str, title: Message, ask: Callable[[CallRef], None], key: str) -> Command:
        def run() -> None:
            one = self._one()
            if one is not None:
                self._show("advice")
                ask(one)

        return self._edit(id, title, run, key)

    def _days(self) -> tuple[Command, ...]:
        return (
            self._edit("best-order", message("Best order for the day"), lambda: self._of_day(self.model.best_order), "D"),
            self._edit("close-gaps", message("Close the gaps of the day"), lambda: self._of_day(self.model.close_gaps), "G"),
        )

    def _of_day(self, run: Callable[..., bool]) -> None:
        one = self._one()
        if one is not None:
            run(one.date)

    def _looks(self) -> tuple[Command, ...]:
        model, show = self.model, self._show

        def look(id: str, title: Message, run: Callable[[], object], key: str, menu: Menu = Menu.VIEW) -> Command:
            return Command(f"week.{id}", title, menu, lambda: void(run), key)

        def optimise() -> None:
            show("changes")
            self._advice.reoptimise()

        return (
            look("previous", message("Previous week"), lambda: model.step(-1), "PgUp"),
            look("next", message("Next week"), lambda: model.step(1), "PgDown"),
            look("today", message("Today"), lambda: model.show_week(model.session.today()), "Home"),
            look("zoom-in", message("Hours larger"), lambda: self._board.zoom(1), "Ctrl++"),
            look("zoom-out", message("Hours smaller"), lambda: self._board.zoom(-1), "Ctrl+-"),
            look("add", message("Add a customer"), lambda: show("customers"), "Ins", Menu.PLAN),
            look("problems", message("Broken rules"), lambda: show("problems"), "R"),
            look("reoptimise", message("Re-optimise the rest"), optimise, "Ctrl+R", Menu.PLAN),
        )

    def fill(self, menu: QMenu) -> None:
        """The right click menu of the chosen calls."""
        say = self._board.context.say
        for number, group in enumerate((self.questions, self.changes, self.days)):
            if number:
                menu.addSeparator()
            target = menu
            for each in group:
                _add(target, say(each.title), each)
            if number == 1:
                locks = menu.addMenu(say(message("Lock")))
                for each in self.locks:
                    _add(locks, say(each.title), each)

    def popup(self, at: QPoint) -> QMenu:
        """Show the menu of the chosen calls at a point of the screen."""
        menu = QMenu(self._board)
        self.fill(menu)
        menu.popup(at)
        return menu

    def run_key(self, keys: QKeySequence) -> bool:
        """Do what a key stands for; False when it stands for nothing here."""
        for each in self.commands:
            if each.shortcut and QKeySequence(each.shortcut) == keys and each.enabled():
                each.run()
                return True
        return False

    def walk(self, columns: int, rows: int) -> None:
        """Choose the next call up, down, or on the day beside."""
        ref = next_ref(self.model, columns, rows)
        if ref is not None:
            self.model.select([ref])
            self._board.reveal(ref)


def void(run: Callable[[], object]) -> None:
    """Run what answers something that nobody asks for."""
    run()


def _add(menu: QMenu, title: str, command: Command) -> None:
    action = menu.addAction(title)
    action.setObjectName(command.id)
    action.setShortcut(QKeySequence(command.shortcut))
    action.setShortcutVisibleInContextMenu(True)
    action.setEnabled(command.enabled())
    action.triggered.connect(lambda _=False: command.run())
