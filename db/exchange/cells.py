"""What a cell says: numbers, levels, dates, booleans and times in the many ways people write them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from db.exchange.table import Cell
from planner.domain.messages import Message, message
from planner.domain.units import MinuteOfDay, TimeWindow

_EXCEL_EPOCH = date(1899, 12, 30)
_YES = frozenset(("是", "y", "yes", "true", "t", "1", "✓", "√", "✔", "对", "有", "在职", "在職", "active", "真"))
_NO = frozenset(("否", "n", "no", "false", "f", "0", "✗", "×", "✘", "无", "离职", "離職", "inactive", "假", "不是", "没有", "-"))
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0}
_LEVELS = {"一": 1, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3, "i": 1, "ii": 2, "iii": 3, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3}
_NO_LEVEL = ("未", "无", "無", "暂", "不详", "none", "n/a", "unknown", "-", "其他", "其它", "other", "null")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = re.compile(r"(?:人次|人|例|张|個|个|次|盒|名|位|支|片|分钟|min|minutes|/月|/周|%)+$")
_LEVEL = re.compile(r"第?(iii|ii|i|[一二三123ⅰⅱⅲ])(?:\.0)?(?:[级級等]?(?:[甲乙丙特]等?|[abc])?|综合|专科)?(?:医院|醫院)?")
_CLOCK = re.compile(
    r"(上午|早上|下午|晚上|中午|am|pm)?(\d{1,2})(?:[:点時时h.]?(\d{2})?(?:分)?(?::\d{2})?)?(am|pm|a\.m\.|p\.m\.)?"
)
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class CellError(ValueError):
    """A cell that does not say what its column asks for."""

    def __init__(self, reason: Message, way_out: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.way_out = way_out


def text(cell: Cell) -> str:
    """The cell as people read it: full-width characters made plain, spaces tidied, `12.0` as `12`."""
    if isinstance(cell, str):
        plain = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
        return " ".join(plain.split()) if " " in plain or "\n" in plain or "\t" in plain or plain[:1].isspace() else plain.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def number(cell: Cell, decimal: str = ".") -> float:
    """A number: `1,234.5`, `1.234,5`, `１２`, `12 人`, `三十`. `decimal` decides what `1,234` and `1.234` mean."""
    if isinstance(cell, bool | date | time | timedelta):
        raise _no_number()
    if isinstance(cell, int | float):
        return float(cell)
    plain = cell.strip()
    if decimal == "." and _PLAIN_NUMBER.fullmatch(plain):
        return float(plain)
    plain = _UNITS.sub("", re.sub(r"[\s'’]", "", unicodedata.normalize("NFKC", plain).casefold()))
    plain = plain.replace("−", "-").removeprefix("约")
    spelled = chinese_number(plain)
    if spelled is not None:
        return float(spelled)
    try:
        return float(_without_thousands(plain, decimal))
    except ValueError:
        raise _no_number() from None


def _no_number() -> CellError:
    return CellError(message("It is not a number."), message("Write it in figures, such as 120 or 1234.5."))


def _without_thousands(plain: str, decimal: str) -> str:
    if not re.fullmatch(r"[+-]?[\d.,]+(?:e[+-]?\d+)?", plain):
        raise ValueError(plain)
    mark = decimal_mark(plain) or decimal
    other = "," if mark == "." else "."
    whole, _, fraction = plain.partition(mark)
    if other in fraction or (other in whole and not re.fullmatch(rf"[+-]?\d{{1,3}}(?:\{other}\d{{3}})+", whole)):
        raise ValueError(plain)
    return whole.replace(other, "") + ("." + fraction if fraction else "")


def decimal_mark(plain: str) -> str | None:
    """The decimal mark a number proves: `,` in `1.234,5` and `0,75`, `.` in `1,234.5` and `0.75`; None when it proves none."""
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        return "." if plain.rfind(".") > plain.rfind(",") else ","
    for mark, count, other in ((".", points, ","), (",", commas, ".")):
        if count > 1:
            return other
        if count == 1 and not re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}\{mark}\d{{3}}", plain):
            return mark
    return None


def chinese_number(plain: str) -> int | None:
    """`三` -> 3, `十二` -> 12, `三十` -> 30, `一百二十` -> 120; None when the text is none."""
    if not plain or any(character not in _CHINESE_DIGITS and character not in "十百千" for character in plain):
        return None
    total, digit = 0, 0
    for character in plain:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return total + digit


def level(cell: Cell) -> int | None:
    """A hospital's level 1..3: `三级甲等`, `三甲`, `3`, `Level 3`, `III`, `3A`; None for `未定级` and the like."""
    plain = text(cell).casefold().replace("level", "").replace("grade", "").replace(" ", "")
    if plain.startswith(_NO_LEVEL):
        return None
    found = _LEVEL.fullmatch(plain)
    if not found:
        raise CellError(
            message("It is no hospital level."),
            message("Write 1, 2 or 3, or 一级, 二级, 三级甲等; leave it blank if unknown."),
        )
    return _LEVELS[found.group(1)]


def floor(cell: Cell) -> int:
    """A floor: `3`, `3F`, `三楼`, `第3层`, `B1`, `地下一层` (-1)."""
    plain = text(cell).casefold().replace(" ", "")
    below = bool(re.match(r"b\d|地下|负|-", plain))
    core = re.sub(r"^(?:第|b|地下|负|-)+|(?:楼|层|樓|層|f|/f|floor|st|nd|rd|th)+$", "", plain)
    value = chinese_number(core) if chinese_number(core) is not None else int(core) if core.isdecimal() else None
    if value is None or value > 150:
        raise CellError(message("It is no floor."), message("Write a number, such as 3, or -1 for below ground."))
    return -value if below else value


def boolean(cell: Cell) -> bool:
    """Yes or no: 是/否, Y/N, 1/0, true/false, ✓/×."""
    if isinstance(cell, bool):
        return cell
    plain = text(cell).casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise CellError(message("It is neither yes nor no."), message("Write 是 or 否, Y or N, 1 or 0."))


def day(cell: Cell) -> date:
    """A date: `2026-11-05`, `2026/11/5`, `2026年11月5日`, `5 Nov 2026`, `20261105`, spreadsheet serials, date cells."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    plain = text(cell).casefold()
    try:
        found = _year_first(plain) or _named_month(plain) or _slashed(plain)
    except CellError:
        raise
    except ValueError:
        raise CellError(message("There is no such day in the calendar."), message("Write the date as 2026-11-05.")) from None
    if found is not None:
        return found
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        return _serial(float(plain))
    raise CellError(message("It is no date."), message("Write the date as 2026-11-05."))


def _serial(value: float) -> date:
    if not 20_000 <= value < 80_000:
        raise CellError(message("It is no date."), message("Write the date as 2026-11-05."))
    return _EXCEL_EPOCH + timedelta(days=int(value))


def _year_first(plain: str) -> date | None:
    found = re.match(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:日|号|[ t]|$)", plain)
    found = found or re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", plain)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _named_month(plain: str) -> date | None:
    found = re.match(r"(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{4})", plain)
    if found and found[2] in _MONTHS:
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    found = re.match(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", plain)
    return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2])) if found and found[1] in _MONTHS else None


def _slashed(plain: str) -> date | None:
    """`25/12/2026` and `12/25/2026` are clear; `05/11/2026` may be May or November and is refused."""
    found = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", plain)
    if not found:
        return None
    first, second, year = (int(each) for each in found.groups())
    if first != second and first <= 12 and second <= 12 and "." not in plain:
        raise CellError(message("Day and month cannot be told apart."), message("Write the date as 2026-11-05."))
    return date(year, first, second) if second > 12 else date(year, second, first)


def clock_time(cell: Cell) -> MinuteOfDay:
    """A time of day: `08:30`, `8点半`, `下午2:00`, `8:30 pm`, `0830`, time cells, fractions of a day."""
    if isinstance(cell, time | datetime):
        return MinuteOfDay(cell.hour * 60 + cell.minute)
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / 86_400
    if isinstance(cell, float) and 0 <= cell <= 1:
        return MinuteOfDay(round(cell * 1440))
    plain = text(cell).casefold().replace(" ", "").replace("半", "30分")
    found = _CLOCK.fullmatch(plain)
    minutes = _minutes(found) if found else None
    if minutes is None:
        raise CellError(message("It is no time of day."), message("Write the time as 08:30."))
    return MinuteOfDay(minutes)


def _minutes(found: re.Match[str]) -> int | None:
    hours, minutes = int(found[2]), int(found[3] or 0)
    half = (found[1] or found[4] or "").replace(".", "")
    if half in ("下午", "晚上", "pm", "中午") and 1 <= hours < 12 and not (half == "中午" and hours >= 11):
        hours += 12
    if half == "am" and hours == 12:
        hours = 0
    value = hours * 60 + minutes
    return value if minutes < 60 and value <= 1440 else None


def time_range(cell: Cell) -> TimeWindow:
    """`08:30-17:30`, `8:30至11:30`, `8点~17点半`."""
    parts = re.split(r"\s*(?:-|–|—|~|～|至|到|to)\s*", text(cell).casefold())
    if len(parts) != 2:
        raise CellError(message("It is no span of time."), message("Write it as 08:30-17:30."))
    start, end = clock_time(parts[0]), clock_time(parts[1])
    return span(start, end)


def span(start: MinuteOfDay, end: MinuteOfDay) -> TimeWindow:
    """A window. Raises CellError when it does not end after its start."""
    if start >= end:
        raise CellError(message("It ends before it begins."), message("Write the earlier time first, such as 08:30-17:30."))
    return TimeWindow(start, end)
