"""`roundwise import`: hospitals, customers, reps, travel times, calls, holidays and plans from files."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from db.exchange.fields import ImportKind
from db.exchange.table import ReadOptions
from desktop.cli.checking import read_bytes
from desktop.cli.commands import Command, door, group
from desktop.cli.opening import open_database
from desktop.cli.options import OptionError
from desktop.settings import country
from planner.domain.messages import message
from planner.domain.people import TeamId

if TYPE_CHECKING:
    from db.exchange.positions import PositionOptions
    from desktop.usecases.import_files import ImportFile
    from planner.geography.frames import Frame


app = group(help="Read hospitals, customers, reps, travel times, calls, holidays or a plan from files.")
ANSWER_IS_NO = 1

TableFile = Annotated[str, typer.Argument(metavar="FILE", help="A CSV or Excel file.")]
EncodingName = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", show_default=False, help="Encoding of a CSV file, such as gb18030; otherwise found out."
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option("--delimiter", metavar="CHARACTER", show_default=False, help="What separates columns; otherwise found out."),
]
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", show_default=False, help="Sheet of an Excel file; otherwise the first.")
]
FrameName = Annotated[
    str | None,
    typer.Option(
        "--frame",
        metavar="WGS-84|GCJ-02|BD-09",
        show_default=False,
        help="What the coordinates are measured in; otherwise found out.",
    ),
]
Boundaries = Annotated[
    str | None,
    typer.Option(
        "--boundaries",
        metavar="FILE",
        show_default=False,
        help="District boundaries (GeoJSON of DataV or AMap, GCJ-02): they prove which frame the coordinates are in.",
    ),
]
Mapping = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN", show_default=False, help="Take a field from this column; may be given several times."
    ),
]
Swap = Annotated[bool, typer.Option("--swap", show_default=False, help="Exchange latitude and longitude.")]
DryRun = Annotated[bool, typer.Option("--dry-run", show_default=False, help="Only say what would happen.")]
Team = Annotated[str | None, typer.Option("--team", metavar="ID", show_default=False, help="Team of reps whose row names none.")]


@app.command(
    "hospitals", cls=Command, help="Read hospitals: name, level, coordinates, reception hours. Importing twice changes nothing."
)
def hospitals(
    context: typer.Context,
    file: TableFile,
    *,
    encoding: EncodingName = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    frame: FrameName = None,
    boundaries: Boundaries = None,
    mapping: Mapping = None,
    swap: Swap = False,
    dry_run: DryRun = False,
) -> int:
    """Import hospitals."""
    from db.exchange.known import ImportOptions
    from desktop.usecases.import_files import ImportFile

    options = ImportOptions(mapping_of(mapping), positions_of(frame, swap, boundaries))
    return _import(
        context,
        ImportFile(Path(file).expanduser(), ImportKind.HOSPITALS, ReadOptions(encoding, delimiter, sheet), options),
        dry_run,
    )


@app.command(
    "customers",
    cls=Command,
    help="Read customers: one row per customer and product. Import their hospitals first: they are never made here;"
    " departments are.",
)
def customers(
    context: typer.Context,
    file: TableFile,
    *,
    encoding: EncodingName = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    frame: FrameName = None,
    boundaries: Boundaries = None,
    mapping: Mapping = None,
    swap: Swap = False,
    dry_run: DryRun = False,
) -> int:
    """Import customers."""
    from db.exchange.known import ImportOptions
    from desktop.usecases.import_files import ImportFile

    options = ImportOptions(mapping_of(mapping), positions_of(frame, swap, boundaries), today=datetime.now().astimezone().date())
    return _import(
        context,
        ImportFile(Path(file).expanduser(), ImportKind.CUSTOMERS, ReadOptions(encoding, delimiter, sheet), options),
        dry_run,
    )


@app.command("reps", cls=Command, help="Read reps: name, team, home, working hours, lunch.")
def reps(
    context: typer.Context,
    file: TableFile,
    *,
    encoding: EncodingName = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    frame: FrameName = None,
    mapping: Mapping = None,
    swap: Swap = False,
    team: Team = None,
    dry_run: DryRun = False,
) -> int:
    """Import reps."""
    from db.exchange.known import ImportOptions
    from desktop.usecases.import_files import ImportFile

    options = ImportOptions(mapping_of(mapping), positions_of(frame, swap), TeamId(team) if team else None)
    return _import(
        context, ImportFile(Path(file).expanduser(), ImportKind.REPS, ReadOptions(encoding, delimiter, sheet), options), dry_run
    )


@app.command(
    "travel",
    cls=Command,
    help="Read measured travel times: from, to, minutes, and if they hold for some departures only, their hours. A place is a"
    " hospital by code or name, or a rep for the rep's home. They go before the estimated times.",
)
def travel(
    context: typer.Context,
    file: TableFile,
    *,
    encoding: EncodingName = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    mapping: Mapping = None,
    dry_run: DryRun = False,
) -> int:
    """Import measured travel times."""
    from db.exchange.known import ImportOptions
    from desktop.usecases.import_files import ImportFile

    reading = ReadOptions(encoding, delimiter, sheet)
    options = ImportOptions(mapping_of(mapping))
    return _import(context, ImportFile(Path(file).expanduser(), ImportKind.TRAVEL, reading, options), dry_run)


@app.command(
    "calls",
    cls=Command,
    help="Read recorded calls: date, customer by code or by name and hospital, outcome; rep, time and note if there are any."
    " They count for coverage and last visits.",
)
def calls(
    context: typer.Context,
    file: TableFile,
    *,
    encoding: EncodingName = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    mapping: Mapping = None,
    dry_run: DryRun = False,
) -> int:
    """Import recorded calls."""
    from db.exchange.known import ImportOptions
    from desktop.usecases.import_files import ImportFile

    reading = ReadOptions(encoding, delimiter, sheet)
    options = ImportOptions(mapping_of(mapping), today=datetime.now().astimezone().date())
    return _import(context, ImportFile(Path(file).expanduser(), ImportKind.CALLS, reading, options), dry_run)


@app.command("holidays", cls=Command, help="Read an official notice of public holidays and worked weekends (CSV or JSON).")
def holidays(context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="The notice.")]) -> int:
    """Import one or more notices."""
    from db.exchange.holiday_notice import read_notice

    here = door(context)
    notices = read_notice(Path(file).expanduser())
    with open_database(here) as store, store.write() as books:
        books.holidays.put(notices)
    for each in notices:
        here.screen.say(
            message(
                "{country} {year}: {off:day off|days off}, {work:worked weekend day|worked weekend days}.",
                country=each.country,
                year=each.year,
                off=len(each.days_off),
                work=len(each.shifted_workdays),
            )
        )
    here.screen.document(
        {"notices": [{"country": each.country, "year": each.year, "days_off": len(each.days_off)} for each in notices]}
    )
    return 0


@app.command("plan", cls=Command, help="Take an exported plan.json back into the database as a new plan.")
def plan(context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE", help="A plan.json.")]) -> int:
    """Import one plan."""
    from desktop.usecases.save_plan import save_plan_file

    here = door(context)
    content = read_bytes(Path(file))
    with open_database(here) as store:
        id, saved = save_plan_file(store, content, country(here.environment), datetime.now().astimezone())
    calls = sum(len(day.calls) for day in saved.days)
    here.screen.say(message("Saved as {plan}: {month}, {calls:call|calls}.", plan=id, month=str(saved.month), calls=calls))
    here.screen.document({"plan": id, "rep": saved.rep, "month": str(saved.month), "calls": calls})
    return 0


def _import(context: typer.Context, file: ImportFile, dry_run: bool) -> int:
    from db.exchange.report import Status
    from desktop.cli.importreport import report_document, show_report
    from desktop.usecases.import_files import import_file

    here = door(context)
    with open_database(here) as store:
        report = import_file(store, file, datetime.now().astimezone(), dry_run=dry_run)
    show_report(here.screen, report, dry_run)
    here.screen.document(report_document(here.screen, report, dry_run))
    return ANSWER_IS_NO if report.rows_with(Status.REFUSED) else 0


def mapping_of(pairs: list[str] | None) -> dict[str, str]:
    """`["name=医院名称"]` as field -> column. Raises OptionError."""
    mapping = {}
    for pair in pairs or ():
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise OptionError(
                message("{value} does not say which column is which field.", value=pair),
                message("Write --map field=column, such as --map name=医院名称."),
            )
        mapping[name.strip()] = column.strip()
    return mapping


def positions_of(frame: str | None, swap: bool, boundaries: str | None = None) -> PositionOptions:
    """What is told about coordinates. Raises OptionError, or BoundaryError for a file without district boundaries."""
    from db.exchange.boundaries import read_boundaries
    from db.exchange.positions import PositionOptions
    from planner.geography.frames import Frame

    districts = read_boundaries(Path(boundaries).expanduser(), Frame.GCJ02) if boundaries else ()
    return PositionOptions(frame_of(frame), swap, districts)


def frame_of(text: str | None) -> Frame | None:
    """`"gcj02"` or `"GCJ-02"` as a frame. Raises OptionError."""
    from planner.geography.frames import Frame

    if text is None:
        return None
    by_name = {frame.value.replace("-", "").lower(): frame for frame in Frame}
    found = by_name.get(text.replace("-", "").lower())
    if found is None:
        raise OptionError(
            message("{value} is not a coordinate frame.", value=text), message("Choose among WGS-84, GCJ-02 and BD-09.")
        )
    return found
