"""The public notes: the newest version, older ones, and what has changed between them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import Meeting, NotesVersion
from meetings.services import notes_changes, notes_reading
from meetings.views.access import the_meeting


def the_version(meeting: Meeting, number: int | None = None) -> NotesVersion:
    """A public version, or 404: drafts and notes in checking are nobody's who reads here."""
    found = notes_reading.version(meeting, number)
    if found is None:
        raise Http404
    return found


@require_safe
def newest(request: HttpRequest, public_id: str) -> HttpResponse:
    """The notes as they stand."""
    return _page(request, the_meeting(request, public_id), None)


@require_safe
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The notes as they stood in one version."""
    return _page(request, the_meeting(request, public_id), number)


def _page(request: HttpRequest, meeting: Meeting, number: int | None) -> HttpResponse:
    shown = the_version(meeting, number)
    versions = notes_reading.versions(meeting)
    context = {
        "section": "year",
        "meeting": meeting,
        "version": shown,
        "versions": versions,
        "newest": versions[0],
        "items": notes_reading.shown(shown.content),
    }
    return render(request, "meetings/meeting_notes.html", context)


@require_safe
def changes(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """What has changed from the version before, word by word."""
    meeting = the_meeting(request, public_id)
    shown, before = the_version(meeting, number), the_version(meeting, number - 1)
    found = notes_changes.between(before.content, shown.content)
    context = {"section": "year", "meeting": meeting, "version": shown, "before": before, "changes": found}
    return render(request, "meetings/notes_changes.html", context)
