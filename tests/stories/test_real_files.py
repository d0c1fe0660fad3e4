"""The main job on real hospital files: import, certificate, plans for all reps, proof, export."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.main import ExitCode
from tests.desktop.console import Console
from tests.source import ROOT

SHARED = ROOT.parent / "shared"
HOSPITALS = SHARED / "data" / "hospitals"
BEIJING = HOSPITALS / "cn_beijing_126_hospitals_zhheader_gb18030.csv"

pytestmark = pytest.mark.skipif(not HOSPITALS.exists(), reason="needs the real files in ../shared/data")


@pytest.fixture(scope="module")
def beijing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a district imported from three files."""
    folder = tmp_path_factory.mktemp("beijing")
    invent = [sys.executable, str(SHARED / "tools" / "make_customers.py"), str(BEIJING), str(folder / "customers.csv")]
    subprocess.run(invent, check=True, capture_output=True)
    console = Console(folder / "district.db")
    hospitals = console.json("import", "hospitals", BEIJING, "--frame", "GCJ-02")
    assert (hospitals["rows"], hospitals["encoding"]) == (126, "gb18030")
    assert console.json("import", "reps", folder / "customers.reps.csv")["rows"] == 6
    assert console.json("import", "customers", folder / "customers.csv")["refused"] == 0
    return folder


def test_that_importing_everything_twice_changes_nothing(beijing: Path) -> None:
    console = Console(beijing / "district.db")
    files = {"hospitals": BEIJING, "reps": beijing / "customers.reps.csv", "customers": beijing / "customers.csv"}
    for kind, file in files.items():
        assert console.json("import", kind, file)["changes"] == []


def test_that_all_six_reps_get_a_valid_december_and_its_files(beijing: Path, tmp_path: Path) -> None:
    console = Console(beijing / "district.db")
    certificate = console.json("certificate", "--month", "2026-12", "--all")
    assert [rep["field_days"] for rep in certificate["reps"]] == [23.0] * 6
    planned = console.json("plan", "month", "--month", "2026-12", "--all", "--steps", 150)
    assert all(rep["calls"] > 150 for rep in planned["reps"])
    exported = console.json("export", "--month", "2026-12", "--all", "--out", tmp_path)
    assert len(exported["files"]) == 24
    checked = console("check", *sorted(tmp_path.glob("*.plan.json")), "--json")
    assert checked.code == ExitCode.FINE
    assert [plan["valid"] for plan in checked.document["plans"]] == [True] * 6


def test_that_a_big5_file_keeps_its_names(tmp_path: Path) -> None:
    console = Console(tmp_path / "taiwan.db")
    report = console("import", "hospitals", HOSPITALS / "tw_hospitals_latlng_big5.csv", "--json").document
    assert report["encoding"].lower().replace("-", "") in ("big5", "cp950", "big5hkscs")
    names = [change["name"] for change in report["changes"]]
    assert len(names) > 400 and any("醫院" in name for name in names)


def test_that_a_cp1252_file_of_another_country_goes_in(tmp_path: Path) -> None:
    console = Console(tmp_path / "uk.db")
    report = console("import", "hospitals", HOSPITALS / "uk_nhs_hospitals.csv", "--json").document
    assert report["encoding"].lower() in ("cp1252", "windows-1252")
    assert len(report["changes"]) > 1000
