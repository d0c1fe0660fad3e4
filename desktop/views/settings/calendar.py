"""Public holidays and worked weekends of a year, and the official notice that fixes them."""

from pathlib import Path

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSpinBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from db.exchange.holiday_notice import read_notice
from db.store import Books
from desktop.changes import Changes
from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from planner.calendar.national import national_holidays
from planner.domain.calendar import Holidays
from planner.domain.messages import message


class HolidayPanel(QWidget):
    """The days of a year on which nobody works, or on which a weekend is worked in exchange."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(context.session.month.year)
        self.year.setAccessibleName(context.say(message("Year")))
        self.year.valueChanged.connect(lambda _: self.read())
        self.state = context.label("", look="muted")
        self.state.setWordWrap(True)
        self.table = QTableWidget(0, 3)
        names = (message("Date"), message("Kind of day"), message("Holiday"))
        self.table.setHorizontalHeaderLabels([context.say(each) for each in names])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setStretchLastSection(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        head = QHBoxLayout()
        head.addWidget(context.label(message("Public holidays"), Type.HEADING), 1)
        head.addWidget(self.year)
        head.addWidget(context.button(message("Import an official notice…"), self.ask))
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(self.table, 1)

    def read(self) -> None:
        """Show the chosen year."""
        year, country = self.year.value(), self._context.session.country

        def load(books: Books) -> Holidays:
            return national_holidays(country, year, books.holidays.of(country))

        self._context.session.fetch(load, self._show)

    def _show(self, found: Holidays) -> None:
        if found.year != self.year.value():
            return
        say, locale = self._context.say, self._context.session.locale
        if found.provisional:
            text = message("Provisional: the official notice of {year} is not known. Import it when it is out.", year=found.year)
        else:
            text = message("{country} {year}, as announced.", country=found.country, year=found.year)
        self.state.setText(say(text))
        off = [(day, message("Day off"), name) for day, name in found.days_off]
        work = [(day, message("Worked weekend day"), name) for day, name in found.shifted_workdays]
        rows = sorted((*off, *work), key=lambda each: each[0])
        self.table.setRowCount(len(rows))
        for row, (day, kind, name) in enumerate(rows):
            date = locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
            for place, text_of in enumerate((date, say(kind), name)):
                self.table.setItem(row, place, QTableWidgetItem(text_of))
        self.table.resizeColumnsToContents()

    def ask(self) -> None:
        """Let the person choose a notice."""
        say = self._context.say
        place, _ = QFileDialog.getOpenFileName(self, say(message("Official notice")), "", say(message("Notices (*.csv *.json)")))
        if place:
            self.take(Path(place))

    def take(self, path: Path) -> None:
        """Import a notice in the background."""
        session = self._context.session

        def work() -> int:
            notices = read_notice(path)
            with session.store.write() as books:
                books.holidays.put(notices)
            return len(notices)

        def done(_: int) -> None:
            session.announce(Changes.CALENDAR)
            session.noted.emit(message("The notice is imported."))

        session.background.run(work, done, self._context.tell)
