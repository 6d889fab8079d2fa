"""The answer page: by personal link without signing in, or signed in. Looking changes nothing; only a POST answers."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forum.services import limits
from meetings import calendar_requests
from meetings.deadlines import AGENDA_OUT
from meetings.forms.answers import AnswerForm
from meetings.models import Answer, Invitation
from meetings.services import answers, attendance, links
from meetings.services.answers import Named
from meetings.services.links import ForgedLink, OldLink, Opened

ICAL = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Way:
    """By which way somebody came to the answer page, and where its pieces are."""

    opened: Opened
    channel: str
    path: str
    calendar: str
    others: tuple[Invitation, ...] = ()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the letter's link opens."""
    try:
        opened = links.open_link(token, to_read=request.method != "POST")
    except ForgedLink:
        return render(request, "meetings/link_unknown.html", {"section": "year"}, status=404)
    except OldLink as old:
        return old_page(request, old)
    path = reverse("meetings:answer", args=[token])
    return page(request, Way(opened, Answer.Channel.LINK, path, reverse("meetings:invitation_calendar", args=[token])))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same for a signed-in person; 404 for who is not invited."""
    found = own_invitations(request, public_id)
    chosen = next((one for one in found if one.public_id == request.GET.get("seat")), found[0])
    role = links.role_of(chosen, request.user)  # type: ignore[arg-type]
    why = links.why_old(chosen, request.user, role, chosen.link_version)  # type: ignore[arg-type]
    if why:
        return old_page(request, OldLink(why, chosen))
    path = reverse("meetings:my_answer", args=[public_id]) + f"?seat={chosen.public_id}"
    calendar = reverse("meetings:my_calendar", args=[public_id]) + f"?seat={chosen.public_id}"
    opened = Opened(chosen, request.user, role)  # type: ignore[arg-type]
    return page(request, Way(opened, Answer.Channel.PORTAL, path, calendar, tuple(found)))


def own_invitations(request: HttpRequest, public_id: str) -> list[Invitation]:
    """The person's invitations to the meeting, or 404."""
    asked = Invitation.objects.with_board().with_people().open_to(request.user).filter(meeting__public_id=public_id)  # type: ignore[arg-type]
    found = list(asked.exclude(meeting__state__in=["planned", "announced"]))
    if not found:
        raise Http404
    return found


def page(request: HttpRequest, way: Way) -> HttpResponse:
    """Shows the form or the receipt; takes a POSTed answer."""
    if request.method != "POST":
        changing = "change" in request.GET or not has_answered(way.opened)
        return draw(request, way, AnswerForm() if changing else None)
    form = AnswerForm(request.POST)
    if not allowed(request, way):
        form.is_valid()
        form.add_error(None, _("Too many tries in a short time. Wait a few minutes and send your answer again."))
        return draw(request, way, form, status=429)
    if form.is_valid() and register(form, way):
        return HttpResponseRedirect(way.path)
    return draw(request, way, form, status=422)


def allowed(request: HttpRequest, way: Way) -> bool:
    """At most ten answers in ten minutes for an invitation, sixty from one address."""
    per_link = limits.allows("answer", way.opened.invitation.public_id, times=10, seconds=600)
    return per_link and limits.allows("answer-from", get_adapter().get_client_ip(request), times=60, seconds=600)


def register(form: AnswerForm, way: Way) -> bool:
    """Hands the answer to the service; what it refuses stands at the form's fields."""
    found, opened = form.cleaned_data, way.opened
    try:
        answers.answer(
            opened.invitation,
            reply=found["reply"],
            mode=found["mode"],
            reason=found["reason"],
            by=opened.person,
            channel=way.channel,
            as_deputy=opened.as_deputy,
            deputy=Named(found["deputy_name"], found["deputy_email"]),
        )
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error(name if name in form.fields else None, messages)
    except answers.NotTaken:
        form.add_error(None, _("The invitation has changed meanwhile. Open the page again."))
    return form.is_valid()


def has_answered(opened: Opened) -> bool:
    """Whether there is an answer this person may look at instead of the form."""
    newest = opened.invitation.answer
    return newest is not None and (newest.as_deputy or not opened.as_deputy)


def comes(opened: Opened) -> bool:
    """Whether this person comes to the room for the invitation."""
    invitation = opened.invitation
    return invitation.attends and invitation.mode == "room" and invitation.person_id == opened.person.pk


def draw(request: HttpRequest, way: Way, form: AnswerForm | None, status: int = 200) -> HttpResponse:
    """The page, with the form or (without one) the receipt."""
    invitation, seat = way.opened.invitation, way.opened.invitation.seat
    about: dict[str, Any] = {
        "section": "year",
        "way": way,
        "opened": way.opened,
        "invitation": invitation,
        "meeting": invitation.meeting,
        "form": form,
        "chosen": chosen(form, way.opened) if form else {},
        "holder": seat.holder if seat else invitation.guest,
        "deputy": seat.deputy if seat else None,
        "badge": attendance.badge_address(invitation) if comes(way.opened) else "",
        "late": answers.is_late(invitation),
        "agenda_out": invitation.meeting.deadline(AGENDA_OUT),
        "history": list(invitation.answers.select_related("author")),  # type: ignore[attr-defined]
    }
    return render(request, "meetings/answer.html", about, status=status)


def chosen(form: AnswerForm, opened: Opened) -> dict[str, str]:
    """What the form shows as chosen: what was typed, else the present answer, else coming to the room."""
    if form.is_bound:
        return {name: str(form.data.get(name, "")) for name in form.fields}
    newest = opened.invitation.answer if has_answered(opened) else None
    if newest is None or newest.as_deputy != opened.as_deputy:
        return {"reply": "attend", "mode": "room"}
    return {"reply": newest.reply, "mode": newest.mode or "room", "reason": newest.reason}


def old_page(request: HttpRequest, old: OldLink) -> HttpResponse:
    """Says what has happened to the invitation and how to go on."""
    about = {"section": "year", "why": old.why, "meeting": old.invitation.meeting}
    return render(request, "meetings/link_old.html", about, status=410)


@never_cache
@require_safe
def calendar_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation's calendar file, by personal link."""
    try:
        return ical(links.open_link(token))
    except (ForgedLink, OldLink) as error:
        raise Http404 from error


@never_cache
@login_required
@require_safe
def my_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The invitation's calendar file, signed in."""
    found = own_invitations(request, public_id)
    chosen = next((one for one in found if one.public_id == request.GET.get("seat")), found[0])
    return ical(Opened(chosen, request.user, links.role_of(chosen, request.user)))  # type: ignore[arg-type]


def ical(opened: Opened) -> HttpResponse:
    """The file as a download."""
    response = HttpResponse(calendar_requests.request(opened.invitation, opened.person), content_type=ICAL)
    response["Content-Disposition"] = f'attachment; filename="{opened.invitation.meeting.day:%Y-%m-%d}.ics"'
    return response
