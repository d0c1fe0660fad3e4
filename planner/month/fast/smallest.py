"""The smallest month that runs through all of the compiled search: one day, one hospital, one call."""

from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import HospitalId
from planner.domain.policy import PlanWeights
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.domain.units import MinuteOfDay, Minutes, Month, TimeWindow
from planner.month.problem import MeetingPlace, MonthProblem, Need, Site


def smallest_problem() -> MonthProblem:
    """A month to compile with."""
    day = date(2027, 2, 1)
    hours = TimeWindow(MinuteOfDay(480), MinuteOfDay(1080))
    none = Minutes(0)
    site = Site(HospitalId("H"), none, None, (), WalkTable(((none,),)))
    need = Need(CustomerId("C"), SegmentId("A"), (MeetingPlace(0, 0, None),), Minutes(10), 1, 0, 1.0, 1, 7.0)
    ten = Minutes(10)
    travel = TravelTable((PlaceId("home"), PlaceId("H")), (MinuteOfDay(0),), (((none, ten), (ten, none)),), "none")
    weights = PlanWeights(100, 1, 1, 1, 1, 1, 1)
    field_day = FieldDay(day, hours, (hours,), 1.0)
    return MonthProblem(RepId("R"), Month.of(day), (field_day,), (site,), (need,), travel, 1, 1, weights)
