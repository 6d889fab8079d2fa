"""Feedback: what somebody wrote to the secretariat without an account, and whether it has been answered."""

from django.db import models
from django.db.models import Q

from forum import clock
from forum.models.person import Person
from forum.models.public_id import WithPublicId


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """The words for choosing feedback."""

    def waiting(self) -> "FeedbackQuerySet":
        """An answer was asked for and has not been given; the most urgent first."""
        return self.filter(answered_at=None).exclude(email="").order_by("answer_by", "pk")


class Feedback(WithPublicId):
    """`public_id` is the reference number. `answer_by` is the last day to answer, where an answer was asked for.

    The law gives fourteen days for what is said about accessibility; the forum promises the same for everything.
    """

    class About(models.TextChoices):
        ACCESSIBILITY = "accessibility"
        CONTENT = "content"
        OTHER = "other"

    about = models.CharField(max_length=20, choices=About)
    message = models.TextField()
    page = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    given_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(about__in=["accessibility", "content", "other"]), name="feedback_about"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="feedback_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["answered_at", "answer_by"], name="feedback_waiting")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still owed."""
        return self.answered_at is None and self.email != ""

    @property
    def is_overdue(self) -> bool:
        """Whether the answer should have been given before today."""
        return self.is_waiting and self.answer_by < clock.today()
