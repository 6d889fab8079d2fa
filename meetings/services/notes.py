"""The notes' verbs: written as a draft, checked by the seats, confirmed, made public, later corrected (rule 7)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from forum import clock, dates, states
from forum.models import Letter, Person
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from forum.texts import LANGUAGES
from meetings import working_days
from meetings.deadlines import CHECKING_ENDS
from meetings.models import AgendaItem, Meeting, Notes, NotesRemark, NotesSection, NotesVersion, Point
from meetings.services import actions, notes_content, notes_letters, saving, telling
from meetings.services.saving import Saved, Seen
from themes.services import frozen_versions
from themes.services.plain_words import plain

LEAST_WORKING_DAYS = 3


def of(meeting: Meeting) -> Notes | None:
    """The meeting's notes, once somebody has begun them."""
    return Notes.objects.filter(meeting=meeting).select_related("state_by").first()


def locked(meeting: Meeting) -> Notes:
    """The meeting's notes, begun when there are none; two who change them at once wait for each other."""
    notes, _new = Notes.objects.get_or_create(meeting=meeting)
    return Notes.objects.select_for_update().get(pk=notes.pk)


def section_of(item: AgendaItem) -> NotesSection:
    """What the notes say of the item; before anybody has written, unsaved, with the item's summary as background."""
    found = NotesSection.objects.filter(item=item).select_related("contact", "saved_by").first()
    return found or NotesSection(item=item, revision=0, **first_texts(item))


def first_texts(item: AgendaItem) -> dict[str, str]:
    """The background that a section starts from: what the agenda says the item is about."""
    return {f"background_{code}": plain(getattr(item, f"summary_{code}")) for code in LANGUAGES}


def refuse_unless_writable(notes: Notes, meeting: Meeting) -> None:
    """Raises ValidationError when the notes' texts cannot change now."""
    if meeting.state == "cancelled":
        raise ValidationError(_("The meeting was cancelled: it has no notes."), code="cancelled")
    if not notes.can_be_written:
        raise ValidationError(
            _("The notes have been confirmed. Open them for checking again before you change them."), code="confirmed"
        )


@quiet_verb
def save(item: AgendaItem, *, by: Person, typed: Mapping[str, Any], seen: Seen, over: int = -1) -> Saved:
    """Saves what was typed of one item, part by part; see saving.save. Raises ValidationError when it cannot change."""
    notes = locked(item.meeting)
    refuse_unless_writable(notes, item.meeting)
    section = NotesSection.objects.select_for_update().get(pk=_begun(notes, item).pk)
    return saving.save(section, by=by, typed=typed, seen=seen, over=over, saved_at=clock.now(), saved_by=by)


def _begun(notes: Notes, item: AgendaItem) -> NotesSection:
    """The item's section, made when it is missing."""
    first = {**first_texts(item), "notes": notes, "revision": 0}
    return NotesSection.objects.get_or_create(item=item, defaults=first)[0]


def checking_ends(meeting: Meeting) -> date:
    """The last day for remarks by the meeting's deadlines; later when it would be too soon from today."""
    return max(meeting.deadline(CHECKING_ENDS), working_days.after(clock.today(), LEAST_WORKING_DAYS))


@quiet_verb
def send_for_checking(
    meeting: Meeting, *, by: Person | None, until: date, only: Collection[int] | None = None
) -> list[Letter]:
    """Lets the seats read and remark until the end of the day `until`; one letter to each seat's person (or those of
    `only`, by primary key).

    From the draft, or again from confirmed notes. Raises ValidationError when the time has not come.
    """
    notes = locked(meeting)
    if meeting.state not in {"held", "notes_public"}:
        raise ValidationError(_("The meeting must be marked as held before its notes are checked."), code="not_held")
    if words := too_soon(until):
        raise ValidationError({"until": words}, code="past")
    for item in meeting.agenda_items.filter(is_break=False):
        _begun(notes, item)
    if not says_anything(notes):
        raise ValidationError(_("The notes are empty. Write what was said before you send them."), code="empty")
    moved: dict[str, Any] = {"checking_until": until, "checkings": F("checkings") + 1}
    states.move(notes, "checking", state_by=by, state_at=clock.now(), **moved)
    notes.refresh_from_db()
    written = notes_letters.ask_to_check(notes, meeting, only)
    details = {"until": until.isoformat(), "letters": len(written)}
    audit.record("notes.send_for_checking", by=by, about=meeting, details=details)
    return written


def too_soon(until: date) -> str:
    """Why the seats cannot be given time until that day, in words; nothing when they can."""
    return "" if until > clock.today() else _("Give the seats time: choose a day that is still to come.")


def says_anything(notes: Notes) -> bool:
    """Whether anybody has written anything."""
    points = Point.objects.filter(item__meeting=notes.meeting_id)
    return notes.sections.filter(revision__gt=0).exists() or points.exists()


@quiet_verb
def take_back(meeting: Meeting, *, by: Person) -> None:
    """From checking back to a draft that only the secretariat reads; remarks stay."""
    notes = locked(meeting)
    states.move(notes, "draft", state_by=by, state_at=clock.now())
    audit.record("notes.take_back", by=by, about=meeting)


@quiet_verb
def confirm(meeting: Meeting, *, by: Person | None, early: bool = False) -> None:
    """Confirms checked notes. Refused while a remark has no answer; before the checking time is over only `early`."""
    notes = locked(meeting)
    if NotesRemark.objects.filter(section__notes=notes, answered_at=None).exists():
        raise ValidationError(_("Answer every remark before you confirm the notes."), code="unanswered")
    if notes.takes_remarks and not early:
        message = _("The seats have time until %(day)s. Tick that you confirm earlier, or wait.")
        raise ValidationError(message % {"day": dates.numeric(notes.checking_until)}, code="early")  # type: ignore[arg-type]
    states.move(notes, "confirmed", state_by=by, state_at=clock.now())
    audit.record("notes.confirm", by=by, about=meeting, details={"early": notes.takes_remarks})


@verb
def publish(meeting: Meeting, *, by: Person | None, reason: str = "") -> NotesVersion:
    """Makes confirmed notes public, frozen as version 1, and the meeting's action points with them.

    One letter to each of those concerned. Without a required language only with a `reason`. Raises ValidationError,
    IllegalMove.
    """
    notes, content = locked(meeting), notes_content.of(meeting)
    actions.publish_of(meeting, by=by, override=reason)
    reason = frozen_versions.override(notes_content.gaps(content), reason)
    states.move(notes, "public", state_by=by, state_at=clock.now(), override_reason=reason)
    if meeting.state == "held":
        states.move(meeting, "notes_public", revision=F("revision") + 1)
        meeting.refresh_from_db()
    version = NotesVersion.objects.create(notes=notes, number=1, content=content, made_by=by)
    written = notes_letters.tell_public(notes, meeting)
    audit.record(
        "notes.publish", by=by, about=meeting, details={"letters": len(written), **frozen_versions.said(reason)}
    )
    telling.tell(meeting, "notes_published", by=by, have_letters=telling.written_to(written))
    return version


@verb
def correct(
    meeting: Meeting, *, by: Person | None, note: Mapping[str, str], reason: str = "", tell: bool = False
) -> NotesVersion:
    """Makes the notes as they are written now the next public version; `note` ({"fi": …}) says what has changed.

    With `tell` each seat's person gets a letter with the note, once for each version.
    """
    notes, content = locked(meeting), notes_content.of(meeting)
    newest = notes.versions.first()
    if notes.state != "public" or newest is None:
        raise ValidationError(_("Only public notes are corrected: publish them first."), code="not_public")
    if content == newest.content:
        raise ValidationError(_("Nothing has been changed since the newest version."), code="same")
    words = frozen_versions.note_columns(note)
    reason = frozen_versions.override(notes_content.gaps(content), reason)
    version = NotesVersion.objects.create(notes=notes, number=newest.number + 1, content=content, made_by=by, **words)
    if reason:
        Notes.objects.filter(pk=notes.pk).update(override_reason=reason)
    written = notes_letters.tell_corrected(version, meeting) if tell else []
    details = {"version": version.number, "letters": len(written), **frozen_versions.said(reason)}
    audit.record("notes.correct", by=by, about=meeting, details=details)
    telling.tell(meeting, "notes_corrected", by=by, have_letters=telling.written_to(written))
    return version
