"""A product is launched and asks for more calls."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.messages import message
from planner.domain.people import SegmentId
from planner.domain.policy import Policy, SegmentKind
from planner.domain.products import Product
from planner.domain.territory import AlignmentRequest, Launch, WhatIf
from planner.errors import AlignmentError


def launch(
    request: AlignmentRequest, product: str, calls: float, tiers: Sequence[str], *, products: Sequence[Product], policy: Policy
) -> AlignmentRequest:
    """The request in which prescribers of the tiers get `calls` more a month for a product named by id or name.

    Raises AlignmentError for an unknown product or tier, and for a figure that cannot be meant.
    """
    found = next((each for each in products if product in (each.id, each.name)), None)
    if found is None:
        names = ", ".join(each.name for each in products)
        raise AlignmentError(
            message("There is no product {name}.", name=product), message("The products are: {names}.", names=names)
        )
    known = [each.id for each in policy.segments if each.kind is SegmentKind.TIER]
    for tier in tiers:
        if tier not in known:
            raise AlignmentError(
                message("{tier} is not a tier of the policy.", tier=tier),
                message("The tiers are: {names}.", names=", ".join(known)),
            )
    if not 0 < calls <= 31:
        raise AlignmentError(
            message("{calls} calls more a month cannot be meant.", calls=calls), message("Give a figure above 0 and up to 31.")
        )
    return replace(request, kind=WhatIf.LAUNCH, launch=Launch(found.id, calls, tuple(SegmentId(tier) for tier in tiers)))
