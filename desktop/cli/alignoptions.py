"""What the questions to the alignment share: options, the request, solving and showing."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.alignwords import word
from desktop.cli.commands import Door
from desktop.cli.options import OptionError, month_of
from desktop.settings import country
from planner.domain.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.store import Store
    from desktop.cli.screen import Document
    from desktop.usecases.align_solve import AlignOrder
    from planner.domain.territory import AlignmentRequest

CANCELLED = 4

MonthOption = Annotated[
    str | None,
    typer.Option("--month", metavar="YYYY-MM", show_default=False, help="The month, such as 2026-12; otherwise the request's."),
]
RequestFile = Annotated[
    str | None,
    typer.Option("--request", metavar="FILE", show_default=False, help="Goals, limits, locks and groups as a JSON file."),
]
Seconds = Annotated[float, typer.Option("--seconds", metavar="N", min=0.1, help="Seconds for each answer.")]
Steps = Annotated[
    int | None,
    typer.Option("--steps", metavar="N", min=1, show_default=False, help="Search steps instead of seconds: repeats exactly."),
]
Answers = Annotated[int, typer.Option("--answers", metavar="N", min=1, max=7, help="How many leanings are looked at, 1 to 7.")]
Out = Annotated[
    str | None, typer.Option("--out", metavar="FILE", show_default=False, help="Also write the JSON document into this file.")
]
RepName = Annotated[str, typer.Argument(metavar="REP", help="A rep by name or id.")]


def run_question(
    here: Door, store: Store, asked: AlignmentRequest, order: AlignOrder, *, processes: int | None, out: str | None,
    based_on: str | None = None,
) -> int:  # fmt: skip
    """Solve, save, show."""
    from desktop.cli.aligndocuments import aligned_document
    from desktop.cli.alignrun import in_processes, now
    from desktop.cli.aligntables import show_aligned
    from desktop.usecases.align_solve import align
    from planner.alignment.scenario import FACTORS
    from planner.domain.alignment import AlignmentId

    labels = {each.value: here.screen.text(message("answer {leaning}", leaning=word(each.value))) for each in FACTORS}
    base = AlignmentId(based_on) if based_on is not None else None
    aligned = in_processes(
        here.screen, "desktop.jobs.aligning", labels, processes,
        lambda pool: align(store, asked, order, pool, at=now(), based_on=base),
    )  # fmt: skip
    show_aligned(here.screen, aligned)
    answer(here, aligned_document(here.screen, aligned), out)
    return CANCELLED if aligned.stopped else 0


def order_of(here: Door, seed: int, seconds: float, steps: int | None, answers: int) -> AlignOrder:
    """How to solve, from the options."""
    from desktop.usecases.align_solve import AlignOrder
    from planner.solving import SolveLimits

    limits = SolveLimits(seconds=None if steps else seconds, steps=steps)
    return AlignOrder(seed=seed, limits=limits, answers=answers, country=country(here.environment))


def request_of(file: str | None, month: str | None) -> AlignmentRequest:
    """The request of a file, or the ordinary one of a month. Raises OptionError when neither is named."""
    from db.exchange.alignment_file import read_request
    from planner.domain.territory import AlignmentRequest

    asked = None if month is None else month_of(month)
    if file is None:
        if asked is None:
            raise OptionError(message("Neither a month nor a request is named."), message("Give --month or --request."))
        return AlignmentRequest(asked)
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        raise OptionError(
            message("{file} cannot be read: {reason}.", file=file, reason=error.strerror or "?"),
            message("Check the name of the file and that you may read it."),
        ) from error
    return read_request(content, Path(file).name, asked)


def answer(here: Door, document: Mapping[str, Document], out: str | None) -> None:
    """The document for machines, and into a file when one is named. Raises OptionError when that cannot be written."""
    here.screen.document(document)
    if out is None:
        return
    try:
        Path(out).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise OptionError(
            message("{file} cannot be written: {reason}.", file=out, reason=error.strerror or "?"),
            message("Choose another place with --out."),
        ) from error
