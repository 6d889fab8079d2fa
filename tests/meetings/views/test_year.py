"""The year's public page."""

import pytest

from tests import things


def year_with(rounds: int):
    """A public year of past and coming rounds."""
    cycle = things.cycle(year=2099)
    for number in range(1, rounds + 1):
        one = things.round_of(cycle, number)
        prepared = things.meeting("politicians", round=one, days=100 + 40 * number)
        things.meeting(round=one, days=72 + 40 * number, prepares=prepared, host_region=things.region())
    return cycle


@pytest.mark.django_db
def test_a_forum_without_years_says_so(client):
    page = client.get("/fi/year/")
    assert page.status_code == 200
    assert "Yhtään vuotta ei ole vielä julkaistu" in page.content.decode()


@pytest.mark.django_db
def test_the_year_shows_who_prepares_whom(client):
    year_with(1)
    page = client.get("/fi/year/").content.decode()
    assert "valmistelee" in page
    assert "4 viikkoa ennen" in page


@pytest.mark.django_db
def test_a_theme_without_a_round_comes_first_next_year(client):
    cycle = year_with(1)
    things.theme(programme=cycle.programme, name_fi="Viides teema")
    page = client.get("/fi/year/2099/").content.decode()
    assert "vuorossa ensimmäisenä vuonna 2100" in page
    assert "Viides teema" in page


def test_planned_meetings_are_for_staff_only(client, cast):
    meeting = things.meeting(
        state="planned", announced_at=None, cycle=things.cycle(year=2099), place_fi="Salainen sali"
    )
    assert "Salainen sali" not in client.get("/fi/year/2099/").content.decode()
    client.force_login(cast.chair)
    assert "Salainen sali" in client.get(f"/fi/year/{meeting.cycle.year}/").content.decode()


def test_a_year_that_is_not_public_is_not_found(client, cast):
    things.cycle(year=2099, is_public=False)
    assert client.get("/fi/year/2099/").status_code == 404
    client.force_login(cast.coordinator)
    assert client.get("/fi/year/2099/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("rounds", [1, 3])
def test_the_year_costs_the_same_for_one_round_and_three(client, django_assert_max_num_queries, rounds):
    year_with(rounds)
    with django_assert_max_num_queries(12):
        client.get("/fi/year/")


@pytest.mark.django_db
@pytest.mark.parametrize("rounds", [1, 3])
def test_the_front_page_shows_the_next_meeting_in_twelve_queries(client, django_assert_max_num_queries, rounds):
    year_with(rounds)
    client.get("/fi/")
    with django_assert_max_num_queries(12):
        page = client.get("/fi/").content.decode()
    assert "päivää kokoukseen" in page
