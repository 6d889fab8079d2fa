"""The letters of invitations in words."""

import pytest

from forum.models import Letter
from forum.services import rendering
from meetings.invitation_shelves import LETTERS, WITH_LINK, fresh_link
from meetings.models import Invitation
from meetings.services import invitation_letters, invitations
from tests import things

ANSWER = {"reply": "decline", "reason": "Valtuusto", "mode": "", "channel": "link", "late": True, "deputy_name": "Vara"}
WAS = {"was_starts_at": "2027-03-18T08:00:00+00:00", "was_ends_at": "2027-03-18T10:00:00+00:00", "was_street": ""}
WAS_AT = {"was_place": {"fi": "Kuopio", "sv": "Kuopio stad", "en": "Kuopio town"}}
CHANGED = {**WAS, **WAS_AT, "new_time": True, "new_place": True, "new_link": True, "had_remote": True, "answer": "none"}
MORE = {**ANSWER, **CHANGED}


@pytest.fixture
def invitation(cast):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    return Invitation.objects.with_board().get()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_names_meeting_seat_and_why(cast, invitation, kind, language):
    link = kind in WITH_LINK
    letter = invitation_letters.write(invitation, kind=kind, key=f"t:{kind}", to=cast.official_of_a, link=link, **MORE)
    letter.language = language
    words = rendering.render(letter)
    assert str(invitation.meeting.starts_at.year) in words.subject
    for text in (words.text, words.html):
        assert {"sv": "Kajanaland"}.get(language, "Kainuu") in text and ("/answer/" in text) == link


def test_a_letter_that_is_sent_again_gets_a_working_link(cast, invitation):
    letter = Letter.objects.get(kind="invitation")
    assert fresh_link(letter) == letter.secrets


def test_kept_words_hold_no_link(cast, invitation):
    letter = Letter.objects.get(kind="invitation")
    kept = rendering.sealed(rendering.render(letter), rendering.secret_forms(letter.secrets))
    assert "/answer/" not in kept.text + kept.html


CHANGE_WORDS = {
    "fi": ["Muuttunut", "Aika oli", "torstai 18.3.2027 klo 10.00–12.00", "Kuopio", "Suomen aikaa"],
    "sv": ["Ändrat", "Tiden var", "torsdag 18.3.2027 kl. 10.00–12.00", "Kuopio stad", "finsk tid"],
    "en": ["Changed", "It was to be", "Thursday 18 March 2027, 10:00–12:00", "Kuopio town", "Helsinki time"],
}
ANSWERED = {
    "none": {"fi": "Et ole vielä vastannut", "sv": "Du har inte svarat ännu", "en": "You have not answered yet"},
    "declined": {"fi": "Jos uusi aika sopii", "sv": "Om den nya tiden passar", "en": "can come at the new time"},
    "attends": {"fi": "Vastauksesi pysyy", "sv": "Ditt svar gäller", "en": "Your answer stays"},
}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("answer", ANSWERED)
def test_a_change_says_what_was_and_what_is(cast, invitation, language, answer):
    more = {**CHANGED, "answer": answer}
    letter = invitation_letters.write(invitation, kind="meeting_changed", key="t:ch", to=cast.official_of_a, **more)
    letter.language = language
    words = rendering.render(letter)
    place = letter.facts["place"][language]
    for word in [*CHANGE_WORDS[language][1:], place, ANSWERED[answer][language]]:
        assert word in words.text and word in words.html
    assert CHANGE_WORDS[language][0] in words.subject


@pytest.mark.parametrize(("language", "word"), [("fi", "Peruttu"), ("sv", "Inställt"), ("en", "Cancelled")])
def test_a_cancellation_says_what_why_and_when(cast, invitation, language, word):
    more = {"link": False, "reason": "Lakko"}
    letter = invitation_letters.write(invitation, kind="meeting_cancelled", key="t:c", to=cast.official_of_a, **more)
    letter.language = language
    words = rendering.render(letter)
    assert word in words.subject
    assert "Lakko" in words.text and letter.facts["place"][language] in words.html


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_letter_promises_a_letter_that_is_not_sent(invitation, language):
    letter = Letter.objects.get(kind="invitation")
    letter.language = language
    words = rendering.render(letter).text
    link = {"fi": "kalenterimerkinnässäsi", "sv": "kalenderanteckning", "en": "calendar entry"}[language]
    assert link in words
