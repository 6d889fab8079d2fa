"""Edition: the number of the public portal's present edition; it rises with every change a reader could notice."""

from django.db import models


class Edition(models.Model):
    """One row. Cached pages are kept under its number, so that nothing stale is ever shown after a change."""

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="edition_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
