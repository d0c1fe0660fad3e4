"""`roundwise window`: the other door of the program; without a screen, the same job as files and pictures."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.commands import Command, Door, door, single
from desktop.settings import database_location
from planner.domain.messages import message

app = single()
FILE_NAME = "demo.db"


@app.command(
    cls=Command,
    help="Open the window: at the last file, at --db, or with --demo at the sample district. Where there is no display, the"
    " sample district is planned, checked and exported by the command demo, and a picture of every page is written.",
)
def window(
    context: typer.Context,
    *,
    demo: Annotated[bool, typer.Option("--demo", show_default=False, help="Open the sample district, kept in --out.")] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures", show_default=False, help="Open no window; write a picture of every page to --out.")
    ] = False,
    out: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Folder of the sample district and of pictures.")] = "out",
) -> int:
    """Open the window, or do without."""
    here = door(context)
    assert here.window is not None
    folder = Path(out).expanduser()
    trouble = None if pictures else here.window.missing(here)
    if trouble is None and not pictures:
        return here.window.show(here, here.database, folder / FILE_NAME if demo else None)
    if trouble is not None:
        here.screen.error(trouble)
    answer = 0
    if demo:
        answer, here = _plan_demo(context, here, folder)
    written = _write_pictures(here, folder)
    if not demo:
        here.screen.document({"pictures": [str(path) for path in written]})
    return answer


def _plan_demo(context: typer.Context, here: Door, folder: Path) -> tuple[int, Door]:
    """The whole story of the sample district, and a door to the file it left."""
    from desktop.cli.demo import demo

    answer = demo(context, plan=True, out=str(folder))
    return answer, replace(here, database=here.database or str(folder / FILE_NAME))


def _write_pictures(here: Door, folder: Path) -> tuple[Path, ...]:
    assert here.window is not None
    location = here.database or database_location(None, here.environment)
    asked = location if "://" in location or Path(location).exists() else None
    written = here.window.pictures(here, asked, folder)
    here.screen.say(
        message("{count:picture|pictures} of the window's pages in {folder}.", count=len(written), folder=str(folder))
    )
    return written
