"""The coverage of a month on paper: A4 landscape, the charts of the screen, then the rescue list and the hospitals as tables."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.charts.canvas import Align, Canvas, Chart
from desktop.charts.coverage import Voice, month_chart, pace_chart, product_chart, quarter_chart, trend_chart
from desktop.theme.tokens import SPACE, Type, theme_of
from desktop.usecases.export_coverage import coverage_title
from desktop.usecases.export_plan import ExportError
from desktop.usecases.review_coverage import CoverageReview
from planner.domain.messages import Message, message

DOTS = 300
SCREEN_DOTS = 96
MARGIN = 12.0  # millimetres
ROW = 20.0


def print_coverage(file: Path, review: CoverageReview, say: Callable[[Message], str], locale: QLocale) -> None:
    """Write a PDF in the light look, whatever the screen's. Raises ExportError when the file cannot be written."""
    voice = Voice(say, locale, theme_of(False))
    with _sheets(file, say(coverage_title(review))) as (writer, painter):
        space = QRectF(0, 0, writer.width() * SCREEN_DOTS / DOTS, writer.height() * SCREEN_DOTS / DOTS)
        sheets = _Sheets(writer, Canvas(painter, space, voice.theme, locale), _titles(review, voice))
        sheets.draw_charts(
            [month_chart(review, voice), quarter_chart(review, voice), pace_chart(review, voice), trend_chart(review, voice)]
        )
        sheets.begin()
        sheets.draw_charts([product_chart(review, voice)])
        sheets.draw_table(say(message("Rescue list")), *_rescue_table(review, voice))
        sheets.draw_table(say(message("By hospital")), *_hospital_table(review, voice))


@contextmanager
def _sheets(file: Path, title: str) -> Iterator[tuple[QPdfWriter, QPainter]]:
    writer = QPdfWriter(str(file))
    writer.setTitle(title)
    writer.setResolution(DOTS)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF())
    layout.setUnits(QPageLayout.Unit.Millimeter)
    layout.setMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN))
    writer.setPageLayout(layout)
    painter = QPainter()
    if not _can_write(file) or not painter.begin(writer):
        raise ExportError(
            message("{path} cannot be written.", path=str(file)),
            message("Close the file if it is open elsewhere, or choose another folder."),
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(DOTS / SCREEN_DOTS, DOTS / SCREEN_DOTS)
    try:
        yield writer, painter
    finally:
        painter.end()


def _can_write(file: Path) -> bool:
    """Asked first: Qt would only warn."""
    try:
        with file.open("ab"):
            return True
    except OSError:
        return False


def _titles(review: CoverageReview, voice: Voice) -> tuple[str, str]:
    day = voice.locale.toString(QDate(review.today.year, review.today.month, review.today.day), QLocale.FormatType.LongFormat)
    return voice.say(coverage_title(review)), voice.say(message("As of {day}", day=day))


class _Sheets:
    """Puts charts and tables on pages from top to bottom, with the title on each."""

    def __init__(self, writer: QPdfWriter, canvas: Canvas, titles: tuple[str, str]) -> None:
        self._writer = writer
        self._canvas = canvas
        self._titles = titles
        self._top = 0.0
        self._head()

    def begin(self) -> None:
        """A new page."""
        self._writer.newPage()
        self._head()

    def _head(self) -> None:
        space = self._canvas.rect
        line = QRectF(space.left(), space.top(), space.width(), 28)
        self._canvas.write(line, self._titles[0], colour=self._canvas.theme.text, style=Type.TITLE)
        self._canvas.write(line, self._titles[1], Align.AlignRight)
        self._top = line.bottom() + SPACE[3]

    def draw_charts(self, charts: Sequence[Chart]) -> None:
        """Two charts beside one another, as high as two rows of them fit a page."""
        space, gap = self._canvas.rect, SPACE[4]
        height = (space.bottom() - self._top - gap) / 2 if len(charts) > 2 else 260.0
        width = (space.width() - gap) / 2
        for place, chart in enumerate(charts):
            down, across = divmod(place, 2)
            area = QRectF(space.left() + across * (width + gap), self._top + down * (height + gap), width, height)
            self._canvas.write(
                QRectF(area.left(), area.top(), width, 20), chart.title, colour=self._canvas.theme.text, style=Type.HEADING
            )
            chart.paint(self._canvas.within(area.adjusted(0, 28, 0, 0)))
        self._top += -(-len(charts) // 2) * (height + gap)

    def draw_table(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The first column takes what the others leave; later columns stand right when they hold figures."""
        if not rows:
            return
        if self._top + 4 * ROW > self._canvas.rect.bottom():
            self.begin()
        theme = self._canvas.theme
        self._canvas.write(self._line(24), title, colour=theme.text, style=Type.HEADING)
        self._top += 24
        self._draw_row(headings, rows, theme.muted)
        for row in rows:
            if self._top + ROW > self._canvas.rect.bottom():
                self.begin()
                self._draw_row(headings, rows, theme.muted)
            self._draw_row(row, rows, theme.text)
        self._top += SPACE[3]

    def _line(self, height: float) -> QRectF:
        return QRectF(self._canvas.rect.left(), self._top, self._canvas.rect.width(), height)

    def _draw_row(self, cells: Sequence[str], rows: Sequence[Sequence[str]], colour: str) -> None:
        line = self._line(ROW)
        share = line.width() / (len(cells) + 1)
        left = line.left()
        for place, cell in enumerate(cells):
            width = share * 2 if place == 0 else share
            right = place > 0 and rows[0][place][:1] in "0123456789–"
            align = Align.AlignRight if right else Align.AlignLeft
            self._canvas.write(QRectF(left, line.top(), width - SPACE[1], ROW), cell, align, colour)
            left += width
        self._canvas.line(line.bottomLeft(), line.bottomRight(), self._canvas.theme.line, 0.5)
        self._top += ROW


def _rescue_table(review: CoverageReview, voice: Voice) -> tuple[list[str], list[list[str]]]:
    headings = [message("Customer"), message("Segment"), message("Hospital"), message("Rep"), message("Last visit")]
    names, locale = review.names, voice.locale
    rows = []
    for each in review.rescues:
        last = each.rescue.last_visit
        day = "–" if last is None else locale.toString(QDate(last.year, last.month, last.day), QLocale.FormatType.ShortFormat)
        hospital = "–" if each.hospital is None else names.hospital(each.hospital)
        rows.append([names.customer(each.rescue.customer), names.segment(each.rescue.segment), hospital, each.rep.name, day])
    return [voice.say(each) for each in headings], rows


def _hospital_table(review: CoverageReview, voice: Voice) -> tuple[list[str], list[list[str]]]:
    headings = [message("Hospital"), message("Customers"), message("So far"), message("Expected"), message("To rescue")]
    rows = [
        [
            review.names.hospital(each.hospital),
            voice.locale.toString(each.customers),
            voice.percent(each.seen / each.customers),
            voice.percent(None if each.expected is None else each.expected / each.customers),
            voice.locale.toString(each.rescue),
        ]
        for each in review.hospitals
    ]
    return [voice.say(each) for each in headings], rows
