"""Coordinates of rows, in WGS-84: which columns, which frame, whether latitude and longitude were exchanged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from db.exchange import cells
from db.exchange.columns import Columns, Points
from db.exchange.records import Record, decimal_marks
from db.exchange.report import Refusal
from db.exchange.table import Table
from planner.domain.messages import Message, message
from planner.domain.places import Coordinate
from planner.geography.detect import (
    Degrees,
    FrameFinding,
    assumed_frame,
    frame_by_districts,
    frame_by_places,
    frames_of_two_columns,
    hinted_frame,
)
from planner.geography.distance import metres_between
from planner.geography.districts import District
from planner.geography.frames import Frame, to_wgs84

_FAR = 1_000_000.0  # metres from the middle of all points: no sales district is that wide
_NEAR = 300_000.0
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class PositionOptions:
    """What the user says about coordinates. `frame` goes before everything the file says; `swap` exchanges the columns."""

    frame: Frame | None = None
    swap: bool = False
    districts: tuple[District, ...] = ()


@dataclass(slots=True)
class Positions:
    """The coordinate of each row that has one, the rows whose coordinates cannot be right, and what was assumed."""

    by_row: dict[int, Coordinate] = field(default_factory=dict)
    refusals: dict[int, Refusal] = field(default_factory=dict)
    statements: list[Message] = field(default_factory=list)


def find_positions(
    table: Table,
    records: Sequence[Record],
    options: PositionOptions,
    known_at: Callable[[Record], Coordinate | None],
    district_of: Callable[[Record], str],
) -> Positions:
    """The WGS-84 coordinate of every row. `known_at` gives the stored place of the row's hospital, if any, as a witness."""
    found = Positions()
    columns = records[0].columns if records else Columns(table.columns, {})
    if not columns.points:
        return found
    points, told = _choose_pair(table, records, options, found)
    degrees = _read_degrees(table, records, points, options.swap, found)
    frames = _row_frames(records, degrees, options, told, found)
    undecided = {record.row.number for record in records if record.row.number in degrees and record.row.number not in frames}
    if undecided:
        rest = [record for record in records if record.row.number in undecided]
        frame = _detect(rest, degrees, options=options, known_at=known_at, district_of=district_of, found=found)
        frames.update(dict.fromkeys(undecided, frame))
    found.by_row = {number: _converted(*point, frames[number]) for number, point in degrees.items() if number in frames}
    _refuse_exchanged(records, points, degrees=degrees, frames=frames, known_at=known_at, found=found)
    return found


@lru_cache(maxsize=100_000)
def _converted(latitude: float, longitude: float, frame: Frame) -> Coordinate:
    return to_wgs84(latitude, longitude, frame)


def _choose_pair(
    table: Table, records: Sequence[Record], options: PositionOptions, found: Positions
) -> tuple[Points, Frame | None]:
    """The pair of columns to read and the frame that its header, or its agreement with the other pair, tells."""
    pairs = records[0].columns.points
    if len(pairs) == 1:
        return pairs[0], pairs[0].hint
    if options.frame is not None and all(pair.hint is not options.frame for pair in pairs):
        return pairs[0], options.frame
    best = next((pair for pair in pairs if pair.hint is (options.frame or Frame.WGS84)), pairs[0])
    other = next(pair for pair in pairs if pair is not best)
    both = [_plain_degrees(record, best) + _plain_degrees(record, other) for record in records]
    doubled = [((a, b), (c, d)) for a, b, c, d in both if a is not None and b is not None and c is not None and d is not None]
    frames = frames_of_two_columns(doubled)
    if frames is None:
        return best, best.hint
    names = f"{table.columns[best.latitude]}, {table.columns[best.longitude]}"
    found.statements.append(
        message(
            "The file gives every point twice; {columns} are {frame}, as both pairs agree.", columns=names, frame=str(frames[0])
        )
    )
    return best, frames[0]


def _plain_degrees(record: Record, points: Points) -> tuple[float | None, float | None]:
    try:
        return cells.number(record.row.cells[points.latitude]), cells.number(record.row.cells[points.longitude])
    except cells.CellError:
        return None, None


def _read_degrees(table: Table, records: Sequence[Record], points: Points, swap: bool, found: Positions) -> dict[int, Degrees]:
    if swap:
        points = Points(points.longitude, points.latitude, points.hint)
    marks = decimal_marks(table, (points.latitude, points.longitude))
    degrees: dict[int, Degrees] = {}
    for record in records:
        read = _row_degrees(record, points, marks)
        if isinstance(read, Refusal):
            found.refusals[record.row.number] = read
        elif read is not None:
            degrees[record.row.number] = read
    return degrees


def _row_degrees(record: Record, points: Points, marks: dict[int, str]) -> Degrees | Refusal | None:
    """Latitude and longitude of a row; None when both are blank."""
    read: list[float] = []
    for index in (points.latitude, points.longitude):
        if cells.text(record.row.cells[index]).upper() in ("", "NULL", "N/A", "无", "-"):
            continue
        try:
            read.append(cells.number(record.row.cells[index], marks[index]))
        except cells.CellError as error:
            return _refusal(record, index, error.reason, error.way_out)
    if not read:
        return None
    if len(read) == 1:
        reason = message("Latitude and longitude belong together, one is blank.")
        return _refusal(record, points.latitude, reason, message("Give both or neither."))
    return _impossible(record, points, read[0], read[1]) or (read[0], read[1])


def _refusal(record: Record, index: int, reason: Message, way_out: Message) -> Refusal:
    column = record.columns.names[index]
    return Refusal(record.row.number, column, cells.text(record.row.cells[index]), reason, way_out)


def _impossible(record: Record, points: Points, latitude: float, longitude: float) -> Refusal | None:
    if latitude == 0 and longitude == 0:
        reason = message("The coordinate 0, 0 lies in the Atlantic: it stands for a missing value.")
        return _refusal(record, points.latitude, reason, message("Leave both cells blank or give the true coordinate."))
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return None
    if -90 <= longitude <= 90 and -180 <= latitude <= 180:
        return _refusal(record, points.latitude, _exchanged(), _exchange_them())
    reason = message("Latitude goes from -90 to 90 and longitude from -180 to 180 degrees.")
    return _refusal(record, points.latitude, reason, message("Correct the coordinate or leave both cells blank."))


def _exchanged() -> Message:
    return message("Latitude and longitude are exchanged.")


def _exchange_them() -> Message:
    return message("Exchange the two values, or import with the option that swaps the columns when all rows are so.")


def _row_frames(
    records: Sequence[Record], degrees: dict[int, Degrees], options: PositionOptions, told: Frame | None, found: Positions
) -> dict[int, Frame]:
    """The frame of each row for which somebody says it: the user, the row, or the header."""
    if options.frame is not None:
        found.statements.append(message("Coordinates were read as {frame}, as told.", frame=str(options.frame)))
        return dict.fromkeys(degrees, options.frame)
    frames: dict[int, Frame] = {}
    for record in records:
        number, words = record.row.number, record.words("frame")
        if number in degrees and words:
            frame = hinted_frame(words)
            if frame is None:
                way_out = message("Write WGS-84, GCJ-02 or BD-09.")
                found.refusals[number] = record.refusal("frame", message("It is no coordinate frame."), way_out).refusal
                del degrees[number]
            else:
                frames[number] = frame
        elif number in degrees and told is not None:
            frames[number] = told
    for frame in sorted(set(frames.values())):
        found.statements.append(message("Coordinates are {frame}, as the file says.", frame=str(frame)))
    return frames


def _detect(
    records: Sequence[Record],
    degrees: dict[int, Degrees],
    *,
    options: PositionOptions,
    known_at: Callable[[Record], Coordinate | None],
    district_of: Callable[[Record], str],
    found: Positions,
) -> Frame:
    witnesses = [(degrees[record.row.number], place) for record in records if (place := known_at(record)) is not None]
    named = [(degrees[record.row.number], district_of(record)) for record in records] if options.districts else []
    finding = frame_by_places(witnesses) or frame_by_districts(named, options.districts)
    finding = finding or assumed_frame([degrees[record.row.number] for record in records])
    found.statements.append(_statement(finding))
    return finding.frame


def _statement(finding: FrameFinding) -> Message:
    frame = str(finding.frame)
    if finding.certain:
        return message("Coordinates were found to be {frame}: {reason}.", frame=frame, reason=finding.reason)
    return message(
        "Coordinates are ASSUMED to be {frame}: {reason}. If that is wrong, points lie up to 1 km off: "
        "import again with the frame told, or add a column 坐标系.",
        frame=frame,
        reason=finding.reason,
    )


def _refuse_exchanged(
    records: Sequence[Record],
    points: Points,
    *,
    degrees: dict[int, Degrees],
    frames: dict[int, Frame],
    known_at: Callable[[Record], Coordinate | None],
    found: Positions,
) -> None:
    """Rows far from all others that would lie among them with latitude and longitude exchanged."""
    middle = _middle([place for record in records if (place := known_at(record)) is not None]) or _middle(
        list(found.by_row.values())
    )
    if middle is None:
        return
    for record in records:
        number = record.row.number
        here = found.by_row.get(number)
        if here is None or metres_between(here, middle) < _FAR or abs(degrees[number][1]) > 90:
            continue
        turned = _converted(degrees[number][1], degrees[number][0], frames[number])
        if metres_between(turned, middle) < _NEAR:
            del found.by_row[number]
            found.refusals[number] = _refusal(record, points.latitude, _exchanged(), _exchange_them())


def _middle(places: Sequence[Coordinate]) -> Coordinate | None:
    if len(places) < _ENOUGH:
        return None
    return Coordinate(median(place.latitude for place in places), median(place.longitude for place in places))
