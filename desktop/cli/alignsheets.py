"""Looking at alignments on the command line: show, compare, score, fairness, history."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.alignoptions import CANCELLED, Out, RepName, Steps, answer
from desktop.cli.commands import Command, door
from desktop.cli.opening import open_database
from desktop.cli.options import Processes, Seed, date_of, month_of
from desktop.settings import country

AlignmentName = Annotated[str, typer.Argument(metavar="ALIGNMENT", help="The alignment's id, such as alignment-3.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("score", cls=Command, help="Plan the month of every rep concerned, as it is and as it would be.")(score)
    app.command("compare", cls=Command, help="Alignments side by side.")(compare)
    app.command("history", cls=Command, help="Past, present and future alignments.")(history)
    app.command("show", cls=Command, help="One alignment: loads, what moves, challenges, broken limits.")(show)
    app.command("fairness", cls=Command, help="Why is this account mine: one rep's sheet.")(fairness)


def score(
    context: typer.Context,
    alignment: AlignmentName,
    *,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", show_default=False, help="Another month than the alignment's.")
    ] = None,
    seed: Seed = 0,
    seconds: Annotated[float, typer.Option("--seconds", metavar="N", min=0.1, help="Seconds for each rep's month.")] = 5.0,
    steps: Steps = None,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """By the real planner."""
    from desktop.cli.aligndocuments import score_document
    from desktop.cli.alignrun import in_processes
    from desktop.cli.alignscores import show_score
    from desktop.usecases.align_score import ScoreOrder
    from desktop.usecases.align_score import score as score_by_planner
    from planner.domain.alignment import AlignmentId
    from planner.solving import SolveLimits

    here = door(context)
    order = ScoreOrder(
        month=None if month is None else month_of(month),
        seed=seed,
        limits=SolveLimits(seconds=None if steps else seconds, steps=steps),
        country=country(here.environment),
    )
    with open_database(here) as store:
        with store.read() as books:
            names = {str(rep.id): rep.name for rep in books.reps.all()}
        scored = in_processes(
            here.screen, "desktop.jobs.solving", names, processes,
            lambda pool: score_by_planner(store, AlignmentId(alignment), order, pool, lambda _: None),
        )  # fmt: skip
    show_score(here.screen, scored)
    answer(here, score_document(here.screen, scored), out)
    return CANCELLED if any(each.today is None and each.after is None for each in scored.reps) else 0


def compare(
    context: typer.Context,
    alignments: Annotated[list[str], typer.Argument(metavar="ALIGNMENT...", help="Ids of alignments.")],
    out: Out = None,
) -> int:
    """Side by side."""
    from desktop.cli.aligndocuments import comparison_document
    from desktop.cli.aligntables import show_comparison
    from desktop.usecases.align_compare import compare as compare_alignments
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        comparison = compare_alignments(store, [AlignmentId(each) for each in alignments])
    show_comparison(here.screen, comparison)
    answer(here, comparison_document(comparison), out)
    return 0


def history(
    context: typer.Context,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", show_default=False, help="Look at it as of this date.")
    ] = None,
) -> int:
    """Every saved alignment with its era."""
    from desktop.cli.aligndocuments import history_document
    from desktop.cli.alignrun import now
    from desktop.cli.aligntables import show_history
    from desktop.usecases.align_history import history as history_of

    here = door(context)
    with open_database(here) as store, store.read() as books:
        entries = history_of(books, now().date() if today is None else date_of(today))
    show_history(here.screen, entries)
    here.screen.document(history_document(entries))
    return 0


def show(context: typer.Context, alignment: AlignmentName, out: Out = None) -> int:
    """One alignment."""
    from desktop.cli.aligndocuments import shown_document
    from desktop.cli.aligntables import show_alignment
    from desktop.usecases.align_show import show as show_one
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        shown = show_one(store, AlignmentId(alignment), country(here.environment))
    show_alignment(here.screen, shown)
    answer(here, shown_document(here.screen, shown), out)
    return 0


def fairness(context: typer.Context, alignment: AlignmentName, rep: RepName, out: Out = None) -> int:
    """One rep's sheet."""
    from desktop.cli.aligndocuments import fairness_document
    from desktop.cli.aligntables import show_fairness
    from desktop.usecases.align_fairness import fairness as fairness_of
    from desktop.usecases.align_show import rep_named
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        id = AlignmentId(alignment)
        sheet = fairness_of(store, id, rep_named(store, id, rep), country(here.environment))
    show_fairness(here.screen, sheet)
    answer(here, fairness_document(here.screen, sheet), out)
    return 0
