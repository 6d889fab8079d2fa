"""One verb, one transaction, one new edition at its end."""

import pytest
from django.db import transaction

from forum.models import Edition, Person
from forum.services import verbs
from tests import things


@verbs.verb
def rename(person, *, name):
    person.name = name
    person.save()
    return person


@verbs.verb
def rename_and_fail(person):
    rename(person, name="Never")
    raise RuntimeError


@verbs.quiet_verb
def quietly_rename(person):
    rename(person, name="Loud inside quiet")
    return verbs.present_edition()


@pytest.mark.django_db
def test_the_first_verb_makes_the_first_edition():
    assert verbs.present_edition() == 0
    rename(things.person("a"), name="A")
    assert verbs.present_edition() == 1


@pytest.mark.django_db
def test_a_verb_within_a_verb_makes_one_edition():
    person = things.person("a")
    rename(person, name="A")

    @verbs.verb
    def twice():
        rename(person, name="B")
        rename(person, name="C")

    twice()
    assert verbs.present_edition() == 2


@pytest.mark.django_db
def test_a_failed_verb_leaves_neither_change_nor_edition():
    person = things.person("a")
    with pytest.raises(RuntimeError):
        rename_and_fail(person)
    person.refresh_from_db()
    assert person.name == "a (Esimerkki)"
    assert verbs.present_edition() == 0


@pytest.mark.django_db
def test_a_failed_verb_within_another_is_undone_alone():
    person, other = things.person("a"), things.person("b")

    @verbs.verb
    def try_both():
        rename(other, name="Done")
        with pytest.raises(RuntimeError):
            rename_and_fail(person)

    try_both()
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.name, other.name) == ("a (Esimerkki)", "Done")


@pytest.mark.django_db
def test_a_public_verb_within_a_quiet_one_makes_an_edition_at_the_very_end():
    assert quietly_rename(things.person("a")) == 0
    assert verbs.present_edition() == 1


@pytest.mark.django_db
def test_when_two_make_the_first_edition_both_count(monkeypatch):
    calls = []
    real = verbs.raise_number

    def somebody_else_was_quicker():
        calls.append(1)
        if len(calls) == 1:
            Edition.objects.create(pk=1)
            return False
        return real()

    monkeypatch.setattr(verbs, "raise_number", somebody_else_was_quicker)
    verbs.new_edition()
    assert verbs.present_edition() == 2


@pytest.mark.django_db
def test_a_verb_that_changes_no_row_makes_no_edition():
    person = things.person("a")

    @verbs.verb
    def look_around():
        with transaction.atomic():
            Person.objects.filter(name="nobody").update(name="somebody")
            Person.objects.filter(name="nobody").delete()

    rename(person, name="A")
    look_around()
    assert verbs.present_edition() == 1


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_commit_is_a_deed_of_its_own():
    person = things.person("a")

    @verbs.quiet_verb
    def promise():
        transaction.on_commit(lambda: rename(person, name="Later"))

    promise()
    assert verbs.present_edition() == 1
