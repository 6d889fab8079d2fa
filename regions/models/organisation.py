"""Organisation: a ministry, agency, regional council or other body."""

from django.db import models
from django.db.models import Q

from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """The words for choosing organisations."""

    def forum_members(self) -> "OrganisationQuerySet":
        """Ministries, agencies and others that sit in the forum (not the regions' own councils)."""
        return self.filter(forum_member=True)


class Organisation(WithPublicId):
    """A body with names in three languages. `unverified` says what of its facts still needs checking.

    `key` is the country profile's own word for it, and stays when names change; bodies added by hand have none.
    """

    class Kind(models.TextChoices):
        MINISTRY = "ministry"
        AGENCY = "agency"
        REGIONAL_COUNCIL = "regional-council"
        ASSOCIATION = "association"
        ADVISORY_COUNCIL = "advisory-council"
        INDIGENOUS_PARLIAMENT = "indigenous-parliament"
        OTHER = "other"

    key = models.CharField(max_length=60, blank=True, editable=False)
    kind = models.CharField(max_length=30, choices=Kind)
    name_fi, name_sv, name_en = columns()
    abbreviation_fi, abbreviation_sv, abbreviation_en = columns(max_length=20)
    forum_member = models.BooleanField(default=False)
    is_secretariat = models.BooleanField(default=False)
    unverified = models.CharField(max_length=200, blank=True)
    areas = models.ManyToManyField("regions.Region", blank=True, related_name="+")

    name = Localized()
    abbreviation = Localized()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name_fi"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_fi="") | ~Q(name_sv="") | ~Q(name_en=""), name="organisation_has_a_name"
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="organisation_key_once"),
            models.UniqueConstraint(
                fields=["is_secretariat"], condition=Q(is_secretariat=True), name="one_secretariat"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
