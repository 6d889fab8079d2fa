"""Notice: that something has happened to what a person follows. An event and its numbers, never rendered text."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from forum import clock
from forum.models.follow import FollowRhythm, Rhythm
from forum.models.letter import Letter
from forum.models.person import Person
from forum.models.public_id import WithPublicId


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The words for choosing notices."""

    def unread(self) -> "NoticeQuerySet":
        """Those the person has not read since the newest event."""
        return self.filter(read_at=None)

    def newest_first(self) -> "NoticeQuerySet":
        """By the newest event."""
        return self.order_by("-newest_at", "-id")

    def for_letters(self, rhythm: str, by_default: list[str]) -> "NoticeQuerySet":
        """Unread ones with something untold, of reachable people who want letters of the followed kind so often.

        `by_default` are the kinds that have this rhythm where the person has not chosen one.
        """
        chosen = FollowRhythm.objects.filter(person=OuterRef("person"), kind=OuterRef("followed_kind"))
        reachable = Q(
            person__is_active=True,
            person__anonymised_at=None,
            person__unreachable_since=None,
            untold_since__isnull=False,
        )
        wants = Exists(chosen.filter(rhythm=rhythm)) | (Q(followed_kind__in=by_default) & ~Exists(chosen))
        return self.unread().filter(reachable).filter(wants)


class Notice(WithPublicId):
    """One row for each person, thing (`kind`, `public_id`) and event: what happens again raises `number`.

    `number` counts the events since the person last read it, from `first_at` to `newest_at`. `untold_since` is the
    first event that no letter has told of; `told_at` when a letter last did, while unread. `followed_kind` and
    `followed_id` say why they hear of it, `group_kind` and `group_id` under which meeting or theme it is listed.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    thing_id = models.CharField(max_length=80)
    followed_kind = models.CharField(max_length=20)
    followed_id = models.CharField(max_length=80)
    group_kind = models.CharField(max_length=20)
    group_id = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=clock.now)
    newest_at = models.DateTimeField(default=clock.now)
    untold_since = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-newest_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "thing_id", "event"], name="one_notice_of_an_event"),
            models.CheckConstraint(condition=Q(newest_at__gte=F("first_at")), name="notice_in_order"),
            models.CheckConstraint(condition=Q(read_at=None) | Q(untold_since=None), name="what_is_read_is_not_told"),
        ]
        indexes = [
            models.Index(fields=["person", "-newest_at"], name="notices_of_person"),
            models.Index(fields=["untold_since"], condition=Q(untold_since__isnull=False), name="notices_untold"),
            models.Index(fields=["read_at"], name="notices_read"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.kind}:{self.thing_id}"

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about."""
        return self.kind, self.thing_id

    @property
    def group(self) -> tuple[str, str]:
        """Under what it is listed."""
        return self.group_kind, self.group_id

    @property
    def followed(self) -> tuple[str, str]:
        """What the person follows and therefore hears of it."""
        return self.followed_kind, self.followed_id


class Digest(models.Model):
    """That a person's digest of a period was written: of the days (or weeks) before the day `until`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    until = models.DateField()
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "rhythm", "until"], name="one_digest_a_period"),
            models.CheckConstraint(condition=Q(rhythm__in=["daily", "weekly"]), name="digest_rhythm_known"),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.until}"
