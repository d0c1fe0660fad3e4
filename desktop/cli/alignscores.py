"""Sizing curves and scores of alignments as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.cli.screen import Cell, Screen, percent
from desktop.usecases.align_score import MonthScore, Score, TeamScore
from desktop.usecases.align_sizing import Curve
from planner.domain.messages import message


def show_curve(screen: Screen, curve: Curve) -> None:
    """The sizing curve and the smallest team that is enough."""
    headings = (
        message("Reps"),
        message("Load of the busiest"),
        message("Workload of a rep"),
        message("Calls a field day"),
        message("Travel"),
        message("Gap"),
    )
    screen.table(
        headings,
        [
            (each.reps, percent(each.load), each.workload, each.calls_per_day, each.travel, percent(each.gap))
            for each in curve.points
        ],
    )
    if curve.smallest is None:
        screen.say(message("None of these sizes is enough: the busiest rep's month holds less than the workload."))
    else:
        screen.say(message("{reps:rep is|reps are} enough.", reps=curve.smallest.reps))


def show_score(screen: Screen, score: Score) -> None:
    """Today against the alignment, rep by rep and together."""
    headings = (
        message("Rep"),
        message("When"),
        message("Calls a field day"),
        message("Target"),
        message("A"),
        message("B"),
        message("Travel a day"),
        message("Not planned"),
        message("Overtime"),
    )
    rows: list[Sequence[Cell]] = []
    for each in score.reps:
        for when, month in ((message("today"), each.today), (message("after"), each.after)):
            rows.append((each.rep.name, when, *_month_cells(month)))
    rows.append((message("together"), message("today"), *_team_cells(score.today)))
    rows.append((message("together"), message("after"), *_team_cells(score.after)))
    screen.table(headings, rows)
    for each in score.reps:
        if each.trouble is not None:
            screen.say(message("{rep}: not planned. {problem}", rep=each.rep.name, problem=each.trouble.problem))


def _month_cells(month: MonthScore | None) -> Sequence[Cell]:
    if month is None:
        return (None,) * 7
    coverage = month.coverage
    return (
        month.calls_per_field_day,
        month.call_target,
        percent(coverage.get("A")),
        percent(coverage.get("B")),
        month.travel_minutes_per_day,
        month.unplanned,
        month.overtime,
    )


def _team_cells(team: TeamScore) -> Sequence[Cell]:
    coverage = team.coverage
    return (
        team.calls_per_field_day,
        None,
        percent(coverage.get("A")),
        percent(coverage.get("B")),
        team.travel_minutes_per_day,
        None,
        team.overtime,
    )
