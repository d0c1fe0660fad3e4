"""All tables together, for migrations."""

from sqlalchemy import MetaData

from db.rows import alignments, bookkeeping, calendar, calls, commitments, people, places, plans, products, travel
from db.rows.base import Base

_MODULES = (alignments, bookkeeping, calendar, calls, commitments, people, places, plans, products, travel)

VERSION_TABLE = "roundwise_version"
"""Where the revision of the tables is written down; its own name, because a server's database may be shared."""


def metadata() -> MetaData:
    """The tables as this version of the program wants them (importing every module of rows has declared them)."""
    return Base.metadata
