"""Saying, hiding and withdrawing comments."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from forum import clock
from forum.models import AuditEntry, Edition
from forum.services import people
from regions.models import Mandate, Network, NetworkMembership
from themes.models import Comment, Thread
from themes.services.discussion import comments, threads


@pytest.fixture
def thread(db):
    return Thread.objects.create(about="agenda item 3")


def say(thread, by, text="Hyvä asia.", **more):
    return comments.say(thread, by=by, text=text, **more)


def test_an_officials_preparation_is_stamped_with_the_region_in_every_language(cast, thread):
    comment = say(thread, cast.official_of_a, standing="preparation")
    assert comment.region == cast.region_a
    assert {language: words["body"] for language, words in comment.stamp.items()} == {
        "fi": "Kainuu",
        "sv": "Kajanaland",
        "en": "Kainuu",
    }
    with override("en"):
        assert comment.stamped["role"] == "official's seat"


def test_the_stamp_stays_when_the_person_leaves_and_is_renamed(cast, thread):
    comment = say(thread, cast.official_of_a)
    Mandate.objects.update(until=clock.today() - timedelta(days=1))
    cast.official_of_a.name, cast.official_of_a.is_active = "Uusi nimi", False
    cast.official_of_a.save()
    comment.refresh_from_db()
    assert comment.stamped["name"] == "official.a (Esimerkki)"
    assert comment.stamped["body"] in ("Kainuu", "Kajanaland")


def test_the_stamp_of_the_anonymised_names_the_seat_and_nobody(cast, thread):
    comment, other = say(thread, cast.official_of_a), say(thread, cast.official_of_b)
    people.anonymise(cast.official_of_a, by=cast.coordinator)
    comment.refresh_from_db()
    other.refresh_from_db()
    assert "official.a" not in str(comment.stamp) and "title" not in str(comment.stamp)
    with override("en"):
        assert (comment.stamped["name"], comment.stamped["body"]) == ("Anonymised person", "Kainuu")
    assert other.stamped["name"] == "official.b (Esimerkki)"


def test_a_politician_says_personal_remarks_only(cast, thread):
    with pytest.raises(ValidationError) as refused:
        say(thread, cast.politician_of_a, standing="preparation")
    assert "standing" in refused.value.message_dict
    assert say(thread, cast.politician_of_a, standing="personal").region == cast.region_a


@pytest.mark.parametrize("kind", ["coordinator", "chair", "official_of_a", "member"])
def test_officials_members_and_staff_can_say_preparations(cast, thread, kind):
    assert say(thread, getattr(cast, kind), standing="preparation").standing == "preparation"


def test_a_network_member_speaks_for_the_network(cast, thread):
    from tests import things

    person = things.person()
    network = Network.objects.create(name_fi="Ilmastoverkosto")
    NetworkMembership.objects.create(network=network, person=person, since="2020-01-01")
    assert say(thread, person).stamp["fi"]["body"] == "Ilmastoverkosto"
    Network.objects.update(closed_on=clock.today())
    person = type(person).objects.get(pk=person.pk)
    with pytest.raises(ValidationError):
        say(thread, person)


def test_an_ended_mandate_cannot_be_spoken_with(cast, thread):
    mandate = cast.official_of_a.mandates.get()
    Mandate.objects.update(until=clock.today() - timedelta(days=1))
    with pytest.raises(ValidationError):
        say(thread, cast.official_of_a, mandate=mandate)


def test_nobody_speaks_with_anothers_mandate(cast, thread):
    with pytest.raises(ValidationError):
        say(thread, cast.official_of_b, mandate=cast.official_of_a.mandates.get())


def test_a_reply_to_a_reply_is_attached_to_the_root(cast, thread):
    root = say(thread, cast.official_of_a)
    reply = say(thread, cast.official_of_b, parent=root)
    assert say(thread, cast.official_of_a, parent=reply).parent == root


def test_a_reply_into_another_discussion_is_refused(cast, thread):
    root = say(Thread.objects.create(), cast.official_of_a)
    with pytest.raises(ValidationError):
        say(thread, cast.official_of_a, parent=root)


def test_the_same_form_sent_twice_says_it_once(cast, thread):
    first = say(thread, cast.official_of_a, form_key="k1")
    assert say(thread, cast.official_of_a, form_key="k1") == first
    assert say(thread, cast.official_of_a, "Korjattu teksti.", form_key="k1") != first
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("text", ["", " \n ", "\x00\x07", "a" * 4001])
def test_it_refuses_empty_and_too_long_texts(cast, thread, text):
    with pytest.raises(ValidationError) as refused:
        say(thread, cast.official_of_a, text)
    assert "text" in refused.value.message_dict


def test_a_text_of_the_longest_length_is_taken_with_windows_line_ends(cast, thread):
    assert len(say(thread, cast.official_of_a, "a\r\n" * 1999 + "ab").text) == 4000


def test_control_characters_and_marks_that_turn_the_reading_order_are_taken_away(cast, thread):
    said = say(thread, cast.official_of_a, "Hyv\x00ä \u202eaisa\u202c\x1b[31m\r\n\r\n\r\n\r\nloppu \u200fא")
    assert said.text == "Hyvä aisa[31m\n\nloppu \u200fא"


def test_a_closed_discussion_takes_no_comments_until_it_is_opened(cast, thread):
    threads.close(thread, by=cast.coordinator)
    with pytest.raises(ValidationError):
        say(thread, cast.official_of_a)
    threads.open(thread, by=cast.coordinator)
    assert say(thread, cast.official_of_a)
    assert list(AuditEntry.objects.order_by("id").values_list("verb", flat=True)) == ["thread.close", "thread.open"]


def test_hiding_keeps_text_and_replies_and_is_audited(cast, thread):
    comment = say(thread, cast.official_of_a)
    reply = say(thread, cast.official_of_b, parent=comment)
    comments.hide(comment, by=cast.coordinator, reason="väärä kokous")
    assert (comment.hidden_reason, comment.text) == ("väärä kokous", "Hyvä asia.")
    assert list(Comment.objects.standing_out()) == [reply]
    entry = AuditEntry.objects.get(verb="comment.hide")
    assert (entry.actor, entry.details) == (cast.coordinator, {"reason": "väärä kokous"})


def test_hiding_twice_keeps_the_first_reason(cast, thread):
    comment = say(thread, cast.official_of_a)
    for reason in ("ensimmäinen", "toinen"):
        comments.hide(comment, by=cast.coordinator, reason=reason)
    assert comment.hidden_reason == "ensimmäinen"
    assert AuditEntry.objects.filter(verb="comment.hide").count() == 1


def test_hiding_needs_a_reason(cast, thread):
    with pytest.raises(ValidationError):
        comments.hide(say(thread, cast.official_of_a), by=cast.coordinator, reason=" ")


def test_a_hidden_comment_can_be_shown_again(cast, thread):
    comment = say(thread, cast.official_of_a)
    comments.hide(comment, by=cast.coordinator, reason="väärä kokous")
    comments.unhide(comment, by=cast.coordinator)
    assert comment.is_readable
    assert AuditEntry.objects.filter(verb="comment.unhide").exists()


def test_the_author_withdraws_within_fifteen_minutes(cast, thread):
    comment = say(thread, cast.official_of_a)
    comments.withdraw(comment, by=cast.official_of_a)
    assert comment.withdrawn_at and Comment.objects.filter(pk=comment.pk).exists()


def test_it_is_too_late_to_withdraw_after_fifteen_minutes(cast, thread):
    comment = say(thread, cast.official_of_a)
    with clock.at(clock.now() + timedelta(minutes=16)), pytest.raises(ValidationError):
        comments.withdraw(comment, by=cast.official_of_a)


def test_nobody_withdraws_anothers_comment(cast, thread):
    with pytest.raises(ValidationError):
        comments.withdraw(say(thread, cast.official_of_a), by=cast.official_of_b)


def test_every_change_makes_a_new_edition(cast, thread):
    before = Edition.objects.values_list("number", flat=True).first() or 1
    comment = say(thread, cast.official_of_a)
    comments.hide(comment, by=cast.coordinator, reason="syy")
    assert Edition.objects.get().number >= before + 2 - (before == 1)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"text": ""},
        {"standing": "adopted"},
        {"standing": "preparation"},
        {"hidden_reason": "no date"},
    ],
)
def test_the_database_refuses_nonsense(cast, thread, nonsense):
    row = {"thread": thread, "author": cast.member, "standing": "personal", "language": "fi", "text": "a", **nonsense}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**row)
