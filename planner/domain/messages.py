"""Sentences for people, kept apart from their language.

The English template is the key: code reads like the sentence it shows, English needs no catalogue, and a catalogue of
another language maps the template to its translation (`desktop/language`). Values are filled in after translation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any, TypeAlias

MessageValue: TypeAlias = "str | int | float | date | Message"


class _Filler(Formatter):
    """Fills places as `str.format` does, and writes a number with its noun: `{days:day|days}` as `1 day` or `2 days`."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, choice, several = format_spec.partition("|")
        if choice:
            return f"{value} {one if str(value) == '1' else several}"
        return super().format_field(value, format_spec)


_FILLER = _Filler()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, such as `message("Row {row}: unknown tier {value}", row=3, value="E")`."""

    template: str
    values: tuple[tuple[str, MessageValue], ...] = ()

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, with the template (and those of nested messages) passed through `translate` first."""
        filled = {name: value.text(translate) if isinstance(value, Message) else value for name, value in self.values}
        return _FILLER.format(translate(self.template), **filled)

    def __str__(self) -> str:
        return self.text()


def message(template: str, /, **values: MessageValue) -> Message:
    """Build a `Message`; the template must be a literal so that the catalogue test can find it."""
    return Message(template, tuple(values.items()))
