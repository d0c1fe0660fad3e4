from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions
from db.exchange.report import RecordKind, Status
from db.exchange.table import Cell, ReadOptions
from db.exchange.tabular import table_of
from planner.domain.people import CustomerKind
from planner.domain.places import Coordinate
from planner.segmentation.tiers import tier_of
from tests.db.exchange.tables import KNOWN, after, customers, only_refusal, plan, records

FULL: dict[str, Cell] = {
    "客户编号": "C1", "院区楼宇": "门诊楼", "楼层": 3, "科室": "心内科", "职称": "主任医师", "客户类型": "处方医生", "KOL": "是",
    "决策者": "否", "产品": "阿托明", "市场处方量(月)": "120", "本品处方量(月)": 40, "病人数(周)": 60,
    "可拜访时段": "周一上午、周三下午",
    "负责代表": "代表A", "上次拜访": "2026/11/5",
}  # fmt: skip


def test_that_a_customer_is_read_with_all_a_row_tells() -> None:
    planned = customers(FULL)
    customer, department = planned.customers[0], planned.departments[0]
    assert (customer.id, customer.name, customer.kind, customer.title) == ("C1", "王伟", CustomerKind.PRESCRIBER, "主任医师")
    assert (customer.kol, customer.decision_maker, customer.rep, customer.last_visit) == (True, False, "R1", date(2026, 11, 5))
    rating = customer.ratings[0]
    assert (rating.potential, rating.support, rating.patients_per_week, rating.override) == (120, 40, 60, None)
    assert [str(each.window) for each in customer.affiliations[0].availability or ()] == ["08:00-12:00", "13:00-17:30"]
    assert customer.affiliations[0].department == department.id
    assert (department.hospital, department.name, department.floor) == ("H1", "心内科", 3)
    assert [building.name for building in planned.hospitals[0].buildings] == ["门诊楼"]
    assert planned.hospitals[0].buildings[0].id == department.building


def test_that_rows_of_one_customer_and_two_products_become_one_customer() -> None:
    planned = customers(FULL, {**FULL, "产品": "瑞贝能", "市场处方量(月)": 10})
    assert len(planned.customers) == 1
    assert [rating.potential for rating in planned.customers[0].ratings] == [120, 10]
    assert planned.report.records(RecordKind.CUSTOMER, Status.NEW)[0].rows == (2, 3)


def test_that_unknown_products_are_made_and_listed() -> None:
    planned = customers(FULL)
    assert [product.name for product in planned.products] == ["阿托明"]
    assert any("New products: 阿托明" in str(statement) for statement in planned.report.statements)


def test_that_a_product_of_refused_rows_is_not_made() -> None:
    assert customers({**FULL, "产品": "错药", "负责代表": "谁"}).products == ()


def test_that_importing_the_same_customers_twice_changes_nothing() -> None:
    rows = (FULL, {**FULL, "产品": "瑞贝能"}, {"姓名": "李娜", "科室": "骨科", "客户类型": "护士长", "医院": "垂杨柳医院"})
    first = customers(*rows)
    again = customers(*rows, known=after(KNOWN, first))
    assert len(first.customers) == 2
    assert again.changes_nothing, again.report.changes
    assert again.report.rows_with(Status.UNCHANGED) == 3


def test_that_a_second_import_changes_only_what_its_columns_tell() -> None:
    stored = after(KNOWN, customers(FULL))
    planned = customers({"客户编号": "C1", "职称": "副主任医师", "楼层": ""}, known=stored)
    change = planned.report.records(RecordKind.CUSTOMER, Status.CHANGED)[0]
    assert [(each.field, each.before, each.after) for each in change.fields] == [("title", "主任医师", "副主任医师")]
    assert planned.departments == ()


def test_that_a_customer_without_code_is_found_again_by_hospital_department_and_name() -> None:
    row: dict[str, Cell] = {"科室": "心内科", "职称": "主治医师"}
    stored = after(KNOWN, customers(row))
    assert customers({**row, "职称": "主任医师"}, known=stored).customers[0].id == stored.customers[0].id
    assert customers({"职称": "主任医师"}, known=stored).customers[0].id == stored.customers[0].id
    assert customers({"科室": "骨科"}, known=stored).customers[0].id != stored.customers[0].id


def test_that_an_older_last_visit_does_not_undo_a_newer_one() -> None:
    stored = after(KNOWN, customers({**FULL, "上次拜访": "2026-11-20"}))
    assert customers(FULL, known=stored).changes_nothing


def test_that_a_second_hospital_is_a_second_affiliation() -> None:
    planned = customers(FULL, {**FULL, "医院": "北京朝阳医院", "科室": "特需门诊", "可拜访时段": "周五下午"})
    places = planned.customers[0].affiliations
    assert [place.hospital for place in places] == ["H1", "H2"]
    assert places[0].department != places[1].department
    assert places[1].availability != places[0].availability
    assert any("more than one hospital" in str(remark.text) for remark in planned.report.remarks)


def test_that_rows_that_disagree_about_a_customer_are_reported_and_the_first_counts() -> None:
    planned = customers(FULL, {**FULL, "产品": "瑞贝能", "科室": "骨科", "职称": "院长", "负责代表": "代表B"})
    customer = planned.customers[0]
    assert (customer.title, customer.rep) == ("主任医师", "R1")
    assert {(remark.row, remark.column, remark.value) for remark in planned.report.remarks} == {
        (3, "科室", "骨科"),
        (3, "职称", "院长"),
        (3, "负责代表", "代表B"),
    }


@pytest.mark.parametrize(
    ("words", "hospital"), [("H2", "H2"), ("北京朝阳医院", "H2"), ("北京 朝阳医院", "H2"), ("垂医", "H3"), ("垂楊柳醫院", "H3")]
)
def test_that_hospitals_are_found_by_code_name_alias_and_in_the_other_script(words: str, hospital: str) -> None:
    assert customers({"医院": words}).customers[0].affiliations[0].hospital == hospital


def test_that_an_unknown_hospital_is_refused_with_similar_names() -> None:
    refusal = only_refusal(customers({"医院": "朝阳区医院"}))
    assert (refusal.row, refusal.column, refusal.value) == (2, "医院", "朝阳区医院")
    assert "北京朝阳医院" in str(refusal.way_out)


def test_that_a_code_in_its_own_column_tells_the_hospital_whatever_it_is_called() -> None:
    assert customers({"医院": "朝阳", "医院编号": "H2"}).customers[0].affiliations[0].hospital == "H2"
    assert customers({"医院": "垂医", "医院编号": "other list"}).customers[0].affiliations[0].hospital == "H3"
    only_code = plan(ImportKind.CUSTOMERS, records({"account_id": "H1", "name": "Ann"}, {"account_id": "H7", "name": "Bob"}))
    assert only_code.customers[0].affiliations[0].hospital == "H1"
    assert (only_refusal(only_code).column, only_refusal(only_code).value) == ("account_id", "H7")


def test_that_coordinates_tell_hospitals_of_one_name_apart() -> None:
    twin = replace(KNOWN.hospitals[0], id="H9", coordinate=Coordinate(30.58, 114.26))  # type: ignore[arg-type]
    known = replace(KNOWN, hospitals=(*KNOWN.hospitals, twin))
    assert "Several hospitals" in str(only_refusal(customers({}, known=known)).reason)
    row: dict[str, Cell] = {"纬度": 30.581, "经度": 114.261, "坐标系": "WGS84"}
    assert customers(row, known=known).customers[0].affiliations[0].hospital == "H9"


def test_that_a_hospital_without_a_coordinate_takes_the_one_of_its_customers() -> None:
    planned = customers({"医院": "垂杨柳医院", "纬度": 39.886, "经度": 116.457, "坐标系": "WGS84"})
    assert [(each.id, each.coordinate) for each in planned.hospitals] == [("H3", Coordinate(39.886, 116.457))]
    assert planned.report.records(RecordKind.HOSPITAL, Status.CHANGED)


def test_that_a_coordinate_that_cannot_be_right_is_left_out_but_the_customer_goes_in() -> None:
    planned = customers({"医院": "垂杨柳医院", "纬度": 0, "经度": 0})
    assert (len(planned.customers), planned.hospitals) == (1, ())
    assert "left out" in str(planned.report.remarks[0].text)


def test_that_a_coordinate_far_from_the_stored_hospital_is_remarked_on() -> None:
    planned = customers({"纬度": 39.95, "经度": 116.5, "坐标系": "WGS84"})
    assert any("m from where the hospital is stored" in str(remark.text) for remark in planned.report.remarks)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"姓名": ""}, "姓名", "no name"),
        ({"医院": ""}, "医院", "no hospital"),
        ({"市场处方量(月)": "-3"}, "市场处方量(月)", "negative"),
        ({"本品处方量(月)": "lots"}, "本品处方量(月)", "not a number"),
        ({"负责代表": "代表Z"}, "负责代表", "no such rep"),
        ({"客户分级": "E"}, "客户分级", "no such tier"),
        ({"客户类型": "外星人"}, "客户类型", "no such kind"),
        ({"楼层": "顶楼咖啡厅"}, "楼层", "no floor"),
        ({"KOL": "也许"}, "KOL", "neither yes nor no"),
        ({"上次拜访": "昨天"}, "上次拜访", "no date"),
        ({"可拜访时段": "有空就行"}, "可拜访时段", "not understood"),
    ],
)
def test_that_a_bad_row_is_refused_by_column_while_good_rows_go_in(cells: dict[str, Cell], column: str, reason: str) -> None:
    planned = customers({**FULL, "客户编号": "C0"}, {**FULL, **cells})
    refusal = only_refusal(planned)
    assert (refusal.row, refusal.column) == (3, column)
    assert reason in str(refusal.reason)
    assert str(refusal.way_out)
    assert [each.id for each in planned.customers] == ["C0"]


def test_that_a_code_given_to_two_people_is_refused() -> None:
    refusal = only_refusal(customers(FULL, {**FULL, "姓名": "李娜", "产品": "瑞贝能"}))
    assert (refusal.row, refusal.column) == (3, "客户编号")
    assert "王伟" in str(refusal.reason)


def test_that_a_code_of_another_list_does_not_overwrite_a_customer() -> None:
    stored = after(KNOWN, customers(FULL))
    refusal = only_refusal(customers({**FULL, "姓名": "李娜", "医院": "北京朝阳医院"}, known=stored))
    assert (refusal.column, "王伟" in str(refusal.reason)) == ("客户编号", True)


def test_that_other_figures_for_the_same_customer_and_product_are_refused() -> None:
    assert only_refusal(customers(FULL, FULL, {**FULL, "市场处方量(月)": 1})).row == 4


def test_that_without_any_reps_customers_go_in_and_the_report_says_so() -> None:
    planned = customers(FULL, known=replace(KNOWN, reps=()))
    assert planned.customers[0].rep is None
    assert any("No reps are known yet" in str(statement) for statement in planned.report.statements)


COMPUTED = tier_of(customers(FULL).customers[0].ratings[0], KNOWN.policy)
OTHER = next(tier for tier in ("A", "B") if tier != COMPUTED)


def test_that_a_tier_equal_to_the_computed_one_is_no_override() -> None:
    assert customers({**FULL, "客户分级": f"{COMPUTED}级"}).customers[0].ratings[0].override is None


def test_that_another_tier_becomes_an_override_that_says_where_it_is_from() -> None:
    stored = after(KNOWN, customers({**FULL, "客户分级": OTHER.lower()}))
    override = stored.customers[0].ratings[0].override
    assert override is not None
    assert (override.tier, override.reason) == (OTHER, "imported")
    assert customers({**FULL, "客户分级": OTHER}, known=stored).changes_nothing
    assert customers(FULL, known=stored).changes_nothing
    assert customers({**FULL, "客户分级": str(COMPUTED)}, known=stored).customers[0].ratings[0].override is None


def test_that_figures_without_a_product_belong_to_the_only_product_there_is() -> None:
    row: dict[str, Cell] = {"市场处方量(月)": 50}
    assert only_refusal(customers(row)).column == "产品 / product"
    stored = after(KNOWN, customers(FULL))
    assert customers({"姓名": "李娜", **row}, known=stored).customers[0].ratings[0].product == stored.products[0].id


@pytest.mark.parametrize(
    ("kind", "title", "group"),
    [
        ("院办领导", "院长", "N1"),
        ("药剂科主任", "", "N1"),
        ("护士长", "", "N2"),
        ("Head nurse", "", "N2"),
        ("医务科", "", "N3"),
        ("N", "库管", "N2"),
        ("非处方客户", "药剂科主任", "N1"),
    ],
)
def test_that_groups_of_non_prescribers_are_known_by_the_names_of_the_policy(kind: str, title: str, group: str) -> None:
    customer = customers({"客户类型": kind, "职称": title}).customers[0]
    assert (customer.kind, customer.group, customer.ratings) == (CustomerKind.NON_PRESCRIBER, group, ())


def test_that_one_department_at_two_places_has_two_doors() -> None:
    planned = customers(FULL, {**FULL, "客户编号": "C2", "姓名": "李娜", "院区楼宇": "住院楼", "楼层": 11})
    assert [(each.name, each.floor) for each in planned.departments] == [("心内科", 3), ("心内科", 11)]


def test_that_a_last_visit_in_the_future_is_refused() -> None:
    planned = customers({**FULL, "上次拜访": "2027-01-05"}, options=ImportOptions(today=date(2026, 11, 21)))
    refusal = only_refusal(planned)
    assert (refusal.column, refusal.value) == ("上次拜访", "2027-01-05")
    assert str(refusal.reason) == "The last visit lies in the future."
    today = customers({**FULL, "上次拜访": "2026-11-21"}, options=ImportOptions(today=date(2026, 11, 21)))
    assert not today.report.refusals


@pytest.mark.parametrize(
    ("odd", "column", "text"),
    [
        ({"本品处方量/月": 3000, "市场处方量/月": 300}, "本品处方量/月", "more prescriptions than the whole market, 300"),
        ({"可拜访时段": "周六上午"}, "可拜访时段", "only on days without field work"),
        ({"可拜访时段": "周一 9:00-9:05"}, "可拜访时段", "too short for a call"),
        ({"负责代表": ""}, "负责代表", "no rep"),
        ({"产品": "", "市场处方量/月": "", "本品处方量/月": ""}, "产品", "rated for no product"),
        ({"市场处方量/月": "", "本品处方量/月": ""}, "市场处方量/月", "no volume is known"),
    ],
)
def test_that_what_is_hardly_meant_goes_in_with_a_remark(odd: dict[str, Cell], column: str, text: str) -> None:
    usual: dict[str, Cell] = {
        "产品": "维立平", "市场处方量/月": 300, "本品处方量/月": 30, "可拜访时段": "周一上午", "负责代表": "代表A",
    }  # fmt: skip
    assert not customers(usual).report.remarks
    planned = customers({**usual, **odd})
    assert not planned.report.refusals
    assert len(planned.customers) == 1
    (remark,) = planned.report.remarks
    assert (remark.row, remark.column) == (2, column)
    assert text in str(remark.text)


def test_that_a_refusal_names_a_field_without_a_column_as_people_do() -> None:
    nameless = plan(ImportKind.CUSTOMERS, records({"医院": "北京协和医院", "first name": "", "市场处方量/月": 1}))
    assert only_refusal(nameless).column == "姓名 / name"


def test_that_a_deleted_contact_goes_in_inactive() -> None:
    assert not customers({"IsDeleted": "true"}).customers[0].active


def test_that_the_report_tells_which_columns_were_used() -> None:
    planned = plan(ImportKind.CUSTOMERS, records({"医院": "H1", "姓名": "王伟", "星座": "狮子"}))
    assert [(each.column, each.field) for each in planned.report.columns] == [
        ("医院", "hospital"),
        ("姓名", "name"),
        ("星座", None),
    ]


cells = st.sampled_from(["", "1", "是", "A", "周一上午", "-5", "2026-11-05", "心内科", "x"])
rows = st.fixed_dictionaries(
    {
        "客户编号": st.sampled_from(["", "C1", "C2", "C3"]),
        "医院": st.sampled_from(["H1", "H2", "垂医", "没有"]),
        "姓名": st.sampled_from(["王伟", "李娜", ""]),
        "科室": st.sampled_from(["", "心内科", "骨科"]),
        "楼层": st.sampled_from(["", 1, 2, "x"]),
        "产品": st.sampled_from(["", "阿托明", "瑞贝能"]),
        "市场处方量(月)": st.sampled_from(["", 10, 200, "-1"]),
        "客户类型": st.sampled_from(["", "处方医生", "护士长", "?"]),
        "客户分级": st.sampled_from(["", "A", "D", "Z"]),
        "可拜访时段": st.sampled_from(["", "周一上午", "随时", "??"]),
        "负责代表": st.sampled_from(["", "代表A", "代表Z"]),
        "KOL": cells,
        "上次拜访": cells,
    }
)


@given(st.lists(rows, min_size=1, max_size=8))
def test_that_any_rows_have_a_fate_and_a_second_import_changes_nothing(table: list[dict[str, Cell]]) -> None:
    first = customers(*table)
    assert len(first.report.rows) == len(table)
    assert first.report.rows_with(Status.REFUSED) == len(first.report.refusals)
    departments = {each.id for each in first.departments}
    assert all(place.department in departments | {None} for each in first.customers for place in each.affiliations)
    again = customers(*table, known=after(KNOWN, first))
    assert not again.customers, again.report.changes


def test_that_a_row_that_is_no_row_is_refused_as_a_whole() -> None:
    content = '医院,姓名\n北京协和医院,王伟\n北京协和医院,"李\n'.encode()
    refusal = only_refusal(plan(ImportKind.CUSTOMERS, table_of(content, "c.csv", ReadOptions())))
    assert (refusal.row, refusal.column) == (3, "整行 / row")
