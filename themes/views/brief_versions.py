"""The public versions of a brief: each as it was published, and what changed from one to another."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from regions.views import data_files
from themes.models import Brief, BriefVersion
from themes.services import brief_changes, brief_content, brief_data
from themes.views.briefs import show


def the_brief(request: HttpRequest, public_id: str) -> Brief:
    """The brief, or 404 when the reader may not see it."""
    return get_object_or_404(Brief.objects.visible_to(request.user).with_page(), public_id=public_id)


def the_version(brief: Brief, number: int) -> BriefVersion:
    """A version of the brief, or 404."""
    return get_object_or_404(brief.versions.select_related("data_version"), number=number)


@require_safe
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """An older version as it was; the newest is read at the brief's own address."""
    brief = the_brief(request, public_id)
    if number == brief.version:
        return redirect("themes:brief", public_id)
    return show(request, brief_content.of_version(the_version(brief, number), brief), is_old=True)


@require_safe
def changes(request: HttpRequest, public_id: str, number: int) -> HttpResponseBase:
    """What changed in a version since the one before, or since `?since=`; ?format=csv of the figures that differ."""
    brief = the_brief(request, public_id)
    since = request.GET.get("since", "")
    earlier = int(since) if since.isdecimal() and len(since) < 4 else number - 1
    if not 0 < earlier < number:
        raise Http404
    new, old = (the_version(brief, one) for one in (number, earlier))
    found = brief_changes.between(*(brief_content.of_version(one, brief) for one in (old, new)))
    kind = data_files.wanted(request)
    name = f"brief-{public_id}-{earlier}-{number}"
    if kind and (data := brief_data.data_set(name, found.numbers, old.data_version, new.data_version)):
        return data_files.file(data, kind)
    others = brief.versions.filter(number__lt=number).order_by("-number").defer("content")
    context = {"section": "briefs", "brief": brief, "version": new, "before": old, "changes": found, "others": others}
    return render(request, "themes/brief_changes.html", context)
