"""How long every help page takes: `python -m tests.benchmarks.startup [--runs N]`. The figure to reach is 0.3 s for each."""

import argparse
import importlib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from typer.main import get_command

from desktop.cli.app import Root

FIGURE_SECONDS = 0.3


def help_pages() -> Iterator[tuple[str, ...]]:
    """The arguments that ask for the help page of each command, the program's own first."""
    yield ("--help",)
    yield ("--version",)
    for name, entry in Root.entries.items():
        yield (name, "--help")
        for inner in getattr(get_command(importlib.import_module(entry.module).app), "commands", {}):
            yield (name, inner, "--help")


def seconds_of(arguments: tuple[str, ...]) -> float:
    """Wall seconds of one start of the program."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "desktop", *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Print best and median of every command; end with 1 when a page misses its figure at its best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    best = []
    for arguments in help_pages():
        taken = [seconds_of(arguments) for _ in range(runs)]
        best.append(min(taken))
        sys.stdout.write(f"roundwise {' '.join(arguments):26} best {best[-1]:.3f} s  median {statistics.median(taken):.3f} s\n")
    sys.exit(max(best) > FIGURE_SECONDS)


if __name__ == "__main__":
    main()
