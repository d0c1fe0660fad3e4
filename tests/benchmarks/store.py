"""How fast 50,000 customers are put, put again and loaded, and 1,000 loaded: `python -m tests.benchmarks.store [ADDRESS]`.

Without an address a SQLite file in a temporary folder is measured.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from db.store import Books, Store, open_store
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind, Rating, Rep, RepId, TeamId
from planner.domain.places import Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.products import Product, ProductId
from planner.domain.units import MinuteOfDay, TimeWindow, Weekday, WeeklyWindow

CUSTOMERS = 50_000
HOSPITALS = 500
REPS = 50


def main() -> None:
    """Measure and print one line for each step."""
    with tempfile.TemporaryDirectory() as folder:
        location = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "district.db")
        with open_store(location) as store:
            _measure(store)
        _timed("open again", lambda: open_store(location).close())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{'peak memory':24}{peak:8.0f} MB\n")


def _measure(store: Store) -> None:
    customers = [_customer(number) for number in range(CUSTOMERS)]
    _timed("put places and reps", lambda: _write(store, _put_surroundings))
    _timed("put 50,000 customers", lambda: _write(store, lambda books: books.customers.put(customers)))
    _timed("put them again", lambda: _write(store, lambda books: books.customers.put(customers)))
    _timed("load 50,000 customers", lambda: _read(store, lambda books: books.customers.all()))
    _timed("load one rep's 1,000", lambda: _read(store, lambda books: books.customers.of(RepId("R0"))))
    _timed("data version", lambda: _read(store, lambda books: books.data_version()))
    _timed("data version, unchanged", lambda: _read(store, lambda books: books.data_version()))


def _timed(name: str, step: Callable[[], object]) -> None:
    start = time.perf_counter()
    step()
    sys.stdout.write(f"{name:24}{time.perf_counter() - start:8.3f} s\n")


def _write(store: Store, step: Callable[[Books], object]) -> None:
    with store.write() as books:
        step(books)


def _read(store: Store, step: Callable[[Books], object]) -> None:
    with store.read() as books:
        step(books)


def _put_surroundings(books: Books) -> None:
    books.products.put(Product(ProductId(f"P{number}"), f"product {number}") for number in range(2))
    books.reps.put(Rep(RepId(f"R{number}"), f"rep {number}", TeamId("ONC")) for number in range(REPS))
    numbers = range(HOSPITALS)
    books.hospitals.put(Hospital(HospitalId(f"H{n}"), f"医院 {n}", Coordinate(30 + n / 1000, 114 + n / 1000)) for n in numbers)
    books.departments.put(Department(DepartmentId(f"D{n}"), HospitalId(f"H{n}"), "内科") for n in numbers)


def _customer(number: int) -> Customer:
    hospital = number % HOSPITALS
    windows = (WeeklyWindow(Weekday(number % 5), TimeWindow(MinuteOfDay(480), MinuteOfDay(720))),)
    return Customer(
        id=CustomerId(f"C{number}"),
        name=f"医生 {number}",
        kind=CustomerKind.PRESCRIBER,
        affiliations=(Affiliation(HospitalId(f"H{hospital}"), DepartmentId(f"D{hospital}"), windows),),
        ratings=tuple(Rating(ProductId(f"P{each}"), float(number % 200), float(number % 50)) for each in range(2)),
        rep=RepId(f"R{number % REPS}"),
    )


if __name__ == "__main__":
    main()
