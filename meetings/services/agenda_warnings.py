"""What is odd about an agenda's times: too long without a break, no lunch, items after the end."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import dates
from meetings.models import Meeting
from meetings.services.agenda import Row

LONGEST_SITTING = timedelta(minutes=150)
LUNCH_FROM, LUNCH_UNTIL = time(10, 45), time(13, 30)
"""A lunch break begins within these hours."""
WHOLE_MIDDAY = (time(11), time(13))
"""Who sits from before the first to after the second wants to eat."""
SHORTEST_LUNCH = timedelta(minutes=30)


def of(meeting: Meeting, rows: Sequence[Row]) -> list[str]:
    """The warnings, in words. They hinder nothing."""
    return [*_after_the_end(meeting, rows), *_lunch(rows), *_sittings(rows), *_breaks_at_the_ends(rows)] if rows else []


def _after_the_end(meeting: Meeting, rows: Sequence[Row]) -> Iterator[str]:
    late = [row for row in rows if row.starts_at >= meeting.ends_at]
    if late:
        count = len(late)
        words = ngettext(
            "%(count)s item begins only after the meeting's end at %(end)s.",
            "%(count)s items begin only after the meeting's end at %(end)s.",
            count,
        )
        yield words % {"count": count, "end": dates.clock_time(meeting.ends_at)}


def _lunch(rows: Sequence[Row]) -> Iterator[str]:
    starts, ends = hour(rows[0].starts_at), hour(rows[-1].ends_at)
    if starts > WHOLE_MIDDAY[0] or ends < WHOLE_MIDDAY[1]:
        return
    eating = (row for row in rows if row.item.is_break and row.ends_at - row.starts_at >= SHORTEST_LUNCH)
    if not any(LUNCH_FROM <= hour(row.starts_at) <= LUNCH_UNTIL for row in eating):
        yield _("There is no lunch: no break of at least half an hour around midday.")


def hour(moment: datetime) -> time:
    """The time of day in the profile's zone."""
    return timezone.localtime(moment).time()


def _sittings(rows: Sequence[Row]) -> Iterator[str]:
    for is_break, found in groupby(rows, key=lambda row: row.item.is_break):
        sitting = list(found)
        if not is_break and sitting[-1].ends_at - sitting[0].starts_at > LONGEST_SITTING:
            span = {"start": dates.clock_time(sitting[0].starts_at), "end": dates.clock_time(sitting[-1].ends_at)}
            yield _("More than two and a half hours without a break, %(start)s–%(end)s.") % span


def _breaks_at_the_ends(rows: Sequence[Row]) -> Iterator[str]:
    if rows[0].item.is_break:
        yield _("The agenda begins with a break.")
    if rows[-1].item.is_break and len(rows) > 1:
        yield _("The agenda ends with a break.")
