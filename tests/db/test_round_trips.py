"""Every value comes back from a file and from a server as it went in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.mapping.documents import decode, encode
from db.store import Store, open_store
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

few_examples = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))

# How a value is found again, told independently of the repositories.
IDENTITIES: dict[type[Any], tuple[str, Callable[[Any], object]]] = {
    Product: ("products", lambda value: value.id),
    Hospital: ("hospitals", lambda value: value.id),
    Department: ("departments", lambda value: value.id),
    Customer: ("customers", lambda value: value.id),
    Rep: ("reps", lambda value: value.id),
    CalendarEntry: ("calendar", lambda value: (value.rep, value.date, value.half, value.window)),
    Holidays: ("holidays", lambda value: (value.country, value.year)),
    Call: ("calls", lambda value: value.id),
    Appointment: ("appointments", lambda value: value.id),
    Pin: ("pins", lambda value: (value.rep, value.date, value.customer, value.kind)),
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


@pytest.mark.parametrize("kind", IDENTITIES, ids=lambda kind: kind.__name__)
@few_examples
@given(data=st.data())
def test_that_every_value_comes_back_as_it_was_put(lasting_store: Store, kind: type[Any], data: st.DataObject) -> None:
    values = data.draw(st.lists(any_of(kind), max_size=4))
    name, identity = IDENTITIES[kind]
    with pytest.raises(_TakenBackError), lasting_store.write() as books:
        getattr(books, name).put(values)
        assert set(getattr(books, name).all()) == set({identity(value): value for value in values}.values())
        raise _TakenBackError


@pytest.mark.parametrize("kind", [Pin, CalendarEntry, Hospital, Customer], ids=lambda kind: kind.__name__)
@few_examples
@given(data=st.data())
def test_that_every_value_is_found_by_its_id_and_gone_when_removed(
    lasting_store: Store, kind: type[Any], data: st.DataObject
) -> None:
    value = data.draw(any_of(kind))
    name, identity = IDENTITIES[kind]
    id = value if isinstance(value, Pin | CalendarEntry) else identity(value)
    with pytest.raises(_TakenBackError), lasting_store.write() as books:
        repository = getattr(books, name)
        repository.put([value])
        assert repository.get(id) == value
        repository.remove([id])
        assert repository.get(id) is None
        assert repository.all() == ()
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


@pytest.mark.parametrize("text", ["{}", "[]", "null", "7", '{"id":"P","name":"x","priority":"high"}', '{"id":"P"}'])
def test_that_a_document_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(Product, text)


def test_that_no_document_is_written_with_a_number_that_is_not_finite() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(Product(id="P", name="x", priority=float("inf")))  # type: ignore[arg-type]
