"""What importing would do: counts, what had to be assumed, which rows stay outside and why, what may be double."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.exchange.report import ImportReport, Status
from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from desktop.views.importing.words import RECORDS
from planner.domain.messages import Message, message
from planner.errors import UserFacingError

SHOWN = 40


class ReportPanel(QFrame):
    """The right half of the import page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._context = context
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[1], SPACE[2])
        column.addWidget(self._area)

    def show_report(self, report: ImportReport) -> None:
        """Tell the whole story of a planned import."""
        body, column = self._body()
        column.addWidget(self._counts(report))
        for heading, lines in self._sections(report):
            column.addSpacing(SPACE[1])
            column.addWidget(self._context.label(heading, Type.STRONG))
            for line in lines:
                column.addWidget(self._line(line))
        column.addStretch()
        self._area.setWidget(body)

    def show_trouble(self, error: UserFacingError) -> None:
        """Why there is nothing to report yet."""
        body, column = self._body()
        column.addWidget(self._line(error.problem, Type.STRONG, "bad"))
        column.addWidget(self._line(error.way_out))
        column.addStretch()
        self._area.setWidget(body)

    def _body(self) -> tuple[QWidget, QVBoxLayout]:
        body = QWidget()
        body.setAutoFillBackground(False)
        body.setObjectName("report")
        body.setStyleSheet("#report { background: transparent; }")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE[1], 0)
        column.setSpacing(SPACE[0])
        return body, column

    def _counts(self, report: ImportReport) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        grid.setColumnStretch(0, 1)
        for place, heading in enumerate((message("New"), message("Changed")), start=1):
            grid.addWidget(self._context.label(heading, Type.CAPTION, "muted"), 0, place, Qt.AlignmentFlag.AlignRight)
        row = 1
        for kind, name in RECORDS.items():
            counts = [len(report.records(kind, status)) for status in (Status.NEW, Status.CHANGED)]
            if any(counts):
                grid.addWidget(self._context.label(name), row, 0)
                for place, count in enumerate(counts, start=1):
                    grid.addWidget(self._number(count), row, place, Qt.AlignmentFlag.AlignRight)
                row += 1
        for status, name in ((Status.UNCHANGED, message("Rows as they are")), (Status.REFUSED, message("Rows refused"))):
            count = report.rows_with(status)
            grid.addWidget(self._context.label(name, look="muted" if not count else ""), row, 0)
            look = "bad" if status is Status.REFUSED and count else ""
            grid.addWidget(self._number(count, look), row, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
            row += 1
        return box

    def _number(self, count: int, look: str = "") -> QLabel:
        return self._context.label(self._context.session.locale.toString(count), Type.STRONG, look)

    def _sections(self, report: ImportReport) -> Iterator[tuple[Message, list[Message]]]:
        if report.statements:
            yield message("What was found and assumed"), list(report.statements)
        unused = [use.column for use in report.columns if use.field is None and use.column]
        if unused:
            yield message("Not used"), [message("Columns not used: {columns}.", columns=", ".join(unused))]
        if report.refusals:
            yield (
                message("Rows that stay outside"),
                [_refusal(each) for each in report.refusals[:SHOWN]] + _more(len(report.refusals)),
            )
        if report.remarks:
            lines = [
                message("Row {row}, {column}: {text}", row=each.row, column=each.column, text=each.text)
                for each in report.remarks[:SHOWN]
            ]
            yield message("To know"), lines + _more(len(report.remarks))
        if report.proposals:
            lines = [
                message("{name} and {other}: {reason}", name=each.name, other=each.other_name, reason=each.reason)
                for each in report.proposals[:SHOWN]
            ]
            yield message("May be the same; nothing is merged"), lines + _more(len(report.proposals))

    def _line(self, text: Message, style: Type = Type.BODY, look: str = "") -> QLabel:
        label = self._context.label(text, style, look)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _more(count: int) -> list[Message]:
    return [message("… and {count} more.", count=count - SHOWN)] if count > SHOWN else []


def _refusal(each: object) -> Message:
    row, column, value = (getattr(each, name) for name in ("row", "column", "value"))
    reason, way_out = (getattr(each, name) for name in ("reason", "way_out"))
    if not value:
        return message("Row {row}, {column} is empty: {reason} {way_out}", row=row, column=column, reason=reason, way_out=way_out)
    return message(
        "Row {row}, {column} = {value}: {reason} {way_out}", row=row, column=column, value=value, reason=reason, way_out=way_out
    )
