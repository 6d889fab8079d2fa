"""What a meeting's public page says beside its agenda."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting, MeetingBrief
from themes.models import Brief


def of(meeting: Meeting) -> dict[str, Any]:
    """The page's facts: who is invited, which briefs are read, afterwards who was represented. At most two queries."""
    return {
        "invited": invited(meeting),
        "briefs": briefs_of(meeting),
        "prepared_by": visible_pair(meeting),
        "represented": represented(meeting),
    }


def invited(meeting: Meeting) -> str:
    """Who is invited to a meeting fetched `with_seat_counts`: "38 elected representatives of the regions"."""
    if meeting.kind.is_open:
        return _("Open to everybody who signs up")
    kinds = set(meeting.kind.invites)
    count = sum(getattr(meeting, f"{kind}_seats", 0) for kind in kinds)
    if kinds == {"politician"}:
        words = ngettext(
            "%(n)s elected representative of the regions", "%(n)s elected representatives of the regions", count
        )
    elif kinds == {"official"}:
        words = ngettext("%(n)s official of the regions", "%(n)s officials of the regions", count)
    elif count:
        words = ngettext("%(n)s representative of the regions", "%(n)s representatives of the regions", count)
    else:
        return _("Invited separately by the secretariat")
    return words % {"n": count}


def briefs_of(meeting: Meeting) -> list[Brief]:
    """The public briefs that are read for the meeting. One query."""
    rows = MeetingBrief.objects.filter(meeting=meeting, brief__in=Brief.objects.public())
    return [row.brief for row in rows.select_related("brief__theme__programme", "brief__published__data_version")]


def drafts_of(meeting: Meeting) -> list[Brief]:
    """The briefs in the making for the meeting, for staff. One query."""
    rows = MeetingBrief.objects.filter(meeting=meeting, brief__published=None)
    return [row.brief for row in rows.select_related("brief")]


def visible_pair(meeting: Meeting) -> Meeting | None:
    """The meeting that prepares this one, once it has been announced."""
    preparing = getattr(meeting, "prepared_by", None)
    return preparing if preparing and preparing.announced_at else None


def represented(meeting: Meeting) -> list[Any]:
    """The regions that were represented; told only after the meeting."""
    if not meeting.is_over or meeting.state == "cancelled":
        return []
    from meetings.services.coverage import represented_regions

    return list(represented_regions(meeting))
