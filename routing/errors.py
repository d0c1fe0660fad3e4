"""What can go wrong between places, told to the person who can put it right."""

from planner.errors import UserFacingError


class TravelError(UserFacingError):
    """A travel time that no source can give, such as one from a place outside every region."""
