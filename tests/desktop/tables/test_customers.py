"""The models of customers keep Qt's rules and say what the lines hold."""

from PySide6.QtCore import QLocale
from pytestqt.modeltest import ModelTester

from desktop.language.catalogue import translator
from desktop.settings import Language
from desktop.tables.customer_search import CustomerSearchModel, FoundRole
from desktop.tables.customers import CustomersTable, LineRole
from desktop.usecases.list_customers import CustomerLine
from desktop.usecases.order_customers import Column, CustomerFilter, CustomerRows
from planner.domain.messages import Message
from tests.desktop.usecases.crowd import PEOPLE, surroundings

ROWS = CustomerRows(PEOPLE, surroundings())


def speak(text: Message) -> str:
    return text.text()


def table_of(wanted: CustomerFilter | None = None) -> CustomersTable:
    table = CustomersTable(speak, QLocale(QLocale.Language.English), "en")
    table.show_rows(ROWS, ROWS.find(wanted or CustomerFilter()))
    return table


def texts(table: CustomersTable, id: str) -> dict[Column, str]:
    place = next(row for row in range(table.rowCount()) if table.customer(row) == id)
    return {column: table.index(place, column).data() for column in Column}


def test_that_the_table_keeps_the_rules_of_item_models(qtmodeltester: ModelTester) -> None:
    table = table_of()
    qtmodeltester.check(table)
    table.show_rows(ROWS, ROWS.find(CustomerFilter(text="wang")))
    qtmodeltester.check(table)
    table.show_rows(None, ())
    qtmodeltester.check(table)


def test_that_the_search_list_keeps_the_rules_of_item_models(qtmodeltester: ModelTester) -> None:
    model = CustomerSearchModel()
    model.show_rows(ROWS)
    qtmodeltester.check(model)
    model.search(CustomerFilter(text="nobody is called that"))
    qtmodeltester.check(model)


def test_that_the_search_list_finds_by_pinyin_and_hands_over_the_customer() -> None:
    model = CustomerSearchModel()
    model.search(CustomerFilter(text="shanxx"))
    model.show_rows(ROWS)
    assert [model.index(row).data(FoundRole.CUSTOMER) for row in range(model.rowCount())] == ["C2"]
    assert model.index(0).data() == "单雄信"
    assert model.index(0).data(FoundRole.LINE) is ROWS.lines[1]


def test_that_a_row_says_tier_lateness_and_next_visit() -> None:
    first = texts(table_of(), "C1")
    assert (first[Column.NAME], first[Column.TIER], first[Column.HOSPITAL]) == ("王小明", "A", "协和医院")
    assert (first[Column.LAST_SEEN], first[Column.NEXT_VISIT], first[Column.REP]) == ("30 Nov", "3 Dec", "李雷")
    second = texts(table_of(), "C2")
    assert (second[Column.TIER], second[Column.DUE]) == ("B C", "53 days late")
    assert texts(table_of(), "C3")[Column.DUE] == "Never seen"


def test_that_an_unrated_customer_stands_out_and_a_group_is_named() -> None:
    assert texts(table_of(), "C6")[Column.TIER] == "–"
    assert texts(table_of(), "C5")[Column.TIER] == "Leadership"
    assert texts(table_of(), "C5")[Column.ROLE] == "Leadership · KOL"


def test_that_lateness_and_staleness_have_a_tone_beside_their_words() -> None:
    table = table_of()
    tones = {str(table.customer(row)): table.index(row, Column.DUE).data(LineRole.TONE) for row in range(table.rowCount())}
    assert (tones["C2"], tones["C3"], tones["C5"]) == ("bad", "bad", "warning")
    grace = next(row for row in range(table.rowCount()) if table.customer(row) == "C4")
    assert table.index(grace, Column.VERIFIED).data(LineRole.TONE) == "warning"
    assert isinstance(table.index(grace, 0).data(LineRole.LINE), CustomerLine)


def test_that_chinese_headings_and_dates_are_chinese() -> None:
    translate = translator(Language.CHINESE)
    table = CustomersTable(lambda text: text.text(translate), QLocale(QLocale.Language.Chinese), "zh")
    table.show_rows(ROWS, ROWS.find(CustomerFilter()))
    first = texts(table, "C1")
    assert first[Column.LAST_SEEN] == "11月30日"
    assert first[Column.DUE] == "7 天后"
