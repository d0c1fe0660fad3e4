"""What the pointer is told about a visit or a block: times, minutes, and the sentences of broken rules."""

from collections.abc import Iterable
from html import escape

from desktop.usecases.edit_week import Sheet
from desktop.views.context import Context
from desktop.views.week.look import DayLook
from planner.domain.commitments import PinKind
from planner.domain.messages import Message, message
from planner.domain.people import SegmentId
from planner.domain.plan import HospitalStop, PlannedCall
from planner.domain.units import clock

LOCKS = {
    PinKind.DAY: message("Locked to its day"),
    PinKind.HALF_DAY: message("Locked to its half day"),
    PinKind.TIME: message("Locked to its time"),
    PinKind.ORDER: message("Locked to its place in the order"),
}


def visit_tip(context: Context, sheet: Sheet, look: DayLook, stop: HospitalStop, call: PlannedCall) -> str:
    """Rich text about a call."""
    names = sheet.situation.names
    where = " · ".join(part for part in (names.hospital(stop.hospital), names.department(call.department)) if part)
    lines = [
        where,
        f"{clock(call.start)}–{clock(call.end)} · {segment_text(context, sheet, call.segment)}",
    ]
    lines.append(
        context.say(message("{walking} min on foot, {waiting} min waiting before it", walking=call.walking, waiting=call.waiting))
    )
    lock = look.locks.get(call.customer)
    if lock is not None:
        lines.append(context.say(LOCKS[lock]))
    return _rich(context, names.customer(call.customer), lines, look.broken.get(call.customer, ()))


def segment_text(context: Context, sheet: Sheet, segment: SegmentId) -> str:
    """What a tier or a group is called in the window's language."""
    return sheet.situation.names.in_language(lambda text: context.say(Message(text))).segment(segment)


def stop_tip(context: Context, sheet: Sheet, look: DayLook, stop: HospitalStop) -> str:
    """Rich text about a stay."""
    lines = [
        f"{clock(stop.arrival)}–{clock(stop.departure)}",
        context.say(
            message(
                "{calls:call|calls}, {minutes} min spent on arriving", calls=len(stop.calls), minutes=stop.ready - stop.arrival
            )
        ),
    ]
    return _rich(context, sheet.situation.names.hospital(stop.hospital), lines, look.stops.get(stop.hospital, ()))


def _rich(context: Context, title: str, lines: Iterable[str], broken: Iterable[Message]) -> str:
    red = "".join(f'<p style="color:{context.theme.bad}">{escape(context.say(each))}</p>' for each in broken)
    body = "<br>".join(escape(line) for line in lines)
    return f"<p style='white-space:nowrap'><b>{escape(title)}</b><br>{body}</p>{red}"
