"""All tables together, for migrations."""

from sqlalchemy import MetaData

from db.rows import bookkeeping, calendar, calls, commitments, people, places, plans, products, travel
from db.rows.base import Base

_MODULES = (bookkeeping, calendar, calls, commitments, people, places, plans, products, travel)


def metadata() -> MetaData:
    """The tables as this version of the program wants them (importing every module of rows has declared them)."""
    return Base.metadata
