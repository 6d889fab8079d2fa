"""Numbers are written as each language writes them."""

from decimal import Decimal

import pytest
from django.utils import translation

from regions.numbers import amount, rounded, signed, with_unit


@pytest.mark.parametrize(
    ("language", "value", "decimals", "written"),
    [
        ("fi", "34923", 0, "34\u00a0923"),
        ("sv", "34923", 0, "34\u00a0923"),
        ("en", "34923", 0, "34,923"),
        ("fi", "17.3", 1, "17,3"),
        ("en", "17.3", 1, "17.3"),
        ("fi", "-0.14", 1, "−0,1"),
        ("fi", "-0.04", 1, "0,0"),
        ("fi", "0.25", 1, "0,3"),
        ("en", "5563970", 0, "5,563,970"),
    ],
)
def test_a_number_is_written_in_its_language(language, value, decimals, written):
    with translation.override(language):
        assert amount(Decimal(value), decimals) == written


@pytest.mark.parametrize(("value", "written"), [("2.14", "+2,1"), ("-8.2", "−8,2"), ("0", "0,0"), ("0.04", "0,0")])
def test_a_change_has_its_sign_and_no_change_has_none(value, written):
    with translation.override("fi"):
        assert signed(Decimal(value), 1) == written


@pytest.mark.parametrize(("language", "written"), [("fi", "17\u00a0%"), ("sv", "17\u00a0%"), ("en", "17%")])
def test_per_cent_stays_on_the_line_of_its_number(language, written):
    with translation.override(language):
        assert with_unit("17", "%") == written


def test_a_half_is_rounded_away_from_nought():
    assert [rounded(Decimal(value)) for value in ("0.5", "1.5", "2.5", "-0.5")] == [1, 2, 3, -1]
