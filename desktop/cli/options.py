"""Options and arguments that several commands share, and what their texts mean."""

from datetime import date
from typing import Annotated

import typer

from planner.domain.messages import message
from planner.domain.units import Month
from planner.errors import UserFacingError

RepNames = Annotated[
    list[str] | None,
    typer.Option("--rep", metavar="NAME", show_default=False, help="A rep by name or id; may be given several times."),
]
AllReps = Annotated[bool, typer.Option("--all", show_default=False, help="All active reps; this is so when no rep is named.")]
MonthText = Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="The month, such as 2026-12.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Equal data, seed and steps give equal plans.")]
OutFolder = Annotated[str, typer.Option("--out", metavar="FOLDER", help="Folder for the files; made when missing.")]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes", min=1, metavar="N", show_default=False, help="Reps planned at the same time; otherwise one per processor."
    ),
]


class OptionError(UserFacingError):
    """A value on the command line that cannot be meant."""


def month_of(text: str) -> Month:
    """`"2026-12"` as a month. Raises OptionError."""
    try:
        return Month.parse(text)
    except ValueError:
        problem = message("{value} is not a month.", value=text)
        raise OptionError(problem, message("Write year and month, such as 2026-12.")) from None


def date_of(text: str) -> date:
    """`"2026-12-24"` as a date. Raises OptionError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = message("{value} is not a date.", value=text)
        raise OptionError(problem, message("Write year, month and day, such as 2026-12-24.")) from None


def chosen_reps(named: list[str] | None, everybody: bool) -> tuple[str, ...]:
    """The reps named, or none for all. Raises OptionError when both are asked for."""
    if named and everybody:
        raise OptionError(message("Both --rep and --all are given."), message("Give one of them."))
    return tuple(named or ())
