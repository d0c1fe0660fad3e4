"""Why is this account mine: the fairness sheet of one rep."""

from dataclasses import dataclass, replace

from db.store import Store
from desktop.usecases.align_case import load_ground, measure_again
from planner.alignment.fairness import Reason, fairness_sheet
from planner.alignment.naming import in_words, names_of
from planner.alignment.proposal import territory_index
from planner.alignment.sheets import RepSheet, rep_sheets
from planner.domain.alignment import AlignmentId
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.errors import AlignmentError


@dataclass(frozen=True, slots=True)
class FairnessSheet:
    """One rep's accounts with their reasons, beside the loads of everybody."""

    rep: RepId
    reasons: tuple[Reason, ...]
    everybody: tuple[RepSheet, ...]
    names: dict[str, str]


def fairness(store: Store, id: AlignmentId, rep: RepId, country: str) -> FairnessSheet:
    """The sheet of a rep who has a territory in an alignment. Raises AlignmentError for another one."""
    with store.read() as books:
        record = books.alignments.get(id)
        reps = {each.id: each for each in books.reps.all()}
        ground = load_ground(books, record.proposal.request.month, country)
    measured = measure_again(ground, record.proposal)
    case, names = measured.case, names_of(measured.case)
    try:
        territory = territory_index(case, rep)
    except KeyError:
        raise AlignmentError(
            message("{rep} has no territory in {alignment}.", rep=rep, alignment=id),
            message("The reps are: {names}.", names=", ".join(each.name for each in case.reps)),
        ) from None
    reasons = fairness_sheet(case, measured.assignment, territory)
    told = tuple(replace(each, breaks=None if each.breaks is None else in_words(each.breaks, names)) for each in reasons)
    return FairnessSheet(rep, told, rep_sheets(record.proposal, reps), names)
