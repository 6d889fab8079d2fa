"""What the ground floor brings to a furnished forum: the example coordinator and chair."""

from collections.abc import Callable
from datetime import date

from django.conf import settings

from forum.models import Person, StaffRole

SINCE = date(2020, 1, 1)
EXAMPLES = {
    "fi": {"mark": "Esimerkki", "coordinator": "Koordinaattori", "chair": "Puheenjohtaja"},
    "sv": {"mark": "Exempel", "coordinator": "Samordnare", "chair": "Ordförande"},
}
ADDRESSES = {"coordinator": "koordinaattori@example.org", "chair": "puheenjohtaja@example.org"}


def furnish(*, today: date, say: Callable[[str], None]) -> None:
    """Makes the two people of the secretariat, once."""
    words = EXAMPLES[settings.LANGUAGE_CODE]
    for role, address in ADDRESSES.items():
        person = Person.objects.filter(email=address).first() or Person.objects.create_user(
            address, name=f"{words[role]} ({words['mark']})", language=settings.LANGUAGE_CODE, is_example=True
        )
        StaffRole.objects.get_or_create(
            person=person, kind=role, until=None, defaults={"since": min(SINCE, today), "appointed_by": words["mark"]}
        )
    say("the secretariat: coordinator and chair")


def example_people() -> list[tuple[str, str]]:
    """The secretariat's example people: (name, address)."""
    return list(Person.objects.filter(email__in=ADDRESSES.values(), is_example=True).values_list("name", "email"))
