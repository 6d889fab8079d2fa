"""What my desk shows of meetings: how the seats of my own regions have answered."""

from typing import Any

from django.http import HttpRequest

from meetings.models import Invitation, Meeting
from meetings.services import coverage, own_meetings, standing, steps
from meetings.views.board_words import STATES, Line
from regions.rules import person_regions

NEXT = 4


def region_answers(request: HttpRequest) -> dict[str, Any] | None:
    """The seats of the person's regions in the next meetings, or nothing for who acts for no region."""
    person: Any = request.user
    regions = person_regions(person)
    rows = coverage.own_rows([region.pk for region in regions]) if regions else []
    if not rows:
        return None
    return {"regions": regions, "lines": [Line(row) for row in rows], "person": person}


def my_meetings(request: HttpRequest) -> dict[str, Any] | None:
    """The coming meetings to which the person is invited, with the state of the seat. Two queries."""
    person: Any = request.user
    coming = Meeting.objects.coming()
    found = Invitation.objects.with_board().open_to(person).filter(meeting__in=coming).order_by("meeting__starts_at")
    rows = [{"invitation": one, "state": state_words(one)} for one in found.select_related("meeting__theme")[:12]]
    return {"rows": rows} if rows else None


def my_invitations(person: Any, meeting: Any) -> list[dict[str, Any]]:
    """The person's invitations to the meeting with their state in words, for the meeting's page."""
    if not getattr(person, "is_authenticated", False) or not meeting.takes_answers:
        return []
    found = [one for one in own_meetings.own_invitations(person) if one.meeting_id == meeting.pk]
    return [{"invitation": one, "state": state_words(one)} for one in found]


def state_words(invitation: Any) -> Any:
    """How the invitation's state is shown to its own people: who reads this can be reached."""
    state = coverage.state_of(invitation)
    return STATES[coverage.SILENT if state == coverage.UNREACHABLE else state]


def in_preparation(request: HttpRequest) -> dict[str, Any] | None:
    """The next meetings with their next steps, for staff. Seven queries."""
    if not request.user.has_perm("meetings.see_workspace"):  # type: ignore[union-attr]
        return None
    coming = list(Meeting.objects.coming().with_page()[:NEXT])
    stand = standing.of(coming)
    rows = [{"meeting": one, "step": steps.next_step(one, stand[one.pk])} for one in coming]
    return {"rows": rows} if rows else None
