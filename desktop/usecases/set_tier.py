"""Set a customer's tier by hand, against the thresholds, with the reason; or take that back."""

from collections.abc import Sequence
from dataclasses import replace

from db.store import Store
from planner.domain.messages import message
from planner.domain.people import Customer, CustomerKind, SegmentId, TierOverride
from planner.domain.policy import Policy, SegmentKind
from planner.domain.products import Product, ProductId
from planner.errors import PlanningError
from planner.policy.preset import preset


def set_tier(store: Store, customer: str, product: str | None, override: TierOverride | None) -> Customer:
    """Put `override` on a customer's ratings: of one product, or of all. None goes back to the thresholds.

    Customer and product are named by id or name. Raises PlanningError when they, or the tier, are not known.
    """
    with store.write() as books:
        found = find_customer(books.customers.all(), customer)
        chosen = _product(books.products.all(), product)
        if override is not None:
            _require_tier(override.tier, books.policies.current() or preset())
            _require_reason(override.reason)
        changed = _changed(found, chosen, override)
        books.customers.put([changed])
    return changed


def find_customer(customers: Sequence[Customer], asked: str) -> Customer:
    """The customer of that id or name. Raises PlanningError for none and for namesakes."""
    found = [each for each in customers if asked == each.id] or [each for each in customers if asked == each.name]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(each.id for each in found[:20])
        raise PlanningError(
            message("Several customers are called {name}.", name=asked), message("Give the id instead: {ids}.", ids=ids)
        )
    raise PlanningError(
        message("There is no customer {name}.", name=asked), message("Give the name or id as it stands in the customer list.")
    )


def _product(products: Sequence[Product], asked: str | None) -> ProductId | None:
    if asked is None:
        return None
    for each in products:
        if asked in (each.id, each.name):
            return each.id
    names = ", ".join(each.name for each in products)
    raise PlanningError(message("There is no product {name}.", name=asked), message("The products are: {names}.", names=names))


def _require_tier(tier: SegmentId, policy: Policy) -> None:
    tiers = [each.id for each in policy.segments if each.kind is SegmentKind.TIER]
    if tier not in tiers:
        names = ", ".join(tiers)
        raise PlanningError(
            message("{tier} is not a tier of the policy.", tier=tier), message("The tiers are: {names}.", names=names)
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise PlanningError(
            message("A tier set by hand needs its reason."), message("Say why the thresholds are wrong here with --reason.")
        )


def _changed(customer: Customer, product: ProductId | None, override: TierOverride | None) -> Customer:
    concerned = [each.product for each in customer.ratings if product in (None, each.product)]
    if customer.kind is CustomerKind.NON_PRESCRIBER or not concerned:
        raise PlanningError(
            message("{name} is not rated for that, so there is no tier to set.", name=customer.name),
            message("Tiers belong to prescribers, product by product; import a rating first."),
        )
    ratings = tuple(replace(each, override=override) if each.product in concerned else each for each in customer.ratings)
    return replace(customer, ratings=ratings)
