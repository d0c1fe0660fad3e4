"""A rep joins: who gives what."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.messages import message
from planner.domain.people import Rep, RepId, TeamId
from planner.domain.places import Coordinate
from planner.domain.policy import Policy
from planner.domain.territory import AlignmentRequest, WhatIf
from planner.errors import AlignmentError


def split(request: AlignmentRequest, joining: Rep, known: Sequence[Rep], giving: Sequence[RepId] = ()) -> AlignmentRequest:
    """The request that makes a territory for a rep: one on record who has none yet, or one who is to come.

    `giving`: only they give something away; none = everybody may.
    """
    on_record = joining.id in {rep.id for rep in known}
    reps = request.reps
    if on_record and reps and joining.id not in reps:
        reps = (*reps, joining.id)
    return replace(
        request,
        kind=WhatIf.SPLIT,
        reps=reps,
        joining=request.joining if on_record else (*request.joining, joining),
        giving=tuple(giving),
    )


def new_rep(name: str, home: Coordinate, team: str | None, reps: Sequence[Rep], policy: Policy) -> Rep:
    """A rep who is to come: the team named, or the one that most reps are in. Raises AlignmentError for an unknown team."""
    if team is not None and team not in {each.id for each in policy.teams}:
        names = ", ".join(each.id for each in policy.teams)
        raise AlignmentError(message("There is no team {team}.", team=team), message("The teams are: {names}.", names=names))
    teams = [rep.team for rep in reps if rep.active]
    usual = max(sorted(set(teams)), key=teams.count, default=policy.teams[0].id)
    return Rep(RepId(f"new-{name}"), name, usual if team is None else TeamId(team), home=home)
