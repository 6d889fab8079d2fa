"""Signing up for open events: the public form, the personal page of the letter's link, the secretariat's list."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forum.services import limits
from forum.services.tables import Table
from forum.states import IllegalMove
from forum.views.downloads import download, wanted
from forum.views.errors import too_many
from meetings.calendar_requests import REQUEST
from meetings.forms.sign_ups import SignUpForm
from meetings.models import Meeting, SignUp
from meetings.services import sign_up_letters, sign_ups
from meetings.views.access import allowed, staff_sees, the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])
invites = allowed("meetings.invite")


def the_event(request: HttpRequest, public_id: str) -> Meeting:
    """The open event, or 404 when there is none that the reader may see."""
    meeting = the_meeting(request, public_id)
    if not meeting.kind.is_open:
        raise Http404
    return meeting


@never_cache
@FORM
def sign_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form; what comes of it is told by letter, so that nobody learns who else has signed up."""
    meeting = the_event(request, public_id)
    full, opened = sign_ups.places_left(meeting) == 0, sign_ups.is_open(meeting)
    form = SignUpForm(request.POST or None, full=full, remote=bool(meeting.remote_link)) if opened else None
    if request.method == "POST" and form and form.is_valid():
        if not limits.allows("sign-up", get_adapter().get_client_ip(request), times=30, seconds=3600):
            return too_many(request)
        if registered(form, meeting):
            return redirect("meetings:signed_up", public_id)
    about = {"section": "year", "meeting": meeting, "form": form, "full": full, "last_day": sign_ups.last_day(meeting)}
    about["open_to_all"] = _("Open to everybody who signs up")
    status = 422 if form and form.errors else 200
    return render(request, "meetings/sign_up.html", about, status=status)


def registered(form: SignUpForm, meeting: Meeting) -> bool:
    """Whether the service took it; otherwise the form says why not."""
    try:
        sign_ups.sign_up(meeting, **form.said())
    except (ValidationError, IllegalMove) as error:
        form.add_error(None, error if isinstance(error, ValidationError) else _("Try again."))
    return not form.errors


@never_cache
@require_safe
def signed_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens next."""
    return render(request, "meetings/signed_up.html", {"section": "year", "meeting": the_event(request, public_id)})


@never_cache
@FORM
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the letter's link opens; only a POST changes something."""
    found = sign_up_letters.open_link(token)
    if found is None:
        return render(request, "meetings/link_unknown.html", {"section": "year"}, status=404)
    if request.method == "POST":
        act(request, found)
        return redirect("meetings:my_sign_up", token)
    about = {
        "section": "year",
        "sign_up": found,
        "meeting": found.meeting,
        "token": token,
        "open_to_all": _("Open to everybody who signs up"),
        "takes_changes": sign_ups.takes_changes(found.meeting),
        "is_open": sign_ups.is_open(found.meeting),
    }
    return render(request, "meetings/my_sign_up.html", about)


def act(request: HttpRequest, found: SignUp) -> None:
    """Cancels, changes between room and remote, or signs up again."""
    do = request.POST.get("do")
    try:
        if do == "cancel":
            sign_ups.cancel(found)
        elif do in {"room", "remote"} and found.state == "cancelled":
            names = ("name", "email", "organisation", "language")
            sign_ups.sign_up(found.meeting, mode=do, **{name: getattr(found, name) for name in names})
        elif do in {"room", "remote"}:
            sign_ups.change_mode(found, mode=do)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IllegalMove:
        messages.info(request, _("This had been done already."))
    else:
        messages.success(request, _("Your sign-up is up to date. A letter says the same."))


@never_cache
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The event for the calendar of somebody who comes."""
    found = sign_up_letters.open_link(token)
    if found is None or found.state != "coming":
        raise Http404
    file = sign_up_letters.calendar_file(found, REQUEST)
    name = f'attachment; filename="{found.meeting.day:%Y-%m-%d}.ics"'
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})


@staff_sees
@require_safe
def listed(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Everybody who has signed up, for the secretariat."""
    meeting = the_event(request, public_id)
    rows = list(SignUp.objects.filter(meeting=meeting))
    if kind := wanted(request):
        return download(table(meeting, rows), kind)
    about: dict[str, Any] = {
        "section": "work",
        "tab": "sign_ups",
        "meeting": meeting,
        "rows": rows,
        "coming": sum(one.state == "coming" and one.mode == "room" for one in rows),
        "remote": sum(one.state == "coming" and one.mode == "remote" for one in rows),
        "waiting": sum(one.state == "waiting" for one in rows),
        "last_day": sign_ups.last_day(meeting),
        "may_invite": request.user.has_perm("meetings.invite"),  # type: ignore[union-attr]
    }
    return render(request, "meetings/sign_ups.html", about)


def words(one: SignUp) -> str:
    """The state in words."""
    return {"coming": _("coming"), "waiting": _("on the waiting list"), "cancelled": _("cancelled")}[one.state]


def table(meeting: Meeting, rows: list[SignUp]) -> Table:
    """The list to take away."""
    heads = [_("Name"), _("E-mail address"), _("Organisation"), _("State"), _("How"), _("Signed up"), _("Came")]
    modes = {"room": _("in the room"), "remote": _("remotely")}
    cells = (
        [one.name, one.email, one.organisation, words(one), modes[one.mode], one.at, one.here_at is not None]
        for one in rows
    )
    return Table(f"sign-ups-{meeting.day:%Y-%m-%d}", heads, cells, sheet=_("Sign-ups"))


@invites
@require_http_methods(["POST"])
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """The secretariat cancels a sign-up, or notes who came."""
    found = get_object_or_404(SignUp.objects.select_related("meeting__kind"), public_id=public_id)
    do = request.POST.get("do")
    try:
        if do == "cancel":
            sign_ups.cancel(found, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("%(name)s’s sign-up has been cancelled.") % {"name": found.name})
        elif do in {"here", "not_here"}:
            sign_ups.note_here(found, here=do == "here", by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IllegalMove:
        messages.info(request, _("This had been done already."))
    return redirect("meetings:sign_ups", found.meeting.public_id)
