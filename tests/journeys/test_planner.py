"""A year is planned: with keys alone in Finnish, and without scripts on a phone in Swedish."""

import re
from time import monotonic

import pytest
from django.conf import settings
from django.test import Client

from forum import clock
from forum.models import Person
from meetings.models import Cycle, Meeting, Plan
from tests.journeys.browser import PHONE, Visitor
from tests.journeys.test_keyboard import presses, tabs_to

EARLIER = re.compile("^En vecka tidigare ?: Tjänstemannamöte")


@pytest.fixture
def coordinator(forum, visitor):
    """coordinator(language=…, screen=…, scripts=…): the coordinator at a screen, signed in."""

    def sits_down(**wishes) -> Visitor:
        somebody = visitor(**wishes)
        client = Client()
        client.force_login(Person.objects.get(email="koordinaattori@example.org"))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        somebody.window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": forum}])
        return somebody

    return sits_down


def enters(somebody: Visitor, words: str) -> Visitor:
    """Goes to the words with Tab, presses Enter and waits for the next page."""
    tabs_to(somebody, words, at_most=60)
    with somebody.page.expect_navigation():
        presses(somebody, "Enter")
    return somebody


def test_a_year_is_planned_in_two_minutes_with_keys_alone(coordinator):
    # given a year of which nothing is there yet
    year = clock.today().year + 2
    somebody = coordinator().opens("/work/years/")
    assert not Cycle.objects.filter(year=year).exists()
    # when the coordinator asks for a proposal and accepts it, with keys alone
    began = monotonic()
    enters(somebody, f"Suunnittele {year}")
    enters(somebody, "Kierrosten määrä")
    enters(somebody, "Hyväksy luonnos")
    somebody.sees("Ilmoittautuminen päättyy")
    enters(somebody, f"Tee vuosi {year}")
    somebody.page.get_by_text("8 kokousta määräaikoineen").wait_for()
    took = monotonic() - began
    # then eight meetings are there with all their deadlines, and nobody outside sees them
    meetings = Meeting.objects.filter(cycle__year=year).select_related("cycle")
    assert meetings.count() == 8
    assert all(one.deadline("notes_published") > one.day > one.deadline("invitation") for one in meetings)
    assert took < 120, took
    somebody.looks_around()
    assert not Cycle.objects.get(year=year).is_public


def test_a_draft_is_changed_and_compared_in_swedish_without_scripts(coordinator):
    # given the example draft that nobody has accepted
    plan = Plan.objects.get(state="draft")
    first = plan.rounds.first()
    somebody = coordinator(language="sv", screen=PHONE, scripts=False).opens(f"/work/plans/{plan.public_id}/")
    # when the officials' meeting of the first round is moved by a button
    somebody.page.locator("#round-1").get_by_role("button", name=EARLIER).click()
    # then the new day is said, and what is unusual about it
    somebody.page.get_by_text("Runda 1: tjänstemannamöte").wait_for()
    moved = plan.rounds.first()
    assert (first.officials_day - moved.officials_day).days == 7
    # and the drafts can be laid side by side
    somebody.opens(f"/work/years/{plan.year}/plans/").follows("Jämför alla", within="main").sees("Skiljer sig")


def test_every_page_of_a_draft_is_whole_on_a_phone(coordinator):
    plan = Plan.objects.get(state="draft")
    somebody = coordinator(language="sv", screen=PHONE)
    for tail in ("", "rules/", "accept/", "remove/"):
        somebody.opens(f"/work/plans/{plan.public_id}/{tail}")
