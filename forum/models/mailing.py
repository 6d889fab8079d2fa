"""Mailing: one letter to many. Whom it goes to, why, and who is missing are frozen before it leaves."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from forum import clock, shelves
from forum.models.letter import Letter
from forum.models.person import Person
from forum.models.public_id import WithPublicId
from forum.states import MAILING_MOVES
from forum.texts import LocalText, from_dict

LATEST = timedelta(days=2)
"""A mass letter that could not leave for so long is not sent any more."""
RELEASED = ("scheduled", "sending", "sent", "stopped", "missed")


class MailingQuerySet(models.QuerySet["Mailing"]):
    """The words for choosing mass letters."""

    def due(self) -> "MailingQuerySet":
        """Released, and their time has come and is not long gone."""
        now = clock.now()
        return self.filter(state="scheduled", send_at__lte=now, send_at__gte=now - LATEST).order_by("send_at", "id")

    def too_late(self) -> "MailingQuerySet":
        """Released, and more than two days past their time."""
        return self.filter(state="scheduled", send_at__lt=clock.now() - LATEST)

    def about(self, kind: str, public_id: str) -> "MailingQuerySet":
        """Mass letters about one thing."""
        return self.filter(about_kind=kind, about_id=public_id)

    def gone(self) -> "MailingQuerySet":
        """Whose letters have been written, newest first."""
        return self.filter(state__in=["sending", "sent", "stopped"]).order_by("-begun_at", "-id")


class Mailing(WithPublicId):
    """`kind` is on `shelves.mailing_kinds`; `audience` is an expression of `forum.audiences`.

    `texts` is {"fi": {"subject": …, "body": …}, …}. `facts` hold for every letter of it: kind's and its own, frozen
    with the receivers at `frozen_at`. `key` says why it exists where the portal itself began it. From its release on
    nothing of this changes.
    """

    MOVES = MAILING_MOVES

    class State(models.TextChoices):
        DRAFT = "draft"
        WAITING = "waiting"
        SCHEDULED = "scheduled"
        SENDING = "sending"
        SENT = "sent"
        STOPPED = "stopped"
        MISSED = "missed"
        CANCELLED = "cancelled"

    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    titles = models.JSONField(default=dict, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    audience = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    send_at = models.DateTimeField(null=True, blank=True)
    override_reason = models.CharField(max_length=500, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MAILING_MOVES)), name="mailing_state_known"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(title=""), name="mailing_has_kind_and_title"),
            models.CheckConstraint(
                condition=~Q(state__in=RELEASED) | Q(frozen_at__isnull=False, send_at__isnull=False),
                name="mailing_released_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(released_by=None) | ~Q(confirmed_by=F("released_by")),
                name="mailing_second_person_is_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "stopped"]) | Q(ended_at__isnull=False), name="mailing_ended_has_time"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "send_at"], name="mailing_due"),
            models.Index(fields=["kind", "begun_at"], name="mailing_last_time"),
            models.Index(fields=["about_kind", "about_id"], name="mailing_about"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> LocalText | str:
        """The title; in the active language where the portal itself gave it."""
        return from_dict(self.titles) if self.titles else self.title

    @property
    def kind_words(self) -> Any:
        """What kind of letter it is, in words."""
        return shelves.mailing_kinds.get(self.kind).label if shelves.mailing_kinds.has(self.kind) else self.kind

    @property
    def latest(self) -> Any:
        """After this moment its letters do not leave any more."""
        return self.send_at + LATEST if self.send_at else None


class MailingReceiver(models.Model):
    """Who gets it, frozen: `reasons` are audiences.Reason as plain JSON, `place` and `region` as the audience said.

    `key` is that of the letter. `letter` is empty until it has been written, and stays so when the receiver could not
    be written to any more (`skipped`: the reason's code).
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="receivers")
    key = models.CharField(max_length=200, unique=True)
    who = models.CharField(max_length=60)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    address = models.EmailField()
    language = models.CharField(max_length=2)
    reasons = models.JSONField(default=list)
    place = models.JSONField(default=dict)
    region = models.CharField(max_length=4, blank=True)
    facts = models.JSONField(default=dict)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    skipped = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "who"], name="mailing_receiver_once"),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(letter__isnull=False), name="mailing_receiver_own_letter"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class MailingMissing(models.Model):
    """Who does not get it although the audience means them, frozen: `name` per language, `why` as plain JSON."""

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="missing")
    name = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    region = models.CharField(max_length=4, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.region}"
