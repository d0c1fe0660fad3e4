"""The command line as one function: arguments in, exit code out; every way to end has its number."""

import locale
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from enum import IntEnum
from pathlib import Path
from typing import TextIO

import typer
from typer.main import get_command

from desktop.cli.app import app
from desktop.cli.commands import Door
from desktop.cli.screen import Screen
from desktop.cli.usage import usage_hint, usage_message
from desktop.display import missing_screen
from desktop.language.catalogue import translator
from desktop.report import report_bug
from desktop.settings import NAME, asked_language, machine_language
from planner.domain.messages import message
from planner.errors import UserFacingError


class WindowDoor:
    """Opens the window; nothing of it is imported before."""

    def show(self, door: Door, location: str | None, demo: Path | None) -> int:
        """Open the window and stay until it is closed."""
        from desktop.views.shell.opening import open_window  # noqa: PLC0415

        return open_window(door.environment, asked_language(sys.argv), location, demo)

    def pictures(self, door: Door, location: str | None, folder: Path) -> tuple[Path, ...]:
        """Write a picture of every page, without a screen."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from desktop.views.shell.picturing import picture_pages  # noqa: PLC0415

        return picture_pages(door.environment, door.language, location, folder)

    def missing(self, door: Door) -> UserFacingError | None:
        """Why no window can be shown here."""
        return missing_screen(door.environment)


class ExitCode(IntEnum):
    """What the number at the end means; docs/command-line.md says the same."""

    FINE = 0
    ANSWER_IS_NO = 1  # a checked plan is not valid, rows were refused, a rep's plan failed
    USAGE = 2
    USER_ERROR = 3
    CANCELLED = 4
    BUG = 70


INTERRUPTED = 130
"""What Typer returns for Ctrl+C."""


def run(arguments: Sequence[str], environment: Mapping[str, str], out: TextIO, err: TextIO) -> ExitCode:
    """Run one command line. Never raises, except SystemExit when nobody reads our output any more."""
    language = asked_language(arguments) or machine_language(environment)
    screen = Screen(out, err, translator(language), machine="--json" in arguments)
    try:
        with redirect_stdout(out), redirect_stderr(err):  # Typer writes help pages there by itself
            answer = get_command(app).main(
                list(arguments),
                NAME,
                standalone_mode=False,
                windows_expand_args=False,
                obj=Door(screen, language, environment, window=WindowDoor()),
            )
    except UserFacingError as error:
        screen.error(error)
        return ExitCode.USER_ERROR
    except typer.TyperException as error:
        return _usage(screen, error)
    except (KeyboardInterrupt, typer.Abort):
        return _cancelled(screen)
    except Exception as error:
        screen.error(report_bug(error, arguments))
        return ExitCode.BUG
    return _cancelled(screen) if answer == INTERRUPTED else ExitCode(answer or 0)


def _usage(screen: Screen, error: typer.TyperException) -> ExitCode:
    if type(error).__name__ == "NoArgsIsHelpError":
        screen.err.write(error.format_message() + "\n")
        return ExitCode.USAGE
    way_out = usage_hint(error) or message("Read {command} --help.", command=NAME)
    screen.error(UserFacingError(usage_message(error), way_out))
    return ExitCode.USAGE


def _cancelled(screen: Screen) -> ExitCode:
    screen.note(message("Cancelled."))
    return ExitCode.CANCELLED


def prepare_streams() -> None:
    """Text that the terminal cannot show is replaced instead of ending the program; files and pipes get UTF-8."""
    locale.setlocale(locale.LC_CTYPE, "")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
