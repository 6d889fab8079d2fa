"""Following, for tests: who follows what, and something to follow that no floor knows."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from forum import clock, following
from forum.following import Event, Subject, SubjectKind
from forum.models import Follow, FollowRhythm, Notice, Person
from forum.services import mass_sending, notice_letters
from regions.models import Network, NetworkMembership
from regions.services import network_letters
from tests import things
from themes.services import comments
from themes.subjects import theme_ref


def follows(person: Person, ref: tuple[str, str], rhythm: str = "") -> None:
    """The person follows the thing, and has chosen a rhythm for its kind if one is said."""
    Follow.objects.create(person=person, kind=ref[0], public_id=ref[1])
    if rhythm:
        chooses(person, ref[0], rhythm)


def chooses(person: Person, kind: str, rhythm: str) -> None:
    """How often the person wants letters about things of the kind."""
    FollowRhythm.objects.update_or_create(person=person, kind=kind, defaults={"rhythm": rhythm})


def told(person: Person) -> list[tuple[str, int]]:
    """The person's notices: (event, how many), by event."""
    return sorted(Notice.objects.filter(person=person).values_list("event", "number"))


def thread_of(thing: Any) -> tuple[str, str]:
    """How the discussion of an agenda item or a brief is named."""
    return "thread", thing.thread.public_id


def theme_of(thing: Any) -> tuple[str, str]:
    """How the theme of a meeting or a brief is named."""
    return theme_ref(thing.theme)


@contextmanager
def initiatives(seen_by: Any = None):
    """A kind of things that no floor has yet, with an event; only `seen_by` may see them (everybody when not said)."""

    def find(ids, person):
        visible = seen_by is None or person in seen_by
        return {one: Subject(f"Aloite {one}", f"/fi/initiatives/{one}/") for one in ids if visible}

    following.subjects.put("initiative", SubjectKind("Aloitteet", find, rhythm="at_once"))
    following.events.put("initiative_answered", Event(lambda number: "Aloitteeseen on vastattu"))
    yield "initiative", "x2"
    following.subjects.take("initiative")
    following.events.take("initiative_answered")


def every_kind(cast: Any) -> None:
    """A letter about a notice, a digest, and a network's letter."""
    brief, moment = things.brief(), datetime(2026, 11, 17, 10, tzinfo=UTC)
    follows(cast.member, ("thread", brief.thread.public_id))
    follows(cast.official_of_b, theme_of(brief), "daily")
    with clock.at(moment):
        comments.say(brief.thread, by=cast.official_of_a, text="Sana", language="fi")
    with clock.at(moment + timedelta(days=1)):
        notice_letters.write_due()
        notice_letters.write_digests()
    network = Network.objects.create(name_fi="Verkosto", name_sv="Nätverk", name_en="Network", coordinator=cast.member)
    NetworkMembership.objects.create(network=network, person=cast.official_of_a)
    texts = {code: {"subject": "Hei {name}", "body": "Teksti"} for code in ("fi", "sv", "en")}
    network_letters.send(network_letters.write(network, by=cast.member, texts=texts), by=cast.member)
    mass_sending.send_due()
