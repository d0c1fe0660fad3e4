"""All that is shown of an alignment: the desk with its figures, what it means to each rep, and the answers found with it."""

from dataclasses import dataclass

from db.mapping.alignments import AlignmentHeader
from db.store import Books
from desktop.usecases.align_desk import Desk, broken_limits, by_hand
from desktop.usecases.align_handed import Handed, handed_over_by
from desktop.usecases.align_history import Entry
from planner.alignment.proposal import figures_of
from planner.alignment.sheets import RepSheet, rep_sheets
from planner.domain.alignment import AnswerFigures
from planner.domain.violations import Violation


@dataclass(frozen=True, slots=True)
class Sibling:
    """One of several answers to the same question."""

    header: AlignmentHeader
    figures: AnswerFigures


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What was read. `figures`, `sheets` and `violations` are those of `desk`; `siblings` the answers found with it; `other` is
    laid beside it."""

    entries: tuple[Entry, ...]
    desk: Desk
    figures: AnswerFigures
    sheets: tuple[RepSheet, ...]
    violations: tuple[Violation, ...]
    handed: tuple[Handed, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    other: Desk | None = None
    other_figures: AnswerFigures | None = None


def picture_of(books: Books, entries: tuple[Entry, ...], desk: Desk, beside: Desk | None) -> Picture:
    """Measure what is not measured yet."""
    proposal = desk.proposal
    measured = by_hand(desk, "") if proposal is None or desk.trouble is not None else proposal
    reps = {each.id: each for each in desk.table.reps}
    return Picture(
        entries=entries,
        desk=desk,
        figures=measured.figures,
        sheets=rep_sheets(measured, reps),
        violations=broken_limits(desk),
        handed=() if desk.record is None else handed_over_by(books, desk.record),
        siblings=_siblings(books, entries, desk),
        other=beside,
        other_figures=None if beside is None else _figures(beside),
    )


def _figures(desk: Desk) -> AnswerFigures:
    if desk.proposal is not None:
        return desk.proposal.figures
    return figures_of(desk.table.case, desk.assignment, "", None, 0)


def _siblings(books: Books, entries: tuple[Entry, ...], desk: Desk) -> tuple[Sibling, ...]:
    """Answers that were saved together: their titles differ in the leaning only."""
    if desk.record is None:
        return ()
    header = desk.record.header
    stem = header.title.rpartition(": ")[0]
    found = [
        each.header
        for each in entries
        if stem and each.header.saved_at == header.saved_at and each.header.title.rpartition(": ")[0] == stem
    ]
    if len(found) < 2:
        return ()
    return tuple(Sibling(each, books.alignments.get(each.id).proposal.figures) for each in found)
