"""ActionPoint: what somebody promised to do after a meeting, and how it went."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns, long_columns
from meetings.models.agenda_item import AgendaItem
from meetings.models.meeting import Meeting
from meetings.states import ACTION_MOVES
from regions.models import Organisation, Region
from themes.models import Theme


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    """The words for choosing action points."""

    def public(self) -> "ActionPointQuerySet":
        """Action points that anybody may see."""
        return self.filter(is_public=True)

    def unfinished(self) -> "ActionPointQuerySet":
        """Neither done nor dropped."""
        return self.filter(state__in=["open", "under_way"])

    def overdue(self) -> "ActionPointQuerySet":
        """Unfinished past their day."""
        return self.unfinished().filter(due__lt=clock.today())


class ActionPoint(WithPublicId):
    """Owned by an organisation (a ministry, an agency, a regional council), about a theme, sometimes for a region.

    It becomes public with the notes of its meeting.
    """

    MOVES = ACTION_MOVES

    class State(models.TextChoices):
        OPEN = "open"
        UNDER_WAY = "under_way"
        DONE = "done"
        DROPPED = "dropped"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="action_points")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="action_points")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title_fi, title_sv, title_en = columns(max_length=300)
    details_fi, details_sv, details_en = long_columns()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    dropped_reason = models.CharField(max_length=500, blank=True)
    is_public = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    reminded_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    title = Localized()
    details = Localized()

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_fi="") | ~Q(title_sv="") | ~Q(title_en=""), name="action_has_a_title"
            ),
            models.CheckConstraint(condition=Q(state__in=list(ACTION_MOVES)), name="action_state_known"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(dropped_reason=""), name="dropped_has_reason"),
        ]
        indexes = [models.Index(fields=["state", "due"], name="action_state_due")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been finished before today."""
        return self.state in {"open", "under_way"} and self.due < clock.today()


class ActionProgress(models.Model):
    """A note of progress by the owner or the secretariat; `state` is the one it led to."""

    action = models.ForeignKey(ActionPoint, on_delete=models.PROTECT, related_name="progress")
    at = models.DateTimeField(default=clock.now)
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    said_for = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=20, choices=ActionPoint.State)

    class Meta:
        ordering = ["-at", "-id"]
