"""Differences between two plans as the command line shows them."""

from collections.abc import Sequence

from desktop.cli.screen import Document, Screen
from desktop.usecases.situation import Situation
from planner.domain.messages import message
from planner.domain.units import clock
from planner.month.repair.differences import Difference, DifferenceKind, Spot

KINDS = {
    DifferenceKind.MOVED: message("moved"),
    DifferenceKind.ADDED: message("added"),
    DifferenceKind.DROPPED: message("dropped"),
    DifferenceKind.REORDERED: message("other times"),
}


def show_differences(screen: Screen, situation: Situation, differences: Sequence[Difference]) -> None:
    """A numbered table: what changes, from where to where, and why."""
    screen.table(
        (message("No."), message("Change"), message("Customer"), message("From"), message("To"), message("Because")),
        [
            (
                each.number,
                KINDS[each.kind],
                None if each.customer is None else situation.name(each.customer),
                spot_text(each.before),
                spot_text(each.after),
                situation.named(each.cause),
            )
            for each in differences
        ],
    )


def spot_text(spot: Spot | None) -> str | None:
    """Date and time of a call."""
    return None if spot is None else f"{spot.date.isoformat()} {clock(spot.start)}"


def difference_document(screen: Screen, situation: Situation, each: Difference) -> dict[str, Document]:
    """One difference for machines."""
    return {
        "number": each.number,
        "kind": str(each.kind),
        "customer": each.customer,
        "before": _spot_document(each.before),
        "after": _spot_document(each.after),
        "forced": each.forced,
        "cause": screen.text(situation.named(each.cause)),
    }


def _spot_document(spot: Spot | None) -> dict[str, Document] | None:
    if spot is None:
        return None
    return {"date": spot.date.isoformat(), "start": clock(spot.start), "half": str(spot.half), "hospital": spot.hospital}
