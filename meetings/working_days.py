"""Working days by the profile's public holidays: Monday to Friday, and no day on which the country rests."""

from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

RESTING = {"de_facto"}
"""Days that no law makes holidays and on which nobody works all the same, such as the Swedish Midsummer Eve."""
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether the country works on the day."""
    return day.weekday() < SATURDAY and day not in resting_days(settings.PROFILE["holidays_country"], day.year)


@lru_cache(maxsize=256)
def resting_days(country: str, year: int) -> frozenset[date]:
    """The days of the year on which a country (FI, SE) rests, whatever they are called."""
    import holidays

    known = holidays.country_holidays(country)
    kinds = ("public", *sorted(RESTING & set(known.supported_categories)))
    return frozenset(holidays.country_holidays(country, years=year, categories=kinds))


def after(day: date, count: int) -> date:
    """The working day that comes `count` working days after the day; the day itself for 0."""
    for _step in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def before(day: date) -> date:
    """The day itself, or the working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
