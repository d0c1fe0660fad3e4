"""Why these accounts are mine: one rep's sheet on paper, always light, whatever the window's look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from desktop.theme.tokens import FAMILIES, LIGHT, SPACE
from desktop.usecases.export_plan import ExportError
from planner.alignment.sheets import RepSheet
from planner.domain.messages import Message, message

MILLIMETRES = 14.0
DOTS = 300
POINTS = 9.0
_STYLE = f"""
body {{ color: {LIGHT.text}; }}
h1 {{ font-size: 15pt; margin: 0; }}
h2 {{ font-size: 11pt; }}
.muted {{ color: {LIGHT.muted}; }}
th {{ text-align: left; color: {LIGHT.muted}; font-weight: normal; padding: 2px {SPACE[1]}px 2px 0; }}
td {{ padding: 2px {SPACE[1]}px 2px 0; }}
"""


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One account with its reasons, in the window's language."""

    account: str
    minutes: float | None
    why: str


@dataclass(frozen=True, slots=True)
class FairnessPaper:
    """A rep's sheet: what the alignment is called, everybody's loads, own accounts with reasons, lost ones by name."""

    title: str
    rep: str
    sheets: tuple[tuple[str, RepSheet], ...]
    lines: tuple[ReasonLine, ...]
    lost: tuple[str, ...]


def write_fairness(path: Path, paper: FairnessPaper, say: Callable[[Message], str], locale: QLocale) -> int:
    """Write A4 pages; the number of pages. Raises ExportError when the file cannot be written."""
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise ExportError(
            message("{path} cannot be written.", path=str(path)),
            message("Close the file if it is open elsewhere, or choose another folder."),
        ) from error
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS)
    writer.setTitle(paper.title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MILLIMETRES, MILLIMETRES, MILLIMETRES, MILLIMETRES), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.setHtml(html_of(paper, say, locale))
    document.print_(writer)
    return document.pageCount()


def html_of(paper: FairnessPaper, say: Callable[[Message], str], locale: QLocale) -> str:
    """The sheet as rich text."""
    parts = [
        f"<h1>{escape(say(message('Why are these accounts mine? {rep}', rep=paper.rep)))}</h1>",
        f'<p class="muted">{escape(paper.title)}</p>',
        f"<h2>{escape(say(message('Everybody beside one another')))}</h2>",
        _everybody(paper, say, locale),
        f"<h2>{escape(say(message('Your accounts')))}</h2>",
        _accounts(paper, say, locale),
    ]
    if paper.lost:
        names = escape(", ".join(paper.lost))
        parts.append(f"<h2>{escape(say(message('What goes to others')))}</h2><p>{names}</p>")
    return "".join(parts)


def _everybody(paper: FairnessPaper, say: Callable[[Message], str], locale: QLocale) -> str:
    headings = (
        message("Rep"), message("Accounts"), message("Gained"), message("Lost"), message("Workload"), message("Target"),
        message("Equity kept"),
    )  # fmt: skip
    rows = [
        (
            name if name != paper.rep else f"► {name}",
            locale.toString(len(sheet.gained) + len(sheet.kept)),
            locale.toString(len(sheet.gained)),
            locale.toString(len(sheet.lost)),
            locale.toString(round(sheet.workload)),
            locale.toString(round(sheet.target)),
            locale.toString(sheet.equity_kept, "f", 1),
        )
        for name, sheet in paper.sheets
    ]
    return _table([say(each) for each in headings], rows)


def _accounts(paper: FairnessPaper, say: Callable[[Message], str], locale: QLocale) -> str:
    rows = [
        (each.account, "–" if each.minutes is None else locale.toString(round(each.minutes)), each.why) for each in paper.lines
    ]
    return _table([say(message("Account")), say(message("Minutes from home")), say(message("Why"))], rows)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead>{body}</table>'
