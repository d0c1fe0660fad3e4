"""Peers side by side: `python -m tests.benchmarks.peers FILE --seconds S --workers 2 --seed N`.

FILE is a benchmark month. The product's engine (compiled and plain), a stock OR-Tools routing model and PyVRP each get the same
seconds, workers and seeds, one after the other; of every solver's workers the plan with the least objective counts. One judge
prices all plans (`tests.benchmarks.peers.judge`). Compiling is outside the time, building a model inside. With
`--processor-time` seconds are those that the processor spent on each worker. Prints one table.
"""

import argparse
import json
import math
import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, process_time

from planner.month.engine import prepare
from tests.benchmarks.month_instance import Instance
from tests.benchmarks.peers.judge import Verdict, judge
from tests.benchmarks.peers.month import Clock, Days, Peer
from tests.benchmarks.peers.solvers import PEERS

LIBRARIES = ("numpy", "numba", "ortools", "pyvrp")


def main() -> None:
    parser = _parser()
    options = parser.parse_args()
    instance = _instance(options.file)
    if isinstance(instance, str):
        parser.error(instance)
    if options.workers < 1 or not 0 < options.seconds < math.inf:
        parser.error("--workers begins at 1, and --seconds is more than 0")
    clock = process_time if options.processor_time else monotonic
    limit = f"{options.seconds:g} s{' of processor time' if options.processor_time else ''}"
    _tell(f"{instance['name']}: {limit}, {options.workers} workers, seed {options.seed}; {_machine()}; load {_load()}")
    _tell("| solver | objective | travel | left out | calls short | taken out | rules broken | checker's errors | seconds |")
    _tell("| --- " * 9 + "|")
    chosen = [peer for peer in PEERS if options.only is None or peer.name in options.only]
    for peer in chosen:
        _tell(_row(peer, instance, options, clock))
    _tell("")
    for peer in chosen:
        if peer.without:
            _tell(f"{peer.name}: {peer.without}")
    _tell(f"Load at the end {_load()}.")


def _row(peer: Peer, instance: Instance, options: argparse.Namespace, clock: Clock) -> str:
    """A solver's line: its figures, or why there are none. One that fails never costs the others their lines."""
    if peer.package and find_spec(peer.package) is None:
        return f"| {peer.name} | not installed: `pip install roundwise[{peer.extra}]` brings it |" + " |" * 7
    if peer.engine is not None:
        prepare(peer.engine)
    began = monotonic()
    try:
        plan, verdict = _best(peer, instance, options, clock)
    except Exception as fault:  # whatever a solver throws is its result
        return f"| {peer.name} | failed: {type(fault).__name__}: {fault} |" + " |" * 7
    if options.out is not None:
        (options.out / f"{peer.name}.json").write_text(json.dumps({"days": plan}), encoding="utf-8")
    return _told(peer, verdict, monotonic() - began)


def _best(peer: Peer, instance: Instance, options: argparse.Namespace, clock: Clock) -> tuple[Days, Verdict]:
    """The best of all workers' plans and its verdict; of equals the one with the least seed."""
    seeds = [1000 * options.seed + n for n in range(options.workers)]
    with ProcessPoolExecutor(options.workers) as pool:
        plans = list(pool.map(partial(peer.solve, instance, seconds=options.seconds, clock=clock), seeds))
    judged = [(plan, judge(instance, plan)) for plan in plans]
    return min(judged, key=lambda each: each[1].objective)


def _told(peer: Peer, verdict: Verdict, seconds: float) -> str:
    left_out = ", ".join(f"{count} {tier}" for tier, count in verdict.left_out.items()) or "none"
    errors = "not at hand" if verdict.errors is None else str(verdict.errors)
    cells = (verdict.travel, left_out, verdict.short, verdict.taken_out, verdict.broken, errors, f"{seconds:.1f}")
    return f"| {peer.name} | {verdict.objective:.0f} | " + " | ".join(map(str, cells)) + " |"


def _instance(path: Path) -> Instance | str:
    """The benchmark month, or what is wrong with the file."""
    try:
        read: Instance = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        return f"{path}: {fault}"
    missing = [name for name in ("customers", "days", "travel_minutes", "halves", "weeks_of_visit") if name not in read]
    return f"{path}: no benchmark month, {', '.join(missing)} missing" if missing else read


def _machine() -> str:
    told = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {told}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _load() -> str:
    return ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processor-time", action="store_true")
    parser.add_argument("--only", nargs="+", choices=[peer.name for peer in PEERS], help="some of the solvers")
    parser.add_argument("--out", type=Path, help="a folder for the plans, in the format of the checker")
    return parser


if __name__ == "__main__":
    main()
