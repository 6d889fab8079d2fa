"""Writing notes and points: without scripts, as they are typed, and when two do it at once."""

import re

import pytest
from django.test import Client

from meetings.models import Notes, NotesRevision, NotesSection, Point
from tests import noted, things
from tests.people import KINDS

HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(cast):
    return noted.first_item(noted.held())


@pytest.fixture
def address(item):
    return f"/fi/work/agenda-items/{item.public_id}/notes/"


@pytest.fixture
def writer(cast):
    """The coordinator's browser."""
    browser = Client()
    browser.force_login(cast.coordinator)
    return browser


@pytest.fixture
def second(cast):
    """Another coordinator's browser."""
    from forum.models import StaffRole

    browser, person = Client(), things.person("second")
    StaffRole.objects.create(person=person, kind="coordinator", since="2020-01-01")
    browser.force_login(person)
    return browser


def opened(browser, address):
    """The form as it is when it is opened."""
    form = browser.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def after(answer, form):
    """The form after htmx has put the answer's pieces beside it."""
    page = answer.content.decode()
    found = dict(re.findall(r'name="(seen|over)" id="id_\1" value="([^"]*)"', page))
    return {**form, **found}


def test_without_scripts_the_form_is_saved_by_its_button(writer, address):
    answer = writer.post(address, {**opened(writer, address), "background_fi": "Tausta", "save": "1"})
    assert answer.status_code == 302
    assert NotesSection.objects.get().background_fi == "Tausta"
    assert "Tausta" in writer.get(address).content.decode()


def test_what_is_typed_is_saved_and_said_in_a_live_region_that_was_there_before(writer, address):
    page = writer.get(address).content.decode()
    assert re.search(r'<p class="saved" id="saved" role="status">', page)
    assert 'data-hx-trigger="submit, input delay:2s"' in page and 'data-hx-target="#saved"' in page
    answer = writer.post(address, {**opened(writer, address), "background_fi": "Ta"}, headers=HTMX).content.decode()
    assert re.search(r"Tallennettu klo \d+\.\d\d", answer)
    assert "<textarea" not in answer and "autofocus" not in answer


def test_one_who_goes_on_typing_never_clashes_with_oneself(writer, address):
    form = opened(writer, address)
    for text in ("T", "Ta", "Tausta"):
        form["background_fi"] = text
        form = after(writer.post(address, form, headers=HTMX), form)
    assert NotesSection.objects.get().background_fi == "Tausta"
    assert not NotesRevision.objects.filter(set_aside=True).exists()


def test_two_who_write_the_same_text_see_both_and_lose_no_word(writer, second, address):
    mine, theirs = opened(writer, address), opened(second, address)
    writer.post(address, {**mine, "background_fi": "Ensimmäisen sanat"}, headers=HTMX)
    clash = second.post(address, {**theirs, "background_fi": "Toisen sanat"}, headers=HTMX)
    page = clash.content.decode()
    assert 'role="alert"' in page and "Ensimmäisen sanat" in page and "Toisen sanat" in page
    assert NotesSection.objects.get().background_fi == "Ensimmäisen sanat"
    assert NotesRevision.objects.filter(set_aside=True, texts__background_fi="Toisen sanat").exists()


def test_after_a_clash_typing_does_not_overwrite_and_pressing_save_does(writer, second, address):
    mine, theirs = opened(writer, address), opened(second, address)
    writer.post(address, {**mine, "background_fi": "Ensimmäisen"}, headers=HTMX)
    theirs["background_fi"] = "Toisen"
    theirs = after(second.post(address, theirs, headers=HTMX), theirs)
    theirs["background_fi"] = "Toisen lisää"
    theirs = after(second.post(address, theirs, headers=HTMX), theirs)
    assert NotesSection.objects.get().background_fi == "Ensimmäisen"
    second.post(address, {**theirs, "save": "1"}, headers=HTMX)
    assert NotesSection.objects.get().background_fi == "Toisen lisää"


def test_without_scripts_a_clash_keeps_the_form_and_saving_again_wins(writer, second, address):
    mine, theirs = opened(writer, address), opened(second, address)
    writer.post(address, {**mine, "conclusions_sv": "Den första", "save": "1"})
    clash = second.post(address, {**theirs, "conclusions_sv": "Den andra", "save": "1"})
    page = clash.content.decode()
    assert clash.status_code == 200 and "Den första" in page and "Den andra" in page
    form = clash.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert second.post(address, {**again, "save": "1"}).status_code == 302
    assert NotesSection.objects.get().conclusions_sv == "Den andra"


def test_two_who_write_two_languages_do_not_disturb_each_other_and_are_told(writer, second, address):
    mine, theirs = opened(writer, address), opened(second, address)
    writer.post(address, {**mine, "background_fi": "Suomeksi"}, headers=HTMX)
    told = second.post(address, {**theirs, "background_sv": "På svenska"}, headers=HTMX).content.decode()
    section = NotesSection.objects.get()
    assert (section.background_fi, section.background_sv) == ("Suomeksi", "På svenska")
    assert "coordinator" in told and "Suomi" in told


def test_somebody_whose_session_has_ended_is_told_instead_of_losing_the_text(address):
    answer = Client().post(address, {"background_fi": "Sanat"}, headers=HTMX)
    assert answer.status_code == 200 and not Notes.objects.exists()


def test_a_contact_is_a_person_or_words(writer, address, cast):
    both = {"contact": cast.member.pk, "contact_text": "Joku muu", "save": "1"}
    assert writer.post(address, {**opened(writer, address), **both}).status_code == 200
    assert not NotesSection.objects.exists()


def test_confirmed_notes_are_not_changed(writer, address, item, cast):
    noted.write(item, cast, conclusions_fi="A", conclusions_sv="A")
    noted.checking(item.meeting, cast)
    Notes.objects.update(state="confirmed")
    page = writer.post(address, {**opened(writer, address), "background_fi": "B", "save": "1"})
    assert page.status_code == 200 and page.context["form"].errors


def test_the_history_shows_every_saving_and_what_was_set_aside(writer, second, address):
    mine, theirs = opened(writer, address), opened(second, address)
    writer.post(address, {**mine, "background_fi": "Ensimmäisen"})
    second.post(address, {**theirs, "background_fi": "Toisen"})
    page = writer.get(f"{address}history/").content.decode()
    assert "Ensimmäisen" in page and "Toisen" in page and "<ins>" in page


def test_a_point_is_added_changed_moved_and_removed_without_scripts(writer, address, item, cast):
    new = f"/fi/work/agenda-items/{item.public_id}/points/new/"
    things.invitation(item.meeting, cast.official_seat_a, person=cast.official_of_a)
    for text in ("Eka", "Toka"):
        assert writer.post(new, {"by": "r:18", "text_fi": text}).status_code == 302
    second = Point.objects.get(text_fi="Toka")
    writer.post(f"/fi/work/points/{second.public_id}/move/", {"to": "up"})
    assert [str(one.text) for one in Point.objects.order_by("position")] == ["Toka", "Eka"]
    change = f"/fi/work/points/{second.public_id}/"
    assert writer.post(change, {**opened(writer, change), "text_sv": "Andra", "save": "1"}).status_code == 302
    assert Point.objects.get(pk=second.pk).text_sv == "Andra"
    remove = f"/fi/work/points/{second.public_id}/remove/"
    assert "Toka" in writer.get(remove).content.decode()
    writer.post(remove)
    assert [str(one.text) for one in Point.objects.all()] == ["Eka"]


def test_a_point_is_raised_by_who_was_there_under_a_mandate(writer, item, cast):
    from meetings.models import Answer

    mandate = cast.official_of_a.mandates.get()
    one = things.invitation(item.meeting, cast.official_seat_a)
    said = Answer.objects.create(invitation=one, reply="attend", mode="room", author=one.person, channel="link")
    item.meeting.invitations.update(state="accepted", mode="room", answer=said)
    form = writer.get(f"/fi/work/agenda-items/{item.public_id}/notes/").context["point_form"]
    at_the_table = form.fields["by"].choices[1][1]
    assert [key for key, _name in at_the_table] == [f"m:{mandate.public_id}"]
    writer.post(f"/fi/work/agenda-items/{item.public_id}/points/new/", {"by": f"m:{mandate.public_id}", "text_fi": "A"})
    point = Point.objects.get()
    assert (point.region, point.mandate, point.raised_as) == (cast.region_a, mandate, "viranhaltija")


def test_a_point_that_lacks_something_is_not_added_and_keeps_what_was_typed(writer, item, cast):
    assert cast.region_a
    new = f"/fi/work/agenda-items/{item.public_id}/points/new/"
    page = writer.post(new, {"by": "r:18", "text_fi": "Jotain", "to_ministry": "on", "answer_due": ""})
    assert page.context["point_form"].errors.keys() == {"answers_by"} and "Jotain" in page.content.decode()


def test_a_point_removed_meanwhile_is_a_clash_that_loses_nothing(writer, second, item, cast):
    point = noted.point(item, cast)
    address = f"/fi/work/points/{point.public_id}/"
    form = opened(second, address)
    writer.post(f"{address}remove/")
    clash = second.post(address, {**form, "text_fi": "Uudet sanat", "save": "1"}, headers=HTMX)
    assert "Uudet sanat" in clash.content.decode() and not Point.objects.exists()
    second.post(address, {**after(clash, form), "text_fi": "Uudet sanat", "save": "1"}, headers=HTMX)
    assert Point.objects.get().text_fi == "Uudet sanat"


WRITERS = {"coordinator": 200}


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_coordinator_writes(client, cast, item, address, kind):
    person = getattr(cast, kind)
    if kind != "stranger":
        client.force_login(person)
    expected = WRITERS.get(kind, 302 if kind == "stranger" else 403)
    assert client.get(address).status_code == expected
    refused = client.post(address, {"background_fi": "Sanat", "seen": "0", "save": "1"})
    assert NotesSection.objects.exists() == (kind == "coordinator") and refused.status_code in (302, 403)


def test_a_new_point_is_saved_as_it_is_typed_and_is_one_point(writer, address, item, cast):
    # given a point that is being typed
    new, typed = f"/fi/work/agenda-items/{item.public_id}/points/new/", {"by": f"r:{cast.region_a.code}", "seen": "1"}
    first = writer.post(new, {**typed, "text_fi": "Raide"}, headers=HTMX)
    made = Point.objects.get(text_fi="Raide")
    assert f'id="new-point" value="{made.public_id}"' in first.content.decode()
    # when the same form goes on and its button is pressed
    more = {**typed, "point": made.public_id, "text_fi": "Raideliikenne"}
    assert 'id="new_seen" value="' in writer.post(new, more, headers=HTMX).content.decode()
    done = writer.post(new, {**more, "seen": "2", "text_sv": "Spårtrafik", "save": "1"}, headers=HTMX)
    # then it is one point with the newest words, and the page is opened anew at it
    assert [(one.text_fi, one.text_sv) for one in Point.objects.all()] == [("Raideliikenne", "Spårtrafik")]
    assert done["HX-Redirect"] == f"{address}?added={made.public_id}#point-{made.public_id}"


def test_a_new_point_that_lacks_words_is_told_and_nothing_is_added(writer, item):
    answer = writer.post(f"/fi/work/agenda-items/{item.public_id}/points/new/", {"text_fi": ""}, headers=HTMX)
    assert "Ei tallennettu" in answer.content.decode() and not Point.objects.exists()


def test_the_form_of_a_new_point_has_places_of_its_own_on_the_page(writer, address):
    page = writer.get(address).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and {"new-saved", "new-point", "saved"} <= set(ids)
