"""Hard rules of customers and days: known, met where they can be, once a day, far enough apart, not too many."""

from collections import Counter
from collections.abc import Iterator

from planner.domain.messages import message
from planner.domain.violations import Violation
from planner.month.checks.view import View, hard
from planner.month.objective import call_dates
from planner.month.schedule import day_maximum
from planner.month.spacing import committed_dates, too_close, without_period


def plan_is_of_the_problem(view: View) -> Iterator[Violation]:
    """The plan is the rep's and the month's it is checked for."""
    problem, plan = view.problem, view.plan
    if (plan.rep, plan.month) != (problem.rep, problem.month):
        text = message(
            "The plan is of {rep} for {month}, not of {due_rep} for {due_month}",
            rep=plan.rep,
            month=str(plan.month),
            due_rep=problem.rep,
            due_month=str(problem.month),
        )
        yield hard(plan_is_of_the_problem, text)


def only_field_days(view: View) -> Iterator[Violation]:
    """Calls stand on field days only, and each day once."""
    seen = Counter(day.date for day in view.plan.days)
    for date, times in seen.items():
        if times > 1:
            yield hard(only_field_days, message("{date} stands {times:time|times} in the plan", date=date, times=times), date)
    for day in view.plan.days:
        if day.date not in view.days and day.stops:
            text = message(
                "{date} is no field day of {rep}, but has {calls:call|calls}",
                date=day.date,
                rep=view.problem.rep,
                calls=len(day.calls),
            )
            yield hard(only_field_days, text, day.date)


def hospitals_are_known(view: View) -> Iterator[Violation]:
    """Every hospital of the plan is one of the rep's hospitals of this month."""
    for day, stop in view.stops():
        if stop.hospital not in view.sites:
            text = message("unknown hospital {hospital}", hospital=stop.hospital)
            yield hard(hospitals_are_known, text, day.date, stop.hospital)


def customers_are_known(view: View) -> Iterator[Violation]:
    """Every customer of the plan is one of the rep's customers of this month, with the segment on record."""
    for day, stop, call in view.calls():
        need = view.needs.get(call.customer)
        if need is None:
            text = message("unknown customer {customer}", customer=call.customer)
            yield hard(customers_are_known, text, day.date, stop.hospital, call.customer)
        elif need.segment != call.segment:
            text = message(
                "{customer} stands in the plan as {segment}, but is {due}",
                customer=call.customer,
                segment=call.segment,
                due=need.segment,
            )
            yield hard(customers_are_known, text, day.date, stop.hospital, call.customer)


def customers_are_met_where_they_can_be(view: View) -> Iterator[Violation]:
    """A customer is met only in a hospital and department of his or her affiliations."""
    for day, stop, call in view.calls():
        if call.customer in view.needs and stop.hospital in view.sites and not view.places(stop, call):
            text = message(
                "{customer} cannot be met at {hospital}, department {department}",
                customer=call.customer,
                hospital=stop.hospital,
                department=call.department or message("not known"),
            )
            yield hard(customers_are_met_where_they_can_be, text, day.date, stop.hospital, call.customer)


def once_a_day(view: View) -> Iterator[Violation]:
    """A customer is met at most once a day, visits already made included."""
    planned = Counter((day.date, call.customer) for day, _, call in view.calls())
    made = Counter((need.last_visit, need.customer) for need in view.problem.needs if need.last_visit is not None)
    seen = {call: times + made[call] for call, times in planned.items()}
    for (date, customer), times in seen.items():
        if times > 1:
            text = message("{customer} is called on {times:time|times} in one day", customer=customer, times=times)
            yield hard(once_a_day, text, date, customer=customer)


def calls_keep_the_minimum_gap(view: View) -> Iterator[Violation]:
    """Two calls on one customer, and the last visit before the month, are at least the minimum gap apart."""
    for customer, dates in call_dates(view.plan.days).items():
        need = view.needs.get(customer)
        if need is None:
            continue
        for earlier, later in too_close(need, dates, committed_dates(view.problem, need)):
            text = message(
                "{earlier} and {later} are {days:day apart|days apart}, at least {due} are required",
                earlier=earlier,
                later=later,
                days=(later - earlier).days,
                due=need.minimum_gap_days,
            )
            yield hard(calls_keep_the_minimum_gap, text, later, customer=customer)


def each_call_keeps_its_period(view: View) -> Iterator[Violation]:
    """Where a customer's calls are owed one per period, each call lies in a period of its own."""
    for customer, dates in call_dates(view.plan.days).items():
        need = view.needs.get(customer)
        for day in without_period(need, dates) if need else ():
            text = message("the call on {date} has no period of its own", date=day)
            yield hard(each_call_keeps_its_period, text, day, customer=customer)


def days_keep_the_maximum_of_calls(view: View) -> Iterator[Violation]:
    """A day holds no more calls than the team's maximum, in proportion on partial days."""
    for day in view.plan.days:
        field_day = view.days.get(day.date)
        if field_day is not None and len(day.calls) > day_maximum(view.problem, field_day):
            text = message(
                "{calls:call|calls}, the maximum is {limit}",
                calls=len(day.calls),
                limit=day_maximum(view.problem, field_day),
            )
            yield hard(days_keep_the_maximum_of_calls, text, day.date)


def calls_stay_within_what_is_wanted(view: View) -> Iterator[Violation]:
    """A customer gets no more calls than are owed or optional."""
    for customer, dates in call_dates(view.plan.days).items():
        need = view.needs.get(customer)
        if need is not None and len(dates) > need.owed + need.optional:
            text = message(
                "{calls:call|calls}, but only {owed} are owed and {optional} optional",
                calls=len(dates),
                owed=need.owed,
                optional=need.optional,
            )
            yield hard(calls_stay_within_what_is_wanted, text, customer=customer)


CUSTOMER_RULES = (
    plan_is_of_the_problem,
    only_field_days,
    hospitals_are_known,
    customers_are_known,
    customers_are_met_where_they_can_be,
    once_a_day,
    calls_keep_the_minimum_gap,
    each_call_keeps_its_period,
    days_keep_the_maximum_of_calls,
    calls_stay_within_what_is_wanted,
)
