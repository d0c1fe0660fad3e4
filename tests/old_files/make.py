"""Writes the file of this release, once, when the release is made: `python -m tests.old_files.make 0_1_0`.

A file is never written again after its release: later versions must open it as it is.
"""

import gzip
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from db.import_log import ImportRecord
from db.store import open_store
from planner.domain.places import Coordinate
from planner.domain.travel import MeasuredLeg, Place, PlaceId
from planner.domain.units import Minutes
from tests.db.district import district, fill, plan

FOLDER = Path(__file__).parent
HOME, GATE = Place(PlaceId("home:R1"), Coordinate(39.9, 116.4)), Place(PlaceId("H1"), Coordinate(39.95, 116.45))


def main() -> None:
    """Write `release_<version>.db.gz` beside this module."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "district.db"
        with open_store(path) as store, store.write() as books:
            fill(books, district())
            books.plans.publish(books.plans.save(plan(), datetime(2026, 11, 30, 12, tzinfo=UTC)))
            books.travel.remember("geodesic/1", (HOME, GATE), {(HOME.id, GATE.id): (Minutes(12), Minutes(20))})
            books.measured.put([MeasuredLeg(HOME.id, GATE.id, Minutes(14))])
            books.imports.add(ImportRecord("ab12", "customers", "客户.csv", datetime(2026, 11, 21, tzinfo=UTC), 3, 0, 0, 1))
        (FOLDER / f"release_{sys.argv[1]}.db.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
