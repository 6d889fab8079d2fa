"""Discussions as people meet them, on a page of our own."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from forum import clock
from forum.models import AuditEntry
from themes import discussion
from themes.models import Comment, Thread
from themes.services.discussion import comments, threads

SWAP = {"HTTP_HX_REQUEST": "true"}


def say(village, by, text="Hyvä asia.", **more):
    return comments.say(village.thread, by=by, text=text, **more)


def draw(village, person, query="", language="fi"):
    """The village's discussion as HTML."""
    request = RequestFactory().get(f"/fi/village/{query}")
    request.user = person
    with override(language):
        drawn = discussion.for_threads([village.thread], request)[village.thread.pk]
        return render_to_string("themes/_discussion.html", {"discussion": drawn}, request)


def form_of(person, text="Hyvä asia.", **changes):
    mandate = person.mandates.first()
    key = f"mandate-{mandate.pk}" if mandate else f"staffrole-{person.staff_roles.first().pk}"
    return {"text": text, "capacity": key, "standing": "personal", "language": "fi", "form_key": "f1", **changes}


def post(client, village, person, **changes):
    client.force_login(person)
    extra = changes.pop("extra", {})
    return client.post(reverse("themes:comment", args=[village.thread.public_id]), form_of(person, **changes), **extra)


def test_a_comment_is_published_and_the_reader_is_led_to_it(client, cast, village):
    answer = post(client, village, cast.official_of_a, standing="preparation")
    said = Comment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/fi/village/#comment-{said.public_id}"
    assert said.stamp["fi"]["body"] == "Kainuu"


def test_the_same_post_twice_publishes_once(client, cast, village):
    for _ in range(2):
        post(client, village, cast.official_of_a)
    assert Comment.objects.count() == 1


def test_with_htmx_the_discussion_comes_back_with_the_new_comment_in_focus(client, cast, village):
    page = post(client, village, cast.official_of_a, extra=SWAP).content.decode()
    said = Comment.objects.get()
    assert page.count("<html") == 0
    assert f'id="comment-{said.public_id}" tabindex="-1" autofocus' in page


def test_a_too_long_text_is_refused_and_kept(client, cast, village):
    page = post(client, village, cast.official_of_a, text="pitkä " * 800 + "loppu").content.decode()
    assert "4000" in page and "pitkä loppu</textarea>" in page
    assert not Comment.objects.exists()


def test_with_htmx_too_a_refused_text_is_kept(client, cast, village):
    page = post(client, village, cast.official_of_a, text="pitkä " * 800 + "loppu", extra=SWAP).content.decode()
    assert "pitkä loppu</textarea>" in page and "<html" not in page


def test_the_twenty_first_comment_in_ten_minutes_waits_and_its_text_is_kept(client, cast, village):
    with clock.at(clock.now().replace(minute=2)):
        for number in range(21):
            page = post(client, village, cast.official_of_a, text=f"viesti {number}", form_key=str(number))
    assert Comment.objects.count() == 20
    assert "viesti 20</textarea>" in page.content.decode()


KINDS = {
    "coordinator": 302,
    "chair": 302,
    "official_of_a": 302,
    "politician_of_a": 302,
    "official_of_b": 302,
    "member": 302,
}


@pytest.mark.parametrize(("kind", "status"), KINDS.items())
def test_every_kind_of_people_with_a_mandate_can_comment(client, cast, village, kind, status):
    assert post(client, village, getattr(cast, kind)).status_code == status
    assert Comment.objects.count() == 1


def test_a_stranger_is_asked_to_sign_in(client, village):
    answer = client.post(reverse("themes:comment", args=[village.thread.public_id]), {"text": "a"})
    assert answer.status_code == 302 and "?next=" in answer["Location"]
    assert not Comment.objects.exists()


def test_a_comment_written_while_signed_out_is_published_after_signing_in(client, cast, village):
    address, text = reverse("themes:comment", args=[village.thread.public_id]), "Tätä mietin kauan, & kirjoitin hyvin."
    asked = client.post(address, form_of(cast.official_of_a, text=text))
    assert "unsent" in asked["Location"] and not Comment.objects.exists()
    client.force_login(cast.official_of_a)
    kept = client.get(reverse("forum:unsent")).context["unsent"]
    assert kept.path == address and kept.words == [("text", text)]
    client.post(kept.path, dict(kept.fields))
    assert Comment.objects.get().text == text


def test_a_person_without_a_mandate_may_not_comment(client, village, cast):
    from tests import things

    person = things.person()
    client.force_login(person)
    assert client.post(reverse("themes:comment", args=[village.thread.public_id]), {"text": "a"}).status_code == 403


def test_where_a_discussion_is_not_visible_its_addresses_are_not_found(client, cast, village):
    said = say(village, cast.official_of_a)
    village.visible_to = lambda person: False
    client.force_login(cast.coordinator)
    for name in ("comment_page", "reply", "hide"):
        assert client.get(reverse(f"themes:{name}", args=[said.public_id])).status_code == 404
    assert post(client, village, cast.official_of_a, text="toinen").status_code == 404


def test_a_discussion_that_lives_nowhere_is_not_found(client, cast):
    lost = Thread.objects.create()
    client.force_login(cast.coordinator)
    assert client.post(reverse("themes:comment", args=[lost.public_id]), {"text": "a"}).status_code == 404


def test_where_the_home_is_closed_nobody_comments(client, cast, village):
    village.open = False
    assert post(client, village, cast.official_of_a).status_code == 403
    assert "<textarea" not in draw(village, cast.official_of_a)


def test_a_closed_discussion_keeps_the_text_of_who_was_late(client, cast, village):
    threads.close(village.thread, by=cast.coordinator)
    page = post(client, village, cast.official_of_a, text="myöhässä").content.decode()
    assert "myöhässä</textarea>" in page and not Comment.objects.exists()


def test_a_reply_is_written_on_a_page_of_its_own(client, cast, village):
    said = say(village, cast.official_of_a, "Ensimmäinen")
    client.force_login(cast.official_of_b)
    address = reverse("themes:reply", args=[said.public_id])
    assert "Ensimmäinen" in client.get(address).content.decode()
    answer = client.post(address, form_of(cast.official_of_b, "Vastaus"))
    reply = Comment.objects.get(parent=said)
    assert answer["Location"] == f"/fi/village/?replies={said.public_id}#comment-{reply.public_id}"


def test_the_permanent_link_leads_to_the_page_where_the_comment_is(client, cast, village):
    said = say(village, cast.official_of_a)
    for number in range(20):
        with clock.at(clock.now() + timedelta(seconds=number + 1)):
            say(village, cast.official_of_a, f"uudempi {number}")
    answer = client.get(reverse("themes:comment_page", args=[said.public_id]))
    assert answer["Location"] == f"/fi/village/?page-{village.thread.public_id}=2#comment-{said.public_id}"
    query = f"?page-{village.thread.public_id}=2"
    assert said.anchor in draw(village, cast.stranger, query)
    assert said.anchor not in draw(village, cast.stranger)


@pytest.mark.parametrize("page", ["0", "99999999999999999999", "-1", "²", "x", "2"])
def test_a_strange_page_number_shows_a_page_that_exists(cast, village, page):
    say(village, cast.official_of_a)
    assert "Hyvä asia." in draw(village, cast.stranger, f"?page-{village.thread.public_id}={page}")


def test_replies_are_folded_after_three_and_can_be_opened(cast, village):
    root = say(village, cast.official_of_a)
    for number in range(5):
        with clock.at(clock.now() + timedelta(seconds=number + 1)):
            say(village, cast.official_of_b, f"vastaus {number}", parent=root)
    folded = draw(village, cast.stranger)
    assert "vastaus 2" in folded and "vastaus 3" not in folded
    assert f"?replies={root.public_id}#{root.anchor}" in folded
    assert "vastaus 4" in draw(village, cast.stranger, f"?replies={root.public_id}")


def test_the_count_is_that_of_comments_that_can_be_read(cast, village):
    root = say(village, cast.official_of_a)
    say(village, cast.official_of_b, "vastaus", parent=root)
    comments.hide(root, by=cast.coordinator, reason="väärä kokous")
    page = draw(village, cast.stranger, language="en")
    assert "1 comment" in page and "vastaus" in page
    assert "Hyvä asia." not in page
    assert "väärä kokous" in page


def test_a_withdrawn_comment_leaves_a_tombstone(client, cast, village):
    said = say(village, cast.official_of_a)
    client.force_login(cast.official_of_a)
    client.post(reverse("themes:withdraw", args=[said.public_id]))
    page = draw(village, cast.stranger, language="en")
    assert "The author withdrew this comment" in page and "Hyvä asia." not in page


def test_nobody_else_can_withdraw(client, cast, village):
    said = say(village, cast.official_of_a)
    client.force_login(cast.official_of_b)
    assert client.post(reverse("themes:withdraw", args=[said.public_id])).status_code == 403


HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1) https://example.org/"onmouseover="x'
)


def test_hostile_text_is_shown_as_text_and_links_are_not_followed(cast, village):
    say(village, cast.official_of_a, HOSTILE)
    page = draw(village, cast.stranger)
    assert "<script>alert" not in page and "<img" not in page
    assert 'href="javascript' not in page and ' onmouseover="' not in page
    assert 'rel="nofollow"' in page


def test_paragraphs_are_kept(cast, village):
    say(village, cast.official_of_a, "yksi\n\nkaksi")
    assert "<p>yksi</p>" in draw(village, cast.stranger).replace("\n", "")


def test_a_comment_in_another_language_says_so(cast, village):
    say(village, cast.official_of_b, "Bra så.", language="sv")
    assert 'lang="sv"' in draw(village, cast.stranger)
    assert 'lang="sv"' not in draw(village, cast.stranger, language="sv")


def test_strangers_are_offered_to_sign_in_and_come_back(cast, village):
    assert f"?next=/fi/village/%23discussion-{village.thread.public_id}" in draw(village, cast.stranger)


def test_the_form_remembers_what_was_chosen_last(cast, village):
    say(village, cast.official_of_a, standing="personal")
    page = draw(village, cast.official_of_a)
    assert page.count("checked") == 1
    assert page.index('value="personal"') < page.index("checked") < page.index('value="preparation"')


def queries(village, person, django_assert_max_num_queries, threads_, most):
    request = RequestFactory().get("/fi/village/")
    request.user = type(person).objects.get(pk=person.pk) if hasattr(person, "pk") and person.pk else person
    with django_assert_max_num_queries(most) as seen:
        for drawn in discussion.for_threads(threads_, request).values():
            render_to_string("themes/_discussion.html", {"discussion": drawn}, request)
    return len(seen)


@pytest.mark.parametrize(("kind", "most"), [("stranger", 3), ("official_of_a", 8), ("coordinator", 9)])
def test_one_and_three_comments_in_one_and_three_threads_cost_the_same(
    cast, village, django_assert_max_num_queries, kind, most
):
    person = getattr(cast, kind)
    root = say(village, cast.official_of_a)
    say(village, cast.official_of_b, "vastaus", parent=root)
    first = queries(village, person, django_assert_max_num_queries, [village.thread], most)
    village.more = [Thread.objects.create(), Thread.objects.create()]
    for thread in (village.thread, *village.more):
        for number in range(3):
            root = comments.say(thread, by=cast.official_of_a, text=f"a {number}")
            comments.say(thread, by=cast.official_of_b, text="b", parent=root)
    everywhere = [village.thread, *village.more]
    assert queries(village, person, django_assert_max_num_queries, everywhere, most) == first


def test_the_pages_of_several_discussions_turn_separately(cast, village):
    other = Thread.objects.create()
    village.more = [other]
    for number in range(21):
        with clock.at(clock.now() + timedelta(seconds=number)):
            say(village, cast.official_of_a, f"yksi {number}")
            comments.say(other, by=cast.official_of_a, text=f"kaksi {number}")
    request = RequestFactory().get(f"/fi/village/?page-{other.public_id}=2")
    request.user = cast.stranger
    drawn = discussion.for_threads([village.thread, other], request)
    assert [shown.comment.text for shown in drawn[other.pk].roots] == ["kaksi 0"]
    assert len(drawn[village.thread.pk].roots) == 20
    assert drawn[village.thread.pk].roots[0].comment.text == "yksi 20"


def test_the_coordinator_hides_with_a_reason_after_being_asked(client, cast, village):
    said = say(village, cast.official_of_a)
    client.force_login(cast.coordinator)
    address = reverse("themes:hide", args=[said.public_id])
    assert client.get(address).status_code == 200 and not AuditEntry.objects.exists()
    assert 'href="#id_reason"' in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "väärä kokous"}).status_code == 302
    said.refresh_from_db()
    assert said.hidden_reason == "väärä kokous"


@pytest.mark.parametrize("kind", ["chair", "official_of_a", "politician_of_a", "official_of_b", "member"])
def test_nobody_else_hides_shows_closes_or_sees_the_list(client, cast, village, kind):
    said = say(village, cast.official_of_a)
    client.force_login(getattr(cast, kind))
    for name, about in (
        ("hide", said),
        ("unhide", said),
        ("close_thread", village.thread),
        ("open_thread", village.thread),
    ):
        assert client.post(reverse(f"themes:{name}", args=[about.public_id]), {"reason": "a"}).status_code == 403
    assert client.get(reverse("themes:moderation")).status_code == 403


def test_the_coordinators_list_shows_comments_from_everywhere(client, cast, village, django_assert_max_num_queries):
    said = say(village, cast.official_of_a)
    client.force_login(cast.coordinator)
    assert "Hyvä asia." in client.get(reverse("themes:moderation")).content.decode()
    comments.hide(said, by=cast.coordinator, reason="väärä kokous")
    page = client.get(reverse("themes:moderation"), {"show": "hidden"}).content.decode()
    assert "väärä kokous" in page and "Village" in page
    client.post(reverse("themes:unhide", args=[said.public_id]))
    assert "Hyvä asia." not in client.get(reverse("themes:moderation"), {"show": "hidden"}).content.decode()


def test_the_coordinator_closes_and_opens_a_discussion(client, cast, village):
    client.force_login(cast.coordinator)
    client.post(reverse("themes:close_thread", args=[village.thread.public_id]))
    village.thread.refresh_from_db()
    assert village.thread.closed_at
    client.post(reverse("themes:open_thread", args=[village.thread.public_id]))
    village.thread.refresh_from_db()
    assert village.thread.closed_at is None


def test_a_drafts_discussion_is_not_found_by_strangers(client, cast):
    from tests import things

    brief = things.brief(state="draft", published_at=None)
    said = comments.say(brief.thread, by=cast.official_of_a, text="a")
    assert client.get(reverse("themes:comment_page", args=[said.public_id])).status_code == 404


def test_turning_pages_keeps_the_rest_of_the_address(cast, village):
    for number in range(21):
        say(village, cast.official_of_a, f"viesti {number}")
    page = draw(village, cast.stranger, "?region=18")
    assert f"?region=18&amp;page-{village.thread.public_id}=2#" in page
