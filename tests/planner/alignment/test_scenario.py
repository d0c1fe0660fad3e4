"""Several answers to one question, totals while drawing, sheets and reasons."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.alignment.fairness import fairness_sheet
from planner.alignment.measures import deviations, fragments, loads, lost_equity, lost_units, measure, moved_units, travel
from planner.alignment.polish import polished
from planner.alignment.polish import today_of as polish_today
from planner.alignment.problem import Assignment, Goals
from planner.alignment.proposal import assignment_of, give, propose, today_of
from planner.alignment.scenario import FACTORS, Aims, Answer, Leaning, aims_of, answer_of, answers_of, front, leant, solve_leaning
from planner.alignment.sheets import rep_sheets
from planner.alignment.sizing import WorkingMonth, size_point, sizing_problem, smallest_team
from planner.alignment.solve import Alignment, solve
from planner.alignment.totals import make_ledger, move_units, totals
from planner.domain.territory import Contiguity, Share, UnitId
from planner.errors import AlignmentError
from planner.policy.preset import preset
from planner.solving import Ending, Outcome, SolveLimits
from tests.planner.alignment.landscapes import ANNA, BEN, case, landscape
from tests.planner.alignment.problems import best_objective, grid_problem, with_today

STEPS = SolveLimits(seconds=None, steps=6)
assignments = st.lists(st.integers(0, 2), min_size=9, max_size=9).map(lambda who: Assignment(tuple(who)))


@given(assignments)
def test_that_totals_while_drawing_are_those_of_the_measures(assignment: Assignment) -> None:
    problem = case(shares=(Share(ANNA, 0.5),)).problem
    found = totals(make_ledger(problem), assignment, with_pieces=True)
    for activity in range(len(problem.activities)):
        assert [each.loads[activity] for each in found] == pytest.approx(loads(problem, assignment, activity).tolist())
        assert [each.deviations[activity] for each in found] == pytest.approx(deviations(problem, assignment, activity).tolist())
    assert sum(each.travel or 0 for each in found) == pytest.approx(travel(problem, assignment))
    assert sum(each.gained for each in found) == len(moved_units(problem, assignment))
    assert tuple(each.lost for each in found) == lost_units(problem, assignment)
    assert [each.equity_lost for each in found] == pytest.approx(list(lost_equity(problem, assignment)))
    assert sum(max((each.pieces or 0) - 1, 0) for each in found) == fragments(problem, assignment)


def test_that_moving_units_by_hand_moves_those_and_no_others() -> None:
    before = Assignment((0,) * 9)
    assert move_units(before, [2, 5], 1).territory_of == (0, 0, 1, 0, 0, 1, 0, 0, 0)


@pytest.mark.parametrize("leaning", FACTORS)
def test_that_every_leaning_keeps_the_hard_limits_and_proves_no_more_than_is_true(leaning: Leaning) -> None:
    problem = case().problem
    outcome = solve_leaning(problem, leaning, 1, STEPS)
    assert outcome.best is not None and outcome.bound is not None
    assert outcome.best.measures == measure(leant(problem, leaning), outcome.best.assignment)
    assert outcome.bound <= outcome.best.measures.objective + 1e-6


def test_that_the_same_seed_and_steps_give_the_same_answer_for_every_leaning() -> None:
    problem = case().problem
    for leaning in (Leaning.AS_ASKED, Leaning.CALMER):
        assert solve_leaning(problem, leaning, 3, STEPS) == solve_leaning(problem, leaning, 3, STEPS)


def test_that_leanings_pull_where_they_say() -> None:
    ground = landscape()
    uneven = tuple(
        replace(each, rep=ANNA) if each.affiliations[0].hospital in ("H3", "H4") else each for each in ground.customers
    )
    problem = case(replace(ground, customers=uneven)).problem
    aims = {}
    for leaning in (Leaning.CALMER, Leaning.LESS_TRAVEL, Leaning.FAIRER):
        best = solve_leaning(problem, leaning, 1, STEPS).best
        assert best is not None
        aims[leaning] = aims_of(problem, best.assignment)
    assert aims[Leaning.LESS_TRAVEL].travel <= min(each.travel for each in aims.values()) + 1e-6
    assert aims[Leaning.FAIRER].imbalance <= min(each.imbalance for each in aims.values()) + 1e-6
    assert aims[Leaning.CALMER].disruption <= aims[Leaning.FAIRER].disruption + 1e-6


def test_that_every_leaning_takes_the_best_that_any_of_them_found() -> None:
    problem = case().problem
    weak = Assignment((0, 1, 2, 0, 1, 2, 0, 1, 2))
    asked = leant(problem, Leaning.AS_ASKED)
    good = solve_leaning(problem, Leaning.CALMER, 1, STEPS)
    assert good.best is not None
    poor = Outcome(Ending.FINISHED, Alignment(weak, measure(asked, weak)), 1.0)
    first, second = answers_of(problem, [(Leaning.AS_ASKED, poor), (Leaning.CALMER, good)])
    assert first.found.assignment == second.found.assignment == good.best.assignment
    objective = measure(asked, good.best.assignment).objective
    assert first.gap == pytest.approx((objective - 1.0) / objective)
    assert second.found.measures == measure(problem, good.best.assignment)


def test_that_beaten_answers_and_repeats_are_left_out_of_the_front() -> None:
    problem = case().problem

    def answer(leaning: Leaning, who: tuple[int, ...], aims: tuple[float, float, float]) -> Answer:
        assignment = Assignment(who)
        return Answer(leaning, Alignment(assignment, measure(problem, assignment)), Aims(*aims), None)

    asked = answer(Leaning.AS_ASKED, (0,) * 9, (5, 5, 5))
    better = answer(Leaning.CALMER, (1,) * 9, (4, 5, 5))
    other = answer(Leaning.FAIRER, (2,) * 9, (9, 1, 9))
    beaten = answer(Leaning.FREER, (0, 1) + (2,) * 7, (9, 2, 9))
    again = answer(Leaning.LESS_TRAVEL, (1,) * 9, (4, 5, 5))
    assert front([asked, better, other, beaten, again]) == (asked, better, other)


@given(assignments)
def test_that_joined_and_polished_territories_are_in_one_piece_and_no_worse_than_they_were(start: Assignment) -> None:
    problem = case(contiguity=Contiguity.SOFT).problem
    found = polished(problem, start, 1, STEPS)
    if found is not None and len(set(start.territory_of)) == 3:
        assert found.measures.objective <= measure(problem, start).objective + 1e-6
        assert found.measures == measure(problem, found.assignment)


def test_that_pieces_apart_are_given_to_a_neighbour() -> None:
    problem = case(contiguity=Contiguity.HARD).problem
    found = polished(problem, Assignment((0, 0, 0, 1, 1, 1, 2, 2, 0)), 1, STEPS)
    assert found is not None
    assert found.measures.fragments == 0
    today = polish_today(problem)
    assert today is not None and today.territory_of == (0, 0, 0, 1, 1, 1, 2, 2, 2)


def test_that_a_proposal_holds_every_account_and_comes_back_as_its_assignment() -> None:
    made = case()
    outcome = solve_leaning(made.problem, Leaning.AS_ASKED, 1, STEPS)
    answer = answer_of(made.problem, Leaning.AS_ASKED, outcome)
    assert answer is not None
    proposal = propose(made, answer, "December", seed=1, data_version="v", based_on=None)
    assert assignment_of(made, proposal.holdings) == answer.found.assignment
    assert proposal.figures.gap is not None
    given_away = give(proposal, {UnitId("H0")}, BEN)
    assert {each.unit: each.rep for each in given_away.holdings}["H0"] == BEN  # type: ignore[index]
    with pytest.raises(AlignmentError, match="H77 is no account"):
        give(proposal, {UnitId("H77")}, BEN)


def test_that_sheets_tell_what_each_rep_gains_keeps_and_loses() -> None:
    made = case()
    today = today_of(made)
    assert today is not None
    answer = Answer(Leaning.AS_ASKED, Alignment(today, measure(made.problem, today)), aims_of(made.problem, today), 0.0)
    proposal = give(propose(made, answer, "t", seed=0, data_version="v", based_on=None), {UnitId("H0")}, BEN)
    sheets = {each.rep: each for each in rep_sheets(proposal, {rep.id: rep for rep in made.reps})}
    assert (sheets[ANNA].lost, sheets[BEN].gained) == (("H0",), ("H0",))
    assert sheets[ANNA].kept == ("H1", "H2")
    assert sheets[ANNA].equity_lost > 0 and sheets[BEN].equity_lost == 0
    assert sum(each.workload for each in sheets.values()) == pytest.approx(sum(each.workload_before for each in sheets.values()))
    assert sum(each.target for each in sheets.values()) == pytest.approx(sum(each.workload for each in sheets.values()))


def test_that_a_fairness_sheet_gives_every_account_its_reasons_and_its_price() -> None:
    made = case()
    today = today_of(made)
    assert today is not None
    sheet = fairness_sheet(made, today, 0)
    assert [each.unit for each in sheet] == ["H0", "H1", "H2"]
    for each, unit in zip(sheet, (0, 1, 2), strict=True):
        assert any("You look after it today" in str(reason) for reason in each.reasons)
        assert each.next_best is not None and each.dearer is not None
        other = [rep.id for rep in made.reps].index(each.next_best)
        worse = measure(made.problem, move_units(today, [unit], other)).objective - measure(made.problem, today).objective
        assert each.dearer == pytest.approx(worse, abs=0.06)


def test_that_a_sizing_curve_falls_with_the_size_and_names_the_smallest_team() -> None:
    made, month = case(), WorkingMonth(field_days=2.0, minutes=900.0, calls_per_day=12.0)
    points = []
    for reps in (2, 3, 4):
        problem = sizing_problem(made, reps, preset())
        point = size_point(problem, solve(problem, 1, STEPS), made.accounts, month)
        assert point is not None
        assert sorted(np.unique([reps, point.reps])) == [reps]
        points.append(point)
    assert points[0].workload > points[1].workload > points[2].workload
    assert points[0].travel >= points[2].travel - 1e-6
    enough = smallest_team(points)
    assert enough == next((each for each in points if each.load <= 1.0), None)


@pytest.mark.parametrize(("fragment", "contiguity"), [(0.4, Contiguity.SOFT), (5.0, Contiguity.SOFT), (0.0, Contiguity.HARD)])
def test_that_what_is_proven_with_pieces_never_exceeds_the_best_of_all(fragment: float, contiguity: Contiguity) -> None:
    plain = grid_problem(3, 3, 2, 5, homes=True)
    problem = with_today(replace(plain, contiguity=contiguity), 4, Goals(moved=0.5, equity=0.2, fragment=fragment))
    best, outcome = best_objective(problem), solve_leaning(problem, Leaning.AS_ASKED, 1, STEPS)
    assert best is not None and outcome.bound is not None and outcome.best is not None
    assert outcome.bound <= best * (1 + 1e-6)
    assert outcome.best.measures.objective == pytest.approx(best, rel=1e-6)
