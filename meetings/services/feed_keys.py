"""The secret addresses of people's own calendar feeds: made on request, replaced at once, one per person and feed."""

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from meetings.models import FeedKey
from meetings.models.feed_key import new_secret


def of(person: Person, feed: str) -> FeedKey | None:
    """The person's secret address of the feed, if one was made. One query."""
    return FeedKey.objects.filter(person=person, feed=feed).first()


@quiet_verb
def renew(person: Person, feed: str, *, by: Person) -> FeedKey:
    """Gives the person's feed a new secret address; the one before is known no more."""
    fresh = {"secret": new_secret(), "made_at": clock.now()}
    found, _new = FeedKey.objects.update_or_create(person=person, feed=feed, defaults=fresh)
    audit.record("feeds.new_address", by=by, about=person)
    return found


@quiet_verb
def close(person: Person, feed: str, *, by: Person) -> None:
    """Takes the feed's address away: it opens nothing any more."""
    if FeedKey.objects.filter(person=person, feed=feed).delete()[0]:
        audit.record("feeds.close", by=by, about=person)


def owner(secret: str, feed: str) -> Person | None:
    """Whose feed the secret opens, or None. One query."""
    found = FeedKey.objects.filter(feed=feed, secret=secret, person__in=Person.objects.living())
    key = found.select_related("person").first()
    return key.person if key else None
