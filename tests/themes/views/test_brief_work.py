"""The brief workshop's pages."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forum import clock
from forum.models import AuditEntry
from regions.services import figures
from tests import things
from tests.people import KINDS
from tests.regions.figures import FILE
from tests.themes.furnished import real_briefs
from themes.models import Brief
from themes.services import brief_blocks, brief_checks, briefs

pytestmark = pytest.mark.django_db


def at(name, *args):
    with translation.override("fi"):
        return reverse(f"themes:{name}", args=args)


@pytest.fixture
def desk(cast):
    """The coordinator's browser."""
    client = Client()
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def draft():
    return things.brief(state="draft")


def in_languages(**texts):
    return {f"{stem}_{code}": text for stem, text in texts.items() for code in ("fi", "sv", "en")}


def html_of(response):
    return response.content.decode()


def test_a_brief_goes_from_a_new_draft_to_the_public(desk, indicator):
    theme = things.theme()
    made = desk.post(at("brief_new"), {"theme": theme.pk, "kind": "situation", "original": "fi", "title_fi": "Uusi"})
    brief = Brief.objects.get()
    assert made["Location"] == at("brief_editor", brief.public_id) and brief.state == "draft"
    texts = in_languages(text="Pitkä teksti", headline="Otsikko")
    desk.post(at("brief_block_new", brief.public_id, "text"), texts)
    assert brief.blocks.get().text_sv == "Pitkä teksti"
    head = in_languages(title="Väestö vähenee", why_qualitative="Lukuja ei ole") | {"kind": "focus", "original": "fi"}
    desk.post(at("brief_head", brief.public_id), head | {"seen": brief.revision})
    for name in ("check", "confirm", "publish"):
        assert desk.get(at("brief_deed", brief.public_id, name)).status_code == 200
        assert desk.post(at("brief_deed", brief.public_id, name)).status_code == 302
    brief.refresh_from_db()
    assert (brief.state, brief.kind, brief.version) == ("public", "focus", 1)
    assert "Väestö vähenee" in html_of(Client().get(at("brief", brief.public_id)))


@pytest.mark.parametrize("kind", KINDS)
def test_only_staff_come_in_and_only_the_coordinator_writes(cast, draft, kind):
    client, person, block = Client(), getattr(cast, kind), things.block(draft)
    if kind != "stranger":
        client.force_login(person)
    refused = 302 if kind == "stranger" else 403
    looks = 200 if kind in ("coordinator", "chair") else refused
    writes = 200 if kind == "coordinator" else refused
    for name, args in (("brief_work", ()), ("brief_editor", (draft.public_id,)), ("brief_preview", (draft.public_id,))):
        assert client.get(at(name, *args)).status_code == looks
    for name, args in (
        ("brief_new", ()),
        ("brief_block", (block.public_id,)),
        ("brief_block_remove", (block.public_id,)),
        ("brief_head", (draft.public_id,)),
        ("brief_data", (draft.public_id,)),
        ("brief_block_new", (draft.public_id, "text")),
        ("brief_deed", (draft.public_id, "check")),
    ):
        assert client.get(at(name, *args)).status_code == writes, name
    assert client.get(at("brief_deed", draft.public_id, "confirm")).status_code == looks


def test_the_editor_costs_the_same_for_one_block_and_three(desk, draft, indicator, django_assert_max_num_queries):
    things.block(draft, "message", indicator=indicator)
    desk.get(at("brief_editor", draft.public_id))
    with django_assert_max_num_queries(30) as one:
        desk.get(at("brief_editor", draft.public_id))
    for _number in range(2):
        things.block(draft, "message", indicator=indicator)
    with django_assert_max_num_queries(len(one)):
        desk.get(at("brief_editor", draft.public_id))


def test_an_unknown_placeholder_is_an_error_at_its_field_and_nothing_is_lost(desk, draft, indicator):
    sent = {"indicator": indicator.pk, "chart": "auto", "headline_fi": "Otsikko", "text_fi": "{oma} ja {own}"}
    response = desk.post(at("brief_block_new", draft.public_id, "message"), sent)
    assert response.status_code == 422 and "text_fi" in response.context["form"].errors
    assert "{oma}" in html_of(response) and "Otsikko" in html_of(response) and not draft.blocks.exists()


def test_two_who_edit_one_block_are_told(desk, draft):
    block = things.block(draft, text_fi="Vanha")
    brief_blocks.change(block, by=None, text_fi="Toisen teksti")
    response = desk.post(at("brief_block", block.public_id), {"text_fi": "Oma teksti", "seen": "1"})
    assert response.status_code == 422 and html_of(response).count("Oma teksti") == 2
    assert "Toisen teksti" in html_of(response)
    block.refresh_from_db()
    assert block.text_fi == "Toisen teksti"
    again = response.context["form"].data["seen"]
    assert desk.post(at("brief_block", block.public_id), {"text_fi": "Oma teksti", "seen": again}).status_code == 302
    block.refresh_from_db()
    assert block.text_fi == "Oma teksti"


def test_two_who_edit_a_briefs_head_are_told(desk, draft):
    head = {**in_languages(title="Oma"), "kind": "situation", "original": "fi"}
    address = at("brief_head", draft.public_id)
    desk.post(address, {**head, "title_fi": "Toisen", "seen": draft.revision})
    response = desk.post(address, {**head, "seen": draft.revision})
    assert response.status_code == 422 and "Toisen" in html_of(response)
    assert desk.post(address, {**head, "seen": response.context["form"].data["seen"]}).status_code == 302
    draft.refresh_from_db()
    assert draft.title_fi == "Oma"


def test_within_the_editor_the_form_comes_and_goes_in_place(desk, draft, indicator):
    block = things.block(draft, "message", indicator=indicator, headline_fi="Otsikko")
    within = {"HTTP_HX_REQUEST": "true"}
    page = desk.get(at("brief_block", block.public_id), **within)
    assert f'id="block-{block.public_id}"' in html_of(page)
    wrong = {"indicator": indicator.pk, "chart": "auto", "text_fi": "{x}", "seen": "1"}
    refused = desk.post(at("brief_block", block.public_id), wrong, **within)
    assert refused.status_code == 200 and refused.context["form"].errors


def test_blocks_move_and_are_removed_after_a_confirmation(desk, draft):
    first, second = things.block(draft, headline_fi="a"), things.block(draft, headline_fi="b")
    desk.post(at("brief_block_move", second.public_id), {"up": "1"})
    assert [block.headline_fi for block in draft.blocks.all()] == ["b", "a"]
    assert "Poistetaanko" in html_of(desk.get(at("brief_block_remove", first.public_id)))
    desk.post(at("brief_block_remove", first.public_id))
    assert draft.blocks.get() == second


def test_after_a_move_the_blocks_own_buttons_are_at_hand_and_the_other_takes_it_back(desk, draft):
    blocks = [things.block(draft, headline_fi=name) for name in "abc"]
    last = blocks[2].public_id

    def moved(way):
        answer = desk.post(at("brief_block_move", last), {way: "1"}, follow=True)
        place = answer.redirect_chain[0][0].split("#")[1]
        assert f'id="{place}"' in html_of(answer)
        return place, [block.headline_fi for block in draft.blocks.all()], html_of(answer)

    assert moved("up")[:2] == (f"up-{last}", ["a", "c", "b"])
    place, order, html = moved("up")
    assert (place, order) == (f"down-{last}", ["c", "a", "b"]) and "”Alas” palauttaa sen" in html
    assert moved("down")[:2] == (f"down-{last}", ["a", "c", "b"])
    assert moved("down")[:2] == (f"up-{last}", ["a", "b", "c"])


def test_translations_are_asked_about_only_when_the_original_has_changed(desk, draft):
    block, hold = things.block(draft, text_fi="Vanha", text_sv="Gammal"), 'name="all_hold"'
    head = at("brief_head", draft.public_id)
    assert hold not in html_of(desk.get(at("brief_block", block.public_id))) + html_of(desk.get(head))
    brief_blocks.change(block, by=None, text_sv="Gammalt")
    with clock.at(clock.now() + timedelta(minutes=5)):
        brief_blocks.change(block, by=None, text_fi="Uusi")
        form = desk.get(at("brief_block", block.public_id))
        assert hold in html_of(form)
        kept = {**form.context["form"].initial, "all_hold": "on"}
        desk.post(
            at("brief_block", block.public_id), {name: kept.get(name, "") for name in form.context["form"].fields}
        )
    block.refresh_from_db()
    assert block.older == [] and hold not in html_of(desk.get(at("brief_block", block.public_id)))


def test_what_a_draft_lacks_is_still_to_do_and_an_error_only_when_it_waits_to_be_confirmed(desk, draft):
    things.block(draft, text_fi="Vain suomeksi")
    draft_page = html_of(desk.get(at("brief_editor", draft.public_id)))
    assert "Vielä tehtävänä:" in draft_page and "Korjattava:" not in draft_page and "check-blocking" not in draft_page
    desk.post(at("brief_deed", draft.public_id, "check"))
    waits = html_of(desk.get(at("brief_editor", draft.public_id)))
    assert "Korjattava:" in waits and "check-blocking" in waits and "Vielä tehtävänä:" not in waits


def test_a_block_without_words_says_so_and_a_brief_without_a_title_asks_for_it_first(desk, draft):
    things.block(draft, "questions")
    html = html_of(desk.get(at("brief_editor", draft.public_id)))
    assert "Mitään ei ole vielä kirjoitettu." in html
    head, check = (
        f'href="{at(*where)}"' for where in (("brief_head", draft.public_id), ("brief_deed", draft.public_id, "check"))
    )
    assert f'<a class="button" {check}' in html
    Brief.objects.filter(pk=draft.pk).update(title_fi="", title_sv="", title_en="")
    html = html_of(desk.get(at("brief_editor", draft.public_id)))
    assert f'<a class="button" {head}' in html and f'<a class="button button--quiet" {check}' in html
    assert "<title>Katsauksen valmistelu: (ei vielä otsikkoa)" in html
    levels = [one.level for one in brief_checks.of(draft)]
    assert levels == sorted(levels, key=["blocking", "warning", "ok"].index)


def test_whoever_confirms_sees_what_the_check_list_finds_and_no_brief_without_a_title_is_confirmed(desk, draft):
    things.block(draft, text_fi="Vain suomeksi")
    deed = at("brief_deed", draft.public_id, "confirm")
    assert "Vielä tehtävänä" in html_of(desk.get(at("brief_deed", draft.public_id, "check")))
    desk.post(at("brief_deed", draft.public_id, "check"))
    assert "puuttuu: Svenska" in html_of(desk.get(deed))
    Brief.objects.filter(pk=draft.pk).update(title_fi="", title_sv="", title_en="")
    refused = desk.post(deed)
    assert refused.status_code == 422 and "Katsauksella ei ole otsikkoa." in html_of(refused)
    Brief.objects.filter(pk=draft.pk).update(title_fi="Otsikko")
    assert desk.post(deed).status_code == 302


def test_after_a_block_is_saved_within_the_editor_the_focus_is_on_it(desk, draft):
    block, within = things.block(draft, text_fi="Vanha"), {"HTTP_HX_REQUEST": "true"}
    place = f'id="block-{block.public_id}"[^>]*tabindex="-1" autofocus'
    answer = desk.post(at("brief_block", block.public_id), {"text_fi": "Uusi", "seen": "1"}, follow=True, **within)
    assert re.search(place, html_of(answer))
    assert not re.search(place, html_of(desk.get(at("brief_editor", draft.public_id))))


def test_a_move_that_is_over_is_told_kindly(desk, draft):
    response = desk.post(at("brief_deed", draft.public_id, "confirm"), follow=True)
    assert response.status_code == 200
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert desk.post(at("brief_deed", draft.public_id, "nonsense")).status_code == 404


def test_the_second_person_confirms(desk, cast, draft, settings):
    settings.SECOND_PERSON = True
    Brief.objects.filter(pk=draft.pk).update(why_qualitative_fi="Ei lukuja", why_qualitative_sv="Inga siffror")
    desk.post(at("brief_deed", draft.public_id, "check"))
    assert desk.post(at("brief_deed", draft.public_id, "confirm")).status_code == 422
    desk.force_login(cast.chair)
    assert desk.post(at("brief_deed", draft.public_id, "confirm")).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "confirmed"


def test_publishing_without_a_required_language_asks_for_a_reason(desk, draft):
    things.block(draft, text_fi="Vain suomeksi")
    Brief.objects.filter(pk=draft.pk).update(state="confirmed")
    deed = at("brief_deed", draft.public_id, "publish")
    reason = desk.get(deed).context["form"].fields["reason"]
    assert reason.required and "svenska" in reason.help_text.lower()
    assert desk.post(deed).status_code == 422
    assert desk.post(deed, {"reason": "Käännös viipyy"}).status_code == 302
    assert AuditEntry.objects.filter(verb="brief.publish", details__reason="Käännös viipyy").exists()


def test_a_new_version_asks_what_changed(desk):
    brief = things.brief()
    desk.post(at("brief_deed", brief.public_id, "rework"))
    desk.post(at("brief_head", brief.public_id), in_languages(title="Uusi") | {"kind": "situation", "original": "fi"})
    Brief.objects.filter(pk=brief.pk).update(state="confirmed")
    deed = at("brief_deed", brief.public_id, "publish")
    assert desk.post(deed, {"note_fi": "Otsikko"}).status_code == 422
    desk.post(deed, {"note_fi": "Otsikko", "note_sv": "Rubrik"})
    assert Brief.objects.with_page().get().version == 2


def test_the_newest_data_are_shown_before_they_are_taken(desk, tmp_path):
    brief = real_briefs()["business"]
    briefs.rework(brief, by=None)
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    newest, _new = figures.import_file(revised, by=None)
    html = html_of(desk.get(at("brief_data", brief.public_id)))
    assert "34\u00a0923" in html and "35\u00a0000" in html
    desk.post(at("brief_data", brief.public_id))
    brief.refresh_from_db()
    assert brief.data_version == newest and brief.published.data_version != newest


def test_the_preview_shows_the_working_copy_for_any_region(desk):
    brief = real_briefs()["business"]
    briefs.rework(brief, by=None)
    Brief.objects.filter(pk=brief.pk).update(title_fi="Uusi otsikko")
    html = html_of(desk.get(at("brief_preview", brief.public_id), {"region": "18"}))
    assert "Uusi otsikko" in html and "Kainuu" in html
    assert 'id="discussion"' not in html and '#discussion"' not in html
    assert "Uusi otsikko" not in html_of(desk.get(at("brief", brief.public_id)))


def test_a_withdrawn_brief_has_a_reason_and_can_be_shown_again(desk):
    brief = things.brief()
    assert desk.post(at("brief_deed", brief.public_id, "withdraw")).status_code == 422
    desk.post(at("brief_deed", brief.public_id, "withdraw"), {"reason": "Virheellinen aineisto"})
    assert Client().get(at("brief", brief.public_id)).status_code == 404
    desk.post(at("brief_deed", brief.public_id, "show"))
    assert Client().get(at("brief", brief.public_id)).status_code == 200


def codes(brief, level):
    return {one.code for one in brief_checks.of(brief) if one.level == level}


def test_the_furnished_briefs_have_nothing_that_blocks():
    for brief in real_briefs().values():
        assert codes(brief, "blocking") == set()
        assert codes(brief, "warning") <= {"pages", "questions"}


def test_the_check_list_finds_what_is_wrong(draft, indicator):
    things.block(draft, "message", indicator=indicator, headline_fi="yksi " * 11, headline_sv="en")
    things.block(draft, text_fi="Vain suomeksi")
    assert codes(draft, "blocking") == {"headlines", "figures", "data", "languages"}
    assert codes(draft, "warning") >= {"pages", "questions", "charts"}


def test_the_printed_pages_are_counted_and_known_until_the_text_changes(desk):
    brief = real_briefs()["climate"]
    desk.post(at("brief_pages", brief.public_id))
    brief.refresh_from_db()
    assert set(brief.printed["pages"]) == {"fi", "sv", "en"} and "pages" in codes(brief, "ok")
    Brief.objects.filter(pk=brief.pk).update(lead_fi="Toinen ingressi")
    brief.refresh_from_db()
    assert "pages" in codes(brief, "warning")


def test_a_draft_begun_by_mistake_is_removed_after_a_question_and_only_by_who_writes(client, cast):
    mistake = things.brief(state="draft", title_fi="Vahinko")
    address = at("brief_deed", mistake.public_id, "drop")
    client.force_login(cast.chair)
    assert client.post(address).status_code == 403 and Brief.objects.filter(pk=mistake.pk).exists()
    client.force_login(cast.coordinator)
    assert address in html_of(client.get(at("brief_editor", mistake.public_id)))
    assert "Vahinko" in html_of(client.get(address)) and Brief.objects.filter(pk=mistake.pk).exists()
    after = client.post(address, follow=True)
    assert after.redirect_chain[-1][0] == at("brief_work") and "Luonnos on poistettu." in html_of(after)
    assert not Brief.objects.exists() and client.post(address).status_code == 404


def test_a_published_brief_is_not_offered_for_removing(client, cast):
    public = things.published(things.brief())
    client.force_login(cast.coordinator)
    assert at("brief_deed", public.public_id, "drop") not in html_of(client.get(at("brief_editor", public.public_id)))
