"""Input from working groups and networks: the coordinator's list, and the network's own page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.rules import is_staff
from forum.states import IllegalMove
from forum.views.staff import done
from meetings.forms.inputs import AskForm, ReportForm
from meetings.models import InputRequest
from meetings.services import inputs
from meetings.views.access import coordinator_plans, staff_sees, the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@FORM
def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who has been asked, what has come, and who is silent; the coordinator asks more."""
    meeting, person = the_meeting(request, public_id), request.user
    may_plan = person.has_perm("meetings.plan")  # type: ignore[union-attr]
    if request.method == "POST" and not may_plan:
        raise PermissionDenied
    usable = may_plan and not meeting.is_over and meeting.state != "cancelled"
    form = AskForm(request.POST or None, meeting=meeting) if usable else None
    if (
        form and request.method == "POST" and done(form, lambda: inputs.ask(meeting, by=person, **form.values()))  # type: ignore[arg-type]
    ):
        messages.success(request, _("The network has been asked, and a letter is on its way."))
        return redirect("meetings:inputs", public_id)
    asked = InputRequest.objects.filter(meeting=meeting).select_related("network", "item", "paper", "received_from")
    about: dict[str, Any] = {"section": "work", "tab": "inputs", "meeting": meeting, "form": form}
    about |= {"asked": asked.exclude(state="withdrawn"), "may_plan": may_plan}
    return render(request, "meetings/inputs.html", about, status=422 if form and form.errors else 200)


@require_safe
def public(request: HttpRequest, public_id: str) -> HttpResponse:
    """What networks have given for the meeting, for everybody who may read its agenda."""
    meeting = the_meeting(request, public_id)
    about = {"section": "year", "meeting": meeting}
    about["inputs"] = inputs.public_inputs(meeting, staff=is_staff(request.user))
    return render(request, "meetings/meeting_inputs.html", about)


@coordinator_plans
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes a request back."""
    found = get_object_or_404(InputRequest.objects.select_related("meeting", "network"), public_id=public_id)
    try:
        inputs.withdraw(found, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The request to %(network)s has been taken back.") % {"network": found.network})
    except IllegalMove:
        messages.info(request, _("This had been done already."))
    return redirect("meetings:inputs", found.meeting.public_id)


@never_cache
@login_required
@FORM
def give(request: HttpRequest, public_id: str) -> HttpResponse:
    """The network's own page; 404 for who neither answers for it nor is staff."""
    person: Any = request.user
    found = InputRequest.objects.exclude(state="withdrawn").filter(public_id=public_id)
    found = found.select_related("network", "item", "paper", "meeting__kind", "meeting__cycle", "meeting__theme")
    one = get_object_or_404(found)
    own = inputs.answerable_by(person).filter(pk=one.pk).exists()
    if not own and not is_staff(person):
        raise Http404
    if request.method == "POST" and not own:
        raise PermissionDenied
    form = ReportForm.of(one, request.POST or None, request.FILES or None) if own else None
    if form and request.method == "POST" and done(form, lambda: inputs.report(one, by=person, **form.said())):
        messages.success(request, _("Thank you. The input stands with the agenda."))
        return redirect("meetings:input", public_id)
    about = {"section": "desk", "one": one, "meeting": one.meeting, "form": form}
    return render(request, "meetings/input.html", about, status=422 if form and form.errors else 200)
