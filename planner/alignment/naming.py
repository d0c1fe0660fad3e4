"""Sentences of the alignment with names instead of ids, and the one that says which limits collide."""

from collections.abc import Mapping, Sequence

from planner.alignment.assemble import Case
from planner.alignment.conflict import Limit
from planner.domain.messages import Message, MessageValue, message
from planner.errors import AlignmentError


def names_of(case: Case) -> dict[str, str]:
    """What units and territories are called."""
    return {**{str(each.id): each.name for each in case.accounts}, **{str(rep.id): rep.name for rep in case.reps}}


def in_words(sentence: Message, names: Mapping[str, str]) -> Message:
    """The sentence with names for the ids that it holds."""

    def told(value: MessageValue) -> MessageValue:
        if isinstance(value, Message):
            return in_words(value, names)
        return names.get(value, value) if isinstance(value, str) else value

    return Message(sentence.template, tuple((place, told(value)) for place, value in sentence.values))


def impossible(limits: Sequence[Limit], names: Mapping[str, str]) -> AlignmentError:
    """The error for limits that no alignment keeps together; without any, for one that was not found in time."""
    if not limits:
        return AlignmentError(
            message("No alignment that keeps all limits was found in the time given."),
            message("Give more time with --seconds, or loosen a limit."),
        )
    told = in_words(limits[0].message, names)
    for each in limits[1:]:
        told = message("{one}; {other}", one=told, other=in_words(each.message, names))
    return AlignmentError(
        message("No alignment keeps these limits together: {limits}.", limits=told),
        message("Loosen or drop any one of them and align again."),
    )
