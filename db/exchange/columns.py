"""Which column tells which field: by what the user says, else by the names in `fields`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.exchange.fields import FIELDS, Field, ImportKind
from db.exchange.table import Table, TableError
from planner.domain.messages import Message, message
from planner.geography.detect import hinted_frame, without_hint
from planner.geography.frames import Frame

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Points:
    """A pair of columns with coordinates and the frame their headers name, if any."""

    latitude: int
    longitude: int
    hint: Frame | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The column index of each field that the file tells, and its pairs of coordinate columns."""

    names: tuple[str, ...]
    by_field: Mapping[str, int]
    points: tuple[Points, ...] = field(default=())
    labels: Mapping[str, str] = field(default_factory=dict)

    def name(self, field: str) -> str:
        """The header over a field's column; when the file has no such column, or no header over it, what people call it."""
        index = self.by_field.get(field)
        label = self.labels.get(field, field)
        return label if index is None else self.names[index] or label

    def field_of(self, index: int) -> str | None:
        """The field a column tells; None when it is not used."""
        if any(index in (pair.latitude, pair.longitude) for pair in self.points):
            return "latitude" if any(index == pair.latitude for pair in self.points) else "longitude"
        return next((field for field, place in self.by_field.items() if place == index), None)


def plain_header(header: str) -> str:
    """A header without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", header)).casefold()


def match_columns(table: Table, kind: ImportKind, mapping: Mapping[str, str]) -> Columns:
    """The columns of a table. `mapping` says field -> header and goes before all names.

    Raises TableError, naming the columns seen, when a required column is missing, two columns could be the same field, or
    the mapping names a field or column that does not exist.
    """
    by_field = _told(table, kind, mapping)
    taken = set(by_field.values())
    for each in FIELDS[kind]:
        if each.id not in by_field and each.id not in ("latitude", "longitude"):
            index = _best(table, each, taken)
            if index is not None:
                by_field[each.id] = index
                taken.add(index)
    points = _points(table, kind, by_field, taken)
    by_field = {name: index for name, index in by_field.items() if name not in ("latitude", "longitude")}
    _require(table, kind, by_field)
    return Columns(table.columns, by_field, points, {each.id: each.label for each in FIELDS[kind]})


def _told(table: Table, kind: ImportKind, mapping: Mapping[str, str]) -> dict[str, int]:
    known = {each.id for each in FIELDS[kind]}
    told: dict[str, int] = {}
    for name, header in mapping.items():
        if name not in known:
            raise TableError(
                message("There is no field named {field}.", field=name),
                message("The fields of this import are: {fields}.", fields=", ".join(sorted(known))),
            )
        found = [index for index, column in enumerate(table.columns) if column == header]
        found = found or [index for index, column in enumerate(table.columns) if plain_header(column) == plain_header(header)]
        if not found:
            raise TableError(message("{name} has no column {column}.", name=table.name, column=header), _seen(table.columns))
        told[name] = found[0]
    return told


def _seen(columns: Sequence[str]) -> Message:
    shown = ", ".join(column for column in columns[:40] if column) + (" …" if len(columns) > 40 else "")
    return message("Say which column it is; the columns of the file are: {columns}.", columns=shown)


def _best(table: Table, wanted: Field, taken: set[int]) -> int | None:
    """The column with the best name for a field; of several years the latest. Raises TableError when two are as good."""
    headers = [plain_header(column) for column in table.columns]
    for name in wanted.names:
        found = [index for index, header in enumerate(headers) if header == name and index not in taken]
        if not found:
            found = [index for index, header in enumerate(headers) if index not in taken and _YEAR.sub("", header) == name]
            found = sorted(found, key=lambda index: headers[index], reverse=True)[:1]
        if len(found) > 1:
            raise _ambiguous(table, wanted, found)
        if found:
            return found[0]
    return None


def _ambiguous(table: Table, wanted: Field, found: Sequence[int]) -> TableError:
    places = ", ".join(str(index + 1) for index in found)
    return TableError(
        message(
            "{name}: columns {places} are both called {column}.",
            name=table.name,
            places=places,
            column=table.columns[found[0]],
        ),
        message("Rename all but one of them, or say which column holds the field {field}.", field=wanted.label),
    )


def _points(table: Table, kind: ImportKind, told: Mapping[str, int], taken: set[int]) -> tuple[Points, ...]:
    """The pairs of latitude and longitude columns; a file may carry one pair per frame."""
    if "latitude" in told and "longitude" in told:
        hint = hinted_frame(table.columns[told["latitude"]]) or hinted_frame(table.columns[told["longitude"]])
        return (Points(told["latitude"], told["longitude"], hint),)
    latitudes = _of_frames(table, kind, "latitude", taken)
    longitudes = _of_frames(table, kind, "longitude", taken)
    shared = sorted(latitudes.keys() & longitudes.keys(), key=str)
    pairs = tuple(Points(latitudes[frame], longitudes[frame], frame) for frame in shared)
    if not pairs and latitudes and longitudes:
        (first, latitude), (second, longitude) = next(iter(latitudes.items())), next(iter(longitudes.items()))
        return (Points(latitude, longitude, first or second),)
    return pairs


def _of_frames(table: Table, kind: ImportKind, name: str, taken: set[int]) -> dict[Frame | None, int]:
    """For each frame that headers name (None = no frame named) the best column for a latitude or longitude."""
    wanted = next((each for each in FIELDS[kind] if each.id == name), None)
    if wanted is None:
        return {}
    best: dict[Frame | None, tuple[int, int]] = {}
    for index, column in enumerate(table.columns):
        frame = hinted_frame(column)
        header = plain_header(without_hint(column) if frame else column)
        if index in taken or header not in wanted.names:
            continue
        rank = wanted.names.index(header)
        if frame not in best or rank < best[frame][0]:
            best[frame] = (rank, index)
        elif rank == best[frame][0]:
            raise _ambiguous(table, wanted, (best[frame][1], index))
    return {frame: index for frame, (_, index) in best.items()}


def _require(table: Table, kind: ImportKind, by_field: Mapping[str, int]) -> None:
    missing = [each.label for each in FIELDS[kind] if each.required and not {each.id, f"{each.id}_code"} & by_field.keys()]
    if (
        kind in (ImportKind.CUSTOMERS, ImportKind.REPS)
        and "name" not in by_field
        and not {"first_name", "last_name"} & by_field.keys()
    ):
        missing += [each.label for each in FIELDS[kind] if each.id == "name"]
    if missing:
        raise TableError(
            message("{name} has no column for: {fields}.", name=table.name, fields=", ".join(missing)),
            _seen(table.columns),
        )
