"""ViewRound: the coordinator asks all regions for their view of a theme by a day."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, LocalText, columns, from_dict, long_columns
from themes.models.theme import Theme
from themes.states import VIEW_ROUND_MOVES


class ViewRoundQuerySet(models.QuerySet["ViewRound"]):
    """The words for choosing rounds of views."""

    def asked(self) -> "ViewRoundQuerySet":
        """Regions write their views now."""
        return self.filter(state="asked")

    def closed(self) -> "ViewRoundQuerySet":
        """Frozen: the approved views are public."""
        return self.filter(state="closed")

    def silent_after(self) -> "ViewRoundQuerySet":
        """Asked, and the last day has passed."""
        return self.asked().filter(due__lt=clock.today())

    def newest_first(self) -> "ViewRoundQuerySet":
        """By the last day to answer."""
        return self.order_by(F("due").desc(nulls_last=True), "-pk")

    def with_theme(self) -> "ViewRoundQuerySet":
        """With the theme and its programme, in the same query."""
        return self.select_related("theme__programme", "previous")


class ViewRound(WithPublicId):
    """`questions` is a list of {"id": "q1", "fi", "sv", "en"}; their ids stay when their words are changed.

    Words and questions are changed only in a draft. `due` is the last day to answer, included. Once closed, the round
    and its regions' views are frozen. `previous` is what it is compared with, of the same theme.
    """

    MOVES = VIEW_ROUND_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        ASKED = "asked"
        CLOSED = "closed"
        CALLED_OFF = "called_off"

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="view_rounds")
    title_fi, title_sv, title_en = columns()
    intro_fi, intro_sv, intro_en = long_columns()
    questions = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    due = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_example = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    called_off_reason = models.CharField(max_length=500, blank=True)

    title = Localized()
    intro = Localized()

    objects = ViewRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(VIEW_ROUND_MOVES)), name="view_round_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["asked", "closed"]) | Q(asked_at__isnull=False, due__isnull=False),
                name="asked_view_round_has_days",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                name="closed_view_round_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(called_off_reason=""), name="view_round_called_off_says_why"
            ),
            models.CheckConstraint(
                condition=Q(previous=None) | ~Q(previous=F("pk")), name="view_round_not_after_itself"
            ),
        ]
        indexes = [models.Index(fields=["theme", "state", "-due"], name="view_round_of_theme")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def worded(self) -> list[tuple[str, LocalText]]:
        """The questions in the active language, by id."""
        asked: list[dict[str, Any]] = self.questions
        return [(one["id"], from_dict({code: one.get(code, "") for code in ("fi", "sv", "en")})) for one in asked]

    @property
    def is_open(self) -> bool:
        """Whether regions can write now; late ones too, until the round is closed."""
        return self.state == "asked"

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed while regions can still write."""
        return self.is_open and self.due is not None and self.due < clock.today()
