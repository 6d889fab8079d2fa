"""In the room: the chair's screen, the list at the door, the codes, and the record of who was there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import clock
from forum.services.tables import Table
from forum.views.downloads import download, wanted
from meetings.models import AgendaItem, Attendance, Invitation, Meeting
from meetings.services import attendance, running
from meetings.views.access import allowed, staff_sees, the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])
leads = allowed("meetings.lead")
MODES = frozenset(Invitation.Mode.values)


@never_cache
@staff_sees
@require_safe
def screen(request: HttpRequest, public_id: str) -> HttpResponse:
    """The chair's screen: agenda with clock, who is here by region, what was said on the item that is on."""
    meeting = the_meeting(request, public_id)
    run, found = running.of(meeting), attendance.places(meeting)
    asked = next((row for row in run.rows if row.item.public_id == request.GET.get("item")), None)
    about: dict[str, Any] = {
        "section": "work",
        "tab": "room",
        "meeting": meeting,
        "run": run,
        "looked_at": asked or run.row,
        "said": running.said_on(asked.item) if asked else run.said,
        "regions": attendance.by_region(found),
        "here": sum(place.here is not None for place in found),
        "expected": sum(place.expected for place in found),
        "now": clock.now(),
        "is_on": attendance.is_on(meeting),
        "query": request.GET.urlencode(),
    }
    part = "meetings/_room.html" if getattr(request, "htmx", False) else "meetings/room.html"
    return render(request, part, about)


@leads
@require_POST
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """The chair goes on to an item, or (`back`) takes it back."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), public_id=public_id)
    act = running.take_back if "back" in request.POST else running.begin
    act(item, by=request.user)  # type: ignore[arg-type]
    return redirect("meetings:in_the_room", item.meeting.public_id)


@never_cache
@staff_sees
@require_safe
def listed(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The list at the door, which is also the record of who was there."""
    meeting = the_meeting(request, public_id)
    found = attendance.places(meeting)
    if kind := wanted(request):
        return download(record(meeting, found), kind)
    words = request.GET.get("q", "").strip().casefold()
    shown = [place for place in found if words in f"{place.invitation.who} {place.who or ''}".casefold()]
    about = {
        "section": "work",
        "tab": "check_in",
        "meeting": meeting,
        "places": shown,
        "words": request.GET.get("q", ""),
        "here": sum(place.here is not None for place in found),
        "room": sum(place.here is not None and place.here.mode == "room" for place in found),
        "expected": sum(place.expected for place in found),
        "regions": attendance.by_region(found),
        "is_on": attendance.is_on(meeting),
        "query": request.GET.urlencode(),
    }
    return render(request, "meetings/check_in.html", about)


def record(meeting: Meeting, found: list[attendance.Place]) -> Table:
    """The record to take away."""
    heads = [_("Seat"), _("Who came"), _("How"), _("When"), _("Noted")]
    rows = (attendance.words_of(place) for place in found)
    return Table(f"attendance-{meeting.day:%Y-%m-%d}", heads, rows, sheet=_("Attendance"))


@leads
@require_POST
def check_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Notes on the list that somebody is here, or takes it back."""
    found = get_object_or_404(Invitation.objects.with_board(), public_id=public_id)
    note(request, found, Attendance.Channel.LIST)
    return redirect("meetings:check_in", found.meeting.public_id)


def note(request: HttpRequest, found: Invitation, channel: str) -> None:
    """What was pressed: here in the room, here remotely, or a mistake."""
    do = request.POST.get("do", "")
    by: Any = request.user
    name = found.person.name if found.person else found.who
    try:
        if do in MODES:
            attendance.check_in(found, mode=do, channel=channel, by=by)
            messages.success(request, _("%(name)s is here.") % {"name": name})
        elif do == "back":
            attendance.take_back(found, by=by)
            messages.success(request, _("Taken back: %(name)s.") % {"name": name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


@never_cache
@leads
@FORM
def badge(request: HttpRequest, token: str) -> HttpResponse:
    """What a personal code opens for the secretariat: whose it is, and one button."""
    found = attendance.invitation_of_badge(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        note(request, found, Attendance.Channel.CODE)
        return redirect("meetings:check_in_badge", token)
    place = next((one for one in attendance.places(found.meeting) if one.invitation.pk == found.pk), None)
    about = {"section": "work", "place": place, "meeting": found.meeting, "is_on": attendance.is_on(found.meeting)}
    return render(request, "meetings/badge.html", about)


@staff_sees
@require_safe
def door(request: HttpRequest, public_id: str) -> HttpResponse:
    """A sheet with the code to put on the door."""
    meeting = the_meeting(request, public_id)
    about = {"section": "work", "tab": "check_in", "meeting": meeting, "address": attendance.door_address(meeting)}
    return render(request, "meetings/door.html", about)


@never_cache
@login_required
@FORM
def here(request: HttpRequest, token: str) -> HttpResponse:
    """What the code on the door opens: one's own places, and "I am here"."""
    meeting = attendance.meeting_at_door(token)
    if meeting is None:
        raise Http404
    person: Any = request.user
    own = attendance.own_places(meeting, person)
    if request.method == "POST":
        chosen = next((place for place in own if place.invitation.public_id == request.POST.get("place")), None)
        if chosen:
            try:
                mode = Invitation.Mode.ROOM
                attendance.check_in(chosen.invitation, mode=mode, channel="code", by=person, person=person)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect("meetings:here", token)
    about = {"section": "desk", "meeting": meeting, "places": own, "is_on": attendance.is_on(meeting), "token": token}
    return render(request, "meetings/here.html", about)
