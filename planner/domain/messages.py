"""Sentences for people, kept apart from their language.

The English template is the key: code reads like the sentence it shows, English needs no catalogue, and a catalogue of
another language maps the template to its translation (`desktop/language`). Values are filled in after translation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

MessageValue: TypeAlias = "str | int | float | date | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, such as `message("Row {row}: unknown tier {value}", row=3, value="E")`."""

    template: str
    values: tuple[tuple[str, MessageValue], ...] = ()

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, with the template (and those of nested messages) passed through `translate` first."""
        filled = {name: value.text(translate) if isinstance(value, Message) else value for name, value in self.values}
        return translate(self.template).format(**filled)

    def __str__(self) -> str:
        return self.text()


def message(template: str, /, **values: MessageValue) -> Message:
    """Build a `Message`; the template must be a literal so that the catalogue test can find it."""
    return Message(template, tuple(values.items()))
