"""LetterTry: what the mail server said each time it did not take a letter."""

from django.db import models

from forum import clock
from forum.models.letter import Letter


class LetterTry(models.Model):
    """A try that did not end well. `outcome` is the state it left the letter in: waiting or failed."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=20)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "letter tries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["waiting", "failed"]), name="letter_try_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.words}"
