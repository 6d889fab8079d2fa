"""Series of briefs: a periodic review's own page and feed, and the coordinator's form of one."""

from datetime import UTC
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum import dates
from forum.views.staff import done
from themes.forms.brief_series import SeriesForm
from themes.models import Brief, BriefSeries
from themes.services import brief_reading, brief_series
from themes.views.brief_work import FORM, writes

IN_FEED = 30


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What the series is, how often it comes out, and its issues."""
    series = get_object_or_404(BriefSeries, slug=slug)
    issues = Brief.objects.visible_to(request.user).filter(series=series)
    listed = brief_reading.listed(issues, page=request.GET.get("page", ""))
    may_write = request.user.has_perm("themes.write_brief")  # type: ignore[union-attr]
    context = {"section": "briefs", "series": series, "listed": listed, "may_write": may_write}
    return render(request, "themes/brief_series.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest versions of briefs as Atom: a new version is a new entry."""
    made = Atom1Feed(
        title=_("Situation briefs"),
        link=request.build_absolute_uri(reverse("themes:briefs")),
        description=_("Situation briefs as they are published; a new version is a new entry."),
        language=dates.active(),
        feed_url=request.build_absolute_uri(),
    )
    for brief in Brief.objects.public().with_page().order_by("-published__published_at")[:IN_FEED]:
        add(made, brief, request)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(response, "utf-8")
    return response


def add(made: Atom1Feed, brief: Brief, request: HttpRequest) -> None:
    """A brief's newest version."""
    version: Any = brief.published
    address = request.build_absolute_uri(reverse("themes:brief", args=[brief.public_id]))
    at = version.published_at.astimezone(UTC)
    note = f"{version.note} " if version.note else ""
    made.add_item(
        title=str(brief.heading),
        link=address,
        unique_id=f"{address}#version-{version.number}",
        description=f"{note}{brief.opening}",
        pubdate=at,
        updateddate=at,
        categories=[str(brief.theme.name)],
    )


@writes
@FORM
def write(request: HttpRequest, slug: str = "") -> HttpResponse:
    """A new series, or a change of one."""
    series = get_object_or_404(BriefSeries, slug=slug) if slug else None
    form = SeriesForm(request.POST or None, series=series)
    made: list[BriefSeries] = []

    def deed() -> None:
        made.append(brief_series.write(by=request.user, series=series, **form.cleaned_data))  # type: ignore[arg-type]

    if request.method == "POST" and done(form, deed):
        messages.success(request, _("Saved."))
        return redirect("themes:brief_series", made[0].slug)
    cancel = reverse("themes:brief_series", args=[slug]) if slug else reverse("themes:brief_work")
    trail = [(reverse("themes:brief_work"), _("Briefs in the making"))]
    title = _("Change the series") if series else _("New series")
    context = {"section": "work", "form": form, "title": title, "trail": trail, "cancel": cancel}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)
