"""A process may be killed at any moment, and several may write at once: what was committed stays, whole."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from db.store import Store, open_store
from planner.domain.people import CustomerId
from tests.db.district import district, fill, plan

# Rewrites all customers again and again, each time in one transaction, with the round in every customer's title.
WRITER = """
import sys
from dataclasses import replace
from itertools import count
from db.store import open_store
from tests.db.district import district
many = [replace(district().customers[0], id=f"X{number:05d}") for number in range(1_500)]
with open_store(sys.argv[1]) as store:
    for round in count(int(sys.argv[2])):
        with store.write() as books:
            books.customers.put([replace(each, title=str(round), kol=bool(round % 2)) for each in many])
        print(round, flush=True)
"""

APPENDER = """
import sys
from db.store import open_store
from tests.db.district import plan
with open_store(sys.argv[1], wait_seconds=30) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for seed in range(int(sys.argv[2]), int(sys.argv[2]) + 20):
        with store.write() as books:
            books.plans.save(plan(seed=seed))
"""

OPENER = "import sys; from db.store import open_store; open_store(sys.argv[1], wait_seconds=30).close()"


def start(code: str, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def write_until_killed(location: str, first: int, seconds: float) -> int:
    """The last round that the writer said was committed before it was killed `seconds` after its first commit."""
    with start(WRITER, location, str(first)) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline())]
        time.sleep(seconds)
        writer.kill()
        said += [int(line) for line in writer.stdout]
    return said[-1]


def rounds_kept(store: Store) -> set[str]:
    with store.read() as books:
        kept = [each for each in books.customers.all() if each.id.startswith("X")]
        template = district().customers[0]
        assert len(kept) == 1_500
        assert all(replace(each, id=template.id, title=template.title, kol=template.kol) == template for each in kept)
        return {each.title for each in kept}


@pytest.mark.parametrize("seed", range(2))
def test_that_a_kill_at_any_moment_leaves_the_last_committed_state(location: str, seed: int) -> None:
    with open_store(location) as store, store.write() as books:
        fill(books, district())
    said = write_until_killed(location, seed * 1_000, Random(seed).uniform(0.02, 0.4))
    with open_store(location, wait_seconds=20) as store:
        kept = rounds_kept(store)
        # The kill may fall between the commit and the word of it.
        assert kept in ({str(said)}, {str(said + 1)})
        with store.write() as books:
            books.customers.remove(CustomerId(f"X{number:05d}") for number in range(1_500))
        with store.read() as books:
            assert books.customers.all() == district().customers


@pytest.mark.parametrize("seed", range(4))
def test_that_a_kill_while_a_file_is_created_leaves_one_that_opens(path: Path, seed: int) -> None:
    with start(OPENER, str(path)) as opener:
        while not path.exists() and opener.poll() is None:
            time.sleep(0.001)
        time.sleep(Random(seed).uniform(0, 0.15))
        opener.kill()
    with open_store(path) as store:
        with store.write() as books:
            fill(books, district())
        with store.read() as books:
            assert books.customers.all() == district().customers


def test_that_two_processes_writing_at_once_lose_nothing_of_either(location: str) -> None:
    with open_store(location) as store, store.write() as books:
        fill(books, district())
    with start(APPENDER, location, "100") as one, start(APPENDER, location, "200") as other:
        for each in (one, other):
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        for each in (one, other):
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.close()
        assert (one.wait(60), other.wait(60)) == (0, 0)
    with open_store(location) as store, store.read() as books:
        headers = books.plans.headers()
        assert sorted(each.seed for each in headers) == [*range(100, 120), *range(200, 220)]
        assert [each.number for each in headers] == list(range(1, 41))
        assert all(books.plans.get(each.id) == plan(seed=each.seed) for each in headers)


def test_that_many_processes_may_create_one_store_at_the_same_moment(new_location: str) -> None:
    openers = [start(OPENER, new_location) for _ in range(3)]
    for opener in openers:
        with opener:
            assert opener.wait(60) == 0
    with open_store(new_location) as store, store.read() as books:
        assert books.customers.all() == ()
