"""Names are found by what people type for them."""

import pytest

from db.exchange.pinyin import START, Spelling


def forms(name: str, *, person: bool = True) -> set[str]:
    return set(Spelling.of([name]).forms(name, person=person).split(START)) - {""}


def test_that_a_name_is_found_by_pinyin_initials_and_given_name() -> None:
    assert {"wangxiaoming", "xiaoming", "ming", "wxm", "xm", "wangxm"} <= forms("王小明")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shanxiongxin"),
        ("曾国藩", "zengguofan"),
        ("仇英", "qiuying"),
        ("解缙", "xiejin"),
        ("查良镛", "zhaliangyong"),
        ("尉迟恭", "yuchigong"),
        ("尉迟恭", "ycg"),
        ("吕布", "lvbu"),
    ],
)
def test_that_surnames_are_read_as_surnames(name: str, typed: str) -> None:
    assert typed in forms(name)


def test_that_the_usual_reading_of_a_surname_finds_it_too() -> None:
    assert "cengguofan" in forms("曾国藩")


def test_that_the_surnames_reading_comes_first_when_sorting() -> None:
    assert Spelling.of(["单雄信"]).sound("单雄信", person=True) == "shanxiongxin"


def test_that_hospitals_are_found_from_any_syllable_on_and_by_either_reading() -> None:
    found = forms("重庆市第一医院", person=False)
    assert {"chongqingshidiyiyiyuan", "diyiyiyuan", "cqsdyyy", "yiyuan"} <= found


def test_that_latin_names_are_found_by_every_word_and_by_initials() -> None:
    assert {"gracelin", "lin", "gl"} <= forms("Grace Lin")


def test_that_a_name_without_letters_has_no_forms() -> None:
    assert forms("—") == set()
