"""Customers with their affiliations and ratings."""

from collections.abc import Sequence
from typing import Any

from db.mapping.people import affiliation_values, customer, customer_values, rating_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.people import AffiliationRow, CustomerRow, RatingRow
from planner.domain.people import Customer, CustomerId, RepId


class Customers(Repository[Customer, CustomerId]):
    """Customers by id; putting one replaces its affiliations and ratings."""

    section = "customers"
    root = CustomerRow
    keys = (CustomerRow.id,)
    parts = (AffiliationRow, RatingRow)

    def of(self, rep: RepId) -> tuple[Customer, ...]:
        """The customers of one rep, active or not, in the order of their ids."""
        return self._select(CustomerRow.rep == rep)

    def _key(self, id: CustomerId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Customer) -> CustomerId:
        return value.id

    def _values(self, value: Customer) -> Values:
        return customer_values(value)

    def _part_values(self, value: Customer) -> tuple[list[Values], ...]:
        return affiliation_values(value), rating_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Customer:
        affiliations, ratings = parts
        return customer(row, affiliations, ratings)
