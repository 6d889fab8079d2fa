"""The coordinator's pages: years, rounds, the workspace and the agenda."""

from datetime import UTC, datetime, timedelta

import pytest

from forum import clock
from meetings.models import AgendaItem, Cycle, Meeting
from meetings.services import agenda
from tests import things
from tests.people import KINDS

SIGN_IN, NO, YES = 302, 403, 200


def expected(kind: str, *, chair: int) -> int:
    """What the kind of person gets."""
    return {"coordinator": YES, "chair": chair, "stranger": SIGN_IN}.get(kind, NO)


def visit(client, cast, kind: str, address: str) -> int:
    person = getattr(cast, kind)
    if person.is_authenticated:
        client.force_login(person)
    return client.get(address).status_code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", ["", "agenda/"])
def test_staff_see_the_workspace(client, cast, kind, tail):
    meeting = things.meeting()
    address = f"/fi/work/meetings/{meeting.public_id}/{tail}"
    assert visit(client, cast, kind, address) == expected(kind, chair=YES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", ["edit/", "cancel/"])
def test_only_the_coordinator_changes_meetings(client, cast, kind, tail):
    meeting = things.meeting()
    address = f"/fi/work/meetings/{meeting.public_id}/{tail}"
    assert visit(client, cast, kind, address) == expected(kind, chair=NO)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", ["new/", "2099/edit/", "2099/rounds/new/", "2099/rounds/1/", "2099/meetings/new/"])
def test_only_the_coordinator_plans_years(client, cast, kind, tail):
    things.round_of(things.cycle(year=2099))
    assert visit(client, cast, kind, f"/fi/work/years/{tail}") == expected(kind, chair=NO)


@pytest.mark.parametrize("act", ["announce", "held", "agenda/publish"])
def test_the_chair_looks_and_does_not_touch(client, cast, act):
    meeting = things.meeting()
    client.force_login(cast.chair)
    assert client.post(f"/fi/work/meetings/{meeting.public_id}/{act}/").status_code == 403
    assert (
        client.post(f"/fi/work/meetings/{meeting.public_id}/agenda/", {"title_fi": "x", "minutes": 5}).status_code
        == 403
    )


@pytest.mark.parametrize("act", ["announce", "held", "agenda/publish"])
def test_looking_at_an_act_does_nothing(client, cast, act):
    meeting = things.meeting()
    client.force_login(cast.coordinator)
    assert client.get(f"/fi/work/meetings/{meeting.public_id}/{act}/").status_code == 405


def test_a_year_is_begun_published_and_given_a_round(client, cast):
    things.kind("officials")
    things.kind("politicians")
    client.force_login(cast.coordinator)
    theme = things.theme()
    client.post("/fi/work/years/new/", {"year": 2099, "programme": theme.programme_id})
    client.post("/fi/work/years/2099/publish/")
    days = {"officials_day": "12.2.2099", "politicians_day": "12.3.2099"}
    hours = {"officials_starts": "9", "officials_ends": "15", "politicians_starts": "10", "politicians_ends": "12.30"}
    asked = client.post("/fi/work/years/2099/rounds/new/", {"theme": theme.pk, **days, **hours})
    warned = asked.context["form"]["warned"].value()
    told = {"theme": theme.pk, **days, **hours, "warned": warned, "confirm": "on"}
    assert client.post("/fi/work/years/2099/rounds/new/", told).status_code == 302
    first, second = Meeting.objects.order_by("starts_at")
    assert first.prepares == second
    assert Cycle.objects.get().is_public


def test_a_clash_shows_both_texts_and_saving_again_wins(client, cast):
    meeting = things.meeting(days=400, state="planned", announced_at=None)
    client.force_login(cast.coordinator)
    address = f"/fi/work/meetings/{meeting.public_id}/edit/"
    page = client.get(address)
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    day, hours = data["day"], {name: f"{data[name]:%H.%M}" for name in ("starts", "ends")}
    data |= {"day": f"{day:%d.%m.%Y}", **hours, "street": "Minun katuni 1"}
    Meeting.objects.filter(pk=meeting.pk).update(street="Toisen katu 2", revision=2)
    data |= confirm(client, address, data)
    clashed = client.post(address, data).content.decode()
    assert "Toisen katu 2" in clashed
    assert "Minun katuni 1" in clashed
    assert client.post(address, {**data, "revision": 2}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.street == "Minun katuni 1"


def confirm(client, address: str, data: dict) -> dict:
    """Ticks "save anyway" when the page asks for it."""
    form = client.post(address, data).context["form"]
    return {"warned": form["warned"].value(), "confirm": "on"} if form.warnings else {}


def test_an_item_is_added_moved_and_removed_without_scripts(client, cast):
    meeting = things.meeting()
    client.force_login(cast.coordinator)
    address = f"/fi/work/meetings/{meeting.public_id}/agenda/"
    for title in ("Eka", "Toka"):
        client.post(address, {"title_fi": title, "title_sv": title, "minutes": 10})
    second = AgendaItem.objects.get(title_fi="Toka")
    client.post(f"/fi/work/agenda-items/{second.public_id}/move/", {"to": "up"})
    assert [row.item.title_fi for row in agenda.timed(meeting)] == ["Toka", "Eka"]
    assert "Poistetaanko" in client.get(f"/fi/work/agenda-items/{second.public_id}/remove/").content.decode()
    client.post(f"/fi/work/agenda-items/{second.public_id}/remove/")
    assert [row.item.title_fi for row in agenda.timed(meeting)] == ["Eka"]


def test_a_clash_on_an_item_loses_nothing(client, cast):
    item = things.agenda_item(things.meeting())
    client.force_login(cast.coordinator)
    seen = agenda.mark(item)
    AgendaItem.objects.filter(pk=item.pk).update(title_fi="Toisen otsikko")
    data = {"title_fi": "Minun otsikkoni", "minutes": 15, "seen": seen}
    page = client.post(f"/fi/work/agenda-items/{item.public_id}/", data).content.decode()
    assert "Toisen otsikko" in page
    assert "Minun otsikkoni" in page


def test_cancelling_asks_for_a_reason_and_a_tick(client, cast):
    meeting = things.meeting()
    client.force_login(cast.coordinator)
    address = f"/fi/work/meetings/{meeting.public_id}/cancel/"
    client.post(address, {"reason": "Lakko"})
    meeting.refresh_from_db()
    assert meeting.state == "announced"
    client.post(address, {"reason": "Lakko", "sure": "on"})
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", ["years", "years/2099", "workspace", "agenda"])
def test_pages_cost_the_same_for_one_row_and_three(client, cast, django_assert_max_num_queries, rows, page):
    client.force_login(cast.coordinator)
    cycle = things.cycle(year=2099)
    meetings = [things.meeting(round=things.round_of(cycle, number), days=50 * number) for number in range(1, rows + 1)]
    for _ in range(rows):
        things.agenda_item(meetings[0])
    own = {"workspace": f"meetings/{meetings[0].public_id}", "agenda": f"meetings/{meetings[0].public_id}/agenda"}
    address = f"/fi/work/{own.get(page, page)}/"
    client.get(address)
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200


def test_a_brief_is_chosen_and_taken_away(client, cast):
    meeting = things.meeting()
    own, other = things.brief(theme=meeting.theme, title_fi="Oma katsaus"), things.brief(title_fi="Toinen katsaus")
    draft = things.brief(state="draft", published_at=None, title_fi="Luonnoskatsaus")
    client.force_login(cast.coordinator)
    address = f"/fi/work/meetings/{meeting.public_id}/"
    form = client.get(address).context["brief_form"]
    assert form["brief"].value() == own.public_id
    for brief in (own, other, draft):
        client.post(f"{address}briefs/", {"brief": brief.public_id})
    public = f"/fi/meetings/{meeting.public_id}/"
    assert client.get(public).content.decode().count("/fi/briefs/") >= 2
    client.post(f"{address}briefs/", {"drop": other.public_id})
    assert {brief.pk for brief in client.get(public).context["briefs"]} == {own.pk}


def test_the_chair_sees_the_briefs_and_chooses_none(client, cast):
    meeting = things.meeting()
    brief = things.brief(theme=meeting.theme)
    client.force_login(cast.chair)
    address = f"/fi/work/meetings/{meeting.public_id}/"
    assert client.get(address).context["brief_form"] is None
    assert client.post(f"{address}briefs/", {"brief": brief.public_id}).status_code == 403


def test_the_years_page_shows_which_theme_has_had_no_round_in_any_year(client, cast):
    theme = things.theme()
    never = things.theme(programme=theme.programme, name_fi="Ei koskaan")
    earlier, now = (things.cycle(year=year, programme=theme.programme) for year in (2098, 2099))
    things.round_of(earlier, 3, theme=theme)
    client.force_login(cast.coordinator)
    turns = {turn.theme: turn for turn in client.get("/fi/work/years/2099/").context["turns"]}
    assert (turns[theme].now, turns[theme].ever) == ([], ["3/2098"])
    assert (turns[never].now, turns[never].ever) == ([], [])
    assert now.rounds.count() == 0


def test_a_full_year_gets_no_proposal_outside_itself(client, cast):
    cycle = things.cycle(year=clock.today().year + 2)
    end = datetime(cycle.year, 12, 14, 10, tzinfo=UTC)
    things.meeting(cycle=cycle, starts_at=end - timedelta(hours=2), ends_at=end)
    client.force_login(cast.coordinator)
    page = client.get(f"/fi/work/years/{cycle.year}/rounds/new/")
    assert page.context["form"]["politicians_day"].value() is None
    assert "valitse päivät itse" in page.content.decode()
