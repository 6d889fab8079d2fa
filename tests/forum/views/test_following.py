"""Following with a button, what is new, and letters that stop: without JavaScript, and only by POST."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.models import Follow, Notice
from forum.services import follows, notice_links, notices, people
from tests import things
from tests.followed import chooses, initiatives, theme_of, thread_of, told
from tests.followed import follows as begins_to_follow
from tests.people import KINDS
from themes.services import comments


@pytest.fixture
def brief(cast):
    """A brief with a comment; the member follows its discussion."""
    made = things.brief()
    begins_to_follow(cast.member, thread_of(made))
    comments.say(made.thread, by=cast.official_of_a, text="Sana", language="fi")
    return made


def signed_in(client, person):
    """The browser of the person."""
    client.force_login(person)
    return client


def pages(cast):
    """A page of each kind that can be followed: its address, kind and public id."""
    brief, meeting = things.brief(), things.meeting()
    theme = theme_of(brief)
    return [
        (f"/fi/themes/{theme[1]}/", theme),
        (f"/fi/regions/{cast.region_a.code}/", ("region", cast.region_a.code)),
        (f"/fi/meetings/{meeting.public_id}/", ("meeting", meeting.public_id)),
        (f"/fi/briefs/{brief.public_id}/", thread_of(brief)),
    ]


def test_each_page_is_followed_and_left_by_a_button_on_it(client, cast):
    signed_in(client, cast.member)
    for address, (kind, public_id) in pages(cast):
        assert "Seuraa<" in client.get(address).text
        client.post("/fi/follow/", {"kind": kind, "id": public_id})
        assert "Lopeta seuraaminen" in client.get(address).text
        client.post("/fi/follow/stop/", {"kind": kind, "id": public_id})
        assert "Lopeta seuraaminen" not in client.get(address).text


def test_a_stranger_sees_no_button(client, cast):
    assert all("/follow/" not in client.get(address).text for address, _ref in pages(cast))


def test_who_acts_for_a_region_follows_it_from_the_beginning(client, cast):
    page = signed_in(client, cast.official_of_a).get(f"/fi/regions/{cast.region_a.code}/")
    assert "Lopeta seuraaminen" in page.text
    assert "edustajapaikkasi vuoksi" in client.get("/fi/profile/following/").text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["planned", "announced"])
def test_only_what_one_may_see_can_be_followed(client, cast, kind, state):
    announced = things.meeting().announced_at if state == "announced" else None
    meeting = things.meeting(state=state, announced_at=announced)
    if kind != "stranger":
        signed_in(client, getattr(cast, kind))
    answer = client.post("/fi/follow/", {"kind": "meeting", "id": meeting.public_id})
    may = state == "announced" or kind in ("coordinator", "chair")
    assert (answer.status_code == 302) == (may or kind == "stranger")
    assert Follow.objects.exists() == (may and kind != "stranger")


@pytest.mark.parametrize("ref", [("brief", "x"), ("nothing", "x"), ("", ""), ("region", "zz")])
def test_what_is_not_there_cannot_be_followed(client, cast, ref):
    assert signed_in(client, cast.member).post("/fi/follow/", {"kind": ref[0], "id": ref[1]}).status_code == 404


def test_what_a_floor_puts_on_the_shelf_is_followed_and_listed(client, cast):
    with initiatives() as (kind, public_id):
        answer = signed_in(client, cast.member).post("/fi/follow/", {"kind": kind, "id": public_id})
        assert answer["Location"] == "/fi/initiatives/x2/"
        assert "Aloite x2" in client.get("/fi/profile/following/").text


def test_rhythms_are_kept_and_what_the_form_did_not_name_stays(client, cast):
    chooses(cast.member, "region", "never")
    signed_in(client, cast.member).post("/fi/profile/following/", {"rhythm-theme": "daily"})
    assert follows.rhythms(cast.member)["theme"] == "daily" and follows.rhythms(cast.member)["region"] == "never"
    client.post("/fi/profile/following/", {"rhythm-theme": "hourly"})
    assert follows.rhythms(cast.member)["theme"] == "daily"


def test_saving_the_profile_resets_no_choice(client, cast):
    chooses(cast.member, "thread", "never")
    begins_to_follow(cast.member, ("region", cast.region_a.code))
    said = {"name": "Uusi nimi", "title": "", "phone": "", "language": "fi"}
    assert signed_in(client, cast.member).post("/fi/profile/", said).status_code == 302
    assert follows.rhythms(cast.member)["thread"] == "never" and Follow.objects.get().wanted


def test_what_is_new_is_listed_and_read_by_a_button(client, cast, brief):
    page = signed_in(client, cast.member).get("/fi/desk/new/").text
    assert "1 uusi kommentti" in page and "Sana" in page and str(brief.theme.name) in page
    client.post("/fi/desk/new/read/", {"notice": Notice.objects.get(person=cast.member).public_id})
    assert "Olet lukenut kaiken" in client.get("/fi/desk/new/").text


def test_everything_is_read_by_one_button(client, cast, brief):
    page = signed_in(client, cast.member).get("/fi/desk/new/").text
    until = page.split('name="until" value="')[1].split('"')[0]
    client.post("/fi/desk/new/read/", {"until": until.replace("&#x2B;", "+")})
    assert not Notice.objects.unread().exists()


@pytest.mark.parametrize("until", ["", "x", "2027-13-40T00:00:00Z", "2027-01-01T00:00:00"])
def test_nonsense_marks_nothing_as_read(client, cast, brief, until):
    signed_in(client, cast.member).post("/fi/desk/new/read/", {"until": until})
    assert Notice.objects.unread().count() == 1


def test_nobody_marks_anothers_notice(client, cast, brief):
    one = Notice.objects.get(person=cast.member)
    signed_in(client, cast.official_of_b).post("/fi/desk/new/read/", {"notice": one.public_id})
    assert Notice.objects.unread().count() == 1


def test_the_desk_shows_what_is_new_until_it_is_read(client, cast, brief):
    assert "1 lukematon ilmoitus" in signed_in(client, cast.member).get("/fi/desk/").text
    notices.read(cast.member)
    assert "Mitä uutta" not in client.get("/fi/desk/").text


def test_old_notices_are_on_further_pages(client, cast):
    for _ in range(31):
        one = things.brief()
        begins_to_follow(cast.member, theme_of(one))
        notices.tell("brief_published", about=("brief", one.public_id), trail=[theme_of(one)], by=None)
    first, second = (signed_in(client, cast.member).get(f"/fi/desk/new/?page={n}").text for n in (1, 2))
    assert first.count("Merkitse luetuksi") == 30 and second.count("Merkitse luetuksi") == 1


@pytest.mark.parametrize("address", ["/fi/desk/new/", "/fi/profile/following/", "/fi/desk/"])
def test_the_lists_cost_the_same_for_one_and_for_many(client, cast, address):
    counted = []
    for number in (1, 3):
        for _ in range(number):
            one = things.brief()
            begins_to_follow(cast.member, thread_of(one))
            comments.say(one.thread, by=cast.official_of_a, text="Sana", language="fi")
        signed_in(client, cast.member).get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_letters_link_asks_on_get_and_stops_on_post_without_cookies(cast, brief):
    client, address = Client(enforce_csrf_checks=True), notice_links.stop_url(cast.member, thread_of(brief))
    address = "/fi/" + address.split("/fi/")[1]
    assert "Lopeta nämä kirjeet" in client.get(address).text and Follow.objects.get(person=cast.member).wanted
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follow.objects.get(person=cast.member).wanted


def test_a_digests_link_stops_digests_and_leaves_what_comes_at_once(client, cast):
    address = "/fi/" + notice_links.stop_url(cast.member, notice_links.DIGEST).split("/fi/")[1]
    client.post(address)
    chosen = follows.rhythms(cast.member)
    assert (chosen["theme"], chosen["meeting"], chosen["thread"]) == ("never", "never", "at_once")


def test_a_made_up_link_stops_nothing(client, cast, brief):
    assert client.post("/fi/letters/stop/x~thread~y~z/").status_code == 404


def test_own_data_holds_what_is_followed_and_what_was_told(client, cast, brief):
    data = signed_in(client, cast.member).get("/fi/profile/data.json").json()["following"]
    assert data["follows"][0]["public_id"] == brief.thread.public_id and data["notices"][0]["event"] == "comment"


def test_who_is_anonymised_follows_nothing_any_more(cast, brief):
    people.anonymise(cast.member, by=cast.coordinator)
    assert told(cast.member) == [] and not Follow.objects.filter(person=cast.member).exists()
