"""What spreads a meeting's outcome: the secretariat's own words to a region, and the debrief that tells of it."""

from django.db import models
from django.db.models import F, Q

from forum.texts import Localized, long_columns
from meetings.models.meeting import Meeting
from regions.models import Region


class RegionParagraph(models.Model):
    """What the secretariat writes to one region of a meeting, beside what the notes say."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    text_fi, text_sv, text_en = long_columns()

    text = Localized()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "region"], name="one_paragraph_a_region")]

    def __str__(self) -> str:
        return f"{self.region}: {self.meeting}"


class Debrief(models.Model):
    """`event` tells those who were not there what came of `meeting`. A cancelled event may be followed by another."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    event = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(meeting=F("event")), name="debrief_is_of_another_meeting")]

    def __str__(self) -> str:
        return f"{self.event}"
