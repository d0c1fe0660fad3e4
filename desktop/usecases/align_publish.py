"""Publish an approved alignment on a day: one transaction, with its undo, its snapshot, and the joint introduction visits."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from db.store import Books, Store
from desktop.usecases.align_carry_out import carry_out
from desktop.usecases.align_case import load_ground
from desktop.usecases.align_handover import handovers_of, introduce
from desktop.usecases.align_restore import present_state
from planner.alignment.handover import HandOver
from planner.alignment.publication import as_of, publication_of, require_step
from planner.domain.alignment import AlignmentId, AlignmentStatus, Proposal, Publication
from planner.domain.commitments import Appointment
from planner.domain.messages import message
from planner.domain.units import Month
from planner.errors import AlignmentError


@dataclass(frozen=True, slots=True)
class Published:
    """What was put in force. `handovers` are all customers who change hands, most equity at risk first; `unplaced` those whose
    introduction found no place; `carried_out`: the customers have their new reps already."""

    publication: Publication
    handovers: tuple[HandOver, ...]
    introductions: tuple[Appointment, ...]
    unplaced: tuple[HandOver, ...]
    carried_out: bool


def publish(store: Store, id: AlignmentId, effective: date, *, today: date, country: str, at: datetime) -> Published:
    """Put an alignment in force from a day on. Raises AlignmentError when it is not approved, or a later one waits already."""
    with store.write() as books:
        record = books.alignments.get(id)
        require_step(id, record.header.status, AlignmentStatus.PUBLISHED)
        _require_order(books, effective)
        before = present_state(books, record.proposal.request.month, country, at)
        books.alignments.save(before, at, AlignmentStatus.RECORDED, f"before {id}")
        changes = _changes(books, record.proposal, effective)
        books.reps.put([rep for rep in record.proposal.request.joining if rep.id in changes.joined])
        ground, leaving = load_ground(books, Month.of(max(today, effective)), country), record.proposal.request.leaving
        handovers = handovers_of(ground, changes, today if leaving else max(today, effective))
        made, left = introduce(books, ground, changes, handovers, leaving=leaving, today=today, country=country, id=id)
        books.appointments.put(made)
        changes = replace(changes, introductions=tuple(each.id for each in made))
        books.alignments.publish(id, changes, at)
        if effective <= today:
            carry_out(books, id, changes, at)
    return Published(changes, handovers, made, left, effective <= today)


def _changes(books: Books, proposal: Proposal, effective: date) -> Publication:
    """Against the district as it is going to be on the day, with what was published before carried out."""
    waiting = [each.publication for each in books.alignments.pending(effective) if each.publication is not None]
    customers, reps = as_of(books.customers.all(), books.reps.all(), waiting)
    return publication_of(proposal, customers, {rep.id: rep for rep in reps}, effective)


def _require_order(books: Books, effective: date) -> None:
    for each in books.alignments.headers():
        if each.status is AlignmentStatus.PUBLISHED and each.effective is not None and each.effective > effective:
            raise AlignmentError(
                message("{alignment} takes effect later, on {date}.", alignment=each.id, date=each.effective),
                message("Choose a later date, or take that alignment back first with align undo."),
            )
