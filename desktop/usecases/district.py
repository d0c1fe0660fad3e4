"""Everything a question about a month may need, read in one transaction as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.exchange.plan_names import Names
from db.store import Books
from planner.alignment.publication import as_of
from planner.calendar.days import field_days
from planner.calendar.national import national_holidays
from planner.domain.calendar import CalendarEntry, FieldDay, Holidays
from planner.domain.calls import Call
from planner.domain.messages import Message, message
from planner.domain.people import Customer, Rep, RepId
from planner.domain.places import Department, Hospital
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import Month
from planner.errors import PlanningError
from planner.policy.preset import preset


@dataclass(frozen=True, slots=True)
class District:
    """The values of a month. `calls` reach back to the quarter's beginning and at least two months; `data_version` names
    the state of the data they were read from."""

    month: Month
    reps: tuple[Rep, ...]
    hospitals: tuple[Hospital, ...]
    departments: tuple[Department, ...]
    customers: tuple[Customer, ...]
    products: tuple[Product, ...]
    calls: tuple[Call, ...]
    entries: tuple[CalendarEntry, ...]
    holidays: Holidays
    policy: Policy
    data_version: str

    def customers_of(self, rep: RepId) -> tuple[Customer, ...]:
        """The rep's active customers."""
        return tuple(each for each in self.customers if each.rep == rep and each.active)

    def field_days_of(self, rep: Rep, first: date | None = None) -> tuple[FieldDay, ...]:
        """The rep's field days of the month; with `first`, those from that date on."""
        entries = tuple(entry for entry in self.entries if entry.rep == rep.id)
        days = field_days(rep, self.month, entries, self.holidays, self.policy)
        return tuple(day for day in days if first is None or day.date >= first)

    def as_of(self, first: date | None) -> "District":
        """The district as it stood before a day: without the visits recorded or noted from then on. None = as it is."""
        if first is None:
            return self
        return replace(
            self,
            calls=tuple(call for call in self.calls if call.date < first),
            customers=tuple(
                replace(each, last_visit=None) if each.last_visit is not None and each.last_visit >= first else each
                for each in self.customers
            ),
        )

    @property
    def names(self) -> Names:
        """What the ids of the district are called, for people."""
        return Names.of(self.reps, self.hospitals, self.departments, self.customers, self.policy)

    def rep(self, id: RepId) -> Rep:
        """The rep of that id. Raises PlanningError when there is none."""
        for rep in self.reps:
            if rep.id == id:
                return rep
        raise PlanningError(message("There is no rep with the id {id}.", id=id), _list_reps(self.reps))


def load_district(books: Books, month: Month, country: str) -> District:
    """Read a month's district. Without a policy of its own the district has the preset.

    Alignments that take effect until the month begins count as carried out, so that it can be planned before.
    """
    first = min(month.quarter[0].first, month.plus(-2).first)
    waiting = [each.publication for each in books.alignments.pending(month.first) if each.publication is not None]
    customers, reps = as_of(books.customers.all(), books.reps.all(), waiting)
    return District(
        month=month,
        reps=reps,
        hospitals=books.hospitals.all(),
        departments=books.departments.all(),
        customers=customers,
        products=books.products.all(),
        calls=books.calls.between(first, month.last),
        entries=books.calendar.all(),
        holidays=national_holidays(country, month.year, books.holidays.of(country)),
        policy=books.policies.current() or preset(),
        data_version=books.data_version(),
    )


def find_reps(reps: Sequence[Rep], asked: Sequence[str]) -> tuple[Rep, ...]:
    """The reps asked for by name or id, each once; all active ones, by name, when nobody is named.

    Raises PlanningError for an unknown name.
    """
    if not reps:
        raise PlanningError(
            message("There are no reps in the database yet."),
            message("Import reps from a file, or make the sample district with the command demo."),
        )
    if not asked:
        return tuple(sorted((rep for rep in reps if rep.active), key=lambda rep: (rep.name, rep.id)))
    return tuple(dict.fromkeys(_find(reps, name) for name in asked))


def _find(reps: Sequence[Rep], name: str) -> Rep:
    found = [rep for rep in reps if name in (rep.id, rep.name)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(rep.id for rep in found)
        raise PlanningError(
            message("Several reps are called {name}.", name=name), message("Give the id instead: {ids}.", ids=ids)
        )
    raise PlanningError(message("There is no rep called {name}.", name=name), _list_reps(reps))


def _list_reps(reps: Sequence[Rep]) -> Message:
    return message("The reps are: {names}.", names=", ".join(f"{rep.name} ({rep.id})" for rep in reps))
