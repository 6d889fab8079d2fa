"""Values, periods and places as statistical offices write them."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cached_property

from regions.models import Region
from regions.services import absence

PERIOD = re.compile(r"^([0-9]{4})(?:-?(Q|K|M)?-?([0-9]{1,2}))?(\*?)$", re.IGNORECASE)
NUMBER = re.compile(r"^[+\-\u2212]?[0-9]+(?:\.[0-9]+)?(?:[eE][+\-]?[0-9]{1,2})?$")
SPACES = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?:\D|$))")
SYMBOL = re.compile(r"^(?:\.{1,6}|:)$")
MARKED_NUMBER = re.compile(r"^(.*[0-9])\s*([*a-z]{1,3})$", re.IGNORECASE)
LARGEST = Decimal(10) ** 14
EXACTLY = Decimal("0.0001")
COUNTRY_CODES = {"SSS", "FI", "SE", "00"}
COUNTRY_NAMES = {"koko maa", "hela landet", "whole country", "suomi", "finland", "manner-suomi ja ahvenanmaa", "riket"}
AREA_NAMES = ("alue", "maakunta", "area", "region", "landskap", "område", "län")
PREFIXED = re.compile(r"^(MK\d{2}|SSS|\d{2})\s+\S")


def period_of(text: str) -> tuple[str, bool]:
    """The period as it is kept ("2020", "2024Q1", "2024M03") and whether a star marks it as preliminary; or "".

    Also 2024-Q1, 2024K1 (Swedish quarters) and 2024-03.
    """
    found = PERIOD.match(text.strip())
    if not found:
        return "", False
    year, letter, number, star = found[1], (found[2] or "").upper(), found[3], bool(found[4])
    if not 1800 <= int(year) <= 2199 or (letter and not number) or (number and not letter and len(number) != 2):
        return "", False
    if not number:
        return year, star
    if letter in ("Q", "K"):
        return (f"{year}Q{int(number)}", star) if 1 <= int(number) <= 4 else ("", False)
    return (f"{year}M{int(number):02}", star) if 1 <= int(number) <= 12 else ("", False)


def type_of(period: str) -> str:
    """Whether the period is a year, a quarter or a month."""
    return {"Q": "quarter", "M": "month"}.get(period[4:5], "year")


def exact(value: Decimal | int) -> Decimal | None:
    """The value with as many decimals as are kept; None when it is no number or too large."""
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= LARGEST:
        return None
    return number.quantize(EXACTLY) + 0


def value_of(text: str, *, comma: bool) -> tuple[Decimal | None, str] | None:
    """The cell's value and status: 12.5, 12,5 (where a comma divides decimals), 1 234, 12.5*, "..", "-"; else None."""
    text = text.strip()
    if text in (absence.NIL, "\u2013"):
        return Decimal(0), "published"
    if SYMBOL.match(text):
        return None, absence.status_of(text, has_value=False)
    status = "published"
    if marked := MARKED_NUMBER.match(text):
        text, status = marked[1], absence.status_of(marked[2], has_value=True)
    plain = SPACES.sub("", text).replace("\u2212", "-")
    if comma and plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not status or not NUMBER.match(plain):
        return None
    try:
        value = exact(Decimal(plain))
    except InvalidOperation:
        return None
    return None if value is None else (value, status)


class Places:
    """The regions by everything that files call them. A place is a region's key, None is the whole country."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.regions = list(regions)

    @cached_property
    def codes(self) -> dict[str, int]:
        """Keys by code, also the European one."""
        found = {one.code: one.pk for one in self.regions}
        return found | {one.nuts3: one.pk for one in self.regions if one.nuts3}

    @cached_property
    def names(self) -> dict[str, int]:
        """Keys by name in every language."""
        return {
            name.casefold(): one.pk for one in self.regions for name in (one.name_fi, one.name_sv, one.name_en) if name
        }

    @cached_property
    def called(self) -> dict[int | None, str]:
        """A region's code by its key, and the country's."""
        return {None: "SSS", **{one.pk: one.code for one in self.regions}}

    def find(self, code: str, label: str = "") -> tuple[bool, int | None]:
        """Whether the value names a place of ours, and which: by code, by code before a name, or by name."""
        for text in dict.fromkeys((code.strip(), label.strip())):
            if found := PREFIXED.match(text):
                text = found[1]
            if text in COUNTRY_CODES or text.casefold() in COUNTRY_NAMES:
                return True, None
            bare = text[2:] if text.startswith("MK") else text
            key = self.codes.get(bare) or self.names.get(text.casefold())
            if key:
                return True, key
        return False, None

    def weight(self, code: str, label: str, values: Iterable[tuple[str, str]]) -> int:
        """How surely a dimension is that of areas: 0 when none of its values is one of our regions.

        A two-digit code alone proves little (ages have them too): then the dimension's own name must say it.
        """
        named_so = any(word in text.casefold() for text in (code, label) for word in AREA_NAMES)
        points = 0
        for value, words in values:
            known, key = self.find(value, words)
            if not known or key is None:
                continue
            sure = value.startswith("MK") or PREFIXED.match(words or value) or self.by_name(words or value)
            points += 2 if sure else 1 if named_so or len(value) > 2 else 0
        return points

    def by_name(self, text: str) -> bool:
        """Whether the text is a region's name."""
        return text.strip().casefold() in self.names
