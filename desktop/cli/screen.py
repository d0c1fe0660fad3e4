"""What the command line shows: sentences and tables for people, one JSON document for machines."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TextIO, TypeAlias

from desktop.cli.width import aligned
from planner.domain.messages import Message
from planner.errors import UserFacingError

Document: TypeAlias = "str | int | float | bool | Sequence[Document] | Mapping[str, Document] | None"
Cell: TypeAlias = "str | int | float | date | Message | None"


@dataclass(frozen=True, slots=True)
class Screen:
    """Where and how to speak. `machine` puts one JSON document on `out` and nothing else; `quiet` hides progress."""

    out: TextIO
    err: TextIO
    translate: Callable[[str], str] = str
    machine: bool = False
    quiet: bool = False

    @property
    def shows_progress(self) -> bool:
        return not (self.machine or self.quiet)

    def text(self, sentence: Message) -> str:
        return sentence.text(self.translate)

    def say(self, sentence: Message) -> None:
        """A sentence on standard output; nothing for machines."""
        if not self.machine:
            self._print(self.text(sentence), self.out)

    def note(self, sentence: Message) -> None:
        """A sentence on standard error: news on the way to the answer."""
        if self.shows_progress:
            self._print(self.text(sentence), self.err)

    def lines(self, lines: Sequence[str]) -> None:
        """Ready lines on standard output; nothing for machines."""
        if not self.machine:
            for line in lines:
                self._print(line, self.out)

    def table(self, headings: Sequence[Message], rows: Sequence[Sequence[Cell]]) -> None:
        """A table with aligned columns; a column whose cells are all figures stands to the right."""
        if self.machine:
            return
        right = [any(_is_figure(row[n]) for row in rows) for n in range(len(headings))]
        cells = [[self.text(heading) for heading in headings], *([self.cell(each) for each in row] for row in rows)]
        self.lines(aligned(cells, right))

    def cell(self, value: Cell) -> str:
        if isinstance(value, Message):
            return self.text(value)
        return f"{value:.1f}" if isinstance(value, float) else "–" if value is None else str(value)

    def document(self, document: Mapping[str, Document]) -> None:
        """The answer for machines; nothing for people."""
        if self.machine:
            self._print(json.dumps(document, ensure_ascii=False, indent=2), self.out)

    def error(self, error: UserFacingError) -> None:
        """What went wrong and the way out, on standard error; for machines also as the JSON document."""
        problem, way_out = self.text(error.problem), self.text(error.way_out)
        self._print(problem, self.err)
        self._print(way_out, self.err)
        self.document({"error": {"problem": problem, "way_out": way_out}})

    def _print(self, text: str, stream: TextIO) -> None:
        stream.write(text + "\n")
        stream.flush()


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.endswith(" %"))


def percent(share: float | None) -> str | None:
    """`0.905` -> `"90.5 %"`: shares are shown as percentages everywhere."""
    return None if share is None else f"{share * 100:.1f} %"
