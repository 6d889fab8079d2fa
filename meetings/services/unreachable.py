"""Once a day the coordinators are told of addresses that do not work any more, and what that means for coverage."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone, translation

from forum import clock
from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import feedback, letters
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES, texts_of
from meetings.models import Invitation, Meeting
from regions.models import Mandate

KIND = "unreachable_addresses"
NOT_BEFORE = 8
"""The hour of the day."""
OPEN = ("drafted", "sent", "handed")


@quiet_verb
def tell() -> list[Letter]:
    """Writes to every coordinator who can be reached, once a day at most; nothing when nobody is new."""
    if timezone.localtime(clock.now()).hour < NOT_BEFORE or told_today():
        return []
    people, readers = news(), feedback.readers()
    if not people or not readers:
        return []
    facts: dict[str, Any] = {"until": clock.now().isoformat(), "people_url": in_all_languages("forum:people")}
    facts["people"] = [of_person(person) for person in people]
    key = f"{KIND}:{clock.today()}"
    return [letters.write(key=f"{key}:{reader.public_id}", kind=KIND, person=reader, facts=facts) for reader in readers]


def told_today() -> bool:
    """Whether today's letter has been written."""
    return Letter.objects.filter(key__startswith=f"{KIND}:{clock.today()}:").exists()


def news() -> list[Person]:
    """People found unreachable since the last letter, the longest first."""
    last = Letter.objects.filter(kind=KIND).order_by("-pk").first()
    found = Person.objects.living().filter(unreachable_since__isnull=False)
    if last and last.facts.get("until"):
        found = found.filter(unreachable_since__gt=last.facts["until"])
    return list(found.order_by("unreachable_since", "pk"))


def of_person(person: Person) -> dict[str, Any]:
    """Name, what the person does here, and the coming meetings whose answer they owe, in every language."""
    mandates = Mandate.objects.in_force().of(person)
    found = mandates.select_related("seat__region", "seat__organisation", "region", "organisation")
    asked = Invitation.objects.filter(person=person, state__in=OPEN, meeting__in=Meeting.objects.coming())
    meetings = [one.meeting for one in asked.select_related("meeting__kind").order_by("meeting__starts_at")]
    return {
        "name": person.name,
        "seats": in_languages([mandate.seat or mandate.region or mandate.organisation for mandate in found]),
        "meetings": [{"kind": texts_of(one.kind, "name"), "at": one.starts_at.isoformat()} for one in meetings],
        "url": in_all_languages("forum:person", person.public_id),
    }


def in_languages(things: Iterable[Any]) -> list[dict[str, str]]:
    """What each is called, by language."""
    found = []
    for thing in things:
        names = {}
        for code in LANGUAGES:
            with translation.override(code):
                names[code] = str(thing)
        found.append(names)
    return found
