"""A rep leaves: who takes over."""

from dataclasses import replace

from planner.domain.people import RepId
from planner.domain.territory import AlignmentRequest, WhatIf


def vacate(request: AlignmentRequest, rep: RepId, *, reshuffle: bool = False) -> AlignmentRequest:
    """The request that shares a rep's accounts out among the others; with `reshuffle` theirs may move as well."""
    reps = tuple(each for each in request.reps if each != rep)
    return replace(request, kind=WhatIf.VACANCY, reps=reps, leaving=(*request.leaving, rep), only_vacant=not reshuffle)
