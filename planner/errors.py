"""Errors sorted by who can act: a `UserFacingError` is shown as it stands, anything else is our bug."""

from planner.domain.messages import Message


class UserFacingError(Exception):
    """Something the person at the keyboard can put right.

    `problem` names the place, the value and the reason; `way_out` says what to do next.
    """

    def __init__(self, problem: Message, way_out: Message) -> None:
        super().__init__(f"{problem} {way_out}")
        self.problem = problem
        self.way_out = way_out


class PolicyError(UserFacingError):
    """A policy whose figures contradict each other or lie outside their range."""


class CalendarError(UserFacingError):
    """A calendar entry or holiday notice that cannot be right."""


class PlanningError(UserFacingError):
    """A question to the planner that has no answer as asked, such as a month without its rep."""


class AlignmentError(PlanningError):
    """A question to the alignment of territories that cannot be asked as it stands."""
