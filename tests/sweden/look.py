"""Run as a program with FORUM_PROFILE=se: furnishes the Swedish forum in an empty database, walks its pages by their
links as several kinds of people in every language, and prints what it found as JSON.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from io import StringIO
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import resolve, reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from forum import clock, shelves  # noqa: E402
from forum.backends import PeopleBackend  # noqa: E402
from forum.models import Person  # noqa: E402
from meetings.models import Invitation, Meeting  # noqa: E402
from meetings.services import obstacles, plans  # noqa: E402
from meetings.services.plan_rules import LEVELS  # noqa: E402
from regions.models import Seat  # noqa: E402
from tests.people import once  # noqa: E402
from themes.models import Programme  # noqa: E402

PEOPLE = {
    "coordinator": ("koordinaattori@example.org", ("sv", "fi", "en")),
    "official": ("orebro.tjansteman@example.org", ("sv",)),
    "politician": ("orebro.politiker1@example.org", ("fi",)),
    "stranger": ("", ("sv", "fi", "en")),
}
"""Who looks, and in which languages."""
FINLAND = re.compile(
    "maaku|landskap|finsk tid|Suomen aikaa|Helsinki|Helsingfors|Åland|eduskun|Tilastokeskus|Statistikcentralen"
    "|sekretariat|föredragningslist|ministeriet|ministerium|ministerier|ämbetsverk|tjänsteinneh|Economic Affairs"
    "|elinkeinoministeri|kulttuuriministeri|ympäristöministeri|valtiovarainministeri|AUNE",
    re.IGNORECASE,
)
"""What only Finland's forum says."""
LINK = re.compile(r'href="(/[^"#]*)')
DOWNLOAD = re.compile(r"\.(pdf|xlsx|csv|ics|json|html)$|[?&]format=")
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def counts() -> dict[str, int]:
    """How many rows each model of the portal has."""
    floors = (apps.get_app_config(floor) for floor in ("forum", "regions", "themes", "meetings"))
    return {model._meta.label: model._default_manager.count() for floor in floors for model in floor.get_models()}


def counted(rows: Any, *fields: str) -> dict[str, int]:
    """How many rows there are of each kind."""
    found = rows.order_by().values_list(*fields).annotate(Count("pk"))
    return {" ".join(map(str, row[:-1])): row[-1] for row in found}


def public_addresses(language: str) -> list[str]:
    """Every page of the site map."""
    with translation.override(language):
        return [reverse(name, kwargs=about) for pages in shelves.site_map.entries() for name, about in pages()]


def walk(browser: Client, starts: list[str], language: str) -> Iterator[tuple[str, int, str]]:
    """(address, status, text) of `starts` and of one page of each name that links lead to."""
    waiting, seen, names = list(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        with translation.override(language):
            name = resolve(address.partition("?")[0]).view_name
        names[name] += 1
        if names[name] > 1 and address not in starts:
            continue
        answer = browser.get(address)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        text = answer.content.decode() if is_page and not answer.streaming else ""
        yield address, answer.status_code, text
        for link in map(unescape, LINK.findall(text)):
            if link.startswith(f"/{language}/") and link not in seen and not DOWNLOAD.search(link):
                seen.add(link)
                waiting.append(link)


def planned(year: int) -> list[dict[str, Any]]:
    """The eight days that the planner proposes for a year, each with what speaks against it."""
    coordinator = Person.objects.get(email=PEOPLE["coordinator"][0])
    programme = Programme.objects.of_the_profile().get()
    plan = plans.make(year, name="Utkast", programme=programme, rules=plans.usual_rules(), by=coordinator)
    found = obstacles.between(date(year, 1, 1), date(year, 12, 31))
    halves = [(level, one.half(level).day) for one in plans.rounds_of(plan) for level in LEVELS]
    return [{"day": day.isoformat(), "against": list(map(str, found.on(day, level)))} for level, day in halves]


def holidays_in_words(year: int) -> dict[str, list[str]]:
    """The names of the year's public holidays in each language."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    named = {}
    for language in ("sv", "fi", "en"):
        with translation.override(language):
            named[language] = [name for name in map(obstacles.public_holiday, days) if name]
    return named


def look() -> dict[str, Any]:
    """Everything that the tests ask about."""
    pages = []
    for who, (email, languages) in PEOPLE.items():
        for language in languages:
            browser = Client(raise_request_exception=False)
            if email:
                browser.force_login(Person.objects.get(email=email))
            starts = (
                public_addresses(language)
                if who == "stranger" and language == "sv"
                else [f"/{language}/", f"/{language}/desk/"]
            )
            for address, status, text in walk(browser, starts, language):
                said = sorted({text[max(0, one.start() - 40) : one.end() + 20] for one in FINLAND.finditer(text)})
                pages.append({"who": who, "address": address, "status": status, "finland": said})
    return {
        "counts": counts(),
        "seats": counted(Seat.objects, "kind"),
        "meetings": counted(Meeting.objects, "state"),
        "answers": counted(Invitation.objects, "state"),
        "languages": [code for code, _ in settings.LANGUAGES],
        "plan": planned(clock.today().year + 2),
        "holidays": holidays_in_words(2029),
        "pages": pages,
    }


call_command("migrate", verbosity=0)
call_command("furnish", stdout=StringIO())
PeopleBackend.get_user = once(PeopleBackend.get_user)  # type: ignore[method-assign,assignment]
with override_settings(STORAGES={**settings.STORAGES, **PLAIN}, ALLOWED_HOSTS=["*"], PAGE_CACHE=False):
    print(json.dumps(look()))
