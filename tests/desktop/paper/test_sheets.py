"""Sheets tell a day as the plan has it, and come out as PDF."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from db.store import open_store
from desktop.demo.district import PLANNED_MONTH
from desktop.language.catalogue import translator
from desktop.paper.pictures import QUIET, qr_code, route_sketch
from desktop.paper.sheets import place_of, write_day_sheets, write_week_sheet
from desktop.settings import Language
from desktop.theme.tokens import LIGHT
from desktop.usecases.day_sheet import DaySheet, SheetCall, day_as_text, day_sheets, load_sheets, navigation_link
from desktop.usecases.district import load_district
from desktop.usecases.export_plan import ExportError
from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.domain.plan import MonthPlan
from planner.errors import PlanningError

LOCALE = QLocale(QLocale.Language.English)


@pytest.fixture(scope="module")
def plan_and_sheets(planned_demo: Path) -> tuple[MonthPlan, tuple[DaySheet, ...]]:
    with open_store(planned_demo) as store, store.read() as books:
        district = load_district(books, PLANNED_MONTH, "CN")
        plan = books.plans.latest(district.reps[0].id, PLANNED_MONTH)
    assert plan is not None
    return plan, day_sheets(district, plan, [day.date for day in plan.days], str, {})


def test_that_a_sheet_tells_the_day_as_the_plan_has_it(plan_and_sheets: tuple[MonthPlan, tuple[DaySheet, ...]]) -> None:
    plan, sheets = plan_and_sheets
    assert [sheet.date for sheet in sheets] == [day.date for day in plan.days]
    for day, sheet in zip(plan.days, sheets, strict=True):
        assert sheet.calls == len(day.calls)
        assert sum(stop.travel for stop in sheet.stops) <= sheet.travel == day.travel_minutes
        assert [stop.number for stop in sheet.stops] == list(range(1, len(day.stops) + 1))


def test_that_a_day_sheet_has_a_page_for_each_day_at_least(
    plan_and_sheets: tuple[MonthPlan, tuple[DaySheet, ...]], tmp_path: Path, qapp: QApplication
) -> None:
    _, sheets = plan_and_sheets
    pages = write_day_sheets(tmp_path / "days.pdf", sheets[:3], lambda text: text.text(), LOCALE)
    assert pages >= 3
    assert (tmp_path / "days.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_week_fits_on_one_page(
    plan_and_sheets: tuple[MonthPlan, tuple[DaySheet, ...]], tmp_path: Path, qapp: QApplication
) -> None:
    _, sheets = plan_and_sheets
    assert write_week_sheet(tmp_path / "week.pdf", sheets[:5], lambda text: text.text(), LOCALE) == 1


def test_that_chinese_sheets_embed_a_font_with_chinese_characters(
    plan_and_sheets: tuple[MonthPlan, tuple[DaySheet, ...]], tmp_path: Path, qapp: QApplication
) -> None:
    _, sheets = plan_and_sheets
    chinese = translator(Language.CHINESE)
    write_day_sheets(tmp_path / "days.pdf", sheets[:1], lambda text: text.text(chinese), QLocale(QLocale.Language.Chinese))
    assert b"FontFile" in (tmp_path / "days.pdf").read_bytes()


def test_that_a_week_without_calls_still_prints(tmp_path: Path, qapp: QApplication) -> None:
    assert write_week_sheet(tmp_path / "week.pdf", (), lambda text: text.text(), LOCALE) == 1


def test_that_a_file_that_cannot_be_written_is_told(
    plan_and_sheets: tuple[MonthPlan, tuple[DaySheet, ...]], tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError, match="cannot be written"):
        write_day_sheets(tmp_path / "file" / "days.pdf", plan_and_sheets[1][:1], lambda text: text.text(), LOCALE)


def test_that_a_day_without_a_plan_is_refused_with_the_way_out(planned_demo: Path) -> None:
    with open_store(planned_demo) as store, store.read() as books, pytest.raises(PlanningError, match="no saved plan"):
        load_sheets(books, PLANNED_MONTH.plus(3), books.reps.all()[0].id, (), country="CN", translate=str)


def test_that_navigation_in_mainland_china_goes_by_amap_in_its_own_frame() -> None:
    beijing = Hospital(HospitalId("H"), "天桥医院", Coordinate(39.88226, 116.39032))
    parts = urlsplit(navigation_link(beijing))
    longitude, latitude, name = parse_qs(parts.query)["to"][0].split(",")
    assert parts.hostname == "uri.amap.com"
    assert name == "天桥医院"
    assert 0.001 < float(longitude) - 116.39032 < 0.01
    assert 0.0005 < float(latitude) - 39.88226 < 0.005


def test_that_navigation_elsewhere_goes_by_openstreetmap_in_degrees_as_stored() -> None:
    london = Hospital(HospitalId("H"), "St Thomas'", Coordinate(51.4988, -0.1188))
    assert navigation_link(london) == "https://www.openstreetmap.org/directions?to=51.498800%2C-0.118800"


def test_that_a_hospital_without_coordinate_has_no_link() -> None:
    assert navigation_link(Hospital(HospitalId("H"), "Nowhere")) == ""


def test_that_a_qr_code_is_the_standards_matrix_with_a_quiet_zone() -> None:
    text = "https://uri.amap.com/navigation?to=116.4,39.9,天桥医院"
    image, scale = qr_code(text, scale=3), 3
    for y, row in enumerate(segno.make(text, error="m", micro=False).matrix):
        for x, dark in enumerate(row):
            pixel = image.pixelColor((x + QUIET) * scale + 1, (y + QUIET) * scale + 1)
            assert (pixel.lightness() == 0) == bool(dark)
    assert image.pixelColor(0, 0).lightness() == 255


def test_that_a_route_sketch_of_one_place_is_drawn(qapp: QApplication) -> None:
    assert not route_sketch(None, [Coordinate(39.9, 116.4)], LIGHT, "#c4501b", width=200, height=80).isNull()


def test_that_a_day_as_text_names_everybody_in_order(plan_and_sheets: tuple[MonthPlan, tuple[DaySheet, ...]]) -> None:
    sheet = next(each for each in plan_and_sheets[1] if each.calls)
    lines = [line.text() for line in day_as_text(sheet)]
    names = [call.customer for stop in sheet.stops for call in stop.calls]
    assert [name for line in lines for name in names if f" {name} (" in line] == names
    assert lines[1] == f"Leave {sheet.leave}, back {sheet.back}"


def test_that_the_place_of_a_call_leaves_out_what_is_not_known() -> None:
    def call(building: str, floor: int | None) -> SheetCall:
        return SheetCall("08:00", "08:15", "Wang", "", "Cardiology", building, floor, "A", "", "", "", appointment=False)

    assert place_of(call("Building 2", 3), lambda text: text.text()) == "Cardiology, Building 2, floor 3"
    assert place_of(call("", None), lambda text: text.text()) == "Cardiology"
