"""Write the coverage of a month as a workbook."""

from collections.abc import Callable
from pathlib import Path

from db.exchange.coverage_sheet import write_coverage
from desktop.usecases.export_plan import write_whole
from desktop.usecases.review_coverage import CoverageReview
from planner.domain.messages import Message, message


def export_coverage(path: Path, review: CoverageReview, translate: Callable[[str], str] = str) -> None:
    """Write coverage.xlsx in the language that `translate` speaks. Raises ExportError when the file cannot be written."""
    content = write_coverage(
        coverage_title(review),
        actual=review.actual,
        expected=review.expected,
        rescues=[each.rescue for each in review.rescues],
        names=review.names,
        products=dict(review.products),
        translate=translate,
    )
    write_whole(path, content)


def coverage_title(review: CoverageReview) -> Message:
    """Whose coverage of which month."""
    if len(review.reps) == 1:
        return message("Coverage of {rep}, {month}", rep=review.reps[0].name, month=str(review.month))
    return message("Coverage of {reps:rep|reps}, {month}", reps=len(review.reps), month=str(review.month))
