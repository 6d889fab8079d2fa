"""Example notes of the example meeting that was held: checked, remarked on, published and once corrected.

What this writes belongs to the past: letters are kept in the archive as sent on their day, and none is mailed.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.conf import settings

from forum import clock, own_words
from forum.models import Letter, Person
from forum.services import posting, rendering
from forum.texts import LANGUAGES
from meetings import notes_furnishing_texts as texts
from meetings.furnishing import HELD
from meetings.invitation_furnishing import coordinator
from meetings.models import AgendaItem, Invitation, Meeting, NotesSection, Point
from meetings.services import notes, notes_letters, planning, points, remarks, saving
from meetings.services.notes_links import Checker
from regions.models import Organisation

DAYS_TO_ANSWER = 45
Texts = dict[str, str]


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Writes the example notes once; what has been changed since stays changed."""
    meeting = Meeting.objects.with_page().filter(public_id=HELD, state="held").first()
    by = coordinator()
    if meeting and by and notes.of(meeting) is None:
        write(meeting, by)
    say(f"points: {Point.objects.count()}")


def write(meeting: Meeting, by: Person) -> None:
    """From the draft to the corrected version, each act on its day, none later than now."""
    items = list(meeting.agenda_items.filter(is_break=False, purpose="").order_by("position"))  # type: ignore[attr-defined]
    with clock.at(when(meeting, "draft_notes")):
        for item, about in zip(items, texts.SECTIONS, strict=False):
            write_section(item, about, by)
        raise_points(meeting, items, by)
        soon = clock.today() + timedelta(days=1)
        notes.send_for_checking(meeting, by=by, until=max(meeting.deadline("checking_ends"), soon))
    with clock.at(when(meeting, "draft_notes", hours=26)):
        remark(meeting, items, by)
    with clock.at(when(meeting, "notes_published")):
        notes.confirm(meeting, by=by, early=True)
        notes.publish(meeting, by=by)
    with clock.at(when(meeting, "notes_published", hours=2)):
        answer_points(meeting)
        correct(meeting, items, by)
    archive(meeting)


def when(meeting: Meeting, step: str, hours: int = 0) -> datetime:
    """Ten o'clock on the day of a step and some hours, or now when that has not come."""
    return min(planning.local_moment(meeting.deadline(step), time(10)) + timedelta(hours=hours), clock.now())


def columns(stem: str, words: Texts) -> dict[str, str]:
    """The text as columns, in the profile's own words."""
    return {f"{stem}_{code}": own_words.here(words[code], code) for code in LANGUAGES}


def write_section(item: AgendaItem, about: dict[str, Any], by: Person) -> None:
    """Background, conclusions, and the coordinator as contact where there is one."""
    typed: dict[str, Any] = {"contact": by if about.get("contact") else None, "contact_text": ""}
    for stem in ("background", "conclusions"):
        typed |= columns(stem, about.get(stem, dict.fromkeys(LANGUAGES, "")))
    notes.save(item, by=by, typed=typed, seen=saving.seen_all(notes.section_of(item)))


def raise_points(meeting: Meeting, items: list[AgendaItem], by: Person) -> None:
    """Each example point is raised by another seat of those that were there."""
    voices = speakers(meeting)
    for item, section in zip(items, texts.SECTIONS, strict=False):
        for about in section.get("points", []):
            points.add(item, by=by, **next(voices), **columns("text", about["text"]), **duty(about.get("to", "")))


def speakers(meeting: Meeting) -> Iterator[dict[str, Any]]:
    """The regions whose seats came, with the mandate of who was there; without any, all together."""
    came = meeting.invitations.with_board().filter(state="accepted", seat__region__isnull=False)  # type: ignore[attr-defined]
    found = [
        {"region": one.seat.region, "organisation": None, "mandate": one.seat.mandate("holder")}
        for one in list(came)[::3]
        if one.seat
    ]
    return cycle(found or [{"region": None, "organisation": None, "mandate": None}])


def duty(to: str) -> dict[str, Any]:
    """Who answers a point, and by when."""
    body = answerer(to)
    if body is None:
        return {"to_ministry": False, "answers_by": None, "answer_due": None}
    return {"to_ministry": True, "answers_by": body, "answer_due": clock.today() + timedelta(days=DAYS_TO_ANSWER)}


def answerer(to: str) -> Organisation | None:
    """The secretariat's ministry, or another one that is a member of the forum."""
    if to == "secretariat":
        return Organisation.objects.filter(is_secretariat=True).first()
    others = Organisation.objects.forum_members().filter(kind="ministry", is_secretariat=False)
    return others.order_by("key", "pk").last() if to else None


def remark(meeting: Meeting, items: list[AgendaItem], by: Person) -> None:
    """One of those who were there remarks on the third item, and the secretariat answers."""
    asked = notes_letters.receivers(meeting)
    one = next((one for one in asked if one.person and one.invitation.attends), None)
    section = NotesSection.objects.filter(item=items[2]).first() if len(items) > 2 else None
    if one is None or one.person is None or section is None:
        return
    found = notes.of(meeting)
    assert found
    language = one.person.language
    checker = Checker(found, Invitation.objects.with_board().get(pk=one.invitation.pk), one.person)
    words = own_words.here(texts.REMARK[language], language)
    said = remarks.say(section, by=checker, text=words, language=language)
    main = settings.LANGUAGE_CODE
    remarks.answer(said, by=by, text=own_words.here(texts.REMARK_ANSWER[main], main), language=main)


def answer_points(meeting: Meeting) -> None:
    """The secretariat's ministry answers the point that was put to it."""
    about = {point["to"]: point for section in texts.SECTIONS for point in section.get("points", []) if "to" in point}
    for point in Point.objects.filter(item__meeting=meeting, answers_by__is_secretariat=True):
        seat = point.answers_by.seats.order_by("kind", "number").first() if point.answers_by else None
        by = seat.holder if seat and seat.holder else None
        if by:
            typed = columns("answer", about["secretariat"]["answer"])
            points.answer(point, by=by, typed=typed, seen=saving.seen_all(point))  # type: ignore[arg-type]


def correct(meeting: Meeting, items: list[AgendaItem], by: Person) -> None:
    """A conclusion is made more exact, as version 2."""
    if len(items) < 4:
        return
    section = notes.section_of(items[3])
    kept = {name: getattr(section, name) for columns in saving.SECTION_PARTS.values() for name in columns}
    notes.save(items[3], by=by, typed=kept | columns("conclusions", texts.CORRECTED), seen=saving.seen_all(section))
    note = {code: own_words.here(words, code) for code, words in texts.CORRECTION.items()}
    notes.correct(meeting, by=by, note=note)


def archive(meeting: Meeting) -> None:
    """Puts the letters into the archive as sent when they were written."""
    kinds = (notes_letters.CHECKING, notes_letters.PUBLISHED)
    written = Letter.objects.about("meeting", meeting.public_id).filter(kind__in=kinds, state="queued")
    for letter in written.select_related("person"):
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=letter.written_at, **words)
