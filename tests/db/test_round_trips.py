"""Every value comes back from a file and from a server as it went in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.mapping.documents import decode, encode
from db.store import Books, Store, open_store
from planner.domain.calendar import CalendarEntry, Holidays
from planner.domain.calls import Call
from planner.domain.commitments import Appointment, Pin
from planner.domain.messages import Message
from planner.domain.people import Customer, Rep
from planner.domain.places import Department, Hospital
from planner.domain.plan import MonthPlan
from planner.domain.policy import Policy
from planner.domain.products import Product
from tests.db.postgres import Server
from tests.db.values import any_of

few_examples = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

AGGREGATES: dict[type[Any], Callable[[Books], Any]] = {
    Product: lambda books: books.products,
    Hospital: lambda books: books.hospitals,
    Department: lambda books: books.departments,
    Customer: lambda books: books.customers,
    Rep: lambda books: books.reps,
    CalendarEntry: lambda books: books.calendar,
    Holidays: lambda books: books.holidays,
    Call: lambda books: books.calls,
    Appointment: lambda books: books.appointments,
    Pin: lambda books: books.pins,
}


class _TakenBackError(Exception):
    """Ends a transaction without keeping it; references are checked at the end only, so none need be there."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        location = str(tmp_path_factory.mktemp("store") / "district.db")
    else:
        server: Server = request.getfixturevalue("server")
        location = server.create_database()
    with open_store(location) as opened:
        yield opened


@pytest.mark.parametrize("kind", AGGREGATES, ids=lambda kind: kind.__name__)
@few_examples
@given(data=st.data())
def test_that_every_value_comes_back_as_it_was_put(lasting_store: Store, kind: type[Any], data: st.DataObject) -> None:
    values = data.draw(st.lists(any_of(kind), max_size=4))
    with pytest.raises(_TakenBackError), lasting_store.write() as books:
        repository = AGGREGATES[kind](books)
        repository.put(values)
        expected = {repository._key(repository._id(value)): value for value in values}
        assert set(repository.all()) == set(expected.values())
        assert [repository.get(repository._id(value)) for value in expected.values()] == list(expected.values())
        raise _TakenBackError


@few_examples
@given(policy=any_of(Policy))
def test_that_a_policy_comes_back_as_it_was_saved(lasting_store: Store, policy: Policy) -> None:
    with pytest.raises(_TakenBackError), lasting_store.write() as books:
        saved = books.policies.save(policy)
        assert books.policies.current() == saved == books.policies.get(saved.version)
        raise _TakenBackError


@few_examples
@given(seed=st.integers(-(2**70), 2**70), plan=any_of(MonthPlan))
def test_that_a_plan_comes_back_as_it_was_saved(lasting_store: Store, seed: int, plan: MonthPlan) -> None:
    with pytest.raises(_TakenBackError), lasting_store.write() as books:
        id = books.plans.save(plan)
        assert books.plans.get(id) == plan
        raise _TakenBackError


@few_examples
@given(message=any_of(Message))
def test_that_a_message_keeps_its_dates_numbers_and_nested_messages(message: Message) -> None:
    assert decode(Message, encode(message)) == message


@pytest.mark.parametrize("text", ["{}", "[]", "null", "7", '{"id":"P","name":"x","priority":"high"}', '{"id":"P","name":"x"}'])
def test_that_a_document_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(Product, text)


def test_that_no_document_is_written_with_a_number_that_is_not_finite() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(Product(id="P", name="x", priority=float("inf")))  # type: ignore[arg-type]


def test_that_the_timetable_any_time_and_the_timetable_never_stay_apart(tmp_path: Path) -> None:
    from tests.db.district import district

    with open_store(tmp_path / "district.db") as store, store.write() as books:
        books.hospitals.put(district().hospitals)
        books.customers.put(district().customers)
        assert [each.reception for each in books.hospitals.all()][1] == ()
        assert [place.availability for place in books.customers.all()[0].affiliations][1] == ()
        assert books.customers.all()[1].affiliations[0].availability is None
        books.customers.remove([each.id for each in books.customers.all()])
