"""Public ids: short, unguessable enough to not count rows, fit for addresses and reading aloud."""

from django.db import models
from django.utils.crypto import get_random_string

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id() -> str:
    """Ten characters without look-alikes (about 49 bits)."""
    return get_random_string(10, ALPHABET)


class WithPublicId(models.Model):
    """A row that is named in addresses by its public id."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True
