"""The page with the table of published day-route instances."""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean

FAMILIES = {"c": "Solomon c", "r": "Solomon r", "rc": "Solomon rc", "pr": "Cordeau pr"}


@dataclass(frozen=True, slots=True)
class Line:
    """One instance with a number of shifts: reward reached, published value, whether the plan is proven best, seconds."""

    instance: str
    shifts: int
    reward: int
    published: int | None
    verified: str
    proven: bool
    seconds: float

    @property
    def gap(self) -> float | None:
        """Per cent below the published value; negative where we are above it."""
        return None if self.published is None else round(100 * (1 - self.reward / self.published), 2)


def write_page(page: Path, lines: Sequence[Line], run: Mapping[str, object]) -> None:
    """Write the machine, the command, the gaps by family and every line."""
    page.write_text("\n".join([*_head(run), *_families(lines), "", *_table(lines), ""]), encoding="utf-8")


def _head(run: Mapping[str, object]) -> list[str]:
    limit = f"--steps {run['steps']}" if run["steps"] else f"--seconds {run['seconds']:g}"
    if run.get("processor_time"):
        limit += " --processor-time"
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return [
        "# Day routes with optional calls against published values",
        "",
        "Team orienteering with time windows: the most reward in m equal shifts. Solved by `routing.tours.shifts.plan_shifts`;",
        "every answer is checked apart from the product's code (`tests.benchmarks.toptw_instance.faults`).",
        "",
        f"- Command: `python -m tests.benchmarks.toptw FOLDER {_sample(run)} {limit} --workers {run['workers']}"
        f" --seed {run['seed']} --engine {run['engine']}`",
        f"- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}; load average at the end {load}",
        f"- Versions: Python {platform.python_version()}, "
        + ", ".join(f"{name} {_version(name)}" for name in ("numpy", "numba", "ortools")),
        "",
        "The gap is per cent below the published value. Where that is only a reference value and not the best known,",
        "gaps may be negative.",
        "",
    ]


def _sample(run: Mapping[str, object]) -> str:
    """The option that says which instances were run."""
    return f"--only {run['only']}" if run.get("only") else "--all"


def _families(lines: Sequence[Line]) -> list[str]:
    told = ["| family | m = 1 | 2 | 3 | 4 | mean gap % | worst |", "| --- | --- | --- | --- | --- | --- | --- |"]
    groups = {name: [line for line in lines if _family(line) == key] for key, name in FAMILIES.items()}
    for name, group in {**groups, "**all**": list(lines)}.items():
        if gaps := _gaps(group):
            by_shifts = [_gaps([line for line in group if line.shifts == shifts]) for shifts in range(1, 5)]
            cells = [f"{mean(each):.2f}" if each else "" for each in by_shifts]
            told.append(f"| {name} | {' | '.join(cells)} | {mean(gaps):.2f} | {max(gaps):.2f} |")
    counted = [max(0.0, gap) for gap in _gaps(lines)]
    if counted:
        told += ["", f"Mean gap where values above the published ones count as 0: {mean(counted):.2f} %."]
    return told


def _table(lines: Sequence[Line]) -> list[str]:
    told = [
        "| instance | m | reached | published | gap % | proven best | published value |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for line in lines:
        published = "" if line.published is None else str(line.published)
        gap = "" if line.gap is None else f"{line.gap:.2f}"
        told.append(
            f"| {line.instance} | {line.shifts} | {line.reward} | {published} | {gap} "
            f"| {'all calls made' if line.proven else _exact(line)} | {_standing(line)} |"
        )
    return told


def _exact(line: Line) -> str:
    return "equals a proven value" if line.verified.startswith("proved optimal") and line.reward == line.published else ""


def _standing(line: Line) -> str:
    return "proven" if line.verified.startswith("proved optimal") else line.verified.split(";")[0]


def _gaps(lines: Sequence[Line]) -> list[float]:
    return [line.gap for line in lines if line.gap is not None]


def _family(line: Line) -> str:
    return re.sub(r"\d.*", "", line.instance)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _processor() -> str:
    """The processor's name as the system tells it."""
    told = Path("/proc/cpuinfo")
    names = (
        [line.partition(":")[2].strip() for line in told.read_text().splitlines() if "model name" in line]
        if told.exists()
        else []
    )
    return names[0] if names else platform.processor() or platform.machine()
