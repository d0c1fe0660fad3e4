"""The territories page: alignments, the map to draw on, and beside it balance, reps, questions, answers and the way to force."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_question import Ask
from desktop.viewmodels.alignruns import align_run
from desktop.viewmodels.territories import territories_model
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.page import Page
from desktop.views.territories.answers import AnswersPane
from desktop.views.territories.balance import BalancePane
from desktop.views.territories.commands import commands_of
from desktop.views.territories.deeds import Deeds
from desktop.views.territories.figures import kpis_of
from desktop.views.territories.flow import FlowPane
from desktop.views.territories.maps import MapSide
from desktop.views.territories.painting import Hand
from desktop.views.territories.people import PeoplePane
from desktop.views.territories.reasons import Reasons
from desktop.views.territories.scenarios import ScenarioList
from desktop.views.territories.shaping import colours_of
from desktop.views.territories.toolbar import TerritoryBar
from desktop.views.territories.whatif import WhatIfPane
from desktop.views.territories.words import title_text
from desktop.views.widgets.kpi import KpiStrip
from planner.domain.messages import Message, message
from planner.errors import AlignmentError


class TerritoriesPage(Page):
    """Opens on what is in force today."""

    name = "territories"
    title = message("Territories")
    icon = "territories"
    watches = Changes.ALIGNMENTS | Changes.PEOPLE | Changes.PLACES | Changes.POLICY | Changes.CALLS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model, self.run = territories_model(context.session), align_run(context.session)
        self.deeds = Deeds(context, self.model, self.run)
        self.colours: tuple[str, ...] = ()
        self.list = ScenarioList(context, self.write_down)
        self.bar = TerritoryBar(context)
        self.maps = MapSide(context)
        self.notes = context.label("", Type.CAPTION, "warning")
        self.notes.setWordWrap(True)
        self.figures = KpiStrip(context)
        self.tabs = QTabWidget()
        self.balance = BalancePane(context)
        self.people = PeoplePane(context)
        self.reasons = Reasons(context, self.model)
        self.whatif = WhatIfPane(context)
        self.answers = AnswersPane(context)
        self.flow = FlowPane(context)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        say = self.context.say
        self.panes: dict[str, QWidget] = {}
        for name, pane, text in (
            ("balance", self.balance, message("Balance")),
            ("people", self.people, message("Reps")),
            ("whatif", self.whatif, message("What if")),
            ("answers", self.answers, message("Compare")),
            ("flow", self.flow, message("Way")),
        ):
            self.panes[name] = pane
            self.tabs.addTab(pane, say(text))
        self.tabs.setMinimumWidth(416)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        for widget in (self.figures, self.notes, self.bar):
            column.addWidget(widget)
        column.addWidget(self.maps, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for place, each in enumerate((self.list, middle, self.tabs)):
            split.addWidget(each)
            split.setStretchFactor(place, (0, 3, 1)[place])
        split.setSizes([212, 520, 460])
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        whole.addWidget(split)

    def _connect(self) -> None:
        model = self.model
        model.loaded.connect(self._show)
        model.shown.connect(self._show_state)
        model.drawn.connect(self._show_drawing)
        model.refused.connect(self.show_error)
        self.tabs.currentChanged.connect(self._show_pane)
        self.run.changed.connect(lambda: self.whatif.show_run(self.run.state))
        self.list.chosen.connect(model.choose)
        self.list.asked.connect(lambda: self.show_pane("whatif"))
        self.bar.hand_chosen.connect(self.take_hand)
        self.bar.rep_chosen.connect(model.take_brush)
        self.bar.give_wanted.connect(self.give_marked)
        self.bar.lock_wanted.connect(self.lock_marked)
        self.list.compared.connect(lambda id, on: model.compare_with(id, on=on))
        self.maps.drawing.connect(model.preview)
        self.maps.given.connect(model.give)
        self.maps.marked.connect(model.mark)
        self.maps.picked.connect(lambda id: model.mark((id,)))
        self.maps.view.tool_taken.connect(lambda _: self.bar.show_hand(self.maps.view.hand))
        self.balance.rep_chosen.connect(model.take_brush)
        self.whatif.asked.connect(self.solve)
        self.whatif.stopped.connect(self.run.stop)
        self.whatif.middle_wanted.connect(lambda: self.whatif.take_middle(self.maps.view.centre))
        self.people.rep_chosen.connect(model.take_brush)
        self.people.account_chosen.connect(self.show_hospital)
        self.people.why_wanted.connect(self.reasons.ask)
        self.people.print_wanted.connect(lambda: self.reasons.ask_file(self))
        self.reasons.told.connect(self._show_pane)
        self.answers.chosen.connect(model.choose)
        self.answers.score_wanted.connect(self.deeds.score)
        self.deeds.scored.connect(self._show_pane)
        self.deeds.answered.connect(lambda: self.show_pane("answers"))
        self.deeds.sized.connect(self.whatif.show_curve)
        self.flow.challenges.challenged.connect(self.deeds.challenge)
        self.flow.challenges.answered.connect(self.deeds.answer)
        self.flow.step_wanted.connect(self.deeds.step)
        self.flow.published.connect(self.deeds.publish)
        self.flow.restored.connect(self.deeds.restore)

    # showing

    def reload(self) -> None:
        self.model.load()

    def _show(self) -> None:
        """Show what was read."""
        picture = self.model.state.picture
        if picture is None:
            self.show_empty(
                message("No territories yet"),
                message("Territories need reps and customers. Import them from files, or look around in the sample district."),
                (message("Import files"), lambda: self.context.navigation.page_wanted.emit("import")),
            )
            return
        self.colours = colours_of(self.context.theme, picture.desk.table)
        self.list.show_state(self.model.state)
        self.figures.show_figures(kpis_of(self.context, picture))
        notes = [picture.desk.trouble] if picture.desk.trouble else list(picture.desk.table.case.notes)
        self.notes.setText(" ".join(self.context.say(each) for each in notes))
        self.notes.setVisible(bool(notes))
        self.whatif.show_state(self.model.state)
        self.whatif.show_run(self.run.state)
        self.flow.challenges.show_state(self.model.state)
        self.flow.show_record(picture.desk.record, picture.handed, self.context.session.today())
        self.show_content()
        self._show_state()

    def _show_state(self) -> None:
        state = self.model.state
        if state.picture is None:
            return
        self.bar.show_state(state, self.colours)
        self.maps.show_state(state, self.colours, self._titles())
        self._show_pane()

    def _show_pane(self, *_: object) -> None:
        """Fill the pane that is seen; the others are filled when they are turned to."""
        state, pane = self.model.state, self.tabs.currentWidget()
        if pane is self.balance:
            self.balance.show_state(state, self.colours)
        elif pane is self.people:
            self.people.show_state(state, self.reasons.known())
        elif pane is self.answers:
            self.answers.show_state(state, self.deeds.known_score())

    def _show_drawing(self) -> None:
        self.balance.show_totals(self.model.state, self.colours)

    def _titles(self) -> tuple[str, str]:
        """What the two maps show."""
        picture = self.model.state.picture
        records = (None, None) if picture is None else (picture.desk.record, picture.other.record if picture.other else None)
        today = self.context.say(message("In force today"))
        one, other = (today if each is None else title_text(self.context, each.header.title) for each in records)
        return one, other

    def show_pane(self, name: str) -> None:
        """Turn to one of the panes beside the map."""
        self.tabs.setCurrentWidget(self.panes[name])

    # what a person does

    def take_hand(self, hand: Hand) -> None:
        """What a drag on the map does from now on."""
        self.maps.take_hand(hand)
        self.bar.show_hand(hand)
        if self.maps.view.gives:
            self.show_pane("balance")  # where the totals follow the hand

    def mark_in_sight(self) -> None:
        """Select every hospital that is seen."""
        self.take_hand(Hand.MARK)
        self.maps.view.select_in_sight()

    def give_marked(self) -> None:
        """Give the selected hospitals to the chosen rep."""
        self.model.give(self.model.state.marked)

    def lock_marked(self) -> None:
        """Lock or unlock the selected hospitals."""
        self.model.lock(self.model.state.marked)

    def step_rep(self, steps: int) -> None:
        """The next rep gets what is drawn."""
        desk = self.model.state.desk
        if desk is not None:
            ids = [each.id for each in desk.table.case.reps]
            place = ids.index(self.model.state.brush) if self.model.state.brush in ids else 0
            self.model.take_brush(ids[(place + steps) % len(ids)])

    def show_hospital(self, id: str) -> None:
        """Mark a hospital and bring it into sight."""
        self.model.mark((id,))
        self.maps.view.fit((id,))

    def ask(self, ask: Ask) -> None:
        """Turn to a question."""
        self.show_pane("whatif")
        self.whatif.choose(ask)

    def solve(self) -> None:
        """Solve the question as it stands in the form."""
        try:
            question = self.whatif.question(self.model.state)
        except AlignmentError as error:
            self.context.tell(error)
            return
        if question.ask is Ask.SIZING:
            self.show_pane("whatif")
        self.deeds.ask(question, self.whatif.order)

    def write_down(self) -> None:
        """Keep what is in force today."""
        self.deeds.write_down()

    def commands(self) -> Sequence[Command]:
        return commands_of(self)

    def further_commands(self, command: Callable[[str, Message, str, Callable[[], None]], Command]) -> Sequence[Command]:
        """Ways to the panes by key."""
        names = {
            "balance": message("Show the balance"),
            "people": message("Show what it means to each rep"),
            "whatif": message("Show the questions"),
            "answers": message("Show answers side by side"),
            "flow": message("Show the way"),
        }
        panes = (
            command(f"show-{name}", text, f"Ctrl+Alt+{place}", partial(self.show_pane, name))
            for place, (name, text) in enumerate(names.items(), 1)
        )
        return (
            *panes,
            command("why", message("Why are these accounts the rep's?"), "W", self.reasons.ask),
            command("print", message("Print the fairness sheet"), "", lambda: self.reasons.ask_file(self)),
            command("score", message("Score with the real planner"), "", self.deeds.score),
        )
