"""Which figures a question asks for, and how they are read from text."""

from desktop.usecases.align_question import Ask
from planner.domain.messages import message
from planner.domain.places import Coordinate
from planner.domain.territory import Contiguity
from planner.errors import AlignmentError

TITLES = {
    Ask.REBALANCE: message("Rebalance the team"),
    Ask.LEAVES: message("A rep leaves"),
    Ask.JOINS: message("A rep joins"),
    Ask.PART_TIME: message("A rep works another share of the week"),
    Ask.LAUNCH: message("A product is launched"),
    Ask.SIZING: message("How many reps are needed?"),
}
SHOWN = {
    Ask.REBALANCE: ("based", "anyway", "answers"),
    Ask.LEAVES: ("rep", "reshuffle", "answers"),
    Ask.JOINS: ("joiner", "name", "home", "middle", "answers"),
    Ask.PART_TIME: ("rep", "share", "answers"),
    Ask.LAUNCH: ("product", "calls", "tiers", "answers"),
    Ask.SIZING: ("sizes",),
}
PIECES = {
    Contiguity.OFF: message("may lie in pieces"),
    Contiguity.SOFT: message("in one piece if it is worth it"),
    Contiguity.HARD: message("always in one piece"),
}


def coordinate_of(text: str) -> Coordinate | None:
    """Latitude and longitude; None for nothing. Raises AlignmentError for anything else."""
    if not text.strip():
        return None
    try:
        latitude, longitude = (float(part) for part in text.replace("，", ",").split(","))
        return Coordinate(latitude, longitude)
    except ValueError:
        raise AlignmentError(
            message("{value} is no place.", value=text), message("Write latitude and longitude, such as 30.58, 114.27.")
        ) from None


def place_text(where: Coordinate) -> str:
    """A coordinate as `coordinate_of` reads it."""
    return f"{where.latitude:.5f}, {where.longitude:.5f}"


def sizes_of(text: str) -> tuple[int, ...]:
    """Team sizes such as 4-8 or 4, 6, 8. Raises AlignmentError for anything else."""
    try:
        spans = [part.partition("-") for part in text.replace("，", ",").split(",")]
        return tuple(size for start, _, end in spans for size in range(int(start), int(end or start) + 1))
    except ValueError:
        raise AlignmentError(message("{value} are no sizes.", value=text), message("Write sizes such as 4-9 or 4,6,8.")) from None
