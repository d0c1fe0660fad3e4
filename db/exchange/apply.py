"""Writes a planned import into the store, inside the caller's transaction."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from db.exchange.report import ImportPlan
from planner.domain.calls import Call
from planner.domain.people import Customer, Rep
from planner.domain.places import Department, Hospital
from planner.domain.products import Product
from planner.domain.travel import MeasuredLeg

Value = TypeVar("Value", contravariant=True)


class Shelf(Protocol[Value]):
    """A repository, as far as an import uses it."""

    def put(self, values: Iterable[Value], /) -> None: ...


class Shelves(Protocol):
    """The open books of a store, as far as an import uses them."""

    @property
    def products(self) -> Shelf[Product]: ...
    @property
    def hospitals(self) -> Shelf[Hospital]: ...
    @property
    def departments(self) -> Shelf[Department]: ...
    @property
    def reps(self) -> Shelf[Rep]: ...
    @property
    def customers(self) -> Shelf[Customer]: ...
    @property
    def measured(self) -> Shelf[MeasuredLeg]: ...
    @property
    def calls(self) -> Shelf[Call]: ...


def apply_import(plan: ImportPlan, books: Shelves) -> None:
    """Put what the plan makes and changes, places before the people who work there. All or nothing, by the transaction."""
    books.products.put(plan.products)
    books.hospitals.put(plan.hospitals)
    books.departments.put(plan.departments)
    books.reps.put(plan.reps)
    books.customers.put(plan.customers)
    books.measured.put(plan.measured)
    books.calls.put(plan.calls)
