"""News of meetings for feed readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum import dates
from forum.context import in_words
from forum.services import harmless
from meetings import calendar
from meetings.services import meeting_news

IN_FEED = 40


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Meetings announced, changed, cancelled, and their notes: the newest, in the address's language."""
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made_of(meeting_news.newest(IN_FEED), request.path).write(response, "utf-8")
    return response


def made_of(found: list[meeting_news.News], path: str) -> Atom1Feed:
    """The feed."""
    made = Atom1Feed(
        title=_("Meetings: %(forum)s") % {"forum": in_words("name")},
        link=settings.SITE_URL + reverse("meetings:year"),
        feed_url=settings.SITE_URL + path,
        feed_guid=settings.SITE_URL + path,
        description=in_words("runs"),
        language=dates.active(),
        author_name=in_words("name"),
    )
    for one in found:
        made.add_item(
            title=harmless.line(one.title),
            link=calendar.address(one.meeting),
            description=escape(harmless.line(one.text)),
            unique_id=f"tag:{settings.MAIL_DOMAIN},{one.at:%Y}:{one.key}",
            pubdate=one.at,
            updateddate=one.at,
        )
    return made
