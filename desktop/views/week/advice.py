"""Answers beside the board: why here, why not earlier, the best slots, stand-bys; each with what one click can do about it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.advise_week import Earlier
from desktop.viewmodels.weekadvice import Slots, StandBys, WeekAdvice
from desktop.views.context import Context
from desktop.views.week.daytext import short_day
from planner.domain.messages import Message, message
from planner.domain.units import clock
from planner.errors import UserFacingError
from planner.month.advice.offers import Offer, WhyHere
from planner.month.advice.standbys import StandBy, StandByKind
from planner.month.explain import Obstacle
from planner.month.hand.locks import CallRef
from planner.month.schedule import RefusalCause

MOST = 6
"""Alternatives shown: the rest costs more."""
CAUSES = {
    RefusalCause.CLOSED: message("nobody is received there at that time"),
    RefusalCause.LATE: message("a call after it would be too late"),
    RefusalCause.HOME_LATE: message("the way home would end after the day"),
    RefusalCause.TOO_MANY: message("the day has its maximum of calls"),
    RefusalCause.TWICE: message("the customer is already met that day"),
    RefusalCause.ORDER: message("a lock holds another position"),
}
KINDS = {
    StandByKind.OWED: message("owed, without a place"),
    StandByKind.OPTIONAL: message("a further call"),
    StandByKind.EARLIER: message("planned for later"),
}


class AdvicePanel(QScrollArea):
    """One answer at a time."""

    def __init__(self, context: Context, advice: WeekAdvice) -> None:
        super().__init__()
        self._context, self._advice = context, advice
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.lines: list[str] = []
        advice.answered.connect(self.show_answer)
        advice.refused.connect(self.show_refusal)
        self._begin(message("Advice"))
        self._line(self._say(message("Choose a visit and ask: why here, why not earlier, best slots, stand-bys nearby.")))
        self._end()

    def show_answer(self, answer: WhyHere | Earlier | Slots | StandBys) -> None:
        """Put an answer in place of the former one."""
        match answer:
            case WhyHere():
                self._show_why_here(answer)
            case Earlier():
                self._show_earlier(answer)
            case Slots():
                self._show_slots(answer)
            case StandBys():
                self._show_stand_bys(answer)

    def show_refusal(self, error: UserFacingError) -> None:
        """Why there is no answer."""
        self._begin(error.problem)
        self._line(self._say(error.way_out))
        self._end()

    def _show_why_here(self, told: WhyHere) -> None:
        name = self._name(told.customer)
        self._begin(message("Why is {customer} on {day}?", customer=name, day=self._day(told.here.date)))
        self._line(self._say(message("Here the call costs {minutes} minutes of the plan.", minutes=round(told.here.cost))))
        call = CallRef(told.customer, told.here.date)
        slots = Slots(told.customer, call, told.others)
        if told.others:
            self._line(self._say(message("Elsewhere it would cost:")), strong=True)
            for offer in told.others[:MOST]:
                self._offer(slots, offer, told.here.cost)
        else:
            self._line(self._say(message("It fits on no other day.")))
        for when, obstacle in told.forbidden[:MOST]:
            self._line(f"{self._day(when)}: {self._say(obstacle.value)}", muted=True)
        self._end()

    def _show_earlier(self, told: Earlier) -> None:
        self._begin(message("Why is {customer} not earlier?", customer=self._name(told.call.customer)))
        for customer, start, cause in told.today:
            if start is not None:
                text = message("Before {customer} it could start at {time}.", customer=self._name(customer), time=clock(start))
            else:
                why = CAUSES[cause] if cause else message("the day has no time left")
                text = message("Not before {customer}: {reason}.", customer=self._name(customer), reason=why)
            self._line(self._say(text))
        if not told.today:
            self._line(self._say(message("It is the first call of its day.")))
        slots = Slots(told.call.customer, told.call, tuple(each for _, each in told.days if isinstance(each, Offer)))
        for when, each in told.days:
            if isinstance(each, Obstacle):
                self._line(f"{self._day(when)}: {self._say(each.value)}", muted=True)
            else:
                self._offer(slots, each, told.here.cost)
        self._end()

    def _show_slots(self, told: Slots) -> None:
        self._begin(message("Best slots for {customer}", customer=self._name(told.customer)))
        for offer in told.offers[:MOST]:
            self._offer(told, offer, None)
        if not told.offers:
            self._line(self._say(message("No slot of the month takes this call without breaking a rule.")))
        self._end()

    def _show_stand_bys(self, told: StandBys) -> None:
        self._begin(message("{customer} is not there", customer=self._name(told.call.customer)))
        for each in told.found[:MOST]:
            self._stand_by(told, each)
        if not told.found:
            self._line(self._say(message("Nobody else can be met within a few minutes on foot.")))
        repair = message("Go on without a stand-by")
        self._box.addWidget(self._context.button(repair, lambda: self._advice.repair_without(told.call, None)))
        self._end()

    def _stand_by(self, told: StandBys, each: StandBy) -> None:
        text = message(
            "{customer} ({segment}), {away} min away, {time}: {kind}",
            customer=self._name(each.customer),
            segment=each.segment,
            away=each.away,
            time=clock(each.start),
            kind=KINDS[each.kind],
        )
        self._action(self._say(text), message("Meet instead"), lambda: self._advice.repair_without(told.call, each))

    def _offer(self, slots: Slots, offer: Offer, here: float | None) -> None:
        cost = offer.cost if here is None else offer.cost - here
        text = message(
            "{day} {time}, {hospital}: {minutes} min",
            day=self._day(offer.date),
            time=clock(offer.start),
            hospital=self._name(offer.hospital),
            minutes=f"{cost:+.0f}",
        )
        self._action(self._say(text), message("Put here"), lambda: self._take(slots, offer))

    def _take(self, slots: Slots, offer: Offer) -> None:
        self._advice.take_slot(slots, offer)

    # Building

    def _begin(self, title: Message) -> None:
        self._body = QWidget()
        self.lines = []
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        self._box.setSpacing(SPACE[1])
        self._line(self._say(title), strong=True)

    def _line(self, text: str, *, strong: bool = False, muted: bool = False) -> None:
        label = self._context.label(text, Type.STRONG if strong else Type.BODY, "muted" if muted else "")
        label.setWordWrap(True)
        self.lines.append(text)
        self._box.addWidget(label)

    def _action(self, text: str, title: Message, run: Callable[[], None]) -> None:
        row = QHBoxLayout()
        label = self._context.label(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.append(text)
        row.addWidget(label, 1)
        button = self._context.button(title, run)
        button.setAccessibleDescription(text)
        row.addWidget(button)
        self._box.addLayout(row)

    def _end(self) -> None:
        self._box.addStretch()
        self.setWidget(self._body)

    def _say(self, text: Message) -> str:
        return self._context.say(text)

    def _name(self, id: str) -> str:
        sheet = self._advice.model.sheet
        return sheet.situation.name(id) if sheet else id

    def _day(self, when: date) -> str:
        return short_day(self._context.session.locale, when)
