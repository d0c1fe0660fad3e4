"""`roundwise override`: a tier set by hand, with its reason."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.commands import Command, door, group
from desktop.cli.opening import open_database
from desktop.cli.options import OptionError
from planner.domain.messages import message
from planner.domain.people import SegmentId, TierOverride

app = group(help="Set a customer's tier by hand, with the reason.")


@app.command("tier", cls=Command, help="Set the tier of a prescriber against the thresholds, or with --clear go back to them.")
def tier(
    context: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="Name or id of the customer.")],
    tier: Annotated[
        str | None, typer.Argument(metavar="TIER", show_default=False, help="A tier of the policy, such as A.")
    ] = None,
    *,
    product: Annotated[
        str | None, typer.Option("--product", metavar="NAME", show_default=False, help="One product; otherwise all.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", show_default=False, help="Why; kept with the tier.")] = "",
    clear: Annotated[bool, typer.Option("--clear", show_default=False, help="Go back to the thresholds.")] = False,
) -> int:
    """Set or clear one override."""
    from desktop.usecases.set_tier import set_tier

    here = door(context)
    if clear == (tier is not None):
        raise OptionError(
            message("Either a tier or --clear is needed."), message("Name a tier of the policy, such as A, or give --clear.")
        )
    override = None if tier is None else TierOverride(SegmentId(tier), reason)
    with open_database(here) as store:
        changed = set_tier(store, customer, product, override)
    if tier is None:
        here.screen.say(message("{name}: the thresholds decide again.", name=changed.name))
    else:
        here.screen.say(message("{name}: tier {tier}, because: {reason}", name=changed.name, tier=tier, reason=reason))
    here.screen.document({"customer": changed.id, "tier": tier, "reason": reason if tier else None})
    return 0
