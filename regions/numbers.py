"""Numbers as they are written: 34 923 and 17,3 (fi, sv; no-break space), 34,923 and 17.3 (en). Rounded half up."""

from decimal import ROUND_HALF_UP, Decimal

from forum import dates

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MOST_DECIMALS = 4
"""Decimals of a stored figure."""


def rounded(value: Decimal, decimals: int = 0) -> Decimal:
    """The value at so many decimals; a half goes away from zero, and there is no minus zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def stored(value: Decimal) -> Decimal:
    """The value as figures are stored: at four decimals, without noughts at its end."""
    text = f"{rounded(value, MOST_DECIMALS):f}"
    return Decimal(text.rstrip("0").rstrip("."))


def amount(value: Decimal, decimals: int = 0) -> str:
    """The number in the active language."""
    plain = f"{abs(rounded(value, decimals)):,.{decimals}f}"
    if dates.active() != "en":
        plain = plain.replace(",", NO_BREAK).replace(".", ",")
    return (MINUS if rounded(value, decimals) < 0 else "") + plain


def signed(value: Decimal, decimals: int = 0) -> str:
    """The number with its sign, for differences and changes; zero has none."""
    return ("+" if rounded(value, decimals) > 0 else "") + amount(value, decimals)


def with_unit(number: str, unit: str) -> str:
    """34 923 euroa, 17,3 %, 17.3%: number and unit stay on one line."""
    if not unit:
        return number
    return number + ("" if unit == "%" and dates.active() == "en" else NO_BREAK) + unit
