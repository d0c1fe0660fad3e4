"""The commands that show and change a district, on the sample district."""

import json
from datetime import date
from pathlib import Path

import pytest

from desktop.main import ExitCode
from tests.desktop.console import Console

MONTH = ("--month", "2026-12")


def test_that_a_certificate_weighs_every_rep(console: Console) -> None:
    reps = console.json("certificate", *MONTH)["reps"]
    assert len(reps) == 6
    for rep in reps:
        assert rep["calls_owed"] == sum(segment["calls"] for segment in rep["segments"])
        assert (rep["verdict"] == "short") == (rep["calls_owed"] > rep["calls_held"])


def test_that_the_sample_has_one_rep_with_too_much_to_do(console: Console) -> None:
    answer = console("certificate", *MONTH, "--strict", "--json")
    assert answer.code == ExitCode.ANSWER_IS_NO
    short = [rep for rep in answer.document["reps"] if rep["verdict"] == "short"]
    assert "R4" in [rep["rep"] for rep in short] and len(short) <= 2
    assert all(len(rep["ways_out"]) >= 3 and rep["given_up"] for rep in short)


def test_that_a_certificate_is_readable_in_chinese(console: Console) -> None:
    answer = console("certificate", *MONTH, "--rep", "R1", "--lang", "zh")
    assert "实地工作天数" in answer.out and "结论" in answer.out


def test_that_a_rep_is_found_by_name_and_by_id(console: Console) -> None:
    by_id = console.json("certificate", *MONTH, "--rep", "R2")
    assert console.json("certificate", *MONTH, "--rep", by_id["reps"][0]["name"]) == by_id


def test_that_leave_takes_a_field_day_and_removing_it_gives_it_back(console: Console) -> None:
    before = console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]["field_days"]
    console.json("calendar", "add", "2026-12-17", "leave", "--rep", "R3", "--note", "Wedding")
    after = console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]
    assert after["field_days"] == before - 1
    assert next(day for day in after["days"] if day["date"] == "2026-12-17")["notes"] == ["Wedding"]
    assert console.json("calendar", "remove", "2026-12-17", "--rep", "R3")["removed"] == 1
    assert console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]["field_days"] == before


def test_that_a_half_day_in_the_office_takes_half_a_field_day(console: Console) -> None:
    before = console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]["field_days"]
    console.json("calendar", "add", "2026-12-17", "office", "--rep", "R3", "--half", "morning")
    assert console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]["field_days"] == before - 0.5


@pytest.mark.parametrize(
    "wrong",
    [
        ("2026-12-32", "leave"),
        ("2026-12-17", "holiday"),
        ("2026-12-17", "leave", "--half", "noon"),
        ("2026-12-17", "leave", "--hours", "9-8"),
        ("2026-12-17", "leave", "--half", "morning", "--hours", "09:00-10:00"),
    ],
)
def test_that_a_calendar_entry_that_cannot_be_meant_is_refused(console: Console, wrong: tuple[str, ...]) -> None:
    assert console("calendar", "add", *wrong, "--rep", "R3").code == ExitCode.USER_ERROR


def test_that_an_imported_notice_changes_the_field_days(console: Console, tmp_path: Path) -> None:
    notice = tmp_path / "notice.csv"
    notice.write_text("country,date,kind,name\nCN,2026-12-16,off,Founding day\n", encoding="utf-8")
    before = console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]["field_days"]
    console.json("import", "holidays", notice)
    assert console.json("calendar", "show", *MONTH, "--rep", "R3")["reps"][0]["field_days"] == before - 1


def test_that_a_policy_makes_the_round_through_its_file(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    console.json("policy", "export", file)
    assert console.json("policy", "validate", file)["valid"]
    assert console.json("policy", "import", file) == {"version": 1, "changed": False}


def test_that_an_edited_policy_becomes_the_next_version_and_rules(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    console.json("policy", "export", file)
    content = json.loads(file.read_text(encoding="utf-8"))
    next(team for team in content["policy"]["teams"] if team["id"] == "GENERAL")["calls_per_day"] = 13
    file.write_text(json.dumps(content), encoding="utf-8")
    assert console.json("policy", "import", file) == {"version": 2, "changed": True}
    assert console.json("certificate", *MONTH, "--rep", "R4")["reps"][0]["call_target"] == 13


def test_that_a_contradictory_policy_is_refused(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    console.json("policy", "export", file)
    content = json.loads(file.read_text(encoding="utf-8"))
    content["policy"]["segments"][0]["monthly_coverage"] = 1.7
    file.write_text(json.dumps(content), encoding="utf-8")
    assert console("policy", "validate", file).code == ExitCode.USER_ERROR
    assert console("policy", "import", file).code == ExitCode.USER_ERROR
    assert console.json("policy", "show")["version"] == 1


def test_that_a_tier_is_set_by_hand_only_with_a_reason(console: Console) -> None:
    customer = next(each["customer"] for each in console.json("certificate", *MONTH, "--rep", "R4")["reps"][0]["given_up"])
    refused = console("override", "tier", customer, "A")
    assert refused.code == ExitCode.USER_ERROR and "reason" in refused.err
    before = _calls_of(console, "A")
    console.json("override", "tier", customer, "A", "--reason", "Opens a new ward")
    assert _calls_of(console, "A") > before
    console.json("override", "tier", customer, "--clear")
    assert _calls_of(console, "A") == before


def _calls_of(console: Console, segment: str) -> int:
    segments = console.json("certificate", *MONTH, "--rep", "R4")["reps"][0]["segments"]
    return sum(int(each["calls"]) for each in segments if each["segment"] == segment)


def test_that_an_unknown_customer_or_tier_is_told(console: Console) -> None:
    assert "There is no customer Nobody." in console("override", "tier", "Nobody", "A", "--reason", "x").err
    assert "is not a tier" in console("override", "tier", "C0001", "Z", "--reason", "x").err


def test_that_coverage_of_the_past_quarter_is_measured(console: Console) -> None:
    (rep,) = console.json("coverage", "--month", "2026-11", "--rep", "R1", "--today", "2026-11-30")["reps"]
    segments = {each["segment"]: each for each in rep["actual"]["segments"]}
    assert 0.7 < segments["A"]["month"]["reached"] <= 1
    assert rep["expected"] is None


@pytest.mark.parametrize("by", ["segment", "hospital", "product"])
def test_that_coverage_is_shown_by_what_is_asked(console: Console, by: str) -> None:
    assert console("coverage", "--month", "2026-11", "--rep", "R1", "--by", by, "--today", "2026-11-30").code == ExitCode.FINE


def test_that_hospitals_of_two_names_are_proposed_as_duplicates(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "hospitals.csv"
    file.write_text(
        "name,latitude,longitude,frame\nRiver Bend General Hospital,30.66,104.07,WGS-84\n"
        "River Bend Gen. Hospital,30.6601,104.0701,WGS-84\n",
        encoding="utf-8",
    )
    report = console.json("import", "hospitals", file)
    assert report["rows"] == 2
    proposals = console.json("duplicates")["proposals"]
    assert any("River Bend" in each["name"] and "River Bend" in each["other_name"] for each in proposals)


def test_that_a_dry_run_writes_nothing_and_a_refused_row_ends_with_one(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "hospitals.csv"
    file.write_text("name,latitude,longitude\nGood Hospital,30.66,104.07\nBad Hospital,95,104.07\n", encoding="utf-8")
    tried = console("import", "hospitals", file, "--dry-run", "--json")
    assert tried.code == ExitCode.ANSWER_IS_NO
    (refusal,) = tried.document["refusals"]
    assert refusal["row"] == 3 and refusal["value"].startswith("95")
    assert len(console("import", "hospitals", file, "--json").document["changes"]) == 1
    again = console("import", "hospitals", file, "--json").document
    assert again["changes"] == [] and again["refused"] == 1


@pytest.mark.parametrize("wrong", [("--frame", "mars"), ("--map", "name")])
def test_that_an_import_option_that_cannot_be_meant_is_refused(console: Console, tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert console("import", "hospitals", tmp_path / "x.csv", *wrong).code == ExitCode.USER_ERROR


def test_that_the_sample_is_never_mixed_with_other_data(console: Console) -> None:
    answer = console("demo")
    assert answer.code == ExitCode.USER_ERROR and "900 customers" in answer.err


def test_that_an_empty_database_says_what_to_do_first(tmp_path: Path) -> None:
    answer = Console(tmp_path / "empty.db")("certificate", *MONTH)
    assert answer.code == ExitCode.USER_ERROR and "Import reps" in answer.err


def test_that_nothing_is_exported_before_it_is_planned(console: Console, tmp_path: Path) -> None:
    answer = console("export", *MONTH, "--out", tmp_path)
    assert answer.code == ExitCode.USER_ERROR and "roundwise plan month" in answer.err


def test_that_a_month_in_progress_is_planned_from_today_on() -> None:
    from desktop.cli.planning import first_day  # noqa: PLC0415 - only this test needs the solver's imports
    from planner.domain.units import Month  # noqa: PLC0415

    december = Month(2026, 12)
    assert first_day(december, None, date(2026, 12, 9)) == date(2026, 12, 9)
    assert first_day(december, None, date(2026, 11, 9)) is None
    assert first_day(december, "2026-12-14", date(2026, 12, 9)) == date(2026, 12, 14)
