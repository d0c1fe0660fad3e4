"""A policy being changed by hand: a draft that is checked as a whole and written only when it is sound."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.store import Books
from desktop.usecases.edit import Edit, PolicyRewrite
from desktop.viewmodels.session import Session
from planner.domain.messages import Message, message
from planner.domain.policy import Policy
from planner.policy.preset import preset
from planner.policy.validate import problems


class PolicyDraft(QObject):
    """`changed` whenever the draft, or what is stored, is another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.stored: Policy | None = None
        self.draft: Policy = preset()

    def read(self) -> None:
        """Take what is stored; a draft not yet written is thrown away."""
        self._session.fetch(_current, self._take)

    def _take(self, stored: Policy | None) -> None:
        self.stored = stored
        self.draft = stored or preset()
        self.changed.emit()

    @property
    def dirty(self) -> bool:
        """Whether something was changed and not written."""
        return self.draft != (self.stored or preset())

    @property
    def faults(self) -> tuple[Message, ...]:
        """What is wrong with the draft as a whole."""
        return problems(self.draft)

    def put(self, part: str, value: Any) -> None:
        """Replace a part of the policy: a figure, a nested value, or a whole list."""
        self.draft = replace(self.draft, **{part: value})
        self.changed.emit()

    def write(self) -> bool:
        """Write the draft, with undo; False while it has faults."""
        if self.faults or not self.dirty:
            return False
        return self._session.commit(Edit(message("Change the policy"), (PolicyRewrite(self.stored, self.draft),)))

    def drop(self) -> None:
        """Go back to what is stored."""
        self._take(self.stored)


def _current(books: Books) -> Policy | None:
    return books.policies.current()
