"""The workspace's tab of notes, the seats' page, the public page: who sees what, in each state."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum import clock
from meetings.models import Notes, NotesRemark, NotesVersion
from meetings.services import notes, notes_links
from tests import noted, things
from tests.noted import CONCLUDED, Noted
from tests.people import KINDS

STATES = ("draft", "checking", "confirmed", "public")
YES, SIGN_IN, NO, NOWHERE = 200, 302, 403, 404
INVITED = {"official_of_a"}


@pytest.fixture
def meeting(cast):
    found = noted.held()
    assert cast.official_of_a and cast.member
    things.invitation(found, cast.official_seat_a)
    noted.write(noted.first_item(found), cast, **CONCLUDED)
    noted.to_ministry(noted.first_item(found), cast)
    return found


def bring(meeting, cast, state):
    """Brings the notes into a state."""
    if state != "draft":
        noted.checking(meeting, cast)
    if state in {"confirmed", "public"}:
        notes.confirm(meeting, by=cast.coordinator, early=True)
    if state == "public":
        notes.publish(meeting, by=cast.coordinator)


def browser_of(cast, kind):
    browser, person = Client(), getattr(cast, kind)
    if person.is_authenticated:
        browser.force_login(person)
    return browser


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_the_notes_in_each_state(cast, meeting, state, kind):
    bring(meeting, cast, state)
    browser, base = browser_of(cast, kind), f"/fi/meetings/{meeting.public_id}/notes/"
    work = browser.get(f"/fi/work/meetings/{meeting.public_id}/notes/").status_code
    assert work == {"coordinator": YES, "chair": YES, "stranger": SIGN_IN}.get(kind, NO)
    assert browser.get(base).status_code == (YES if state == "public" else NOWHERE)
    check = YES if kind in INVITED and state != "draft" else SIGN_IN if kind == "stranger" else NOWHERE
    assert browser.get(f"{base}check/").status_code == check


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_answers_a_point_in_each_state(cast, meeting, state, kind):
    bring(meeting, cast, state)
    point = noted.first_item(meeting).points.get()
    if kind in {"coordinator", "stranger"}:
        expected = {"coordinator": YES, "stranger": SIGN_IN}[kind]
    elif kind == "member":
        expected = NOWHERE if state == "draft" else YES
    else:
        expected = NO if state == "public" or kind == "chair" else NOWHERE
    assert browser_of(cast, kind).get(f"/fi/points/{point.public_id}/answer/").status_code == expected


@pytest.mark.parametrize("act", ["check", "take-back", "confirm", "publish", "correct"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "coordinator"])
def test_only_the_coordinator_moves_the_notes(cast, meeting, act, kind):
    address = f"/fi/work/meetings/{meeting.public_id}/notes/{act}/"
    answer = browser_of(cast, kind).post(address, {"until": "1.1.2099", "early": "on"})
    assert answer.status_code == (SIGN_IN if kind == "stranger" else NO)
    assert Notes.objects.get().state == "draft"


def test_the_whole_way_by_the_pages_alone(cast, meeting):
    work = f"/fi/work/meetings/{meeting.public_id}/notes/"
    coordinator, seat = browser_of(cast, "coordinator"), Client()
    until = (clock.today() + timedelta(days=5)).strftime("%d.%m.%Y")
    assert coordinator.post(f"{work}check/", {"until": until}).status_code == 302
    link = f"/fi/notes/{notes_links.token(meeting.invitations.get(), cast.official_of_a)}/"
    item = noted.first_item(meeting).public_id
    assert seat.post(link, {"item": item, "text": "Puuttuu yksi asia."}).status_code == 302
    assert "Puuttuu yksi asia." in coordinator.get(work).content.decode()
    assert coordinator.post(f"{work}confirm/", {"early": "on"}).status_code == 422
    remark = NotesRemark.objects.get()
    coordinator.post(f"/fi/work/remarks/{remark.public_id}/", {"text": "Lisätty."})
    assert "Lisätty." in seat.get(link).content.decode()
    assert coordinator.post(f"{work}confirm/", {}).status_code == 422
    assert coordinator.post(f"{work}confirm/", {"early": "on"}).status_code == 302
    assert coordinator.post(f"{work}publish/", {}).status_code == 302
    page = Client().get(f"/fi/meetings/{meeting.public_id}/notes/").content.decode()
    assert "Johtopäätös" in page and "Kainuu" in page and "Puuttuu yksi asia." not in page
    assert "Johtopäätös" in Client().get(f"/fi/meetings/{meeting.public_id}/").content.decode()


def test_what_cannot_be_done_is_said_beside_its_form(cast, meeting):
    work = f"/fi/work/meetings/{meeting.public_id}/notes/"
    coordinator = browser_of(cast, "coordinator")
    page = coordinator.post(f"{work}check/", {"until": "1.1.2020"})
    assert page.status_code == 422 and "until" in page.context["form"].errors
    assert coordinator.post(f"{work}publish/", {}, follow=True).status_code == 200
    assert Notes.objects.get().state == "draft"


def test_publishing_without_a_translation_asks_for_a_reason(cast, meeting):
    noted.write(noted.first_item(meeting), cast, background_fi="Vain suomeksi")
    bring(meeting, cast, "confirmed")
    work = f"/fi/work/meetings/{meeting.public_id}/notes/"
    coordinator = browser_of(cast, "coordinator")
    assert coordinator.post(f"{work}publish/", {}).status_code == 422
    assert coordinator.post(f"{work}publish/", {"reason": "Kääntäjä on sairas"}).status_code == 302
    page = Client().get(f"/sv/meetings/{meeting.public_id}/notes/").content.decode()
    assert '<span lang="fi">Vain suomeksi</span>' in page


def test_readers_see_a_correction_only_once_it_is_published_and_older_versions_stay(cast, meeting):
    bring(meeting, cast, "public")
    base, reader = f"/fi/meetings/{meeting.public_id}/notes/", Client()
    noted.write(noted.first_item(meeting), cast, conclusions_fi="Tarkempi johtopäätös")
    assert "Tarkempi" not in reader.get(base).content.decode()
    work = f"/fi/work/meetings/{meeting.public_id}/notes/correct/"
    browser_of(cast, "coordinator").post(work, {"note_fi": "Tarkennettu", "note_sv": "Preciserat"})
    assert "Tarkempi" in reader.get(base).content.decode()
    assert "Tarkempi" not in reader.get(f"{base}versions/1/").content.decode()
    changes = reader.get(f"{base}versions/2/changes/").content.decode()
    assert "<ins>" in changes and "Tarkempi" in changes and 'class="sr"' in changes and "Tarkennettu" in changes


@pytest.mark.parametrize("tail", ["versions/0/", "versions/3/", "versions/1/changes/", "versions/3/changes/"])
def test_there_are_no_other_versions(client, cast, tail):
    sample = Noted(cast)
    assert client.get(f"/fi/meetings/{sample.meeting.public_id}/notes/{tail}").status_code == 404


def test_after_the_checking_time_the_page_says_so_and_takes_nothing(cast, meeting):
    bring(meeting, cast, "checking")
    link = f"/fi/notes/{notes_links.token(meeting.invitations.get(), cast.official_of_a)}/"
    item = noted.first_item(meeting).public_id
    with clock.at(clock.now() + timedelta(days=8)):
        page = Client().get(link)
        assert page.status_code == 200 and page.context["closed"] and 'name="text"' not in page.content.decode()
        late = Client().post(link, {"item": item, "text": "Liian myöhään"})
    assert late.status_code == 422 and "Liian myöhään" in late.content.decode()
    assert not NotesRemark.objects.exists()


@pytest.mark.parametrize("item", ["", "nonsense", "x" * 300])
def test_a_remark_on_nothing_is_refused(cast, meeting, item):
    bring(meeting, cast, "checking")
    browser = browser_of(cast, "official_of_a")
    answer = browser.post(f"/fi/meetings/{meeting.public_id}/notes/check/", {"item": item, "text": "Sana"})
    assert answer.status_code == 404 and not NotesRemark.objects.exists()


def test_what_a_seat_writes_is_shown_as_text(cast, meeting):
    bring(meeting, cast, "checking")
    noted.remark(meeting, cast, "<script>alert(1)</script>")
    for address in (f"/fi/work/meetings/{meeting.public_id}/notes/",):
        assert "<script>alert" not in browser_of(cast, "coordinator").get(address).content.decode()


def test_the_answer_of_a_ministry_is_read_in_the_notes_and_on_the_regions_page(cast, meeting):
    bring(meeting, cast, "public")
    point = noted.first_item(meeting).points.get()
    ministry, address = browser_of(cast, "member"), f"/fi/points/{point.public_id}/answer/"
    seen = ministry.get(address).context["form"]["seen"].value()
    answer = {"answer_fi": "Jatkamme rahoitusta.", "answer_sv": "Vi fortsätter.", "seen": seen, "save": "1"}
    assert ministry.post(address, answer).status_code == 302
    for page in (f"/fi/meetings/{meeting.public_id}/notes/", "/fi/regions/18/"):
        assert "Jatkamme rahoitusta." in Client().get(page).content.decode()
    assert "Jatkamme" not in Client().get("/fi/regions/15/").content.decode() if cast.region_b else True


def test_an_overdue_answer_is_seen_by_everybody(cast, meeting):
    bring(meeting, cast, "public")
    with clock.at(clock.now() + timedelta(days=60)):
        page = Client().get(f"/fi/meetings/{meeting.public_id}/notes/").content.decode()
        assert "tag--late" in page
        rows = browser_of(cast, "chair").get("/fi/work/points/?state=overdue").context["rows"]
        assert len(rows) == 1


def queries(browser, address):
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)


@pytest.mark.parametrize(
    "page", ["/work/meetings/{}/notes/", "/meetings/{}/notes/", "/meetings/{}/notes/check/", "/meetings/{}/"]
)
def test_the_pages_cost_the_same_for_one_and_for_three(cast, page):
    counts = set()
    for rows in (1, 3):
        meeting = noted.held(items=rows)
        things.invitation(meeting, cast.official_seat_a, person=cast.official_of_a)
        for item in meeting.agenda_items.select_related("meeting__cycle"):
            noted.write(item, cast, **CONCLUDED)
            for number in range(rows):
                noted.to_ministry(item, cast, text_fi=f"Asia {number}")
        noted.public(meeting, cast)
        kind = "coordinator" if "work" in page else "official_of_a"
        counts.add(queries(browser_of(cast, kind), "/fi" + page.format(meeting.public_id)))
    assert len(counts) == 1 and counts.pop() <= 18


def test_the_list_of_points_and_the_regions_page_cost_the_same_for_one_and_for_three(cast, meeting):
    bring(meeting, cast, "public")
    coordinator = browser_of(cast, "coordinator")
    before = [queries(coordinator, page) for page in ("/fi/work/points/", "/fi/regions/18/")]
    for number in range(2):
        other = noted.held()
        noted.to_ministry(noted.first_item(other), cast, text_fi=f"Toinen {number}")
        noted.write(noted.first_item(other), cast, **CONCLUDED)
        noted.public(other, cast)
    assert [queries(coordinator, page) for page in ("/fi/work/points/", "/fi/regions/18/")] == before
    assert NotesVersion.objects.count() == 3
