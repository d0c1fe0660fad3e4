"""One saved alignment, with what it means to each rep and what it breaks by the data of now."""

from dataclasses import dataclass

from db.mapping.alignments import AlignmentRecord
from db.store import Store
from desktop.usecases.align_case import load_ground, measure_again
from desktop.usecases.district import find_reps
from planner.alignment.naming import in_words, names_of
from planner.alignment.sheets import RepSheet, rep_sheets
from planner.domain.alignment import AlignmentId
from planner.domain.messages import Message
from planner.domain.people import Rep, RepId
from planner.domain.territory import WhatIf
from planner.domain.violations import Violation
from planner.errors import AlignmentError


@dataclass(frozen=True, slots=True)
class Shown:
    """An alignment for people. `violations` is None when it cannot be measured by the data of now; `trouble` says why."""

    record: AlignmentRecord
    sheets: tuple[RepSheet, ...]
    names: dict[str, str]
    violations: tuple[Violation, ...] | None
    trouble: Message | None

    def named(self, sentence: Message) -> Message:
        """A sentence with names for ids."""
        return in_words(sentence, self.names)


def show(store: Store, id: AlignmentId, country: str) -> Shown:
    """Read one alignment. Raises the store's error for an unknown one."""
    with store.read() as books:
        record = books.alignments.get(id)
        reps = {rep.id: rep for rep in books.reps.all()}
        ground = load_ground(books, record.proposal.request.month, country)
    proposal = record.proposal
    names = {**{str(each.unit): each.name for each in proposal.holdings}, **_rep_names(reps, proposal.request.joining)}
    sheets = rep_sheets(proposal, reps)
    if proposal.request.kind in (WhatIf.SNAPSHOT, WhatIf.RESTORE):
        return Shown(record, sheets, names, (), None)
    try:
        measured = measure_again(ground, proposal)
    except AlignmentError as error:
        return Shown(record, sheets, names, None, error.problem)
    return Shown(record, sheets, {**names, **names_of(measured.case)}, measured.violations, None)


def _rep_names(reps: dict[RepId, Rep], joining: tuple[Rep, ...]) -> dict[str, str]:
    return {str(rep.id): rep.name for rep in (*reps.values(), *joining)}


def rep_named(store: Store, id: AlignmentId, name: str) -> RepId:
    """A rep of an alignment by name or id: on record, or one who joins with it. Raises PlanningError for an unknown name."""
    with store.read() as books:
        joining = books.alignments.get(id).proposal.request.joining
        (found,) = find_reps((*books.reps.all(), *joining), (name,))
    return found.id
