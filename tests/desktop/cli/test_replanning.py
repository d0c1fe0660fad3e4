"""Repairing, explaining and standing in on the command line, on the sample district."""

from pathlib import Path

import pytest

from desktop.main import ExitCode
from tests.desktop.console import Console

MONTH = ("--rep", "R1", "--month", "2026-12")


@pytest.fixture(scope="session")
def planned(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district with a plan of one rep."""
    database = tmp_path_factory.mktemp("planned") / "planned.db"
    database.write_bytes(sample.read_bytes())
    Console(database).json("plan", "month", *MONTH, "--steps", 60)
    return database


@pytest.fixture
def console(planned: Path, tmp_path: Path) -> Console:
    """A console on a planned district of its own."""
    own = tmp_path / "district.db"
    own.write_bytes(planned.read_bytes())
    return Console(own)


def lose(console: Console, *more: object) -> tuple[str, ...]:
    return ("replan", *MONTH, "--today", "2026-12-10", "--day-lost", "2026-12-16", "--steps", "10", *map(str, more))


def test_that_nothing_is_saved_before_it_is_accepted(console: Console) -> None:
    answer = console.json(*lose(console))
    assert answer["differences"] and answer["plan"] is None
    assert len(console.json("plan", "list", *MONTH[2:])["plans"]) == 1
    lost = [each for each in answer["differences"] if each["forced"]]
    assert lost and all(each["before"]["date"] == "2026-12-16" for each in lost)


def test_that_accepting_all_saves_a_plan_that_the_check_proves_and_the_day_in_the_calendar(
    console: Console, tmp_path: Path
) -> None:
    answer = console.json(*lose(console), "--accept", "all")
    assert answer["plan"] == "plan-2"
    files = console.json("export", *MONTH, "--out", tmp_path)["files"]
    path = files[0] if isinstance(files[0], str) else files[0]["path"]
    assert console.json("check", path)["plans"][0]["valid"]
    days = console.json("calendar", "show", "--month", "2026-12", "--rep", "R1")["reps"][0]["days"]
    assert next(day for day in days if day["date"] == "2026-12-16")["kind"] == "leave"


def test_that_leaving_a_call_on_a_lost_day_is_refused_with_the_rule(console: Console) -> None:
    answer = console(*lose(console), "--accept", "1", "--json")
    assert answer.code == ExitCode.ANSWER_IS_NO
    assert answer.document["plan"] is None and answer.document["broken"]
    assert len(console.json("plan", "list", *MONTH[2:])["plans"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("--day-lost", "2026-12-13"),
        ("--day-lost", "2026-12-16:noon"),
        ("--unavailable", "nobody:2026-12-16"),
        ("--unavailable", "2026-12-16"),
        ("--appointment", "nobody"),
        ("--accept", "99999"),
        ("--lost-to", "rest"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_with_a_way_out(console: Console, wrong: tuple[str, ...]) -> None:
    answer = console("replan", *MONTH, "--today", "2026-12-10", "--steps", "0", *wrong)
    assert answer.code == ExitCode.USER_ERROR and len(answer.err.splitlines()) >= 2


def test_that_a_customer_who_is_away_is_met_on_another_day(console: Console) -> None:
    moved = console.json(*lose(console))["differences"][0]
    name = moved["customer"]
    away = console.json("replan", *MONTH, "--unavailable", f"{name}:2026-12-01..2026-12-31", "--steps", 0)
    mine = [each for each in away["differences"] if each["customer"] == name]
    assert mine and all(each["kind"] == "dropped" and "away" in each["cause"] for each in mine)


def test_that_a_repair_is_readable_in_chinese(console: Console) -> None:
    assert "不能拜访" in console(*lose(console), "--lang", "zh").out


def test_that_a_customer_s_calls_are_explained(console: Console) -> None:
    customer = console.json(*lose(console))["differences"][0]["customer"]
    answer = console.json("explain", *MONTH, "--customer", customer)
    assert answer["why_here"]
    for told in answer["why_here"]:
        costs = [each["cost"] for each in told["others"]]
        assert costs == sorted(costs)
    assert "unplanned" in console.json("explain", *MONTH)


def test_that_a_stand_by_takes_the_place_of_a_call_missed(console: Console) -> None:
    first = console.json(*lose(console))["differences"]
    spot = next(each["before"] for each in first if each["before"] is not None)
    where = ("--rep", "R1", "--date", spot["date"], "--time", spot["start"], "--hospital", spot["hospital"])
    found = console.json("standby", *where, "--within", 15)["stand_bys"]
    worth = [each["worth_per_minute"] for each in found]
    assert worth == sorted(worth, reverse=True)
    number = 1 if found else 0
    answer = console.json("standby", *where, "--within", 15, "--take", number, "--save")
    assert answer["plan"] == "plan-2"
    called = {call["customer"] for call in answer["day"]}
    assert not found or found[0]["customer"] in called
