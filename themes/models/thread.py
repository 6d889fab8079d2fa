"""Thread: whatever can be discussed has a foreign key to its Thread."""

from django.db import models

from forum import clock
from forum.models.public_id import WithPublicId


class Thread(WithPublicId):
    """One discussion. `about` names for staff what it is about; closed threads can be read and not added to."""

    begun_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    about = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.about or self.public_id

    @property
    def anchor(self) -> str:
        """The discussion's place on a page."""
        return f"discussion-{self.public_id}"
