"""What ties accounts to reps and to each other: locks, qualifications, groups that stay together."""

from collections.abc import Sequence

from planner.alignment.accounts import Account, Landscape
from planner.domain.messages import message
from planner.domain.people import Rep, RepId
from planner.domain.territory import AlignmentRequest, Lock, Requirement, UnitId
from planner.errors import AlignmentError


def locked_reps(
    landscape: Landscape, request: AlignmentRequest, accounts: Sequence[Account], reps: Sequence[Rep]
) -> dict[UnitId, RepId]:
    """The rep to whom each locked account is tied. Raises AlignmentError when locks contradict each other or name somebody
    who takes no part."""
    found: dict[UnitId, RepId] = {
        account.id: account.today for account in accounts if account.stays and account.today is not None
    }
    names = {rep.id: rep.name for rep in landscape.reps}
    for lock in request.locks:
        for account in accounts:
            rep = (lock.rep or account.today) if is_meant(lock, account) else None
            if rep is None:
                continue
            if found.setdefault(account.id, rep) != rep:
                raise AlignmentError(
                    message(
                        "{unit} is locked to {rep} and to {other}.",
                        unit=account.name,
                        rep=names.get(found[account.id], found[account.id]),
                        other=names.get(rep, rep),
                    ),
                    message("Take one of the two locks away."),
                )
            _require_part(account, rep, reps, names.get(rep, rep))
    return found


def _require_part(account: Account, rep: RepId, reps: Sequence[Rep], name: str) -> None:
    if rep not in {each.id for each in reps}:
        raise AlignmentError(
            message("{unit} is locked to {rep}, who takes no part in this alignment.", unit=account.name, rep=name),
            message("Take the lock away, or let the rep take part."),
        )


def is_meant(lock: Lock, account: Account) -> bool:
    """Whether a lock is about an account. A lock on a hospital holds all its parts."""
    if lock.customer is not None:
        return account.id.endswith(f"/@{lock.customer}") or account.customers == (lock.customer,)
    if lock.department is not None:
        return account.department == lock.department
    return lock.hospital is not None and account.hospital == lock.hospital


def needs_of(landscape: Landscape, request: AlignmentRequest, accounts: Sequence[Account]) -> dict[UnitId, frozenset[str]]:
    """The qualifications that each account asks of its rep."""
    rated = {each.id: {rating.product for rating in each.ratings} for each in landscape.customers}

    def asks(requirement: Requirement, account: Account) -> bool:
        if requirement.product is not None:
            return any(requirement.product in rated.get(each, ()) for each in account.customers)
        if requirement.department is not None:
            return account.department == requirement.department
        return requirement.hospital == account.hospital

    found = {each.id: frozenset(one.qualification for one in request.requirements if asks(one, each)) for each in accounts}
    return {id: needs for id, needs in found.items() if needs}


def together_of(request: AlignmentRequest, accounts: Sequence[Account]) -> dict[UnitId, str]:
    """The name of the group of each account that is in one. Raises AlignmentError for a hospital in two groups.

    Accounts that may not move, and customers locked by name, stand outside of all groups.
    """
    named: dict[str, str] = {}
    for group in request.together:
        for hospital in group.hospitals:
            if named.setdefault(hospital, group.name) != group.name:
                raise AlignmentError(
                    message("{hospital} stands in the groups {group} and {other}.",
                            hospital=hospital, group=named[hospital], other=group.name),
                    message("Make one group of the two, or take the hospital out of one."),
                )  # fmt: skip
    return {
        each.id: named[each.hospital] for each in accounts if each.hospital in named and not each.stays and "/@" not in each.id
    }
