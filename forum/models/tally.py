"""Tally: how often something was done in a slice of time, for rate limits."""

from django.db import models


class Tally(models.Model):
    """`key` names the deed, the slice and (hashed) who; `until` is when the slice is over, in seconds since 1970."""

    key = models.CharField(max_length=140, primary_key=True)
    number = models.PositiveIntegerField()
    until = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.number}"
