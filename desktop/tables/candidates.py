"""The customers who may be added to the week, as a searchable list model."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from desktop.usecases.edit_week import Candidate
from planner.domain.people import CustomerId

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-roundwise-customers"


class CandidateRole(IntEnum):
    """What a row holds beside its name."""

    CANDIDATE = Qt.ItemDataRole.UserRole + 1


class CandidateModel(QAbstractListModel):
    """Rows in the order given, less those that do not hold every word searched for in name, hospital or tier."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Candidate, ...] = ()
        self._keys: list[str] = []
        self._rows: list[int] = []
        self._words: tuple[str, ...] = ()
        self._only_missing = False

    def show_candidates(self, candidates: Sequence[Candidate], keys: Sequence[str]) -> None:
        """Other customers; `keys` are what each is found by."""
        if tuple(candidates) == self._all:
            return
        self.beginResetModel()
        self._all, self._keys = tuple(candidates), [key.casefold() for key in keys]
        self._rows = self._found()
        self.endResetModel()

    def search(self, text: str, *, only_missing: bool = False) -> None:
        """Narrow the list down."""
        self.beginResetModel()
        self._words, self._only_missing = tuple(text.casefold().split()), only_missing
        self._rows = self._found()
        self.endResetModel()

    def _found(self) -> list[int]:
        return [
            n
            for n, key in enumerate(self._keys)
            if all(word in key for word in self._words) and (not self._only_missing or self._all[n].missing)
        ]

    def candidate(self, row: int) -> Candidate:
        """The customer of a row."""
        return self._all[self._rows[row]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        each = self.candidate(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{each.name} {each.segment} {each.hospital}"
        return each if role == CandidateRole.CANDIDATE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged; the list is short, a rep's customers of one month."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        chosen = [self.candidate(each.row()) for each in indexes]
        return payload_of([each.customer for each in chosen], "\n".join(each.name for each in chosen))


def payload_of(customers: Sequence[CustomerId], text: str) -> QMimeData:
    """Customers to be dropped on the board; elsewhere their names as text."""
    data = QMimeData()
    data.setData(MIME, "\n".join(customers).encode())
    data.setText(text)
    return data


def customers_in(data: QMimeData) -> tuple[CustomerId, ...]:
    """The customers of a drag; none when it carries something else."""
    if not data.hasFormat(MIME):
        return ()
    return tuple(CustomerId(each) for each in bytes(data.data(MIME).data()).decode().split("\n") if each)
