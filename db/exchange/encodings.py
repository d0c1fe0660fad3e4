"""From bytes to text. Strict UTF-8 first, then byte order marks, then the likeliest of the encodings that offices still use.

"UTF-8, else GB18030" silently corrupts Big5, because almost any pair of bytes is some GB18030 character: the *whole* text
must be weighed.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from db.exchange.columns import plain_header
from db.exchange.fields import FIELDS
from db.exchange.table import Encoding, TableError
from planner.domain.messages import message

CANDIDATES = ("gb18030", "big5", "cp949", "shift_jis", "cp1252")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JUNK_SHARE = 0.01
LOST = "\ufffd"
"""Stands for bytes that mean nothing."""
_TELLING_HEADER = 0.85
_FORMED, _LOST_SHARE = 20, 0.05
_HEADER_LINES = 10
_HEADERS = frozenset(name for fields in FIELDS.values() for each in fields for name in each.names if len(name) > 1)
_LITTLE_TEXT = 2_000  # bytes: below, a guess rests on few characters


def decode(data: bytes, encoding: str | None = None) -> tuple[str, Encoding]:
    """The text of a file and how its encoding was found. An explicit `encoding` is obeyed strictly.

    Raises TableError for bytes that are no text, or no text of the encoding told.
    """
    text, found = _decode_as(data, encoding) if encoding else _find(data)
    if _is_junk(text):
        raise TableError(
            message("The file is not a table: it holds binary data."),
            message("Save the table as CSV or XLSX and import that file."),
        )
    return text.removeprefix("\ufeff"), found


def _decode_as(data: bytes, name: str) -> tuple[str, Encoding]:
    try:
        codec = codecs.lookup(name)
        text = data.decode(codec.name)
    except LookupError as error:
        raise TableError(
            message("There is no encoding named {name}.", name=name),
            message("Use one of utf-8, gb18030, big5, utf-16, cp1252, or leave it out to have it found."),
        ) from error
    except UnicodeError as error:
        row = data[: getattr(error, "start", 0)].count(b"\n") + 1
        raise TableError(
            message("The file is not written in {name}: row {row} holds bytes that mean nothing in it.", name=name, row=row),
            message("Leave the encoding out to have it found, or name another one."),
        ) from error
    return text, Encoding(codec.name, 1.0, told=True)


def _find(data: bytes) -> tuple[str, Encoding]:
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _strict(data, name)
            if text is not None:
                return text, Encoding(name, 1.0)
    text = _strict(data, "utf-8")
    if text is not None and "\x00" not in text[:1000]:
        return text, Encoding("utf-8", 1.0)
    return _without_mark(data) or _nearly_utf8(data) or _likeliest(data)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None


def _without_mark(data: bytes) -> tuple[str, Encoding] | None:
    """UTF-16 without its mark: every other byte of a header in Latin letters, a comma or a line end is zero."""
    start = data[:4000]
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros and zeros.count(0) > 0.2 * len(zeros) and zeros.count(0) > 0.9 * start.count(0):
            text = _strict(data, name)
            if text is not None:
                return text, Encoding(name, 0.9)
    return None


def _nearly_utf8(data: bytes) -> tuple[str, Encoding] | None:
    """UTF-8 with a few bad bytes: text of another encoding hardly ever forms characters of several bytes by chance."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count(LOST)
    formed = sum(not character.isascii() for character in text) - lost
    if formed < _FORMED or lost > _LOST_SHARE * formed:
        return None
    return text, Encoding("utf-8", _TELLING_HEADER, damaged=True)


def _likeliest(data: bytes) -> tuple[str, Encoding]:
    """The whole text weighed; but an encoding in which the header reads as known columns goes before one in which it does not."""
    found = _weighed(data)
    if found is not None and known_headers(found[0]):
        return found
    sound = [(text, name) for name in CANDIDATES if (text := _strict(data, name)) is not None]
    telling = max(sound, key=lambda each: known_headers(each[0]), default=None)
    if telling is not None and known_headers(telling[0]):
        return telling[0], Encoding(telling[1], _TELLING_HEADER)
    damaged = _damaged(data)
    if damaged is not None and (found is None or known_headers(damaged[0])):
        return damaged
    if found is None:
        raise TableError(
            message("The encoding of the file could not be found; it may be binary data or damaged text."),
            message("Save the file as UTF-8, or name its encoding."),
        )
    return found


def _weighed(data: bytes) -> tuple[str, Encoding] | None:
    """The likeliest of the encodings in which every byte means something; None when there is none."""
    best = from_bytes(data, cp_isolation=list(CANDIDATES)).best()
    if best is not None and best.encoding in CANDIDATES:
        return data.decode(best.encoding), Encoding(best.encoding, _sureness(data, best.chaos))
    readable = [(text, name) for name in CANDIDATES if (text := _strict(data, name)) is not None]
    if not readable:
        return None
    text, name = max(readable, key=lambda each: _plausibility(each[0]))
    return text, Encoding(name, 0.3)


def _damaged(data: bytes) -> tuple[str, Encoding] | None:
    """The text, what cannot be read marked, in the encoding that knows the header and loses least; None when it loses much."""
    read = [(data.decode(name, errors="replace"), name) for name in ("utf-8", *CANDIDATES)]
    text, name = max(read, key=lambda each: (known_headers(each[0]), -each[0].count(LOST)))
    if text.count(LOST) > _JUNK_SHARE * len(text) + 1:
        return None
    return text, Encoding(name, _TELLING_HEADER if known_headers(text) else 0.2, damaged=True)


def known_headers(text: str) -> int:
    """How many of the cells in the first lines are names of columns that some import knows."""
    lines = text[:20_000].splitlines()[:_HEADER_LINES]
    return sum(plain_header(cell) in _HEADERS for line in lines for cell in re.split(r"[,;\t|]", line))


def _sureness(data: bytes, chaos: float) -> float:
    return round(max(0.0, (0.95 if len(data) >= _LITTLE_TEXT else 0.6) - chaos), 2)


def _plausibility(text: str) -> float:
    """Share of letters, figures, marks and spaces that an office table would hold; private and odd characters count against."""
    kinds = [unicodedata.category(character)[0] for character in text[:20_000]]
    return (sum(kind in "LNPZ" for kind in kinds) - 3 * kinds.count("C")) / max(1, len(kinds))


def _is_junk(text: str) -> bool:
    start = text[:200_000]
    control = sum(start.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    return control > _JUNK_SHARE * len(start)
