"""The planner's pages: from the list of years to a year that has been made, without scripts."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forum import clock
from meetings.forms.plan import first_values
from meetings.models import BlockedPeriod, Cycle, Meeting, Plan, PlannedRound
from meetings.services.plan_rules import Rules
from tests import things

FILE = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Eduskunta\r\n%s\r\nEND:VCALENDAR\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{name}\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nEND:VEVENT"


@pytest.fixture
def coordinator(client, cast):
    """A coordinator at the desk; there is a programme, kinds of meeting, and last year's meetings."""
    theme = things.theme()
    things.theme(programme=theme.programme, number=theme.number + 1)
    for level in ("officials", "politicians"):
        things.kind(level)
    things.region()
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def year() -> int:
    """Next year but one: all its days are still to come."""
    return clock.today().year + 2


def rules(**changed) -> dict:
    """What the rules' form sends for the usual rules."""
    values = {name: value for name, value in first_values(Rules()).items() if value is not False and value != ""}
    times = {name: f"{value:%H.%M}" for name, value in values.items() if hasattr(value, "hour")}
    return {"name": "Luonnos", "programme": things.Programme.objects.get().pk, **values, **times, **changed}


def propose(client, year: int, **changed) -> Plan:
    answer = client.post(f"/fi/work/years/{year}/plans/new/", rules(**changed))
    assert answer.status_code == 302, answer.context["form"].errors
    return Plan.objects.latest("pk")


def rounds(client, plan: Plan) -> dict:
    """What the page's form sends when nothing was changed."""
    form = client.get(f"/fi/work/plans/{plan.public_id}/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: f"{value:%d.%m.%Y}" if isinstance(value, date) else value for name, value in values.items()}


def test_a_year_is_planned_from_the_list_of_years_to_saved_meetings(coordinator, year):
    things.cycle(year=year - 1, programme=things.Programme.objects.get())
    assert f"/fi/work/years/{year}/plans/new/" in coordinator.get("/fi/work/years/").content.decode()
    plan = propose(coordinator, year)
    page = coordinator.get(f"/fi/work/plans/{plan.public_id}/accept/").content.decode()
    assert "Kutsut" in page and f"Tee vuosi {year}" in page
    coordinator.post(f"/fi/work/plans/{plan.public_id}/accept/", {"revision": 1})
    assert (Meeting.objects.filter(cycle__year=year).count(), Cycle.objects.get(year=year).is_public) == (8, False)


def test_accepting_again_leads_to_the_same_year(coordinator, year):
    plan = propose(coordinator, year)
    for _ in range(2):
        answer = coordinator.post(f"/fi/work/plans/{plan.public_id}/accept/", {"revision": 1})
        assert answer["Location"] == f"/fi/work/years/{year}/"
    assert Meeting.objects.count() == 8


def test_a_year_that_has_meetings_refuses_in_words(coordinator, year):
    plan = propose(coordinator, year)
    things.meeting(cycle=things.cycle(year=year))
    assert "on jo kokouksia" in coordinator.get(f"/fi/work/plans/{plan.public_id}/accept/").content.decode()
    answer = coordinator.post(f"/fi/work/plans/{plan.public_id}/accept/", {"revision": 1})
    assert "on jo kokouksia" in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_a_day_a_theme_and_a_place_are_typed_over(coordinator, year):
    plan = propose(coordinator, year)
    other = plan.programme.themes.exclude(pk=plan.rounds.first().theme_id).get()
    day = PlannedRound.objects.get(plan=plan, number=1).officials_day + timedelta(days=1)
    sent = rounds(coordinator, plan) | {"1_officials_day": f"{day.day}.{day.month}.{day.year}", "1_theme": other.pk}
    coordinator.post(f"/fi/work/plans/{plan.public_id}/", sent | {"1_officials_where": "remote"})
    first = plan.rounds.first()
    assert (first.officials_day, first.theme, first.officials_remote, first.officials_host) == (day, other, True, None)


@pytest.mark.parametrize(("wish", "moves"), [("2 officials 7", (7, 0)), ("2 both -7", (-7, -7))])
def test_a_button_moves_a_meeting_or_a_round_by_a_week_and_saves_what_was_typed(coordinator, year, wish, moves):
    plan = propose(coordinator, year)
    before = PlannedRound.objects.get(plan=plan, number=2)
    sent = rounds(coordinator, plan) | {"1_politicians_where": "remote", "move": wish}
    answer = coordinator.post(f"/fi/work/plans/{plan.public_id}/", sent)
    after = PlannedRound.objects.get(plan=plan, number=2)
    assert answer["Location"].endswith("#round-2")
    assert (
        (after.officials_day - before.officials_day).days,
        (after.politicians_day - before.politicians_day).days,
    ) == moves
    assert plan.rounds.first().politicians_remote


@pytest.mark.parametrize("wish", ["9 both 7", "2 both 70", "2 chairs 7", "x", "2 both 7 7"])
def test_a_wish_that_no_button_makes_moves_nothing(coordinator, year, wish):
    plan = propose(coordinator, year)
    before = list(plan.rounds.values())
    coordinator.post(f"/fi/work/plans/{plan.public_id}/", rounds(coordinator, plan) | {"move": wish})
    assert list(plan.rounds.values()) == before


def test_a_day_that_is_no_day_is_told_at_its_field_and_nothing_is_lost(coordinator, year):
    plan = propose(coordinator, year)
    sent = rounds(coordinator, plan) | {"1_officials_day": "31.2.", "2_politicians_where": "remote"}
    page = coordinator.post(f"/fi/work/plans/{plan.public_id}/", sent)
    assert page.context["form"].errors.keys() == {"1_officials_day"}
    assert page.context["form"]["2_politicians_where"].value() == "remote"
    assert "31.2." in page.content.decode()


def test_of_two_editors_the_slower_keeps_what_was_typed(coordinator, year):
    plan = propose(coordinator, year)
    mine, others = rounds(coordinator, plan), rounds(coordinator, plan)
    coordinator.post(f"/fi/work/plans/{plan.public_id}/", others | {"1_officials_where": "remote"})
    page = coordinator.post(f"/fi/work/plans/{plan.public_id}/", mine | {"2_officials_where": "remote"})
    form = page.context["form"]
    assert "Joku muu muutti" in page.content.decode()
    assert (form["2_officials_where"].value(), form["revision"].value()) == ("remote", "2")
    assert not PlannedRound.objects.get(plan=plan, number=2).officials_remote
    coordinator.post(f"/fi/work/plans/{plan.public_id}/", mine | {"2_officials_where": "remote", "revision": 2})
    assert PlannedRound.objects.get(plan=plan, number=2).officials_remote


def test_a_clash_is_said_beside_its_round(coordinator, year):
    plan = propose(coordinator, year)
    first = plan.rounds.first()
    day = first.politicians_day - timedelta(days=6)
    coordinator.post(
        f"/fi/work/plans/{plan.public_id}/", rounds(coordinator, plan) | {"1_officials_day": day.isoformat()}
    )
    page = coordinator.get(f"/fi/work/plans/{plan.public_id}/").content.decode()
    assert "on vain 6 päivää ennen poliitikkokokousta" in page


def test_the_year_is_shown_as_twelve_months_with_the_same_words(coordinator, year):
    things.blocked_period(name_fi="Valtuustoviikko", first_day=date(year, 9, 4), last_day=date(year, 9, 8))
    page = coordinator.get(f"/fi/work/plans/{propose(coordinator, year).public_id}/").content.decode()
    assert page.count('<div class="plan-month">') == 12
    assert "4.–8. Valtuustoviikko" in page
    assert "1.–31. heinäkuu" in page
    assert page.count("virkamieskokous, kierros 1") == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rounds": 9}, "rounds"),
        ({"earliest_week": 40, "latest_week": 20}, "latest_week"),
        ({"officials_ends": "8.00"}, "officials_ends"),
        ({"officials_weekdays": ["1"], "officials_best": "3"}, "officials_best"),
        ({"remote": 5}, "remote"),
        ({"name": ""}, "name"),
    ],
)
def test_rules_that_cannot_be_are_told_at_their_field(coordinator, year, wrong, field):
    page = coordinator.post(f"/fi/work/years/{year}/plans/new/", rules(**wrong))
    assert page.context["form"].errors.keys() == {field}
    assert not Plan.objects.exists()


def test_other_rules_replace_the_rounds(coordinator, year):
    plan = propose(coordinator, year)
    coordinator.post(f"/fi/work/plans/{plan.public_id}/rules/", rules(rounds=2))
    assert plan.rounds.count() == 2


def test_last_years_weeks_are_copied_into_a_draft(coordinator, year):
    first = propose(coordinator, year)
    coordinator.post(f"/fi/work/plans/{first.public_id}/accept/", {"revision": 1})
    coordinator.post(f"/fi/work/years/{year + 1}/plans/from-year/")
    copied = Plan.objects.get(year=year + 1)
    weeks = [[one.officials_day.isocalendar().week for one in plan.rounds.all()] for plan in (first, copied)]
    assert weeks[0] == weeks[1]


def test_drafts_are_named_copied_compared_and_removed(coordinator, year):
    plan = propose(coordinator, year)
    address = f"/fi/work/plans/{plan.public_id}/"
    coordinator.post(f"{address}name/", {"name": "Kevätpainotteinen"})
    coordinator.post(f"{address}copy/")
    names = set(Plan.objects.values_list("name", flat=True))
    assert names == {"Kevätpainotteinen", "Kevätpainotteinen, kopio"}
    ids = "&".join(f"plan={one.public_id}" for one in Plan.objects.all())
    page = coordinator.get(f"/fi/work/years/{year}/plans/compare/?{ids}").content.decode()
    assert "Luonnokset ovat samanlaiset." in page
    assert "Poistetaanko" in coordinator.get(f"{address}remove/").content.decode()
    coordinator.post(f"{address}remove/")
    assert Plan.objects.get().name == "Kevätpainotteinen, kopio"


def test_a_name_that_is_taken_is_told(coordinator, year):
    propose(coordinator, year)
    plan = propose(coordinator, year, name="Toinen")
    answer = coordinator.post(f"/fi/work/plans/{plan.public_id}/name/", {"name": "Luonnos"}, follow=True)
    assert "on jo luonnos nimeltä" in answer.content.decode()


@pytest.mark.parametrize("address", ["", "copy/", "name/", "remove/", "accept/", "rules/"])
def test_the_chair_reads_drafts_and_changes_nothing(client, cast, address):
    plan = things.plan()
    client.force_login(cast.chair)
    before = (Plan.objects.count(), list(plan.rounds.values()))
    page = client.get(f"/fi/work/plans/{plan.public_id}/")
    assert page.status_code == 200 and b'name="1_officials_day"' not in page.content
    assert client.post(f"/fi/work/plans/{plan.public_id}/{address}", {"move": "1 both 7"}).status_code == 403
    assert (Plan.objects.count(), list(plan.rounds.values())) == before


@pytest.mark.parametrize("number", [1999, 2101, 99999])
def test_years_that_cannot_be_planned_are_not_there(coordinator, number):
    for tail in ("", "new/", "compare/"):
        assert coordinator.get(f"/fi/work/years/{number}/plans/{tail}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_draft_and_three(client, cast, django_assert_max_num_queries, rows):
    client.force_login(cast.coordinator)
    made = [things.plan(rounds=rows, programme=things.theme().programme) for _ in range(rows)]
    for _ in range(rows):
        things.blocked_period(added_by=cast.coordinator)
    plan = f"plans/{made[0].public_id}"
    for page in ("years/2095/plans", "years/2095/plans/compare", plan, f"{plan}/accept", "periods", "years"):
        address = f"/fi/work/{page}/"
        client.get(address)
        with django_assert_max_num_queries(18):
            assert client.get(address).status_code == 200


# periods without meetings


def upload(client, *events: str, **fields):
    content = FILE % "\r\n".join(events).encode()
    sent = {"file": SimpleUploadedFile("e.ics", content), "source": "", "language": "fi", "level": "", **fields}
    return client.post("/fi/work/periods/import/", sent)


def test_a_file_is_shown_before_anything_is_taken_in(coordinator, year):
    events = [EVENT.format(uid=uid, name=f"Tauko {uid}", day=date(year, 3, 1)) for uid in ("a", "b")]
    page = upload(coordinator, *events)
    assert "Tauko a" in page.content.decode() and "Eduskunta" in page.content.decode()
    assert not BlockedPeriod.objects.exists()
    coordinator.post("/fi/work/periods/take-in/", {"sealed": page.context["sealed"], "chosen": ["b"]})
    assert str(BlockedPeriod.objects.get()) == "Tauko b"
    assert "Jo tiedossa" in upload(coordinator, *events).content.decode()


def test_what_a_file_says_is_text_and_nothing_else(coordinator, year):
    page = upload(coordinator, EVENT.format(uid="a", name="<script>alert(1)</script>", day=date(year, 3, 1)))
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert" in page.content.decode()


def test_a_file_that_is_no_calendar_is_refused_at_its_field(coordinator):
    sent = {"file": SimpleUploadedFile("e.ics", b"%PDF-1.7"), "language": "fi", "level": ""}
    assert coordinator.post("/fi/work/periods/import/", sent).context["form"].errors.keys() == {"file"}


def test_a_preview_that_was_tampered_with_is_refused(coordinator, year):
    page = upload(coordinator, EVENT.format(uid="a", name="Tauko", day=date(year, 3, 1)))
    forged = page.context["sealed"].replace(page.context["sealed"][5:9], "AAAA")
    answer = coordinator.post("/fi/work/periods/take-in/", {"sealed": forged, "chosen": ["a"]}, follow=True)
    assert "Esikatselu on vanhentunut" in answer.content.decode()
    assert not BlockedPeriod.objects.exists()


def test_a_period_is_added_changed_and_removed_by_hand(coordinator):
    sent = {"name_fi": "Vaaliviikko", "first_day": "4.9.2095", "last_day": "8.9.2095", "level": "politicians"}
    coordinator.post("/fi/work/periods/new/", sent)
    period = BlockedPeriod.objects.get()
    address = f"/fi/work/periods/{period.public_id}/"
    coordinator.post(address, sent | {"last_day": "10.9.2095"})
    period.refresh_from_db()
    assert (period.last_day, period.level) == (date(2095, 9, 10), "politicians")
    wrong = coordinator.post(address, sent | {"last_day": "1.9.2095"})
    assert wrong.context["form"].errors.keys() == {"last_day"}
    coordinator.post(f"{address}remove/")
    assert not BlockedPeriod.objects.exists()
