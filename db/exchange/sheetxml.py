"""A look into an xlsx file before it is opened: how large it will be, and which formulas were saved without a result."""

import io
import re
import zipfile
from collections.abc import Iterator

from db.exchange.delimited import too_many_rows
from db.exchange.table import MAXIMUM_ROWS, TableError
from planner.domain.messages import message

MAXIMUM_UNPACKED_BYTES = 400_000_000
MAXIMUM_CELLS = 20_000_000  # a sheet is opened as a full rectangle, however few of its cells are filled
_CHUNK = 1 << 20
_OVERLAP = 4_096
_SHEET_ENTRY = re.compile(rb"<sheet\b[^>]*?>")
_RELATION = re.compile(rb"<Relationship\b[^>]*?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_FILLED = re.compile(rb'\br="([A-Z]+)\d+"[^>]*>\s*<(?:v|f|is)\b')
_UNSAVED = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')


def inspect_workbook(data: bytes, name: str) -> dict[str, dict[int, str]]:
    """Per sheet the rows (numbered as shown) with a formula that has no saved result, and the first such cell.

    Files that are no xlsx yield nothing. Raises TableError when unpacking would exceed the stated limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAXIMUM_UNPACKED_BYTES:
                raise too_many_rows(name)
            return {sheet: _unsaved(archive, part, name) for sheet, part in _sheet_parts(archive).items()}
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        if data[:4] == b"PK\x03\x04":
            raise TableError(
                message("{name} is damaged: it cannot be unpacked.", name=name),
                message("Open it in a spreadsheet program and save it as XLSX or CSV."),
            ) from error
        return {}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names and the parts of the archive that hold them; empty for other kinds of archive."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    relations = [dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))]
    targets = {relation.get(b"Id"): relation.get(b"Target", b"").decode() for relation in relations}
    parts: dict[str, str] = {}
    for tag in _SHEET_ENTRY.findall(archive.read("xl/workbook.xml")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        target = targets.get(attributes.get(b"r:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            parts[_unescape(attributes.get(b"name", b"").decode())] = part
    return parts


def _unescape(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _unsaved(archive: zipfile.ZipFile, part: str, name: str) -> dict[int, str]:
    found: dict[int, str] = {}
    rows = columns = 0
    for chunk in _chunks(archive, part):
        rows, columns = max(rows, _last_row(chunk)), max(columns, _last_column(chunk))
        if rows > MAXIMUM_ROWS + 10:
            raise too_many_rows(name)
        if rows * columns > MAXIMUM_CELLS:
            raise _too_wide(name, columns)
        if b"<f" in chunk:
            for column, row in _UNSAVED.findall(chunk):
                found.setdefault(int(row), f"{column.decode()}{int(row)}")
    return found


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Overlapping pieces, so that no cell is cut in all of them."""
    kept = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield kept + piece
            kept = piece[-_OVERLAP:]


def _last_row(chunk: bytes) -> int:
    """The row of the last cell with a value in the chunk: empty rows that carry only a format do not count."""
    end = max(chunk.rfind(b"<v>"), chunk.rfind(b"<is>"))
    if end < 0:
        return 0
    start = chunk.rfind(b"<c ", 0, end)
    cell = re.search(rb'\br="[A-Z]+(\d+)"', chunk[start:end]) if start >= 0 else None
    return int(cell.group(1)) if cell else 0


def _last_column(chunk: bytes) -> int:
    """The rightmost column with a value in the chunk, A = 1."""
    letters = max(set(_FILLED.findall(chunk)), key=lambda each: (len(each), each), default=b"")
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_wide(name: str, columns: int) -> TableError:
    return TableError(
        message(
            "{name} reaches to column {columns}; with so many rows that is more than one import takes.",
            name=name,
            columns=columns,
        ),
        message("Keep the columns you want to import and delete the others."),
    )
