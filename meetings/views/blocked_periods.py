"""Periods without meetings: the list, one of them, and taking them in from a calendar file after a look at it."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import clock
from meetings.forms.blocked import WHOM, FileForm, PeriodForm, present
from meetings.forms.confirming import give
from meetings.models import BlockedPeriod
from meetings.services import blocked_periods, obstacles
from meetings.services.blocked_periods import CHANGED, GONE, NEW, SAME
from meetings.views.access import coordinator_plans, staff_sees

FORM = require_http_methods(["GET", "HEAD", "POST"])
WHAT = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changed"),
    SAME: gettext_lazy("Known already"),
    GONE: gettext_lazy("No longer in the file: tick to remove it"),
}


@staff_sees
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The periods entered or taken in, and those of the country's profile."""
    found = BlockedPeriod.objects.select_related("added_by")
    today = clock.today()
    context = {
        "section": "work",
        "coming": [(one, whom(one.level)) for one in found.filter(last_day__gte=today)],
        "past": [(one, whom(one.level)) for one in found.filter(last_day__lt=today).order_by("-first_day")[:50]],
        "standing": [(one, whom(one.level)) for one in obstacles.profile_periods()],
        "may_plan": request.user.has_perm("meetings.plan"),  # type: ignore[union-attr]
    }
    return render(request, "meetings/blocked_periods.html", context)


def whom(level: str) -> Any:
    """Which meetings a period concerns, in words."""
    return dict(WHOM)[level]


def trail() -> list[tuple[str, str]]:
    """Where the pages of periods stand."""
    return [(reverse("meetings:blocked_periods"), _("Periods without meetings"))]


@coordinator_plans
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """A period by hand."""
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = give(form, lambda: blocked_periods.add(by=request.user, **form.values()))  # type: ignore[arg-type]
        if made:
            messages.success(request, _("The period has been added. Drafts show it at once."))
            return redirect("meetings:blocked_periods")
    context = {"title": _("Add a period without meetings"), "verb": _("Add the period"), **around()}
    return render(request, "form_page.html", {"form": form, **context})


def around() -> dict[str, Any]:
    """What the pages with one form share."""
    return {"section": "work", "cancel": reverse("meetings:blocked_periods"), "trail": trail()}


@coordinator_plans
@FORM
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a period."""
    period = get_object_or_404(BlockedPeriod, public_id=public_id)
    form = PeriodForm(request.POST or None, initial=present(period))
    if request.method == "POST" and form.is_valid() and give(form, lambda: changed(request, period, form)):
        messages.success(request, _("The period has been changed."))
        return redirect("meetings:blocked_periods")
    return render(request, "form_page.html", {"form": form, "title": period.name, **around()})


def changed(request: HttpRequest, period: BlockedPeriod, form: PeriodForm) -> bool:
    """Gives the period the form's values."""
    blocked_periods.change(period, by=request.user, **form.values())  # type: ignore[arg-type]
    return True


@coordinator_plans
@FORM
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks, then removes a period."""
    period = get_object_or_404(BlockedPeriod, public_id=public_id)
    if request.method == "POST":
        blocked_periods.remove(period, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("“%(name)s” has been removed.") % {"name": period.name})
        return redirect("meetings:blocked_periods")
    context = {
        "title": _("Remove “%(name)s”?") % {"name": period.name},
        "text": _("Meetings may be planned on its days again."),
        "verb": _("Remove the period"),
        "danger": True,
    }
    return render(request, "confirm.html", {**around(), **context})


@coordinator_plans
@FORM
def bring(request: HttpRequest) -> HttpResponse:
    """Reads a calendar file, and shows what taking it in would do. Nothing is saved here."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return render(
            request, "meetings/blocked_preview.html", {"section": "work", **looked_at(form), "trail": trail()}
        )
    context = {"title": _("Take in a calendar file"), "verb": _("Look at the file"), **around()}
    return render(request, "form_page.html", {"form": form, **context})


def looked_at(form: FileForm) -> dict[str, Any]:
    """The preview of a file."""
    given, reading = form.given(), form.cleaned_data["file"]
    rows = blocked_periods.preview(given)
    return {
        "given": given,
        "rows": [{"row": row, "what": WHAT[row.what], "ticked": row.what in {NEW, CHANGED}} for row in rows],
        "rejected": reading.rejected,
        "outside": reading.outside,
        "sealed": given.sealed(),
        "whom": whom(given.level),
        "window": blocked_periods.window(),
        "any_to_take": any(row.what != SAME for row in rows),
    }


@coordinator_plans
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Takes in what was ticked in the preview."""
    try:
        given = blocked_periods.unsealed(request.POST.get("sealed", ""))
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Choose the file again."))
        return redirect("meetings:blocked_import")
    counts = blocked_periods.take_in(given, chosen=request.POST.getlist("chosen"), by=request.user)  # type: ignore[arg-type]
    messages.success(request, counted(counts))
    return redirect("meetings:blocked_periods")


def counted(counts: dict[str, int]) -> str:
    """What was taken in, in one sentence."""
    if not any(counts.values()):
        return _("Nothing was changed.")
    said = [
        ngettext("%(n)s period added", "%(n)s periods added", counts[NEW]) % {"n": counts[NEW]},
        ngettext("%(n)s changed", "%(n)s changed", counts[CHANGED]) % {"n": counts[CHANGED]},
        ngettext("%(n)s removed", "%(n)s removed", counts[GONE]) % {"n": counts[GONE]},
    ]
    return f"{', '.join(said)}."
