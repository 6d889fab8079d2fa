"""The coordinator's agenda editor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.texts import LANGUAGES
from meetings.forms.agenda import AgendaItemForm
from meetings.models import AgendaItem, Meeting
from meetings.services import agenda
from meetings.services.clash import Clash
from meetings.views.access import coordinator_plans, staff_sees, the_meeting

FORM = require_http_methods(["GET", "HEAD", "POST"])


@staff_sees
@FORM
def editor(request: HttpRequest, public_id: str) -> HttpResponse:
    """The agenda with its times; the coordinator adds items under it."""
    meeting, may_plan = the_meeting(request, public_id), request.user.has_perm("meetings.plan")  # type: ignore[union-attr]
    if request.method == "POST" and not may_plan:
        raise PermissionDenied
    form = AgendaItemForm(request.POST or None) if may_plan else None
    if form and request.method == "POST" and form.is_valid():
        made = agenda.add(meeting, by=request.user, **form.values())  # type: ignore[arg-type]
        messages.success(request, _("“%(title)s” has been added.") % {"title": made.title})
        return redirect("meetings:agenda", public_id)
    return render(request, "meetings/agenda.html", {**_shown(meeting), "form": form, "may_plan": may_plan})


def _shown(meeting: Meeting) -> dict[str, Any]:
    """The agenda as the editor shows it."""
    rows = agenda.timed(meeting)
    over = agenda.overrun(meeting, rows)
    return {"section": "work", "tab": "agenda", "meeting": meeting, "rows": rows, "overrun": over, "spare": -over}


def _item(public_id: str) -> AgendaItem:
    items = AgendaItem.objects.select_related(
        "meeting__kind", "meeting__cycle", "meeting__round", "meeting__theme", "thread"
    )
    return get_object_or_404(items, public_id=public_id)


@coordinator_plans
@FORM
def item(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes one item; when somebody else has changed it meanwhile, the saved text is shown beside."""
    found = _item(public_id)
    form = AgendaItemForm(request.POST or None, item=found)
    context: dict[str, Any] = {"section": "work", "form": form, "item": found, "meeting": found.meeting}
    if request.method == "POST" and form.is_valid():
        try:
            agenda.change(found, by=request.user, seen=form.cleaned_data["seen"], **form.values())  # type: ignore[arg-type]
        except Clash as clash:
            context["clash"] = clash.now
            context["clash_titles"] = [title for code in LANGUAGES if (title := getattr(clash.now, f"title_{code}"))]
            form.data = {**request.POST.dict(), "seen": agenda.mark(clash.now)}  # type: ignore[arg-type]
        else:
            messages.success(request, _("The changes have been saved."))
            return redirect("meetings:agenda", found.meeting.public_id)
    return render(request, "meetings/agenda_item.html", context)


@coordinator_plans
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Moves the item up or down."""
    found = _item(public_id)
    agenda.move(found, up=request.POST.get("to") == "up", by=request.user)  # type: ignore[arg-type]
    return redirect("meetings:agenda", found.meeting.public_id)


@coordinator_plans
@FORM
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Removes the item, after its name has been shown."""
    found = _item(public_id)
    if request.method == "POST":
        try:
            agenda.remove(found, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("“%(title)s” has been removed.") % {"title": found.title})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("meetings:agenda", found.meeting.public_id)
    context = {"section": "work", "item": found, "meeting": found.meeting, "stays": agenda.has_comments(found)}
    return render(request, "meetings/agenda_remove.html", context)


@coordinator_plans
@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Makes the agenda public."""
    meeting = the_meeting(request, public_id)
    try:
        agenda.publish(meeting, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The agenda is now public. Its items can be commented on."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:agenda", public_id)
