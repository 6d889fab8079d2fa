"""Mandate: a person acts for a seat or a region, with dates. It is what statements are stamped with."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from regions.models.organisation import Organisation
from regions.models.region import Region
from regions.models.seat import Seat


class MandateQuerySet(models.QuerySet["Mandate"]):
    """The words for choosing mandates."""

    def in_force(self, on: date | None = None) -> "MandateQuerySet":
        """Mandates whose days include `on` (today when not said)."""
        day = on or clock.today()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def with_bodies(self) -> "MandateQuerySet":
        """With the seat, region and organisation each is of, in the same query."""
        return self.select_related("person", "seat__region", "seat__organisation", "region", "organisation")

    def overlapping(self, since: date, until: date | None) -> "MandateQuerySet":
        """Mandates that share a day with the term."""
        begun = self.filter(since__lte=until) if until else self
        return begun.filter(Q(until=None) | Q(until__gte=since))

    def not_taken_up(self, days: int = 30) -> "MandateQuerySet":
        """Of seats, begun within the last `days`, and nobody has been told yet that the seat's person changed."""
        today = clock.today()
        return self.in_force().filter(taken_up_at=None, seat__isnull=False, since__gt=today - timedelta(days=days))

    def of(self, person: Person) -> "MandateQuerySet":
        """The person's mandates."""
        return self.filter(person=person)

    def for_region(self, region: Region) -> "MandateQuerySet":
        """Mandates by which somebody acts in the region: its seats and its own duties."""
        return self.filter(Q(region=region) | Q(seat__region=region))


class Mandate(WithPublicId):
    """`holder` and `deputy` are of a seat; `contact` and `approver` of a region; `member` of an organisation.

    Days `since` and `until` are both included. `appointed_by` names the body that decided (free text). `taken_up_at`
    is when those who follow the seat were told that its person has changed.
    """

    class Role(models.TextChoices):
        HOLDER = "holder"
        DEPUTY = "deputy"
        CONTACT = "contact"
        APPROVER = "approver"
        MEMBER = "member"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=20, choices=Role)
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    appointed_by = models.CharField(max_length=200, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["role", "since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="mandate_ends_after_start"),
            models.CheckConstraint(
                condition=Q(role__in=["holder", "deputy"], seat__isnull=False, region=None, organisation=None)
                | Q(role__in=["contact", "approver"], region__isnull=False, seat=None, organisation=None)
                | Q(role="member", organisation__isnull=False, seat=None, region=None),
                name="mandate_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["seat", "role"], condition=Q(until=None, seat__isnull=False), name="seat_role_held_once"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "region"],
                condition=Q(until=None, region__isnull=False),
                name="region_duty_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until=None, organisation__isnull=False),
                name="organisation_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}, {self.seat or self.region or self.organisation}"

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether it began today or has not begun: then an error can be taken back."""
        return self.since >= clock.today()

    @property
    def body_name(self) -> str:
        """The region or organisation for which one acts by this mandate, in the active language."""
        if self.seat:
            return self.seat.body_name
        return str((self.region or self.organisation).name)  # type: ignore[union-attr]
