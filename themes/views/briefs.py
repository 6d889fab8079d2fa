"""Situation briefs: the list, one brief for the region the reader chooses, and the same on two printed pages."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum import dates
from forum.rules import is_staff
from forum.services import copies, limits, pdf
from forum.views.errors import too_many
from forum.views.files import download
from regions.models import Region
from regions.services import peers
from regions.views import data_files
from themes import discussion
from themes.homes import Home
from themes.models import Brief, BriefSeries
from themes.services import brief_content, brief_document, brief_page, brief_reading, pins
from themes.services.brief_content import Copy

MOST_PRINTS = 40
"""How many files of briefs one address may have typeset in ten minutes; copies that lie ready cost nothing."""


class TooOften(Exception):
    """This address has had too many files made."""


@require_safe
def brief_list(request: HttpRequest) -> HttpResponse:
    """All briefs the reader may see, newest first, or those of one theme."""
    asked = {name: request.GET.get(name, "") for name in ("theme", "kind", "page")}
    briefs = brief_reading.listed(Brief.objects.visible_to(request.user), **asked)
    context = {
        "section": "briefs",
        "listed": briefs,
        "query": rest_of(request),
        "all_series": BriefSeries.objects.order_by("slug"),
    }
    return render(request, "themes/briefs.html", context)


def rest_of(request: HttpRequest) -> QueryDict:
    """What the address says besides the page of a list."""
    query = request.GET.copy()
    query.pop("page", None)
    return query


def the_brief(request: HttpRequest, public_id: str) -> Brief:
    """The brief, or 404 when the reader may not see it."""
    return get_object_or_404(Brief.objects.visible_to(request.user).with_page(), public_id=public_id)


@require_safe
def brief_page_view(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The brief, for ?region=18, for ?region=maa (the whole country), or for the reader's own region."""
    return show(request, brief_content.read_by(the_brief(request, public_id)))


def show(request: HttpRequest, copy: Copy, **more: Any) -> HttpResponseBase:
    """A copy of a brief on its page, or its table of indicators as the file that ?format= asks for.

    `more` goes to the page's context.
    """
    brief, regions, asked = copy.brief, brief_reading.all_regions(), request.GET.get("region", "")
    region, known = brief_reading.chosen_region(asked, regions, request.user)
    choice = peers.asked(request.GET, regions)
    reading = brief_reading.read(copy, region=region, regions=regions, choice=choice)
    kind = data_files.wanted(request)
    if kind and (data := reading.data):
        return data_files.file(data, kind)
    place_code = region.code if region else brief_reading.WHOLE_COUNTRY
    context = {
        "section": "briefs",
        "brief": brief,
        "reading": reading,
        "around": brief_page.around(reading),
        "versions": brief.versions.order_by("-number").defer("content"),
        "choice": choice,
        "unknown": "" if known else asked[:20],
        "place_code": place_code,
        "of_place": {"region": place_code},
        **talked_of(request, copy),
        **more,
    }
    return render(request, "themes/brief.html", context)


def talked_of(request: HttpRequest, copy: Copy) -> dict[str, Any]:
    """The discussion, and what it has to do with each block; of an older version only what was said of it."""
    brief = copy.brief
    said_of = copy.number if copy.number and copy.number != brief.version else 0
    url = reverse("themes:brief", args=[brief.public_id])
    if said_of:
        url = reverse("themes:brief_version", args=[brief.public_id, said_of])
    home = Home(url, str(brief.heading), version=said_of or brief.version)
    threads, homes = [brief.thread], {brief.thread_id: home}
    shown = discussion.for_threads(threads, request, known_homes=homes, said_of=said_of)[brief.thread_id]
    may = shown.is_open and (shown.can_comment or not request.user.is_authenticated)
    about = pins.on_page(brief.thread, copy.number, is_open=may, commented=bool(shown.count), said_of=said_of)
    return {"discussion": shown, "pins": about}


@require_safe
def brief_pdf(request: HttpRequest, public_id: str, place: str) -> HttpResponseBase:
    """The newest version for a place ("18", or "maa" for the whole country), as two accessible A4 pages."""
    brief = the_brief(request, public_id)
    regions = brief_reading.all_regions()
    region = next((one for one in regions if one.code == place), None)
    if region is None and place != brief_reading.WHOLE_COUNTRY:
        raise Http404
    if brief.published is None and not is_staff(request.user):
        raise Http404
    try:
        made = printed(request, brief, region, regions)
    except TooOften:
        return too_many(request)
    words = {"theme": brief.theme.number, "place": region.name if region else _("Whole country")}
    name = _("Situation brief, theme %(theme)s, %(place)s") % words
    return download(request, made, name=f"{name}.pdf", content_type=pdf.CONTENT_TYPE)


def printed(request: HttpRequest, brief: Brief, region: Region | None, regions: list[Region]) -> bytes:
    """The file: one copy for everybody of each version, place and language; a draft is made anew each time."""

    def make() -> bytes:
        if not limits.allows("brief_pdf", get_adapter().get_client_ip(request), times=MOST_PRINTS, seconds=600):
            raise TooOften
        return brief_document.printed(brief_content.read_by(brief), region=region, regions=regions)

    if brief.published is None:
        return make()
    place = region.code if region else brief_reading.WHOLE_COUNTRY
    return copies.kept(f"brief {brief.public_id} {brief.version} {place} {dates.active()}", make)
