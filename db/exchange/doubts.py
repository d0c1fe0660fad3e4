"""What is possible but hardly meant in a customer file: it goes in, and the report says so."""

from collections.abc import Iterator, Sequence

from db.exchange.columns import Columns
from db.exchange.customerdrafts import Draft
from db.exchange.report import Remark
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerKind, Rating
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import Minutes
from planner.segmentation.tiers import segment_of


def doubts(
    drafts: Sequence[Draft], columns: Columns, products: Sequence[Product], policy: Policy, *, knows_reps: bool
) -> list[Remark]:
    """Remarks on the customers of a file, each at the first of its rows.

    What a file has no column for is not remarked on customer by customer. Without any reps known, none can be missing.
    """
    found: list[Remark] = []
    for draft in drafts:
        if draft.customer.active:
            told = _doubts(draft.customer, products, policy)
            found += [
                Remark(draft.rows[0], columns.name(field), value, text)
                for field, value, text in told
                if field in columns.by_field and (field != "rep" or knows_reps)
            ]
    return found


Doubt = tuple[str, str, Message]
"""The field, its value, and what is odd about it."""


def _doubts(customer: Customer, products: Sequence[Product], policy: Policy) -> Iterator[Doubt]:
    if customer.rep is None:
        yield "rep", "", message("the customer has no rep, so nobody's plan holds calls on the customer")
    if customer.kind is CustomerKind.PRESCRIBER:
        if not customer.ratings:
            yield "product", "", message("the customer is rated for no product, so no calls are owed")
        for rating in customer.ratings:
            yield from _rating_doubts(rating)
    yield from _availability_doubts(customer, products, policy)


def _rating_doubts(rating: Rating) -> Iterator[Doubt]:
    if rating.potential is not None and rating.support is not None and rating.support > rating.potential:
        text = message("our product has more prescriptions than the whole market, {potential}", potential=f"{rating.potential:g}")
        yield "support", f"{rating.support:g}", text
    if rating.potential is None and rating.patients_per_week is None and rating.override is None:
        yield "potential", "", message("no volume is known for {product}, so the customer has no tier", product=rating.product)


def _availability_doubts(customer: Customer, products: Sequence[Product], policy: Policy) -> Iterator[Doubt]:
    minutes = _visit_minutes(customer, products, policy)
    workdays = policy.working_day.weekdays
    for place in customer.affiliations:
        if place.availability and not any(each.weekday in workdays for each in place.availability):
            yield "availability", "", message("the customer can be met only on days without field work, so never")
        for each in place.availability or ():
            if minutes is not None and each.window.minutes < minutes:
                text = message("the time is too short for a call of {minutes} minutes", minutes=minutes)
                yield "availability", str(each.window), text


def _visit_minutes(customer: Customer, products: Sequence[Product], policy: Policy) -> Minutes | None:
    """Of a call on the customer; None when the customer has no segment."""
    segment = segment_of(customer, tuple(products), policy)
    return None if segment is None else policy.segment(segment).visit_minutes
