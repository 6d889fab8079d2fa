"""Regional development discussions for everybody: the list, one record with its versions, and what changed."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.services.tables import Table
from forum.views.downloads import download, wanted
from themes.forms.talks import TalkSearch, theme_words
from themes.models import Talk
from themes.services import talk_content, talk_reading

PER_PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The discussions the reader may see, newest first, narrowed by the address; as a file with `format=`."""
    among = Talk.objects.visible_to(request.user).with_row().newest_first()
    search = TalkSearch(request.GET, among=among)
    found = search.found()
    if kind := wanted(request):
        return download(talk_table(found), kind)
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"section": "themes", "search": search, "page": page, "query": query, "kinds": talk_reading.KINDS}
    return render(request, "themes/talks.html", {**context, "is_long": talk_reading.is_long(among, query)})


def talk_table(talks: Iterable[Talk]) -> Table:
    """The rows shown, to take away."""
    heads = [_("Held on"), _("Kind"), _("Heading"), _("Large area"), _("Regions"), _("Organisations"), _("Themes")]
    heads += [_("State"), _("Conclusions published elsewhere"), _("Address")]
    widths = (12, 18, 60, 24, 40, 40, 40, 14, 40, 50)
    return Table("regional-development-discussions", heads, (cells(one) for one in talks), _("Discussions"), widths)


def cells(talk: Talk) -> list[Any]:
    """A discussion as cells."""
    bodies = [", ".join(str(one) for one in rows.all()) for rows in (talk.regions, talk.organisations)]
    themes = "; ".join(theme_words(one) for one in talk.themes.all())
    address = settings.SITE_URL + reverse("themes:talk", args=[talk.public_id])
    kind, state = str(talk_reading.KINDS[talk.kind]), str(talk_reading.STATES[talk.state])
    return [talk.held_on, kind, str(talk.title), str(talk.area), *bodies, themes, state, talk.material, address]


def the_talk(request: HttpRequest, public_id: str) -> Talk:
    """The discussion, or 404 when the reader may not see it."""
    return get_object_or_404(Talk.objects.visible_to(request.user), public_id=public_id)


@require_safe
def newest(request: HttpRequest, public_id: str) -> HttpResponse:
    """The record as it stands: its newest public version, or for those who may see it the draft."""
    return page(request, the_talk(request, public_id), None)


@require_safe
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The record as it stood in one version."""
    return page(request, the_talk(request, public_id), number)


def page(request: HttpRequest, talk: Talk, number: int | None) -> HttpResponse:
    """The page of a version, of the newest when none is named."""
    versions = list(talk.versions.all())
    chosen = next((one for one in versions if number in (None, one.number)), None)
    if number is not None and chosen is None:
        raise Http404
    context = {
        "section": "themes",
        "talk": talk,
        "shown": talk_reading.shown(talk, chosen),
        "version": chosen,
        "versions": versions,
        "state": talk_reading.STATES[talk.state],
        "may_write": request.user.has_perm("themes.write_talks"),
    }
    return render(request, "themes/talk.html", context)


@require_safe
def changes(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """What has changed from the version before, word by word."""
    talk = the_talk(request, public_id)
    now, before = (get_object_or_404(talk.versions, number=one) for one in (number, number - 1))
    found = talk_content.between(before.content, now.content)
    context = {"section": "themes", "talk": talk, "version": now, "before": before, "changes": found}
    return render(request, "themes/talk_changes.html", context)
