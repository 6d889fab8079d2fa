"""Invitation: a seat (or a guest) is asked to a meeting. InvitationLetter: the letters written for it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery

from forum.models import Letter, Person
from forum.models.public_id import WithPublicId
from forum.shelves import letter_kinds
from meetings.models.meeting import Meeting
from meetings.states import INVITATION_MOVES
from regions.models import Mandate, Seat


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The words for choosing invitations."""

    def standing(self) -> "InvitationQuerySet":
        """Not withdrawn."""
        return self.exclude(state="withdrawn")

    def silent(self) -> "InvitationQuerySet":
        """Sent, or handed to a deputy, and not answered."""
        return self.filter(state__in=["sent", "handed"])

    def with_seat(self) -> "InvitationQuerySet":
        """With its seat or guest, whom it asks and what was answered: all that the coverage board says of each."""
        return self.select_related("seat__region", "seat__organisation", "guest", "person", "answer")

    def with_board(self) -> "InvitationQuerySet":
        """The same, with who answered and what a letter says of the meeting."""
        about = ["meeting__cycle", "meeting__kind", "meeting__theme", "meeting__prepared_by"]
        return self.with_seat().select_related("answer__author", *about)

    def with_rights(self) -> "InvitationQuerySet":
        """With what decides whether it can be answered, and no more."""
        return self.select_related("meeting", "seat", "guest")

    def with_people(self) -> "InvitationQuerySet":
        """With who holds the seat today and who stands in, in one query more."""
        in_force = Mandate.objects.in_force().select_related("person")
        return self.prefetch_related(Prefetch("seat__mandates", queryset=in_force, to_attr="current_mandates"))

    def with_last_answers(self) -> "InvitationQuerySet":
        """With the newest answer and the one before it, as `last_answers`: the board asks only whether they differ; and
        with the rung the ladder climbed last, as `last_rung` and `last_rung_at`.
        """
        from meetings.models.answer import Answer
        from meetings.models.planned_letter import Escalation

        last = Answer.objects.order_by("-at", "-id")[:2]
        climbed = Escalation.objects.filter(invitation=OuterRef("pk")).order_by("-at", "-id")
        rung = {"last_rung": Subquery(climbed.values("rung")[:1]), "last_rung_at": Subquery(climbed.values("at")[:1])}
        return self.annotate(**rung).prefetch_related(Prefetch("answers", queryset=last, to_attr="last_answers"))

    def open_to(self, person: Person) -> "InvitationQuerySet":
        """Standing invitations the person may answer today: holder or deputy of the seat, or the guest."""
        held = Mandate.objects.in_force().of(person).filter(role__in=["holder", "deputy"]).values("seat")
        return self.standing().filter(Q(seat__in=held) | Q(guest=person))

    def received_by(self, person: Person) -> "InvitationQuerySet":
        """Of those that were sent: the standing ones that the person may answer for, also when the meeting is over."""
        return self.open_to(person).exclude(sent_at=None)

    def of_regions(self, regions: Iterable[int]) -> "InvitationQuerySet":
        """Invitations of the regions' own seats."""
        return self.filter(seat__region__in=list(regions))


class Invitation(WithPublicId):
    """One per meeting and seat. `person` is whom the last letter asked; `answer` is the newest answer.

    `uid` of the calendar entry is made of the public id and never changes; `sequence` rises when time, place,
    link or status change. `link_version` is part of personal links: raising it makes all older links old.
    `reminded_on` is the day of the newest reminder: at most one a day leaves for an invitation.
    """

    MOVES = INVITATION_MOVES

    class State(models.TextChoices):
        DRAFTED = "drafted"
        SENT = "sent"
        ACCEPTED = "accepted"
        HANDED = "handed"
        DEPUTY_ACCEPTED = "deputy_accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    class Mode(models.TextChoices):
        ROOM = "room"
        REMOTE = "remote"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFTED)
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    answer = models.ForeignKey("Answer", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    link_version = models.PositiveIntegerField(default=1)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = [models.F("seat__region__code").asc(nulls_last=True), "seat__kind", "seat__number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False, guest=None) | Q(seat=None, guest__isnull=False),
                name="invitation_to_seat_or_guest",
            ),
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(seat__isnull=False), name="seat_invited_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "guest"], condition=Q(guest__isnull=False), name="guest_invited_once"
            ),
            models.CheckConstraint(condition=Q(state__in=list(INVITATION_MOVES)), name="invitation_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "sent", "handed", "withdrawn", "lapsed"]) | Q(answer__isnull=False),
                name="answered_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "deputy_accepted"]) | Q(mode__in=["room", "remote"]),
                name="attending_has_mode",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat or self.guest} ← {self.meeting}"

    @property
    def log_name(self) -> str:
        """What the audit log calls it: a guest's name does not stand there."""
        return str(self) if self.seat else str(self.meeting)

    @property
    def log_people(self) -> dict[str, Person]:
        """Whom the audit log names beside it."""
        return {"guest": self.guest} if self.guest else {}

    @property
    def who(self) -> str:
        """The seat or the guest, in words."""
        return str(self.seat or self.guest)

    @property
    def attends(self) -> bool:
        """Whether somebody comes, in the room or remotely."""
        return self.state in {"accepted", "deputy_accepted"}


class InvitationLetter(models.Model):
    """A letter written for an invitation: `purpose` is invitation, reminder, handover, receipt …"""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="letters")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)

    class Meta:
        ordering = ["id"]

    @property
    def words(self) -> str:
        """What kind of letter it is, in words."""
        kinds = dict(letter_kinds.named())
        return str(kinds.get(self.purpose, self.purpose))
