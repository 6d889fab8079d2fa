"""AgendaItem: a point of the agenda; its time follows from the durations before it."""

from django.db import models
from django.db.models import Q

from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns, long_columns
from meetings.models.meeting import Meeting
from themes.models import Thread


class AgendaItem(WithPublicId):
    """`position` runs from 1; `minutes` is its length; breaks have no number and no discussion.

    `purpose` marks the item where the theme's open action points stand; `carried_from` is the item of the preparing
    meeting that this one goes on with. The presenter is a person of the forum, or free text.
    """

    class Purpose(models.TextChoices):
        ACTION_POINTS = "action_points"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=15)
    is_break = models.BooleanField(default=False)
    title_fi, title_sv, title_en = columns()
    summary_fi, summary_sv, summary_en = long_columns()
    presenter = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    presenter_text = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True)
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")
    begun_at = models.DateTimeField(null=True, blank=True)
    thread = models.OneToOneField(Thread, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    title = Localized()
    summary = Localized()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="agenda_minutes_sane"),
            models.UniqueConstraint(
                fields=["meeting", "purpose"], condition=~Q(purpose=""), name="agenda_purpose_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "carried_from"],
                condition=Q(carried_from__isnull=False),
                name="item_carried_once",
            ),
            models.CheckConstraint(condition=Q(is_break=True) | Q(thread__isnull=False), name="item_has_thread"),
        ]

    def __str__(self) -> str:
        return str(self.title)
