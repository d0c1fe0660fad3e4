"""`roundwise check`: prove plan files, rule by rule."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.screen import Document, Screen
from desktop.cli.violations import missed_goals, violation_line
from desktop.settings import country
from planner.domain.messages import message
from planner.domain.violations import Violation
from planner.errors import UserFacingError
from planner.month.bound.words import proof_in_words

if TYPE_CHECKING:
    from db.exchange.plan_names import Names
    from desktop.usecases.check_plan import Proof


app = single()
ANSWER_IS_NO = 1
USER_ERROR = 3


class UnreadableError(UserFacingError):
    """A plan file that cannot be opened."""


@app.command(cls=Command, help="Prove plan files against the database, rule by rule, without any of the code that made them.")
def check(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="PLAN.json...", help="Plan files as written by plan month or export.")],
    soft: Annotated[
        bool, typer.Option("--soft", show_default=False, help="Also list the goals that are missed, one by one.")
    ] = False,
) -> int:
    """Check each file; one bad file does not keep the others from being checked."""
    from desktop.usecases.check_plan import check_plan_file

    here = door(context)
    answers: list[Document] = []
    code = 0
    with open_database(here) as store:
        for name in files:
            try:
                proof = check_plan_file(store, read_bytes(Path(name)), country(here.environment))
            except UserFacingError as error:
                here.screen.say(
                    message(
                        "{file}: cannot be checked. {problem} {way_out}", file=name, problem=error.problem, way_out=error.way_out
                    )
                )
                answers.append({"file": name, "valid": None, "error": str(error)})
                code = USER_ERROR
                continue
            show_proof(here.screen, name, proof, soft)
            answers.append(proof_document(here.screen, name, proof))
            code = code or (0 if proof.valid else ANSWER_IS_NO)
    here.screen.document({"plans": answers})
    return code


def read_bytes(path: Path) -> bytes:
    """A file's content. Raises UnreadableError."""
    try:
        return path.expanduser().read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        problem = message("{path} cannot be read: {reason}.", path=str(path), reason=reason)
        raise UnreadableError(problem, message("Check the path and the right to read the file.")) from None


def show_proof(screen: Screen, name: str, proof: Proof, soft: bool) -> None:
    """Valid or not, every hard violation, and the missed goals counted or listed."""
    calls = sum(len(day.calls) for day in proof.plan.days)
    if proof.valid:
        screen.say(
            message(
                "{file}: valid. {rep}, {calls:call|calls}, no hard rule is broken.", file=name, rep=proof.rep.name, calls=calls
            )
        )
    else:
        screen.say(message("{file}: NOT valid, {count:violation|violations} of hard rules.", file=name, count=len(proof.hard)))
    shown = proof.violations if soft else proof.hard
    screen.lines([f"  {violation_line(screen, each, proof.names)}" for each in shown])
    if proof.soft and not soft:
        screen.say(message("  Goals missed: {missed}.", missed=missed_goals(screen, proof.soft)))
    stated = proof_in_words(proof.plan)
    if stated is not None and proof.valid:
        screen.say(message("  The plan states, and this check does not prove again: {said}", said=stated))
    for note in proof.notes:
        screen.say(message("  Note: {note}", note=note))


def proof_document(screen: Screen, name: str, proof: Proof) -> dict[str, Document]:
    """A proof for machines."""
    return {
        "file": name,
        "valid": proof.valid,
        "rep": proof.plan.rep,
        "month": str(proof.plan.month),
        "calls": sum(len(day.calls) for day in proof.plan.days),
        "violations": [_violation_document(screen, each, proof.names) for each in proof.violations],
        "notes": [screen.text(note) for note in proof.notes],
        "proven": None if (stated := proof_in_words(proof.plan)) is None else screen.text(stated),
    }


def _violation_document(screen: Screen, each: Violation, names: Names) -> dict[str, Document]:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "date": each.date.isoformat() if each.date else None,
        "hospital": each.hospital,
        "hospital_name": names.hospitals.get(each.hospital) if each.hospital else None,
        "customer": each.customer,
        "customer_name": names.customers.get(each.customer) if each.customer else None,
        "message": screen.text(each.message),
    }
