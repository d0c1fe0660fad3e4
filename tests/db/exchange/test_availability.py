import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.availability import weekly_hours
from db.exchange.cells import CellError
from planner.domain.units import TimeWindow, WeeklyWindow
from planner.policy.preset import preset

DAY = preset().working_day
AM, PM = str(DAY.morning), str(DAY.afternoon)
HALVES = f"{AM} {PM}"


def _hours(words: str) -> dict[int, str]:
    """Weekday -> its windows in one text."""
    found: dict[int, str] = {}
    for each in weekly_hours(words, DAY) or ():
        found[each.weekday] = f"{found.get(each.weekday, '')} {each.window}".strip()
    return found


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("周一上午、周三下午", {0: AM, 2: PM}),
        ("星期一上午，星期三下午", {0: AM, 2: PM}),
        ("Mon am, Wed pm", {0: AM, 2: PM}),
        ("Monday morning; Wednesday afternoon", {0: AM, 2: PM}),
        ("Mon-Fri 09:00-11:30", dict.fromkeys(range(5), "09:00-11:30")),
        ("周一至周五 下午", dict.fromkeys(range(5), PM)),
        ("周一至五", dict.fromkeys(range(5), HALVES)),
        ("每天", dict.fromkeys(range(7), HALVES)),
        ("工作日", dict.fromkeys(range(5), HALVES)),
        ("工作日 上午", dict.fromkeys(range(5), AM)),
        ("星期三 14:00-16:00", {2: "14:00-16:00"}),
        ("周一三五上午", {0: AM, 2: AM, 4: AM}),
        ("周一、三、五上午", {0: AM, 2: AM, 4: AM}),
        ("周一上午下午", {0: HALVES}),
        ("周一上午、周三", {0: AM, 2: HALVES}),
        ("周二下午2点-4点半", {1: "14:00-16:30"}),
        ("周一 08:00-09:00 周二 10:00-11:00", {0: "08:00-09:00", 1: "10:00-11:00"}),
        ("周一上午9:00-11:00，下午14:00-16:00", {0: "09:00-11:00 14:00-16:00"}),
        ("上午", dict.fromkeys(range(5), AM)),
        ("9:00-11:00", dict.fromkeys(range(5), "09:00-11:00")),
        ("Tue & Thu 2pm-4pm", {1: "14:00-16:00", 3: "14:00-16:00"}),
        ("Mondays 2-4pm", {0: "14:00-16:00"}),
        ("Mon 9am-5pm", {0: "09:00-17:00"}),
        ("周末全天", {5: HALVES, 6: HALVES}),
        ("周六至周一上午", {5: AM, 6: AM, 0: AM}),
        ("周一 08:00-10:00、周一 09:00-11:00", {0: "08:00-11:00"}),
    ],
)
def test_that_weekly_hours_are_read_as_people_write_them(words: str, hours: dict[int, str]) -> None:
    assert _hours(words) == hours


@pytest.mark.parametrize("words", ["随时", "any time", "不限"])
def test_that_any_time_is_no_limit(words: str) -> None:
    assert weekly_hours(words, DAY) is None


@pytest.mark.parametrize("words", ["除周三", "随便来", "周一上午至周三下午", "Mon 16:00-14:00", "周一 9点", "x", "", "、"])
def test_that_words_that_cannot_be_sure_are_refused(words: str) -> None:
    with pytest.raises(CellError) as refused:
        weekly_hours(words, DAY)
    assert str(refused.value.way_out)


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=14, unique=True))
def test_that_any_timetable_of_half_days_is_read_in_both_languages(slots: list[tuple[int, bool]]) -> None:
    chinese = "、".join(f"周{'一二三四五六日'[day]}{'上午' if early else '下午'}" for day, early in slots)
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    english = ", ".join(f"{names[day]} {'am' if early else 'pm'}" for day, early in slots)
    halves = {(day, DAY.morning if early else DAY.afternoon) for day, early in slots}
    for words in (chinese, english):
        assert {(each.weekday, each.window) for each in weekly_hours(words, DAY) or ()} == halves


@given(st.integers(0, 1438), st.integers(1, 600), st.integers(0, 6))
def test_that_clock_hours_are_read_to_the_minute(start: int, minutes: int, weekday: int) -> None:
    window = TimeWindow(start, min(1439, start + minutes))  # type: ignore[arg-type]
    assert weekly_hours(f"星期{'一二三四五六日'[weekday]} {window}", DAY) == (WeeklyWindow(weekday, window),)  # type: ignore[arg-type]


@given(st.text(alphabet="周星期一二三上下午至、-:09amponMFri每天 ", max_size=25))
def test_that_no_words_crash_the_reader(words: str) -> None:
    try:
        windows = weekly_hours(words, DAY)
    except CellError:
        return
    assert windows is None or list(windows) == sorted(windows)
