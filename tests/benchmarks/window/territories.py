"""How fast totals follow the hand on the territories page: `python -m tests.benchmarks.window.territories [hospitals] [reps]`.

A made city of 3,428 hospitals and 40 reps (by default); a lasso around 500 hospitals, and the steps of drawing it.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from desktop.bootstrap import neighbour_links
from desktop.theme.apply import font_of, palette_of, style_sheet
from desktop.theme.tokens import Type, theme_of
from desktop.usecases.align_desk import Desk, Table, broken_limits, by_hand, moved, today_or_nearest
from desktop.usecases.align_picture import Picture
from desktop.viewmodels.territories import territories_model
from desktop.views.territories.page import TerritoriesPage
from planner.alignment.accounts import Account
from planner.alignment.assemble import Case
from planner.alignment.problem import Activity, AlignmentProblem, Contiguity, Goals, Territory, TerritoryId, Unit
from planner.alignment.proposal import figures_of
from planner.alignment.totals import make_ledger, totals
from planner.domain.people import CustomerId, Rep, RepId, SegmentId, TeamId
from planner.domain.places import Coordinate, HospitalId
from planner.domain.territory import AlignmentRequest, UnitId
from planner.domain.units import Month
from tests.desktop.window import TODAY, context_of, make_planned_demo, open_session

TRIES = 15
LASSO = 500


def timed(name: str, run: Callable[[int], object]) -> None:
    """Median and worst of a few runs, in milliseconds of this thread's processor time and on the clock."""
    own, clock = [], []
    for number in range(TRIES):
        before, began = time.thread_time(), time.perf_counter()
        run(number)
        own.append((time.thread_time() - before) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    print(  # noqa: T201
        f"{name:<44} {statistics.median(own):8.1f} ms  worst {max(own):8.1f} ms  on the clock {statistics.median(clock):8.1f} ms"
    )


def made_table(hospitals: int, reps: int) -> Table:
    """A city of hospitals scattered around a centre, with homes of reps among them."""
    random = np.random.default_rng(1)
    spots = random.normal((30.58, 114.3), (0.18, 0.22), (hospitals, 2))
    homes = random.normal((30.58, 114.3), (0.12, 0.15), (reps, 2))
    away = np.hypot(*(homes[:, None, :] - spots[None, :, :]).transpose(2, 0, 1)) * 160
    nearest = away.argmin(axis=0)
    team = tuple(Rep(RepId(f"R{k}"), f"Rep {k}", TeamId("T"), home=Coordinate(*map(float, homes[k]))) for k in range(reps))
    weights = random.integers(30, 900, (hospitals, 5))
    accounts = tuple(
        Account(
            id=UnitId(f"H{i}"), name=f"Hospital {i}", hospital=HospitalId(f"H{i}"), department=None,
            where=Coordinate(*map(float, spots[i])), customers=(CustomerId(f"C{i}"),), people=((SegmentId("A"), 1),),
            visits=4.0, days=2.0, workload=float(weights[i, 0]), potential=float(weights[i, 1]),
            today=team[nearest[i]].id, equity=((team[nearest[i]].id, 3.0),),
        )
        for i in range(hospitals)
    )  # fmt: skip
    problem = AlignmentProblem(
        units=tuple(
            Unit(each.id, tuple(map(float, row)), each.days, TerritoryId(str(each.today)), 3.0)
            for each, row in zip(accounts, weights, strict=True)
        ),
        territories=tuple(Territory(TerritoryId(rep.id)) for rep in team),
        activities=(
            Activity("workload", 0.05, 100.0), Activity("potential", 0.15, 30.0),
            *(Activity(f"customers:{tier}") for tier in "ABC"),
        ),
        homes=away,
        neighbours=neighbour_links([each.where for each in accounts], ()),
        contiguity=Contiguity.SOFT,
        goals=Goals(moved=1.0, equity=1.0),
    )  # fmt: skip
    request = AlignmentRequest(Month.of(date(2026, 12, 1)))
    case = Case(request, accounts, team, problem)
    names = {str(rep.id): rep.name for rep in team}
    places = tuple(each.where for each in accounts)
    return Table(case, problem, make_ledger(problem), places, team, (), names, (request, "made"))


def main() -> None:
    """Measure and print."""
    hospitals, reps = (int(each) for each in (*sys.argv[1:], *("3428", "40")[len(sys.argv) - 1 :]))
    application = QApplication([])
    theme = theme_of(False)
    application.setPalette(palette_of(theme))
    application.setFont(font_of(Type.BODY))
    application.setStyleSheet(style_sheet(theme))
    table = made_table(hospitals, reps)
    assignment = today_or_nearest(table.case)
    desk = Desk(table, None, assignment, totals(table.ledger, assignment))
    chosen = [str(each.hospital) for each in table.accounts[:LASSO]]
    with TemporaryDirectory() as folder:
        session = open_session(make_planned_demo(Path(folder) / "demo.db", steps=1), today=TODAY)
        page = TerritoriesPage(context_of(session, Path(folder)))
        page.resize(1216, 760)
        model = territories_model(session)
        picture = Picture((), desk, figures_of(table.case, assignment, "", None, 0), (), ())
        model.state = replace(model.state, picture=picture, brush=table.case.reps[0].id)
        page._show()
        page.show()
        application.processEvents()
        print(f"{hospitals} hospitals, {reps} reps, {LASSO} drawn around")  # noqa: T201
        timed("totals of a lasso", lambda _: moved(desk, range(LASSO), 0))

        def step(number: int) -> None:
            model.preview(chosen[: LASSO - number])
            page.balance.chart.repaint()

        timed("a step of drawing: totals and painted bars", step)
        after = moved(desk, range(LASSO), 0)
        timed("let go: measured anew", lambda _: by_hand(after, ""))
        timed("let go: limits asked", lambda _: broken_limits(after))

        def show(number: int) -> None:
            model.state = replace(model.state, picture=replace(picture, desk=(desk, after)[number % 2]), preview=None)
            page._show_state()

        timed("let go: map, bars and lists shown", show)
        timed("the map painted anew", lambda _: page.maps.view.viewport().repaint())
        session.close()


if __name__ == "__main__":
    main()
