"""The certificate: the verdict in a sentence, what is asked against what is held, who pays, the ways out, the proven gap."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.load_problem import Promise
from desktop.usecases.show_month import MonthPicture
from desktop.viewmodels.advice import AdviceState
from desktop.views.context import Context
from desktop.views.month.balance import Balance, BalanceView, Part
from desktop.views.month.words import number, percent
from planner.domain.messages import Message, message
from planner.frequency.capacity import Limit
from planner.frequency.certificate import Certificate, Verdict
from planner.frequency.remedies import WayOut, WayOutKind

VERDICTS = {
    Verdict.ENOUGH: (message("The month holds what is owed"), "good"),
    Verdict.TIGHT: (message("The month is tight"), "warning"),
    Verdict.SHORT: (message("The month is too short"), "bad"),
}
LIMITS = {
    Limit.CALLS: message("What limits the month: the call target."),
    Limit.MINUTES: message("What limits the month: the time in the field."),
}
WAYS = {
    WayOutKind.MORE_CALLS_A_DAY: message("Raise the target"),
    WayOutKind.OVERTIME: message("Enter later hours"),
    WayOutKind.MORE_DAYS: message("Add field days"),
    WayOutKind.LOWER_FREQUENCY: message("Plan it so"),
    WayOutKind.HAND_OVER: message("Look at the team"),
}


class CertificatePane(QScrollArea):
    """`way_wanted(WayOut)`: take it; `plan_wanted`: plan as the declared order gives way; `prove_wanted`: prove the gap."""

    way_wanted = Signal(object)
    plan_wanted = Signal()
    prove_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verdict = context.label("", Type.HEADING)
        self.summary = _wrapped(context.label(""))
        self.limit = _wrapped(context.label("", look="muted"))
        self.balances = BalanceView(context)
        self.legend = _wrapped(context.label("", Type.CAPTION, "muted"))
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.payers_title = context.label(message("Who gives way, in the declared order"), Type.STRONG)
        self.payers = BalanceView(context)
        self.ways_title = context.label(message("Ways out"), Type.STRONG)
        self.ways = QVBoxLayout()
        self.ways.setSpacing(SPACE[1])
        self.gap = _wrapped(context.label(""))
        self.gap_title = context.label(message("How good the plan is"), Type.STRONG)
        self.prove_button = context.button(message("Prove it"), self.prove_wanted.emit)
        self.prove_bar = QProgressBar()
        self.prove_bar.setRange(0, 1000)
        self.prove_bar.setTextVisible(False)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        for widget in (self.verdict, self.summary, self.balances, self.legend, self.limit):
            column.addWidget(widget)
        column.addSpacing(SPACE[1])
        column.addWidget(self.payers_title)
        column.addWidget(self.payers)
        column.addSpacing(SPACE[1])
        column.addWidget(self.ways_title)
        column.addLayout(self.ways)
        column.addSpacing(SPACE[1])
        column.addWidget(self.gap_title)
        row = QHBoxLayout()
        row.addWidget(self.gap, 1)
        row.addWidget(self.prove_button, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.prove_bar)
        column.addStretch()
        self.setWidget(inside)

    def show_picture(self, picture: MonthPicture, advice: AdviceState) -> None:
        """Show a month's promise, or why it cannot be weighed."""
        _empty(self.ways)
        promise, say = picture.promise, self._context.say
        for widget in (self.balances, self.legend, self.limit, self.payers_title, self.payers, self.ways_title):
            widget.setVisible(promise is not None)
        if promise is None:
            _put(self.verdict, say(message("The month cannot be weighed")), "bad")
            trouble = picture.trouble
            self.summary.setText("" if trouble is None else f"{say(trouble.problem)} {say(trouble.way_out)}")
        else:
            self._show_promise(picture, promise)
        self.show_gap(advice)

    def _show_promise(self, picture: MonthPicture, promise: Promise) -> None:
        held, say = promise.certificate, self._context.say
        verdict, look = VERDICTS[held.verdict]
        names = picture.district.names.in_language(lambda text: say(Message(text)))
        _put(self.verdict, say(verdict), look)
        self.summary.setText(say(names.in_words(held.summary)))
        self.limit.setText(say(LIMITS[held.binding]))
        self.balances.show_rows(tuple(self._balances(picture, held)))
        self.legend.setText(self._legend(picture, held))
        payers = tuple(self._payers(picture, promise))
        self.payers.show_rows(payers)
        for widget in (self.payers_title, self.payers):
            widget.setVisible(bool(payers))
        self.ways_title.setVisible(bool(held.ways_out))
        for way in held.ways_out:
            self.ways.addWidget(self._way(way, say(names.in_words(way.sentence))))

    def _balances(self, picture: MonthPicture, held: Certificate) -> Iterator[Balance]:
        context = self._context
        visits = sum(load.minutes for load in held.segments)
        ways = Part(max(0, held.minutes_owed - visits), None, context.say(message("ways, arriving, waiting")))
        for title, parts, there in (
            (message("Calls owed against held by the target"), self._parts(picture, held, calls=True), held.calls_available),
            (
                message("Minutes needed against time in the field"),
                (*self._parts(picture, held, calls=False), ways),
                held.minutes_available,
            ),
        ):
            asked = sum(part.amount for part in parts)
            yield Balance(
                title=context.say(title),
                value=f"{number(context, asked)} / {number(context, there)}",
                parts=tuple(parts),
                scale=max(asked, there, 1) * 1.02,
                held=there,
                bad=asked > there,
            )

    def _parts(self, picture: MonthPicture, held: Certificate, *, calls: bool) -> tuple[Part, ...]:
        """By segment, in the policy's order."""
        theme = self._context.theme
        return tuple(
            Part(
                load.calls if calls else load.minutes,
                theme.tier(load.segment),
                self._part_name(picture, load.segment, load.calls),
            )
            for load in held.segments
            if load.calls
        )

    def _part_name(self, picture: MonthPicture, segment: str, calls: int) -> str:
        names = picture.district.names.in_language(lambda text: self._context.say(Message(text)))
        name = names.segments.get(segment, segment)  # type: ignore[call-overload]
        return self._context.say(message("{segment}: {calls:call|calls}", segment=name, calls=calls))

    def _legend(self, picture: MonthPicture, held: Certificate) -> str:
        """What the colours stand for."""
        parts = [(part.colour, part.name) for part in self._parts(picture, held, calls=True)]
        parts.append((self._context.theme.muted, self._context.say(message("ways, arriving, waiting"))))
        return " &nbsp; ".join(f'<span style="color:{colour}">■</span>&nbsp;{escape(name)}' for colour, name in parts)

    def _payers(self, picture: MonthPicture, promise: Promise) -> Iterator[Balance]:
        """A row for each segment that gives up calls, who gives way first in front."""
        lost = Counter[str]()
        for each in promise.allocation.given_up:
            lost[each.segment] += each.calls
        owed = {load.segment: load.calls for load in promise.certificate.segments}
        order = sorted(picture.district.policy.segments, key=lambda each: (each.gives_way, each.value, each.id))
        names = picture.district.names.in_language(lambda text: self._context.say(Message(text)))
        for segment in order:
            gone = lost[segment.id]
            if gone:
                kept, colour = owed.get(segment.id, gone) - gone, self._context.theme.tier(segment.id)
                value = message("{gone} of {owed:call|calls} given up", gone=gone, owed=kept + gone)
                yield Balance(
                    title=names.segment(segment.id),
                    value=self._context.say(value),
                    parts=(Part(kept, colour, ""), Part(gone, colour, "", gone=True)),
                    scale=max(owed.values()),
                    bad=True,
                )

    def _way(self, way: WayOut, sentence: str) -> QWidget:
        """A way out with its price, and the button that takes it or leads on."""
        context = self._context
        card = QFrame()
        card.setProperty("look", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_wrapped(context.label(sentence)))
        price = message("Price: {price:minute|minutes} of the objective", price=round(way.price))
        words.addWidget(context.label(price, Type.CAPTION, "muted"))
        row.addLayout(words, 1)
        button = context.button(WAYS[way.kind], self._taking(way))
        button.setObjectName(f"way-{way.kind.value}")
        row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        return card

    def _taking(self, way: WayOut) -> Callable[[], None]:
        match way.kind:
            case WayOutKind.LOWER_FREQUENCY:
                return self.plan_wanted.emit
            case WayOutKind.HAND_OVER:
                return lambda: self._context.navigation.page_wanted.emit("team")
            case _:
                return lambda: self.way_wanted.emit(way)

    def show_gap(self, advice: AdviceState) -> None:
        """How far from the best possible the plan is at most, in words."""
        say, gap = self._context.say, advice.gap
        for widget in (self.gap_title, self.gap):
            widget.setVisible(advice.plan is not None)
        self.prove_button.setVisible(advice.plan is not None and (gap is None or gap.share > 0))
        self.prove_button.setText(say(message("Prove it") if gap is None else message("Prove longer")))
        self.prove_button.setEnabled(not advice.busy)
        self.prove_bar.setVisible(advice.proving)
        self.prove_bar.setValue(round(advice.done * 1000))
        if gap is None:
            self.gap.setText(say(message("Not proven yet how far from the best possible it is.")))
        elif gap.share == 0:
            self.gap.setText(say(message("No better plan exists: this is proven.")))
        elif gap.share >= 1:
            self.gap.setText(say(message("What is proven so far is too weak to tell anything: prove longer.")))
        else:
            text = message(
                "At most {share} from the best possible: no plan whatever saves more than {minutes:minute|minutes} of the"
                " objective.",
                share=percent_exact(self._context, gap.share),
                minutes=round(gap.objective - gap.bound),
            )
            assumed = "" if gap.assumption is None else f" {say(gap.assumption)}"
            self.gap.setText(say(text) + assumed)


def percent_exact(context: Context, share: float) -> str:
    """A small share with one decimal."""
    return f"{number(context, share * 100, 1)} %" if share < 0.1 else percent(context, share)


def _wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label


def _put(label: QLabel, text: str, look: str) -> None:
    label.setText(text)
    label.setProperty("look", look)
    label.style().unpolish(label)
    label.style().polish(label)


def _empty(layout: QVBoxLayout) -> Sequence[None]:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    return ()
