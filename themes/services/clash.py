"""Clash: two people changed the same thing at once."""

from django.db import models


class Clash(Exception):
    """Somebody saved first; `now` is the row as it is saved now. Nothing has been overwritten."""

    def __init__(self, now: models.Model) -> None:
        super().__init__(f"{now._meta.label} {now.pk} was changed meanwhile")
        self.now = now
