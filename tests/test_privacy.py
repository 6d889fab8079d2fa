"""What is for the few: nobody else reads answers, reasons, addresses, links to join or personal links anywhere."""

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from forum import clock
from forum.models import Letter
from forum.services import posting
from meetings.models import Invitation
from meetings.services import answers, invitations, links
from regions.models import Mandate
from tests import things
from tests.audiences import ADDRESSES, Sample
from tests.people import KINDS, hold

REASON = "tulehdus polvessa"
PHONE = "+358 40 123 4567"
OUTSIDERS = ("official_of_b", "member", "stranger")
DEMO_LETTERS = {name for name, address in ADDRESSES.items() if address.demo}
BY_LINK = {"meetings:answer", "meetings:invitation_calendar", "meetings:sign_up_calendar", "meetings:my_feed"}


@pytest.fixture
def sample(cast):
    """The sample house, where Kainuu's official has declined with a reason and its politician is a contact too."""
    sample = Sample(cast)
    cast.official_of_a.phone = PHONE
    cast.official_of_a.save()
    Mandate.objects.create(person=cast.politician_of_a, region=cast.region_a, role="contact", since="2020-01-01")
    answers.answer(sample.the_invitation, reply="decline", reason=REASON, by=cast.official_of_a, channel="link")
    return sample


@pytest.fixture
def browsers(cast, loaded_once):
    """A browser for each kind of people."""
    opened = {kind: Client() for kind in KINDS}
    for kind in set(KINDS) - {"stranger"}:
        opened[kind].force_login(getattr(cast, kind))
    return opened


def everything(browser, sample):
    """Every page and file this browser can open, by name."""
    for name, address in ADDRESSES.items():
        if name in DEMO_LETTERS | BY_LINK or address.only == "POST":
            continue
        answer = browser.get(reverse(name, kwargs=getattr(sample, address.of)()), follow=True)
        if answer.status_code == 200:
            yield name, b"".join(answer).decode(errors="replace").replace("\r\n ", "")


@pytest.mark.parametrize("over", [False, True], ids=["before the meeting", "after it"])
def test_answers_reasons_and_addresses_are_for_staff_and_the_region_itself(cast, sample, browsers, over):
    moment = sample.the_meeting.ends_at if over else clock.now()
    private = {REASON, PHONE, cast.official_of_a.email, sample.the_meeting.remote_link}
    private.add(links.token(sample.the_invitation, cast.official_of_a))
    with clock.at(moment):
        leaks = [
            f"{kind} reads {word!r} on {name}"
            for kind in OUTSIDERS
            for name, page in everything(browsers[kind], sample)
            for word in private
            if word in page
        ]
    assert not leaks, "\n".join(leaks)


SILENT, UNREACHABLE = "vastannut", "ei tavoiteta"
"""Stand in all words that a seat has not answered or cannot be reached; a page in Finnish has them nowhere else."""


@pytest.fixture
def a_silent_seat_and_a_bounced_letter(cast, sample):
    """Of those who were invited one says nothing, and another cannot be reached."""
    assert cast.official_of_b and cast.politician_of_a
    things.invitation(sample.the_meeting, cast.official_seat_b)
    things.invitation(sample.the_meeting, cast.politician_seat_a, bounced_at=clock.now())


@pytest.mark.usefixtures("a_silent_seat_and_a_bounced_letter")
@pytest.mark.parametrize("over", [False, True], ids=["before the meeting", "after it"])
def test_the_chair_reads_no_reason_and_no_silence_anywhere(sample, browsers, over):
    with clock.at(sample.the_meeting.ends_at if over else clock.now()):
        pages = dict(everything(browsers["chair"], sample))
    assert {"meetings:workspace", "meetings:coverage", "meetings:check_in", "meetings:in_the_room"} <= pages.keys()
    words = (REASON, SILENT, UNREACHABLE)
    leaks = [f"{word!r} on {name}" for name, page in pages.items() for word in words if word in page.lower()]
    assert not leaks, "\n".join(leaks)


@pytest.mark.usefixtures("a_silent_seat_and_a_bounced_letter")
def test_the_coordinator_reads_the_reason_and_the_silence(sample, browsers):
    pages = dict(everything(browsers["coordinator"], sample))
    assert REASON in pages["meetings:invitation"]
    assert SILENT in pages["meetings:coverage"] and UNREACHABLE in pages["meetings:coverage"]


def test_the_region_itself_reads_its_reason(cast, sample, browsers):
    assert any(REASON in page for _, page in everything(browsers["politician_of_a"], sample))


def test_nobody_finds_anothers_address_in_a_calendar_file(cast):
    assert cast.official_of_a and cast.official_of_b
    hold(cast.official_seat_a, things.person("deputy"), "deputy")
    invitations.send(things.meeting(), by=cast.coordinator)
    invitation = Invitation.objects.with_board().get(seat=cast.official_seat_a)
    answers.answer(invitation, reply="deputy", by=cast.official_of_a, channel="link")
    for letter in Letter.objects.exclude(calendar="").select_related("person"):
        file = letter.calendar.replace("\r\n ", "")
        others = {"official.a@", "official.b@", "deputy@"} - {letter.to_address.partition("@")[0] + "@"}
        assert letter.to_address in file and not [one for one in others if one in file]


def kept_words():
    """Every word the database keeps, by table."""
    for model in apps.get_models():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                yield model._meta.db_table, " ".join(map(str, row))


def where_kept(*secrets):
    """The tables in which any of the words stands."""
    return {table for table, words in kept_words() if any(secret in words for secret in secrets)}


def test_a_personal_link_is_kept_nowhere_once_its_letter_has_left(cast, mailoutbox):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    invitation = Invitation.objects.with_board().get()
    link = links.token(invitation, cast.official_of_a)
    client = Client()
    client.post(reverse("meetings:answer", args=[link]), {"reply": "attend", "mode": "room"})
    assert where_kept(link) == {"forum_letter"}
    posting.post_due()
    assert link in mailoutbox[0].message().as_string().replace("=\n", "").replace("=\r\n", "")
    assert where_kept(link, link.rpartition(".")[2]) == set()


def test_a_sign_in_code_is_kept_nowhere_once_it_was_used(client, cast, mailoutbox):
    client.post("/fi/sign-in/", {"email": cast.member.email})
    code = Letter.objects.get().secrets["code"]
    assert where_kept(code) == {"forum_letter"}
    client.post("/fi/sign-in/code/", {"code": code})
    posting.post_due()
    assert where_kept(code) == set()


def test_pages_by_link_and_pages_of_the_signed_in_are_never_kept(cast, sample, browsers, settings):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    for kind in set(KINDS) - {"stranger"}:
        list(everything(browsers[kind], sample))
    for name in BY_LINK:
        answer = Client().get(reverse(name, kwargs=getattr(sample, ADDRESSES[name].of)()))
        assert answer.status_code == 200 and "private" in answer["Cache-Control"]
    assert not caches["pages"]._cache


@pytest.mark.parametrize("name", ["forum:people", "meetings:coverage", "meetings:call_list"])
def test_lists_that_are_taken_away_are_private_to_the_browser(sample, browsers, name):
    url = reverse(name, kwargs=getattr(sample, ADDRESSES[name].of)())
    file = browsers["coordinator"].get(url, {"format": "csv"})
    assert file["Content-Type"].startswith("text/csv") and "private" in file["Cache-Control"]
