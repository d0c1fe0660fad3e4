"""Weekly hours as people write them: `周一上午、周三下午`, `Mon-Fri 09:00-11:30`, `每天`, `工作日 下午`."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from db.exchange.cells import CellError, clock_time, span
from planner.domain.messages import message
from planner.domain.policy import WorkingDay
from planner.domain.units import HalfDay, MinuteOfDay, TimeWindow, Weekday, WeeklyWindow

_CHINESE_DAYS = {character: day for day, character in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ANY_TIME = frozenset(("any time", "anytime", "always", "any", "随时", "不限", "任何时间", "均可", "都可以"))
_TOKEN = re.compile(
    r"(?P<days>(?:周|星期|礼拜|週|禮拜)\s*(?:[一二三四五六日天]+|[1-7](?!\d|[:点]))(?!末))"
    r"|(?P<english>(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|r|rs|nes|u)?s?\b\.?)"
    r"|(?P<every>每天|每日|天天|every\s*day|daily|all\s*days)"
    r"|(?P<work>工作日|平日|weekdays?|workdays?|working\s*days?)"
    r"|(?P<weekend>周末|週末|weekends?)"
    r"|(?P<morning>上午|早上|早晨|mornings?\b|a\.?m\.?\b)"
    r"|(?P<afternoon>下午|午后|afternoons?\b|p\.?m\.?\b)"
    r"|(?P<whole>全天|整天|all\s*day|whole\s*day)"
    r"|(?P<time>\d{1,2}\s*(?:[:点时h]\s*(?:\d{2}分?|半)?)?(?:\s*[ap]\.?m\.?\b)?)"
    r"|(?P<bare>[一二三四五六日天])"
    r"|(?P<until>-|–|—|~|至|到|\bto\b|\buntil\b)"
    r"|(?P<gap>[\s,、;,。/|&+:()]|和|及|与|或|\band\b|\bor\b|的|可以?|出诊|门诊|\bfrom\b)"
)


@dataclass(slots=True)
class _Reading:
    """What has been read so far: the days spoken of, and whether hours were given for them."""

    working_day: WorkingDay
    days: list[Weekday] = field(default_factory=list)
    answered: bool = False
    windows: list[WeeklyWindow] = field(default_factory=list)

    def speak_of(self, days: list[Weekday]) -> None:
        if self.answered:
            self.days, self.answered = [], False
        self.days.extend(day for day in days if day not in self.days)

    def reach(self, last: Weekday) -> None:
        """`周一至周五`: fill up from the day before to this one, over the weekend if need be."""
        day = self.days[-1]
        while day != last:
            day = Weekday((day + 1) % 7)
            self.speak_of([day])

    def answer(self, *windows: TimeWindow) -> None:
        for day in self.days or self.working_day.weekdays:
            self.windows.extend(WeeklyWindow(day, window) for window in windows)
        self.answered = True


@lru_cache(maxsize=20_000)
def weekly_hours(words: str, working_day: WorkingDay) -> tuple[WeeklyWindow, ...] | None:
    """The weekly windows in a text; None when it says any time. Half days are those of the working day.

    Hours without days hold on the working weekdays; days without hours hold morning and afternoon.
    Raises CellError naming the first words that were not understood.
    """
    plain = unicodedata.normalize("NFKC", words).casefold().strip()
    if plain in _ANY_TIME:
        return None
    tokens = _tokens(plain)
    reading = _Reading(working_day)
    position = 0
    while position < len(tokens):
        position = _read(tokens, position, reading)
    if reading.days and not reading.answered:
        reading.answer(working_day.morning, working_day.afternoon)
    if not reading.windows:
        raise _not_understood(words)
    return _joined(reading.windows)


def _not_understood(words: str) -> CellError:
    return CellError(
        message("The words “{words}” were not understood.", words=words[:40]),
        message("Write it like 周一上午、周三下午, Mon am, Wed pm or Mon-Fri 09:00-11:30."),
    )


def _tokens(plain: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position = 0
    while position < len(plain):
        found = _TOKEN.match(plain, position)
        if not found:
            raise _not_understood(plain[position:])
        if found.lastgroup and found.lastgroup != "gap":
            tokens.append((found.lastgroup, found.group()))
        position = found.end()
    return tokens


def _read(tokens: list[tuple[str, str]], position: int, reading: _Reading) -> int:
    """Take in the token at `position`, with those that belong to it; the position after them."""
    kind, words = tokens[position]
    following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
    if kind == "until":
        return _read_day_range(tokens, position, reading)
    if kind in ("morning", "afternoon"):
        half = HalfDay(kind)
        if following == "time":
            return _read_times(tokens, position + 1, reading, half)
        reading.answer(reading.working_day.morning if half is HalfDay.MORNING else reading.working_day.afternoon)
    elif kind == "time":
        return _read_times(tokens, position, reading, None)
    elif kind == "whole":
        reading.answer(reading.working_day.morning, reading.working_day.afternoon)
    else:
        reading.speak_of(_days(kind, words, reading))
    return position + 1


def _days(kind: str, words: str, reading: _Reading) -> list[Weekday]:
    if kind == "every":
        return [Weekday(day) for day in range(7)]
    if kind == "weekend":
        return [Weekday(5), Weekday(6)]
    if kind == "work":
        return list(reading.working_day.weekdays)
    if kind == "english":
        return [Weekday(_ENGLISH_DAYS.index(words[:3]))]
    if kind == "bare" and not reading.days:
        raise _not_understood(words)
    named = [Weekday(_CHINESE_DAYS[character]) for character in words if character in _CHINESE_DAYS and character not in "星期"]
    return named or [Weekday(int(words[-1]) - 1)]


def _read_day_range(tokens: list[tuple[str, str]], position: int, reading: _Reading) -> int:
    if position + 1 >= len(tokens) or not reading.days or reading.answered:
        raise _not_understood(tokens[position][1])
    kind, words = tokens[position + 1]
    if kind not in ("days", "english", "bare"):
        raise _not_understood(words)
    first, *others = _days(kind, words, reading)
    reading.reach(first)
    reading.speak_of(others)
    return position + 2


def _read_times(tokens: list[tuple[str, str]], position: int, reading: _Reading, half: HalfDay | None) -> int:
    """`[half] time until [half] time [half]`; a half day after the hours only repeats what they say."""
    end = position + 1
    if end >= len(tokens) or tokens[end][0] != "until":
        raise _not_understood(tokens[position][1])
    end += 1
    other_half = half
    if end < len(tokens) and tokens[end][0] in ("morning", "afternoon"):
        other_half = HalfDay(tokens[end][0])
        end += 1
    if end >= len(tokens) or tokens[end][0] != "time":
        raise _not_understood(tokens[position][1])
    stop = _clock(tokens[end][1], other_half)
    start = _clock(tokens[position][1], half)
    if half is None and "pm" in tokens[end][1].replace(".", "") and start + 720 < stop and "m" not in tokens[position][1]:
        start = MinuteOfDay(start + 720)  # `2-4pm` begins in the afternoon, `9-5pm` in the morning
    reading.answer(span(start, stop))
    return end + 1


def _clock(words: str, half: HalfDay | None) -> MinuteOfDay:
    prefix = {None: "", HalfDay.MORNING: "上午", HalfDay.AFTERNOON: "下午"}[half]
    named = words.rstrip(". ").endswith("m")
    return clock_time(words.replace(" ", "") if named else prefix + words.replace(" ", ""))


def _joined(windows: list[WeeklyWindow]) -> tuple[WeeklyWindow, ...]:
    """In order, with windows of one day that overlap or touch made one."""
    joined: list[WeeklyWindow] = []
    for each in sorted(windows):
        last = joined[-1] if joined else None
        if last and last.weekday == each.weekday and each.window.start <= last.window.end:
            end = max(last.window.end, each.window.end)
            joined[-1] = WeeklyWindow(each.weekday, TimeWindow(last.window.start, end))
        else:
            joined.append(each)
    return tuple(joined)
