"""Any table file into rows: what a file is, its first bytes tell, not its name."""

from pathlib import Path

from db.exchange.delimited import empty_file, read_delimited
from db.exchange.table import MAXIMUM_BYTES, ReadOptions, Table, TableError
from db.exchange.workbook import read_workbook
from planner.domain.messages import message

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(path: Path, options: ReadOptions | None = None) -> Table:
    """The table in a CSV, XLSX, XLS or ODS file.

    Raises TableError, naming the file and the way out, when there is none: no such file, empty, header only, binary data,
    an encoding that does not fit, too large.
    """
    return table_of(read_bytes(path), path.name, options or ReadOptions())


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises TableError when it cannot be read or is larger than the stated limit."""
    try:
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise TableError(
                message(
                    "{name} has {size} MB, the most is {limit} MB.",
                    name=path.name,
                    size=size // 10**6,
                    limit=MAXIMUM_BYTES // 10**6,
                ),
                message("Split the file, for example by district, and import the parts one after the other."),
            )
        return path.read_bytes()
    except OSError as error:
        raise TableError(
            message("{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error)),
            message("Check the name of the file and your right to read it; close it in other programs."),
        ) from error


def table_of(data: bytes, name: str, options: ReadOptions) -> Table:
    """As `read_table`, from bytes; `name` is what messages call the file."""
    if not data.strip():
        raise empty_file(name)
    is_workbook = data.startswith((_ZIP, _OLE))
    table = read_workbook(data, name, options) if is_workbook else read_delimited(data, name, options)
    if not table.rows and not table.broken:
        raise TableError(
            message("{name} has column names but no rows below them.", name=name),
            message("Choose the file or sheet that holds the data."),
        )
    return table
