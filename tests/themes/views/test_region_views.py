"""The pages of a region's view: written, approved, opened again, recorded, read."""

import pytest
from django.urls import reverse

from forum.models import Letter
from forum.services import mass_sending
from tests import things, viewed
from tests.people import hold
from themes.models import RegionViewRevision
from themes.services import view_rounds, view_saving


@pytest.fixture
def round(cast):
    assert cast.official_of_a
    return viewed.asked(cast)


@pytest.fixture
def boss(cast):
    """The region's approver, who holds nothing else."""
    return viewed.approver(cast, things.person("boss"))


def address(name, round, code="18"):
    return reverse(f"themes:{name}", args=[round.public_id, code])


def typed(view, seen="0", **more):
    return {**view_saving.typed_of(view), **viewed.WHOLE, "seen": seen, "over": "", **more}


def test_an_official_saves_a_draft_and_sees_what_is_missing(client, cast, round):
    client.force_login(cast.official_of_a)
    view = viewed.view_of(round, cast.region_a)
    answer = client.post(address("view_write", round), typed(view, answer_q1="", save="1"), follow=True)
    page = answer.content.decode()
    assert "7/8 osaa" in page and "Vastaus kysymykseen 1" in page and 'href="#id_answer_q1"' in page


def test_typing_is_saved_by_itself(client, cast, round):
    client.force_login(cast.official_of_a)
    view = viewed.view_of(round, cast.region_a)
    answer = client.post(address("view_write", round), typed(view), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "Tallennettu" in page and 'name="seen"' in page and "8/8 osaa" in page


def test_a_clash_shows_both_texts_and_loses_none(client, cast, round):
    other = hold(cast.official_seat_a, things.person("other"), "deputy").person
    view = viewed.written(viewed.view_of(round, cast.region_a), other, answer_q1="Ensimmäinen", now="2")
    client.force_login(cast.official_of_a)
    answer = client.post(address("view_write", round), typed(view, "0", answer_q1="Toinen", save="1"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Ensimmäinen" in page and "Toinen" in page and "++ erittäin hyvä" in page
    assert RegionViewRevision.objects.filter(set_aside=True).count() == 1


def test_the_approver_reads_and_approves(client, cast, round, boss):
    view = viewed.written(viewed.view_of(round, cast.region_a), cast.official_of_a)
    client.force_login(boss)
    url = address("view_approve", round)
    assert client.post(url, {"revision": view.revision}).status_code == 422
    answer = client.post(url, {"revision": view.revision, "read": "on"}, follow=True)
    assert "Hyväksytty alueen nimissä" in answer.content.decode()
    assert viewed.view_of(round, cast.region_a).state == "approved"


def test_an_official_tells_the_approver_once_a_day_that_the_view_is_ready(client, cast, round, boss):
    client.force_login(cast.official_of_a)
    url = address("view_offer", round)
    assert "Vielä puuttuu" in client.post(url, follow=True).content.decode()
    viewed.written(viewed.view_of(round, cast.region_a), cast.official_of_a)
    assert "on valmis" in client.get(address("view_write", round)).content.decode()
    client.post(url)
    assert boss.name in client.post(url, follow=True).content.decode()
    assert Letter.objects.filter(kind="view_reminder", person=boss).count() == 1


def test_the_regions_own_people_find_the_open_view_on_its_page(client, cast, round):
    page = reverse("regions:region", args=["18"])
    assert str(round.title) not in client.get(page).content.decode()
    client.force_login(cast.politician_of_a)
    assert str(round.title) in client.get(page).content.decode()


def test_a_newer_text_is_read_before_it_is_approved(client, cast, round, boss):
    view = viewed.written(viewed.view_of(round, cast.region_a), cast.official_of_a)
    viewed.written(view, cast.official_of_a, answer_q1="Uudempi")
    client.force_login(boss)
    answer = client.post(address("view_approve", round), {"revision": view.revision, "read": "on"}, follow=True)
    assert "muuttui, kun luit" in answer.content.decode() and "Uudempi" in answer.content.decode()


def test_an_official_without_the_approvers_duty_does_not_approve(client, cast, round):
    viewed.written(viewed.view_of(round, cast.region_a), cast.official_of_a)
    client.force_login(cast.official_of_a)
    assert client.post(address("view_approve", round), {"revision": 1, "read": "on"}).status_code == 403


def test_who_opens_an_old_form_of_an_approved_view_is_told(client, cast, round):
    view = viewed.approved(round, cast)
    client.force_login(cast.official_of_a)
    answer = client.post(address("view_write", round), typed(view), headers={"HX-Request": "true"})
    assert "on hyväksytty" in answer.content.decode()
    assert client.get(address("view_write", round)).status_code == 302


def test_the_coordinator_sees_the_state_and_never_the_draft(client, cast, round):
    viewed.written(viewed.view_of(round, cast.region_a), cast.official_of_a, answer_q1="Salainen luonnos")
    client.force_login(cast.coordinator)
    assert client.get(address("region_view", round)).status_code == 404
    board = client.get(reverse("themes:view_board", args=[round.public_id])).content.decode()
    assert "Luonnos" in board and "8/8" in board and "Salainen" not in board
    record = client.get(address("view_record", round)).content.decode()
    assert "Salainen" not in record


def test_the_coordinator_records_a_view_and_errors_stand_at_their_fields(client, cast, round):
    client.force_login(cast.coordinator)
    view = viewed.view_of(round, cast.region_a)
    came = {"received_how": "mail", "received_from": "Johtaja", "received_on": "1.1.2099"}
    answer = client.post(address("view_record", round), typed(view, **came))
    assert answer.status_code == 422 and 'id="id_received_on_error"' in answer.content.decode()
    assert "Kaikki muuttui." in answer.content.decode()
    came["received_on"] = "1.1.2026"
    client.post(address("view_record", round), typed(view, **came))
    assert viewed.view_of(round, cast.region_a).received_from == "Johtaja"


def test_opening_again_asks_why(client, cast, round):
    viewed.approved(round, cast)
    client.force_login(cast.coordinator)
    assert client.post(address("view_reopen", round), {"reason": ""}).status_code == 422
    answer = client.post(address("view_reopen", round), {"reason": "Luku puuttuu"})
    assert answer.url == reverse("themes:view_board", args=[round.public_id])
    assert client.get(address("view_reopen", round)).status_code == 302


def test_a_public_view_shows_words_steps_and_what_has_changed(client, cast):
    first = viewed.closed(cast)
    second = viewed.closed(cast, theme=first.theme, now="-1", now_text="Huonosti menee.")
    page = client.get(address("region_view", second)).content.decode()
    assert "matalampi kuin viimeksi" in page and "<ins>" in page and "Edustusvaltuus: Kainuu" in page


def test_the_round_the_theme_and_the_region_show_the_views_to_everybody(client, cast):
    round = viewed.closed(cast)
    theme = reverse("themes:theme", args=[round.theme.programme.key, round.theme.slug])
    for page in (reverse("themes:view_round", args=[round.public_id]), theme):
        shown = client.get(page).content.decode()
        assert "1/2 aluetta lähetti" in shown and "Pohjanmaa" in shown and "Kaikki muuttui." in shown
    assert str(round.title) in client.get(reverse("regions:region", args=["18"])).content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_closed_round_and_its_board_are_taken_away_as_tables(client, cast, kind):
    round = viewed.closed(cast, answer_q1="=1+1")
    answer = client.get(reverse("themes:view_round", args=[round.public_id]) + f"?format={kind}")
    assert answer.status_code == 200
    if kind == "csv":
        assert "'=1+1" in answer.content.decode() and "Ei lähettänyt näkemystä" in answer.content.decode()
    client.force_login(cast.coordinator)
    assert client.get(reverse("themes:view_board", args=[round.public_id]) + f"?format={kind}").status_code == 200


def test_an_open_round_leads_staff_to_the_board_a_region_to_its_view_and_others_nowhere(client, cast, round):
    url = reverse("themes:view_round", args=[round.public_id])
    assert client.get(url).status_code == 404
    client.force_login(cast.politician_of_a)
    assert client.get(url).url == address("region_view", round)
    client.force_login(cast.chair)
    assert client.get(url).url == reverse("themes:view_board", args=[round.public_id])


def test_whoever_follows_a_letter_without_being_signed_in_is_asked_to(client, cast, round):
    answer = client.get(address("region_view", round))
    assert answer.status_code == 302 and "next=" in answer.url


def test_closing_asks_first_and_names_the_silent(client, cast, round):
    viewed.approved(round, cast)
    client.force_login(cast.coordinator)
    url = reverse("themes:view_close", args=[round.public_id])
    assert "Pohjanmaa" in client.get(url).content.decode()
    client.post(url)
    answer = client.post(url, follow=True)
    assert "jo tehty" in answer.content.decode()
    assert viewed.view_of(round, cast.region_a).state == "frozen"


def test_a_round_is_prepared_changed_and_asked_in_the_browser(client, cast):
    theme = things.theme()
    assert cast.official_of_a
    client.force_login(cast.coordinator)
    said = {"theme": theme.pk, "due": "1.1.2099", "title_fi": "K", "title_sv": "O", "question_1_fi": "Mikä?"}
    board = client.post(reverse("themes:view_new"), said).url
    assert "Puuttuu: kysymys (Svenska)" in client.get(board).content.decode()
    edit = board.replace("board", "edit")
    client.post(edit, {**said, "question_1_sv": "Vad?"})
    check = client.post(board.replace("board", "ask")).url
    client.post(check, {"when": "now"})
    mass_sending.send_due()
    assert "Pyydetty" not in client.get(board).content.decode() and "Kainuu" in client.get(board).content.decode()
    assert client.get(edit).status_code == 302


def test_the_chosen_are_reminded_or_called(client, cast, round):
    client.force_login(cast.coordinator)
    url = reverse("themes:view_remind", args=[round.public_id])
    assert "1 muistutus" in client.post(url, {"do": "remind", "region": ["18"]}, follow=True).content.decode()
    calls = client.post(url, {"do": "call", "region": ["18"]}, follow=True).content.decode()
    assert "official.a@example.org" in calls


@pytest.mark.parametrize("name", ["view_rounds", "view_work"])
def test_lists_cost_the_same_for_one_and_three_rounds(client, cast, name, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.coordinator)

    def cost():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"themes:{name}")).status_code == 200
        return len(found)

    first = viewed.closed(cast)
    few = cost()
    for _number in range(2):
        viewed.closed(cast, theme=first.theme)
    assert cost() == few


def test_nothing_is_reminded_in_a_closed_round(cast):
    round = viewed.closed(cast)
    assert view_rounds.remind(round, by=cast.coordinator) == []


def test_no_theme_is_chosen_beforehand(client, cast):
    things.theme()
    client.force_login(cast.coordinator)
    address = reverse("themes:view_new")
    assert "Valitse teema" in client.get(address).content.decode()
    refused = client.post(address, {"title_fi": "K", "title_sv": "O"})
    assert refused.status_code == 422 and "theme" in refused.context["form"].errors
