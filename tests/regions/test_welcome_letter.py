"""The welcome letter, as it is read."""

import pytest
from django.conf import settings

from forum.models import Letter
from forum.services import rendering
from regions.services import duties, seats
from tests import things


def read(letter: Letter) -> str:
    rendered = rendering.render(letter)
    return "\n".join([rendered.subject, rendered.text, rendered.html])


@pytest.mark.parametrize(
    ("language", "words"), [("fi", ["Kainuu", "viranhaltija", "kirjaudu"]), ("sv", ["Kajanaland", "tjänsteinnehavare"])]
)
def test_a_new_holder_reads_what_the_seat_is_and_how_to_sign_in(cast, language, words):
    person = things.person(language=language)
    seats.appoint(cast.official_seat_a, person=person, role="holder", by=cast.coordinator, appointed_by="board, 42 §")
    letter = read(Letter.objects.get())
    for word in [*words, "board, 42 §", person.email, f"{settings.SITE_URL}/{language}/desk/"]:
        assert word in letter


def test_a_contact_reads_what_the_duty_is(cast):
    duties.give(cast.region_a, person=things.person(), role="contact", by=cast.coordinator)
    assert "yhteyshenkilö" in read(Letter.objects.get())
