"""Letter: outbox and archive in one. A letter is a row before it is a mail."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from forum import clock, shelves
from forum.models.person import Person
from forum.models.public_id import WithPublicId
from forum.states import LETTER_MOVES

if TYPE_CHECKING:
    from datetime import datetime

IN_LINE = ("queued", "waiting")
SETTLED = ("sent", "failed", "bounced", "cancelled")


class LetterQuerySet(models.QuerySet["Letter"]):
    """The words for choosing letters."""

    def due(self) -> "LetterQuerySet":
        """Letters that should go out now: queued, or waiting and their time to retry has come. Urgent first."""
        due = Q(state="queued") | Q(state="waiting", retry_at__lte=clock.now())
        return self.filter(due, state__in=IN_LINE).order_by("-urgent", "id")

    def stuck(self, since: "models.DateTimeField | object") -> "LetterQuerySet":
        """Letters whose worker took them before `since` and never came back."""
        return self.filter(state="sending", claimed_at__lt=since)

    def about(self, kind: str, public_id: str) -> "LetterQuerySet":
        """Letters about one thing."""
        return self.filter(about_kind=kind, about_id=public_id)

    def newest_first(self) -> "LetterQuerySet":
        """By when they were written, as the indexes are."""
        return self.order_by("-written_at", "-id")

    def with_words_from_before(self, moment: "datetime") -> "LetterQuerySet":
        """Settled letters written before the moment whose words are still kept, oldest first."""
        return self.filter(words_wiped_at=None, written_at__lt=moment, state__in=SETTLED).order_by("written_at")


class Letter(WithPublicId):
    """One letter to one receiver. `key` says why it exists: asking twice writes once.

    `facts` are frozen when the letter is written (plain JSON); the worker renders them with the template
    `letters/<kind>` in `language`, together with those its `mailing` froze for all of its letters. `secrets` (codes,
    personal links) are wiped when the letter has left: the kept `text` and `html` show "[…]" in their place. Text,
    facts and calendar file are wiped after a time, at `words_wiped_at`.
    """

    MOVES = LETTER_MOVES

    class State(models.TextChoices):
        WITHHELD = "withheld"
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        WAITING = "waiting"
        FAILED = "failed"
        BOUNCED = "bounced"
        CANCELLED = "cancelled"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    mailing = models.ForeignKey(
        "forum.Mailing", null=True, blank=True, on_delete=models.PROTECT, related_name="letters", db_index=False
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField()
    language = models.CharField(max_length=2)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    secrets = models.JSONField(default=dict)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=20, blank=True)
    urgent = models.BooleanField(default=False)

    state = models.CharField(max_length=20, choices=State, default=State.QUEUED)
    written_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    server_words = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    words_wiped_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="letter_says_why"),
            models.CheckConstraint(condition=Q(state__in=list(LETTER_MOVES)), name="letter_state_known"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="letter_sent_has_time"),
        ]
        indexes = [
            models.Index(fields=["-urgent", "id"], condition=Q(state__in=IN_LINE), name="letter_line"),
            models.Index(fields=["written_at", "id"], name="letter_written"),
            models.Index(fields=["state", "written_at", "id"], name="letter_state"),
            models.Index(fields=["kind", "written_at", "id"], name="letter_kind"),
            models.Index(fields=["about_id", "about_kind"], name="letter_about_what"),
            models.Index(Lower("to_address"), name="letter_to_address"),
            models.Index(fields=["written_at"], condition=Q(words_wiped_at=None), name="letter_words_kept"),
            models.Index(fields=["mailing", "state"], name="letter_mailing"),
            models.Index(fields=["message_id"], name="letter_message_id"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def log_name(self) -> str:
        """What the audit log calls it: what kind of letter it is, in words."""
        return str(shelves.letter_kinds.get(self.kind)) if shelves.letter_kinds.has(self.kind) else self.kind

    @property
    def log_people(self) -> dict[str, Person]:
        """Whom the audit log names beside it."""
        return {"to": self.person} if self.person else {}
