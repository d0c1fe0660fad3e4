"""Alignments as tables for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.cli.alignwords import word
from desktop.cli.screen import Cell, Screen, percent
from desktop.usecases.align_compare import Comparison
from desktop.usecases.align_fairness import FairnessSheet
from desktop.usecases.align_history import Entry
from desktop.usecases.align_publish import Published
from desktop.usecases.align_show import Shown
from desktop.usecases.align_solve import Aligned
from planner.alignment.sheets import RepSheet
from planner.domain.alignment import AnswerFigures
from planner.domain.messages import message

SHOWN = 12
"""Rows of a long list before the rest is only counted."""


def show_aligned(screen: Screen, aligned: Aligned) -> None:
    """The answers with what sets them apart."""
    for note in aligned.case.notes[:SHOWN]:
        screen.say(note)
    headings = (message("Alignment"), message("Leaning"), *_FIGURES)
    screen.table(
        headings, [(each.id, word(each.answer.leaning.value), *_figures(each.proposal.figures)) for each in aligned.answers]
    )
    screen.say(message("Saved as drafts; nothing is changed until one is published."))


_FIGURES = (
    message("Travel"),
    message("Imbalance"),
    message("Disruption"),
    message("Moved"),
    message("Equity moved"),
    message("Apart"),
    message("Gap"),
)


def _figures(figures: AnswerFigures) -> Sequence[Cell]:
    return (
        figures.travel,
        figures.imbalance,
        figures.disruption,
        figures.moved_units,
        figures.moved_equity,
        figures.pieces_apart,
        percent(figures.gap),
    )


def show_sheets(screen: Screen, sheets: Sequence[RepSheet], names: dict[str, str]) -> None:
    """Load against target, and what each rep gains, keeps and loses."""
    headings = (
        message("Rep"),
        message("Workload today"),
        message("Workload"),
        message("Target"),
        message("Off target"),
        message("Potential"),
        message("Customers"),
        message("Gained"),
        message("Kept"),
        message("Lost"),
        message("Equity kept"),
        message("Equity lost"),
    )
    rows = [
        (
            names.get(each.rep, each.rep),
            each.workload_before,
            each.workload,
            each.target,
            percent(each.deviation),
            each.potential,
            each.customers,
            len(each.gained),
            len(each.kept),
            len(each.lost),
            each.equity_kept,
            each.equity_lost,
        )
        for each in sheets
    ]
    screen.table(headings, rows)


def show_alignment(screen: Screen, shown: Shown) -> None:
    """One alignment: status, sheets, what moves, challenges, broken limits."""
    header = shown.record.header
    screen.say(
        message("{alignment}: {title} ({status})", alignment=header.id, title=header.title, status=word(header.status.value))
    )
    show_sheets(screen, shown.sheets, shown.names)
    moving = [each for each in shown.record.proposal.holdings if each.before != each.rep]
    screen.table(
        (message("Account"), message("Name"), message("From"), message("To"), message("Workload"), message("Equity")),
        [
            (
                each.unit,
                each.name,
                shown.names.get(each.before or "", "–"),
                shown.names.get(each.rep, each.rep),
                each.workload,
                each.equity_with(each.before),
            )
            for each in moving
        ],
    )
    _show_challenges(screen, shown)
    if shown.trouble is not None:
        screen.say(shown.trouble)
    for violation in shown.violations or ():
        screen.say(shown.named(violation.message))


def _show_challenges(screen: Screen, shown: Shown) -> None:
    if not shown.record.challenges:
        return
    screen.table(
        (
            message("No."),
            message("Rep"),
            message("Asks"),
            message("Account"),
            message("Reason"),
            message("Status"),
            message("Answer"),
        ),
        [
            (
                each.number,
                shown.names.get(each.rep, each.rep),
                word(each.kind.value),
                shown.names.get(each.unit or "", each.unit or "–"),
                each.reason,
                word(each.status.value),
                each.answer or None,
            )
            for each in shown.record.challenges
        ],
    )


def show_comparison(screen: Screen, comparison: Comparison) -> None:
    """Figures side by side, then the workload of every rep in each."""
    screen.table(
        (message("Alignment"), message("Alignment title"), message("Status"), *_FIGURES),
        [
            (each.header.id, each.header.title, word(each.header.status.value), *_figures(each.figures))
            for each in comparison.columns
        ],
    )
    sheets = [{sheet.rep: sheet for sheet in each.sheets} for each in comparison.columns]
    reps = sorted({rep for found in sheets for rep in found})
    screen.table(
        (message("Rep"), *(message("Workload in {alignment}", alignment=each.header.id) for each in comparison.columns)),
        [(comparison.names.get(rep, rep), *(found[rep].workload if rep in found else None for found in sheets)) for rep in reps],
    )
    screen.say(message("{count:account goes|accounts go} to different reps in them.", count=len(comparison.differing)))


def show_published(screen: Screen, published: Published, names: dict[str, str]) -> None:
    """What was put in force, and the first hand-overs."""
    moved, day = len(published.publication.moves), published.publication.effective
    screen.say(message("{customers:customer changes|customers change} hands on {date}.", customers=moved, date=day))
    screen.say(
        message("{visits:joint introduction visit is|joint introduction visits are} planned.", visits=len(days_of(published)))
    )
    days = days_of(published)
    screen.table(
        (message("Customer"), message("From"), message("To"), message("Equity"), message("Introduction")),
        [
            (names.get(each.customer, each.customer), names.get(each.before, each.before), names.get(each.after, each.after),
             each.equity, days.get(each.customer))
            for each in published.handovers[:SHOWN]
        ],
    )  # fmt: skip
    if len(published.handovers) > SHOWN:
        screen.say(message("... and {count} more.", count=len(published.handovers) - SHOWN))


def days_of(published: Published) -> dict[str, date]:
    """The day of every introduction by customer."""
    return {str(each.customer): each.dates[0] for each in published.introductions}


def show_history(screen: Screen, entries: Sequence[Entry]) -> None:
    """Past, present and future."""
    screen.table(
        (
            message("Alignment"),
            message("Alignment title"),
            message("Status"),
            message("Effective"),
            message("Holds"),
            message("Saved"),
        ),
        [
            (
                each.header.id,
                each.header.title,
                word(each.header.status.value),
                each.header.effective,
                word(each.era.value),
                f"{each.header.saved_at:%Y-%m-%d %H:%M}" if each.header.saved_at else None,
            )
            for each in entries
        ],
    )


def show_fairness(screen: Screen, sheet: FairnessSheet) -> None:
    """Account by account: why it is this rep's, and who would be next."""
    screen.table(
        (message("Account"), message("Why"), message("Next best"), message("Dearer by")),
        [
            (
                each.name,
                " ".join(screen.text(reason) for reason in each.reasons),
                None if each.next_best is None else sheet.names.get(each.next_best, each.next_best),
                each.dearer,
            )
            for each in sheet.reasons
        ],
    )
    show_sheets(screen, sheet.everybody, sheet.names)
