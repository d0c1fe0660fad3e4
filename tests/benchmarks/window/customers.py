"""How fast 50,000 customers are sorted, filtered, searched and painted: `python -m tests.benchmarks.window.customers [count]`."""

import os
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.store import Store, open_store
from desktop.demo.district import PLANNED_MONTH, sample_district
from desktop.settings import Language
from desktop.theme.apply import palette_of, style_sheet
from desktop.theme.tokens import theme_of
from desktop.usecases.list_customers import Due
from desktop.usecases.order_customers import Column, CustomerFilter
from desktop.usecases.search_customers import Searchable, SearchIndex
from desktop.viewmodels.customers import read_rows
from desktop.views.customers.page import CustomersPage
from desktop.views.page import PageState
from planner.domain.people import SegmentId
from planner.policy.preset import preset
from tests.benchmarks.window.ticks import longest_tick
from tests.desktop.window import context_of, open_session

COUNT = 50_000
TRIES = 6


def fill(store: Store, count: int) -> None:
    """The sample district with many more customers."""
    made = sample_district(1, preset(), Language.CHINESE, count)
    with store.write() as books:
        books.policies.save(preset())
        books.products.put(made.products)
        books.hospitals.put(made.hospitals)
        books.departments.put(made.departments)
        books.reps.put(made.reps)
        books.customers.put(made.customers)
        books.calls.put(made.calls)
        books.appointments.put(made.appointments)


def timed(name: str, run: Callable[[int], object]) -> None:
    """Median and worst of a few runs in milliseconds, by the clock and by the processor time of the window's thread."""
    clock, processor = [], []
    for number in range(TRIES):
        before, spent = time.perf_counter(), time.thread_time()
        run(number)
        processor.append(1000 * (time.thread_time() - spent))
        clock.append(1000 * (time.perf_counter() - before))
    figures = (statistics.median(clock), max(clock), statistics.median(processor), max(processor))
    tell(f"{name:<46}" + "".join(f"{each:9.1f}" for each in figures))


def tell(line: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{line}\n")


def settle() -> None:
    """Let the page paint what it was asked to show."""
    QApplication.processEvents()


def measure_page(page: CustomersPage) -> None:
    """Every figure is from the call to the painted list."""
    model, table = page.model, page.list
    assert model.state.around is not None
    product = model.state.around.products[0].id

    def sort(column: Column) -> Callable[[int], None]:
        def run(number: int) -> None:
            model.sort(column, descending=number % 2 == 0)
            settle()

        return run

    def narrow(wanted: CustomerFilter) -> Callable[[int], None]:
        def run(number: int) -> None:
            model.narrow(wanted if number % 2 == 0 else CustomerFilter())
            settle()

        return run

    def scroll(number: int) -> None:
        table.verticalScrollBar().setValue(700 * (number + 1))
        table.viewport().repaint()

    def select_all(_: int) -> None:
        table.selectAll()
        settle()

    def select_one(number: int) -> None:
        table.selectRow(100 + number)
        settle()

    for column in (Column.NAME, Column.HOSPITAL, Column.DUE):
        timed(f"sort by {column.name.lower().replace('_', ' ')}", sort(column))
    timed("filter by tier", narrow(CustomerFilter(segments=frozenset({SegmentId("A"), SegmentId("B")}))))
    timed("filter by product", narrow(CustomerFilter(product=product)))
    timed("filter by overdue", narrow(CustomerFilter(due=frozenset({Due.OVERDUE}))))
    for typed in ("王", "wang", "wxm", "xinnei li", "H"):
        timed(f"search {typed}", narrow(CustomerFilter(text=typed)))
    model.narrow(CustomerFilter())
    timed("scroll a page", scroll)
    timed("select all", select_all)
    timed("select one", select_one)


def measure_picture(page: CustomersPage) -> None:
    """Dragging a threshold with live counts, and drawing around dots."""
    picture = page.side.picture
    page.side.show_tab(0)
    QTest.qWait(600)
    view = picture.view
    scale = view.scale
    assert scale is not None
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPointF(scale.across(160), 150).toPoint())

    def drag(number: int) -> None:
        QTest.mouseMove(view, QPointF(scale.across(170 + 10 * number), 150).toPoint())
        view.repaint()

    def repaint(_: int) -> None:
        picture.refresh()
        view.repaint()

    timed("drag a threshold, counts live", drag)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPointF(scale.across(240), 150).toPoint())
    timed("paint all dots anew", repaint)


def main() -> None:
    """Make the district, open the page on it, print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    application = QApplication([])
    application.setStyle("Fusion")
    application.setPalette(palette_of(theme_of(False)))
    application.setStyleSheet(style_sheet(theme_of(False)))
    folder = Path(tempfile.mkdtemp())
    with open_store(folder / "many.db") as store:
        fill(store, count)
    session = open_session(folder / "many.db", Language.CHINESE)
    page = CustomersPage(context_of(session, folder))
    page.resize(1280, 760)
    before = time.perf_counter()
    page.show()
    with longest_tick(application) as tick:
        while page.state is PageState.LOADING:
            QTest.qWait(10)
    tell(
        f"{count} customers: read and made ready in {time.perf_counter() - before:.1f} s, longest tick {tick.milliseconds:.0f} ms"
    )
    tell(f"{'milliseconds':<46}{'median':>9}{'worst':>9}{'cpu':>9}{'worst':>9}")
    page.side.show_tab(1)
    measure_page(page)
    measure_picture(page)
    reload_while_scrolling(page, application)
    edit(page)
    memory(store_of=page)
    page.hide()
    session.close()


def reload_while_scrolling(page: CustomersPage, application: QApplication) -> None:
    """How long the window stands still at most while everything is read again and somebody scrolls."""
    done: list[bool] = []
    page.model.listed.connect(lambda: done.append(True))
    with longest_tick(application) as tick:
        page.reload()
        ticking = QTimer()
        ticking.timeout.connect(lambda: page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().value() + 200))
        ticking.start(50)
        while not done:
            QTest.qWait(5)
        ticking.stop()
    tell(f"{'longest tick while reading anew and scrolling':<46} {tick.milliseconds:15.1f}")


def memory(store_of: CustomersPage) -> None:
    """What the rows and what their search texts weigh."""
    session = store_of.context.session
    tracemalloc.start()
    with session.store.read() as books:
        rows = read_rows(books, PLANNED_MONTH, date(2026, 12, 1))
    whole = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    again = SearchIndex([Searchable(each.customer.id, each.customer.name, each.hospital, "") for each in rows.lines])
    texts = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    tell(f"memory: everything {whole / 1e6:.0f} MB, of it search texts {texts / 1e6:.0f} MB ({type(again).__name__})")


def edit(page: CustomersPage) -> None:
    """One change, from the call to the painted list, written to the file."""
    rows = page.model.state.rows
    assert rows is not None

    def run(number: int) -> None:
        customer = rows.lines[number].customer
        page.model.change(page.title, (customer,), (replace(customer, title=f"title {number}"),))
        settle()

    timed("change one customer", run)


if __name__ == "__main__":
    main()
