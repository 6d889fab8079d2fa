"""Mass letters about meetings: the year's calendar to all seats, a letter about a meeting, the survey after it."""

from typing import Any

from forum import clock, dates
from forum.addresses import in_all_languages
from forum.models import Mailing
from forum.texts import texts_of
from meetings.models import Cycle, Meeting
from meetings.services.invitation_letters import meeting_facts

MOST = 60
MINUTES = 5


def years() -> list[tuple[str, Any]]:
    """The public years that are not over."""
    found = Cycle.objects.public().filter(year__gte=clock.today().year).order_by("year")
    return [(str(cycle.year), cycle.year) for cycle in found]


def calendar_facts(mailing: Mailing) -> dict[str, Any]:
    """The year's meetings in order, and where to put them into one's own calendar."""
    meetings = Meeting.objects.filter(cycle__year=mailing.about_id or 0).exclude(state="cancelled")
    found = meetings.exclude(announced_at=None).select_related("kind", "theme").order_by("starts_at")
    year = int(mailing.about_id or 0)
    return {"year": year, "meetings": [line(meeting) for meeting in found], "year_url": year_address(year)}


def line(meeting: Meeting) -> dict[str, Any]:
    """One meeting of the year."""
    return {
        "kind": texts_of(meeting.kind, "name"),
        "theme": texts_of(meeting.theme, "name"),
        "place": texts_of(meeting, "place"),
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "meeting_url": in_all_languages("meetings:meeting", meeting.public_id),
    }


def year_address(year: int) -> dict[str, str]:
    """The year's page."""
    return in_all_languages("meetings:year_of", year) if year else {}  # type: ignore[arg-type]


def coming() -> list[tuple[str, Any]]:
    """Announced meetings that are still to come."""
    found = Meeting.objects.exclude(announced_at=None).exclude(state="cancelled").filter(ends_at__gt=clock.now())
    return choices(found.order_by("starts_at"))


def past() -> list[tuple[str, Any]]:
    """Meetings that are over, the newest first."""
    found = Meeting.objects.exclude(announced_at=None).exclude(state="cancelled").filter(ends_at__lte=clock.now())
    return choices(found.order_by("-starts_at"))


def choices(meetings: Any) -> list[tuple[str, Any]]:
    """(public id, the meeting in words)."""
    found = meetings.select_related("kind")[:MOST]
    return [(one.public_id, f"{one.kind.name} {dates.numeric(one.starts_at)}") for one in found]


def about_meeting(mailing: Mailing) -> dict[str, Any]:
    """What letters say of the meeting the mailing is about."""
    with_words = Meeting.objects.select_related("kind", "theme", "cycle", "prepared_by")
    meeting = with_words.filter(public_id=mailing.about_id).first()
    return {**meeting_facts(meeting), "meeting_name": texts_of(meeting.kind, "name")} if meeting else {}


def survey_facts(mailing: Mailing) -> dict[str, Any]:
    """The meeting, and where to say how it went: the feedback form."""
    return {**about_meeting(mailing), "survey_url": in_all_languages("forum:feedback"), "minutes": MINUTES}
