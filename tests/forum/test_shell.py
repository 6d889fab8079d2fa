"""The frame around every page."""

import re

import pytest

from forum import shelves
from forum.shelves import MenuItem, Task

pytestmark = pytest.mark.django_db


def page(client, address="/fi/about/"):
    return client.get(address).content.decode()


@pytest.fixture
def a_task():
    """Puts `n` tasks on everybody's desk."""

    def put(*dues):
        tasks = [Task(title=f"Asia {n}", text="", url="/fi/", verb="Tee", due=due) for n, due in enumerate(dues)]
        shelves.desk_tasks.put("test", lambda person: tasks)

    yield put
    shelves.desk_tasks.take("test")


def test_the_language_switch_keeps_the_page_and_its_query(client):
    shown = page(client, "/fi/about/?a=1&b=2")
    assert '<a href="/sv/about/?a=1&amp;b=2" lang="sv" hreflang="sv">Svenska</a>' in shown
    assert '<a href="/fi/about/?a=1&amp;b=2" lang="fi" hreflang="fi" aria-current="true">Suomi</a>' in shown


def test_machines_are_told_the_page_s_own_address_and_its_other_languages(client, settings):
    settings.SITE_URL = "https://forum.example.org"
    shown = page(client, "/fi/about/?a=1")
    assert '<link rel="canonical" href="https://forum.example.org/fi/about/">' in shown
    assert '<link rel="alternate" hreflang="sv" href="https://forum.example.org/sv/about/">' in shown


def test_a_query_cannot_write_into_the_page(client):
    assert "<script>" not in page(client, '/fi/about/?"><script>alert(1)</script>')


def test_the_breadcrumb_begins_at_home_and_ends_here(client):
    trail = re.search(r'<nav class="crumbs.*?</nav>', page(client), re.DOTALL)
    assert trail
    assert re.findall(r">([^<>]+)<", trail.group()) == ["Etusivu", "Tietoa foorumista"]


def test_a_page_without_a_trail_has_no_breadcrumb(client):
    assert 'class="crumbs' not in page(client, "/fi/")


def test_the_current_menu_entry_is_marked(client, cast):
    shelves.main_menu.put("test", MenuItem("Pöytä", "forum:desk", "desk"), order=1)
    client.force_login(cast.official_of_a)
    shown = page(client, "/fi/desk/")
    shelves.main_menu.take("test")
    assert '<a href="/fi/desk/" aria-current="page">Pöytä</a>' in shown


def test_a_menu_entry_whose_floor_is_not_there_is_left_out(client):
    shelves.main_menu.put("test", MenuItem("Poissa", "nowhere:at_all", "x"), order=1)
    shown = page(client)
    shelves.main_menu.take("test")
    assert "Poissa" not in shown


def test_strangers_may_sign_in_and_the_signed_in_sign_out_by_post(client, cast):
    assert "Kirjaudu" in page(client)
    client.force_login(cast.official_of_a)
    shown = page(client)
    assert re.search(r'<form class="sign-out" method="post" action="[^"]+">', shown)
    assert "csrfmiddlewaretoken" in shown


def test_the_count_of_what_waits_is_on_every_page(client, cast, a_task):
    a_task(None, None, None)
    client.force_login(cast.official_of_a)
    assert '<span class="count">3<span class="sr"> odottaa sinua</span></span>' in page(client)


def test_the_banner_says_that_people_are_examples_only_in_the_demo(client, settings):
    settings.DEMO = True
    assert "ovat esimerkkejä" in page(client)
    settings.DEMO = False
    assert "ovat esimerkkejä" not in page(client)


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(client):
    shown = page(client, "/fi/")
    assert not re.search(
        r'(src|href)="(https?:)?//(?!127\.0\.0\.1)', re.sub(r"<link rel=.(canonical|alternate).*", "", shown)
    )
    assert "<style" not in shown
    assert " style=" not in shown
    assert "<script" not in shown
