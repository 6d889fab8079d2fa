"""A meeting is moved: the effect is seen first, the change waits, releasing tells everybody, and each reads it."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation
from django.utils.text import capfirst

from forum import dates
from forum.models import Letter
from meetings.models import Meeting
from meetings.services import planning
from tests.journeys.browser import PHONE, Visitor, letters_to, link_in, the_worker_posts_the_letters
from tests.journeys.test_the_main_story import COORDINATOR, signs_in

WORDS = {
    "fi": {
        "day": "Päivä",
        "save": "Tallenna",
        "anyway": "Tallenna silti",
        "effect": "Määräajat siirtyvät mukana",
        "waits": "Odottavat muutokset",
        "see": "Katso, kuka saa kirjeen, ja vahvista",
        "release": re.compile(r"Vahvista ja lähetä \d+ kirjettä"),
        "changed": "Kokous on muutettu.",
        "was": "Aika oli",
        "desk": "Muutokset odottavat vahvistamista",
        "clock": "Vuosikello",
        "address": "Tee oma salainen osoite",
        "deadlines": "Muuta määräaikoja",
        "look": "Näytä päivät ensin",
        "agenda": "Esityslista ja tilannekatsaus julki",
    },
    "sv": {
        "day": "Dag",
        "save": "Spara",
        "anyway": "Spara ändå",
        "effect": "Tidsfristerna följer med",
        "waits": "Ändringar som väntar",
        "see": "Se vem som får brev, och bekräfta",
        "release": re.compile(r"Bekräfta och skicka \d+ brev"),
        "changed": "Mötet har ändrats.",
        "was": "Tiden var",
        "desk": "Ändringar väntar på bekräftelse",
        "clock": "Årsklocka",
        "address": "Skapa min hemliga adress",
        "deadlines": "Ändra tidsfristerna",
        "look": "Visa dagarna först",
        "agenda": "Föredragningslista och lägesöversikt",
    },
}
RECEIVERS = {"fi": "kainuu.virkamies@example.org", "sv": "pohjanmaa.virkamies@example.org"}
WORKSPACE = "/work/meetings/example-invited/"


def invited() -> Meeting:
    return Meeting.objects.get(public_id="example-invited")


def said(start: datetime, end: datetime, language: str) -> str:
    """When the meeting is, as pages and letters say it: "to 24.12.2026 klo 9.00–15.00"."""
    with translation.override(language):
        return f"{dates.long(start)} {dates.hours(start, end)}"


def a_good_day(meeting: Meeting) -> datetime:
    """The same hour of a day about two weeks later on which nobody rests."""
    day = planning.good_day(meeting.day + timedelta(days=14), "officials")
    return planning.local_moment(day, timezone.localtime(meeting.starts_at).time())


def saves(coordinator: Visitor, words: dict) -> Visitor:
    """Saves; says yes to a warning of the day and to the effect, once both have been shown."""
    coordinator.presses(words["save"]).sees(words["effect"])
    if coordinator.page.get_by_label(words["anyway"]).count():
        coordinator.chooses(words["anyway"])
    return coordinator.presses(words["save"])


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_coordinator_moves_an_invited_meeting_and_the_invited_read_it(visitor, language):
    words, before = WORDS[language], invited()
    new = a_good_day(before)
    end = new + (before.ends_at - before.starts_at)
    # given a coordinator who types another day and sees what becomes of the deadlines
    coordinator = signs_in(visitor(language=language), COORDINATOR)
    coordinator.opens(f"{WORKSPACE}edit/")
    day = timezone.localdate(new)
    coordinator.writes(words["day"], f"{day.day}.{day.month}.{day.year}")
    saves(coordinator, words).sees(words["waits"])
    assert invited().starts_at == before.starts_at
    # when the change, which waits on the desk too, is released with a reason
    coordinator.opens("/desk/").sees(words["desk"]).opens(f"{WORKSPACE}changes/")
    coordinator.writes("Suomi", "Eduskunnan täysistunto").writes("Svenska", "Riksdagens plenum")
    coordinator.presses(words["see"]).presses(words["release"]).sees(dates_of(new, language))
    coordinator.page.get_by_text(words["changed"]).wait_for()
    # then the letter stands in the outbox, old and new, without its secrets
    the_worker_posts_the_letters()
    letter = Letter.objects.get(kind="meeting_changed", person__email=RECEIVERS[language])
    coordinator.opens(f"/work/letters/{letter.public_id}/").sees(words["was"])
    received = letters_to(RECEIVERS[language])[-1].body
    assert said(before.starts_at, before.ends_at, language) in received
    assert said(new, end, language) in received
    assert {"fi": "Eduskunnan täysistunto", "sv": "Riksdagens plenum"}[language] in received
    # and the receiver's own page shows the new time, as does the meeting's public page
    receiver = visitor(language=language, screen=PHONE).opens(link_in(received, "/answer/"))
    shown = receiver.page.locator("main").inner_text()
    with translation.override(language):
        assert capfirst(dates.long(new)) in shown or dates.long(new) in shown
        assert dates.long(before.starts_at) not in shown
    visitor(language=language).opens("/meetings/example-invited/").sees(dates_of(new, language))


def dates_of(moment: datetime, language: str) -> str:
    with translation.override(language):
        return dates.long(moment)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_coordinator_looks_at_the_year_and_moves_one_deadline(visitor, language):
    words, meeting = WORDS[language], invited()
    # given a coordinator on a phone whose desk shows what is due
    coordinator = signs_in(visitor(language=language, screen=PHONE), COORDINATOR)
    coordinator.opens("/desk/").sees(words["clock"])
    # when she makes a secret address for her calendar
    coordinator.opens(f"/work/year-clock/{meeting.day.year}/").presses(words["address"])
    address = coordinator.page.locator(".feed-address a").get_attribute("href")
    feed = coordinator.page.request.get(address or "")
    assert feed.status == 200 and "BEGIN:VEVENT" in feed.text()
    # and tries another day for the agenda before saving it
    coordinator.opens(WORKSPACE).follows(words["deadlines"], within="main")
    field = coordinator.page.get_by_label(words["agenda"])
    field.fill("9")
    coordinator.presses(words["look"])
    assert invited().offsets == {}
    coordinator.page.get_by_label(words["agenda"]).fill("9")
    coordinator.presses(words["save"])
    # then the meeting has a deadline of its own
    assert invited().offsets == {"agenda_out": -9}
