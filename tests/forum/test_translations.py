"""Collecting, filling, compiling and checking the catalogues, on a small house of its own."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import trans_real

from forum import msgids, translations
from forum.msgids import Msgid, of_python, of_template


@pytest.fixture
def house(tmp_path, monkeypatch) -> Path:
    """A house of four floors with one template and one Python file."""
    for floor in msgids.FLOORS:
        (tmp_path / floor).mkdir()
        (tmp_path / "templates" / floor).mkdir(parents=True)
    (tmp_path / "templates/forum/front.html").write_text('{% translate "Welcome" %}')
    (tmp_path / "regions/words.py").write_text('NAME = _("Region %(name)s")')
    monkeypatch.setattr(msgids, "root", lambda: tmp_path)
    return tmp_path


def filled(house: Path, rows: str, **options: bool) -> list[str]:
    """Fills the house's catalogues from CSV rows."""
    table = house / "table.csv"
    table.write_text(rows, encoding="utf-8")
    return translations.fill(house, table, **options)


def fi(house: Path, floor: str) -> translations.Translations:
    return translations.load(translations.po_path(house, floor, "fi"))


GOOD = "msgid,fi,sv\nWelcome,Tervetuloa,Välkommen\nRegion %(name)s,Maakunta %(name)s,Regionen %(name)s\n"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('{% translate "Hello" %}', Msgid("Hello")),
        ('{% translate "100 %" %}', Msgid("100 %%")),
        ('{% translate "May" context "month" %}', Msgid("May", context="month")),
        ('{% include "x" with title=_("Inside") %}', Msgid("Inside")),
        ('{% if a %}{% for b in c %}{{ _("Deep") }}{% endfor %}{% endif %}', Msgid("Deep")),
        ('{{ a|default:_("Nothing") }}', Msgid("Nothing")),
        ("{% blocktranslate trimmed %}\n 5 % of\n {{ all }}\n{% endblocktranslate %}", Msgid("5 %% of %(all)s")),
        (
            "{% blocktranslate count n=m %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
            Msgid("%(n)s day", "%(n)s days"),
        ),
        ('{% extends "base.html" %}{% block a %}{% translate "In a block" as b %}{% endblock %}', Msgid("In a block")),
    ],
)
def test_a_template_asks_for(source, wanted):
    assert list(of_template(source)) == [wanted]


def test_a_variable_and_a_noop_ask_for_nothing():
    assert not list(of_template('{% translate name %}{% translate "Later" noop %}{{ name }}'))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('_("Hello")', Msgid("Hello")),
        ('_("Two " "parts")', Msgid("Two parts")),
        ('translation.gettext_lazy("Hello")', Msgid("Hello")),
        ('ngettext("%(n)s day", "%(n)s days", n)', Msgid("%(n)s day", "%(n)s days")),
        ('pgettext("month", "May")', Msgid("May", context="month")),
        ('npgettext("c", "a", "b", n)', Msgid("a", "b", "c")),
    ],
)
def test_python_asks_for(source, wanted):
    assert list(of_python(source)) == [wanted]


def test_a_template_is_looked_up_under_the_msgid_that_was_collected(house):
    (house / "templates/forum/front.html").write_text("{% blocktranslate %}5 % of {{ x }}{% endblocktranslate %}")
    translations.update(house)
    assert Msgid("5 %% of %(x)s") in fi(house, "forum")


def test_each_floor_gets_its_own_and_the_ground_floor_what_is_shared(house):
    (house / "templates/letters").mkdir()
    (house / "templates/letters/hello.txt").write_text('{% translate "Dear" %}')
    translations.update(house)
    assert set(fi(house, "forum")) == {Msgid("Dear"), Msgid("Welcome")}
    assert set(fi(house, "regions")) == {Msgid("Region %(name)s")}


def test_filled_catalogues_pass_the_check(house):
    translations.update(house)
    assert filled(house, GOOD) == []
    assert translations.check(house) == []


def test_updating_twice_changes_nothing(house):
    translations.update(house)
    filled(house, GOOD)
    before = translations.po_path(house, "forum", "sv").read_bytes()
    translations.update(house)
    assert translations.po_path(house, "forum", "sv").read_bytes() == before


def test_what_nobody_asks_for_any_more_goes(house):
    translations.update(house)
    (house / "templates/forum/front.html").write_text("")
    translations.update(house)
    assert fi(house, "forum") == {}


def test_a_half_written_template_costs_no_translation(house):
    translations.update(house)
    filled(house, GOOD)
    (house / "templates/forum/front.html").write_text("{% if %}")
    assert "front.html" in translations.update(house)[0]
    assert fi(house, "forum")[Msgid("Welcome")] == ("Tervetuloa",)


def test_a_text_that_moves_upstairs_takes_its_translation_along(house):
    translations.update(house)
    filled(house, GOOD)
    (house / "templates/forum/front.html").rename(house / "templates/meetings/front.html")
    translations.update(house)
    assert fi(house, "meetings")[Msgid("Welcome")] == ("Tervetuloa",)


def test_another_translation_is_kept_unless_told_otherwise(house):
    translations.update(house)
    filled(house, GOOD)
    other = "msgid,fi,sv\nWelcome,Hei,Välkommen\n"
    assert "kept" in filled(house, other)[0]
    assert fi(house, "forum")[Msgid("Welcome")] == ("Tervetuloa",)
    assert filled(house, other, overwrite=True) == []
    assert fi(house, "forum")[Msgid("Welcome")] == ("Hei",)


def test_a_row_that_no_source_asks_for_is_told(house):
    translations.update(house)
    assert filled(house, "msgid,fi,sv\nGone,Poissa,Borta\n") == ["no catalogue has 'Gone'"]


@pytest.mark.parametrize("bad", ["Maakunta", "Maakunta %(nimi)s", "Maakunta %(name)s %", "Maakunta %(name)s %(more)s"])
def test_a_translation_must_fill_the_same_places(house, bad):
    translations.update(house)
    filled(house, GOOD)
    filled(house, f"msgid,fi,sv\nRegion %(name)s,{bad},Regionen %(name)s\n", overwrite=True)
    assert translations.check(house) == [
        "regions/locale/fi/LC_MESSAGES/django.po: placeholders differ: 'Region %(name)s'"
    ]


def test_plural_forms_are_filled_and_the_one_may_be_in_words(house):
    (house / "themes/words.py").write_text('ngettext("%(n)s day", "%(n)s days", n)')
    translations.update(house)
    row = "%(n)s day,Yksi päivä,En dag,%(n)s päivää,%(n)s dagar\n"
    filled(house, GOOD)
    filled(house, "msgid,fi,sv,fi_1,sv_1\n" + row)
    assert translations.check(house) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text.replace("Tervetuloa", ""), "not translated: 'Welcome'"),
        (lambda text: text.replace('msgid "Welcome"', '#, fuzzy\nmsgid "Welcome"'), "not translated: 'Welcome'"),
        (lambda text: text.replace('msgid "Welcome"', 'msgid "Farewell"'), "missing: 'Welcome'"),
        (lambda text: text.replace('msgid "Welcome"', 'msgid "Farewell"'), "obsolete: 'Farewell'"),
    ],
)
def test_the_check_finds(house, spoil, words):
    translations.update(house)
    filled(house, GOOD)
    path = translations.po_path(house, "forum", "fi")
    path.write_text(spoil(path.read_text()))
    assert any(words in problem for problem in translations.check(house))


def test_the_check_fails_the_command_and_a_broken_template_is_named(house, capsys):
    (house / "templates/themes/bad.html").write_text("{% nonsense %}")
    with pytest.raises(CommandError):
        call_command("translations", "--check")
    assert "templates/themes/bad.html" in capsys.readouterr().err


def test_only_what_changed_is_compiled(house):
    translations.update(house)
    filled(house, GOOD)
    assert len(translations.compile_all(house)) == 8
    assert translations.compile_all(house) == []


def test_the_house_says_its_own_words_before_those_of_its_libraries(settings):
    assert [settings.BASE_DIR / floor / "locale" for floor in msgids.FLOORS] == settings.LOCALE_PATHS[1:]
    with translation.override("fi"):
        assert translation.gettext("not translated yet") != ""


def test_a_process_that_compiles_reads_the_fresh_catalogues():
    before = trans_real.translation("fi")
    call_command("translations", compile=True)
    assert trans_real.translation("fi") is not before
