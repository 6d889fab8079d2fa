"""Tags of the frame around every page: the language switch, the breadcrumb, the count of what waits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_from_path, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from forum import clock, dates
from forum.services import desk

register = template.Library()


@dataclass(frozen=True)
class LanguageChoice:
    """The same page in one language: `address` keeps the query string, `absolute` is for machines."""

    code: str
    name: str
    address: str
    absolute: str
    current: bool


@dataclass(frozen=True)
class LanguageChoices:
    """The page in every language, and its canonical address; "" for pages outside the languages."""

    all: list[LanguageChoice]
    canonical: str


@register.simple_tag(takes_context=True)
def languages(context: Context) -> LanguageChoices:
    """This page in each of the profile's languages; the front page when this address has none."""
    request = context.get("request")
    path = request.path if request else ""
    own = get_language_from_path(path)
    rest = path[len(own) + 1 :] if own else "/"
    query = f"?{request.META['QUERY_STRING']}" if own and request and request.META.get("QUERY_STRING") else ""
    choices = [
        LanguageChoice(
            code=code,
            name=name,
            address=f"/{code}{rest}{query}",
            absolute=f"{settings.SITE_URL}/{code}{rest}",
            current=code == dates.active(),
        )
        for code, name in settings.LANGUAGES
    ]
    return LanguageChoices(choices, f"{settings.SITE_URL}{path}" if own else "")


@register.simple_block_tag
def trail(content: str) -> SafeString | str:
    """The breadcrumb around its `<li>` items, Home first; nothing at all when the page gives no items."""
    if not content.strip():
        return ""
    return format_html(
        '<nav class="crumbs wrap" aria-label="{}"><ol><li><a href="{}">{}</a></li>{}</ol></nav>',
        _("Breadcrumb"),
        reverse("forum:front"),
        _("Home"),
        mark_safe(content),  # noqa: S308  # rendered by the template, with its own escaping
    )


@register.simple_tag(takes_context=True)
def waiting_count(context: Context) -> int:
    """How many things wait for the reader."""
    person: Any = context["user"]
    return len(desk.tasks_of(person))


WAITING = (
    gettext_lazy("Nothing waits for you"),
    gettext_lazy("One thing waits for you"),
    gettext_lazy("Two things wait for you"),
    gettext_lazy("Three things wait for you"),
    gettext_lazy("Four things wait for you"),
    gettext_lazy("Five things wait for you"),
    gettext_lazy("Six things wait for you"),
    gettext_lazy("Seven things wait for you"),
    gettext_lazy("Eight things wait for you"),
    gettext_lazy("Nine things wait for you"),
    gettext_lazy("Ten things wait for you"),
)


@register.simple_tag
def things_wait(tasks: list[Any]) -> str:
    """How many things wait for the reader, in words up to ten."""
    number = len(tasks)
    if number < len(WAITING):
        return str(WAITING[number])
    return ngettext("%(number)s thing waits for you", "%(number)s things wait for you", number) % {"number": number}


@register.filter
def nearday(value: date | datetime) -> str:
    """A day close by, without its year: to 4.3., Thu 4 March."""
    return dates.near(value)


@register.simple_tag
def time_left(due: date | datetime) -> SafeString:
    """How long there is until `due`, marked when it is soon (two days) or gone."""
    days = (dates.as_day(due) - clock.today()).days
    if days < 0:
        late = ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
        return format_html('<span class="soon">{}</span>', late)
    left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days} if days else _("today")
    return format_html('<span class="soon">{}</span>' if days <= 2 else "<span>{}</span>", left)  # noqa: PLR2004
