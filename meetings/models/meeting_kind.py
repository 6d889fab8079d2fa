"""MeetingKind: what kinds of meeting there are and whom they invite. Data, so that new kinds need no code."""

from django.db import models

from forum.texts import Localized, columns


class MeetingKind(models.Model):
    """`invites` lists seat kinds ("politician", "official"); chairs and the theme's members come by their switches.

    An open kind (a final seminar, a debrief) takes sign-ups from anybody besides.
    `level` tells the two halves of a round apart: officials' meetings prepare politicians' meetings.
    """

    class Level(models.TextChoices):
        OFFICIALS = "officials"
        POLITICIANS = "politicians"
        OTHER = "other"

    key = models.SlugField(unique=True, max_length=40)
    name_fi, name_sv, name_en = columns(max_length=100)
    level = models.CharField(max_length=20, choices=Level, default=Level.OTHER)
    invites = models.JSONField(default=list)
    invites_chair = models.BooleanField(default=True)
    invites_theme_members = models.BooleanField(default=True)
    is_open = models.BooleanField(default=False)
    default_minutes = models.PositiveSmallIntegerField(default=150)
    order = models.PositiveSmallIntegerField(default=0)

    name = Localized()

    class Meta:
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def invites_seats(self) -> bool:
        """Whether meetings of this kind invite anybody by seat; an event that is only open invites nobody."""
        return bool(self.invites) or self.invites_chair or self.invites_theme_members
