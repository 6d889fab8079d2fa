"""Telling the invited that their meeting has changed: once for each saved change, one letter per person."""

from typing import Any

from django.db.models import F

from forum.models import Letter, Person
from forum.services import audit
from meetings.calendar_requests import REQUEST
from meetings.models import Invitation, Meeting
from meetings.services import links, sign_ups
from meetings.services.invitation_letters import columns_of, write

TIMES = frozenset({"starts_at", "ends_at"})
PLACES = frozenset({"place_fi", "place_sv", "place_en", "street"})
LINK = "remote_link"
LEFT = ("withdrawn", "lapsed")


def facts_before(meeting: Meeting) -> dict[str, Any]:
    """When and where the meeting was to be, before a change."""
    return {
        "was_starts_at": meeting.starts_at.isoformat(),
        "was_ends_at": meeting.ends_at.isoformat(),
        "was_place": columns_of(meeting, "place"),
        "was_street": meeting.street,
    }


def tell(meeting: Meeting, *, changed: set[str], before: dict[str, Any], by: Person | None) -> list[Letter]:
    """Writes to everybody whom the change concerns: those who come or have not answered get a new calendar entry.

    Those who have declined are told of a new time only, because it may suit them.
    """
    what = {"new_time": bool(changed & TIMES), "new_place": bool(changed & PLACES), "new_link": LINK in changed}
    if any(what.values()) and meeting.kind.is_open and meeting.announced_at and not meeting.is_over:
        sign_ups.tell_change(meeting, before=before)
    if not any(what.values()) or meeting.invited_at is None or meeting.is_over:
        return []
    asked = Invitation.objects.filter(meeting=meeting).exclude(sent_at=None).exclude(state__in=LEFT)
    if not what["new_time"]:
        asked = asked.exclude(state="declined")
    asked.update(sequence=F("sequence") + 1)
    found = [letter for one in asked.with_board() if (letter := _letter(one, {**before, **what}))]
    audit.record("meetings.tell_change", by=by, about=meeting, details={"letters": len(found)})
    return found


ANSWERS = {"sent": "none", "handed": "none", "declined": "declined"}


def _letter(invitation: Invitation, more: dict[str, Any]) -> Letter | None:
    person = invitation.person
    role = links.role_of(invitation, person) if person else ""
    if person is None or not person.reachable or not role:
        return None
    key = f"meeting_changed:{invitation.public_id}:{invitation.sequence}"
    answer = ANSWERS.get(invitation.state, "attends")
    method = "" if answer == "declined" else REQUEST
    return write(
        invitation, kind="meeting_changed", key=key, to=person, role=role, method=method, answer=answer, **more
    )
