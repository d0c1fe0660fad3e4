"""Sentences filled with values."""

import pytest

from planner.domain.messages import message


@pytest.mark.parametrize(("days", "text"), [(0, "Add 0 field days."), (1, "Add 1 field day."), (2, "Add 2 field days.")])
def test_that_a_number_comes_with_its_noun_in_one_or_several(days: int, text: str) -> None:
    assert str(message("Add {days:field day|field days}.", days=days)) == text


def test_that_a_figure_told_as_text_has_its_noun_too() -> None:
    assert str(message("{days:field day|field days}", days="1")) == "1 field day"
    assert str(message("{days:field day|field days}", days="0.5")) == "0.5 field days"


def test_that_a_language_without_plural_leaves_the_forms_out() -> None:
    chinese = {"Add {days:field day|field days}.": "增加 {days} 天。"}
    assert message("Add {days:field day|field days}.", days=1).text(lambda template: chinese[template]) == "增加 1 天。"


def test_that_other_formats_stay_what_they_are() -> None:
    assert str(message("{ideal:.1f} of {count:,}", ideal=1.25, count=1000)) == "1.2 of 1,000"
