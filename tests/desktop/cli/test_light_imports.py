"""Help pages come at once: no command loads a heavy library before it runs."""

import subprocess
import sys

import pytest

from desktop.cli.app import Root
from tests.source import ROOT

HEAVY = {"ortools", "numpy", "sqlalchemy", "pandas", "holidays", "pydantic", "shapely", "networkx", "xlsxwriter", "rapidfuzz"}


@pytest.mark.parametrize("module", sorted({entry.module for entry in Root.entries.values()}))
def test_that_a_command_can_be_described_without_heavy_libraries(module: str) -> None:
    """In a process of its own: this one has loaded everything already."""
    told = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    answer = subprocess.run([sys.executable, "-c", told], cwd=ROOT, check=True, capture_output=True, text=True)
    assert HEAVY & set(answer.stdout.split()) == set()


def test_that_help_says_what_every_command_is_for() -> None:
    for arguments in (["--help"], ["plan", "month", "--help"]):
        answer = subprocess.run(
            [sys.executable, "-m", "desktop", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
        )
        assert answer.stdout.startswith("Usage: roundwise")
