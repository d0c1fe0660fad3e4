"""What a piece of work changed; the window passes it on and each page reloads what it shows of it."""

from enum import Flag, auto


class Changes(Flag):
    """Kinds of data that may have changed."""

    NOTHING = 0
    PLACES = auto()  # hospitals, departments
    PEOPLE = auto()  # customers, reps, products
    CALLS = auto()
    CALENDAR = auto()  # day kinds, holidays
    COMMITMENTS = auto()  # appointments, pins
    POLICY = auto()
    PLANS = auto()
    TRAVEL = auto()
    ALIGNMENTS = auto()
    EVERYTHING = PLACES | PEOPLE | CALLS | CALENDAR | COMMITMENTS | POLICY | PLANS | TRAVEL | ALIGNMENTS
