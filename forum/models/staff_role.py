"""StaffRole: coordinator and chair, held by a person for a time."""

from django.db import models
from django.db.models import F, Q

from forum import clock
from forum.models.person import Person


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    """The words for choosing roles."""

    def current(self) -> "StaffRoleQuerySet":
        """Roles in force today."""
        today = clock.today()
        return self.filter(Q(until=None) | Q(until__gte=today), since__lte=today)


class StaffRole(models.Model):
    """A person is coordinator or chair from `since` to `until` (both days included; no `until`: until further).

    `appointed_by` names the body that decided (free text), never a person: who wrote it stands in the audit log.
    """

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator"
        CHAIR = "chair"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_roles")
    kind = models.CharField(max_length=20, choices=Kind)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    appointed_by = models.CharField(max_length=200, blank=True)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="role_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=["coordinator", "chair"]), name="role_kind_known"),
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(until=None), name="role_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
