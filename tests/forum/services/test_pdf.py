"""Typesetting: what people wrote stands there as they wrote it, and every file is accessible."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum import clock
from forum.documents import (
    Document,
    Drawing,
    Entries,
    Entry,
    Facts,
    Link,
    Links,
    Listing,
    Part,
    Picture,
    Strong,
    Table,
    Text,
)
from forum.services import pdf
from forum.texts import LocalText
from tests.pdfs import Pdf, one_line

NOON = datetime(2027, 3, 18, 10, tzinfo=UTC)
LINES = Drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 10"><path stroke="red" d="M0 0L9 9"/></svg>')


def printed(*blocks, title="Otsikko", language="fi") -> Pdf:
    """A document with the blocks in one part."""
    return Pdf(pdf.document(Document(title, parts=[Part("osa", "Osa", blocks)]), language=language))


@pytest.mark.parametrize(
    ("language", "forum", "page"),
    [
        ("fi", "Aluefoorumi", "Sivu 1/1"),
        ("sv", "Regionforumet", "Sida 1 av 1"),
        ("en", "Regional Forum", "Page 1 of 1"),
    ],
)
def test_it_says_its_language_title_forum_day_and_page(language, forum, page):
    with clock.at(NOON):
        made = printed(Text("Hei"), title="Esityslista 18.3.2027", language=language)
    assert made.is_marked
    assert (made.language, made.title) == (language, "Esityslista 18.3.2027")
    around = one_line(made.file.pages[0].extract_text())
    assert forum in around and page in around and "2027" in around


def test_everything_is_tagged_and_read_in_the_order_in_which_it_was_written():
    # given a document with one of each block
    behind = Table("Taulukko", ["Maakunta", "Luku"], [["Kainuu", "7"], ["Lappi", "9"]], numbers=[1])
    made = printed(
        Text("Ensin tämä.", "lead"),
        Facts([("Milloin", "torstaina")]),
        Entries([Entry("10.00", "1. Avaus", [Links([Link("Liite", "https://example.org/liite", "(PDF)")])])]),
        Listing([("Luku on ", Strong("42"), ".")], numbered=True),
        behind,
        Picture("Kuva", "alla", LINES, "Punainen viiva laskee.", "Lähde: arvaus"),
        Text("Viimeksi tämä."),
    )
    # then its headings, table, list, link and picture have their tags
    assert made.headings == [("H1", "Otsikko"), ("H2", "Osa"), ("H3", "1. Avaus")]
    assert [one_line(tag.read) for tag in made.of_kind("TH")] == ["Maakunta", "Luku"]
    assert len(made.of_kind("TR")) == 3
    assert [tag.alt for tag in made.of_kind("Figure")] == ["Punainen viiva laskee."]
    assert len(made.of_kind("Link")) == 1 and made.of_kind("LI")
    # and it is read from first to last
    order = ["Ensin tämä.", "Milloin torstaina", "10.00", "1. Avaus", "Liite", "Luku on 42"]
    order += ["Taulukko", "Kainuu 7", "Lappi 9", "Kuva", "Lähde: arvaus", "Viimeksi tämä."]
    places = [made.read.find(words) for words in order]
    assert -1 not in places and places == sorted(places), made.read


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*x* _y_ `z`",
        "$x^2$",
        "\"q\" 'z' “r”",
        "= Otsikko",
        "<b>&amp;</b>",
        "@viite // ei /* ei */",
        "\\ #{1+1}",
    ],
)
def test_texts_are_never_taken_for_typsts_language(text):
    made = printed(Text(text), title=text)
    assert text in made.read
    assert made.title == text


def test_sami_letters_are_of_the_forums_own_face():
    made = printed(Text("Čeavetjävri, Deatnu, Njeauđđánjárga: č đ ŋ š ŧ ž á â õ å ä ö"))
    assert "č đ ŋ š ŧ ž á â õ å ä ö" in made.read
    assert {font.split("-")[0] for font in made.fonts} == {"SourceSans3"}


def test_signs_that_no_font_has_become_squares_and_the_rest_stays():
    made = printed(Text("Hyvä 👩\u200d💻 asia \x07\x00\ufffe 中文 שלום loppu"))
    assert made.read.endswith("Hyvä □□ asia □□ םולש loppu")


def test_a_text_in_another_language_says_so():
    swedish = LocalText("Mötets öppnande", "sv", True)
    made = printed(Text(swedish), Text(("1. ", swedish, " alkaa")))
    assert made.said_in("sv") == "Mötets öppnande Mötets öppnande"


def test_a_very_long_word_stays_on_the_page():
    made = printed(Text("x" * 400), Table("", ["a", "b"], [["y" * 120, "z"]]))
    assert "x" * 400 in made.read.replace(" ", "")
    page = made.file.pages[0]
    places: list[float] = []
    page.extract_text(visitor_text=lambda text, user, place, font, size: places.append(float(place[4])))
    assert max(places) < float(page.mediabox.width)


def test_the_same_on_the_same_day_is_the_same_file():
    with clock.at(NOON):
        assert pdf.document(Document("A"), language="fi") == pdf.document(Document("A"), language="fi")


def test_a_picture_without_words_for_it_is_refused_and_the_message_says_where(monkeypatch, tmp_path):
    # given a template that shows a drawing and says nothing about it
    (tmp_path / "careless.typ").write_text(
        '#let d = json(bytes(sys.inputs.data))\n#set document(title: d.title)\n#image(bytes(d.drawing), format: "svg")'
    )
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    # then nothing is made
    with pytest.raises(pdf.CannotTypeset, match=r"careless: (?s:.*)alt(?s:.*)careless.typ:3"):
        pdf.typeset("careless", {"drawing": LINES}, language="fi", title="x")


def test_typst_is_loaded_only_when_it_is_needed():
    look = "import django, sys; django.setup(); import forum.services.pdf; assert 'typst' not in sys.modules"
    environment = {"DJANGO_SETTINGS_MODULE": "forum.settings", "DEMO": "1"}
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", look], cwd=root, env={**os.environ, **environment}, check=False)
    assert done.returncode == 0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text):
    assert pdf.document(Document("Otsikko", blocks=[Text(text)]), language="sv").startswith(b"%PDF-")
