"""How a proof is told."""

from datetime import date
from io import StringIO

from db.exchange.plan_names import Names
from desktop.cli.checking import proof_document, show_proof
from desktop.cli.screen import Screen
from desktop.usecases.check_plan import Proof
from planner.domain.messages import message
from planner.domain.people import CustomerId, Rep, RepId, TeamId
from planner.domain.places import HospitalId
from planner.domain.violations import Severity, Violation
from tests.db.exchange.plans import plan_in_town

NAMES = Names(hospitals={HospitalId("h1"): "三里屯医院"}, customers={CustomerId("c1"): "崔东"})


def proof(*violations: Violation) -> Proof:
    return Proof(Rep(RepId("r1"), "Li", TeamId("ONC")), plan_in_town(), violations, (), NAMES)


def told(*violations: Violation) -> list[str]:
    out = StringIO()
    show_proof(Screen(out, StringIO()), "plan.json", proof(*violations), soft=False)
    return out.getvalue().splitlines()[1:]


def test_that_a_violation_begins_with_its_place_by_name() -> None:
    text = message("the call is too short")
    broken = Violation("calls", Severity.HARD, text, date(2026, 12, 4), HospitalId("h1"), CustomerId("c1"))
    assert told(broken) == ["  2026-12-04 三里屯医院 崔东: the call is too short (calls)"]


def test_that_a_place_is_told_as_far_as_it_is_known() -> None:
    whole, day = message("of another rep"), message("leaves too early")
    broken = Violation("plan", Severity.HARD, whole), Violation("hours", Severity.HARD, day, date(2026, 12, 4))
    assert told(*broken) == ["  of another rep (plan)", "  2026-12-04: leaves too early (hours)"]


def test_that_machines_get_ids_and_names() -> None:
    broken = Violation("calls", Severity.HARD, message("x"), None, HospitalId("h1"), CustomerId("c9"))
    document = proof_document(Screen(StringIO(), StringIO()), "plan.json", proof(broken))
    assert document["violations"] == [
        {
            "rule": "calls",
            "severity": "hard",
            "date": None,
            "hospital": "h1",
            "hospital_name": "三里屯医院",
            "customer": "c9",
            "customer_name": None,
            "message": "x",
        }
    ]
