"""Portal-wide template tags, loaded in every template: dates in words, texts in their language."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum import dates
from forum.texts import LocalText

register = template.Library()

register.filter("longday", dates.long)
register.filter("shortday", dates.short)
register.filter("numday", dates.numeric)
register.filter("moment", dates.moment)
register.filter("clocktime", dates.clock_time)
register.simple_tag(dates.zone, name="zone")


@register.simple_tag
def when(starts_at: datetime, ends_at: datetime) -> SafeString:
    """Weekday, date and hours as a <time> element; the zone's name is said by {% zone %}."""
    if dates.as_day(starts_at) != dates.as_day(ends_at):
        return format_html('<time datetime="{}">{}</time>', starts_at.isoformat(), dates.span(starts_at, ends_at))
    return format_html(
        '<time datetime="{}">{} <span class="nw">{}</span></time>',
        starts_at.isoformat(),
        dates.long(starts_at),
        dates.hours(starts_at, ends_at),
    )


@register.filter
def isoday(value: date | datetime) -> str:
    """For datetime attributes."""
    return dates.as_day(value).isoformat()


@register.filter
def text(value: Any) -> Any:
    """A LocalText, wrapped in its own `lang` when it is not in the page's language."""
    if isinstance(value, LocalText) and value.fallback:
        return format_html('<span lang="{}">{}</span>', value.lang, str(value))
    return value


@register.filter
def own_title(person: Any) -> SafeString | str:
    """A person's title, which is free text in the person's language: marked where that is not the page's."""
    if not person.title or person.language == dates.active():
        return person.title
    return format_html('<span lang="{}">{}</span>', person.language, person.title)


@register.filter
def untranslated(value: Any) -> SafeString | str:
    """The note that a text is not translated yet, or nothing."""
    if isinstance(value, LocalText) and value.fallback:
        return format_html('<span class="tag">{}</span>', _("not translated yet"))
    return ""
