"""A rep is going to work another part of the week."""

from dataclasses import replace

from planner.domain.people import RepId
from planner.domain.territory import AlignmentRequest, Share, WhatIf


def change_share(request: AlignmentRequest, rep: RepId, share: float) -> AlignmentRequest:
    """The request in which a rep carries `share` (above 0, up to 1) of a full-time load."""
    others = tuple(each for each in request.shares if each.rep != rep)
    return replace(request, kind=WhatIf.PART_TIME, shares=(*others, Share(rep, share)))
