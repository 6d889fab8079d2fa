"""Meetings' verbs: planned, announced, changed, held, cancelled."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from meetings.models import ChangeNotice, Cycle, Meeting, MeetingBrief, Round
from meetings.services import changes as notices
from meetings.services import invitations, letter_plan, places, planning, registration, sign_ups, telling
from themes.models import Brief
from themes.services.clash import Clash

TIMES = frozenset({"starts_at", "ends_at"})


@verb
def create(cycle: Cycle, *, by: Person | None, round: Round | None = None, **values: Any) -> Meeting:
    """Plans a meeting; nobody outside sees it before it is announced. Raises ValidationError by field."""
    if round is not None:
        values.setdefault("theme", round.theme)
    meeting = Meeting(cycle=cycle, round=round, **values)
    planning.check(meeting)
    meeting.save()
    audit.record("meetings.create", by=by, about=meeting, details={"cycle": cycle.year})
    return meeting


@dataclass(frozen=True)
class Edited:
    """What became of a coordinator's changes: `saved` at once ({field: [old, new]}), and the draft with the rest."""

    saved: dict[str, Any]
    waiting: ChangeNotice | None = None


@verb
def change(
    meeting: Meeting, *, by: Person, revision: int, draft: int = 0, spelling: bool = False, **values: Any
) -> Edited:
    """Changes the meeting as it was at `revision`, with the draft of changes as it was at `draft` (0: there was none).

    Of a meeting that people know of, a new time, place or link waits in the draft until it is released; with
    `spelling` place and street are only corrected. Raises ValidationError by field, Clash when it changed since.
    """
    now = Meeting.objects.select_related("cycle__programme", "kind", "round", "prepares__kind").get(pk=meeting.pk)
    notice = notices.draft_of(now)
    if (now.revision, notices.revision_of(notice)) != (revision, draft):
        raise Clash(notices.as_drafted(now, notice))
    if now.state == "cancelled":
        raise ValidationError(_("The meeting has been cancelled and cannot be changed."), code="cancelled")
    wanted = notices.as_drafted(now, notice)
    for name, value in values.items():
        setattr(wanted, name, value)
    planning.check(wanted, moved=any(getattr(wanted, name) != getattr(now, name) for name in TIMES))
    at_once, held = notices.sorted_out(now, notice, values, spelling=spelling)
    saved = audit.changes(now, at_once)
    if saved:
        _save(now, revision, {name: at_once[name] for name in saved})
        audit.record("meetings.change", by=by, about=now, details=saved)
    now.refresh_from_db()
    registration.reopen(now)
    letter_plan.follow(now)
    if {"capacity", "remote_link"} & saved.keys():
        sign_ups.move_up(now)
    waiting = notices.collect(now, notice, held, by=by)
    meeting.refresh_from_db()
    return Edited(saved, waiting)


def _save(meeting: Meeting, revision: int, values: dict[str, Any]) -> None:
    """One conditional UPDATE: of two who save at once one wins."""
    saved = Meeting.objects.filter(pk=meeting.pk, revision=revision).update(**values, revision=F("revision") + 1)
    if not saved:
        raise Clash(Meeting.objects.with_page().get(pk=meeting.pk))


@verb
def announce(meeting: Meeting, *, by: Person | None) -> None:
    """Makes the meeting's day and place public. The year must be public, the place in the required languages."""
    if not meeting.cycle.is_public:
        raise ValidationError(
            _("Publish the year first: nobody can see a meeting of an unpublished year."), code="year"
        )
    places.refuse_missing(meeting)
    states.move(meeting, "announced", announced_at=clock.now(), revision=F("revision") + 1)
    meeting.refresh_from_db()
    letter_plan.make(meeting)
    audit.record("meetings.announce", by=by, about=meeting)
    telling.tell(meeting, "meeting_announced", by=by, not_to=telling.invited(meeting))


@verb
def cancel(meeting: Meeting, *, by: Person, reason: str) -> None:
    """Cancels the meeting, with the reason readers see. What was public stays and says so."""
    if not reason.strip():
        raise planning.refusal("reason", _("Say why the meeting is cancelled."), "reason")
    states.move(meeting, "cancelled", cancelled_reason=reason.strip(), prepares=None, revision=F("revision") + 1)
    meeting.refresh_from_db()
    audit.record("meetings.cancel", by=by, about=meeting, details={"reason": reason.strip()})
    letter_plan.call_off(meeting)
    if meeting.invited_at:
        invitations.cancel_all(meeting, by=by)
    notices.drop_of(meeting, by=by)
    if meeting.kind.is_open:
        sign_ups.tell_cancelled(meeting, reason=reason.strip())
    telling.tell(meeting, "meeting_cancelled", by=by, not_to=telling.invited(meeting))


@verb
def hold(meeting: Meeting, *, by: Person | None) -> None:
    """Marks the meeting as held. Refused before it has begun."""
    if meeting.starts_at > clock.now():
        raise ValidationError(_("The meeting has not begun yet."), code="future")
    states.move(meeting, "held", revision=F("revision") + 1)
    meeting.refresh_from_db()
    notices.drop_of(meeting, by=by)
    audit.record("meetings.hold", by=by, about=meeting)


@verb
def read_brief(meeting: Meeting, *, brief: Brief, by: Person | None) -> MeetingBrief:
    """Says that the brief is read for the meeting; saying it twice is harmless."""
    row, new = MeetingBrief.objects.get_or_create(meeting=meeting, brief=brief, defaults={"added_by": by})
    if new:
        audit.record("meetings.read_brief", by=by, about=meeting, details={"brief": str(brief.heading)})
    return row


@verb
def drop_brief(meeting: Meeting, *, brief: Brief, by: Person) -> None:
    """The brief is no longer read for the meeting."""
    if MeetingBrief.objects.filter(meeting=meeting, brief=brief).delete()[0]:
        audit.record("meetings.drop_brief", by=by, about=meeting, details={"brief": str(brief.heading)})
