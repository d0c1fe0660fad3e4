"""Day routes with optional calls against published values.

    python -m tests.benchmarks.toptw FILE --shifts M --seconds S --workers 2 --seed N --out SOLUTION.json
    python -m tests.benchmarks.toptw FOLDER --all --seconds S --page docs/toptw-benchmark.md

FILE is a published instance (see `tests.benchmarks.toptw_instance`), the solution `{"routes": [[ids]]}`. With `--steps` for
each worker instead of seconds the answer repeats byte for byte. With `--processor-time` the seconds are those that the
processor spent on the one worker: on a machine shared with others the same as on an idle one. `--only c101:2,pr05:4` takes a
sample of the folder. Every answer is checked apart from the product's code.
Prints one JSON line; with `--all` one for each instance and 1 to 4 shifts, and writes the page with the table.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from planner.month.engine import Engine
from planner.solving import SolveControl, SolveLimits
from routing.tours.route import Routes
from routing.tours.shifts import plan_shifts
from tests.benchmarks.toptw_instance import collected, faults, published, read_instance
from tests.benchmarks.toptw_page import Line, write_page

FINISHING = 0.3
"""Seconds kept for starting the workers, the check and the file."""


@dataclass(frozen=True, slots=True)
class Run:
    """How every instance is solved."""

    seconds: float
    steps: int | None
    workers: int
    seed: int
    engine: Engine
    processor_time: bool = False


def main() -> None:
    parser = _parser()
    options = parser.parse_args()
    if wrong := _wrong(options):
        parser.error(wrong)
    run = Run(options.seconds, options.steps, options.workers, options.seed, Engine(options.engine), options.processor_time)
    if options.processor_time:
        time.monotonic = time.process_time  # every clock of the search, in this process alone
    if options.all or options.only:
        only = ",".join(f"{name}:{shifts}" for name, shifts in options.only or ())
        write_page(options.page, _all(_wanted(options.file, options.only), run), asdict(run) | {"only": only})
        return
    line, routes = solve(options.file, options.shifts, run)
    if options.out is not None:
        options.out.write_text(json.dumps({"routes": [list(route) for route in routes]}), encoding="utf-8")
    _tell(line)


def _wrong(options: argparse.Namespace) -> str | None:
    """What cannot be asked for, said before anything is solved."""
    folder = options.all or options.only
    if not (options.file.is_dir() if folder else options.file.is_file()):
        return f"{options.file}: no such {'folder' if folder else 'file'}"
    if not folder:
        try:
            if not read_instance(options.file, 1).minutes:
                return f"{options.file}: no instance of day routes (it names no place, not even home)"
        except (ValueError, IndexError, UnicodeDecodeError) as fault:
            return f"{options.file}: no instance of day routes ({fault})"
    absent = [path.name for path, _ in _wanted(options.file, options.only) if not path.is_file()] if folder else []
    if absent:
        return f"{options.file}: no {', '.join(absent)} there"
    if options.out is not None and not options.out.parent.is_dir():
        return f"{options.out.parent}: no such folder to write the solution to"
    if options.shifts < 1 or options.workers < 1 or not 0 <= options.seconds < math.inf or (options.steps or 0) < 0:
        return "--shifts and --workers begin at 1, --seconds and --steps at 0"
    if options.processor_time and options.workers > 1:
        return "--processor-time counts one process: add --workers 1"
    return None


def _wanted(folder: Path, only: Sequence[tuple[str, int]] | None) -> Sequence[tuple[Path, int]]:
    """The sample named, or every instance of the folder with 1 to 4 shifts."""
    if only is None:
        return [(path, shifts) for path in sorted(folder.glob("*.txt")) for shifts in range(1, 5)]
    return [(folder / f"{name}.txt", shifts) for name, shifts in only]


def _sample(told: str) -> list[tuple[str, int]]:
    """`c101:2,pr05:4` as instances and shifts."""
    parts = [each.strip().partition(":") for each in told.split(",")]
    if not all(name and shifts.isdigit() and int(shifts) for name, _, shifts in parts):
        raise argparse.ArgumentTypeError(f"{told!r} is no list like c101:2,pr05:4 (instance:shifts)")
    return [(name, int(shifts)) for name, _, shifts in parts]


def solve(path: Path, shifts: int, run: Run) -> tuple[Line, Routes]:
    """One instance's line and routes. Raises RuntimeError when the check finds a fault."""
    began = time.monotonic()
    problem = read_instance(path, shifts)
    with ProcessPoolExecutor(run.workers) as executor:
        outcome = plan_shifts(
            problem,
            run.seed,
            SolveLimits(max(0.1, run.seconds - FINISHING), run.steps),
            SolveControl(),
            engine=run.engine,
            executor=executor if run.workers > 1 else None,
            workers=run.workers,
        )
    routes = outcome.best or ()
    if wrong := faults(path, shifts, routes):
        raise RuntimeError(f"{path.name}: {'; '.join(wrong)}")
    known, verified = published(path.parent).get((path.stem, shifts), (None, "")) if _has_values(path) else (None, "")
    reward = collected(path, routes)
    return Line(path.stem, shifts, reward, known, verified, reward == outcome.bound, time.monotonic() - began), routes


def _has_values(path: Path) -> bool:
    return (path.parent / "best_known.csv").exists()


def _all(wanted: Sequence[tuple[Path, int]], run: Run) -> Sequence[Line]:
    lines = []
    for path, shifts in wanted:
        line, _ = solve(path, shifts, run)
        lines.append(line)
        _tell(line)
    return lines


def _tell(line: Line) -> None:
    sys.stdout.write(json.dumps(asdict(line) | {"gap": line.gap}) + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="an instance, or with --all a folder of them")
    parser.add_argument("--shifts", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--processor-time", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=list(Engine), default=Engine.AUTO)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--all", action="store_true", help="every instance of the folder with 1 to 4 shifts")
    parser.add_argument("--only", type=_sample, help="a sample of the folder: c101:2,pr05:4 (instance:shifts)")
    parser.add_argument("--page", type=Path, default=Path("docs/toptw-benchmark.md"))
    return parser


if __name__ == "__main__":
    main()
