"""What may be wrong with a map that a user chose."""

from pathlib import Path

from planner.domain.messages import Message, message
from planner.errors import UserFacingError


class BasemapError(UserFacingError):
    """A map file or address that cannot be used."""


def unreadable(file: Path, reason: Message) -> BasemapError:
    """The file cannot be read, for a reason."""
    return BasemapError(
        message("The map file {name} cannot be shown: {reason}", name=file.name, reason=reason),
        message("Choose another file, or take it out of the list."),
    )
