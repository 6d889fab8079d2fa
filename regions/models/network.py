"""Network: a working group or network that brings knowledge to themes. Its register grows later."""

from django.db import models
from django.db.models import F, Q

from forum import clock
from forum.models import Person
from forum.models.public_id import WithPublicId
from forum.texts import Localized, columns
from regions.models.organisation import Organisation
from regions.models.region import Region


class NetworkQuerySet(models.QuerySet["Network"]):
    """The words for choosing networks."""

    def active(self) -> "NetworkQuerySet":
        """Networks that have not been closed."""
        return self.filter(closed_on=None)


class Network(WithPublicId):
    """A network with its coordinating person; themes are joined to it from upstairs."""

    name_fi, name_sv, name_en = columns()
    coordinator = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_example = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)

    name = Localized()

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name_fi"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_fi="") | ~Q(name_sv="") | ~Q(name_en=""), name="network_has_a_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class NetworkMembership(models.Model):
    """A person is in a network, for a region or an organisation, as driver, follower or learner."""

    class Role(models.TextChoices):
        DRIVER = "driver"
        FOLLOWER = "follower"
        LEARNER = "learner"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="network_memberships")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role, default=Role.FOLLOWER)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "person__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_start"
            ),
            models.UniqueConstraint(fields=["network", "person"], condition=Q(until=None), name="in_a_network_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.network} ({self.role})"
