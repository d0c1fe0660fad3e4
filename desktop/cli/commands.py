"""How commands are made: lazily loaded, helped in the user's language, with the same four options everywhere."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Protocol

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from desktop.cli.helping import help_page, localise
from desktop.cli.screen import Screen
from desktop.settings import Language
from planner.domain.messages import Message
from planner.errors import UserFacingError

# Typer hands its vendored context to these methods under a private type, so it stands as Any here.
Context = Any


class Window(Protocol):
    """The other door of the program, as the command line knows it; it is imported only when it is opened."""

    def show(self, door: "Door", location: str | None, demo: Path | None) -> int:
        """Open the window and stay until it is closed; the exit code. At `location`, else at the sample district kept in the
        file `demo` (made when it is not there), else where the person was last."""

    def pictures(self, door: "Door", location: str | None, folder: Path) -> tuple[Path, ...]:
        """Write a picture of every page, without a screen; the files written."""

    def missing(self, door: "Door") -> UserFacingError | None:
        """Why no window can be shown here, None when one can."""


@dataclass(frozen=True, slots=True)
class Door:
    """What every command finds in its context: the screen, the database as asked for (None = the default), `--lang`, and the
    window."""

    screen: Screen
    language: Language
    environment: Mapping[str, str]
    database: str | None = None
    window: "Window | None" = None


def door(context: typer.Context) -> Door:
    """The door of a command's context."""
    found = context.obj
    assert isinstance(found, Door)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of the root: the module that holds it as `app`, and one line of help that needs no import of it."""

    module: str
    summary: Message


def _common(
    db: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="Database: a file, or a postgresql:// address. Otherwise ROUNDWISE_DB, or a file in your data folder.",
        ),
    ] = None,
    machine: Annotated[bool, typer.Option("--json", show_default=False, help="Answer with one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", show_default=False, help="Show no progress.")] = False,
    lang: Annotated[Language | None, typer.Option(metavar="en|zh", help="Language of messages: en or zh.")] = None,
) -> None:
    """The options that every command takes."""


COMMON = ("db", "machine", "quiet", "lang")


def _common_options() -> list[Any]:
    app = typer.Typer(add_completion=False)
    app.command()(_common)
    return [option for option in get_command(app).params if option.name in COMMON]


def _take_common(context: Context) -> None:
    """Move the common options out of the parameters into the `Door`; what stands before a command holds for it too."""
    db, machine, quiet, _ = (context.params.pop(name) for name in COMMON)
    known: Door = context.obj
    screen = replace(known.screen, machine=machine or known.screen.machine, quiet=quiet or known.screen.quiet)
    context.obj = replace(known, screen=screen, database=db or known.database)


class Command(TyperCommand):
    """One command: takes the common options beside its own and puts what they say into its `Door`."""

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.params = [*self.params, *_common_options()]

    def invoke(self, ctx: Context) -> Any:
        _take_common(ctx)
        return super().invoke(ctx)

    def format_help(self, ctx: Context, formatter: Any) -> None:
        localise(self, ctx.obj.screen.translate)
        formatter.write(help_page(self, ctx, (), ctx.obj.screen.translate))


class Group(TyperGroup):
    """A command that has commands; the common options may also stand right behind it."""

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.params = [*self.params, *_common_options()]

    def invoke(self, ctx: Context) -> Any:
        _take_common(ctx)
        return super().invoke(ctx)

    def format_help(self, ctx: Context, formatter: Any) -> None:
        translate = ctx.obj.screen.translate
        localise(self, translate)
        formatter.write(help_page(self, ctx, self.summaries(ctx), translate))

    def summaries(self, ctx: Context) -> tuple[tuple[str, str], ...]:
        """Names of the commands with one translated line each."""
        translate = ctx.obj.screen.translate
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return tuple((name, translate(command.help or "")) for name, command in found if command and not command.hidden)


class LazyGroup(Group):
    """A group whose commands are imported when they are called, so that the help page needs none of them."""

    entries: ClassVar[dict[str, Entry]] = {}

    def list_commands(self, ctx: Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: Context, cmd_name: str) -> Any:
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        command = get_command(importlib.import_module(entry.module).app)
        command.name = cmd_name
        return command

    def summaries(self, ctx: Context) -> tuple[tuple[str, str], ...]:
        return tuple((name, ctx.obj.screen.text(entry.summary)) for name, entry in self.entries.items())


def group(help: str) -> typer.Typer:
    """A command with commands of its own."""
    app = typer.Typer(cls=Group, help=help, rich_markup_mode=None, add_completion=False, no_args_is_help=True)
    app.callback()(_nothing)
    return app


def single() -> typer.Typer:
    """The holder of one command that has no commands of its own."""
    return typer.Typer(rich_markup_mode=None, add_completion=False)


def _nothing() -> None:
    pass
