"""The author of a hidden comment is told, once."""

import pytest
from django.urls import reverse

from forum import clock
from forum.models import Letter
from forum.services import posting, rendering
from themes.services.discussion import comments

pytestmark = pytest.mark.django_db


def say(village, by):
    return comments.say(village.thread, by=by, text="Ei kuulu tänne.", language="fi")


def hidden_letters():
    return Letter.objects.filter(kind="comment_hidden")


def test_the_author_gets_one_letter_with_the_reason_the_place_and_whom_to_ask(cast, village, mailoutbox):
    said = say(village, cast.official_of_a)
    for reason in ("väärä kokous", "vielä kerran"):
        comments.hide(said, by=cast.coordinator, reason=reason)
    posting.post_due()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["official.a@example.org"], "Kommenttisi on piilotettu")
    ]
    sent = hidden_letters().get()
    for words in (sent.text, sent.html):
        assert "väärä kokous" in words and "Village" in words
        assert f"/fi/comments/{said.public_id}/" in words and "/fi/feedback/" in words
        assert "Ei kuulu tänne." not in words


@pytest.mark.parametrize(
    ("language", "subject"),
    [("fi", "Kommenttisi on piilotettu"), ("sv", "Din kommentar har dolts"), ("en", "Your comment has been hidden")],
)
def test_it_is_in_the_authors_language(cast, village, language, subject):
    cast.official_of_b.language = language
    cast.official_of_b.save()
    comments.hide(say(village, cast.official_of_b), by=cast.coordinator, reason="syy")
    rendered = rendering.render(hidden_letters().get())
    assert rendered.subject == subject and f"/{language}/feedback/" in rendered.text


def test_whoever_hides_their_own_comment_is_not_written_to(cast, village):
    comments.hide(say(village, cast.coordinator), by=cast.coordinator, reason="kirjoitusvirhe")
    assert not hidden_letters().exists()


def test_an_author_who_cannot_be_reached_gets_none(cast, village):
    said = say(village, cast.official_of_a)
    cast.official_of_a.unreachable_since = clock.now()
    cast.official_of_a.save()
    comments.hide(said, by=cast.coordinator, reason="syy")
    assert not hidden_letters().exists()


def test_hidden_again_after_being_shown_it_is_told_again(cast, village):
    said = say(village, cast.official_of_a)
    comments.hide(said, by=cast.coordinator, reason="ensin")
    comments.unhide(said, by=cast.coordinator)
    comments.hide(said, by=cast.coordinator, reason="sitten")
    assert [letter.facts["reason"] for letter in hidden_letters().order_by("pk")] == ["ensin", "sitten"]


def test_where_the_author_may_no_longer_look_the_letter_has_no_link_there(cast, village):
    said = say(village, cast.official_of_a)
    village.visible_to = lambda person: person == cast.coordinator
    comments.hide(said, by=cast.coordinator, reason="syy")
    rendered = rendering.render(hidden_letters().get())
    assert "/comments/" not in rendered.text and "Village" not in rendered.text


def test_the_coordinator_finds_the_letter_in_the_outbox(client, cast, village):
    comments.hide(say(village, cast.official_of_a), by=cast.coordinator, reason="väärä kokous")
    client.force_login(cast.coordinator)
    listed = client.get(reverse("forum:letters")).content.decode()
    letter = hidden_letters().get()
    assert "Kommentti piilotettu" in listed and letter.public_id in listed
    assert "väärä kokous" in client.get(reverse("forum:letter", args=[letter.public_id])).content.decode()
