"""What holds for every kind of letter: nothing is loaded from elsewhere, it can be answered, and says why it came."""

import re
from email import message_from_bytes
from email.policy import default

from django.utils import translation

from forum import placeholders
from forum.models import LetterText
from forum.services import envelopes, own_texts, rendering
from forum.views.letter_texts import placeholders_of as offered
from tests.meetings.test_every_letter import letters  # noqa: F401

LOADING = re.compile(
    r"<(?:img|script|link|iframe|video|audio|object|embed|source)\b|\bsrc\s*=|url\(|@import|background=", re.I
)
ADDRESS = re.compile(r"(?:https?://|mailto:)[^<>\s]+$")
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
        assert all(ADDRESS.match(link) for link in re.findall(r'href="([^"]*)"', words.html)), letter.kind
        assert envelopes.headers(letter, words)["Content-Language"] == "fi, sv"


def test_what_a_kind_offers_has_a_value_in_each_of_its_letters(letters):  # noqa: F811
    for letter in letters:
        about = rendering.context(letter, letter.language)
        for name in offered(letter.kind):
            assert placeholders.value(name, about), (letter.kind, name)


def test_who_is_asked_can_be_given_their_own_link_and_nobody_else(letters):  # noqa: F811
    for letter in letters:
        with_link = "answer_link" in offered(letter.kind)
        assert with_link <= bool(letter.secrets.get("answer_url")), letter.kind
        said = [str(one) for one in placeholders.problems("Vastaa: {answer_link}", offered(letter.kind))]
        assert bool(said) != with_link
    with translation.override("en"):
        (said,) = placeholders.problems("Vastaa: {answer_link}", offered("agenda_out"))
        assert "has no value in letters of this kind" in str(said)
    asked = {"invitation", "reminder", "ask_deputy", "last_reminder", "deputy_asked"}
    assert all("answer_link" in offered(kind) for kind in asked)


def test_the_secretariats_own_opening_stands_in_every_kind_that_offers_it(letters):  # noqa: F811
    found = [letter for letter in letters if own_texts.can_be_changed(letter.kind)]
    assert {"invitation", "reminder", "annual_calendar", "survey"} <= {letter.kind for letter in found}
    for letter in found:
        own = LetterText(
            kind=letter.kind, language=letter.language, subject="Oma, {name}", opening="Omat sanat, {name}."
        )
        words = rendering.render(letter, own=own)
        for text in (words.text, words.html):
            assert "Omat sanat, " in text, letter.kind
        assert words.subject.startswith("Oma, "), letter.kind


EVIL = 'Pahe\r\nBcc: eve@evil.example\n<a href="https://evil.example/">x</a> https://evil.example/x evil.example'
KEPT = re.compile(r"(?:https?://|/)|[\d:+.TZ-]+$|[a-z_]+$")


def poisoned(fact):
    """The fact with every name, title and text in it replaced by one that tries to become a link and a header."""
    if isinstance(fact, dict):
        return {name: poisoned(one) for name, one in fact.items()}
    if isinstance(fact, list):
        return [poisoned(one) for one in fact]
    return EVIL if isinstance(fact, str) and fact and not KEPT.match(fact) else fact


def test_no_name_or_title_in_any_letter_becomes_a_link_or_a_header(letters):  # noqa: F811
    for letter in letters:
        if letter.mailing_id:
            continue  # what the secretariat writes by hand may hold links
        letter.facts, letter.to_name = poisoned(letter.facts), EVIL
        words = rendering.render(letter)
        assert not [link for link in re.findall(r'href="([^"]*)"', words.html) if "evil" in link], letter.kind
        sent = message_from_bytes(bytes(envelopes.message(letter, words)), policy=default)
        assert "Bcc" not in sent and len(sent.get_all("To")) == 1 and "\n" not in words.subject, letter.kind
        assert [one.addr_spec for one in sent["To"].addresses] == [letter.to_address], letter.kind
