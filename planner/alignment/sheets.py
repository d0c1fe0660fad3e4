"""What an alignment means to each rep: gained, kept, lost, and load against target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.alignment import Holding, Proposal
from planner.domain.people import Rep, RepId, SegmentId
from planner.domain.territory import UnitId


@dataclass(frozen=True, slots=True)
class RepSheet:
    """One rep: figures of a month before and after. `target` is the rep's share of all workload; equity is the rep's own."""

    rep: RepId
    share: float
    gained: tuple[UnitId, ...]
    kept: tuple[UnitId, ...]
    lost: tuple[UnitId, ...]
    workload_before: float
    workload: float
    target: float
    potential_before: float
    potential: float
    visits: float
    customers: int
    people: tuple[tuple[SegmentId, int], ...]
    equity_kept: float
    equity_lost: float

    @property
    def deviation(self) -> float:
        """Load over target - 1."""
        return self.workload / self.target - 1.0 if self.target else 0.0


def shares_of(proposal: Proposal, reps: Mapping[RepId, Rep]) -> dict[RepId, float]:
    """The share of a full week of everybody who holds something, held something, or joins."""
    asked = {each.rep: each.share for each in proposal.request.shares}
    reliefs = {each.rep: each.share for each in proposal.request.reliefs}
    people = {**reps, **{rep.id: rep for rep in proposal.request.joining}}
    named = [each for holding in proposal.holdings for each in (holding.before, holding.rep) if each is not None]
    named += [rep.id for rep in proposal.request.joining]
    leaving = set(proposal.request.leaving)
    found = sorted(set(named))

    def share_of(rep: RepId) -> float:
        if rep in leaving:
            return 0.0
        return asked.get(rep, people[rep].part_time if rep in people else 1.0) * reliefs.get(rep, 1.0)

    return {rep: share_of(rep) for rep in found}


def rep_sheets(proposal: Proposal, reps: Mapping[RepId, Rep]) -> tuple[RepSheet, ...]:
    """The sheet of every rep concerned, by id; `reps` are those on record."""
    shares = shares_of(proposal, reps)
    workload, full_time = sum(each.workload for each in proposal.holdings), sum(shares.values())
    return tuple(
        _sheet(rep, share, proposal.holdings, workload * share / full_time if full_time else 0.0) for rep, share in shares.items()
    )


def _sheet(rep: RepId, share: float, holdings: Sequence[Holding], target: float) -> RepSheet:
    now = [each for each in holdings if each.rep == rep]
    before = [each for each in holdings if each.before == rep]
    counts: dict[SegmentId, int] = {}
    for each in now:
        for segment, count in each.people:
            counts[segment] = counts.get(segment, 0) + count
    return RepSheet(
        rep=rep,
        share=share,
        gained=tuple(each.unit for each in now if each.before != rep),
        kept=tuple(each.unit for each in now if each.before == rep),
        lost=tuple(each.unit for each in before if each.rep != rep),
        workload_before=round(sum(each.workload for each in before), 2),
        workload=round(sum(each.workload for each in now), 2),
        target=round(target, 2),
        potential_before=round(sum(each.potential for each in before), 2),
        potential=round(sum(each.potential for each in now), 2),
        visits=round(sum(each.visits for each in now), 2),
        customers=sum(len(each.customers) for each in now),
        people=tuple(sorted(counts.items())),
        equity_kept=round(sum(each.equity_with(rep) for each in now), 3),
        equity_lost=round(sum(each.equity_with(rep) for each in holdings if each.rep != rep), 3),
    )
