"""Text stands in columns, Chinese or not."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.cli.width import aligned, cut, fit_left, fit_right, width, wrap

TEXTS = st.text(alphabet=st.sampled_from("ab 一二，。é…x"), max_size=60)


def test_that_a_chinese_character_takes_two_columns() -> None:
    assert width("代表A") == 5


def test_that_a_combining_mark_takes_none() -> None:
    assert width("e\u0301") == 1


def test_that_columns_stand_under_each_other() -> None:
    lines = aligned([["代表", "拜访"], ["Li", "7"]], [False, True])
    assert lines == ["代表  拜访", "Li       7"]


@given(TEXTS, st.integers(0, 80))
def test_that_fitted_text_has_at_least_the_width_asked_for(text: str, columns: int) -> None:
    assert width(fit_left(text, columns)) == width(fit_right(text, columns)) == max(columns, width(text))


@given(TEXTS, st.integers(1, 80))
def test_that_cut_text_is_never_wider_than_allowed(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns


@given(TEXTS, st.integers(10, 40))
def test_that_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join(wrap(text, columns)).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="一二三", max_size=60), st.integers(10, 40))
def test_that_chinese_wraps_between_any_two_characters(text: str, columns: int) -> None:
    assert all(width(line) <= columns for line in wrap(text, columns))
