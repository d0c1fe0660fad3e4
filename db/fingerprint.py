"""The data version: a fingerprint of all data that a plan is made from.

Equal data give an equal version in any file and on any server, whatever way they came in; so a plan made twice from the
same import names the same version. Plans, the memory of travel sources and the import log are not planning data and leave
it alone.
"""

from hashlib import sha256
from typing import Any

from sqlalchemy import select

from db.rows.base import Base
from db.rows.calendar import CalendarRow, HolidaysRow
from db.rows.calls import CallRow
from db.rows.commitments import AppointmentDateRow, AppointmentRow, PinRow
from db.rows.people import AffiliationRow, CustomerRow, RatingRow, RepRow
from db.rows.places import BuildingRow, DepartmentRow, HospitalRow
from db.rows.products import PolicyRow, ProductRow
from db.rows.travel import MeasuredLegRow
from db.transaction import Transaction

_SECTIONS: dict[str, tuple[type[Base], ...]] = {
    "products": (ProductRow,),
    "hospitals": (HospitalRow, BuildingRow),
    "departments": (DepartmentRow,),
    "customers": (CustomerRow, AffiliationRow, RatingRow),
    "reps": (RepRow,),
    "policies": (PolicyRow,),
    "calendar": (CalendarRow,),
    "holidays": (HolidaysRow,),
    "calls": (CallRow,),
    "appointments": (AppointmentRow, AppointmentDateRow),
    "pins": (PinRow,),
    "measured": (MeasuredLegRow,),
}
_DIGITS = 16

Known = dict[tuple[str, int], bytes]
"""Digests of sections by the count of their changes."""


def data_version(transaction: Transaction, known: Known) -> str:
    """The version in force in a transaction, as 16 hexadecimal digits.

    `known` spares reading sections that have not changed since it was filled. It is not used by a transaction that has
    written, because its counts are taken back when it fails.
    """
    cached = {} if transaction.has_written else known
    whole = sha256()
    for section, kinds in _SECTIONS.items():
        key = (section, transaction.counter(section))
        if key not in cached:
            _forget(cached, section)
            cached[key] = _digest(transaction, kinds)
        whole.update(cached[key])
    return whole.hexdigest()[:_DIGITS]


def _forget(known: Known, section: str) -> None:
    for key in [key for key in known if key[0] == section]:
        del known[key]


def _digest(transaction: Transaction, kinds: tuple[type[Base], ...]) -> bytes:
    """Of all rows in the order of their keys, written out as Python writes their values."""
    digest = sha256()
    for kind in kinds:
        rows: list[Any] = transaction.rows(kind, _current_policy(kind))
        digest.update(kind.__tablename__.encode())
        for row in rows:
            digest.update(repr(tuple(row)).encode())
    return digest.digest()


def _current_policy(kind: type[Base]) -> Any:
    """Of the policies only the newest one plans; older versions do not count."""
    return select(*PolicyRow.__table__.columns).order_by(PolicyRow.version.desc()).limit(1) if kind is PolicyRow else None
