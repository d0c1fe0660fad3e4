"""What a Chinese name may be typed as in Latin letters: pinyin from any syllable on, initials, surname with initials.

Readings come from the character table that pypinyin brings. The table is read as data and only the characters that are asked for
are kept: importing the whole library for it would cost the window 57 MB, mostly for phrases, which names are not.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import product
from pathlib import Path

START = "|"
"""Stands before every form a name may be typed as, so that what is typed is looked for at their beginnings only."""
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_MOST_READINGS = 6
_SURNAMES: Mapping[str, tuple[str, ...]] = {
    "单": ("shan", "dan"),
    "曾": ("zeng", "ceng"),
    "仇": ("qiu", "chou"),
    "解": ("xie", "jie"),
    "查": ("zha", "cha"),
    "盖": ("ge", "gai"),
    "任": ("ren",),
    "朴": ("piao", "pu"),
    "区": ("ou", "qu"),
    "乐": ("yue", "le"),
    "翟": ("zhai", "di"),
    "缪": ("miao", "mou"),
    "员": ("yun", "yuan"),
    "黑": ("he", "hei"),
    "秘": ("bi", "mi"),
    "覃": ("qin", "tan"),
    "冼": ("xian",),
    "种": ("chong", "zhong"),
    "召": ("shao", "zhao"),
    "繁": ("po", "fan"),
    "燕": ("yan",),
    "葛": ("ge",),
    "纪": ("ji",),
    "尉": ("wei", "yu"),
    "晟": ("cheng", "sheng"),
    "隗": ("wei", "kui"),
    "折": ("she", "zhe"),
    "尉迟": ("yuchi", "weichi"),
    "万俟": ("moqi",),
    "单于": ("chanyu",),
    "长孙": ("zhangsun",),
    "澹台": ("tantai",),
    "宰父": ("zaifu",),
}
"""Surnames that are read otherwise than the character alone; the usual reading of the character stays findable."""
_TWO_SYLLABLES = {"yuchi": "yc", "weichi": "wc", "moqi": "mq", "chanyu": "cy", "zhangsun": "zs", "tantai": "tt", "zaifu": "zf"}


def _without_tone(reading: str) -> str:
    plain = "".join(
        each for each in unicodedata.normalize("NFD", reading) if unicodedata.category(each) != "Mn" or each == "\u0308"
    )
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


def _table() -> Mapping[str, str]:
    """Code point (decimal) -> readings with tone marks, separated by commas. Raises FileNotFoundError without pypinyin."""
    found = find_spec("pypinyin")
    if found is None or found.origin is None:
        raise FileNotFoundError("pypinyin")
    table: dict[str, str] = json.loads(Path(found.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8"))
    return table


@dataclass(frozen=True, slots=True)
class Spelling:
    """The readings of the characters that some texts are made of, without tones, the most usual one first."""

    readings: Mapping[str, tuple[str, ...]]
    _known: dict[tuple[str, bool], str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Spelling":
        """The readings that these texts need."""
        wanted = {letter for text in texts for letter in text if "\u3400" <= letter <= "\u9fff"}
        table = _table() if wanted else {}
        found = ((each, table.get(str(ord(each)), "")) for each in wanted)
        return cls({each: tuple(dict.fromkeys(map(_without_tone, said.split(",")))) for each, said in found if said})

    def grown(self, texts: Iterable[str]) -> "Spelling":
        """These readings, and those that further texts need; the same when they need none."""
        unknown = {each for text in texts for each in text if "\u3400" <= each <= "\u9fff"} - self.readings.keys()
        return Spelling({**self.readings, **Spelling.of(unknown).readings}) if unknown else self

    def forms(self, text: str, *, person: bool = False) -> str:
        """All that the text may be typed as, each after START: for 王小明 `|wangxiaoming|xiaoming|ming|wxm|xm|m|wangxm`.

        With `person` the first characters are read as a surname.
        """
        known = self._known.get((text, person))
        if known is None:
            known = self._known[text, person] = self._forms(text, person)
        return known

    def sound(self, text: str, *, person: bool = False) -> str:
        """The usual reading, for sorting."""
        return "".join(choice[0] for choice in self._syllables(text, person))

    def _forms(self, text: str, person: bool) -> str:
        syllables = self._syllables(text, person)
        if not syllables:
            return ""
        found: dict[str, None] = {}
        for _, spoken in zip(range(_MOST_READINGS), product(*syllables), strict=False):
            initials = [_TWO_SYLLABLES.get(each, each[0]) for each in spoken]
            for place in range(len(spoken)):
                found["".join(spoken[place:])] = None
                found["".join(initials[place:])] = None
            if len(spoken) > 2:
                found[spoken[0] + "".join(initials[1:])] = None
        return START + START.join(found)

    def _syllables(self, text: str, person: bool) -> list[tuple[str, ...]]:
        tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
        said = [self.readings.get(each, (each,))[:2] for each in tokens]
        if person and tokens:
            double = "".join(tokens[:2])
            if double in _SURNAMES:
                return [_SURNAMES[double], *said[2:]]
            said[0] = _SURNAMES.get(tokens[0], said[0][:1])
        return said
