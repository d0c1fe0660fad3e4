"""The team's month, approvals and assignments, on the sample district."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.store import Store, open_store
from desktop.usecases.approve_plans import approval, approved, examine, refusal_error, waiting, withdrawal
from desktop.usecases.assign_customers import assignment
from desktop.usecases.district import District, load_district
from desktop.usecases.edit import EditConflictError, apply_edit
from desktop.usecases.plan_figures import plan_figures
from desktop.usecases.show_certificate import show_certificates
from desktop.usecases.show_team import PlanStatus, TeamReview, show_team, status_of, weigh_team
from planner.domain.calendar import DayKind
from planner.domain.people import RepId
from planner.domain.plan import PlanId
from planner.domain.units import Month

DECEMBER = Month(2026, 12)
NOW = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def team_of(store: Store) -> tuple[District, TeamReview]:
    with store.read() as books:
        district = load_district(books, DECEMBER, "CN")
        return district, show_team(books, district, date(2026, 12, 1))


@pytest.fixture
def store(district_file: Path) -> Store:
    return open_store(district_file)


def test_that_a_reps_row_says_the_same_as_the_figures_of_the_plan(store: Store) -> None:
    district, team = team_of(store)
    assert [row.rep.name for row in team.reps] == sorted(rep.name for rep in district.reps)
    for row in team.reps:
        assert row.latest is not None
        with store.read() as books:
            plan = books.plans.get(row.latest)
        assert plan is not None
        figures = plan_figures(district, plan)
        assert round(row.calls_per_field_day, 2) == figures.calls_per_field_day
        assert round(row.travel_per_field_day, 1) == figures.travel_minutes_per_day
        assert row.field_days == figures.field_days
        assert row.unplanned == figures.unplanned
    store.close()


def test_that_days_without_field_work_hold_no_minutes_and_no_target(store: Store) -> None:
    _, team = team_of(store)
    days = [day for row in team.reps for day in row.days]
    assert len(days) == 31 * len(team.reps)
    idle = [day for day in days if not day.share]
    assert {day.kind for day in idle} >= {DayKind.REST}
    assert all(day.minutes == day.busy == day.calls == 0 and day.short == 0 for day in idle)
    assert all(0 < day.load <= 1 for day in days if day.calls)
    store.close()


def test_that_a_month_without_plans_is_all_gaps_but_for_what_was_recorded(store: Store) -> None:
    with store.read() as books:
        district = load_district(books, Month(2026, 11), "CN")
        team = show_team(books, district, date(2026, 11, 20))
    assert {row.status for row in team.reps} == {PlanStatus.NONE}
    for row in team.reps:
        assert row.calls_short == pytest.approx(sum(max(0.0, day.target - day.made) for day in row.days))
    store.close()


@pytest.mark.parametrize(
    ("latest", "in_force", "status"),
    [
        (None, None, PlanStatus.NONE),
        ("plan-1", None, PlanStatus.DRAFT),
        ("plan-1", "plan-1", PlanStatus.APPROVED),
        ("plan-2", "plan-1", PlanStatus.CHANGED),
    ],
)
def test_that_the_status_tells_whether_the_latest_plan_is_in_force(
    latest: PlanId | None, in_force: PlanId | None, status: PlanStatus
) -> None:
    assert status_of(latest, in_force) is status


def test_that_plans_are_approved_and_withdrawn_and_both_are_taken_back(store: Store) -> None:
    _, team = team_of(store)
    assert waiting(team.reps) == team.reps
    assert not approved(team.reps)
    edit = approval(DECEMBER, team.reps)
    apply_edit(store, edit, NOW)
    _, after = team_of(store)
    assert {row.status for row in after.reps} == {PlanStatus.APPROVED}
    apply_edit(store, edit.turned(), NOW)
    assert team_of(store)[1].reps == team.reps
    apply_edit(store, edit, NOW)
    apply_edit(store, withdrawal(DECEMBER, after.reps[:1]), NOW)
    _, last = team_of(store)
    assert [row.status for row in last.reps] == [PlanStatus.DRAFT] + [PlanStatus.APPROVED] * 5
    with pytest.raises(EditConflictError):
        apply_edit(store, withdrawal(DECEMBER, after.reps[:1]), NOW)
    store.close()


def test_that_a_plan_that_breaks_a_hard_rule_is_refused_with_the_rep_and_the_rule(store: Store) -> None:
    _, team = team_of(store)
    assert examine(store, team.reps[:2], "CN") == ()
    row = team.reps[0]
    with store.write() as books:
        plan = books.plans.latest(row.rep.id, DECEMBER)
        assert plan is not None
        twice = replace(plan, days=(replace(plan.days[0], stops=plan.days[0].stops * 2), *plan.days[1:]))
        books.plans.save(twice, NOW)
    _, team = team_of(store)
    (refusal,) = examine(store, team.reps[:2], "CN")
    assert refusal.row.rep.id == row.rep.id
    assert row.rep.name in str(refusal_error([refusal]))
    store.close()


def test_that_customers_without_a_rep_are_proposed_to_who_is_at_their_hospital_and_assigned_with_undo(store: Store) -> None:
    with store.write() as books:
        chosen = [each for each in books.customers.all() if each.active][:5]
        before = {each.id: each.rep for each in chosen}
        books.reps.put([replace(books.reps.all()[0], id=RepId("gone"), active=False)])
        books.customers.put([replace(each, rep=None if place else RepId("gone")) for place, each in enumerate(chosen)])
    _, team = team_of(store)
    assert {each.customer.id for each in team.orphans} == set(before)
    working = {row.rep.id for row in team.reps}
    assert all(each.proposed in working for each in team.orphans if each.proposed)
    edit = assignment([each.customer for each in team.orphans], {id: rep for id, rep in before.items() if rep})
    apply_edit(store, edit, NOW)
    with store.read() as books:
        assert {id: books.customers.get(id) for id in before} == {each.id: each for each in chosen}
    assert not team_of(store)[1].orphans
    apply_edit(store, edit.turned(), NOW)
    assert len(team_of(store)[1].orphans) == 5
    store.close()


def test_that_certificates_are_those_of_the_command_line_and_one_odd_rep_hides_no_other(store: Store) -> None:
    _, promises = show_certificates(store, DECEMBER, "CN", ())
    assert weigh_team(store, DECEMBER, "CN") == {each.rep.id: each.certificate for each in promises}
    with store.write() as books:
        odd = promises[0].rep
        books.reps.put([replace(odd, home=None)])
    weighed = weigh_team(store, DECEMBER, "CN")
    assert set(weighed) == {each.rep.id for each in promises}
    assert all(weighed[each.rep.id] == each.certificate for each in promises[1:])
    store.close()
