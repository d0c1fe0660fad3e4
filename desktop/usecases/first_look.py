"""Which month a district is opened at."""

from datetime import date

from db.store import Books
from planner.domain.units import Month


def first_month(books: Books, today: date) -> Month:
    """The month of the latest plan that is not past, else the month of today."""
    this = Month(today.year, today.month)
    planned = [header.month for header in books.plans.headers()]
    ahead = [month for month in planned if month.last >= this.first]
    return ahead[-1] if ahead else this
