"""The way of an alignment on the command line, on the sample district."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.store import open_store
from desktop.main import ExitCode
from desktop.usecases.align_launch import launch
from desktop.usecases.align_part_time import change_share
from desktop.usecases.align_rebalance import challenged_request
from desktop.usecases.align_score import ScoreOrder, score
from desktop.usecases.align_sizing import size
from desktop.usecases.align_solve import AlignOrder, align
from desktop.usecases.align_split import new_rep, split
from desktop.usecases.align_vacancy import vacate
from desktop.usecases.plan_all import Order, load_problems, plan_all
from planner.domain.alignment import AlignmentId
from planner.domain.people import RepId
from planner.domain.places import Coordinate
from planner.domain.territory import AlignmentRequest, Contiguity
from planner.domain.units import Month
from planner.policy.preset import preset
from planner.solving import SolveLimits
from tests.desktop.console import Console

REQUEST = AlignmentRequest(Month(2026, 12), contiguity=Contiguity.OFF)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
STEPS = SolveLimits(seconds=None, steps=2)


def ask(console: Console, request: AlignmentRequest = REQUEST, seed: int = 0) -> str:
    """Solve in this process, which is quicker than a worker of its own; the id of the only answer."""
    order = AlignOrder(seed=seed, limits=STEPS, answers=1)
    with open_store(console.database) as store, ThreadPoolExecutor(1) as executor:
        return align(store, request, order, executor, at=AT).answers[0].id


@pytest.fixture(scope="module")
def aligned(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample district with one draft, `alignment-1`."""
    database = tmp_path_factory.mktemp("aligned") / "aligned.db"
    database.write_bytes(sample.read_bytes())
    ask(Console(database))
    return database


@pytest.fixture
def drafted(aligned: Path, tmp_path: Path) -> Console:
    database = tmp_path / "district.db"
    database.write_bytes(aligned.read_bytes())
    return Console(database)


def owners(console: Console) -> dict[str, str]:
    with sqlite3.connect(console.database) as connection:
        return dict(connection.execute("SELECT id, rep FROM customer"))


def moving(console: Console) -> list[dict[str, Any]]:
    return [each for each in console.json("align", "show", "alignment-1")["accounts"] if each["before"] != each["rep"]]


def approved(console: Console, alignment: str = "alignment-1") -> Console:
    console.json("align", "share", alignment)
    console.json("align", "review", alignment, "--done")
    console.json("align", "approve", alignment)
    return console


def test_that_a_rebalance_is_saved_as_a_draft_and_changes_nothing(console: Console) -> None:
    before = owners(console)
    document = console.json("align", "rebalance", "--month", "2026-12", "--seconds", 1, "--answers", 1, "--processes", 1)
    (answer,) = document["answers"]
    assert answer["alignment"] == "alignment-1"
    assert 0 <= answer["figures"]["gap"] < 1
    shown = console.json("align", "show", "alignment-1")
    assert (shown["status"], len(shown["accounts"])) == ("draft", document["accounts"])
    held = [customer for account in shown["accounts"] for customer in account["customers"]]
    assert sorted(held) == sorted(before)
    assert owners(console) == before


def test_that_equal_data_seed_and_steps_give_the_same_alignment(drafted: Console) -> None:
    first, second = (drafted.json("align", "show", each) for each in ("alignment-1", ask(drafted)))
    assert first["accounts"] == second["accounts"]
    assert first["figures"] == second["figures"]
    assert max(abs(rep["deviation"]) for rep in first["reps"]) < 0.1


def test_that_a_leavers_hospitals_are_shared_out_and_nothing_else_moves(console: Console) -> None:
    shown = console.json("align", "show", ask(console, vacate(REQUEST, RepId("R3"))))
    assert "R3" not in {each["rep"] for each in shown["accounts"]}
    assert all(each["before"] in ("R3", each["rep"]) for each in shown["accounts"])
    leaver = next(each for each in shown["reps"] if each["rep"] == "R3")
    assert len(leaver["lost"]) == sum(each["before"] == "R3" for each in shown["accounts"]) > 0
    assert (leaver["target"], leaver["kept"], leaver["equity_kept"]) == (0, [], 0)


def test_that_a_new_rep_gets_a_territory_from_those_who_give_and_is_on_record_once_published(console: Console) -> None:
    with open_store(console.database) as store, store.read() as books:
        reps = books.reps.all()
    joining = new_rep("New Person", Coordinate(30.68, 104.10), None, reps, preset())
    alignment = ask(console, split(REQUEST, joining, reps, [RepId("R4")]))
    new = [each for each in console.json("align", "show", alignment)["accounts"] if each["rep"] == joining.id]
    assert new and {each["before"] for each in new} == {"R4"}
    approved(console, alignment).json("align", "publish", alignment, "--on", "2026-12-01", "--today", "2026-12-01")
    assert joining.id in owners(console).values()
    console.json("align", "undo", alignment)
    assert joining.id not in owners(console).values()


def test_that_part_time_and_launch_change_targets_and_workload(console: Console) -> None:
    with open_store(console.database) as store, store.read() as books:
        products = books.products.all()
    half = console.json("align", "show", ask(console, change_share(REQUEST, RepId("R2"), 0.5)))
    heavier = launch(REQUEST, "P1", 1.0, ["A"], products=products, policy=preset())
    more = console.json("align", "show", ask(console, heavier))
    targets = {each["rep"]: each["target"] for each in half["reps"]}
    assert targets["R2"] == pytest.approx(targets["R1"] / 2, abs=0.02)
    assert sum(each["workload"] for each in more["accounts"]) > sum(each["workload"] for each in half["accounts"])


def test_that_a_sizing_curve_solves_every_size(console: Console) -> None:
    order = AlignOrder(limits=SolveLimits(seconds=0.4))
    with open_store(console.database) as store, ThreadPoolExecutor(1) as executor:
        curve = size(store, REQUEST, [5, 6], order, executor)
    assert [each.reps for each in curve.points] == [5, 6]
    assert curve.points[0].calls_per_day > curve.points[1].calls_per_day


def test_that_a_request_file_rules_the_question(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    lock = {"hospital": "H005", "rep": "R1"}
    file.write_text(json.dumps({"format": 1, "request": {"month": "2026-12", "locks": [lock], "contiguity": "off"}}))
    console.json("align", "rebalance", "--request", file, "--seconds", 1, "--answers", 1, "--processes", 1)
    shown = console.json("align", "show", "alignment-1")
    assert {each["rep"] for each in shown["accounts"] if each["hospital"] == "H005"} == {"R1"}


def test_that_challenges_hold_everything_up_until_they_are_answered(drafted: Console) -> None:
    account = moving(drafted)[0]
    refused = drafted("align", "challenge", "alignment-1", "lower", "--rep", "R1", "--reason", "too much")
    assert refused.code == ExitCode.USER_ERROR and "only a shared alignment" in refused.err
    drafted.json("align", "share", "alignment-1")
    keep = ("keep", "--rep", account["before"], "--account", account["unit"])
    drafted.json("align", "challenge", "alignment-1", *keep, "--reason", "trust")
    drafted.json("align", "challenge", "alignment-1", "lower", "--rep", "R1", "--reason", "too much")
    for held_up in (("review", "alignment-1", "--done"), ("rebalance", "--based-on", "alignment-1")):
        answer = drafted("align", *held_up)
        assert answer.code == ExitCode.USER_ERROR and "2 open challenges" in answer.err
    drafted.json("align", "review", "alignment-1", "--accept", 1, "--answer", "granted")
    drafted.json("align", "review", "alignment-1", "--accept", 2)
    assert account["unit"] not in {each["unit"] for each in moving(drafted)}
    with open_store(drafted.database) as store:
        again = challenged_request(store, AlignmentId("alignment-1"))
    shown = drafted.json("align", "show", ask(drafted, again))
    assert {each["rep"] for each in shown["accounts"] if each["unit"] == account["unit"]} == {account["before"]}
    assert shown["request"]["reliefs"] == [{"rep": "R1", "share": 0.9}]
    drafted.json("align", "review", "alignment-1", "--done")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "--rep", "R1", "--reason", "near"), "no account of this alignment"),
        (("keep", "--rep", "R1", "--account", "MINE", "--reason", "x"), "yours in this alignment already"),
        (("lower", "--rep", "R1", "--reason", " "), "needs its reason"),
        (("raise", "--rep", "R1", "--reason", "x"), "is no challenge"),
    ],
)
def test_that_a_challenge_that_cannot_be_meant_is_refused(drafted: Console, words: tuple[str, ...], told: str) -> None:
    drafted.json("align", "share", "alignment-1")
    mine = next(each["unit"] for each in drafted.json("align", "show", "alignment-1")["accounts"] if each["rep"] == "R1")
    answer = drafted("align", "challenge", "alignment-1", *(mine if each == "MINE" else each for each in words))
    assert answer.code == ExitCode.USER_ERROR and told in answer.err


def test_that_a_publication_moves_customers_on_its_day_and_its_undo_takes_all_of_it_back(drafted: Console) -> None:
    before, leaving = owners(drafted), moving(drafted)
    published = approved(drafted).json("align", "publish", "alignment-1", "--on", "2026-12-01", "--today", "2026-12-01")
    after = owners(drafted)
    moved = {customer: account["rep"] for account in leaving for customer in account["customers"]}
    changed = {id: rep for id, rep in after.items() if rep != before[id]}
    assert changed == {id: moved[id] for id in moved if moved[id] != before[id]}
    assert published["carried_out"] and published["customers_moved"] == len(changed)
    equity = [each["equity"] for each in published["handovers"]]
    assert equity == sorted(equity, reverse=True)
    assert published["introductions"]
    assert drafted.json("align", "undo", "alignment-1")["customers_back"] == published["customers_moved"]
    assert owners(drafted) == before
    with sqlite3.connect(drafted.database) as connection:
        assert connection.execute("SELECT count(*) FROM appointment WHERE id LIKE 'introduction%'").fetchone() == (0,)


def test_that_a_future_publication_waits_but_the_month_is_planned_as_it_will_be(drafted: Console) -> None:
    before = owners(drafted)
    month = ("--month", "2026-12")
    owed = {each["rep"]: each["calls_owed"] for each in drafted.json("certificate", *month)["reps"]}
    approved(drafted).json("align", "publish", "alignment-1", "--on", "2026-12-01", "--today", "2026-11-20")
    assert owners(drafted) == before
    new = {each["rep"]: each["calls_owed"] for each in drafted.json("certificate", *month)["reps"]}
    assert new["R4"] < owed["R4"]
    eras = {each["alignment"]: each["era"] for each in drafted.json("align", "history", "--today", "2026-11-20")["alignments"]}
    assert eras["alignment-1"] == "future"
    eras = {each["alignment"]: each["era"] for each in drafted.json("align", "history", "--today", "2026-12-20")["alignments"]}
    assert eras["alignment-1"] == "present"


def test_that_introductions_stand_in_both_reps_plans(drafted: Console) -> None:
    published = approved(drafted).json("align", "publish", "alignment-1", "--on", "2026-12-01", "--today", "2026-11-20")
    visit = published["introductions"][0]
    order = Order(Month(2026, 12), 0, SolveLimits(seconds=1.5), (visit["rep"], visit["with"]))
    with open_store(drafted.database) as store, ThreadPoolExecutor(1) as executor:
        planned = plan_all(store, order, load_problems(store, order), executor, at=AT, finished=lambda _: None)
    for each in planned:
        assert each.plan is not None and not each.broken
        met = {(day.date.isoformat(), call.customer) for day in each.plan.days for call in day.calls}
        theirs = [one for one in published["introductions"] if each.rep.id in (one["rep"], one["with"])]
        assert {(one["date"], one["customer"]) for one in theirs} <= met


def test_that_only_an_approved_alignment_is_published(drafted: Console) -> None:
    answer = drafted("align", "publish", "alignment-1", "--on", "2026-12-01")
    assert answer.code == ExitCode.USER_ERROR
    assert "alignment-1 is draft; it cannot become published now." in answer.err


def test_that_an_earlier_state_is_restored_through_its_snapshot(drafted: Console) -> None:
    before = owners(drafted)
    approved(drafted).json("align", "publish", "alignment-1", "--on", "2026-12-01", "--today", "2026-12-01")
    snapshots = [each for each in drafted.json("align", "history")["alignments"] if each["status"] == "recorded"]
    restored = drafted.json("align", "restore", snapshots[-1]["alignment"])["alignment"]
    earlier = drafted("align", "publish", restored, "--on", "2026-11-01", "--today", "2026-12-02")
    assert earlier.code == ExitCode.USER_ERROR and "takes effect later" in earlier.err
    drafted.json("align", "publish", restored, "--on", "2026-12-02", "--today", "2026-12-02")
    assert owners(drafted) == before
    assert drafted("align", "undo", "alignment-1").code == ExitCode.USER_ERROR


def test_that_moving_by_hand_tells_what_it_breaks(drafted: Console) -> None:
    accounts = drafted.json("align", "show", "alignment-1")["accounts"]
    units = [each["unit"] for each in accounts if each["rep"] == "R2"]
    moved = drafted.json("align", "move", "alignment-1", *units, "--to", "R1")
    assert moved["figures"]["gap"] is None
    assert any("has no hospital" in sentence for sentence in moved["violations"])
    assert drafted.json("align", "show", "alignment-1")["figures"]["leaning"] == "by hand"


def test_that_alignments_are_compared_and_accounts_explained(drafted: Console) -> None:
    ask(drafted, replace(REQUEST, balances=REQUEST.balances[:1]), seed=5)
    both = drafted.json("align", "compare", "alignment-1", "alignment-2")["alignments"]
    assert [each["alignment"] for each in both] == ["alignment-1", "alignment-2"]
    sheet = drafted.json("align", "fairness", "alignment-1", "R1")["accounts"]
    assert sheet and all(each["reasons"] for each in sheet)


def test_that_an_alignment_is_scored_by_planning_the_months_of_those_concerned(console: Console) -> None:
    alignment = ask(console, replace(REQUEST, reps=(RepId("R4"), RepId("R6")), giving=(RepId("R4"),)))
    order = ScoreOrder(limits=SolveLimits(seconds=0.3))
    with open_store(console.database) as store, ThreadPoolExecutor(1) as executor:
        found = score(store, AlignmentId(alignment), order, executor, lambda _: None)
    assert [each.rep.id for each in found.reps] == ["R4", "R6"]
    busiest = found.reps[0]
    assert busiest.today is not None and busiest.after is not None
    assert busiest.after.overtime < busiest.today.overtime
    assert set(found.after.coverage) >= {"A", "B", "C"}


def test_that_tables_speak_chinese(drafted: Console) -> None:
    answer = drafted("align", "show", "alignment-1", "--lang", "zh")
    assert answer.code == ExitCode.FINE
    assert "现有工作量" in answer.out and "草案" in answer.out
