"""Remarks on notes in checking, and what became of them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, dates
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES, texts_of
from meetings.models import Notes, NotesRemark, NotesSection
from meetings.services.notes_content import seat_words
from meetings.services.notes_links import Checker
from themes.services.comments import too_long
from themes.services.plain_words import plain

LONGEST = 4000
GUEST = {"fi": "kutsuvieras", "sv": "gäst", "en": "guest"}


@quiet_verb
def say(section: NotesSection, *, by: Checker, text: str, language: str) -> NotesRemark:
    """Adds a remark, stamped with the seat. The same remark twice is said once. Raises ValidationError by field."""
    text = cleaned(text, _("Write your remark."))
    notes = Notes.objects.select_for_update().get(pk=section.notes_id)
    if not notes.takes_remarks:
        raise ValidationError(closed(notes), code="closed")
    same = NotesRemark.objects.filter(section=section, author=by.person, text=text).first()
    return same or NotesRemark.objects.create(
        section=section, author=by.person, said_for=stamp(by), text=text, language=language
    )


@quiet_verb
def answer(remark: NotesRemark, *, by: Person, text: str, language: str) -> None:
    """Says what became of the remark; an answer can be corrected. Raises ValidationError by field."""
    text = cleaned(text, _("Write what became of the remark."))
    before, remark.answer, remark.answer_language = remark.answer, text, language
    remark.answered_at, remark.answered_by = clock.now(), by
    remark.save(update_fields=["answer", "answer_language", "answered_at", "answered_by"])
    audit.record("remarks.answer", by=by, about=remark, details={"answer": [before, text]})


def cleaned(text: str, missing: str) -> str:
    """What was written, as plain text. Raises ValidationError when there is nothing or too much."""
    found = plain(text)
    if not found:
        raise ValidationError({"text": missing}, code="empty")
    if len(found) > LONGEST:
        raise ValidationError({"text": too_long(found, LONGEST)}, code="long")
    return found


def closed(notes: Notes) -> str:
    """Why no more remarks are taken, in words."""
    if notes.state == "checking" and notes.checking_until:
        return _("The time for remarks ended on %(day)s.") % {"day": dates.numeric(notes.checking_until)}
    return _("The notes are no longer in checking, so they take no more remarks.")


def stamp(by: Checker) -> dict[str, str]:
    """For which seat it is said, in every language: "Kainuu, official"."""
    seat = by.invitation.seat
    if seat is None:
        return GUEST
    bodies, roles = texts_of(seat.region or seat.organisation, "name"), seat_words(seat)
    return {code: ", ".join(filter(None, [bodies[code], roles[code]])) for code in LANGUAGES}
