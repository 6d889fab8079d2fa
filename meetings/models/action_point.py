"""ActionPoint: what somebody promised to do after a meeting, and how it went."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models import Letter, Person
from forum.models.public_id import WithPublicId
from forum.rules import is_staff
from forum.texts import Localized, columns, long_columns
from meetings.models.agenda_item import AgendaItem
from meetings.models.meeting import Meeting
from meetings.states import ACTION_MOVES
from regions.models import Organisation, Region
from themes.models import Theme

UNFINISHED = ("open", "under_way")


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    """The words for choosing action points."""

    def public(self) -> "ActionPointQuerySet":
        """Action points that anybody may see."""
        return self.filter(is_public=True)

    def visible_to(self, person: object) -> "ActionPointQuerySet":
        """All for staff; the public ones for everybody else."""
        return self.all() if is_staff(person) else self.public()

    def unfinished(self) -> "ActionPointQuerySet":
        """Neither done nor dropped."""
        return self.filter(state__in=UNFINISHED)

    def overdue(self) -> "ActionPointQuerySet":
        """Unfinished past their day."""
        return self.unfinished().filter(due__lt=clock.today())

    def proposed(self) -> "ActionPointQuerySet":
        """Unfinished ones whose owner proposes another day."""
        return self.unfinished().filter(proposed_due__isnull=False)

    def standing_before(self, meeting: Meeting) -> "ActionPointQuerySet":
        """What earlier meetings on the meeting's theme had left open when the meeting began (or now, before it)."""
        begun: datetime = min(meeting.starts_at, clock.now())
        left = Q(finished_at=None) | Q(finished_at__gte=begun)
        return self.filter(left, theme=meeting.theme_id, meeting__starts_at__lt=meeting.starts_at)

    def with_row(self) -> "ActionPointQuerySet":
        """With what every list says of each."""
        return self.select_related("owner", "theme__programme", "region", "meeting__kind")


class ActionPoint(WithPublicId):
    """Owned by an organisation (a ministry, an agency, a regional council), about a theme, sometimes for a region.

    It becomes public, and its owner is told of it, with the notes of its meeting or before. Its theme is its
    meeting's. The owner may propose another day (`proposed_due`), which the coordinator accepts or not.
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
    proposed_due = models.DateField(null=True, blank=True)
    proposed_reason = models.CharField(max_length=500, blank=True)
    proposed_language = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    dropped_reason = models.CharField(max_length=500, blank=True)
    is_public = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
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
            models.CheckConstraint(
                condition=Q(is_public=False, published_at=None) | Q(is_public=True, published_at__isnull=False),
                name="public_action_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED, finished_at=None)
                | Q(state__in=["done", "dropped"], finished_at__isnull=False),
                name="finished_action_says_when",
            ),
            models.CheckConstraint(
                condition=Q(proposed_due=None, proposed_reason="", proposed_language="")
                | (Q(proposed_due__isnull=False) & ~Q(proposed_reason="") & ~Q(proposed_language="")),
                name="proposed_day_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="action_state_due")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_unfinished(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.state in UNFINISHED

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been finished before today."""
        return self.is_unfinished and self.due < clock.today()

    @property
    def days_late(self) -> int:
        """Whole days since its day; 0 when it is not overdue."""
        return (clock.today() - self.due).days if self.is_overdue else 0

    @property
    def anchor(self) -> str:
        """Its place in a list."""
        return f"action-{self.public_id}"


class ActionProgress(models.Model):
    """One act of its history, seen by everybody: what was told, which `state` it led to, which day was meant.

    `organisation` is for whom the author spoke; nobody's is the secretariat's. `due` is the day that was proposed,
    taken or left unchanged.
    """

    class Kind(models.TextChoices):
        TOLD = "told"
        PROPOSED = "proposed"
        NEW_DAY = "new_day"
        DAY_STAYS = "day_stays"

    action = models.ForeignKey(ActionPoint, on_delete=models.PROTECT, related_name="progress")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.TOLD)
    at = models.DateTimeField(default=clock.now)
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=20, choices=ActionPoint.State)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="told", due=None) | (~Q(kind="told") & Q(due__isnull=False)),
                name="progress_about_a_day_names_it",
            )
        ]


class ActionLetter(models.Model):
    """An action point was in a letter to a person. `occasion` is the month or the day that asked for it.

    The unique row is what makes each purpose come once: another letter to the same person may list it again, but
    never because of the same occasion.
    """

    class Purpose(models.TextChoices):
        GIVEN = "given"
        DUE_SOON = "due_soon"
        OVERDUE = "overdue"
        MONTHLY = "monthly"

    action = models.ForeignKey(ActionPoint, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    occasion = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "person", "purpose", "occasion"], name="action_letter_once_an_occasion"
            )
        ]


class ActionsPlaced(models.Model):
    """The theme's open action points were put on the meeting's agenda once; taken off, they do not come back."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
