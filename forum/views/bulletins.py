"""Bulletins for everybody: the archive, a bulletin's page, the feed."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum import clock, dates
from forum.context import in_words
from forum.models import Bulletin
from forum.services import bulletin_reading as reading
from forum.services import topics
from forum.services.bulletin_blocks import as_html

PER_PAGE = 20
IN_FEED = 30
ON_FRONT_PAGE = 3


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """All public bulletins, newest first."""
    page = Paginator(Bulletin.objects.public(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"section": "bulletins", "page": page, "rows": reading.with_topics(page.object_list)}
    return render(request, "forum/bulletins.html", context)


@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One bulletin; before it has gone out only the secretariat's own preview shows it."""
    found = get_object_or_404(Bulletin.objects.public(), public_id=public_id)
    return render(request, "forum/bulletin.html", about(found))


def about(bulletin: Bulletin) -> dict[str, Any]:
    """What a bulletin's page shows."""
    return {
        "section": "bulletins",
        "bulletin": bulletin,
        "parts": reading.sections_of(bulletin),
        "topics": topics.named(bulletin.topics),
    }


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest bulletins for feed readers, in the address's language."""
    bulletins = reading.newest(IN_FEED)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made_of(bulletins, request.path).write(response, "utf-8")
    return response


def made_of(bulletins: list[Bulletin], path: str) -> Atom1Feed:
    """The feed; an entry says in which language it is, where that is not the feed's."""
    made = Feed(
        title=_("Bulletins: %(forum)s") % {"forum": in_words("name")},
        link=settings.SITE_URL + reverse("forum:bulletins"),
        feed_url=settings.SITE_URL + path,
        description=in_words("runs"),
        language=dates.active(),
        feed_guid=settings.SITE_URL + path,
        updated=reading.last_change(bulletins) or clock.now(),
    )
    for one in bulletins:
        made.add_item(
            title=str(one.title),
            link=settings.SITE_URL + reverse("forum:bulletin", args=[one.public_id]),
            description=as_html(one.lead),
            unique_id=f"tag:{settings.MAIL_DOMAIN},{one.made_at:%Y-%m-%d}:bulletin:{one.public_id}",
            pubdate=one.published_at,
            updateddate=one.published_at,
            lang=one.title.lang,
        )
    return made


class Feed(Atom1Feed):
    """An Atom feed that says since when it is as it is, and marks entries in other languages."""

    def latest_post_date(self) -> Any:
        """When the newest bulletin came out."""
        return self.feed["updated"]

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """An entry in another language than the feed says which."""
        return {} if item["lang"] == self.feed["language"] else {"xml:lang": item["lang"]}


def on_front_page(request: HttpRequest) -> dict[str, Any] | None:
    """The newest bulletins. One query."""
    found = reading.newest(ON_FRONT_PAGE)
    return {"bulletins": found} if found else None
