"""What has become of public meetings: announced, changed, cancelled, notes public; for feed readers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forum import dates
from forum.models import AuditEntry
from meetings import calendar
from meetings.models import ChangeNotice, Meeting
from meetings.services import change_words
from meetings.services.change_letters import LINK

ANNOUNCED, CHANGED, CANCELLED, NOTES = "announced", "changed", "cancelled", "notes"


@dataclass(frozen=True)
class News:
    """One piece of news of a meeting; `key` is the same for ever, in every language."""

    meeting: Meeting
    kind: str
    at: datetime
    key: str
    text: str

    @property
    def title(self) -> str:
        """What has happened, and to which meeting."""
        words = {
            ANNOUNCED: _("Announced: %(meeting)s"),
            CHANGED: _("Changed: %(meeting)s"),
            CANCELLED: _("Cancelled: %(meeting)s"),
            NOTES: _("Notes are public: %(meeting)s"),
        }
        day = dates.numeric(self.meeting.starts_at)
        return words[self.kind] % {"meeting": f"{calendar.title(self.meeting)}, {day}"}


def newest(count: int) -> list[News]:
    """The newest news, newest first. Five queries."""
    public = Meeting.objects.public().select_related("kind", "theme", "notes")
    announced = public.filter(announced_at__isnull=False).order_by("-announced_at")[:count]
    noted = public.filter(state="notes_public", notes__state="public").order_by("-notes__state_at")[:count]
    found = [
        *(_news(one, ANNOUNCED, one.announced_at, when(one)) for one in announced),
        *(_news(one, CANCELLED, at, one.cancelled_reason) for one, at in cancelled(public)),
        *(_news(one, NOTES, one.notes.state_at, _("The notes of the meeting can be read.")) for one in noted),
        *(_changed(one) for one in released(public)[:count] if readable(one)),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:count]


def cancelled(public: QuerySet[Meeting]) -> list[tuple[Meeting, datetime]]:
    """The cancelled meetings with when that was, as the audit log knows it. Two queries."""
    meetings = {one.public_id: one for one in public.filter(state="cancelled")}
    entries = AuditEntry.objects.filter(about_kind="meeting", about_id__in=meetings, verb="meetings.cancel")
    return [(meetings[about], at) for about, at in entries.values_list("about_id", "at")]


def readable(notice: ChangeNotice) -> list[str]:
    """What of the change is for everybody: the link to join is for the invited."""
    return [name for name in notice.values if name != LINK]


def released(public: QuerySet[Meeting]) -> QuerySet[ChangeNotice]:
    """Changes of public meetings that have been let out, newest first."""
    known = ChangeNotice.objects.filter(state="released", meeting__in=public.values("pk"))
    return known.select_related("meeting__kind", "meeting__theme").order_by("-released_at")


def _news(meeting: Meeting, kind: str, at: datetime | None, text: str) -> News:
    assert at
    return News(meeting, kind, at, f"{kind}:{meeting.public_id}", text)


def _changed(notice: ChangeNotice) -> News:
    """What has changed, and how it is now."""
    assert notice.released_at
    text = f"{change_words.in_short(readable(notice))}. {when(notice.meeting)}"
    return News(notice.meeting, CHANGED, notice.released_at, f"{CHANGED}:{notice.public_id}", text)


def when(meeting: Meeting) -> str:
    """The meeting's time and place in a sentence."""
    place = calendar.place(meeting)
    return f"{dates.span(meeting.starts_at, meeting.ends_at)}{', ' if place else ''}{place}."
