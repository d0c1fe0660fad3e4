"""How wide text stands on a terminal: a Chinese character takes two columns."""

import unicodedata
from collections.abc import Iterable, Sequence

NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def width(text: str) -> int:
    """Columns that `text` takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit_left(text: str, columns: int) -> str:
    """`text` with blanks after it, at least `columns` wide."""
    return text + " " * (columns - width(text))


def fit_right(text: str, columns: int) -> str:
    """`text` with blanks before it, at least `columns` wide."""
    return " " * (columns - width(text)) + text


def cut(text: str, columns: int) -> str:
    """`text` shortened with an ellipsis to at most `columns`."""
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for character in text:
        used += _columns(character)
        if used > columns - 1:
            break
        kept += character
    return kept + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`: broken between words, and between any two wide characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterable[str]:
    piece = ""
    for character in text:
        closing = character in "，。；：、）》！？"
        if piece and not closing and (piece[-1] == " " or _columns(character) == 2 or _columns(piece[-1]) == 2):
            yield piece
            piece = ""
        piece += character
    yield piece


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """Rows of equally many cells as lines with columns two blanks apart; `right` says which columns hold figures."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            (fit_right if figures else fit_left)(cell, columns) for cell, columns, figures in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]
