import dataclasses
import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from db.exchange.plan_calendar import EventPer, write_calendar
from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_names import Names
from planner.domain.people import RepId
from planner.domain.plan import MonthPlan
from planner.domain.units import MinuteOfDay, Month
from tests.db.exchange.plans import MONTH_PLANS, NAMES_IN_TOWN, SITES_IN_TOWN, WANG, call, leg, plan_in_town, stop

SHANGHAI = ZoneInfo("Asia/Shanghai")


def in_town(plan: MonthPlan | None = None, per: EventPer = EventPer.STOP, timezone: str = "Asia/Shanghai") -> bytes:
    return write_calendar(plan or plan_in_town(), NAMES_IN_TOWN, SITES_IN_TOWN, timezone=timezone, per=per)


def calendar(content: bytes) -> Calendar:
    parsed = Calendar.from_ical(content)
    assert isinstance(parsed, Calendar)
    return parsed


def uids(content: bytes) -> list[str]:
    return [str(event["UID"]) for event in calendar(content).events]


def test_that_every_stay_is_an_event_with_its_calls_in_order() -> None:
    events = calendar(in_town()).events
    assert [str(event["SUMMARY"]) for event in events] == [
        "城北人民医院, calls: 2",
        "城南医院, calls: 1",
        "城北人民医院, calls: 1",
    ]
    first = events[0]
    assert first.start == datetime.datetime(2026, 12, 1, 8, 50, tzinfo=SHANGHAI)
    assert first.end == datetime.datetime(2026, 12, 1, 9, 50, tzinfo=SHANGHAI)
    assert str(first["LOCATION"]) == "城北人民医院, 北京市海淀区学院路十二号"
    assert b"GEO:39.95;116.35\r\n" in in_town()
    assert str(first["DESCRIPTION"]).split("\n")[2:] == [
        "09:02-09:17 王立 (A), 门诊楼 3 心内科",
        "09:19-09:34 李安 (A), 呼吸科",
    ]


@pytest.mark.parametrize("per", EventPer)
def test_that_the_first_and_the_last_event_of_a_day_tell_when_to_leave_home_and_to_be_back(per: EventPer) -> None:
    told = [str(event["DESCRIPTION"]).split("\n") for event in calendar(in_town(per=per)).events]
    today = told[:2] if per is EventPer.STOP else told[:3]
    assert today[0][:2] == ["08:20 leave home", "08:50 at the gate after 30 min of travel, ready at 09:00"]
    assert today[-1][0] == "10:20 at the gate after 30 min of travel, ready at 10:30"
    assert today[-1][-1] == "12:00 back home after 40 min of travel"
    assert sum("home" in line for event in today for line in event) == 2


def test_that_calls_can_be_events_of_their_own() -> None:
    events = calendar(in_town(per=EventPer.CALL)).events
    assert [str(event["SUMMARY"]) for event in events][:2] == ["王立, 城北人民医院", "李安, 城北人民医院"]
    assert events[2].start == datetime.datetime(2026, 12, 1, 11, 0, tzinfo=SHANGHAI)
    assert events[2].end == datetime.datetime(2026, 12, 1, 11, 15, tzinfo=SHANGHAI)


def test_that_the_same_plan_gives_the_same_bytes_stamped_with_its_month() -> None:
    assert in_town() == in_town()
    assert {event.DTSTAMP for event in calendar(in_town()).events} == {datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)}


@pytest.mark.parametrize("per", EventPer)
def test_that_every_event_has_an_identity_of_its_own(per: EventPer) -> None:
    found = uids(in_town(per=per))
    assert len(set(found)) == len(found)


def test_that_two_stays_at_one_hospital_on_one_day_are_two_events() -> None:
    plan = plan_in_town()
    day = plan.days[2]
    again = stop(day.stops[0].hospital, "15:10", "15:20", "15:45", call(WANG, "15:25", "15:40"))
    twice = dataclasses.replace(day, stops=(*day.stops, again), legs=(*day.legs, leg(again.hospital, None, "15:45", "16:20")))
    assert len(set(uids(in_town(dataclasses.replace(plan, days=(twice,)))))) == 2


@pytest.mark.parametrize("per", EventPer)
def test_that_a_stay_or_call_moved_to_another_day_keeps_its_identity(per: EventPer) -> None:
    plan = plan_in_town()
    moved = dataclasses.replace(plan.days[2], date=datetime.date(2026, 12, 9))
    later = dataclasses.replace(plan, days=(*plan.days[:2], moved))
    assert uids(in_town(later, per=per)) == uids(in_town(per=per))
    assert in_town(later, per=per) != in_town(per=per)


def test_that_another_month_and_another_rep_have_events_of_their_own() -> None:
    plan = plan_in_town()
    for other in (dataclasses.replace(plan, month=Month(2027, 1)), dataclasses.replace(plan, rep=RepId("r2"))):
        assert not set(uids(in_town(other))) & set(uids(in_town()))


def test_that_a_later_edition_of_the_plan_says_so() -> None:
    content = write_calendar(plan_in_town(), NAMES_IN_TOWN, sequence=3)
    assert {event["SEQUENCE"] for event in calendar(content).events} == {3}
    assert {event["SEQUENCE"] for event in calendar(in_town()).events} == {0}


def test_that_another_time_zone_moves_the_clock_and_brings_its_definition() -> None:
    parsed = calendar(in_town(timezone="Europe/London"))
    assert parsed.events[0].start == datetime.datetime(2026, 12, 1, 8, 50, tzinfo=ZoneInfo("Europe/London"))
    assert [zone.tz_name for zone in parsed.timezones] == ["Europe/London"]


@pytest.mark.parametrize("name", ["Asia/Peking", "", "../secrets", "/etc/hosts", "Asia"])
def test_that_an_unknown_time_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        in_town(timezone=name)
    assert str(caught.value.problem) == f"{name} is no time zone."


def test_that_midnight_at_the_end_of_a_day_is_the_next_day() -> None:
    plan = plan_in_town()
    day = plan.days[2]
    late = dataclasses.replace(day.stops[0], departure=MinuteOfDay(1440))
    events = calendar(in_town(dataclasses.replace(plan, days=(dataclasses.replace(day, stops=(late,)),)))).events
    assert events[0].end == datetime.datetime(2026, 12, 9, tzinfo=SHANGHAI)


def test_that_long_chinese_lines_are_folded_between_characters() -> None:
    crowd = Names(customers={WANG: "欧阳" * 60})
    content = write_calendar(plan_in_town(), crowd, SITES_IN_TOWN)
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert "欧阳" * 60 in str(calendar(content).events[0]["DESCRIPTION"])


@given(MONTH_PLANS)
@settings(max_examples=15, deadline=None)
def test_that_any_plan_becomes_a_calendar_with_every_stay(plan: MonthPlan) -> None:
    assert len(calendar(write_calendar(plan, Names())).events) == sum(len(day.stops) for day in plan.days)
