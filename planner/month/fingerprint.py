"""The fingerprint of a month's problem: equal problems have equal ones, in every process and on every machine.

It tells whether a saved plan was made of the very month that is to be planned now.
"""

from hashlib import sha256

from planner.month.problem import MonthProblem

DIGITS = 16


def fingerprint(problem: MonthProblem) -> str:
    """16 hexadecimal digits. A problem is made of frozen values without sets, so what it shows of itself is all of it."""
    return sha256(repr(problem).encode()).hexdigest()[:DIGITS]
