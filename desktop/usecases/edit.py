"""A change made by hand, kept with what was there before, so that it can be taken back and made again."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from db.store import Books, Store
from desktop.changes import Changes
from planner.domain.alignment import AlignmentId, AlignmentStatus, Proposal
from planner.domain.messages import Message, message
from planner.domain.people import RepId
from planner.domain.plan import MonthPlan, PlanId
from planner.domain.policy import Policy
from planner.domain.units import Month
from planner.errors import PlanningError


class EditConflictError(PlanningError):
    """What an edit would change is no longer what it was when the edit was made."""


MANY = 50
"""So many values are compared with all that is stored at once rather than one by one."""


class Shelf(StrEnum):
    """The repositories whose values may be edited, by their name in `Books`."""

    PRODUCTS = "products"
    HOSPITALS = "hospitals"
    DEPARTMENTS = "departments"
    REPS = "reps"
    CUSTOMERS = "customers"
    CALENDAR = "calendar"
    CALLS = "calls"
    APPOINTMENTS = "appointments"
    PINS = "pins"
    MEASURED = "measured"


_CHANGES = {
    Shelf.PRODUCTS: Changes.PEOPLE,
    Shelf.HOSPITALS: Changes.PLACES,
    Shelf.DEPARTMENTS: Changes.PLACES,
    Shelf.REPS: Changes.PEOPLE,
    Shelf.CUSTOMERS: Changes.PEOPLE,
    Shelf.CALENDAR: Changes.CALENDAR,
    Shelf.CALLS: Changes.CALLS,
    Shelf.APPOINTMENTS: Changes.COMMITMENTS,
    Shelf.PINS: Changes.COMMITMENTS,
    Shelf.MEASURED: Changes.TRAVEL,
}


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Values of one shelf as they were and as they shall be: one that is only in `after` is new, only in `before` removed."""

    shelf: Shelf
    before: tuple[Any, ...]
    after: tuple[Any, ...]

    @property
    def changes(self) -> Changes:
        return _CHANGES[self.shelf]

    def turned(self) -> "Rewrite":
        """The way back."""
        return Rewrite(self.shelf, self.after, self.before)

    def apply(self, books: Books, at: datetime) -> None:
        """Write `after` where `before` stands. Raises EditConflictError when something else stands there."""
        shelf = getattr(books, self.shelf.value)
        known = {shelf.id_of(value): value for value in self.before}
        wanted = {shelf.id_of(value): value for value in self.after}
        touched = {**known, **wanted}
        many = len(touched) > MANY
        stored = {shelf.id_of(value): value for value in shelf.all()} if many else {}
        for id in touched:
            if (stored.get(id) if many else shelf.get(id)) != known.get(id):
                raise _conflict()
        shelf.remove([id for id in known if id not in wanted])
        shelf.put([value for id, value in wanted.items() if value != known.get(id)])


@dataclass(frozen=True, slots=True)
class PlanRewrite:
    """The latest plan of a rep's month as it was and as it shall be. A draft that a hand edit replaces is not kept, unless
    `keeps_draft`: a plan made anew stands beside it in the list of versions."""

    rep: RepId
    month: Month
    before: MonthPlan | None
    after: MonthPlan | None
    keeps_draft: bool = False

    @property
    def changes(self) -> Changes:
        return Changes.PLANS

    def turned(self) -> "PlanRewrite":
        """The way back."""
        return PlanRewrite(self.rep, self.month, self.after, self.before)

    def apply(self, books: Books, at: datetime) -> None:
        """Save `after` as the latest plan. Raises EditConflictError when another plan was saved meanwhile."""
        if not same_plan(books.plans.latest(self.rep, self.month), self.before):
            raise _conflict()
        headers = books.plans.headers(self.rep, self.month)
        if headers and not headers[-1].published and not self.keeps_draft:
            books.plans.remove([headers[-1].id])
        if self.after is not None and not same_plan(books.plans.latest(self.rep, self.month), self.after):
            books.plans.save(self.after, at)


def same_plan(one: MonthPlan | None, other: MonthPlan | None) -> bool:
    """Whether two plans are equal but for what was proven of them since."""
    if one is None or other is None:
        return one is other
    return replace(one, lower_bound=None, proof=None) == replace(other, lower_bound=None, proof=None)


@dataclass(frozen=True, slots=True)
class PublicationRewrite:
    """Which plan of a rep's month is in force, before and after; None = none. Raises the store's error for an unknown plan."""

    rep: RepId
    month: Month
    before: PlanId | None
    after: PlanId | None

    @property
    def changes(self) -> Changes:
        return Changes.PLANS

    def turned(self) -> "PublicationRewrite":
        """The way back."""
        return PublicationRewrite(self.rep, self.month, self.after, self.before)

    def apply(self, books: Books, at: datetime) -> None:
        """Put `after` in force instead of `before`. Raises EditConflictError when another plan is in force."""
        headers = books.plans.headers(self.rep, self.month)
        if next((each.id for each in headers if each.published), None) != self.before:
            raise _conflict()
        if self.after is not None:
            books.plans.publish(self.after)
        elif self.before is not None:
            books.plans.withdraw(self.before)


@dataclass(frozen=True, slots=True)
class PolicyRewrite:
    """The policy as it was (None = the preset) and as it shall be; each saving has a version of its own."""

    before: Policy | None
    after: Policy

    @property
    def changes(self) -> Changes:
        return Changes.POLICY

    def turned(self) -> "PolicyRewrite":
        """The way back; where there was none before, the edited one stays in force as it is."""
        return PolicyRewrite(self.after, self.before or self.after)

    def apply(self, books: Books, at: datetime) -> None:
        """Save `after` as the current policy."""
        books.policies.save(self.after)


@dataclass(frozen=True, slots=True)
class AlignmentRewrite:
    """A saved alignment as it was and as it shall be after a move by hand; `note` is written into its history."""

    id: AlignmentId
    before: Proposal
    after: Proposal
    note: str = ""

    @property
    def changes(self) -> Changes:
        return Changes.ALIGNMENTS

    def turned(self) -> "AlignmentRewrite":
        """The way back."""
        return AlignmentRewrite(self.id, self.after, self.before, self.note)

    def apply(self, books: Books, at: datetime) -> None:
        """Write `after` in the place of `before`. Raises EditConflictError when something else stands there, or reps have seen
        it through already."""
        record = books.alignments.get(self.id)
        open_to_change = record.header.status in (AlignmentStatus.DRAFT, AlignmentStatus.SHARED)
        if not open_to_change or record.proposal != self.before:
            raise _conflict()
        books.alignments.rewrite(self.id, self.after)
        books.alignments.note(self.id, "moved by hand", at, self.note)


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing a person did; `title` is what undo and redo call it."""

    title: Message
    rewrites: tuple[Rewrite | PlanRewrite | PublicationRewrite | PolicyRewrite | AlignmentRewrite, ...]

    @property
    def size(self) -> int:
        """How many values it writes: big edits are written in the background."""
        whole = sum(len(each.after.holdings) for each in self.rewrites if isinstance(each, AlignmentRewrite))
        return whole + sum(len(each.before) + len(each.after) for each in self.rewrites if isinstance(each, Rewrite))

    @property
    def changes(self) -> Changes:
        """What the edit touches."""
        touched = Changes.NOTHING
        for each in self.rewrites:
            touched |= each.changes
        return touched

    def turned(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.title, tuple(each.turned() for each in reversed(self.rewrites)))


def apply_edit(store: Store, edit: Edit, at: datetime) -> None:
    """Write an edit in one transaction; to take one back, apply `edit.turned()`. Raises EditConflictError, then nothing is
    written."""
    with store.write() as books:
        for each in edit.rewrites:
            each.apply(books, at)


def _conflict() -> EditConflictError:
    return EditConflictError(
        message("This was changed elsewhere in the meantime, so nothing was written."),
        message("Look at how it stands now, then make the change again."),
    )
