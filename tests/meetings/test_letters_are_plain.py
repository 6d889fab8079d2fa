"""What holds for every kind of letter: nothing is loaded from elsewhere, it can be answered, and says why it came."""

import re
from email import message_from_bytes
from email.policy import default

from forum.models import LetterText
from forum.services import envelopes, own_texts, rendering
from tests.meetings.test_every_letter import letters  # noqa: F401

LOADING = re.compile(
    r"<(?:img|script|link|iframe|video|audio|object|embed|source)\b|\bsrc\s*=|url\(|@import|background=", re.I
)
LONGEST = 150


def test_every_letter_is_plain_answerable_and_says_why(letters):  # noqa: F811
    for letter in letters:
        words = rendering.render(letter)
        assert not LOADING.search(words.html), letter.kind
        sent = message_from_bytes(bytes(envelopes.message(letter, words)), policy=default)
        assert "@" in str(sent["Reply-To"]) and sent["From"].addresses[0].display_name, letter.kind
        assert 3 < len(words.subject) <= LONGEST and not words.subject.startswith(("Re:", "[")), letter.kind
        assert "\n--\n" in words.text and words.text.partition("\n--\n")[2].strip(), letter.kind


def test_every_letter_can_come_in_both_languages_each_marked(letters):  # noqa: F811
    for letter in letters:
        letter.language = "fi"
        letter.facts = {**letter.facts, "also_in": "sv"}
        words = rendering.render(letter)
        assert words.text.startswith("På svenska nedan.") and "===== På svenska =====" in words.text, letter.kind
        assert '<html lang="fi">' in words.html and '<tr lang="sv">' in words.html, letter.kind
        assert words.html.count("</html>") == words.html.count("<body") == 1, letter.kind
        assert envelopes.headers(letter, words)["Content-Language"] == "fi, sv"


def test_the_secretariats_own_opening_stands_in_every_kind_that_offers_it(letters):  # noqa: F811
    offered = [letter for letter in letters if own_texts.can_be_changed(letter.kind)]
    assert {"invitation", "reminder", "annual_calendar", "survey"} <= {letter.kind for letter in offered}
    for letter in offered:
        own = LetterText(
            kind=letter.kind, language=letter.language, subject="Oma, {name}", opening="Omat sanat, {name}."
        )
        words = rendering.render(letter, own=own)
        for text in (words.text, words.html):
            assert "Omat sanat, " in text, letter.kind
        assert words.subject.startswith("Oma, "), letter.kind
