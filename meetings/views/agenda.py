"""The coordinator's agenda editor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forum.texts import LANGUAGES
from meetings.forms.agenda import AgendaItemForm, CopyForm
from meetings.models import AgendaItem, Meeting
from meetings.services import action_reading, agenda, agenda_copies, agenda_warnings
from meetings.views.access import coordinator_plans, staff_sees, the_meeting
from themes.services.clash import Clash

LONGEST_PLACE = 5
"""Digits that no agenda's place has."""
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
    return _drawn(request, meeting, form, CopyForm(meeting=meeting) if may_plan else None)


def _drawn(
    request: HttpRequest, meeting: Meeting, form: AgendaItemForm | None, copy_form: CopyForm | None
) -> HttpResponse:
    """The editor's page; refused forms come back with 422."""
    shown = {**_shown(meeting), "form": form, "copy_form": copy_form, "may_plan": form is not None}
    refused = any(one.is_bound for one in (form, copy_form) if one)
    return render(request, "meetings/agenda.html", shown, status=422 if refused else 200)


def _shown(meeting: Meeting) -> dict[str, Any]:
    """The agenda as the editor shows it."""
    rows = agenda.timed(meeting)
    over = agenda.overrun(meeting, rows)
    return {
        "section": "work",
        "tab": "agenda",
        "meeting": meeting,
        "rows": rows,
        "actions": action_reading.of_meeting(meeting, [row.item for row in rows]),
        "overrun": over,
        "spare": -over,
        "oddities": agenda_warnings.of(meeting, rows),
    }


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
    """Moves the item up or down, or to a numbered place."""
    found, to = _item(public_id), request.POST.get("to", "")
    if to in {"up", "down"}:
        agenda.move(found, up=to == "up", by=request.user)  # type: ignore[arg-type]
    elif to.isdecimal() and len(to) < LONGEST_PLACE:
        agenda.place(found, position=int(to), by=request.user)  # type: ignore[arg-type]
    return redirect(reverse("meetings:agenda", args=[found.meeting.public_id]) + f"#item-{public_id}")


@coordinator_plans
@require_POST
def duplicate(request: HttpRequest, public_id: str) -> HttpResponse:
    """The item once more, right after it."""
    found = _item(public_id)
    made = agenda_copies.duplicate(found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("“%(title)s” is there twice now. Change the second one.") % {"title": made.title})
    return redirect("meetings:agenda_item", made.public_id)


@coordinator_plans
@require_POST
def copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another meeting's agenda at the end of this one."""
    meeting = the_meeting(request, public_id)
    form = CopyForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _drawn(request, meeting, AgendaItemForm(), form)
    try:
        made = agenda_copies.copy(meeting, source=form.cleaned_data["source"], by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = ngettext("%(count)s item has been copied.", "%(count)s items have been copied.", len(made))
        messages.success(request, told % {"count": len(made)})
    return redirect("meetings:agenda", public_id)


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
