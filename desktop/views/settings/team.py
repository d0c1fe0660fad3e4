"""The reps: names, teams, homes, hours. Every change is written at once, with undo."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.store import Books
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit import Edit, Rewrite, Shelf
from desktop.views.context import Context
from desktop.views.settings.policyfields import REPS
from desktop.views.settings.valuetable import ValueTable
from planner.domain.messages import message
from planner.domain.people import Rep, RepId, TeamId
from planner.domain.policy import Policy
from planner.errors import PlanningError
from planner.policy.lookup import team_named
from planner.policy.preset import preset


class TeamPanel(QWidget):
    """A table of reps and a button for one more."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reps: tuple[Rep, ...] = ()
        self._policy: Policy = preset()
        self.table = ValueTable(context, REPS, self._change, context.say(message("Reps")))
        self.nobody = context.label(message("There are no reps yet: add one, or import a list."), look="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        head = QHBoxLayout()
        head.addWidget(context.label(message("Reps"), Type.HEADING), 1)
        head.addWidget(context.button(message("Add a rep"), self.add))
        column.addLayout(head)
        column.addWidget(self.nobody)
        column.addWidget(self.table)
        column.addStretch()

    def read(self) -> None:
        """Show the reps as stored."""
        self._context.session.fetch(_load, self._show)

    def _show(self, found: tuple[tuple[Rep, ...], Policy]) -> None:
        self._reps, self._policy = found
        self.nobody.setVisible(not self._reps)
        self.table.setVisible(bool(self._reps))
        self.table.show_values(self._reps)

    def _change(self, values: tuple[Rep, ...]) -> None:
        pairs = [(old, new) for old, new in zip(self._reps, values, strict=True) if old != new]
        for old, new in pairs:
            try:
                self._require_team(new)
            except PlanningError as error:
                self._context.tell(error)
                self.table.show_values(self._reps)
                return
            title = message("Change {rep}", rep=new.name)
            if not self._context.session.commit(Edit(title, (Rewrite(Shelf.REPS, (old,), (new,)),))):
                self.read()

    def _require_team(self, rep: Rep) -> None:
        known = [team.id for team in self._policy.teams]
        if rep.team not in known:
            raise PlanningError(
                message("There is no team {team} in the policy.", team=rep.team),
                message("The teams are: {names}.", names=", ".join(known)),
            )

    def add(self) -> None:
        """A new rep in the first team, to be named and given a home."""
        name = self._context.say(message("New rep"))
        team = team_named(self._policy, self._policy.teams[0].id) or TeamId(self._policy.teams[0].id)
        rep = Rep(RepId(f"rep-{uuid4().hex[:8]}"), name, team)
        self._context.session.commit(Edit(message("Add a rep"), (Rewrite(Shelf.REPS, (), (rep,)),)))


def _load(books: Books) -> tuple[tuple[Rep, ...], Policy]:
    reps: Sequence[Rep] = books.reps.all()
    return tuple(sorted(reps, key=lambda rep: (not rep.active, rep.name, rep.id))), books.policies.current() or preset()
