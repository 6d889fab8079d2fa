"""What the meetings put on the pages of lower floors: each drawer's context, with its query budget."""

from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext as _

from forum import dates
from meetings.models import Cycle, Meeting, MeetingBrief, Round
from meetings.services import calendar_feeds, steps, years
from regions.models import Region
from themes.models import Brief, Theme

SHOWN = 8


def hero(request: HttpRequest) -> dict[str, Any] | None:
    """The next public meeting with its steps. One query."""
    meeting = years.next_meeting()
    return {"meeting": meeting, "steps": steps.public(meeting)} if meeting else None


def of_theme(request: HttpRequest, *, theme: Theme) -> dict[str, Any] | None:
    """The theme's meetings that readers may see, newest first. One query, and one for staff's roles."""
    found = Meeting.objects.visible_to(request.user).filter(theme=theme).with_page().order_by("-starts_at")[:SHOWN]
    meetings = list(found)
    return {"meetings": meetings, "feed": calendar_feeds.of_theme(theme)} if meetings else None


def of_region(request: HttpRequest, *, region: Region) -> dict[str, Any] | None:
    """Meetings that the region hosts, and past meetings with whether it was represented. Three queries."""
    hosted = Meeting.objects.public().exclude(state="cancelled").filter(host_region=region).with_page()
    past = list(
        Meeting.objects.public().past().with_page().filter(kind__level__in=["officials", "politicians"])[:SHOWN]
    )
    there = years.represented_by(region, past)
    record = [(meeting, meeting.pk in there) for meeting in past]
    hosting = list(hosted.order_by("-starts_at")[:SHOWN])
    found = {"region": region, "hosted": hosting, "record": record, "feed": calendar_feeds.of_region(region)}
    return found if hosting or record else None


def of_brief(request: HttpRequest, *, brief: Brief, region: Region | None = None) -> dict[str, Any] | None:
    """The meetings for which the brief is read. One query."""
    rows = MeetingBrief.objects.filter(brief=brief, meeting__in=Meeting.objects.public())
    meetings = [row.meeting for row in rows.select_related("meeting__kind").order_by("meeting__starts_at")]
    return {"meetings": meetings} if meetings else None


def theme_notes(themes: Any) -> dict[int, Any]:
    """Under each theme its next round, "Round 4 · 2.12.2027", or in which year it comes first. One or two queries."""
    wanted = list(themes)
    coming = Meeting.objects.public().coming().filter(theme__in=wanted, round__isnull=False).select_related("round")
    nearest: dict[int, Meeting] = {}
    for meeting in coming:
        first = nearest.setdefault(meeting.theme_id, meeting)
        if first.round_id == meeting.round_id:
            nearest[meeting.theme_id] = meeting
    notes: dict[int, Any] = {pk: _note(meeting) for pk, meeting in nearest.items()}
    if missing := [theme for theme in wanted if theme.pk not in notes]:
        notes |= _first_next(missing)
    return notes


def _note(meeting: Meeting) -> str:
    """The round and the day of its last meeting."""
    words = {"number": meeting.round.number, "day": dates.numeric(meeting.starts_at)}  # type: ignore[union-attr]
    return _("Round %(number)s · %(day)s") % words


def _first_next(themes: list[Theme]) -> dict[int, Any]:
    """Themes without a coming round come first in the year after the newest public one of their programme."""
    rounds = Round.objects.filter(cycle__is_public=True, cycle__programme__in={theme.programme_id for theme in themes})
    newest = dict(rounds.order_by().values_list("cycle__programme").annotate(Max("cycle__year")))
    known = [theme for theme in themes if theme.programme_id in newest]
    return {theme.pk: _("First in %(year)s") % {"year": newest[theme.programme_id] + 1} for theme in known}


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The years and meetings that everybody may read, for the site map. Two queries."""
    pages: list[tuple[str, dict[str, Any]]] = [("meetings:year", {})]
    pages += [("meetings:year_of", {"year": year}) for year in Cycle.objects.public().values_list("year", flat=True)]
    ids = Meeting.objects.public().values_list("public_id", flat=True)
    return pages + [("meetings:meeting", {"public_id": public_id}) for public_id in ids]
