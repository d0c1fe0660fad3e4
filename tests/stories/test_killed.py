"""Pulling the plug at any moment leaves the last state that was saved, whole."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.store import open_store
from planner.domain.units import Month
from tests.desktop.console import Console
from tests.source import ROOT

CUSTOMERS = 3000


def kill_after(seconds: float, database: Path, *arguments: object) -> bool:
    """Start the program and kill it outright; whether it was still running."""
    command = [sys.executable, "-m", "desktop", *map(str, arguments), "--quiet"]
    environment = {**os.environ, "ROUNDWISE_DB": str(database)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            return True
    return False


@pytest.fixture
def customer_file(tmp_path: Path) -> Path:
    rows = "".join(f"C{n},H{n % 40},Person {n},prescriber,Atomin,{n % 160},{n % 50}\n" for n in range(CUSTOMERS))
    file = tmp_path / "customers.csv"
    file.write_text("customer id,hospital,name,customer type,product,potential,support\n" + rows, encoding="utf-8")
    return file


def time_of(database: Path, *arguments: object) -> float:
    started = time.monotonic()
    assert not kill_after(60, database, *arguments)
    return time.monotonic() - started


def test_that_a_killed_import_brings_all_or_nothing(customer_file: Path, tmp_path: Path) -> None:
    whole = time_of(make_hospitals(tmp_path / "whole.db"), "import", "customers", customer_file)
    assert _customers(tmp_path / "whole.db") == CUSTOMERS
    chance = random.Random(4)
    found = []
    for attempt in range(5):
        database = make_hospitals(tmp_path / f"killed-{attempt}.db")
        kill_after(whole * chance.uniform(0.5, 1.0), database, "import", "customers", customer_file)
        found.append(_customers(database))
        assert found[-1] in (0, CUSTOMERS)
    database = tmp_path / "killed-0.db"
    time_of(database, "import", "customers", customer_file)
    assert _customers(database) == CUSTOMERS


def make_hospitals(database: Path) -> Path:
    """A database with the hospitals that the customer file names."""
    rows = "".join(f"H{n},Hospital {n},{30 + n / 100},{104 + n / 100},WGS-84\n" for n in range(40))
    file = database.with_suffix(".hospitals.csv")
    file.write_text("hospital id,name,latitude,longitude,frame\n" + rows, encoding="utf-8")
    Console(database).json("import", "hospitals", file)
    return database


def _customers(database: Path) -> int:
    with open_store(database) as store, store.read() as books:
        return len(books.customers.all())


def test_that_killed_planning_leaves_only_whole_plans(tmp_path: Path) -> None:
    database = tmp_path / "district.db"
    Console(database).json("demo")
    order = ("plan", "month", "--month", "2026-12", "--rep", "R5", "--rep", "R6", "--steps", 1, "--again")
    whole = time_of(database, *order)
    saved = _plans(database)
    assert saved == 2
    chance = random.Random(5)
    for _ in range(3):
        kill_after(whole * chance.uniform(0.4, 1.0), database, *order)
        now = _plans(database)
        assert saved <= now <= saved + 2
        saved = now


def _plans(database: Path) -> int:
    """How many plans are saved; each is read back whole."""
    with open_store(database) as store, store.read() as books:
        headers = books.plans.headers(month=Month(2026, 12))
        for header in headers:
            plan = books.plans.get(header.id)
            assert plan is not None
            assert sum(len(day.calls) for day in plan.days) == header.calls > 100
    return len(headers)
