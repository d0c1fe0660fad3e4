"""What statuses, challenges, eras and leanings are called on the screen; documents keep the English words."""

from planner.domain.messages import Message, message

_WORDS = {
    "draft": message("draft"),
    "shared": message("shared"),
    "reviewed": message("reviewed"),
    "approved": message("approved"),
    "published": message("published"),
    "undone": message("undone"),
    "recorded": message("recorded"),
    "keep": message("keep"),
    "add": message("add"),
    "lower": message("lower"),
    "open": message("open"),
    "accepted": message("accepted"),
    "rejected": message("rejected"),
    "past": message("past"),
    "present": message("present"),
    "future": message("future"),
    "as asked": message("as asked"),
    "less travel": message("less travel"),
    "fairer": message("fairer"),
    "calmer": message("calmer"),
    "freer": message("freer"),
    "fair and calm": message("fair and calm"),
    "short and calm": message("short and calm"),
    "by hand": message("by hand"),
    "workload": message("workload"),
    "potential": message("potential"),
    "customers": message("customers"),
}


def word(value: str) -> "Message | str":
    """The word for people; the value itself where there is none."""
    return _WORDS.get(value, value)
