"""Short dates and hours for calendars of meetings."""

from datetime import date, datetime

from django import template

from forum import dates

register = template.Library()
register.simple_tag(dates.hours, name="hours")


@register.simple_tag
def weekday_names() -> list[tuple[str, str]]:
    """Monday to Sunday in the active language, each short and long."""
    language = dates.active()
    return list(zip(dates.SHORT_WEEKDAYS[language], dates.WEEKDAYS[language], strict=True))


@register.filter
def daymonth(value: date | datetime) -> str:
    """18.3. (fi, sv), 18 March (en)."""
    day = dates.as_day(value)
    return f"{day.day} {dates.MONTHS['en'][day.month - 1]}" if dates.active() == "en" else f"{day.day}.{day.month}."
