import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.exchange.plan_document import plan_schema
from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_file import read_plan, write_plan
from planner.domain.messages import Message, message
from planner.domain.plan import Proof
from tests.db.exchange.plans import COVERAGE_IN_TOWN, MONTH_PLANS, NAMES_IN_TOWN, plan_in_town

DOCS = Path(__file__).parents[3] / "docs"


def in_town() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(write_plan(plan_in_town(), NAMES_IN_TOWN, COVERAGE_IN_TOWN))
    return content


def problem_of(content: object) -> str:
    with pytest.raises(PlanFileError) as caught:
        read_plan(content if isinstance(content, str | bytes) else json.dumps(content))
    assert str(caught.value.way_out)
    return str(caught.value.problem)


@given(MONTH_PLANS)
@settings(max_examples=60, deadline=None)
def test_that_any_plan_comes_back_exactly_as_it_was_written(plan: Any) -> None:
    text = write_plan(plan)
    assert read_plan(text) == plan
    assert read_plan(text.encode()) == plan
    assert write_plan(read_plan(text)) == text


@given(MONTH_PLANS)
@settings(max_examples=25, deadline=None)
def test_that_any_written_plan_obeys_the_published_schema(plan: Any) -> None:
    schema = json.loads((DOCS / "plan.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(write_plan(plan, NAMES_IN_TOWN)), schema, jsonschema.Draft202012Validator)


def test_that_the_published_schema_is_the_one_that_files_are_read_with() -> None:
    published = (DOCS / "plan.schema.json").read_text("utf-8")
    assert json.loads(published) == plan_schema(), (
        "write plan_schema() into docs/plan.schema.json and raise VERSION if files break"
    )


def test_that_the_example_of_the_documentation_is_a_day_that_is_read() -> None:
    example = re.findall(r"```json\n(.*?)```", (DOCS / "plan-format.md").read_text("utf-8"), re.DOTALL)
    assert len(example) == 1
    content = {**in_town(), "days": [json.loads(example[0])], "totals": None}
    assert read_plan(json.dumps(content)).days[0].walking_minutes == 4


def test_that_the_published_schema_refuses_what_is_no_plan() -> None:
    content = in_town()
    del content["days"][0]["stops"][0]["arrival"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, plan_schema(), jsonschema.Draft202012Validator)


def test_that_names_and_coverage_are_shown_and_change_nothing_that_is_read() -> None:
    text = write_plan(plan_in_town(), NAMES_IN_TOWN, COVERAGE_IN_TOWN)
    assert "城北人民医院" in text
    assert in_town()["coverage"][0] == {
        "segment": "A", "period": "month", "customers": 3, "seen": 2, "share": 0.6667, "required": 0.9,
    }  # fmt: skip
    assert read_plan(text) == plan_in_town()


def test_that_what_has_no_name_is_written_without_one() -> None:
    content = json.loads(write_plan(plan_in_town()))
    assert "rep_name" not in content
    assert content["days"][0]["stops"][1]["calls"][0]["department"] is None


def test_that_a_plan_reads_like_a_day() -> None:
    day = in_town()["days"][0]
    assert (day["date"], day["start"], day["end"]) == ("2026-12-01", "08:20", "12:00")
    assert (day["calls"], day["travel"], day["waiting"], day["walking"]) == (3, 100, 25, 30)
    assert [leg["minutes"] for leg in day["legs"]] == [30, 30, 40]
    assert day["stops"][1]["calls"][0] == {
        "customer": "c3", "customer_name": "赵宁", "department": None, "segment": "N2", "segment_name": "药房组长",
        "reason": "owed", "arrival": "10:35", "start": "11:00", "end": "11:15", "walking": 5, "waiting": 25,
    }  # fmt: skip


def test_that_totals_add_up_the_days() -> None:
    assert in_town()["totals"] == {
        "days": 3, "stops": 3, "calls": 4, "calls_short": 5, "calls_unplanned": 2, "travel": 165, "walking": 35, "waiting": 25,
    }  # fmt: skip


def test_that_a_day_without_stops_has_neither_start_nor_end() -> None:
    day = in_town()["days"][1]
    assert (day["start"], day["end"], day["legs"], day["calls"]) == (None, None, [], 0)


def test_that_a_reason_is_written_as_sentence_and_as_template() -> None:
    assert in_town()["unplanned"][0]["reason"] == {
        "text": "Every day is full on which 陈默 can be met.",
        "template": "Every day is full on which {customer} can be met.",
        "values": {"customer": "陈默"},
    }


def test_that_equal_plans_give_equal_bytes_that_end_with_a_line() -> None:
    with_whole_figures = dataclasses.replace(plan_in_town(), lower_bound=150)
    assert with_whole_figures == plan_in_town()
    assert write_plan(with_whole_figures) == write_plan(plan_in_town())
    assert write_plan(plan_in_town()).endswith("}\n")


def test_that_a_file_with_a_byte_order_mark_or_other_line_ends_is_read() -> None:
    text = write_plan(plan_in_town())
    assert read_plan(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == plan_in_town()


def test_that_a_file_without_derived_figures_is_read() -> None:
    content = in_town()
    del content["totals"], content["coverage"], content["objective"]["total"], content["days"][0]["start"]
    del content["days"][0]["legs"][0]["minutes"], content["unplanned"][0]["reason"]["text"]
    assert read_plan(json.dumps(content)) == plan_in_town()


def test_that_a_proof_comes_back_with_the_sentence_that_it_rests_on() -> None:
    assumed = message("Nobody falls ill in {month}.", month="2026-12")
    proven = dataclasses.replace(plan_in_town(), proof=Proof(60.0, assumed))
    content = json.loads(write_plan(proven))
    assert content["objective"]["proof"]["assumption"]["text"] == "Nobody falls ill in 2026-12."
    assert read_plan(json.dumps(content)) == proven
    content["objective"]["proof"]["assumption"]["template"] = "Nobody falls ill in {year}."
    with pytest.raises(PlanFileError, match=r"objective\.proof\.assumption\.template: .* is not filled"):
        read_plan(json.dumps(content))


def test_that_a_file_older_than_proofs_is_read() -> None:
    content = in_town()
    del content["objective"]["proof"], content["provenance"]["problem"], content["provenance"]["stopped"]
    assert read_plan(json.dumps(content)) == plan_in_town()


@pytest.mark.parametrize(("path", "value", "problem"), [
    ("days.0.calls", 12, "days[0].calls: 12 does not follow from the rest of the file, which gives 3."),
    ("totals.travel", 1, "totals.travel: 1 does not follow from the rest of the file, which gives 165."),
    ("objective.total", 0, "objective.total: 0.0 does not follow from the rest of the file, which gives 189.5."),
    ("days.0.legs.1.minutes", 9, "days[0].legs[1].minutes: 9 does not follow from the rest of the file, which gives 30."),
    ("version", 2, "version: 2 is not a plan format known here; 1 is."),
    ("version", True, "version: true is not a plan format known here; 1 is."),
    ("format", "gpx", "The file is no plan: its field format is not roundwise-plan."),
    ("days.0.stops.0.calls.1.start", "25:00", 'days[0].stops[0].calls[1].start: "25:00" is not a time of day such as 08:30.'),
    ("days.0.stops.0.calls.1.start", "9:00", 'days[0].stops[0].calls[1].start: "9:00" is not a time of day such as 08:30.'),
    ("days.0.stops.0.calls.1.start", "24:01", 'days[0].stops[0].calls[1].start: "24:01" is not a time of day such as 08:30.'),
    ("days.0.stops.0.calls.1.start", 540, "days[0].stops[0].calls[1].start: 540 is not a text."),
    ("days.0.stops.0.calls.0.end", "09:01", 'days[0].stops[0].calls[0].end: "09:01" is before 09:02.'),
    ("days.0.stops.0.ready", "08:49", 'days[0].stops[0].ready: "08:49" is before 08:50.'),
    ("days.0.stops.0.departure", "08:59", 'days[0].stops[0].departure: "08:59" is before 09:00.'),
    ("days.0.legs.0.arrival", "08:00", 'days[0].legs[0].arrival: "08:00" is before 08:20.'),
    ("days.0.date", "2026-02-30", 'days[0].date: "2026-02-30" is not a date such as 2026-12-01.'),
    ("days.0.date", 20261201, "days[0].date: 20261201 is not a date such as 2026-12-01."),
    ("days.0.stops.0.calls", [], "days[0].stops[0].calls: [] is not a list with at least one entry."),
    ("days.0.legs", [], "days[0].legs: a day with 2 stops has 3 legs, not 0."),
    ("days.0", 5, "days[0]: 5 is not an object."),
    ("days", {}, "days: {} is not a list."),
    ("days.0.target", -1, "days[0].target: -1 is not zero or more."),
    ("days.0.target", 4.5, "days[0].target: 4.5 is not a whole number."),
    ("days.0.target", "4", 'days[0].target: "4" is not a whole number.'),
    ("month", "2026-13", 'month: "2026-13" is not a month such as 2026-12.'),
    ("month", "0026-12", 'month: "0026-12" is not a month such as 2026-12.'),
    ("rep", None, "rep: null is not a text."),
    ("days.0.stops.0.calls.0.reason", "bribe",
     'days[0].stops[0].calls[0].reason: "bribe" is not one of the words allowed there.'),
    ("objective.travel", "much", 'objective.travel: "much" is not a number.'),
    ("objective.lower_bound", float("inf"), "objective.lower_bound: Infinity is not a number."),
    ("colour", "red", "colour is not a field of a plan file."),
    ("unplanned.0.reason.values.customer", [1], "unplanned[0].reason.values.customer: [1] is not a text."),
    ("unplanned.0.reason.values.customer", {"date": "soon"},
     'unplanned[0].reason.values.customer: {"date": "soon"} is not a text.'),
])  # fmt: skip
def test_that_a_wrong_value_is_refused_with_its_path(path: str, value: object, problem: str) -> None:
    content = in_town()
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = content
    for step in way:
        place = place[step]
    place[last] = value
    assert problem_of(content) == problem


def drop(*way: Any) -> Callable[[dict[str, Any]], None]:
    def remove(content: dict[str, Any]) -> None:
        place: Any = content
        for step in way[:-1]:
            place = place[step]
        del place[way[-1]]

    return remove


@pytest.mark.parametrize(("change", "problem"), [
    (drop("rep"), "rep is missing."),
    (drop("provenance", "seed"), "provenance.seed is missing."),
    (drop("days", 0, "stops", 1, "calls", 0, "walking"), "days[0].stops[1].calls[0].walking is missing."),
    (drop("version"), "version: null is not a plan format known here; 1 is."),
])  # fmt: skip
def test_that_a_missing_field_is_named(change: Callable[[dict[str, Any]], None], problem: str) -> None:
    content = in_town()
    change(content)
    assert problem_of(content) == problem


def test_that_a_truncated_file_says_where_it_ends() -> None:
    text = write_plan(plan_in_town())
    assert problem_of(text[: len(text) // 2]).startswith("The plan file is not whole JSON: line ")


@pytest.mark.parametrize(
    "content", ["", " ", "[]", "null", "3", "[" * 100_000, "9" * 10_000, b"\xff\xfe", "\ud800", '{"a": "\\ud800"}']
)
def test_that_what_is_no_plan_at_all_is_refused(content: str | bytes) -> None:
    assert problem_of(content)


@pytest.mark.parametrize("template", ["{customer.__class__}", "{customer[0]}", "{customer!r}", "{customer:>999999999}", "{}",
                                      "{other}", "{customer", "{customer:{customer}}", "{customer:d}"])  # fmt: skip
def test_that_a_template_which_its_values_do_not_fill_plainly_is_refused(template: str) -> None:
    content = in_town()
    content["unplanned"][0]["reason"]["template"] = template
    del content["unplanned"][0]["reason"]["text"]
    assert problem_of(content) == f'unplanned[0].reason.template: "{template}" is not filled by its values.'


def test_that_a_template_may_lay_out_its_figures() -> None:
    content = in_town()
    content["unplanned"][0]["reason"] = {"template": "{share:.1%} of {count:,}", "values": {"share": 0.5, "count": 1000}}
    assert read_plan(json.dumps(content)).unplanned[0].reason == Message(
        "{share:.1%} of {count:,}", (("share", 0.5), ("count", 1000))
    )


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_that_a_damaged_file_is_either_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    text = write_plan(plan_in_town(), NAMES_IN_TOWN)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    damaged = text[:start] + data.draw(st.text(max_size=5) | st.sampled_from(["null", "{}", "[]", "-1", '"'])) + text[end:]
    try:
        read_plan(damaged)
    except PlanFileError as error:
        assert str(error.problem)
