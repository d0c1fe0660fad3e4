"""Give customers to a rep."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.usecases.edit import Edit, Rewrite, Shelf
from planner.domain.messages import message
from planner.domain.people import Customer, CustomerId, RepId


def assignment(customers: Sequence[Customer], to: Mapping[CustomerId, RepId]) -> Edit:
    """Customers with the rep that `to` names for each; those not named stay as they are."""
    moved = tuple(each for each in customers if each.id in to)
    after = tuple(replace(each, rep=to[each.id]) for each in moved)
    title = message("Assign {customers:customer|customers}", customers=len(moved))
    return Edit(title, (Rewrite(Shelf.CUSTOMERS, moved, after),))
