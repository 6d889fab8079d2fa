"""Debriefs: 30 to 45 minutes online after a meeting, open to everybody, telling what came of it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock
from forum.addresses import in_all_languages
from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from forum.texts import LANGUAGES
from meetings import working_days
from meetings.models import Cycle, Debrief, Meeting, MeetingKind
from meetings.services import meetings, planning

KIND = "debrief"
PLACE = {"fi": "Etätilaisuus", "sv": "Distansevenemang", "en": "Online"}
DAYS_AFTER = 10


def of(meeting: Meeting) -> Meeting | None:
    """The debrief of the meeting that has not been cancelled."""
    found = Debrief.objects.filter(meeting=meeting).exclude(event__state="cancelled")
    row = found.select_related("event__kind", "event__theme", "event__cycle").order_by("-pk").first()
    return row.event if row else None


def proposed_day(meeting: Meeting) -> date:
    """A good day about two weeks after the meeting, or soon when that has passed."""
    wanted = working_days.after(meeting.day, DAYS_AFTER)
    return planning.good_day(max(wanted, clock.today() + timedelta(days=7)), "other")


@verb
def plan(meeting: Meeting, *, by: Person, starts_at: datetime, minutes: int, remote_link: str) -> Meeting:
    """Creates and announces the open event about the meeting's theme. Raises ValidationError by field."""
    kind = MeetingKind.objects.filter(key=KIND).first()
    cycle = Cycle.objects.filter(year=starts_at.year).first()
    if kind is None or of(meeting) is not None:
        raise ValidationError(_("The debrief has been planned already."), code="planned")
    if cycle is None or not cycle.is_public:
        raise planning.refusal("day", _("Publish that year first: nobody can see its meetings yet."), "year")
    if meeting.state not in {"held", "notes_public"}:
        raise ValidationError(_("A debrief tells of a meeting that has been held."), code="not_held")
    places: dict[str, Any] = {f"place_{code}": PLACE[code] for code in LANGUAGES}
    event = meetings.create(
        cycle,
        by=by,
        kind=kind,
        theme=meeting.theme,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        remote_link=remote_link,
        is_example=meeting.is_example,
        **places,
    )
    meetings.announce(event, by=by)
    Debrief.objects.create(meeting=meeting, event=event)
    audit.record("debriefs.plan", by=by, about=meeting, details={"starts_at": starts_at.isoformat()})
    return event


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What letters say of the debrief; nothing when there is none to come."""
    event = of(meeting)
    if event is None or event.announced_at is None or event.is_over:
        return {}
    return {
        "debrief_at": event.starts_at.isoformat(),
        "debrief_until": event.ends_at.isoformat(),
        "debrief_url": in_all_languages("meetings:sign_up", event.public_id),
    }
