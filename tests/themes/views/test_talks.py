"""Pages of regional development discussions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests import things
from tests.talking import corrected, draft, talk
from themes.models import Talk, TalkVersion

pytestmark = pytest.mark.django_db


def at(name, *args, language="fi"):
    with translation.override(language):
        return reverse(f"themes:{name}", args=args)


def words(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "Keskustelussa ei tehdä sitovia päätöksiä."), ("sv", "I diskussionen fattas inga bindande beslut.")],
)
def test_the_page_says_that_nothing_binding_is_decided(cast, client, language, said):
    made = talk(cast, "public")
    html = words(client.get(at("talk", made.public_id, language=language)))
    assert said in html and str(made.held_on.year) in html


def test_the_page_names_who_took_part_and_shows_versions(cast, client):
    made = corrected(cast)
    html = words(client.get(at("talk", made.public_id)))
    assert "Kainuu" in html and "Suomen ympäristökeskus" in html and "Kuva on yhteinen ja tarkka." in html
    assert "Tarkennettu." in html
    first = words(client.get(at("talk_version", made.public_id, 1)))
    assert "aiempi versio" in first and "Kuva on yhteinen ja tarkka." not in first
    assert "<ins>" in words(client.get(at("talk_changes", made.public_id, 2)))
    assert client.get(at("talk_changes", made.public_id, 1)).status_code == 404
    assert client.get(at("talk_version", made.public_id, 9)).status_code == 404


def test_text_in_another_language_is_marked(cast, client):
    made = talk(cast, "confirmed")
    TalkVersion.objects.all().delete()
    Talk.objects.filter(pk=made.pk).update(state="public")
    html = words(client.get(at("talk", made.public_id, language="en")))
    assert 'lang="fi"' in html and "not translated yet" in html


def test_region_theme_and_brief_pages_tell_of_it(cast, client):
    theme = things.theme()
    brief = things.brief(theme=theme)
    made = talk(cast, "public", themes=[theme], briefs=[brief])
    address = at("talk", made.public_id)
    with translation.override("fi"):
        pages = [
            reverse("regions:region", args=["18"]),
            reverse("themes:theme", args=[theme.programme.key, theme.slug]),
            reverse("themes:brief", args=[brief.public_id]),
        ]
    for page in pages:
        assert address in words(client.get(page)), page


def test_the_list_is_narrowed_and_taken_away(cast, client):
    first = talk(cast, "public")
    other = talk(cast, "public", kind="area", regions=[cast.region_a, cast.region_b], title_fi="Idän keskustelu")
    listing = at("talks")
    assert [one in words(client.get(listing, {"region": "15"})) for one in (first.public_id, other.public_id)] == [
        False,
        True,
    ]
    assert first.public_id not in words(client.get(listing, {"words": "idän"}))
    assert "Yksikään keskustelu" in words(client.get(listing, {"words": "zzz"}))
    assert first.public_id in words(client.get(listing, {"kind": "nonsense"}))
    csv = words(client.get(listing, {"format": "csv", "kind": "area"}))
    assert "Idän keskustelu" in csv and "Kainuun" not in csv.replace("Kainuu,", "")
    assert client.get(listing, {"format": "xlsx"})["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("name", ["talks", "talks_work"])
def test_a_short_list_is_not_hidden_behind_a_search_form(cast, client, name):
    client.force_login(cast.coordinator)
    talk(cast, "public")
    assert 'role="search"' not in words(client.get(at(name)))
    assert 'role="search"' in words(client.get(at(name), {"region": "15"}))
    for _ in range(6):
        talk(cast, "public")
    assert 'role="search"' in words(client.get(at(name)))


@pytest.mark.parametrize("name", ["talks", "talks_work"])
def test_lists_cost_the_same_for_one_and_three(cast, client, name, django_assert_num_queries):
    client.force_login(cast.coordinator)
    theme = things.theme()
    talk(cast, "public", themes=[theme])
    client.get(at(name))
    with CaptureQueriesContext(connection) as one:
        client.get(at(name))
    for _ in range(2):
        talk(cast, "public", themes=[theme])
    with django_assert_num_queries(len(one)):
        client.get(at(name))


def posted(cast, **fields):
    """A form as it is sent."""
    basics = {"kind": "region", "title_fi": "Kainuu", "title_sv": "Kajanaland", "held_on": "18.3.2026"}
    more = {"regions": [cast.region_a.pk], "outcome_fi": "Yhteinen.", "outcome_sv": "Gemensam."}
    return {**basics, **more, **fields}


def test_the_coordinator_writes_checks_confirms_publishes_and_corrects(cast, client):
    client.force_login(cast.coordinator)
    client.post(at("talk_new"), posted(cast))
    made = Talk.objects.get()
    page = at("talk_act", made.public_id)
    for do in ("check", "confirm"):
        client.post(page, {"do": do})
    client.post(at("talk_publish", made.public_id), {})
    made.refresh_from_db()
    assert made.state == "public"
    note = {"note_fi": "Lisätty.", "note_sv": "Tillagt.", "revision": made.revision}
    said = posted(cast, summary_fi="Puhuttiin.", summary_sv="Man talade.", **note)
    client.post(at("talk_edit", made.public_id), said)
    assert made.versions.count() == 2
    assert words(client.get(at("talk_work", made.public_id))).count("Puhuttiin.") == 1


def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(cast, client):
    client.force_login(cast.coordinator)
    answer = client.post(at("talk_new"), posted(cast, kind="area", title_fi="Itä <b>"))
    html = words(answer)
    assert answer.status_code == 422 and "ainakin kaksi" in html and "Itä &lt;b&gt;" in html


def test_a_clash_keeps_what_was_typed_and_shows_what_is_saved(cast, client):
    client.force_login(cast.coordinator)
    made = draft(cast)
    client.post(at("talk_edit", made.public_id), posted(cast, title_fi="Ensin", revision=made.revision))
    late = posted(cast, title_fi="Sitten", revision=made.revision)
    answer = client.post(at("talk_edit", made.public_id), late)
    html = words(answer)
    assert answer.status_code == 422 and "Joku muu on tallentanut" in html and "Ensin" in html and "Sitten" in html
    now = Talk.objects.get().revision
    client.post(at("talk_edit", made.public_id), {**late, "revision": now})
    assert Talk.objects.get().title_fi == "Sitten"


def test_a_state_that_has_moved_is_said_kindly(cast, client):
    client.force_login(cast.coordinator)
    made = talk(cast, "public")
    answer = client.post(at("talk_act", made.public_id), {"do": "take_back"}, follow=True)
    assert "tila on muuttunut" in words(answer)
    assert client.post(at("talk_act", made.public_id), {"do": "eat"}).status_code == 404
