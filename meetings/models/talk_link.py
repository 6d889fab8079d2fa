"""TalkLink: a meeting, a point or an action point that belongs to a regional development discussion."""

from django.db import models
from django.db.models import Q

from meetings.models.action_point import ActionPoint
from meetings.models.meeting import Meeting
from meetings.models.point import Point
from themes.models import Talk


class TalkLink(models.Model):
    """One of three: the meeting where it was taken up, a point on the same matter, what somebody promised to do."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(Point, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(ActionPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, point=None, action=None)
                | Q(meeting=None, point__isnull=False, action=None)
                | Q(meeting=None, point=None, action__isnull=False),
                name="talk_link_to_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["talk", name], condition=Q(**{f"{name}__isnull": False}), name=f"talk_{name}_once"
                )
                for name in ("meeting", "point", "action")
            ),
        ]
