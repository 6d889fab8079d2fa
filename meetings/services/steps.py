"""A meeting's twelve steps: what has been done, what is next and when, what the portal does and what waits for whom."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock, dates
from meetings.deadlines import (
    ACTION_REMINDERS,
    AGENDA_OUT,
    ASK_CONTACT,
    ASK_DEPUTY,
    CALL_LIST,
    CHECKING_ENDS,
    DRAFT_NOTES,
    INVITATION,
    JOINING,
    LAST_REMINDER,
    NOTES_PUBLISHED,
    REGISTRATION_CLOSES,
    REMIND_SILENT,
    SAVE_THE_DATE,
    next_monthly,
)
from meetings.models import Meeting
from meetings.services.standing import Standing

MEETING = "meeting"
FOLLOW_UP = "follow_up"
DONE, NEXT, LATER, MISSED = "done", "next", "later", "missed"
PUBLIC = frozenset({SAVE_THE_DATE, INVITATION, REGISTRATION_CLOSES, AGENDA_OUT, MEETING, NOTES_PUBLISHED})
PARTS = {
    ASK_DEPUTY: (ASK_DEPUTY, ASK_CONTACT),
    LAST_REMINDER: (LAST_REMINDER, CALL_LIST),
    NOTES_PUBLISHED: (CHECKING_ENDS, NOTES_PUBLISHED),
    FOLLOW_UP: (ACTION_REMINDERS,),
}
"""The deadlines of a step, where they are not the one it is named after."""
HELD = frozenset({"held", "notes_public"})
CHECKED = frozenset({"checking", "confirmed", "public"})


@dataclass(frozen=True)
class Step:
    """One step. `state` is done, next, later, or missed: its time is over and it was not taken.

    `by_hand`: it waits for the coordinator; otherwise the portal or the day itself does it. `note` says how it stands.
    """

    key: str
    label: str
    day: date
    state: str
    by_hand: bool
    note: str = ""

    @property
    def done(self) -> bool:
        """Whether it has been taken."""
        return self.state == DONE

    @property
    def over(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return self.state in {DONE, MISSED}

    @property
    def late(self) -> bool:
        """Whether the step should have been taken before today."""
        return not self.over and self.by_hand and self.day < clock.today()

    @property
    def asks(self) -> bool:
        """Whether somebody should take it now: it is the next one, or it is due."""
        return not self.over and (self.state == NEXT or (self.by_hand and self.day <= clock.today()))


def of(meeting: Meeting, standing: Standing | None = None) -> list[Step]:
    """The meeting's steps, the taken ones first, by day; the first that is not over is the next. No queries.

    Without its standing the steps say what the meeting's own row knows.
    """
    known = standing or Standing(notes="public" if meeting.state == "notes_public" else "")
    found = sorted((make(meeting, known) for make in MAKERS), key=lambda step: (not step.over, step.day))
    pending = next((step for step in found if not step.over), None) if meeting.state != "cancelled" else None
    return [replace(step, state=NEXT) if step is pending else step for step in found]


def public(meeting: Meeting) -> list[Step]:
    """The steps that readers see; none for a cancelled meeting."""
    if meeting.state == "cancelled":
        return []
    notes = getattr(meeting, "notes", None)
    known = Standing(notes=notes.state, notes_at=notes.state_at) if notes else None
    shown = [_as_read(step, meeting) for step in of(meeting, known) if step.key in PUBLIC]
    first = next((step for step in shown if not step.over), None)
    return [replace(step, state=NEXT) if step is first else step for step in shown]


def _as_read(step: Step, meeting: Meeting) -> Step:
    """A step without what only staff know; for readers the meeting is done when it is over."""
    over = step.key == MEETING and meeting.is_over
    return replace(step, note="", state=DONE if over else LATER if step.state == NEXT else step.state)


def next_step(meeting: Meeting, standing: Standing | None = None) -> Step | None:
    """The step to take next, or None when all is done."""
    return next((step for step in of(meeting, standing) if step.state == NEXT), None)


def _state(done: bool, missed: bool = False) -> str:
    return DONE if done else MISSED if missed else LATER


def _day(done_at: object, meeting: Meeting, key: str) -> date:
    """The day a step was taken, or its deadline."""
    return dates.as_day(done_at) if done_at else meeting.deadline(key)  # type: ignore[arg-type]


def _announced(meeting: Meeting, known: Standing) -> Step:
    day = _day(meeting.announced_at, meeting, SAVE_THE_DATE)
    return Step(SAVE_THE_DATE, _("Day announced"), day, _state(bool(meeting.announced_at)), True)


def _planned_day(known: Standing, meeting: Meeting, *keys: str) -> date:
    """The day of the first of the letters that is still to come, as planned; else the first one's deadline."""
    coming = [known.letters[key].day for key in keys if key in known.letters and not known.letters[key].over]
    return min(coming, default=meeting.deadline(keys[0]))


def _released(known: Standing, key: str) -> bool:
    """Whether the letter leaves by itself on its day."""
    planned = known.letters.get(key)
    return planned is not None and planned.released and planned.state == "planned"


def _invited(meeting: Meeting, known: Standing) -> Step:
    day = dates.as_day(meeting.invited_at) if meeting.invited_at else _planned_day(known, meeting, INVITATION)
    state = _state(bool(meeting.invited_at), meeting.is_over)
    return Step(INVITATION, _("Invitations to the seats"), day, state, not _released(known, INVITATION))


def _silent(known: Standing) -> str:
    return ngettext("%(n)s seat is silent", "%(n)s seats are silent", known.silent) % {"n": known.silent}


def _ladder(key: str, label: Callable[[], str]) -> Callable[[Meeting, Standing], Step]:
    """A rung of the escalation ladder, which climbs by itself: over when nobody is silent or its letters have left."""

    def make(meeting: Meeting, known: Standing) -> Step:
        parts = PARTS.get(key, (key,))
        day, waits = _planned_day(known, meeting, *parts), known.asked > 0 and known.silent > 0
        letters = [known.letters[part] for part in parts if part in known.letters]
        over = bool(letters) and all(one.over for one in letters)
        missed = any(one.missed for one in letters) if over else _closed(meeting) or meeting.is_over
        reminded = key == REMIND_SILENT and known.reminded is not None and known.reminded >= day
        done = known.asked > 0 and (not waits or reminded or (over and not missed))
        state, paused = _state(done, missed), any(one.state == "paused" for one in letters)
        notes = [_silent(known) if waits and state != DONE else "", _("paused") if paused and state == LATER else ""]
        return Step(key, label(), day, state, paused, ", ".join(filter(None, notes)))

    return make


def _closed(meeting: Meeting) -> bool:
    """Whether the last day to answer in time is past, of a meeting that has been invited to."""
    return meeting.registration_closes < clock.today() and (meeting.invited_at is not None or meeting.is_over)


def _registration(meeting: Meeting, known: Standing) -> Step:
    note = _silent(known) if known.silent and _closed(meeting) and not meeting.is_over else ""
    day = meeting.registration_closes
    return Step(REGISTRATION_CLOSES, _("Registration closes"), day, _state(_closed(meeting)), False, note)


def _agenda(meeting: Meeting, known: Standing) -> Step:
    day = _day(meeting.agenda_published_at, meeting, AGENDA_OUT)
    state = _state(bool(meeting.agenda_published_at), meeting.is_over)
    return Step(AGENDA_OUT, _("Agenda and situation brief"), day, state, True)


def _joining(meeting: Meeting, known: Standing) -> Step:
    """The letter leaves by itself; only where place and link are missing, or it is paused, somebody must act."""
    told, letter = bool(meeting.place or meeting.remote_link), known.letters.get(JOINING)
    day, paused = _planned_day(known, meeting, JOINING), letter is not None and letter.state == "paused"
    if letter and letter.over:
        state = _state(not letter.missed, True)
    else:
        state = _state(told and day < clock.today() and meeting.invited_at is not None, meeting.is_over)
    note = _("neither place nor link is known") if not told else _("paused") if paused else ""
    return Step(JOINING, _("Joining instructions"), day, state, not told or paused, note if state == LATER else "")


def _held(meeting: Meeting, known: Standing) -> Step:
    """Marked as held by the clock; who came is recorded by people, until the notes have been confirmed."""
    held, counted = meeting.state in HELD, bool(known.came) or not known.asked
    state = _state(held and (counted or known.notes in {"confirmed", "public"}))
    note = ngettext("%(n)s was there", "%(n)s were there", known.came) % {"n": known.came} if known.came else ""
    if state == LATER and meeting.is_over:
        note = _("who was there has not been recorded") if not counted else note
    return Step(MEETING, _("Meeting"), meeting.day, state, meeting.is_over, note)


def _drafted(meeting: Meeting, known: Standing) -> Step:
    day, by_hand = _planned_day(known, meeting, DRAFT_NOTES), not _released(known, DRAFT_NOTES)
    note = _("a draft has been begun") if known.notes == "draft" else ""
    return Step(DRAFT_NOTES, _("Draft notes for checking"), day, _state(known.notes in CHECKED), by_hand, note)


def _published(meeting: Meeting, known: Standing) -> Step:
    """While the seats check the notes the portal waits; then somebody confirms and publishes them."""
    done, until = known.notes == "public", known.checking_until
    day = (known.notes_day if done else None) or meeting.deadline(NOTES_PUBLISHED)
    checking = known.notes == "checking" and until is not None and until >= clock.today()
    note = _("the seats check them until %(day)s") % {"day": dates.numeric(until)} if checking and until else ""
    return Step(NOTES_PUBLISHED, _("Notes published"), day, _state(done), not checking, note)


def _followed_up(meeting: Meeting, known: Standing) -> Step:
    """Owners are reminded each month while anything is open; what is overdue or unanswered waits for a person."""
    open_ones = known.unfinished + known.unanswered
    first = meeting.deadline(ACTION_REMINDERS)
    day = next_monthly(first, meeting.offset(ACTION_REMINDERS), clock.today()) if open_ones else first
    done = known.notes == "public" and not open_ones
    day = known.overdue_since or day
    note = _open_words(known)
    return Step(FOLLOW_UP, _("Follow-up of the action points"), day, _state(done), bool(known.overdue), note)


def _open_words(known: Standing) -> str:
    """How many action points are open and how many of them overdue, how many points wait for an answer."""
    found = []
    if known.unfinished:
        found.append(ngettext("%(n)s open", "%(n)s open", known.unfinished) % {"n": known.unfinished})
    if known.overdue:
        found.append(ngettext("%(n)s overdue", "%(n)s overdue", known.overdue) % {"n": known.overdue})
    if known.unanswered:
        words = ngettext("%(n)s point without an answer", "%(n)s points without an answer", known.unanswered)
        found.append(words % {"n": known.unanswered})
    return ", ".join(found)


MAKERS: tuple[Callable[[Meeting, Standing], Step], ...] = (
    _announced,
    _invited,
    _ladder(REMIND_SILENT, lambda: _("Reminder to the silent")),
    _ladder(ASK_DEPUTY, lambda: _("Deputies and contacts asked")),
    _ladder(LAST_REMINDER, lambda: _("Last reminder and call list")),
    _registration,
    _agenda,
    _joining,
    _held,
    _drafted,
    _published,
    _followed_up,
)
