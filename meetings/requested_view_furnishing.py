"""An example of regions' views: they are asked for the invited meeting, and some regions are silent."""

from collections.abc import Callable
from datetime import date, timedelta

from forum import clock
from meetings.furnishing import INVITED
from meetings.models import Meeting, RequestedView
from meetings.services import requested_views
from themes import view_furnishing
from themes.models import ViewRound


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """A closed round and an open one on the theme of the invited meeting; only where there are no rounds yet."""
    meeting = Meeting.objects.with_page().filter(public_id=INVITED).first()
    if meeting is None or ViewRound.objects.exists() or meeting.day <= today:
        return
    due = max(requested_views.usual_due(meeting), clock.today() + timedelta(days=3))
    round = view_furnishing.furnish_for(meeting.theme, due=due)
    if round:
        requested_views.link(meeting, by=None, round=round)
    say(f"views asked for meetings: {RequestedView.objects.count()}")
