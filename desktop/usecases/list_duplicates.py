"""Hospitals and customers in the database that may be one, as proposals; nothing is merged."""

from db.exchange.duplicates import customer_duplicates, hospital_duplicates
from db.exchange.report import Proposal
from db.store import Books


def list_duplicates(books: Books) -> tuple[Proposal, ...]:
    """All proposals among what is stored, hospitals first, the surest first."""
    hospitals, customers = books.hospitals.all(), books.customers.all()
    names = {each.id: each.name for each in books.departments.all()}
    return (
        *hospital_duplicates(hospitals, {each.id for each in hospitals}),
        *customer_duplicates(customers, names, {each.id for each in customers}),
    )
