"""What every kind of store promises. `test_contract.py` runs it on a file and on a server."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from db.errors import MissingReferenceError, PolicyVersionError, PublishedPlanError, UnknownPlanError
from db.import_log import ImportRecord
from db.store import Store, open_store
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.people import Affiliation, CustomerId, Rating, RepId
from planner.domain.places import Coordinate, HospitalId
from planner.domain.plan import PlanId
from planner.domain.travel import Leg, MeasuredLeg, Place, PlaceId, TravelMemory
from planner.domain.units import MinuteOfDay, Minutes, Month, TimeWindow
from tests.db.district import CHEN, DECEMBER, LI, LIN, OTHER, PEOPLES, UNION, WANG, ZHAO, District, district, fill, plan, policy

HOME, GATE = Place(PlaceId("home:R1"), Coordinate(39.9, 116.4)), Place(PlaceId("H1"), Coordinate(39.95, 116.45))
THERE: Leg = (HOME.id, GATE.id)
BACK: Leg = (GATE.id, HOME.id)


def minutes(*values: int) -> tuple[Minutes, ...]:
    return tuple(Minutes(value) for value in values)


class StoreContract:
    """The promises, as tests; the fixtures `store` and `location` name an empty store."""

    def filled(self, store: Store) -> District:
        values = district()
        with store.write() as books:
            fill(books, values)
        return values

    # Whole values

    def test_that_an_empty_store_holds_nothing(self, store: Store) -> None:
        with store.read() as books:
            repositories = (books.products, books.hospitals, books.departments, books.customers, books.reps, books.calls)
            assert all(repository.all() == () for repository in repositories)
            assert books.policies.current() is None
            assert books.plans.headers() == ()
            assert books.customers.get(WANG) is None

    def test_that_a_district_comes_back_whole_after_closing(self, store: Store, location: str) -> None:
        values = self.filled(store)
        store.close()
        with open_store(location) as again, again.read() as books:
            assert books.products.all() == values.products
            assert books.hospitals.all() == values.hospitals
            assert books.departments.all() == values.departments
            assert books.reps.all() == values.reps
            assert books.customers.all() == values.customers
            assert set(books.calendar.all()) == set(values.calendar)
            assert books.holidays.all() == values.holidays
            assert books.calls.all() == values.calls
            assert books.appointments.all() == values.appointments
            assert set(books.pins.all()) == set(values.pins)
            assert books.policies.current() == values.policy

    def test_that_putting_a_customer_replaces_ratings_and_affiliations(self, store: Store) -> None:
        wang = self.filled(store).customers[0]
        moved = replace(wang, affiliations=(Affiliation(PEOPLES),), ratings=(Rating(OTHER, 5.0, 1.0),), kol=False)
        with store.write() as books:
            books.customers.put([moved])
        with store.read() as books:
            assert books.customers.get(WANG) == moved
            assert books.customers.get(LI) == district().customers[1]

    def test_that_of_two_values_with_one_id_the_last_stays(self, store: Store) -> None:
        wang = self.filled(store).customers[0]
        with store.write() as books:
            books.customers.put([replace(wang, name="first"), replace(wang, name="second")])
        with store.read() as books:
            assert [each.name for each in books.customers.all()] == ["second", "Li", "赵"]

    def test_that_values_come_in_the_order_of_their_ids_by_code_point(self, store: Store) -> None:
        ids = ["b", "B", "a", "ä", "Z", "医", "10", "9", "_"]
        with store.write() as books:
            books.hospitals.put(replace(district().hospitals[1], id=HospitalId(id)) for id in ids)
        with store.read() as books:
            assert [each.id for each in books.hospitals.all()] == sorted(ids)

    def test_that_removing_takes_the_parts_along_and_passes_over_unknown_ids(self, store: Store) -> None:
        self.filled(store)
        with store.write() as books:
            books.customers.remove([ZHAO, CustomerId("nobody")])
            books.appointments.remove([each.id for each in books.appointments.all()])
        with store.read() as books:
            assert [each.id for each in books.customers.all()] == [WANG, LI]
            assert books.appointments.all() == ()

    def test_that_thousands_of_values_can_be_put_and_removed_at_once(self, store: Store) -> None:
        many = [replace(district().hospitals[1], id=HospitalId(f"H{number:05d}")) for number in range(5_500)]
        with store.write() as books:
            books.hospitals.put(many)
            books.hospitals.remove(each.id for each in many[10:])
        with store.read() as books:
            assert books.hospitals.all() == tuple(many[:10])

    # Asking for some

    def test_that_each_rep_has_customers_of_their_own(self, store: Store) -> None:
        self.filled(store)
        with store.read() as books:
            assert [each.id for each in books.customers.of(CHEN)] == [WANG]
            assert books.customers.of(LIN) == (district().customers[1],)
            assert books.customers.of(RepId("nobody")) == ()

    def test_that_calls_are_found_by_day_and_rep_with_both_ends_included(self, store: Store) -> None:
        first, second = self.filled(store).calls
        with store.read() as books:
            assert books.calls.between(first.date, second.date) == (first, second)
            assert books.calls.between(first.date, second.date, LIN) == (second,)
            assert books.calls.between(first.date + timedelta(days=1), second.date - timedelta(days=1)) == ()

    def test_that_calendar_pins_and_appointments_are_found_by_rep_and_month(self, store: Store) -> None:
        values = self.filled(store)
        january = Month(2027, 1)
        with store.read() as books:
            assert set(books.calendar.of(CHEN, DECEMBER)) == set(values.calendar)
            assert books.calendar.of(CHEN, january) == books.calendar.of(LIN, DECEMBER) == ()
            assert set(books.pins.of(CHEN, DECEMBER)) == set(values.pins[:2])
            assert books.pins.of(LIN, january) == values.pins[2:]
            assert books.appointments.of(LIN, january) == values.appointments[1:]

    def test_that_a_joint_visit_stands_in_both_calendars(self, store: Store) -> None:
        values = self.filled(store)
        with store.read() as books:
            assert books.appointments.of(CHEN, DECEMBER) == books.appointments.of(LIN, DECEMBER) == values.appointments[:1]

    def test_that_departments_and_holidays_are_found_by_hospital_and_country(self, store: Store) -> None:
        values = self.filled(store)
        with store.read() as books:
            assert books.departments.of(UNION) == values.departments[:1]
            assert books.holidays.of("CN") == values.holidays
            assert books.holidays.of("TW") == ()
            assert books.holidays.get(("CN", 2027)) == values.holidays[1]

    def test_that_a_calendar_entry_replaces_the_one_in_the_same_part_of_the_day(self, store: Store) -> None:
        values = self.filled(store)
        office = CalendarEntry(CHEN, date(2026, 12, 1), DayKind.OFFICE, note="report")
        with store.write() as books:
            books.calendar.put([office])
            books.calendar.remove(values.calendar[1:2])
        with store.read() as books:
            assert books.calendar.of(CHEN, DECEMBER) == (office, values.calendar[2])

    # References

    def test_that_a_hospital_with_customers_cannot_be_removed(self, store: Store) -> None:
        self.filled(store)
        with pytest.raises(MissingReferenceError, match=r"H2.*nothing has been changed"), store.write() as books:
            books.hospitals.remove([PEOPLES])
        with store.read() as books:
            assert books.hospitals.all() == district().hospitals

    def test_that_a_customer_of_an_unknown_hospital_is_refused_by_name(self, store: Store) -> None:
        self.filled(store)
        lost = replace(district().customers[2], affiliations=(Affiliation(HospitalId("H404")),))
        with pytest.raises(MissingReferenceError, match=r"hospital H404 is not there"), store.write() as books:
            books.customers.put([lost])
        with store.read() as books:
            assert books.customers.all() == district().customers

    # Transactions

    def test_that_a_failed_transaction_leaves_nothing_behind(self, store: Store) -> None:
        values = self.filled(store)
        with pytest.raises(ZeroDivisionError), store.write() as books:
            books.customers.put([replace(values.customers[0], name="lost")])
            books.calls.remove(each.id for each in values.calls)
            books.plans.save(plan())
            raise ZeroDivisionError
        with store.read() as books:
            assert books.customers.all() == values.customers
            assert books.calls.all() == values.calls
            assert books.plans.headers() == ()

    def test_that_a_reader_sees_one_state_while_another_writes(self, store: Store) -> None:
        self.filled(store)
        with store.read() as before:
            assert len(before.calls.all()) == 2
            with store.write() as books:
                books.calls.remove(each.id for each in books.calls.all())
                books.reps.put([replace(books.reps.all()[0], name="changed")])
            assert len(before.calls.all()) == 2
            assert before.reps.all() == district().reps
        with store.read() as after:
            assert after.calls.all() == ()

    def test_that_writing_in_a_transaction_for_reading_is_a_fault(self, store: Store) -> None:
        with pytest.raises(RuntimeError, match="customers"), store.read() as books:
            books.customers.put(district().customers)

    # Policies

    def test_that_every_version_of_the_policy_is_kept(self, store: Store) -> None:
        with store.write() as books:
            first = books.policies.save(policy())
            second = books.policies.save(replace(policy(), stale_after_days=90))
        with store.read() as books:
            assert (first.version, second.version) == (1, 2)
            assert books.policies.current() == second
            assert books.policies.get(1) == first
            assert books.policies.all() == (first, second)
            assert books.policies.get(3) is None

    def test_that_saving_an_unchanged_policy_makes_no_version(self, store: Store) -> None:
        with store.write() as books:
            first = books.policies.save(policy())
            assert books.policies.save(replace(policy(), version=17)) == first
            assert books.policies.all() == (first,)

    def test_that_a_version_of_the_policy_is_never_overwritten(self, store: Store) -> None:
        with store.write() as books:
            books.policies.put((policy(), replace(policy(), version=5)))
            books.policies.put((policy(),))
        with pytest.raises(PolicyVersionError, match="Version 5"), store.write() as books:
            books.policies.put((replace(policy(), version=5, name="other"),))
        with store.read() as books:
            assert [each.name for each in books.policies.all()] == ["标准", "标准"]

    # Plans

    def test_that_saving_a_plan_never_overwrites_another(self, store: Store) -> None:
        self.filled(store)
        with store.write() as books:
            ids = [books.plans.save(plan(seed=seed)) for seed in (1, 2)]
        with store.write() as books:
            ids.append(books.plans.save(plan(seed=1)))
        with store.read() as books:
            assert len(set(ids)) == 3
            assert [books.plans.get(id) for id in ids] == [plan(seed=1), plan(seed=2), plan(seed=1)]
            assert books.plans.latest(CHEN, DECEMBER) == plan(seed=1)
            assert books.plans.latest(LIN, DECEMBER) is None
            assert books.plans.get(PlanId("plan-99")) is None

    def test_that_the_id_of_a_removed_plan_is_never_used_again(self, store: Store) -> None:
        self.filled(store)
        with store.write() as books:
            first = books.plans.save(plan())
        with store.write() as books:
            books.plans.remove([first, PlanId("plan-99")])
        with store.write() as books:
            assert books.plans.save(plan()) != first

    def test_that_headers_list_plans_in_the_order_of_saving(self, store: Store) -> None:
        self.filled(store)
        made = datetime(2026, 11, 30, 20, 15, tzinfo=timezone(timedelta(hours=8)))
        with store.write() as books:
            first = books.plans.save(plan(seed=2**80), made)
            books.plans.save(plan(LIN))
            third = books.plans.save(plan(month=Month(2027, 1)))
        with store.read() as books:
            header = books.plans.headers(CHEN, DECEMBER)[0]
            assert (header.id, header.calls, header.unplanned, header.travel_minutes) == (first, 1, 2, 65)
            assert (header.seed, header.saved_at, header.total, header.lower_bound) == (2**80, made, 477.5, 310.25)
            assert [each.id for each in books.plans.headers(CHEN)] == [first, third]
            assert [each.rep for each in books.plans.headers(month=DECEMBER)] == [CHEN, LIN]
            assert [each.number for each in books.plans.headers()] == [1, 2, 3]

    def test_that_one_plan_of_a_month_is_in_force(self, store: Store) -> None:
        self.filled(store)
        with store.write() as books:
            first, second = (books.plans.save(plan(seed=seed)) for seed in (1, 2))
            other = books.plans.save(plan(LIN))
            assert books.plans.published(CHEN, DECEMBER) is None
            books.plans.publish(first)
            books.plans.publish(other)
            books.plans.publish(second)
        with store.read() as books:
            assert books.plans.published(CHEN, DECEMBER) == plan(seed=2)
            assert books.plans.published(LIN, DECEMBER) == plan(LIN)
            assert [each.published for each in books.plans.headers()] == [False, True, True]
        with store.write() as books:
            books.plans.withdraw(second)
            assert books.plans.published(CHEN, DECEMBER) is None

    def test_that_an_unknown_plan_cannot_be_published(self, store: Store) -> None:
        with pytest.raises(UnknownPlanError, match="plan-4"), store.write() as books:
            books.plans.publish(PlanId("plan-4"))

    def test_that_a_plan_in_force_cannot_be_removed(self, store: Store) -> None:
        self.filled(store)
        with store.write() as books:
            id = books.plans.save(plan())
            books.plans.publish(id)
        with pytest.raises(PublishedPlanError, match=id), store.write() as books:
            books.plans.remove([id])
        with store.read() as books:
            assert books.plans.get(id) == plan()

    # Travel memory

    def test_that_travel_times_are_remembered_by_source_in_both_directions(self, store: Store) -> None:
        with store.write() as books:
            memory: TravelMemory = books.travel
            memory.remember("geodesic/1", (HOME, GATE), {THERE: minutes(12, 20), BACK: minutes(15, 30)})
        with store.read() as books:
            assert books.travel.recall("geodesic/1", (GATE, HOME)) == {THERE: minutes(12, 20), BACK: minutes(15, 30)}
            assert books.travel.recall("geodesic/2", (GATE, HOME)) == {}
            assert books.travel.recall("geodesic/1", (HOME,)) == {}

    def test_that_a_place_that_moved_is_not_known_until_remembered_anew(self, store: Store) -> None:
        moved = replace(GATE, coordinate=Coordinate(39.95, 116.450001))
        third = Place(PlaceId("H2"), Coordinate(40.0, 116.5))
        other: Leg = (HOME.id, third.id)
        with store.write() as books:
            books.travel.remember("g", (HOME, GATE, third), {THERE: minutes(12), other: minutes(9)})
            assert books.travel.recall("g", (HOME, moved, third)) == {other: minutes(9)}
            books.travel.remember("g", (HOME, moved), {BACK: minutes(14)})
        with store.read() as books:
            assert books.travel.recall("g", (HOME, moved, third)) == {BACK: minutes(14), other: minutes(9)}
            assert books.travel.recall("g", (HOME, GATE, third)) == {other: minutes(9)}

    def test_that_measured_times_are_kept_by_direction_and_window(self, store: Store) -> None:
        window = TimeWindow(MinuteOfDay(420), MinuteOfDay(540))
        always, rush = MeasuredLeg(*THERE, Minutes(25)), MeasuredLeg(*THERE, Minutes(40), window)
        back = MeasuredLeg(*BACK, Minutes(31))
        with store.write() as books:
            books.measured.put([rush, always, back])
            books.measured.put([replace(back, minutes=Minutes(32))])
        with store.read() as books:
            assert set(books.measured.all()) == {always, rush, replace(back, minutes=Minutes(32))}
            assert books.measured.get((*THERE, window)) == rush
        with store.write() as books:
            books.measured.remove([(*THERE, None)])
            assert always not in books.measured.all() and rush in books.measured.all()

    def test_that_a_remembered_time_can_be_replaced_and_forgotten(self, store: Store) -> None:
        with store.write() as books:
            books.travel.remember("g", (HOME, GATE), {THERE: minutes(12)})
            books.travel.remember("g", (HOME, GATE), {THERE: minutes(13)})
            books.travel.remember("h", (HOME, GATE), {THERE: minutes(1)})
            assert books.travel.recall("g", (HOME, GATE)) == {THERE: minutes(13)}
            books.travel.forget("g")
            assert books.travel.recall("g", (HOME, GATE)) == {}
            assert books.travel.recall("h", (HOME, GATE)) == {THERE: minutes(1)}

    # Import log

    def test_that_imports_are_written_down_in_order(self, store: Store) -> None:
        at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
        first = ImportRecord("ab12", "customers", "客户.xlsx", at, 40, 3, 857, 2)
        again = replace(first, at=at + timedelta(hours=1), added=0, changed=0, unchanged=900)
        with store.write() as books:
            for each in (first, replace(first, kind="reps"), again):
                books.imports.add(each)
        with store.read() as books:
            assert books.imports.all() == (first, replace(first, kind="reps"), again)
            assert books.imports.last("ab12", "customers") == again
            assert books.imports.last("ff", "customers") is None

    def test_that_a_moment_without_time_zone_is_refused(self, store: Store) -> None:
        naive = datetime(2026, 11, 21)  # noqa: DTZ001 (the very thing that is refused)
        with pytest.raises(ValueError, match="time zone"), store.write() as books:
            books.imports.add(ImportRecord("ab12", "customers", "a.csv", naive, 0, 0, 0, 0))

    # Data version

    def test_that_equal_data_have_an_equal_version_whatever_way_they_came(self, store: Store, tmp_path: Path) -> None:
        values = self.filled(store)
        with open_store(tmp_path / "other.db") as other:
            with other.write() as books:
                books.products.put([replace(each, name="old name") for each in values.products])
                books.policies.save(values.policy)
            with other.write() as books:
                fill(books, values)
                fill(books, values)
                books.plans.save(plan())
            with store.read() as here, other.read() as there:
                assert here.data_version() == there.data_version()

    def test_that_the_version_changes_with_planning_data_and_comes_back_with_them(self, store: Store) -> None:
        values = self.filled(store)
        versions = []
        for name in ("changed", values.customers[2].name):
            with store.read() as books:
                versions.append(books.data_version())
            with store.write() as books:
                books.customers.put([replace(values.customers[2], name=name)])
                versions.append(books.data_version())
        assert versions[0] != versions[1] == versions[2]
        assert versions[3] == versions[0]

    def test_that_every_kind_of_planning_data_changes_the_version(self, store: Store) -> None:
        values = self.filled(store)
        seen = set()
        with store.write() as books:
            removals = (
                lambda: books.pins.remove(values.pins[:1]),
                lambda: books.appointments.remove([values.appointments[0].id]),
                lambda: books.calls.remove([values.calls[0].id]),
                lambda: books.holidays.remove([("CN", 2027)]),
                lambda: books.calendar.remove(values.calendar[:1]),
                lambda: books.policies.save(replace(values.policy, name="x")),
                lambda: books.customers.remove([ZHAO]),
                lambda: books.departments.put([replace(values.departments[0], floor=8)]),
                lambda: books.hospitals.put([replace(values.hospitals[0], buildings=values.hospitals[0].buildings[1:])]),
                lambda: books.reps.put([replace(values.reps[0], part_time=0.8)]),
                lambda: books.products.put([replace(values.products[0], priority=3.0)]),
                lambda: books.measured.put([MeasuredLeg(*THERE, Minutes(25))]),
            )
            for remove in removals:
                seen.add(books.data_version())
                remove()
            assert len(seen) == len(removals)
            assert books.data_version() not in seen

    def test_that_plans_travel_and_imports_leave_the_version_alone(self, store: Store) -> None:
        self.filled(store)
        with store.write() as books:
            before = books.data_version()
            books.plans.publish(books.plans.save(plan()))
            books.travel.remember("g", (HOME, GATE), {THERE: minutes(12)})
            assert books.data_version() == before

    def test_that_a_version_seen_in_a_failed_transaction_is_not_remembered(self, store: Store) -> None:
        values = self.filled(store)
        with pytest.raises(ZeroDivisionError), store.write() as books:
            books.reps.put([replace(values.reps[0], name="never")])
            lost = books.data_version()
            raise ZeroDivisionError
        with store.write() as books:
            books.reps.put([replace(values.reps[0], name="kept")])
        with store.read() as books:
            assert books.data_version() != lost
