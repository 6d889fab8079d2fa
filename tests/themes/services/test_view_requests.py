"""The coordinator's own round asks by a mass letter: prepared, looked at, released, and nobody of a region is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import Letter, Mailing, Person
from forum.services import dry_runs, mailings, mass_sending
from forum.services.dry_runs import DryRun
from forum.states import IllegalMove
from regions.models import Mandate
from tests import things, viewed
from tests.people import hold
from themes.models import RegionView, ViewRound
from themes.services import view_letters, view_requests, view_rounds


@pytest.fixture
def round(cast):
    assert cast.official_of_a and cast.official_of_b
    return viewed.prepared(cast)


def asked() -> set[Person]:
    return {letter.person for letter in Letter.objects.filter(kind=view_letters.ASKED).select_related("person")}


def state(round) -> str:
    return ViewRound.objects.get(pk=round.pk).state


def released(round, cast) -> Mailing:
    mailing = view_requests.prepare(round, by=cast.coordinator)
    return mailings.release(mailing, by=cast.coordinator)


def test_preparing_freezes_who_would_be_asked_and_why_and_asks_nobody(cast, round):
    mailing = view_requests.prepare(round, by=cast.coordinator)
    dry = DryRun(mailing)
    assert {row.person for row in dry.receivers} == {cast.official_of_a, cast.official_of_b}
    assert all("Maakunta" in dry_runs.reasons_of(row) or row.region for row in dry.receivers)
    assert state(round) == "draft" and not asked() and not RegionView.objects.exists()
    shown = dry_runs.example(mailing, dry.receivers.get(person=cast.official_of_a))
    assert shown.pk is None and shown.kind == view_letters.ASKED and shown.facts["round"]["fi"] == "Näkemykset"
    assert not asked() and view_requests.prepare(round, by=cast.coordinator) == mailing


def test_releasing_asks_every_region_once_and_keeps_whose_letter_is_whose(cast, round):
    mailing = released(round, cast)
    assert mass_sending.send_due() == 1 and mass_sending.send_due() == 0
    assert state(round) == "asked" and asked() == {cast.official_of_a, cast.official_of_b}
    assert RegionView.objects.count() == 2 and ViewRound.objects.get().asked_by == cast.coordinator
    assert {row.letter.person for row in mailing.receivers.all()} == asked()
    assert set(Letter.objects.filter(kind=view_letters.ASKED).values_list("mailing", flat=True)) == {mailing.pk}


def test_where_the_forum_asks_two_the_regions_are_asked_by_the_second(cast, round, settings):
    settings.SECOND_PERSON = True
    mailing = released(round, cast)
    mass_sending.send_due()
    assert state(round) == "draft" and not asked()
    mailings.confirm(mailing, by=cast.chair)
    mass_sending.send_due()
    assert state(round) == "asked" and len(asked()) == 2


def test_a_region_where_nobody_can_be_written_to_blocks_until_a_reason_is_given(cast, round):
    Person.objects.filter(pk=cast.official_of_b.pk).update(unreachable_since=clock.now())
    mailing = view_requests.prepare(round, by=cast.coordinator)
    with pytest.raises(ValidationError):
        mailings.release(mailing, by=cast.coordinator)
    mailings.release(mailing, by=cast.coordinator, override_reason="Soitetaan")
    mass_sending.send_due()
    assert asked() == {cast.official_of_a} and RegionView.objects.count() == 2


def test_who_joins_after_the_dry_run_is_not_asked_but_a_region_whose_people_have_all_changed_is(cast, round):
    mailing = released(round, cast)
    beside = things.person("beside")
    Mandate.objects.create(region=cast.region_a, person=beside, role="contact", since="2020-01-01")
    cast.official_seat_b.mandates.filter(role="holder").update(until=clock.today() - timedelta(days=1))
    newcomer = hold(cast.official_seat_b, things.person("newcomer")).person
    mass_sending.send_due()
    assert asked() == {cast.official_of_a, newcomer}
    assert mailing.receivers.get(person=newcomer).letter.person == newcomer
    assert mailing.receivers.get(person=cast.official_of_b).skipped == "changed"


@pytest.mark.parametrize("deed", ["changed", "called_off", "asked"])
def test_letters_of_a_round_that_has_become_another_are_put_aside(cast, round, deed):
    mailing = released(round, cast)
    deeds = {
        "changed": lambda: view_rounds.change(round, by=cast.coordinator, title_fi="Toiset näkemykset"),
        "called_off": lambda: view_rounds.call_off(round, by=cast.coordinator, reason="Ei nyt"),
        "asked": lambda: view_rounds.ask(round, by=cast.coordinator),
    }
    deeds[deed]()
    mailing.refresh_from_db()
    assert mailing.state == "cancelled" and view_requests.of(round) is None
    before = len(asked())
    mass_sending.send_due()
    assert len(asked()) == before


def test_what_cannot_be_asked_is_not_prepared(cast):
    with pytest.raises(ValidationError):
        view_requests.prepare(viewed.prepared(cast, due=None), by=cast.coordinator)
    with pytest.raises(IllegalMove):
        view_requests.prepare(viewed.asked(cast), by=cast.coordinator)
    assert not Mailing.objects.exists()


def test_the_page_leads_from_the_board_to_the_letters_and_back(client, cast, round):
    client.force_login(cast.coordinator)
    base = f"/fi/views/{round.public_id}/"
    check = client.post(f"{base}ask/", follow=True)
    page = check.content.decode()
    assert cast.official_of_a.name in page and "<iframe" in page and f"{base}board/" in page
    client.post(check.request["PATH_INFO"], {"when": "now"})
    mailing = Mailing.objects.get()
    assert mailing.state == "scheduled"
    assert f"/mailings/{mailing.public_id}/" in client.get(f"{base}board/").content.decode()
    mass_sending.send_due()
    done = client.post(f"{base}ask/", follow=True)
    assert done.redirect_chain[-1][0] == f"{base}board/" and Mailing.objects.count() == 1


def test_letters_of_a_greater_deed_are_not_copied(client, cast, round):
    mailing = released(round, cast)
    client.force_login(cast.coordinator)
    address = f"/fi/work/mailings/{mailing.public_id}/"
    assert "/copy/" not in client.get(address).content.decode()
    assert client.post(f"{address}copy/").status_code == 404
    assert Mailing.objects.count() == 1
