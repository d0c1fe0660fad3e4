"""Lock hospitals of an alignment with who has them in it, or take the locks away."""

from collections.abc import Collection
from dataclasses import replace

from planner.domain.alignment import Proposal
from planner.domain.places import HospitalId
from planner.domain.territory import Lock


def toggle_locks(proposal: Proposal, hospitals: Collection[HospitalId]) -> tuple[Proposal, int, bool]:
    """The proposal with these hospitals locked, or unlocked when all of them are; how many changed, and whether they are locked
    now. A hospital that several reps share is locked with the one who has the greatest workload there."""
    request, wanted = proposal.request, set(hospitals)
    locked = {each.hospital for each in request.locks if each.hospital is not None}
    if wanted <= locked:
        locks = tuple(each for each in request.locks if each.hospital not in wanted)
        return replace(proposal, request=replace(request, locks=locks)), len(wanted), False
    added = tuple(_lock(proposal, each) for each in sorted(wanted - locked))
    return replace(proposal, request=replace(request, locks=(*request.locks, *added))), len(added), True


def _lock(proposal: Proposal, hospital: HospitalId) -> Lock:
    there = [each for each in proposal.holdings if each.hospital == hospital]
    holder = max(there, key=lambda each: (each.workload, each.unit), default=None)
    return Lock(hospital=hospital, rep=None if holder is None else holder.rep)
