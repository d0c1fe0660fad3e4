"""The way of an alignment on the command line: share, challenge, review, approve, publish, undo, restore, move by hand."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.alignoptions import MonthOption, Out, answer
from desktop.cli.alignwords import word
from desktop.cli.commands import Command, Door, door
from desktop.cli.opening import open_database
from desktop.cli.options import OptionError, date_of, month_of
from desktop.settings import country
from planner.domain.messages import message

AlignmentName = Annotated[str, typer.Argument(metavar="ALIGNMENT", help="The alignment's id, such as alignment-3.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("move", cls=Command, help="Give accounts to another rep by hand; what that breaks is said.")(move)
    app.command("share", cls=Command, help="Show a draft to the reps, who may challenge it.")(share)
    app.command("challenge", cls=Command, help="A rep challenges a shared alignment: keep, add or lower, with the reason.")(
        challenge
    )
    app.command("review", cls=Command, help="Answer a challenge, or with --done close the review.")(review)
    app.command("approve", cls=Command, help="Approve a reviewed alignment.")(approve)
    app.command("publish", cls=Command, help="Put an approved alignment in force on a day, with joint introduction visits.")(
        publish
    )
    app.command("undo", cls=Command, help="Take a published alignment back.")(undo)
    app.command("snapshot", cls=Command, help="Write down who looks after whom today.")(snapshot)
    app.command("restore", cls=Command, help="Make an approved alignment of an earlier one, to be published.")(restore)


def move(
    context: typer.Context,
    alignment: AlignmentName,
    units: Annotated[list[str], typer.Argument(metavar="ACCOUNT...", help="Ids of accounts, from align show.")],
    *,
    to: Annotated[str, typer.Option("--to", metavar="REP", help="Who gets them, by name or id.")],
    out: Out = None,
) -> int:
    """Move by hand."""
    from desktop.cli.aligndocuments import figures_document
    from desktop.cli.alignrun import now
    from desktop.usecases.align_edit import move_accounts
    from desktop.usecases.align_show import rep_named
    from planner.alignment.naming import in_words, names_of
    from planner.domain.alignment import AlignmentId
    from planner.domain.territory import UnitId

    here = door(context)
    with open_database(here) as store:
        id = AlignmentId(alignment)
        rep = rep_named(store, id, to)
        chosen = tuple(UnitId(each) for each in units)
        measured = move_accounts(store, id, chosen, rep, country=country(here.environment), at=now())
    names = names_of(measured.case)
    broken = [in_words(each.message, names) for each in measured.violations]
    for sentence in broken:
        here.screen.say(sentence)
    if not broken:
        here.screen.say(message("No limit is broken."))
    figures, told = figures_document(measured.proposal.figures), [here.screen.text(each) for each in broken]
    answer(here, {"alignment": alignment, "figures": figures, "violations": told}, out)
    return 0


def share(context: typer.Context, alignment: AlignmentName) -> int:
    """Draft to shared."""
    from desktop.cli.alignrun import now
    from desktop.usecases.align_share import share as share_draft
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        share_draft(store, AlignmentId(alignment), now())
    return _turned(here, alignment, "shared")


def challenge(
    context: typer.Context,
    alignment: AlignmentName,
    kind: Annotated[str, typer.Argument(metavar="keep|add|lower", help="What the rep asks for.")],
    *,
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help="Who asks, by name or id.")],
    unit: Annotated[str | None, typer.Option("--account", metavar="ACCOUNT", show_default=False, help="Which account.")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")],
) -> int:
    """A rep's word."""
    from desktop.cli.aligndocuments import challenge_document
    from desktop.cli.alignrun import now
    from desktop.usecases.align_challenge import challenge as challenge_shared
    from desktop.usecases.align_show import rep_named
    from planner.domain.alignment import AlignmentId, ChallengeKind
    from planner.domain.territory import UnitId

    here = door(context)
    try:
        asked = ChallengeKind(kind)
    except ValueError:
        raise OptionError(message("{value} is no challenge.", value=kind), message("Write keep, add or lower.")) from None
    with open_database(here) as store:
        id = AlignmentId(alignment)
        who = rep_named(store, id, rep)
        made = challenge_shared(store, id, who, asked, unit=None if unit is None else UnitId(unit), reason=reason, at=now())
    here.screen.say(message("Challenge {number} is with the manager.", number=made.number))
    here.screen.document(challenge_document(made))
    return 0


def review(
    context: typer.Context,
    alignment: AlignmentName,
    *,
    accept: Annotated[int | None, typer.Option("--accept", metavar="N", show_default=False, help="Grant this challenge.")] = None,
    reject: Annotated[
        int | None, typer.Option("--reject", metavar="N", show_default=False, help="Turn this challenge down.")
    ] = None,
    text: Annotated[str, typer.Option("--answer", metavar="TEXT", show_default=False, help="What the rep is told.")] = "",
    done: Annotated[bool, typer.Option("--done", show_default=False, help="Close the review.")] = False,
) -> int:
    """The manager's answer."""
    from desktop.cli.aligndocuments import challenge_document
    from desktop.cli.alignrun import now
    from desktop.usecases.align_review import answer_challenge, finish_review
    from planner.domain.alignment import AlignmentId

    here = door(context)
    if (accept is not None) + (reject is not None) + done != 1:
        raise OptionError(
            message("One of --accept, --reject and --done is needed."), message("Answer one challenge, or close the review.")
        )
    with open_database(here) as store:
        if done:
            finish_review(store, AlignmentId(alignment), now())
            return _turned(here, alignment, "reviewed")
        number = accept if accept is not None else reject
        assert number is not None
        answered = answer_challenge(
            store, AlignmentId(alignment), number, accepted=accept is not None, answer=text,
            country=country(here.environment), at=now(),
        )  # fmt: skip
    here.screen.say(message("Challenge {number}: {status}.", number=answered.number, status=word(answered.status.value)))
    here.screen.document(challenge_document(answered))
    return 0


def approve(
    context: typer.Context,
    alignment: AlignmentName,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", show_default=False, help="Kept in the history.")] = "",
) -> int:
    """Reviewed to approved."""
    from desktop.cli.alignrun import now
    from desktop.usecases.align_approve import approve as approve_reviewed
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        approve_reviewed(store, AlignmentId(alignment), now(), note)
    return _turned(here, alignment, "approved")


def publish(
    context: typer.Context,
    alignment: AlignmentName,
    *,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day from which it holds.")],
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", show_default=False, help="Another day than today.")
    ] = None,
    out: Out = None,
) -> int:
    """Put in force."""
    from desktop.cli.aligndocuments import published_document
    from desktop.cli.alignrun import now
    from desktop.cli.aligntables import show_published
    from desktop.usecases.align_publish import publish as publish_approved
    from planner.domain.alignment import AlignmentId

    here, at = door(context), now()
    with open_database(here) as store:
        day = at.date() if today is None else date_of(today)
        published = publish_approved(
            store, AlignmentId(alignment), date_of(on), today=day, country=country(here.environment), at=at
        )
        with store.read() as books:
            names = {str(rep.id): rep.name for rep in books.reps.all()}
            names |= {str(customer.id): customer.name for customer in books.customers.all()}
    show_published(here.screen, published, names)
    answer(here, published_document(published), out)
    return 0


def undo(context: typer.Context, alignment: AlignmentName) -> int:
    """Take back."""
    from desktop.cli.alignrun import now
    from desktop.usecases.align_undo import undo as take_back
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        back = take_back(store, AlignmentId(alignment), now())
    here.screen.say(message("{count:customer is|customers are} with their former reps again.", count=back))
    here.screen.document({"alignment": alignment, "status": "undone", "customers_back": back})
    return 0


def snapshot(context: typer.Context, month: MonthOption = None) -> int:
    """Write down what is in force."""
    from desktop.cli.alignrun import now
    from desktop.usecases.align_restore import snapshot as write_down
    from planner.domain.units import Month

    here, at = door(context), now()
    with open_database(here) as store:
        id = write_down(store, Month.of(at.date()) if month is None else month_of(month), country(here.environment), at)
    here.screen.say(message("Saved as {alignment}.", alignment=id))
    here.screen.document({"alignment": id, "status": "recorded"})
    return 0


def restore(context: typer.Context, alignment: AlignmentName) -> int:
    """An earlier one again."""
    from desktop.cli.alignrun import now
    from desktop.usecases.align_restore import restore as bring_back
    from planner.domain.alignment import AlignmentId

    here = door(context)
    with open_database(here) as store:
        id = bring_back(store, AlignmentId(alignment), now())
    here.screen.say(message("{alignment} is ready: publish it to bring {earlier} back.", alignment=id, earlier=alignment))
    here.screen.document({"alignment": id, "status": "approved"})
    return 0


def _turned(here: Door, alignment: str, status: str) -> int:
    here.screen.say(message("{alignment} is {status}.", alignment=alignment, status=word(status)))
    here.screen.document({"alignment": alignment, "status": status})
    return 0
