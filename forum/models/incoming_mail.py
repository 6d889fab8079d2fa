"""IncomingMail: what others wrote to the forum's addresses, a row before anything acts on it. Mailbox: how far it was
read.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from forum import clock
from forum.models.letter import Letter
from forum.models.person import Person
from forum.models.public_id import WithPublicId
from forum.states import INCOMING_MOVES

if TYPE_CHECKING:
    from datetime import datetime


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    """The words for choosing mails that came in."""

    def new(self) -> "IncomingMailQuerySet":
        """Not looked at yet, in the order in which they came."""
        return self.filter(state="new").order_by("received_at", "pk")

    def waiting(self) -> "IncomingMailQuerySet":
        """For a person to look at: nothing here could settle them."""
        return self.filter(state__in=["inbox", "failed"])

    def about(self, kind: str, public_id: str) -> "IncomingMailQuerySet":
        """Mails that belong to one thing."""
        return self.filter(about_kind=kind, about_id=public_id)

    def about_letter(self, letter: Letter) -> "IncomingMailQuerySet":
        """What came back for a letter, oldest first."""
        return self.filter(letter=letter).order_by("received_at", "pk")

    def bounces_of(self, person: Person, *, strength: str, days: int) -> "IncomingMailQuerySet":
        """What came back from the person's present address, `strength` hard or soft, in the last `days`."""
        since = clock.now() - timedelta(days=days)
        of_address = self.filter(kind="bounce", letter__person=person, letter__to_address=person.email)
        return of_address.filter(strength=strength, received_at__gte=since)

    def bounces_of_address(self, address: str, *, strength: str, days: int) -> "IncomingMailQuerySet":
        """The same for an address that is nobody's of the forum."""
        since = clock.now() - timedelta(days=days)
        of_address = self.filter(kind="bounce", letter__person=None, letter__to_address__iexact=address)
        return of_address.filter(strength=strength, received_at__gte=since)

    def kept_since_before(self, moment: "datetime") -> "IncomingMailQuerySet":
        """Whose words are still kept and came before the moment."""
        return self.annotate(kept=Length("source")).filter(received_at__lt=moment, kept__gt=0)


class IncomingMail(WithPublicId):
    """One mail, or one report of the mail provider. `message_id` is unique: read twice, it is stored once.

    `source` is the mail as it came, cut at a limit (`size` is what it was); wiped after a time, with who sent it and
    about what. `strength` of a bounce: hard, soft or delayed. `words` say what came of it, in English, translated when
    shown; `details` are plain facts of the reader that took it. `reads` counts how often its handling was begun.
    """

    MOVES = INCOMING_MOVES

    class State(models.TextChoices):
        NEW = "new"
        HANDLED = "handled"
        INBOX = "inbox"
        FAILED = "failed"
        DONE = "done"

    class Kind(models.TextChoices):
        UNKNOWN = "unknown"
        CALENDAR = "calendar"
        BOUNCE = "bounce"
        COMPLAINT = "complaint"
        AUTO_REPLY = "auto_reply"
        PERSONAL = "personal"

    class Via(models.TextChoices):
        MAILBOX = "mailbox"
        WEBHOOK = "webhook"

    message_id = models.CharField(max_length=250, unique=True)
    via = models.CharField(max_length=10, choices=Via)
    source = models.BinaryField(default=b"")
    size = models.PositiveIntegerField(default=0)
    from_name = models.CharField(max_length=200, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    to_addresses = models.CharField(max_length=1000, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.UNKNOWN)
    strength = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.NEW)
    words = models.CharField(max_length=500, blank=True)
    details = models.JSONField(default=dict)
    reads = models.PositiveSmallIntegerField(default=0)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=60, blank=True)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(message_id=""), name="incoming_mail_has_an_id"),
            models.CheckConstraint(condition=Q(state__in=list(INCOMING_MOVES)), name="incoming_mail_state_known"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(words=""), name="incoming_mail_failed_says_why"),
        ]
        indexes = [
            models.Index(fields=["state", "received_at"], name="incoming_mail_state"),
            models.Index(fields=["about_kind", "about_id"], name="incoming_mail_about"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def log_people(self) -> dict[str, Person]:
        """Whom the audit log names beside it."""
        return {"person": self.person} if self.person else {}

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to look at it."""
        return self.state in {"inbox", "failed"}


class Mailbox(models.Model):
    """A folder of a mail server, named without its password, and how far it has been read.

    `uid_validity` and `last_uid` are the server's numbers: under another validity the folder is read from its start.
    Only one reads at a time: who, until `lease_until`. `trouble` is what the server last said instead of its mail.
    """

    name = models.CharField(max_length=300, unique=True)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.name
