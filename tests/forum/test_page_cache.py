"""The public pages' cache: never stale, never anybody's own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory

from forum import clock, shelves
from forum.middleware import public_page_cache
from forum.models import Edition, Person
from forum.services import own, verbs
from forum.shelves import Drawer
from tests import things

NOON = datetime(2026, 11, 21, 10, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cache_in_use(settings, db):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    with clock.at(NOON):
        yield
    caches["pages"].clear()


@pytest.fixture
def rendered():
    """How many times the front page was really made, and by whom it was seen."""
    made = []
    shelves.front_lead.put("test", Drawer("forum/_brand_sign.html", lambda request: made.append(1)), order=1)
    yield made
    shelves.front_lead.take("test")


@verbs.verb
def say_something():
    things.person()


@verbs.quiet_verb
def whisper():
    things.person()


@verbs.verb
def say_nothing_new():
    Person.objects.filter(name="nobody").update(name="somebody")


def kept() -> int:
    return len(caches["pages"]._cache)


def test_the_second_reader_costs_one_query(client, rendered, django_assert_num_queries):
    first = client.get("/fi/")
    with django_assert_num_queries(1):
        second = Client().get("/fi/")
    assert second.content == first.content
    assert rendered == [1]


def test_a_kept_page_has_the_same_headers_as_a_new_one(client):
    first, second = client.get("/fi/"), client.get("/fi/")
    assert dict(second.headers) == dict(first.headers)
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert second["X-Frame-Options"] == "DENY"
    assert second["X-Content-Type-Options"] == "nosniff"


def test_a_verb_is_seen_by_the_very_next_reader(client, rendered):
    client.get("/fi/")
    say_something()
    client.get("/fi/")
    assert rendered == [1, 1]


def test_a_change_of_a_name_makes_a_new_edition(cast):
    before = verbs.present_edition()
    own.change(cast.official_of_a, name="Uusi Nimi", title="", phone="", language="fi")
    assert verbs.present_edition() > before


def test_what_no_reader_can_notice_leaves_pages_kept(client, rendered):
    client.get("/fi/")
    whisper()
    say_nothing_new()
    client.get("/fi/")
    assert rendered == [1]


def test_a_page_made_while_somebody_changed_something_is_not_shown_to_the_next(client):
    texts = iter(["before", "after"])

    def view(request):
        say_something()
        return HttpResponse(next(texts))

    middleware = public_page_cache(view)
    request = RequestFactory().get("/fi/")
    assert middleware(request).content == b"before"
    assert middleware(request).content == b"after"


def test_another_process_shows_the_change_too(client, rendered):
    say_something()
    client.get("/fi/")
    Edition.objects.update(number=77)  # as another process does, behind this one's back
    client.get("/fi/")
    assert rendered == [1, 1]


def test_time_alone_makes_pages_new_within_a_minute(client, rendered):
    client.get("/fi/")
    with clock.at(NOON + timedelta(seconds=60)):
        client.get("/fi/")
    assert rendered == [1, 1]


def test_pages_of_the_signed_in_are_neither_kept_nor_served_from_what_is_kept(client, cast):
    client.force_login(cast.official_of_a)
    assert "Minun työpöytäni" in client.get("/fi/").content.decode()
    assert kept() == 0
    assert "Minun työpöytäni" not in Client().get("/fi/").content.decode()
    assert "Minun työpöytäni" in client.get("/fi/").content.decode()


def test_each_language_and_each_query_is_its_own_page(client):
    assert 'lang="fi"' in client.get("/fi/").content.decode()
    assert '<html lang="sv">' in client.get("/sv/").content.decode()
    assert "/sv/about/?a=2" in client.get("/fi/about/?a=2").content.decode()
    assert "/sv/about/?a=1" in client.get("/fi/about/?a=1").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/fi/feedback/", "/fi/nothing-here/", "/", "/fi/about/?q=" + "x" * 300, "/healthz"],
)
def test_these_are_not_kept(client, address):
    client.get(address)
    assert kept() == 0


def test_a_forged_host_is_refused_and_not_kept(client):
    assert client.get("/fi/", headers={"host": "evil.example.com"}).status_code == 400
    assert kept() == 0


def test_a_message_for_one_reader_is_not_kept_for_others(client):
    client.cookies["messages"] = "anything"
    client.get("/fi/")
    assert kept() == 0


def test_a_fragment_is_not_given_for_a_page(client):
    client.get("/fi/", headers={"HX-Request": "true"})
    assert kept() == 0


@pytest.mark.parametrize("headers", [{"Cache-Control": "no-store"}, {"Set-Cookie": "a=b"}])
def test_a_view_can_keep_its_page_out(headers):
    def view(request):
        response = HttpResponse("own")
        if "Set-Cookie" in headers:
            response.set_cookie("a", "b")
        else:
            response["Cache-Control"] = "no-store"
        return response

    public_page_cache(view)(RequestFactory().get("/fi/"))
    assert kept() == 0


def test_a_browser_that_has_the_page_gets_no_second_copy(client):
    first = client.get("/fi/")
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get("/fi/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_after_a_change_the_browser_gets_the_new_page(client, cast):
    tag = client.get("/sitemap.xml")["ETag"]
    shelves.site_map.put("test", lambda: [("forum:desk", {})])
    say_something()
    answer = client.get("/sitemap.xml", headers={"If-None-Match": tag})
    shelves.site_map.take("test")
    assert answer.status_code == 200


def test_asking_for_the_head_is_served_from_the_kept_page_and_keeps_nothing(client, rendered):
    client.head("/fi/")
    assert kept() == 0
    client.get("/fi/")
    client.head("/fi/")
    assert rendered == [1, 1]
