"""The policy's figures as tables; a draft is checked while it is changed and written as a whole, with undo."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.policydraft import PolicyDraft
from desktop.viewmodels.valuefields import ValueField
from desktop.views.context import Context
from desktop.views.settings import policyfields as fields
from desktop.views.settings.valuetable import ValueTable
from planner.domain.messages import Message, message

Part = tuple[str, Message, Sequence[ValueField]]

POLICY_PARTS: tuple[Part, ...] = (
    ("segments", message("Tiers and groups: what they are owed"), fields.SEGMENTS),
    ("teams", message("Teams: calls a field day"), fields.TEAMS),
    ("thresholds", message("Tiers from potential and support"), fields.THRESHOLDS),
    ("spacing", message("Distance between calls on one customer"), fields.SPACING),
    ("weights", message("What the plan's goals cost"), fields.WEIGHTS),
    ("", message("The policy itself"), fields.GENERAL),
)
DAY_PARTS: tuple[Part, ...] = (("working_day", message("The ordinary working day"), fields.WORKING_DAY),)
TRAVEL_PARTS: tuple[Part, ...] = (
    ("travel", message("Travel between hospitals, where nobody measured it"), fields.REGIONS),
    ("arrival_minutes", message("On arrival at a hospital"), fields.ARRIVAL),
    ("walking", message("On foot inside a hospital"), fields.WALKING),
)


class PolicyPanel(QWidget):
    """Some parts of the policy, a note of what is wrong with the draft, and the buttons to write it or drop it."""

    def __init__(self, context: Context, draft: PolicyDraft, parts: Sequence[Part]) -> None:
        super().__init__()
        self._context = context
        self.draft = draft
        self._parts = parts
        self.tables: dict[str, ValueTable] = {}
        self.faults = context.label("", look="bad")
        self.faults.setWordWrap(True)
        self.save = context.button(message("Put in force"), self._write, "primary")
        self.drop = context.button(message("Drop the changes"), draft.drop)
        self._lay_out()
        draft.changed.connect(self.show_draft)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("policy")
        body.setStyleSheet("#policy { background: transparent; }")
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        for part, title, columns in self._parts:
            column.addWidget(self._context.label(title, Type.HEADING))
            table = ValueTable(self._context, columns, self._changer(part), self._context.say(title))
            self.tables[part] = table
            column.addWidget(table)
            column.addSpacing(SPACE[2])
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("look", "bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        row.addWidget(self.faults, 1)
        row.addWidget(self.drop)
        row.addWidget(self.save)
        return foot

    def _changer(self, part: str) -> Any:
        def change(values: tuple[Any, ...]) -> None:
            if not part:
                for field in fields.GENERAL:
                    self.draft.put(field.name, getattr(values[0], field.name))
            elif isinstance(getattr(self.draft.draft, part), tuple):
                self.draft.put(part, values)
            else:
                self.draft.put(part, values[0])

        return change

    def show_draft(self) -> None:
        """Show the draft and what is wrong with it."""
        policy = self.draft.draft
        for part, table in self.tables.items():
            value = policy if not part else getattr(policy, part)
            table.show_values(value if isinstance(value, tuple) else (value,))
        found = self.draft.faults
        shown = [self._context.say(each) for each in found[:3]]
        self.faults.setText("\n".join(shown))
        self.save.setEnabled(self.draft.dirty and not found)
        self.drop.setEnabled(self.draft.dirty)

    def _write(self) -> None:
        if self.draft.write():
            self._context.session.noted.emit(message("The policy is in force; undo takes it back."))
