"""Day and week sheets as PDF: paper is always light, whatever the window's look."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from desktop.paper.pictures import qr_code, route_sketch
from desktop.theme.tokens import FAMILIES, LIGHT, SPACE
from desktop.usecases.day_sheet import DaySheet, SheetCall, SheetStop
from desktop.usecases.export_plan import ExportError
from planner.domain.messages import Message, message

Say = Callable[[Message], str]
MILLIMETRES = 14.0
DOTS = 300
QR_POINTS = 62
SKETCH = (500, 150)

_STYLE = """
body {{ color: {text}; font-size: {body}pt; }}
h1 {{ font-size: {title}pt; margin: 0; }}
.muted {{ color: {muted}; }}
.stop {{ font-size: {head}pt; font-weight: bold; }}
th {{ text-align: left; color: {muted}; font-weight: normal; font-size: {small}pt; }}
td {{ padding: 2px {gap}px 2px 0; }}
.line {{ border-top: 1px solid {line}; }}
"""
_POINTS = 9.0
_LEAST_POINTS = 5.0
"""Smaller is not read in a hospital's corridor."""


def _style(points: float) -> str:
    return _STYLE.format(
        text=LIGHT.text, muted=LIGHT.muted, line=LIGHT.line, gap=SPACE[1],
        body=points, title=points + 6, head=points + 2, small=points - 1,
    )  # fmt: skip


def write_day_sheets(path: Path, sheets: Sequence[DaySheet], say: Say, locale: QLocale) -> int:
    """One A4 page or more for each day: route, times, addresses, aims, a QR code for each way. The number of pages.

    Raises ExportError when the file cannot be written.
    """
    return _write(path, [_day(sheet, say, locale) for sheet in sheets], QPageLayout.Orientation.Portrait, one_page=False)


def write_week_sheet(path: Path, sheets: Sequence[DaySheet], say: Say, locale: QLocale) -> int:
    """The week on one A4 page across, a column for each day, in type as small as it must be down to 5 points. The number of
    pages. Raises ExportError."""
    return _write(path, [_week(sheets, say, locale)], QPageLayout.Orientation.Landscape, one_page=True)


class _Page:
    """HTML with the pictures it names."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pictures: dict[str, QImage] = {}

    def picture(self, image: QImage) -> str:
        name = f"picture-{len(self.pictures)}"
        self.pictures[name] = image
        return name


def _write(path: Path, pages: Sequence[_Page], orientation: QPageLayout.Orientation, *, one_page: bool) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error.strerror or str(error)) from error
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS)
    writer.setTitle(path.stem)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(orientation)
    writer.setPageMargins(QMarginsF(MILLIMETRES, MILLIMETRES, MILLIMETRES, MILLIMETRES), QPageLayout.Unit.Millimeter)
    document = _document(pages, writer, _POINTS)
    points = _POINTS
    while one_page and document.pageCount() > 1 and points > _LEAST_POINTS:
        points -= 0.5
        document = _document(pages, writer, points)
    document.print_(writer)
    if not path.exists() or path.stat().st_size == 0:
        raise _unwritten(path, "")
    return document.pageCount()


def _document(pages: Sequence[_Page], writer: QPdfWriter, points: float) -> QTextDocument:
    """All pages one after the other in one document, laid out for the writer's paper."""
    document = QTextDocument()
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_style(points))
    body = []
    for number, page in enumerate(pages):
        for name, image in page.pictures.items():
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"{number}/{name}"), image)
        html = "".join(page.parts).replace('src="picture', f'src="{number}/picture')
        body.append(f'<div style="page-break-before: always">{html}</div>' if number else html)
    document.setPageSize(QSizeF(writer.pageLayout().paintRectPoints().size()))
    document.setHtml(f"<body>{''.join(body)}</body>")
    return document


def _unwritten(path: Path, reason: str) -> ExportError:
    return ExportError(
        message("{path} cannot be written: {reason}.", path=str(path), reason=reason or "?"),
        message("Close the file if it is open elsewhere, or choose another folder."),
    )


def long_date(sheet: DaySheet, locale: QLocale) -> str:
    """Tuesday, 1 December 2026."""
    day = QDate(sheet.date.year, sheet.date.month, sheet.date.day)
    return str(locale.toString(day, QLocale.FormatType.LongFormat))


def _day(sheet: DaySheet, say: Say, locale: QLocale) -> _Page:
    page = _Page()
    page.parts.append(f"<h1>{escape(long_date(sheet, locale))}</h1><p class='muted'>{escape(say(_summary(sheet)))}</p>")
    places = [stop.coordinate for stop in sheet.stops if stop.coordinate is not None]
    if places and len(places) == len(sheet.stops):
        sketch = page.picture(
            route_sketch(sheet.home, places, LIGHT, LIGHT.day(sheet.date.weekday()), width=SKETCH[0], height=SKETCH[1])
        )
        page.parts.append(f'<p><img src="{sketch}" width="{SKETCH[0]}" height="{SKETCH[1]}"></p>')
    for stop in sheet.stops:
        _stop(page, stop, say)
    return page


def _summary(sheet: DaySheet) -> Message:
    if sheet.leave is None or sheet.back is None:
        return message("{rep}. No calls planned.", rep=sheet.rep)
    return message(
        "{rep}. {calls:call|calls}, target {target}. Leave {leave}, back {back}, {travel} minutes of travel.",
        rep=sheet.rep, calls=sheet.calls, target=sheet.target, leave=sheet.leave, back=sheet.back, travel=sheet.travel,
    )  # fmt: skip


def _stop(page: _Page, stop: SheetStop, say: Say) -> None:
    where = say(message("{travel} min of travel, at the gate {arrival}, leave {departure}",
                        travel=stop.travel, arrival=stop.arrival, departure=stop.departure))  # fmt: skip
    head = f"<span class='stop'>{stop.number}. {escape(stop.hospital)}</span><br>{escape(stop.address)}<br>"
    code = ""
    if stop.link:
        name = page.picture(qr_code(stop.link))
        code = f'<td align="right" width="{QR_POINTS}"><img src="{name}" width="{QR_POINTS}" height="{QR_POINTS}"></td>'
    title = f"<td>{head}<span class='muted'>{escape(where)}</span></td>"
    page.parts.append(f"<table width='100%' class='line' cellspacing='0'><tr>{title}{code}</tr></table>")
    headings = (message("Time"), message("Customer"), message("Where"), message("Tier"), message("Aim"), message("Met"))
    cells = "".join(f"<th>{escape(say(each))}</th>" for each in headings)
    rows = "".join(_call(call, say) for call in stop.calls)
    page.parts.append(f"<table width='100%' cellspacing='0'><tr>{cells}</tr>{rows}</table>")


def _call(call: SheetCall, say: Say) -> str:
    name = f"<b>{escape(call.customer)}</b> <span class='muted'>{escape(call.title)}</span>"
    aim = escape(", ".join(filter(None, (call.products, call.aim, call.note))))
    time = f"{call.start}–{call.end}" + (" ●" if call.appointment else "")
    return (
        f"<tr><td width='15%' style='white-space: nowrap'>{time}</td><td width='23%'>{name}</td>"
        f"<td width='24%'>{escape(place_of(call, say))}</td>"
        f"<td width='11%'>{escape(call.segment)}</td><td>{aim}</td><td width='6%'>☐</td></tr>"
    )


def place_of(call: SheetCall, say: Say) -> str:
    """Department, building and floor in one line."""
    floor = "" if call.floor is None else say(message("floor {floor}", floor=call.floor))
    return ", ".join(filter(None, (call.department, call.building, floor)))


def _week(sheets: Sequence[DaySheet], say: Say, locale: QLocale) -> _Page:
    page = _Page()
    if not sheets:
        page.parts.append(f"<p>{escape(say(message('No calls planned.')))}</p>")
        return page
    title = say(message("{rep}: week of {date}", rep=sheets[0].rep, date=long_date(sheets[0], locale)))
    share = 100 // len(sheets)
    heads = "".join(_head(sheet, share, say, locale) for sheet in sheets)
    cells = "".join(f"<td valign='top'>{''.join(map(_cell, sheet.stops))}</td>" for sheet in sheets)
    page.parts.append(f"<h1>{escape(title)}</h1><table width='100%' cellspacing='0'><tr>{heads}</tr><tr>{cells}</tr></table>")
    return page


def _head(sheet: DaySheet, share: int, say: Say, locale: QLocale) -> str:
    return f"<th width='{share}%'><b>{escape(_short(sheet, locale))}</b><br>{escape(_brief(sheet, say))}</th>"


def _short(sheet: DaySheet, locale: QLocale) -> str:
    day = QDate(sheet.date.year, sheet.date.month, sheet.date.day)
    return f"{locale.dayName(day.dayOfWeek(), QLocale.FormatType.ShortFormat)} {day.day()}.{day.month()}."


def _brief(sheet: DaySheet, say: Say) -> str:
    if sheet.leave is None or sheet.back is None:
        return say(message("No calls planned."))
    return say(message("{calls:call|calls}, {leave} to {back}", calls=sheet.calls, leave=sheet.leave, back=sheet.back))


def _cell(stop: SheetStop) -> str:
    calls = "<br>".join(
        f"{call.start} {escape(call.customer)} <span class='muted'>{escape(call.segment)}</span>" for call in stop.calls
    )
    return f"<p><b>{stop.arrival} {escape(stop.hospital)}</b><br>{calls}</p>"
