"""`{{ form }}` draws a good form."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from forum.forms.fields import Day, Hour, Moment
from forum.forms.languages import InLanguages
from forum.models import Person


class Plain(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the passport")
    day = Day(label="Day", required=False)
    hour = Hour(label="Hour", required=False)
    start = Moment(label="Start", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="I am sure", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")


class Title(InLanguages, forms.Form):
    in_languages = {"title": "Title"}
    must_have = ("title",)
    title_fi = forms.CharField(required=False)
    title_sv = forms.CharField(required=False)
    title_en = forms.CharField(required=False)
    note = forms.CharField(label="Note", required=False)


GOOD = {"name": "A", "kind": "a", "secret": "x"}


def test_label_hint_and_field_stand_in_this_order():
    shown = str(Plain())
    assert (
        shown.index('<label for="id_name">Name</label>')
        < shown.index("As in the passport")
        < shown.index('name="name"')
    )
    assert 'id="id_name_helptext"' in shown
    assert 'aria-describedby="id_name_helptext"' in shown


def test_radios_stand_in_a_fieldset_and_a_box_has_its_label():
    shown = str(Plain())
    assert re.search(r'<fieldset class="field">\s*<legend>Kind</legend>', shown)
    assert re.search(r'<label class="check" for="id_sure"><input type="checkbox"[^>]*> I am sure</label>', shown)


def test_what_may_be_left_out_says_so():
    with translation.override("fi"):
        assert re.search(r'for="id_day">Day\s*<span class="hint">\(ei pakollinen\)</span>', str(Plain()))


def test_errors_stand_at_the_field_and_in_a_summary_that_links_to_it():
    form = Plain({"secret": "x", "day": "31.2.2027"})
    shown = str(form)
    assert shown.index('class="error-summary"') < shown.index('for="id_name"')
    for target in ("id_name", "id_kind_0", "id_day"):
        assert f'<a href="#{target}">' in shown
        assert f'id="{target}"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'value="31.2.2027"' in shown


def test_a_good_form_has_no_summary():
    assert "error-summary" not in str(Plain())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("typed", ["18.3.2027", "2027-03-18", "18.03.2027"])
def test_days_are_understood_as_they_are_written_here(language, typed):
    with translation.override(language):
        form = Plain({**GOOD, "day": typed})
        plain = forms.DateField().clean(typed)
    assert form.is_valid()
    assert form.cleaned_data["day"] == plain == date(2027, 3, 18)


@pytest.mark.parametrize("typed", ["9.30", "09:30", "9:30"])
def test_hours_too(typed):
    form = Plain({**GOOD, "hour": typed})
    assert form.is_valid()
    assert form.cleaned_data["hour"] == forms.TimeField().clean(typed) == time(9, 30)


def test_a_moment_is_in_the_profile_s_zone():
    form = Plain({**GOOD, "start_0": "18.3.2027", "start_1": "10.00"})
    assert form.is_valid()
    assert form.cleaned_data["start"] == datetime(2027, 3, 18, 8, tzinfo=UTC)


def test_days_and_hours_are_shown_as_they_are_written_here():
    shown = str(Plain(initial={"day": date(2027, 3, 8), "start": datetime(2027, 3, 18, 8, tzinfo=UTC)}))
    assert 'value="8.3.2027"' in shown
    assert 'value="18.3.2027"' in shown
    assert 'value="10.00"' in shown


def test_a_text_s_languages_stand_together_each_marked_with_its_own():
    shown = str(Title())
    assert re.search(r'<fieldset class="field languages">\s*<legend>Title</legend>', shown)
    assert re.findall(r'name="title_\w\w"[^>]* lang="(\w\w)"', shown) == ["fi", "sv", "en"]
    assert shown.index("Suomi") < shown.index("Svenska") < shown.index("English") < shown.index("Note")


def test_the_profile_says_in_which_languages_a_text_is_a_must():
    assert set(Title({}).errors) == {"title_fi", "title_sv"}
    assert "Title (Suomi)" in str(Title({}))


def test_a_deed_that_is_hard_to_undo_asks_with_the_thing_s_name(rf, db):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/fi/")
    request.user = AnonymousUser()
    about = {"title": "Remove Kainuu?", "verb": "Remove the seat", "cancel": "/fi/", "danger": True}
    shown = render_to_string("confirm.html", about, request=request)
    assert "<h1>Remove Kainuu?</h1>" in shown
    assert '<button class="button button--danger" type="submit">Remove the seat</button>' in shown
    assert '<form class="form" method="post"' in shown


def test_a_choice_that_is_left_open_says_so_in_words():
    class Choosing(forms.Form):
        one = forms.ModelChoiceField(Person.objects.none(), required=False)

    with translation.override("sv"):
        found = str(Choosing()["one"])
    assert "---" not in found and "Inget val" in found
