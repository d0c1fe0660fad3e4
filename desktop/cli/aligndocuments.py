"""Alignments as JSON documents for machines; keys are added, never renamed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from db.exchange.alignment_file import proposal_document, request_document
from db.mapping.alignments import AlignmentHeader
from desktop.cli.screen import Document, Screen
from desktop.usecases.align_compare import Comparison
from desktop.usecases.align_fairness import FairnessSheet
from desktop.usecases.align_history import Entry
from desktop.usecases.align_publish import Published
from desktop.usecases.align_score import MonthScore, Score, TeamScore
from desktop.usecases.align_show import Shown
from desktop.usecases.align_sizing import Curve
from desktop.usecases.align_solve import Aligned
from planner.alignment.handover import HandOver
from planner.alignment.sheets import RepSheet
from planner.domain.alignment import AnswerFigures, Challenge
from planner.domain.violations import Violation


def figures_document(figures: AnswerFigures) -> dict[str, Document]:
    """The figures of an answer."""
    return cast("dict[str, Document]", asdict(figures))


def header_document(header: AlignmentHeader) -> dict[str, Document]:
    """What a list shows of an alignment."""
    return {
        "alignment": header.id,
        "title": header.title,
        "kind": header.kind.value,
        "status": header.status.value,
        "effective": header.effective.isoformat() if header.effective else None,
        "carried_out": header.carried_out,
        "saved_at": header.saved_at.isoformat() if header.saved_at else None,
    }


def sheet_document(sheet: RepSheet, names: dict[str, str]) -> dict[str, Document]:
    """One rep's sheet."""
    plain: dict[str, Any] = {**asdict(sheet), "people": dict(sheet.people)}
    return {**plain, "name": names.get(sheet.rep, sheet.rep), "deviation": round(sheet.deviation, 4)}


def aligned_document(screen: Screen, aligned: Aligned) -> dict[str, Document]:
    """What a question brought."""
    return {
        "stopped": aligned.stopped,
        "accounts": len(aligned.case.accounts),
        "reps": [{"rep": rep.id, "name": rep.name} for rep in aligned.case.reps],
        "notes": [screen.text(note) for note in aligned.case.notes],
        "answers": [
            {"alignment": each.id, "title": each.proposal.title, "figures": figures_document(each.proposal.figures)}
            for each in aligned.answers
        ],
    }


def shown_document(screen: Screen, shown: Shown) -> dict[str, Document]:
    """All of one alignment."""
    proposal = proposal_document(shown.record.proposal)
    return {
        **header_document(shown.record.header),
        "based_on": shown.record.proposal.based_on,
        "figures": figures_document(shown.record.proposal.figures),
        "request": cast(Document, request_document(shown.record.proposal.request)),
        "reps": [sheet_document(each, shown.names) for each in shown.sheets],
        "accounts": cast(Document, proposal["holdings"]),
        "challenges": [challenge_document(each) for each in shown.record.challenges],
        "events": [
            {"what": each.what, "at": each.at.isoformat() if each.at else None, "note": each.note} for each in shown.record.events
        ],
        "violations": None if shown.violations is None else [_violation(screen, shown, each) for each in shown.violations],
        "trouble": None if shown.trouble is None else screen.text(shown.trouble),
    }


def _violation(screen: Screen, shown: Shown, each: Violation) -> dict[str, Document]:
    return {"rule": each.rule, "severity": each.severity.value, "message": screen.text(shown.named(each.message))}


def challenge_document(challenge: Challenge) -> dict[str, Document]:
    """One challenge."""
    plain: dict[str, Any] = asdict(challenge)
    return {**plain, "kind": challenge.kind.value, "status": challenge.status.value}


def comparison_document(comparison: Comparison) -> dict[str, Document]:
    """Alignments side by side."""
    names = {str(id): name for id, name in comparison.names.items()}
    return {
        "alignments": [
            {
                **header_document(each.header),
                "figures": figures_document(each.figures),
                "reps": [sheet_document(sheet, names) for sheet in each.sheets],
            }
            for each in comparison.columns
        ],
        "differing": list(comparison.differing),
    }


def curve_document(curve: Curve) -> dict[str, Document]:
    """A sizing curve."""
    return {
        "month": cast(Document, asdict(curve.month)),
        "points": [cast(Document, asdict(each)) for each in curve.points],
        "smallest": None if curve.smallest is None else curve.smallest.reps,
    }


def score_document(screen: Screen, score: Score) -> dict[str, Document]:
    """An alignment scored by the real planner."""
    return {
        "month": str(score.month),
        "today": _team(score.today),
        "after": _team(score.after),
        "reps": [
            {
                "rep": each.rep.id,
                "name": each.rep.name,
                "today": _month(each.today),
                "after": _month(each.after),
                "trouble": None if each.trouble is None else screen.text(each.trouble.problem),
            }
            for each in score.reps
        ],
    }


def _team(team: TeamScore) -> dict[str, Document]:
    return cast("dict[str, Document]", asdict(team))


def _month(month: MonthScore | None) -> Document:
    return None if month is None else cast(Document, asdict(month))


def published_document(published: Published) -> dict[str, Document]:
    """What was put in force."""
    return {
        "effective": published.publication.effective.isoformat(),
        "carried_out": published.carried_out,
        "customers_moved": len(published.publication.moves),
        "handovers": [_handover(each) for each in published.handovers],
        "introductions": [
            {
                "appointment": each.id,
                "customer": each.customer,
                "hospital": each.hospital,
                "date": each.dates[0].isoformat(),
                "start": str(each.start),
                "rep": each.rep,
                "with": each.with_rep,
            }
            for each in published.introductions
        ],
        "unplaced": [each.customer for each in published.unplaced],
    }


def _handover(each: HandOver) -> dict[str, Document]:
    return {"customer": each.customer, "from": each.before, "to": each.after, "equity": each.equity}


def history_document(entries: tuple[Entry, ...]) -> dict[str, Document]:
    """Past, present and future."""
    return {"alignments": [{**header_document(each.header), "era": each.era.value} for each in entries]}


def fairness_document(screen: Screen, sheet: FairnessSheet) -> dict[str, Document]:
    """One rep's fairness sheet."""
    return {
        "rep": sheet.rep,
        "accounts": [
            {
                "unit": each.unit,
                "name": each.name,
                "reasons": [screen.text(reason) for reason in each.reasons],
                "minutes": each.minutes,
                "next_best": each.next_best,
                "dearer": each.dearer,
                "breaks": None if each.breaks is None else screen.text(each.breaks),
            }
            for each in sheet.reasons
        ],
        "everybody": [sheet_document(each, sheet.names) for each in sheet.everybody],
    }
