"""The store: where the data of a district are opened, read and written, each time in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL, Engine

from db.alignments import Alignments
from db.calendar import Calendar
from db.calls import Calls
from db.commitments import Appointments, Pins
from db.customers import Customers
from db.engine import WRITES, connect_to, locate
from db.files import back_up, check_file
from db.fingerprint import Known, data_version
from db.holidays import HolidayYears
from db.hospitals import Departments, Hospitals
from db.import_log import ImportLog
from db.measured import MeasuredLegs
from db.plans import Plans
from db.policies import Policies
from db.products import Products
from db.reps import Reps
from db.transaction import Transaction
from db.travel import TravelLegs
from db.upgrade import bring_to_head

WAIT_SECONDS = 5.0
"""How long another writer is waited for before `LockedError`."""


class Books:
    """Everything that is kept, as seen and written by one transaction."""

    def __init__(self, transaction: Transaction, known: Known) -> None:
        self._transaction = transaction
        self._known = known

    @cached_property
    def products(self) -> Products:
        return Products(self._transaction)

    @cached_property
    def hospitals(self) -> Hospitals:
        return Hospitals(self._transaction)

    @cached_property
    def departments(self) -> Departments:
        return Departments(self._transaction)

    @cached_property
    def customers(self) -> Customers:
        return Customers(self._transaction)

    @cached_property
    def reps(self) -> Reps:
        return Reps(self._transaction)

    @cached_property
    def policies(self) -> Policies:
        return Policies(self._transaction)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self._transaction)

    @cached_property
    def holidays(self) -> HolidayYears:
        return HolidayYears(self._transaction)

    @cached_property
    def calls(self) -> Calls:
        return Calls(self._transaction)

    @cached_property
    def appointments(self) -> Appointments:
        return Appointments(self._transaction)

    @cached_property
    def pins(self) -> Pins:
        return Pins(self._transaction)

    @cached_property
    def plans(self) -> Plans:
        return Plans(self._transaction)

    @cached_property
    def alignments(self) -> Alignments:
        return Alignments(self._transaction)

    @cached_property
    def travel(self) -> TravelLegs:
        return TravelLegs(self._transaction)

    @cached_property
    def measured(self) -> MeasuredLegs:
        return MeasuredLegs(self._transaction)

    @cached_property
    def imports(self) -> ImportLog:
        return ImportLog(self._transaction)

    def data_version(self) -> str:
        """The fingerprint of all planning data, equal for equal data (see `db.fingerprint`)."""
        return data_version(self._transaction, self._known)


class Store:
    """An opened file or server. Every failure inside `read` and `write` that a person can act on is a `StoreError`."""

    def __init__(self, place: Path | URL, engine: Engine) -> None:
        self._place = place
        self._writing = engine.execution_options(**{WRITES: True})
        self._reading = engine
        if isinstance(place, URL):
            self._reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._known: Known = {}

    @property
    def location(self) -> str:
        """The file's path or the server's address, without password."""
        return self._place.render_as_string(hide_password=True) if isinstance(self._place, URL) else str(self._place)

    @contextmanager
    def read(self) -> Iterator[Books]:
        """One consistent state of everything, whatever others write meanwhile."""
        with self._reading.connect() as connection, connection.begin():
            yield Books(Transaction(connection, self.location, writable=False), self._known)

    @contextmanager
    def write(self) -> Iterator[Books]:
        """One transaction: all of it is kept when the block ends, nothing when it raises. One writer at a time."""
        with self._writing.connect() as connection, connection.begin():
            yield Books(Transaction(connection, self.location, writable=True), self._known)

    def back_up(self) -> Path | None:
        """Copy the file beside itself and return the copy; None on a server, whose backups are its administrator's."""
        return back_up(self._place) if isinstance(self._place, Path) else None

    def close(self) -> None:
        """Give all connections back; the store must not be used afterwards."""
        self._writing.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_store(location: str | Path, wait_seconds: float = WAIT_SECONDS) -> Store:
    """Open a SQLite file by its path, or a PostgreSQL database by its `postgresql://` address.

    A file that is not there is created, older data are migrated after a backup. Raises a `StoreError` that says what is in
    the way; the data are then as they were.
    """
    place = locate(location)
    if isinstance(place, Path):
        check_file(place, wait_seconds)
    bring_to_head(place, wait_seconds)
    return Store(place, connect_to(place, wait_seconds))
