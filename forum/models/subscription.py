"""Subscription: who wants bulletins, about what, in which language and how often. No account is needed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from forum import clock
from forum.models.person import Person
from forum.models.public_id import WithPublicId
from forum.states import SUBSCRIPTION_MOVES

FORGOTTEN_AFTER = timedelta(days=7)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """The words for choosing subscriptions."""

    def living(self) -> "SubscriptionQuerySet":
        """Confirmed and not ended: these get bulletins, unless their person cannot be written to."""
        return self.filter(state="confirmed").exclude(person__is_active=False)

    def reachable(self) -> "SubscriptionQuerySet":
        """Living ones whose person's or own letters arrive."""
        return self.living().filter(unreachable_since=None).exclude(person__unreachable_since__isnull=False)

    def forgettable(self) -> "SubscriptionQuerySet":
        """Asked for and never confirmed, so long ago that nobody will."""
        return self.filter(state="asked", asked_at__lt=clock.now() - FORGOTTEN_AFTER)


class Subscription(WithPublicId):
    """One for each address. `person` is set when the address is somebody's of the forum: letters follow the person.

    `topics` are what it is about, by kind and public id ("region:18"); none means everything. `asks` counts how often
    it was asked for before it was confirmed. A new `link_version` makes personal links that were sent before useless;
    links that end the subscription work for ever. `ended_by` is the bulletin whose letter ended it, for the statistics.
    An ended one holds no address.
    """

    MOVES = SUBSCRIPTION_MOVES

    class Rhythm(models.TextChoices):
        EACH = "each"
        MONTHLY = "monthly"

    class State(models.TextChoices):
        ASKED = "asked"
        CONFIRMED = "confirmed"
        ENDED = "ended"

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(unique=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.EACH)
    topics = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=State, default=State.ASKED)
    asks = models.PositiveIntegerField(default=1)
    link_version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)
    unreachable_since = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="subscription_email_in_lower_case"),
            models.CheckConstraint(condition=Q(state__in=list(SUBSCRIPTION_MOVES)), name="subscription_state_known"),
            models.CheckConstraint(condition=Q(rhythm__in=["each", "monthly"]), name="subscription_rhythm_known"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="confirmed_says_when"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(person__isnull=False), name="a_person_subscribes_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "ended_by"], name="subscription_state")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def name(self) -> str:
        """Who it is, where that is known."""
        return self.person.name if self.person else ""

    @property
    def address(self) -> str:
        """Where its letters go."""
        return self.person.email if self.person else self.email
