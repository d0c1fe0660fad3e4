"""Find customers by what is typed: Chinese characters, pinyin, initials, English words, hospital or department."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.exchange.pinyin import START, Spelling

_PARTS = re.compile(r"[\u3400-\u9fff]+|[^\s\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Searchable:
    """What one customer is found by. Hospitals and traits (department, title) are shared by many, names are not."""

    id: str
    name: str
    hospital: str
    trait: str


@dataclass(slots=True)
class _Shared:
    """Texts that many rows share, each kept and spelled once."""

    texts: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    of_rows: list[int] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def place(self, text: str, spelling: Spelling) -> int:
        found = self._places.get(text)
        if found is None:
            found = self._places[text] = len(self.texts)
            self.texts.append(text.casefold())
            self.forms.append(spelling.forms(text))
        return found

    def hits(self, part: str, start: str | None) -> bytearray:
        """A flag per text: whether it holds the typed part, or may be typed as `start` at the beginning of a word."""
        chosen = bytearray(len(self.texts))
        for place, text in enumerate(self.texts):
            if part in text if start is None else start in self.forms[place]:
                chosen[place] = 1
        return chosen


class SearchIndex:
    """Search texts of rows 0, 1, 2, ...; built in the background, a few tens of bytes a row."""

    def __init__(self, rows: Sequence[Searchable]) -> None:
        texts = {text for row in rows for text in (row.name, row.hospital, row.trait)}
        self._spelling = Spelling.of(texts)
        self._names: list[str] = []
        self._forms: list[str] = []
        self._hospitals = _Shared()
        self._traits = _Shared()
        for row in rows:
            self._append(row, self._spelling)

    def sound(self, text: str, *, person: bool = False) -> str:
        """How a text sounds, as a key to sort by."""
        return self._spelling.sound(text, person=person)

    def put(self, place: int, row: Searchable) -> None:
        """Replace the texts of a row, or add one after the last."""
        spelling = self._spelling = self._spelling.grown((row.name, row.hospital, row.trait))
        if place == len(self._names):
            self._append(row, spelling)
            return
        self._names[place] = row.name.casefold()
        self._forms[place] = _forms_of(row, spelling)
        self._hospitals.of_rows[place] = self._hospitals.place(row.hospital, spelling)
        self._traits.of_rows[place] = self._traits.place(row.trait, spelling)

    def narrow(self, typed: str, rows: Iterable[int]) -> list[int]:
        """Those of the rows that hold every part of what is typed, in the same order."""
        found = list(rows)
        for part in _PARTS.findall(typed.casefold().replace("'", "")):
            found = self._holding(part, found)
        return found

    def _holding(self, part: str, rows: list[int]) -> list[int]:
        chinese = "\u3400" <= part[0] <= "\u9fff"
        start = None if chinese else START + "".join(filter(str.isalnum, part))
        hospital_hits, trait_hits = self._hospitals.hits(part, start), self._traits.hits(part, start)
        hospitals, traits = self._hospitals.of_rows, self._traits.of_rows
        texts, wanted = (self._names, part) if start is None else (self._forms, start)
        if not (any(hospital_hits) or any(trait_hits)):
            return [row for row in rows if wanted in texts[row]]
        return [row for row in rows if hospital_hits[hospitals[row]] or trait_hits[traits[row]] or wanted in texts[row]]

    def _append(self, row: Searchable, spelling: Spelling) -> None:
        self._names.append(row.name.casefold())
        self._forms.append(_forms_of(row, spelling))
        self._hospitals.of_rows.append(self._hospitals.place(row.hospital, spelling))
        self._traits.of_rows.append(self._traits.place(row.trait, spelling))


def _forms_of(row: Searchable, spelling: Spelling) -> str:
    """The forms of the name, and the id where it is one that people write."""
    forms = spelling.forms(row.name, person=True)
    return f"{forms}{START}{row.id.casefold()}" if len(row.id) <= 12 else forms
