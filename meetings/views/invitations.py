"""Inviting, guests, and one invitation's page: its history, an answer on behalf, taking it back."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forum import states
from meetings.deadlines import INVITATION
from meetings.forms.answers import GuestForm, OnBehalfForm, WithdrawForm
from meetings.models import Answer, CalendarReply, Invitation, Meeting
from meetings.services import answers, changes, coverage, invitations, ladder, receivers
from meetings.services.ladder_audiences import to_invite
from meetings.services.letter_rules import Situation
from meetings.views import board_words, dry_run_words, turns
from meetings.views.access import allowed, the_meeting
from meetings.views.coverage import invites

answers_on_behalf = allowed("meetings.answer_on_behalf")


@invites
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Before sending: who gets a letter and why, who is missing and why. A POST sends."""
    meeting = the_meeting(request, public_id)
    if request.method == "POST" and invited(request, meeting):
        return redirect("meetings:coverage", public_id)
    plan = invitations.prepare(meeting)
    about = {
        "section": "work",
        "meeting": meeting,
        "plan": plan,
        "letters": [
            (one, board_words.WHYS[one.why], board_words.PROBLEMS.get(one.problem, "")) for one in plan.letters
        ],
        "missing": [(one, board_words.PROBLEMS[one.problem]) for one in plan.missing],
        "changing": changes.draft_of(meeting) is not None,
        **dry_run_words.of(meeting, INVITATION, to_invite(Situation(meeting))),
    }
    return render(request, "meetings/send_invitations.html", about)


def invited(request: HttpRequest, meeting: Meeting) -> bool:
    """Sends them; False when the page is to be shown again with what was wrong."""
    try:
        count = len(ladder.send(meeting, INVITATION, by=request.user, reason=request.POST.get("reason", "")))  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    except states.IllegalMove:
        messages.error(request, _("Nobody can be invited to this meeting any more."))
        return True
    done = ngettext("%(count)s invitation leaves.", "%(count)s invitations leave.", count) % {"count": count}
    messages.success(request, done if count else dry_run_words.left(0))
    return True


@invites
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, public_id: str) -> HttpResponse:
    """A guest is put on the list; the letter leaves with the next sending."""
    meeting = the_meeting(request, public_id)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = invitations.add_guest(meeting, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error)
        else:
            name = added.guest.name if added.guest else ""
            messages.success(
                request, _("%(name)s is on the list. The letter leaves when you send invitations.") % {"name": name}
            )
            return redirect("meetings:coverage", public_id)
    status = 422 if form.errors else 200
    return render(request, "meetings/guest.html", {"section": "work", "meeting": meeting, "form": form}, status=status)


def the_invitation(public_id: str) -> Invitation:
    """The invitation with all that its page shows, or 404."""
    found: Invitation = get_object_or_404(
        Invitation.objects.with_board().with_people().with_last_answers(), public_id=public_id
    )
    return found


@answers_on_behalf
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """A seat's invitation: who was asked, every answer, and a form to answer on behalf, also for several in turn."""
    invitation = the_invitation(public_id)
    turn = turns.of(request, invitation)
    form = OnBehalfForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid() and answered(request, form, invitation):
        return HttpResponseRedirect(turn.onward)
    receiver = receivers.for_seat(invitation.seat, invitation) if invitation.seat else receivers.for_guest(invitation)
    row = coverage.row_of(receiver, {})
    about = {
        "section": "work",
        "invitation": invitation,
        "meeting": invitation.meeting,
        "form": form,
        "turn": turn,
        "withdraw_form": WithdrawForm(),
        "line": board_words.Line(row),
        **history(invitation),
        "letters": invitation.letters.select_related("letter"),  # type: ignore[attr-defined]
    }
    return render(request, "meetings/invitation.html", about, status=422 if form.errors else 200)


def history(invitation: Invitation) -> dict[str, Any]:
    """Every answer in words, newest first, with its mail; and what calendars said that did not count."""
    replies = list(invitation.calendar_replies.select_related("mail").defer("mail__source"))  # type: ignore[attr-defined]
    brought = {one.answer_id: one for one in replies if one.outcome == "applied"}
    found = [
        {
            "answer": answer,
            "said": board_words.said(answer),
            "channel": board_words.CHANNELS[answer.channel],
            "brought": brought.get(answer.pk),
        }
        for answer in invitation.answers.select_related("author")  # type: ignore[attr-defined]
    ]
    return {
        "history": found,
        "not_counted": [not_counted(one) for one in replies if one.outcome in board_words.NOT_COUNTED],
    }


def not_counted(reply: CalendarReply) -> dict[str, Any]:
    """An answer from a calendar that was kept and changed nothing, and why."""
    said, why = board_words.PARTSTATS.get(reply.partstat, "?"), board_words.NOT_COUNTED[reply.outcome]
    return {"reply": reply, "said": said, "why": why}


def answered(request: HttpRequest, form: OnBehalfForm, invitation: Invitation) -> bool:
    """Hands the answer to the service; what it refuses stands in the form."""
    try:
        answers.answer(invitation, by=request.user, channel=Answer.Channel.ON_BEHALF, **form.answer())  # type: ignore[arg-type]
    except ValidationError as error:
        for name, problems in error.message_dict.items():
            form.add_error(name if name in form.fields else None, problems)
    except answers.NotTaken:
        form.add_error(None, _("This meeting no longer takes answers."))
    else:
        messages.success(request, _("The answer of %(seat)s has been recorded.") % {"seat": invitation.who})
    return form.is_valid()


@invites
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes the invitation back."""
    invitation = the_invitation(public_id)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        invitations.withdraw(invitation, by=request.user, reason=reason)  # type: ignore[arg-type]
    except states.IllegalMove:
        messages.error(request, _("The invitation could not be withdrawn any more."))
    else:
        messages.success(request, _("The invitation of %(seat)s has been withdrawn.") % {"seat": invitation.who})
    return HttpResponseRedirect(reverse("meetings:coverage", args=[invitation.meeting.public_id]))


@invites
@require_POST
def put_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """A withdrawn invitation is put on the list again."""
    invitation = the_invitation(public_id)
    try:
        invitations.put_back(invitation, by=request.user)  # type: ignore[arg-type]
    except states.IllegalMove:
        messages.error(request, _("This invitation has not been withdrawn."))
    else:
        said = _("%(name)s is on the list. The letter leaves when you send invitations.") % {"name": invitation.who}
        messages.success(request, said)
    return HttpResponseRedirect(reverse("meetings:coverage", args=[invitation.meeting.public_id]))
