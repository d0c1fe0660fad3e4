"""From a month plan to the document that plan.json holds."""

from collections.abc import Sequence
from datetime import date

from db.exchange.plan_document import (
    FORMAT,
    VERSION,
    CallPart,
    CoveragePart,
    DateValue,
    DayPart,
    LegPart,
    ObjectivePart,
    PlanDocument,
    ProofPart,
    ProvenancePart,
    Sentence,
    StopPart,
    TotalsPart,
    UnplannedPart,
)
from db.exchange.plan_names import CoverageFigure, Names
from planner.domain.messages import Message, MessageValue
from planner.domain.places import HospitalId
from planner.domain.plan import DayPlan, HospitalStop, Leg, MonthPlan, PlannedCall, Proof, Unplanned
from planner.domain.units import clock


def document_of(plan: MonthPlan, names: Names, coverage: Sequence[CoverageFigure]) -> PlanDocument:
    """The document of a plan, with all that is derived from it and the names given."""
    return PlanDocument(
        format=FORMAT,
        version=VERSION,
        rep=plan.rep,
        rep_name=names.reps.get(plan.rep),
        month=str(plan.month),
        provenance=_provenance_part(plan),
        totals=_totals_part(plan),
        coverage=[_coverage_part(figure, names) for figure in coverage],
        objective=_objective_part(plan, names),
        days=[_day_part(day, names) for day in plan.days],
        unplanned=[_unplanned_part(each, names) for each in plan.unplanned],
    )


def _provenance_part(plan: MonthPlan) -> ProvenancePart:
    made = plan.provenance
    return ProvenancePart(
        seed=made.seed,
        solver=made.solver,
        policy_version=made.policy_version,
        data_version=made.data_version,
        travel_source=made.travel_source,
        seconds=made.seconds,
        steps=made.steps,
        problem=made.problem,
        stopped=made.stopped,
    )


def _totals_part(plan: MonthPlan) -> TotalsPart:
    return TotalsPart(
        days=len(plan.days),
        stops=sum(len(day.stops) for day in plan.days),
        calls=sum(len(day.calls) for day in plan.days),
        calls_short=sum(day.calls_short for day in plan.days),
        calls_unplanned=sum(each.count for each in plan.unplanned),
        travel=sum(day.travel_minutes for day in plan.days),
        walking=sum(day.walking_minutes for day in plan.days),
        waiting=sum(day.waiting_minutes for day in plan.days),
    )


def _coverage_part(figure: CoverageFigure, names: Names) -> CoveragePart:
    return CoveragePart(
        segment=figure.segment,
        segment_name=names.segments.get(figure.segment),
        period=figure.period,
        customers=figure.customers,
        seen=figure.seen,
        share=None if figure.share is None else round(figure.share, 4),
        required=figure.required,
    )


def _objective_part(plan: MonthPlan, names: Names) -> ObjectivePart:
    cost = plan.objective
    return ObjectivePart(
        missed_calls=cost.missed_calls,
        optional_calls=cost.optional_calls,
        calls_short=cost.calls_short,
        travel=cost.travel,
        waiting=cost.waiting,
        spacing=cost.spacing,
        moved=cost.moved,
        total=cost.total,
        lower_bound=plan.lower_bound,
        proof=None if plan.proof is None else _proof_part(plan.proof, names),
    )


def _proof_part(proof: Proof, names: Names) -> ProofPart:
    return ProofPart(seconds=proof.seconds, assumption=None if proof.assumption is None else sentence_of(proof.assumption, names))


def _day_part(day: DayPlan, names: Names) -> DayPart:
    return DayPart(
        date=day.date,
        target=day.target,
        start=clock(day.legs[0].departure) if day.legs else None,
        end=clock(day.legs[-1].arrival) if day.legs else None,
        calls=len(day.calls),
        travel=day.travel_minutes,
        walking=day.walking_minutes,
        waiting=day.waiting_minutes,
        legs=[_leg_part(leg, names) for leg in day.legs],
        stops=[_stop_part(stop, names) for stop in day.stops],
    )


def _leg_part(leg: Leg, names: Names) -> LegPart:
    return LegPart(
        origin=leg.origin,
        origin_name=_place_name(leg.origin, names),
        destination=leg.destination,
        destination_name=_place_name(leg.destination, names),
        departure=clock(leg.departure),
        arrival=clock(leg.arrival),
        minutes=leg.minutes,
    )


def _place_name(place: HospitalId | None, names: Names) -> str | None:
    return None if place is None else names.hospitals.get(place)


def _stop_part(stop: HospitalStop, names: Names) -> StopPart:
    return StopPart(
        hospital=stop.hospital,
        hospital_name=names.hospitals.get(stop.hospital),
        arrival=clock(stop.arrival),
        ready=clock(stop.ready),
        departure=clock(stop.departure),
        calls=[_call_part(call, names) for call in stop.calls],
    )


def _call_part(call: PlannedCall, names: Names) -> CallPart:
    return CallPart(
        customer=call.customer,
        customer_name=names.customers.get(call.customer),
        department=call.department,
        department_name=None if call.department is None else names.departments.get(call.department),
        segment=call.segment,
        segment_name=names.segments.get(call.segment),
        reason=call.reason,
        arrival=clock(call.arrival),
        start=clock(call.start),
        end=clock(call.end),
        walking=call.walking,
        waiting=call.waiting,
    )


def _unplanned_part(left_out: Unplanned, names: Names) -> UnplannedPart:
    return UnplannedPart(
        customer=left_out.customer,
        customer_name=names.customers.get(left_out.customer),
        segment=left_out.segment,
        segment_name=names.segments.get(left_out.segment),
        count=left_out.count,
        reason=sentence_of(left_out.reason, names),
    )


def sentence_of(reason: Message, names: Names) -> Sentence:
    """A message with its English text, for people and so with names, beside the template and the ids for machines."""
    values = {name: _value(value, names) for name, value in reason.values}
    return Sentence(text=names.in_words(reason).text(), template=reason.template, values=values)


def _value(value: MessageValue, names: Names) -> str | int | float | DateValue | Sentence:
    if isinstance(value, Message):
        return sentence_of(value, names)
    if isinstance(value, bool):
        return int(value)
    return DateValue(date=value) if isinstance(value, date) else value
