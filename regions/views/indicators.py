"""Indicators: the coordinator's pages, and their figures as open data for everybody."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.services import harmless
from forum.services.tables import CSV
from forum.views.downloads import download
from forum.views.staff import done, for_staff
from regions.forms.figures import PERIODS, POLARITIES, IndicatorForm, NewIndicatorForm
from regions.models import DataVersion, Indicator, Observation, Region
from regions.services import figure_tables, figures, indicators, revision_data
from regions.services.jsonstat_writing import JSON_STAT
from regions.views import data_files
from regions.views.seats import me

FORM = require_http_methods(["GET", "HEAD", "POST"])


@for_staff("regions.manage_figures")
@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """All indicators, with how many figures each has and how new they are."""
    about = {"section": "work", "indicators": indicators.with_facts(), "polarities": dict(POLARITIES)}
    return render(request, "regions/indicators_staff.html", about)


@for_staff("regions.manage_figures")
@FORM
def new(request: HttpRequest) -> HttpResponse:
    """Makes an indicator; its figures come by an import."""
    form = NewIndicatorForm(request.POST or None, initial={"decimals": 1, "factor": 1})
    slug = request.POST.get("slug", "")
    if request.method == "POST" and done(form, lambda: make(form, request)):
        messages.success(request, _("The indicator has been added."))
        return redirect("regions:indicator_edit", slug)
    return render(request, "form_page.html", page(_("New indicator"), form, _("Add the indicator")))


def make(form: NewIndicatorForm, request: HttpRequest) -> Indicator:
    """The indicator that was described."""
    return indicators.create(by=me(request), slug=form.cleaned_data["slug"], **form.values())


@for_staff("regions.manage_figures")
@FORM
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator: what is said of it, which tables it comes from."""
    about = get_object_or_404(Indicator, slug=slug)
    form = IndicatorForm.of(about, request.POST or None)
    if request.method == "POST" and done(form, lambda: indicators.change(about, by=me(request), **form.values())):
        messages.success(request, _("The indicator has been changed."))
        return redirect("regions:indicator_edit", slug)
    about = get_object_or_404(Indicator, slug=slug)
    extra = {"indicator": about, "tables": indicators.tables_of(about)}
    return render(
        request, "regions/indicator_edit.html", {**page(str(about.name), form, _("Save the changes")), **extra}
    )


def page(title: str, form: Any, verb: str) -> dict[str, Any]:
    """The context of a page under the list of indicators."""
    home, listed = reverse("forum:work"), reverse("regions:indicators_staff")
    steps = [(home, _("The secretariat's tools")), (listed, _("Indicators"))]
    return {"section": "work", "title": title, "form": form, "verb": verb, "cancel": listed, "trail": steps}


@require_safe
def open_list(request: HttpRequest) -> HttpResponse:
    """All figures of the portal, to take away."""
    shown = [one for one in indicators.with_facts() if one.figures]  # type: ignore[attr-defined]
    return render(request, "regions/indicators.html", {"section": "regions", "indicators": shown})


@require_safe
def open_one(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One indicator for everybody: what it is, where it comes from, its newest figures and what has been revised.

    With ?format=csv (or another one) the revisions as a file; all figures have an address of their own.
    """
    about = get_object_or_404(Indicator, slug=slug)
    since = version_named(request.GET.get("since", ""))
    revised, kind = indicators.revisions(about, since=since), data_files.wanted(request)
    if kind and (data := revision_data.data_set(about, revised)):
        return data_files.file(data, kind)
    rows = list(indicators.figures_of(about))
    newest = newest_of(rows)
    context = {
        "section": "regions",
        "indicator": about,
        "rows": [row for row in rows if row.period == newest],
        "newest": newest,
        "count": len(rows),
        "since": since,
        "revisions": revised,
        "period": dict(PERIODS)[about.period_type],
        "may_edit": request.user.has_perm("regions.manage_figures"),
    }
    return render(request, "regions/indicator.html", context)


def newest_of(rows: list[Observation]) -> str:
    """The newest period in which a region has a value; without any, the newest one."""
    own = [row.period for row in rows if row.value is not None and row.region_id]
    return max(own or [row.period for row in rows], default="")


def version_named(public_id: str) -> DataVersion | None:
    """The data version of the address; None when there is none."""
    named = harmless.line(public_id)
    return DataVersion.objects.filter(public_id=named).first() if named else None


@require_safe
def open_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The indicator's figures as CSV, XLSX or JSON-stat; `version` gives those that a brief stands on."""
    about = get_object_or_404(Indicator, slug=slug)
    asked = request.GET.get("version", "")
    version = version_named(asked)
    kind = request.GET.get("format", CSV)
    if (asked and version is None) or kind not in data_files.KINDS:
        raise Http404
    rows = indicators.figures_of(about, version)
    if kind != JSON_STAT:
        return download(figure_tables.tidy(about, rows), kind)
    return data_files.file(figure_tables.data_set(about, rows, Region.objects.all(), version or figures.newest()), kind)
