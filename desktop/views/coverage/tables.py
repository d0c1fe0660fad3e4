"""What the tables of the coverage page show: the rescue list, and the hospitals."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from db.exchange.plan_names import Names
from desktop.tables.figures import Field
from desktop.usecases.review_coverage import HospitalReview, RescueVisit
from desktop.viewmodels.wording import Figure, written
from desktop.views.context import Context
from planner.domain.messages import message


def short_date(locale: QLocale, day: date | None) -> str:
    """A date as the language writes it in short, a dash for none."""
    return "–" if day is None else locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def rescue_fields(context: Context, names: Names, whole_team: bool) -> tuple[Field[RescueVisit], ...]:
    """Who is to be seen: the most valuable first, unless sorted otherwise."""
    locale, say = context.session.locale, context.say
    quarter, again = say(message("not seen this quarter")), say(message("seen earlier this quarter"))
    rep: Field[RescueVisit] = Field(say(message("Rep")), lambda each: each.rep.name, lambda each: each.rep.name)
    return (
        Field(
            say(message("Customer")),
            lambda each: names.customer(each.rescue.customer),
            lambda each: names.customer(each.rescue.customer),
            hint=lambda each: "\n".join(
                (names.customer(each.rescue.customer), again if each.rescue.seen_in_quarter else quarter)
            ),
        ),
        Field(
            say(message("Segment")),
            lambda each: names.segment(each.rescue.segment),
            lambda each: -each.rescue.value,
            colour=lambda each: context.theme.tier(each.rescue.segment),
        ),
        Field(
            say(message("Hospital")),
            lambda each: "–" if each.hospital is None else names.hospital(each.hospital),
            lambda each: "" if each.hospital is None else names.hospital(each.hospital),
        ),
        *((rep,) if whole_team else ()),
        Field(
            say(message("Last visit")),
            lambda each: short_date(locale, each.rescue.last_visit),
            lambda each: each.rescue.last_visit or date.min,
            number=True,
        ),
        Field(
            say(message("Next there")),
            lambda each: short_date(locale, each.next_there),
            lambda each: each.next_there or date.max,
            number=True,
            hint=lambda _: say(message("The next planned day at the same hospital")),
        ),
    )


def hospital_fields(context: Context, names: Names) -> tuple[Field[HospitalReview], ...]:
    """Each hospital's coverage of the month."""
    locale, say = context.session.locale, context.say

    def share(seen: int | None, customers: int) -> str:
        return "–" if seen is None or not customers else written(locale, seen / customers, Figure.SHARE)

    return (
        Field(say(message("Hospital")), lambda each: names.hospital(each.hospital), lambda each: names.hospital(each.hospital)),
        Field(say(message("Customers")), lambda each: locale.toString(each.customers), lambda each: each.customers, True),
        Field(say(message("Seen")), lambda each: locale.toString(each.seen), lambda each: each.seen, True),
        Field(
            say(message("So far")),
            lambda each: share(each.seen, each.customers),
            lambda each: each.seen / each.customers,
            number=True,
        ),
        Field(
            say(message("Expected")),
            lambda each: share(each.expected, each.customers),
            lambda each: (each.expected or 0) / each.customers,
            number=True,
        ),
        Field(
            say(message("To rescue")),
            lambda each: locale.toString(each.rescue) if each.rescue else "–",
            lambda each: each.rescue,
            number=True,
            colour=lambda each: context.theme.bad if each.rescue else context.theme.muted,
        ),
    )
