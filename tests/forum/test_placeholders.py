"""Placeholders: nothing put in for one becomes a link, a line, a tag or a header, whatever anybody is called."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from forum import placeholders, shelves
from forum.models import Letter, Mailing
from forum.services import envelopes, rendering

NASTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "https://evil.example/x",
            "a\r\nBcc: all@example.org",
            "<a href='https://evil.example'>x</a>",
            "<img src=https://evil.example/p.gif>",
            "www.evil.example",
            "=?utf-8?q?a=0D=0ABcc:_x@y.fi?=",
            "{answer_link}",
            "\u202eevil\u2028- item",
            "javascript:alert(1)",
            "evil.example)",
        ]
    ),
)
OFFERED = ("name", "region", "seat", "meeting", "day", "place", "answer_link")
BODY = "Hei {name}, {seat} ({region}).\n\n- {meeting} {day}\n- {place}\n\nhttps://example.org/a?b=1&c=2"
LINKS = re.compile(r"(?:https?:|mailto:|www\.)[^\s<>\"']*", re.IGNORECASE)


def letter(**values):
    """A mass letter nowhere saved."""
    texts = {"fi": {"subject": "Kirje: {name} {meeting}", "body": BODY}}
    mailing = Mailing(pk=1, kind="free_letter", title="x", texts=texts, facts={})
    facts = {"seat": values.get("seat", ""), "region": values.get("region", ""), "kind": values.get("kind", "")}
    facts |= {"starts_at": values.get("day", ""), "place": values.get("place", "")}
    made = Letter(key="t:1", kind="free_letter", language="fi", to_name=values.get("name", ""), facts=facts)
    made.to_address, made.mailing = "a@example.org", mailing
    return made


@limits(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=NASTY, seat=NASTY, region=NASTY, kind=NASTY, day=NASTY, place=NASTY)
def test_no_value_becomes_a_link_a_tag_or_a_header(name, seat, region, kind, day, place):
    written = letter(name=name, seat=seat, region=region, kind=kind, day=day, place=place)
    plain = letter(name="N", seat="S", region="R", kind="K", day="D", place="P")
    shown, expected = rendering.render(written), rendering.render(plain)
    assert links(shown.html) == links(expected.html)
    assert re.findall(r"<\w+", shown.html) == re.findall(r"<\w+", expected.html)
    assert "\n" not in shown.subject and "\r" not in shown.subject
    sent = message_from_bytes(bytes(envelopes.message(written, shown)), policy=default)
    assert list(sent.keys()) == list(
        message_from_bytes(bytes(envelopes.message(plain, expected)), policy=default).keys()
    )
    assert sent["Bcc"] is None and sent["To"].addresses[0].addr_spec == "a@example.org"


def links(html: str) -> list[str]:
    """What is linked to."""
    return re.findall(r'href="([^"]*)"', html)


@limits(max_examples=200, deadline=None)
@given(st.text(max_size=200), NASTY)
def test_any_text_that_is_accepted_links_only_where_it_says_so(text, name):
    if placeholders.problems(text, OFFERED):
        return
    html = placeholders.in_html(text, {"receiver_name": name})
    assert all(address.startswith(("http://", "https://")) for address in links(html))
    without = placeholders.in_html(text, {"receiver_name": "N"})
    assert links(html) == links(without)


@limits(max_examples=200, deadline=None)
@given(NASTY)
def test_a_link_placeholder_is_an_address_or_nothing(value):
    found = placeholders.value("answer_link", {"answer_url": value})
    assert found == "" or re.fullmatch(r"https?://[^\s<>\"'\\]+", found)


@pytest.mark.parametrize(
    "text",
    ["{x}", "{name", "name}", "{}", "https://a.fi/{name}", "{name}.fi", "{name}@a.fi", "a@{name}", "www.{name}"],
)
def test_what_must_not_stand_there_is_found_with_its_place(text):
    (problem, *_) = placeholders.problems(f"Ensin\n{text}", OFFERED)
    assert problem.line == 2


@pytest.mark.parametrize("text", ["{name}.", "{name}, hei", "({name})", "{name}:n kirje", "Katso https://a.fi/x."])
def test_plain_uses_are_fine(text):
    assert placeholders.problems(text, OFFERED) == []


def test_somebodys_personal_link_is_refused_and_a_public_page_is_not():
    personal = f"{settings.SITE_URL}/fi/answer/abc.def/"
    assert shelves.personal_addresses.has("meetings:answer")
    assert len(placeholders.problems(f"Vastaa {personal}", OFFERED)) == 1
    assert placeholders.problems(f"Lue {settings.SITE_URL}/fi/about/", OFFERED) == []


def test_a_subject_takes_no_link():
    assert placeholders.problems("{answer_link}", OFFERED, subject=True)
    assert placeholders.problems("https://a.fi", OFFERED, subject=True)


def test_paragraphs_lists_and_addresses():
    html = placeholders.in_html("Yksi\nkaksi\n\n- a\n- b\nhttps://a.fi/x.", {})
    assert (
        html
        == '<p>Yksi<br>kaksi</p>\n<ul><li>a</li><li>b</li></ul>\n<p><a href="https://a.fi/x">https://a.fi/x</a>.</p>'
    )


@pytest.mark.parametrize(("language", "words"), [("fi", "torstai 18.3.2027"), ("sv", "torsdag 18.3.2027")])
def test_days_and_texts_are_said_in_the_letters_language(language, words):
    about = {"starts_at": "2027-03-18T10:00:00+02:00", "place": {"fi": "Oulu", "sv": "Uleåborg"}}
    with translation.override(language):
        said = placeholders.in_text("{day} {place}", about)
    assert said == f"{words} {about['place'][language]}"
