"""Write plans as files that other programs open: JSON, Excel, calendar, map."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from db.exchange.plan_calendar import write_calendar
from db.exchange.plan_file import write_plan
from db.exchange.plan_map import write_map
from db.exchange.plan_names import CoverageFigure, CoveragePeriod, People, Sites
from db.exchange.plan_sheet import write_sheet
from desktop.usecases.district import District
from planner.coverage.project import project
from planner.coverage.share import SegmentCoverage
from planner.domain.messages import message
from planner.domain.people import Rep
from planner.domain.plan import MonthPlan
from planner.errors import UserFacingError


class PlanFormat(StrEnum):
    """A kind of file, by what follows the dot."""

    JSON = "json"
    XLSX = "xlsx"
    ICS = "ics"
    GEOJSON = "geojson"


class ExportError(UserFacingError):
    """A file that could not be written."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One file written."""

    rep: Rep
    format: PlanFormat
    path: Path


def export_plans(
    district: District, plans: Iterable[MonthPlan], formats: Sequence[PlanFormat], folder: Path, translate: Callable[[str], str]
) -> tuple[Exported, ...]:
    """Write every plan in every format into a folder, which is made when missing; a file is replaced as a whole or not at all.

    Raises ExportError when the folder or a file cannot be written, PlanFileError for a map of a hospital without coordinate.
    """
    names = district.names
    sites = Sites.of(district.hospitals, district.departments)
    people = People.of(district.customers, district.products)
    written = []
    for plan in plans:
        rep = district.rep(plan.rep)
        figures = coverage_figures(district, plan)
        lunch = rep.lunch or district.policy.working_day.lunch
        for format in formats:
            path = folder / f"{file_stem(rep, district.reps)}-{plan.month}.plan.{format}"
            match format:
                case PlanFormat.JSON:
                    content = write_plan(plan, names, figures).encode()
                case PlanFormat.XLSX:
                    content = write_sheet(plan, names, sites, figures, translate, people=people, lunch=lunch)
                case PlanFormat.ICS:
                    content = write_calendar(plan, names, sites, translate=translate)
                case PlanFormat.GEOJSON:
                    content = write_map(plan, names, sites, rep.home).encode()
            write_whole(path, content)
            written.append(Exported(rep, format, path))
    return tuple(written)


def coverage_figures(district: District, plan: MonthPlan) -> tuple[CoverageFigure, ...]:
    """The rep's coverage of month and quarter with the plan carried out."""
    first = plan.days[0].date if plan.days else plan.month.first
    outlook = project(
        district.customers_of(plan.rep), district.calls, district.products, plan, as_of=first, policy=district.policy
    )
    return tuple(figure for segment in outlook.expected.segments for figure in _figures(segment))


def _figures(covered: SegmentCoverage) -> Iterable[CoverageFigure]:
    for period, share in ((CoveragePeriod.MONTH, covered.month), (CoveragePeriod.QUARTER, covered.quarter)):
        yield CoverageFigure(covered.segment, period, share.customers, share.seen, share.required)


def file_stem(rep: Rep, reps: Iterable[Rep]) -> str:
    """The rep's name as part of a file's name on every system; with the id when two reps share it."""
    name = re.sub(r"[^\w.-]+", "_", rep.name).strip("._") or rep.id
    alike = sum(each.name == rep.name for each in reps) > 1
    return f"{name}-{rep.id}" if alike else name


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old content or the new, never half of it. Raises ExportError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(draft).chmod(0o644)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(
            message("{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)),
            message("Close the file if it is open elsewhere, or choose another folder with --out."),
        ) from error
