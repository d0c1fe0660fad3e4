"""The root of the command line: which commands there are, and the version."""

import platform
from importlib.metadata import version
from typing import Annotated, ClassVar

import typer

from desktop.cli.commands import Entry, LazyGroup, door
from desktop.settings import NAME
from planner.domain.messages import message


class Root(LazyGroup):
    """All commands in the order of the work."""

    entries: ClassVar[dict[str, Entry]] = {
        "window": Entry("desktop.cli.window", message("Open the window: at the last file, a file, or the sample district.")),
        "demo": Entry("desktop.cli.demo", message("Make a sample district, and plan it if asked.")),
        "import": Entry(
            "desktop.cli.importing",
            message("Read hospitals, customers, reps, travel times, calls, holidays or a plan from files."),
        ),
        "duplicates": Entry("desktop.cli.duplicates", message("List hospitals and customers that may be the same.")),
        "calendar": Entry("desktop.cli.calendar", message("Show field days; enter leave, office days and half days.")),
        "override": Entry("desktop.cli.override", message("Set a customer's tier by hand, with the reason.")),
        "certificate": Entry("desktop.cli.certificate", message("Say before planning whether the month's calls can be made.")),
        "plan": Entry("desktop.cli.planning", message("Plan a month, day by day, and save it.")),
        "prove": Entry("desktop.cli.proving", message("Prove how far the latest plans are from the best possible.")),
        "replan": Entry("desktop.cli.replanning", message("Repair a plan after a change; accept or reject each difference.")),
        "explain": Entry(
            "desktop.cli.explaining", message("Say why a call has no place, why it stands there, or where it fits.")
        ),
        "standby": Entry("desktop.cli.standingby", message("Say who can be met now when somebody is not there.")),
        "check": Entry("desktop.cli.checking", message("Prove plan files against the database, rule by rule.")),
        "export": Entry("desktop.cli.exporting", message("Write the latest plans as JSON, Excel, calendar or map files.")),
        "coverage": Entry("desktop.cli.covering", message("Show coverage by segment, hospital and product.")),
        "align": Entry("desktop.cli.aligning", message("Align territories: what-ifs, challenges, publication, history.")),
        "policy": Entry("desktop.cli.policy", message("Show, write, read or check the figures that rule the plan.")),
    }


app = typer.Typer(cls=Root, rich_markup_mode=None, add_completion=False)


@app.callback(
    invoke_without_command=True,
    help="Plan who is visited on which day, in which order, across hospitals and departments.",
)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", show_default=False, help="Show the version and exit.")] = False,
) -> int:
    """Without a command: the version if asked for, else the window; where none can be shown, why not, and the help page."""
    if version:
        return _show_version(context)
    if context.invoked_subcommand is not None:
        return 0
    return _open_window(context)


def _open_window(context: typer.Context) -> int:
    here = door(context)
    trouble = None if here.window is None else here.window.missing(here)
    if here.window is not None and trouble is None:
        return here.window.show(here, None, None)
    if trouble is not None:
        here.screen.error(trouble)
    here.screen.lines(context.get_help().splitlines())
    return 0


def _show_version(context: typer.Context) -> int:
    door(context).screen.lines([f"{NAME} {version(NAME)} (Python {platform.python_version()})"])
    raise typer.Exit
