"""FeedKey: the secret address of a person's calendar feed, which they can replace."""

from django.db import models
from django.utils.crypto import get_random_string

from forum import clock
from forum.models import Person


def new_secret() -> str:
    """Forty letters and digits, about 238 bits."""
    return get_random_string(40)


class FeedKey(models.Model):
    """One per person and feed ("year clock"); replacing the secret makes the old address unknown."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    feed = models.SlugField(max_length=40)
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "feed"], name="feed_key_once")]

    def __str__(self) -> str:
        return self.feed
