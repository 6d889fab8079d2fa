"""What of the meetings belongs to a regional development discussion."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from forum import dates
from meetings.models import ActionPoint, Meeting, Point
from meetings.services import talk_links
from themes.forms.talks import Several
from themes.models import Talk


def meeting_words(meeting: Meeting) -> str:
    """Politicians' meeting 18.3.2027."""
    return f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"


def point_words(point: Point) -> str:
    """Kainuu: what was raised (Politicians' meeting 18.3.2027)."""
    said = Truncator(str(point.text)).chars(160)
    who = f"{point.raised_by}: " if point.raised_by else ""
    return f"{who}{said} ({meeting_words(point.item.meeting)})"


def action_words(action: ActionPoint) -> str:
    """What will be done (who, by when)."""
    return f"{action.title} ({action.owner}, {dates.numeric(action.due)})"


class TalkLinksForm(forms.Form):
    """Meetings, points and action points, ticked."""

    meetings = Several(Meeting.objects.none(), words=meeting_words, label=_("Meetings that prepared it or took it up"))
    points = Several(
        Point.objects.none(),
        words=point_words,
        label=_("Points on the same matter"),
        help_text=_("Points of public notes, raised on the discussion's themes or by its regions."),
    )
    actions = Several(
        ActionPoint.objects.none(),
        words=action_words,
        label=_("Action points"),
        help_text=_("A promise made in the discussion is written as an action point of a meeting, with its owner."),
    )

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        """Offers what there is, with what is chosen."""
        offered = talk_links.offered(talk)
        kwargs["initial"] = {f"{kind}s": list(talk_links.chosen(talk, kind)) for kind in talk_links.KINDS}
        super().__init__(*args, **kwargs)
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].widget.attrs.pop("class", None)
