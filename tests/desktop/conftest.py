"""A sample district on disk, made once and copied for every test that may change it."""

import shutil
from pathlib import Path

import pytest

from tests.desktop.console import Console


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("sample") / "sample.db"
    Console(database).json("demo", "--seed", 7)
    return database


@pytest.fixture
def console(sample: Path, tmp_path: Path) -> Console:
    """A console on a sample district of its own."""
    shutil.copy(sample, tmp_path / "district.db")
    return Console(tmp_path / "district.db")
