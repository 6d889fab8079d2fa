"""A brief's beginning: from ready texts, empty, or after an earlier one; and its head."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES
from regions.models import Indicator
from regions.services import figures
from themes.models import Brief, BriefBlock, BriefSeries, Theme, ThemeIndicator, Thread
from themes.services import brief_blocks, brief_saving
from themes.services.brief_options import MOST_ROWS
from themes.services.programmes import in_columns

ASKED = gettext_noop("What is asked of the regions")


@quiet_verb
def begin(
    theme: Theme,
    *,
    by: Person | None,
    kind: str = Brief.Kind.SITUATION,
    series: BriefSeries | None = None,
    original: str = "",
    **columns: str,
) -> Brief:
    """An empty draft on the theme, on the newest data."""
    title = columns.get("title_fi") or next((text for name, text in columns.items() if name.startswith("title")), "")
    brief = Brief(theme=theme, kind=kind, series=series, made_by=by, state_by=by, data_version=figures.newest())
    brief.original = original or brief.original
    for name, text in columns.items():
        setattr(brief, name, brief_saving.cleaned(text))
    brief.thread = Thread.objects.create(about=title[:300])
    brief_saving.stamp(brief, LANGUAGES, at=clock.now())
    brief.save()
    audit.record("brief.write", by=by, about=brief)
    return brief


@quiet_verb
def write(theme: Theme, *, facts: dict[str, Any], by: Person | None) -> Brief:
    """A draft from texts in three languages: title, lead, body, why (no figures), questions and key messages."""
    texts: dict[str, Any] = in_columns(title=facts["title"], lead=facts["lead"], why_qualitative=facts.get("why", {}))
    brief = begin(theme, by=by, **texts)
    for kind, columns in pieces(theme, facts):
        brief_blocks.add(brief, kind=kind, by=by, **columns)
    if not facts["messages"]:
        Brief.objects.filter(pk=brief.pk).update(data_version=None)
    brief.refresh_from_db()
    return brief


def pieces(theme: Theme, facts: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The blocks of ready texts: messages, the table of their and the theme's indicators, body, questions."""
    named = [message["indicator"] for message in facts["messages"]]
    known = {one.slug: one for one in Indicator.objects.filter(slug__in=named)}
    for message in facts["messages"]:
        yield "message", {"indicator": known[message["indicator"]], **in_columns(headline=message["headline"])}
    if known:
        yield "table", {"options": {"indicators": rows_for(theme, named)}}
    if facts.get("body"):
        yield "text", in_columns(headline=in_every_language(ASKED), text=facts["body"])
    if facts["questions"]:
        yield "questions", {"options": {"questions": facts["questions"]}}


def rows_for(theme: Theme, slugs: list[str]) -> list[str]:
    """The indicators of a table: the given ones, then the theme's, at most 14."""
    own = ThemeIndicator.objects.filter(theme=theme).order_by("order").values_list("indicator__slug", flat=True)
    return list(dict.fromkeys([*slugs, *own]))[:MOST_ROWS]


def in_every_language(text: Any) -> dict[str, str]:
    """A text of the portal's own in all languages: a msgid, or a lazy text."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = gettext(text) if isinstance(text, str) else str(text)
    return found


@quiet_verb
def begin_after(earlier: Brief, *, by: Person | None, **about: Any) -> Brief:
    """A draft with the structure of an earlier brief: its blocks with their indicators and settings, without texts."""
    brief = begin(about.pop("theme", earlier.theme), by=by, **about)
    for block in earlier.blocks.select_related("indicator", "organisation"):
        options = {name: value for name, value in block.options.items() if name != "questions"}
        facts: dict[str, Any] = {"indicator": block.indicator, "organisation": block.organisation, "options": options}
        if block.kind != BriefBlock.Kind.INTERPRETATION:
            brief_blocks.add(brief, kind=block.kind, by=by, **facts)
    return brief


@quiet_verb
def describe(
    brief: Brief, *, by: Person | None, seen: int | None = None, all_hold: bool = False, **facts: Any
) -> Brief:
    """Changes the head of a draft: title, lead, why it has no figures, kind, series, original language.

    See brief_saving.change. Raises ValidationError.
    """
    now = brief_saving.locked(brief)
    details = brief_saving.change(now, facts, seen=seen, all_hold=all_hold)
    audit.record("brief.describe", by=by, about=now, details=details)
    return now
