"""Who cannot be met at all in a month, whatever the plan: no hospital, no way there, or no hour that all have in common."""

from collections.abc import Iterable, Iterator, Sequence

from planner.domain.calendar import FieldDay
from planner.domain.messages import Message, message
from planner.domain.people import Customer
from planner.domain.plan import Unplanned
from planner.domain.units import TimeWindow, meet_windows, windows_on
from planner.frequency.obligations import Obligation
from planner.month.asking import Book, no_way_to


def cannot_be_met(book: Book, obligations: Iterable[Obligation], days: Sequence[FieldDay]) -> tuple[Unplanned, ...]:
    """The calls owed to customers of the book who can be met nowhere, with the reason. Without days the hours are not judged."""
    return tuple(_cannot_be_met(book, obligations, days))


def _cannot_be_met(book: Book, obligations: Iterable[Obligation], days: Sequence[FieldDay]) -> Iterator[Unplanned]:
    for each in obligations:
        customer = book.customers.get(each.customer)
        if each.owed > 0 and customer is not None:
            reason = no_way_to(book, customer) or _no_hour_for(book, customer, each.minutes, days)
            if reason is not None:
                yield Unplanned(each.customer, each.segment, each.owed, reason)


def _no_hour_for(book: Book, customer: Customer, minutes: int, days: Sequence[FieldDay]) -> Message | None:
    if not days or any(window.minutes >= minutes for day in days for window in _hours_with(book, customer, day)):
        return None
    return message(
        "{customer} can be met on no field day: opening hours, availability and field time never share {minutes:minute|minutes}.",
        customer=customer.name,
        minutes=minutes,
    )


def _hours_with(book: Book, customer: Customer, day: FieldDay) -> Iterator[TimeWindow]:
    """The windows of a day in which the customer is there and the hospital receives, for every hospital within reach."""
    for affiliation in customer.affiliations:
        if book.obstacle(affiliation.hospital) is None:
            windows = day.windows
            for weekly in (book.hospitals[affiliation.hospital].reception, affiliation.availability):
                if weekly is not None:
                    windows = meet_windows(windows, windows_on(weekly, day.date.weekday()))
            yield from windows
