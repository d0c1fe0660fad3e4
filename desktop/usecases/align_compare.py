"""Alignments side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.mapping.alignments import AlignmentHeader
from db.store import Store
from planner.alignment.sheets import RepSheet, rep_sheets
from planner.domain.alignment import AlignmentId, AnswerFigures, Proposal
from planner.domain.people import RepId


@dataclass(frozen=True, slots=True)
class Column:
    """One alignment of a comparison."""

    header: AlignmentHeader
    proposal: Proposal
    sheets: tuple[RepSheet, ...]

    @property
    def figures(self) -> AnswerFigures:
        return self.proposal.figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns in the order asked for; `names` of all their reps; `differing` are units that do not go to the same rep in all."""

    columns: tuple[Column, ...]
    names: dict[RepId, str]
    differing: tuple[str, ...]


def compare(store: Store, ids: Sequence[AlignmentId]) -> Comparison:
    """Read alignments by id, all in one state of the data. Raises the store's error for an unknown one."""
    with store.read() as books:
        records = [books.alignments.get(id) for id in ids]
        reps = {rep.id: rep for rep in books.reps.all()}
    columns = tuple(Column(each.header, each.proposal, rep_sheets(each.proposal, reps)) for each in records)
    joining = {rep.id: rep.name for each in records for rep in each.proposal.request.joining}
    given: dict[str, set[RepId | None]] = {}
    for each in records:
        for holding in each.proposal.holdings:
            given.setdefault(holding.unit, set()).add(holding.rep)
    names = {**joining, **{rep.id: rep.name for rep in reps.values()}}
    return Comparison(columns, names, tuple(sorted(unit for unit, found in given.items() if len(found) > 1)))
