"""The secretariat's own words: versions, what was written before a change, and letters in both languages."""

import csv

import pytest
from django.conf import settings

from forum.models import AuditEntry, Letter, LetterText
from forum.services import letters, own_texts, rendering
from forum.services.letters import Draft
from forum.services.newcomers import person_at
from tests import things

KIND = "annual_calendar"


def write(person, **fields):
    facts = {"year": 2027, "meetings": [], "year_url": {}}
    return letters.write(key=f"t:{Letter.objects.count()}", kind=KIND, person=person, facts=facts, **fields)


def change(cast, **values):
    texts = {"language": "fi", "subject": "Vuosi {name}", "opening": "Uudet sanat."}
    return own_texts.write(KIND, by=cast.coordinator, **{**texts, **values})


def test_a_letter_keeps_the_version_it_was_written_with(cast):
    before = write(things.person())
    change(cast)
    after = write(things.person())
    change(cast, opening="Uusimmat sanat.")
    said = [rendering.render(letter).text for letter in (before, after, write(things.person()))]
    assert "Uudet sanat." not in said[0] and "Uudet sanat." in said[1] and "Uusimmat sanat." in said[2]


def test_empty_words_go_back_to_the_default_and_the_history_stays(cast):
    change(cast)
    change(cast, subject="", opening="")
    assert "Uudet" not in rendering.render(write(things.person())).text
    assert [text.version for text in own_texts.history(KIND)] == [2, 1]
    assert LetterText.objects.current().get().is_default


def test_what_changes_nothing_writes_nothing(cast):
    assert change(cast, subject="", opening="") is None
    change(cast)
    assert change(cast) is None
    assert AuditEntry.objects.filter(verb="letter_text.write").count() == 1


def test_another_language_and_another_kind_keep_the_default(cast):
    change(cast)
    assert "Uudet" not in rendering.render(write(things.person(language="sv"))).text
    assert own_texts.current("survey") == {}


def test_many_letters_ask_for_the_words_once(cast, django_assert_num_queries):
    change(cast)
    people = [things.person() for _ in range(30)]
    drafts = [Draft(key=f"m:{one.pk}", kind=KIND, person=one, facts={}) for one in people]
    with django_assert_num_queries(3):
        assert len(letters.write_many(drafts)) == 30
    assert len(letters.write_many(drafts)) == 30 and Letter.objects.count() == 30


def test_whoever_asks_for_both_languages_gets_the_other_below_with_its_own_words(cast):
    change(cast, language="sv", subject="År", opening="Egna ord.")
    letter = write(things.person(both_languages=True))
    words = rendering.render(letter)
    assert (
        words.text.index("kokoukset vuonna 2027")
        < words.text.index("===== På svenska =====")
        < words.text.index("Egna")
    )
    assert '<tr lang="sv">' in words.html


def test_nobody_else_gets_both(cast):
    assert "På svenska" not in rendering.render(write(things.person())).text


@pytest.mark.parametrize(("code", "language"), [("15", "sv"), ("21", "sv"), ("18", "fi")])
def test_ostrobothnia_and_aland_are_written_to_in_swedish_where_nobody_has_chosen(db, code, language):
    with (settings.SEED_DATA / "regions_fi.csv").open(encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["code"] == code)
    seat = things.seat(things.region(code, default_language=row["default_language"]))
    person = person_at("new@example.org", name="Uusi", language=seat.default_language, by=things.person())
    assert write(person).language == language
