"""Write down what is in force, and bring an earlier alignment back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from db.store import Books, Store
from desktop.usecases.align_case import load_ground
from planner.alignment.accounts import Account, make_accounts
from planner.domain.alignment import AlignmentId, AlignmentStatus, AnswerFigures, Holding, Proposal
from planner.domain.people import CustomerId, RepId
from planner.domain.territory import AlignmentRequest, WhatIf
from planner.domain.units import Month

UNMEASURED = AnswerFigures("by hand", 0.0, 0.0, 0.0, 0.0, 0, 0.0, 0, None, 0)


def snapshot(store: Store, month: Month, country: str, at: datetime) -> AlignmentId:
    """Write down who looks after whom today."""
    with store.write() as books:
        return books.alignments.save(present_state(books, month, country, at), at, AlignmentStatus.RECORDED)


def present_state(books: Books, month: Month, country: str, at: datetime) -> Proposal:
    """What is in force, hospital by hospital and rep by rep; accounts of nobody are left out."""
    ground = load_ground(books, month, country)
    request = AlignmentRequest(month, kind=WhatIf.SNAPSHOT, only_vacant=True)
    accounts = make_accounts(ground.landscape, request)
    held = tuple(_holding(each, each.today) for each in accounts if each.today is not None)
    return Proposal(f"snapshot {at.date()}", request, held, UNMEASURED, ground.district.data_version)


def _holding(account: Account, rep: RepId) -> Holding:
    return Holding(
        unit=account.id,
        name=account.name,
        hospital=account.hospital,
        department=account.department,
        customers=account.customers,
        before=rep,
        rep=rep,
        workload=account.workload,
        potential=account.potential,
        visits=account.visits,
        days=account.days,
        people=account.people,
        equity=account.equity,
    )


def restore(store: Store, id: AlignmentId, at: datetime) -> AlignmentId:
    """A new alignment, approved and not yet published, in which everybody has what that one gave them."""
    with store.write() as books:
        earlier = books.alignments.get(id).proposal
        now = {each.id: each.rep for each in books.customers.all()}
        held = tuple(replace(each, before=_present(each, now)) for each in earlier.holdings)
        moved = [each for each in held if each.moves]
        figures = replace(
            UNMEASURED,
            moved_units=len(moved),
            moved_equity=round(sum(each.equity_with(each.before) for each in moved), 3),
        )
        # Who was to leave, to join or to work less stays as it is now: only customers change hands.
        request = replace(earlier.request, kind=WhatIf.RESTORE, leaving=(), joining=(), shares=())
        title = f"restore {id}: {earlier.title}"
        made = Proposal(title, request, held, figures, books.data_version(), id)
        return books.alignments.save(made, at, AlignmentStatus.APPROVED, f"restored from {id}")


def _present(holding: Holding, now: Mapping[CustomerId, RepId | None]) -> RepId | None:
    """Who looks after most of a unit's customers now."""
    reps = Counter(now[each] for each in holding.customers if each in now)
    return max(reps, key=lambda rep: (reps[rep], str(rep)), default=None)
