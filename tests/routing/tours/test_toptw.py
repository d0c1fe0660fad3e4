"""The published instances: read as printed, checked apart from the product, answers written in the agreed form."""

import json
from pathlib import Path

import pytest

from planner.month.engine import Engine
from routing.tours.shifts import reward_of
from tests.benchmarks import toptw
from tests.benchmarks.toptw_instance import collected, faults, read_instance
from tests.benchmarks.toptw_page import Line, write_page

DATA = Path(__file__).parents[4] / "shared" / "data" / "bench" / "toptw"
LINES = """1 1 3 1
0 100
0 0.000 0.000 0 0 0 0 0 20
1 3.000 4.019 2 7 1 1 1 0 6
2 6.000 8.000 2 9 1 1 1 12 13
3 0.000 9.000 1 5 1 1 1 0 30
"""


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    path = tmp_path / "r900.txt"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_that_distances_are_rounded_down_to_one_decimal_and_to_two_in_pr_files(instance: Path) -> None:
    assert read_instance(instance, 1).travel[0][1] == 50
    other = instance.with_name("pr90.txt")
    other.write_text(LINES, encoding="utf-8")
    assert read_instance(other, 1).travel[0][1] == 501


def test_that_a_good_answer_has_no_fault_and_its_reward_is_told_from_the_file(instance: Path) -> None:
    assert faults(instance, 2, [[1], [3]]) == []
    assert collected(instance, [[1], [3]]) == 12


@pytest.mark.parametrize(
    ("routes", "fault"),
    [
        ([[1], [1]], "call 1 stands 2 times"),
        ([[4]], "4 is no call"),
        ([[0]], "0 is no call"),
        ([[1], [3], []], "3 routes for 2 shifts"),
        ([[3, 1]], "node 1 is begun"),
        ([[2]], "node 0 is begun"),
    ],
)
def test_that_the_check_names_every_fault(instance: Path, routes: list[list[int]], fault: str) -> None:
    assert any(each.startswith(fault) for each in faults(instance, 2, routes))


def test_that_the_command_writes_an_answer_that_repeats(
    instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = instance.with_name("answer.json")
    command = ["toptw", str(instance), "--shifts", "2", "--steps", "50", "--workers", "1", "--engine", "plain", "--out", str(out)]
    monkeypatch.setattr("sys.argv", command)
    answers = []
    for _ in range(2):
        toptw.main()
        answers.append(out.read_text(encoding="utf-8"))
    assert answers[0] == answers[1]
    routes = json.loads(answers[0])["routes"]
    assert faults(instance, 2, routes) == []
    assert json.loads(capsys.readouterr().out.splitlines()[0])["reward"] == collected(instance, routes) == 12


def test_that_the_page_tells_gaps_by_family_and_never_hides_what_lies_above(tmp_path: Path) -> None:
    lines = [
        Line("c101", 1, 320, 320, "proved optimal here", proven=False, seconds=1.0),
        Line("pr05", 4, 1800, 1859, "value only", proven=False, seconds=1.0),
        Line("r105", 3, 620, 619, "reference only", proven=False, seconds=1.0),
    ]
    page = tmp_path / "page.md"
    write_page(page, lines, {"seconds": 30.0, "steps": None, "workers": 2, "seed": 1, "engine": "auto"})
    told = page.read_text(encoding="utf-8")
    assert "| Cordeau pr |  |  |  | 3.17 | 3.17 | 3.17 |" in told
    assert "| r105 | 3 | 620 | 619 | -0.16 |" in told
    assert "count as 0: 1.06 %" in told


@pytest.mark.skipif(not DATA.exists(), reason="the published instances are not here")
@pytest.mark.parametrize("name", ["c101", "r101", "rc105", "pr01", "pr11"])
def test_that_product_and_check_agree_on_the_clock_of_published_instances(name: str) -> None:
    path = DATA / f"{name}.txt"
    run = toptw.Run(1.0, 30, 1, 1, Engine.PLAIN)
    line, routes = toptw.solve(path, 3, run)
    assert reward_of(read_instance(path, 3), routes) == line.reward
    late = [[*route[::-1]] for route in routes]
    with pytest.raises(ValueError, match="not in time"):
        reward_of(read_instance(path, 3), tuple(map(tuple, late)))
    assert faults(path, 3, late)
