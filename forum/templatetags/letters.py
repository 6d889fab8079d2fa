"""Filters for letters' facts: plain JSON in, words in the letter's language out. Always loaded."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from forum import audiences, dates, placeholders
from forum.dates import read
from forum.texts import languages_to_try

register = template.Library()
ADDRESS = re.compile(r"(?:https?://|/)\S*$")


@register.filter(needs_autoescape=True)
def pick(texts: Any, autoescape: bool = True) -> str:
    """{"fi": …, "sv": …, "en": …} in the active language; in HTML a text in another language is marked with `lang`, an
    address is not: it stands in attributes.
    """
    if not isinstance(texts, dict):
        return texts or ""
    wanted = (get_language() or settings.LANGUAGE_CODE)[:2]
    code = next((code for code in languages_to_try(wanted) if texts.get(code)), wanted)
    found = texts.get(code, "")
    if not autoescape:
        return str(found)
    if code == wanted or ADDRESS.match(str(found)):
        return conditional_escape(found)
    return format_html('<span lang="{}">{}</span>', code, found)


def in_words(words: Any, value: Any) -> str:
    """`words` of the moment, or nothing where there is none."""
    moment = read(value)
    return words(moment) if isinstance(moment, date) else str(moment or "")


@register.filter
def isolong(value: Any) -> str:
    """torstai 18.3.2027."""
    return in_words(dates.long, value)


@register.filter
def isoshort(value: Any) -> str:
    """to 18.3.2027."""
    return in_words(dates.short, value)


@register.filter
def isonum(value: Any) -> str:
    """18.3.2027."""
    return in_words(dates.numeric, value)


@register.filter
def isomoment(value: Any) -> str:
    """to 18.3.2027 klo 10.00; a day without hours: to 18.3.2027."""
    moment = read(value)
    return in_words(dates.moment if isinstance(moment, datetime) else dates.short, moment)


@register.filter
def isospan(starts_at: Any, ends_at: Any) -> str:
    """torstai 18.3.2027 klo 10.00–12.30 (Suomen aikaa)."""
    start, end = read(starts_at), read(ends_at)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return isolong(starts_at)
    return dates.span(start, end)


@register.filter
def isoon(value: Any) -> str:
    """maanantaina 8.3.2027, måndagen den 8.3.2027, Monday 8 March 2027: after "by" and "viimeistään"."""
    moment = read(value)
    if not isinstance(moment, date):
        return str(moment or "")
    day = dates.WEEKDAYS[dates.active()][dates.as_day(moment).weekday()]
    return f"{day}{ {'fi': 'na', 'sv': 'en den', 'en': ''}[dates.active()] } {dates.numeric(moment)}"


@register.filter
def absolute(address: Any) -> str:
    """An address of the portal with its host in front: letters are read elsewhere."""
    text = str(address or "")
    return f"{settings.SITE_URL}{text}" if text.startswith("/") and not text.startswith("//") else text


@register.filter
def because(reasons: Any) -> str:
    """Frozen reasons of an audience in words: "holder of a seat (Kainuu, official); contact of the region Kainuu"."""
    return "; ".join(str(audiences.Reason.thawed(reason)) for reason in reasons or [])


@register.simple_tag(takes_context=True)
def written(context: Context) -> str:
    """The mass letter's own text in the letter's language, filled in: paragraphs in HTML, lines in text."""
    return filled(context, str(context.get("written_text") or ""))


@register.tag
def opening(parser: template.base.Parser, token: template.base.Token) -> "Opening":
    """{% opening %}<p>…</p>{% endopening %}: the template's own opening, unless the secretariat has written another."""
    default = parser.parse(("endopening",))
    parser.delete_first_token()
    return Opening(default)


class Opening(template.Node):
    """What stands between `opening` and `endopening`."""

    def __init__(self, default: template.NodeList) -> None:
        """Keeps the template's own words."""
        self.default = default

    def render(self, context: Context) -> str:
        """The secretariat's words, or else the template's."""
        own = context.get("own_opening")
        return filled(context, own) if own else self.default.render(context)


def filled(context: Context, text: str) -> str:
    """A text with its placeholders filled in from the letter's facts and secrets."""
    about: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    return mark_safe(placeholders.in_html(text, about)) if context.autoescape else placeholders.in_text(text, about)
