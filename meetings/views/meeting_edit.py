"""Changing a meeting. What people outside know of it waits in a draft of changes; the rest is saved at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.forms.confirming import give
from meetings.forms.meeting import MeetingForm, present
from meetings.forms.meeting_edit import MeetingEditForm
from meetings.models import Meeting
from meetings.services import changes, meetings, standing
from meetings.services.meetings import Edited
from meetings.views.access import coordinator_plans, the_meeting
from themes.services.clash import Clash


@coordinator_plans
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes the meeting; a new day shows its effect first. Of two who write at once the second sees both texts."""
    meeting = the_meeting(request, public_id)
    notice = changes.draft_of(meeting)
    form = MeetingEditForm(
        request.POST or None,
        cycle=meeting.cycle,
        meeting=meeting,
        notice=notice,
        standing=standing.of_one(meeting),
    )
    context: dict[str, Any] = {"section": "work", "form": form, "meeting": meeting, "cycle": meeting.cycle}
    if request.method == "POST" and form.is_valid() and not form.previewing:
        try:
            edited = give(form, lambda: _save(request, meeting, form))
        except Clash as clash:
            edited, context["clash"] = None, _both(form, clash)
        if edited is not None:
            return _told(request, edited, public_id)
    return render(request, "meetings/meeting_form.html", context)


def _save(request: HttpRequest, meeting: Meeting, form: MeetingEditForm) -> Edited:
    given = form.cleaned_data
    return meetings.change(
        meeting,
        by=request.user,  # type: ignore[arg-type]
        revision=given["revision"] or 0,
        draft=given["draft"] or 0,
        spelling=given.get("spelling", False),
        **form.values(),
    )


def _told(request: HttpRequest, edited: Edited, public_id: str) -> HttpResponse:
    """Says what was saved and what waits; who has made changes that wait looks at them next."""
    if edited.saved:
        messages.success(request, _("The changes have been saved."))
    elif edited.waiting is None:
        messages.success(request, _("Nothing was changed."))
    if edited.waiting is None:
        return redirect("meetings:workspace", public_id)
    messages.info(request, _("The changes wait here. Nobody has been told of them yet."))
    return redirect("meetings:changes", public_id)


def _both(form: MeetingEditForm, clash: Clash) -> list[dict[str, Any]]:
    """What is saved now beside what was typed, where they differ; saving again then means the typed text."""
    saved = MeetingForm(cycle=form.cycle, meeting=clash.now)  # type: ignore[arg-type]
    now = present(clash.now)  # type: ignore[arg-type]
    form.refill(revision=now["revision"], draft=getattr(clash.now, "draft", 0))
    rows = []
    for name, value in now.items():
        typed = form.cleaned_data.get(name)
        if name != "revision" and (getattr(typed, "pk", typed) or None) != (value or None):
            rows.append({"label": form[name].label, "saved": _shown(saved, name), "typed": typed or "–"})
    return rows


def _shown(form: MeetingForm, name: str) -> Any:
    """A value in words."""
    field, value = form.fields[name], form[name].value()
    if hasattr(field, "queryset") and value:
        return field.label_from_instance(field.queryset.get(pk=value))  # type: ignore[attr-defined]
    return value or "–"
