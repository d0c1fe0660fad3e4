"""What the tests of failures do to stores, files and disks."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.store import open_store
from planner.domain.people import Customer
from tests.db.district import district, fill

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or sys.platform != "linux", reason="mounting needs root on Linux"
)


def write_district(path: Path | str) -> None:
    with open_store(path) as store, store.write() as books:
        fill(books, district())


def read_customers(path: Path | str) -> tuple[Customer, ...]:
    with open_store(path) as store, store.read() as books:
        return books.customers.all()


def content(path: Path) -> bytes:
    return path.read_bytes()


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A real disk of its own that is full very soon."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine lets nobody mount: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def run_python(code: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60, check=True, cwd=Path.cwd()
    )
    return finished.stdout.strip()
