"""From the document that plan.json holds to a month plan."""

from db.exchange.plan_document import (
    CallPart,
    DateValue,
    DayPart,
    LegPart,
    ObjectivePart,
    PlanDocument,
    ProofPart,
    ProvenancePart,
    Sentence,
    StopPart,
    UnplannedPart,
)
from planner.domain.messages import Message, MessageValue
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import DayPlan, HospitalStop, Leg, MonthPlan, Objective, PlannedCall, Proof, Provenance, Unplanned
from planner.domain.units import Minutes, Month, minute_of_day


def plan_of(document: PlanDocument) -> MonthPlan:
    """The plan that a document holds; names and derived figures are left behind. Raises ValueError for a month of no year."""
    return MonthPlan(
        rep=RepId(document.rep),
        month=Month.parse(document.month),
        days=tuple(_day(part) for part in document.days),
        unplanned=tuple(_unplanned(part) for part in document.unplanned),
        objective=_objective(document.objective),
        provenance=_provenance(document.provenance),
        lower_bound=document.objective.lower_bound,
        proof=None if document.objective.proof is None else _proof(document.objective.proof),
    )


def _day(part: DayPart) -> DayPlan:
    return DayPlan(
        date=part.date,
        stops=tuple(_stop(stop) for stop in part.stops),
        legs=tuple(_leg(leg) for leg in part.legs),
        target=part.target,
    )


def _leg(part: LegPart) -> Leg:
    return Leg(
        origin=None if part.origin is None else HospitalId(part.origin),
        destination=None if part.destination is None else HospitalId(part.destination),
        departure=minute_of_day(part.departure),
        arrival=minute_of_day(part.arrival),
    )


def _stop(part: StopPart) -> HospitalStop:
    return HospitalStop(
        hospital=HospitalId(part.hospital),
        arrival=minute_of_day(part.arrival),
        ready=minute_of_day(part.ready),
        calls=tuple(_call(call) for call in part.calls),
        departure=minute_of_day(part.departure),
    )


def _call(part: CallPart) -> PlannedCall:
    return PlannedCall(
        customer=CustomerId(part.customer),
        department=None if part.department is None else DepartmentId(part.department),
        segment=SegmentId(part.segment),
        reason=part.reason,
        arrival=minute_of_day(part.arrival),
        start=minute_of_day(part.start),
        end=minute_of_day(part.end),
        walking=Minutes(part.walking),
        waiting=Minutes(part.waiting),
    )


def _unplanned(part: UnplannedPart) -> Unplanned:
    return Unplanned(
        customer=CustomerId(part.customer),
        segment=SegmentId(part.segment),
        count=part.count,
        reason=message_of(part.reason),
    )


def message_of(sentence: Sentence) -> Message:
    """The message of a sentence; its English text is for people only."""
    return Message(sentence.template, tuple((name, _value(value)) for name, value in sentence.values.items()))


def _value(value: str | int | float | DateValue | Sentence) -> MessageValue:
    if isinstance(value, Sentence):
        return message_of(value)
    return value.date if isinstance(value, DateValue) else value


def _objective(part: ObjectivePart) -> Objective:
    return Objective(
        missed_calls=part.missed_calls,
        optional_calls=part.optional_calls,
        calls_short=part.calls_short,
        travel=part.travel,
        waiting=part.waiting,
        spacing=part.spacing,
        moved=part.moved,
    )


def _proof(part: ProofPart) -> Proof:
    return Proof(seconds=part.seconds, assumption=None if part.assumption is None else message_of(part.assumption))


def _provenance(part: ProvenancePart) -> Provenance:
    return Provenance(
        seed=part.seed,
        solver=part.solver,
        policy_version=part.policy_version,
        data_version=part.data_version,
        travel_source=part.travel_source,
        seconds=part.seconds,
        steps=part.steps,
        problem=part.problem,
        stopped=part.stopped,
    )
