"""`roundwise align`: questions to the alignment; the way of an answer is in `alignflow`, its sheets are in `alignsheets`."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli import alignflow, alignsheets
from desktop.cli.alignoptions import (
    Answers,
    MonthOption,
    Out,
    RepName,
    RequestFile,
    Seconds,
    Steps,
    answer,
    order_of,
    request_of,
    run_question,
)
from desktop.cli.commands import Command, door, group
from desktop.cli.opening import open_database
from desktop.cli.options import OptionError, Processes, Seed
from planner.domain.messages import message
from planner.domain.places import Coordinate

app = group(help="Align territories: what-ifs, scores, challenges, publication, history.")
alignflow.add_to(app)
alignsheets.add_to(app)


@app.command("rebalance", cls=Command, help="Share accounts out anew: several answers between travel, balance and disruption.")
def rebalance(
    context: typer.Context,
    *,
    month: MonthOption = None,
    request: RequestFile = None,
    based_on: Annotated[
        str | None,
        typer.Option(
            "--based-on", metavar="ALIGNMENT", show_default=False, help="Solve this one again, with what was granted to reps."
        ),
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", show_default=False, help="Even while challenges are open.")] = False,
    seed: Seed = 0,
    seconds: Seconds = 20.0,
    steps: Steps = None,
    answers: Answers = 5,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """Anew, or from a challenged alignment."""
    from desktop.usecases.align_rebalance import challenged_request
    from planner.domain.alignment import AlignmentId

    here = door(context)
    order = order_of(here, seed, seconds, steps, answers)
    with open_database(here) as store:
        if based_on is not None:
            asked = challenged_request(store, AlignmentId(based_on), anyway=anyway)
        else:
            asked = request_of(request, month)
        return run_question(here, store, asked, order, processes=processes, out=out, based_on=based_on)


@app.command("vacancy", cls=Command, help="A rep leaves: who takes over.")
def vacancy(
    context: typer.Context,
    rep: RepName,
    *,
    month: MonthOption = None,
    request: RequestFile = None,
    reshuffle: Annotated[
        bool, typer.Option("--reshuffle", show_default=False, help="The others' accounts may move as well.")
    ] = False,
    seed: Seed = 0,
    seconds: Seconds = 20.0,
    steps: Steps = None,
    answers: Answers = 3,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """Share one rep's accounts out."""
    from desktop.usecases.align_vacancy import vacate
    from desktop.usecases.district import find_reps

    here = door(context)
    order = order_of(here, seed, seconds, steps, answers)
    with open_database(here) as store:
        with store.read() as books:
            (found,) = find_reps(books.reps.all(), (rep,))
        return run_question(
            here, store, vacate(request_of(request, month), found.id, reshuffle=reshuffle), order, processes=processes, out=out
        )


@app.command(
    "split", cls=Command, help="A rep joins: who gives what. A rep on record without a territory, or a new one with a home."
)
def split(
    context: typer.Context,
    rep: Annotated[str, typer.Argument(metavar="REP", help="A rep on record by name or id, or the name of a new one.")],
    *,
    home: Annotated[
        str | None, typer.Option("--home", metavar="LAT,LON", show_default=False, help="A new rep's home, WGS-84.")
    ] = None,
    team: Annotated[str | None, typer.Option("--team", metavar="TEAM", show_default=False, help="A new rep's team.")] = None,
    giving: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="REP", show_default=False, help="Only this rep gives something away; may be repeated."),
    ] = None,
    month: MonthOption = None,
    request: RequestFile = None,
    seed: Seed = 0,
    seconds: Seconds = 20.0,
    steps: Steps = None,
    answers: Answers = 3,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """Make room for one more."""
    from desktop.usecases.align_split import new_rep
    from desktop.usecases.align_split import split as split_for
    from desktop.usecases.district import find_reps
    from planner.policy.preset import preset

    here = door(context)
    order = order_of(here, seed, seconds, steps, answers)
    with open_database(here) as store:
        with store.read() as books:
            reps, policy = books.reps.all(), books.policies.current() or preset()
        if home is None:
            (joining,) = find_reps(reps, (rep,))
        else:
            joining = new_rep(rep, _coordinate(home), team, reps, policy)
        givers = [each.id for each in find_reps(reps, tuple(giving))] if giving else []
        return run_question(
            here, store, split_for(request_of(request, month), joining, reps, givers), order, processes=processes, out=out
        )


@app.command("part-time", cls=Command, help="A rep is going to work another part of the week.")
def part_time(
    context: typer.Context,
    rep: RepName,
    share: Annotated[float, typer.Argument(metavar="SHARE", help="The part of a full week, such as 0.6.")],
    *,
    month: MonthOption = None,
    request: RequestFile = None,
    seed: Seed = 0,
    seconds: Seconds = 20.0,
    steps: Steps = None,
    answers: Answers = 3,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """Rebalance for another share."""
    from desktop.usecases.align_part_time import change_share
    from desktop.usecases.district import find_reps

    here = door(context)
    order = order_of(here, seed, seconds, steps, answers)
    with open_database(here) as store:
        with store.read() as books:
            (found,) = find_reps(books.reps.all(), (rep,))
        return run_question(
            here, store, change_share(request_of(request, month), found.id, share), order, processes=processes, out=out
        )


@app.command("launch", cls=Command, help="A product is launched and asks for more calls.")
def launch(
    context: typer.Context,
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help="A product by name or id.")],
    *,
    calls: Annotated[float, typer.Option("--calls", metavar="N", help="More calls a month on each prescriber concerned.")] = 1.0,
    tiers: Annotated[str, typer.Option("--tiers", metavar="A,B", help="The tiers concerned.")] = "A,B",
    month: MonthOption = None,
    request: RequestFile = None,
    seed: Seed = 0,
    seconds: Seconds = 20.0,
    steps: Steps = None,
    answers: Answers = 3,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """Rebalance for a heavier month."""
    from desktop.usecases.align_launch import launch as launch_for
    from planner.policy.preset import preset

    here = door(context)
    order = order_of(here, seed, seconds, steps, answers)
    with open_database(here) as store:
        with store.read() as books:
            products, policy = books.products.all(), books.policies.current() or preset()
        named = [each.strip() for each in tiers.split(",") if each.strip()]
        asked = launch_for(request_of(request, month), product, calls, named, products=products, policy=policy)
        return run_question(here, store, asked, order, processes=processes, out=out)


@app.command("sizing", cls=Command, help="How many reps are needed: every size is solved.")
def sizing(
    context: typer.Context,
    sizes: Annotated[str, typer.Argument(metavar="SIZES", help="Such as 4-9 or 4,6,8.")],
    *,
    month: MonthOption = None,
    request: RequestFile = None,
    seed: Seed = 0,
    seconds: Seconds = 10.0,
    steps: Steps = None,
    processes: Processes = None,
    out: Out = None,
) -> int:
    """The sizing curve."""
    from desktop.cli.aligndocuments import curve_document
    from desktop.cli.alignrun import in_processes
    from desktop.cli.alignscores import show_curve
    from desktop.usecases.align_sizing import size

    here = door(context)
    order, wanted = order_of(here, seed, seconds, steps, 1), _sizes(sizes)
    with open_database(here) as store:
        labels = {str(each): str(each) for each in wanted}
        curve = in_processes(
            here.screen, "desktop.jobs.aligning", labels, processes,
            lambda pool: size(store, request_of(request, month), wanted, order, pool),
        )  # fmt: skip
    show_curve(here.screen, curve)
    answer(here, curve_document(curve), out)
    return 0


def _coordinate(text: str) -> Coordinate:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
        return Coordinate(latitude, longitude)
    except ValueError:
        raise OptionError(
            message("{value} is no place.", value=text), message("Write latitude and longitude, such as 30.58,114.27.")
        ) from None


def _sizes(text: str) -> tuple[int, ...]:
    try:
        spans = [part.partition("-") for part in text.split(",")]
        return tuple(size for start, _, end in spans for size in range(int(start), int(end or start) + 1))
    except ValueError:
        raise OptionError(message("{value} are no sizes.", value=text), message("Write sizes such as 4-9 or 4,6,8.")) from None
