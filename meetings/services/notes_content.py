"""The notes as plain data: what a version freezes, what pages and letters read, what is missing in a language.

{"items": [ITEM, …]}
ITEM: {"id", "number", "title": {"fi": …}, "background": {…}, "points": [POINT, …], "conclusions": {…}, "contact"}
POINT: {"id", "by": {…}, "as": {…}, "region": code, "carried", "text": {…}, "to": {…}, "due": ISO day}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from forum.texts import LANGUAGES, from_dict, texts_of
from meetings.models import AgendaItem, Meeting, NotesSection, Point
from regions.models import Seat
from themes.services import frozen_versions

Words = dict[str, str]
NO_WORDS: Words = dict.fromkeys(LANGUAGES, "")


def of(meeting: Meeting) -> dict[str, Any]:
    """The notes as they are written now. Three queries."""
    sections = {
        one.item_id: one for one in NotesSection.objects.filter(item__meeting=meeting).select_related("contact")
    }
    points: dict[int, list[Point]] = {}
    for point in Point.objects.filter(item__meeting=meeting).with_words():
        points.setdefault(point.item_id, []).append(point)
    items, number = [], 0
    for item in meeting.agenda_items.order_by("position"):  # type: ignore[attr-defined]
        number += not item.is_break
        if item.pk in sections or not item.is_break:
            items.append(_item(item, number, sections.get(item.pk), points.get(item.pk, [])))
    return {"items": items}


def _item(item: AgendaItem, number: int, section: NotesSection | None, points: list[Point]) -> dict[str, Any]:
    return {
        "id": item.public_id,
        "number": number,
        "title": texts_of(item, "title"),
        "background": texts_of(section, "background") if section else NO_WORDS,
        "points": [_point(point) for point in points],
        "conclusions": texts_of(section, "conclusions") if section else NO_WORDS,
        "contact": contact_of(section) if section else "",
    }


def contact_of(section: NotesSection) -> str:
    """Whom to ask about the item, in words."""
    person = section.contact
    return ", ".join(filter(None, [person.name, person.title])) if person else section.contact_text


def _point(point: Point) -> dict[str, Any]:
    body, due = point.region or point.organisation, point.answer_due
    return {
        "id": point.public_id,
        "by": texts_of(body, "name") if body else NO_WORDS,
        "as": seat_words(point.mandate.seat) if point.mandate and point.mandate.seat else NO_WORDS,
        "region": point.region.code if point.region else "",
        "carried": point.carried_from_id is not None,
        "text": texts_of(point, "text"),
        "to": texts_of(point.answers_by, "name") if point.to_ministry else NO_WORDS,
        "due": due.isoformat() if point.to_ministry and due else "",
    }


def seat_words(seat: Seat) -> Words:
    """The kind of seat in every language: "politician, seat 1"."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = seat.role_name
    return found


@dataclass(frozen=True)
class Gap:
    """A text that is missing in a required language: `languages` by their own names."""

    number: int
    title: str
    part: str
    languages: list[str]


def gaps(content: Mapping[str, Any]) -> list[Gap]:
    """The texts that exist in some language and not in all that the profile requires (rule 7)."""
    return [
        Gap(item["number"], str(from_dict(item["title"])), str(part), missing)
        for item in content["items"]
        for part, words in _parts(item)
        if (missing := frozen_versions.missing_languages(words))
    ]


def _parts(item: Mapping[str, Any]) -> Iterator[tuple[str, Words]]:
    yield _("Heading"), item["title"]
    yield _("Background"), item["background"]
    for number, point in enumerate(item["points"], 1):
        yield _("Point %(number)s") % {"number": number}, point["text"]
    yield _("Conclusions"), item["conclusions"]
