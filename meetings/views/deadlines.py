"""Deadlines of a year and of a meeting: looked at, tried, changed, and set back to the usual."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.forms.confirming import give
from meetings.forms.offsets import OffsetsForm
from meetings.services import offsets, standing
from meetings.views.access import coordinator_plans, the_cycle, the_meeting
from themes.services.clash import Clash

FORM = require_http_methods(["GET", "HEAD", "POST"])


@coordinator_plans
@FORM
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """How long before and after its meetings the year's deadlines fall."""
    cycle = the_cycle(year)
    form = OffsetsForm(request.POST or None, cycle=cycle)
    back = reverse("meetings:cycle", args=[year])
    if request.method == "POST" and _done(request, form):
        return redirect(back)
    about = {"cycle": cycle, "back": back, "again": reverse("meetings:cycle_deadlines", args=[year])}
    return _draw(request, form, about)


@coordinator_plans
@FORM
def of_meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same for one meeting, with the days; `do=look` shows the days of what was typed and saves nothing."""
    meeting = the_meeting(request, public_id)
    form = OffsetsForm(request.POST or None, cycle=meeting.cycle, meeting=meeting, standing=standing.of_one(meeting))
    back = reverse("meetings:workspace", args=[public_id])
    if request.method == "POST" and _done(request, form):
        return redirect(back)
    about = {"cycle": meeting.cycle, "meeting": meeting, "back": back}
    return _draw(request, form, {**about, "again": reverse("meetings:meeting_deadlines", args=[public_id])})


def _draw(request: HttpRequest, form: OffsetsForm, about: dict[str, Any]) -> HttpResponse:
    context = {"section": "work", "form": form, "last": offsets.last_changed(form.row), **about}
    return render(request, "meetings/deadlines.html", context, status=422 if form.errors and form.is_bound else 200)


def _done(request: HttpRequest, form: OffsetsForm) -> bool:
    """Does what the pressed button asks; False when the form is to be drawn again."""
    does = request.POST.get("do")
    try:
        if does == "reset":
            saved = _reset(request, form)
        elif not form.is_valid() or does == "look":
            return False
        else:
            saved = give(form, lambda: _save(request, form), {})
    except Clash as clash:
        form.adopt(clash.now)  # type: ignore[arg-type]
        return False
    if saved is not None:
        messages.success(request, _("The deadlines have been changed.") if saved else _("Nothing was changed."))
    return saved is not None


def _save(request: HttpRequest, form: OffsetsForm) -> dict[str, Any]:
    way = {"by": request.user, "seen": form.cleaned_data["seen"], "offsets": form.values()}
    if form.meeting:
        return offsets.change_meeting(form.meeting, **way)  # type: ignore[arg-type]
    return offsets.change_year(form.cycle, **way)  # type: ignore[arg-type]


def _reset(request: HttpRequest, form: OffsetsForm) -> dict[str, Any] | None:
    """Back to the usual deadlines; what is refused is said."""
    way: dict[str, Any] = {"by": request.user, "seen": request.POST.get("seen", "")}
    try:
        if form.meeting:
            return offsets.reset_meeting(form.meeting, **way)
        return offsets.reset_year(form.cycle, **way)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
