"""Seat: a place at the forum's table. Invitations go to seats; the person is found when the letter is written."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from forum import clock
from forum.models.public_id import WithPublicId
from regions.models.organisation import Organisation
from regions.models.region import Region

if TYPE_CHECKING:
    from forum.models import Person
    from regions.models.mandate import Mandate


class SeatQuerySet(models.QuerySet["Seat"]):
    """The words for choosing seats."""

    def in_use(self) -> "SeatQuerySet":
        """Seats that have not been closed."""
        return self.filter(closed_on=None)

    def of_kinds(self, kinds: list[str]) -> "SeatQuerySet":
        """Seats of the given kinds."""
        return self.filter(kind__in=kinds)

    def without_living_holder(self) -> "SeatQuerySet":
        """Seats in use that nobody holds today, or whose holder has left or cannot be reached."""
        from regions.models.mandate import Mandate

        holds = Mandate.objects.in_force().filter(seat=OuterRef("pk"), role="holder")
        living = holds.filter(person__is_active=True, person__anonymised_at=None, person__unreachable_since=None)
        return self.in_use().filter(~Exists(living))

    def with_people(self, on: date | None = None) -> "SeatQuerySet":
        """Each seat with its mandates in force on the day as `current_mandates`, in one query more."""
        from regions.models.mandate import Mandate

        current = Mandate.objects.in_force(on).select_related("person")
        return self.select_related("region", "organisation").prefetch_related(
            Prefetch("mandates", queryset=current, to_attr="current_mandates")
        )


class Seat(WithPublicId):
    """A region's seat (two politicians', one official's) or an organisation's seat (`member`), or the chair's.

    `ground` is free text: on what ground the seat is held (majority, opposition, largest group).
    """

    class Kind(models.TextChoices):
        POLITICIAN = "politician"
        OFFICIAL = "official"
        MEMBER = "member"
        CHAIR = "chair"

    kind = models.CharField(max_length=20, choices=Kind)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    number = models.PositiveSmallIntegerField(default=1)
    ground = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = [models.F("region__code").asc(nulls_last=True), "organisation__name_fi", "kind", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["politician", "official"], region__isnull=False, organisation=None)
                | Q(kind__in=["member", "chair"], region=None, organisation__isnull=False),
                name="seat_belongs_to_one",
            ),
            models.UniqueConstraint(
                fields=["region", "kind", "number"], condition=Q(region__isnull=False), name="region_seat_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"],
                condition=Q(organisation__isnull=False),
                name="organisation_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name}, {self.role_name}"

    @property
    def body_name(self) -> str:
        """The region's or organisation's name in the active language."""
        return str(self.region.name if self.region else self.organisation.name)  # type: ignore[union-attr]

    @property
    def role_name(self) -> str:
        """What kind of seat it is, in words: "politician, seat 1"."""
        return {
            "politician": _("politician, seat %(number)s") % {"number": self.number},
            "official": _("official"),
            "member": _("member"),
            "chair": _("chair"),
        }[self.kind]

    @property
    def default_language(self) -> str:
        """The language in which the seat is addressed when its person is not known."""
        from django.conf import settings

        return self.region.default_language if self.region else settings.LANGUAGE_CODE

    def mandate(self, role: str) -> "Mandate | None":
        """The mandate in force today for `role` (holder or deputy), from `current_mandates` when fetched."""
        fetched = getattr(self, "current_mandates", None)
        if fetched is None:
            fetched = list(self.mandates.in_force(clock.today()).select_related("person"))
        return next((mandate for mandate in fetched if mandate.role == role), None)

    @property
    def holder(self) -> "Person | None":
        """The person who holds the seat today."""
        mandate = self.mandate("holder")
        return mandate.person if mandate else None

    @property
    def deputy(self) -> "Person | None":
        """The person who stands in for the holder today."""
        mandate = self.mandate("deputy")
        return mandate.person if mandate else None
