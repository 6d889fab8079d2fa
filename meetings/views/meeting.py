"""A meeting's public page and its calendar file."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.rules import is_staff
from meetings import calendar
from meetings.homes import home_of
from meetings.models import Meeting
from meetings.services import (
    action_reading,
    agenda,
    facts,
    notes_links,
    notes_reading,
    paper_lists,
    sign_ups,
    steps,
    talk_links,
)
from meetings.views.access import the_meeting_to_read
from meetings.views.desk import my_invitations
from themes import discussion

COUNTED = ("roots", "readable")


@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """When, where, about what, in which order; afterwards which regions were represented."""
    meeting = the_meeting_to_read(request, public_id)
    context = {"section": "year", "meeting": meeting, "steps": steps.public(meeting), **facts.of(meeting)}
    context |= _agenda(request, meeting)
    context["actions"] = action_reading.of_meeting(meeting, [row.item for row in context["rows"]])
    context["takes_sign_ups"] = sign_ups.is_open(meeting)
    context["agenda_day"] = meeting.deadline("agenda_out")
    context["may_plan"] = is_staff(request.user)
    context["away"] = away(meeting)
    context["concluded"] = notes_reading.concluded(meeting)
    context["check_notes"] = notes_links.to_check(request.user, meeting)
    context["talks"] = talk_links.talks_of(meeting=meeting) if meeting.in_talks else []  # type: ignore[attr-defined]
    context["my_invitations"] = my_invitations(request.user, meeting)
    return render(request, "meetings/meeting.html", context)


@dataclass(frozen=True)
class Away:
    """What can be downloaded from the page: what is public, and what is one's own as one of the invited."""

    agenda: bool
    notes: bool
    mine: bool

    @property
    def all(self) -> bool:
        """Whether there is anything for everybody."""
        return self.agenda or self.notes

    def __bool__(self) -> bool:
        return self.all or self.mine


def away(meeting: Meeting) -> Away:
    """What can be downloaded of the meeting. No queries."""
    mine = getattr(meeting, "reads_as_invited", False)
    return Away(meeting.agenda_published_at is not None, meeting.state == Meeting.State.NOTES_PUBLIC, mine)


def _agenda(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The agenda with its papers and discussions, once it is published; staff see it before."""
    if not meeting.agenda_published_at and not is_staff(request.user):
        return {"rows": [], "discussions": [], "papers": []}
    rows = agenda.timed(meeting, **discussion.counts())
    talked = [row for row in rows if row.item.thread and not row.item.is_break]
    homes = {row.item.thread_id: home_of(row.item, meeting) for row in talked if row.item.thread_id}
    threads = [row.item.thread for row in talked if row.item.thread]
    counts = {row.item.thread_id or 0: {name: getattr(row.item, name) for name in COUNTED} for row in talked}
    found = discussion.for_threads(threads, request, known_homes=homes, known_counts=counts) if threads else {}
    for row in talked:
        talk = found[row.item.thread_id or 0]
        row.talk = talk if talk.roots or talk.can_comment else None
    papers = paper_lists.read(meeting, request.user)
    for row in rows:
        row.papers = papers.of_item(row.item.pk)
    return {
        "rows": rows,
        "discussions": [row for row in talked if row.talk],
        "papers": papers.of_meeting,
        "carried": notes_reading.carried_points(row.item for row in rows),
    }


@require_safe
def calendar_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The public meeting for anybody's calendar: no names, no link to join."""
    meeting = get_object_or_404(Meeting.objects.public().with_calendar(), public_id=public_id)
    response = HttpResponse(calendar.public_file(meeting), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="aluefoorumi-{meeting.day.isoformat()}.ics"'
    return response
