"""Letters in words: the receiver's language, no link or header out of a name, no secret in the archive."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.services import harmless, rendering
from tests import letters

WORDS = {"fi": "Hyvä", "sv": "Bästa", "en": "Dear"}


@pytest.mark.parametrize(("language", "name"), [("fi", "Aluefoorumi"), ("sv", "Regionforumet"), ("en", "Regional")])
def test_a_letter_speaks_the_receivers_language_whatever_the_active_one_is(language, name):
    rendered = rendering.render(letters.unsaved(language=language))
    assert name in rendered.subject
    assert WORDS[language] in rendered.text
    assert f'<html lang="{language}">' in rendered.html


def test_the_code_stands_in_text_and_html_and_never_in_the_subject():
    rendered = rendering.render(letters.unsaved(secrets={"code": "KQ7-3FD"}))
    assert "KQ7-3FD" in rendered.text and "KQ7-3FD" in rendered.html
    assert "KQ7-3FD" not in rendered.subject


@given(name=some.text(max_size=60))
def test_no_name_becomes_a_tag_or_a_line_of_its_own(name):
    rendered = rendering.render(letters.unsaved(to_name=f"{name}<a href='https://evil.example'>x</a>\r\nBcc: a@b.fi"))
    assert "evil.example" not in rendered.text + rendered.html
    assert "<a href='" not in rendered.html
    assert not any(line.startswith("Bcc:") for line in rendered.text.splitlines())


@pytest.mark.parametrize(
    "name",
    [
        "https://evil.example/x",
        "www.evil.example",
        "evil.example",
        "http:////evil.example",
        "x@evil.example",
        "ev\u200bil.fi",
    ],
)
def test_a_name_that_looks_like_an_address_is_no_link(name):
    made = harmless.name(name)
    assert "://" not in made and not harmless.DOMAIN.search(made)


def test_dates_and_initials_in_facts_stay_as_they_are():
    text = "18.3.2027 klo 10.00–12.30, J. R. Ä. Virtanen, 2.1 %"
    assert harmless.unlinked(text) == text


def test_links_that_the_portal_gives_are_kept():
    facts = {
        "answer_url": "https://forum.example.org/a",
        "remote_link": "https://video.example.org",
        "by": "https://x.fi",
    }
    assert harmless.facts(facts) == {**facts, "by": "https x. fi"}


def test_facts_in_three_languages_are_made_harmless_too():
    assert harmless.facts({"title": {"fi": "a.fi\nb"}, "rows": [{"value": "c.fi"}]}) == {
        "title": {"fi": "a. fi b"},
        "rows": [{"value": "c. fi"}],
    }


@given(secret=some.text(alphabet="abcXYZ019 /&<>'\"+äö=-", min_size=4, max_size=30))
def test_no_secret_is_kept_however_it_was_written(secret):
    letter = letters.unsaved(secrets={"code": secret})
    rendered = rendering.render(letter)
    kept = rendering.sealed(rendered, rendering.secret_forms(letter.secrets))
    assert harmless.SEAL in kept.text and harmless.SEAL in kept.html
    assert " ".join(secret.split()) not in " ".join(kept.text.split()).replace(harmless.SEAL, "")


def test_a_secret_deep_in_a_link_is_sealed_in_the_link():
    forms = rendering.secret_forms({"links": {"answer_url": "/fi/answer/a&b/"}})
    assert (
        rendering.seal("https://x/fi/answer/a&amp;b/?next=%2Ffi%2Fanswer%2Fa%26b%2F", forms) == "https://x[…]?next=[…]"
    )


def test_every_plain_tag_gets_its_look_and_tags_with_a_look_keep_theirs():
    html = rendering.with_styles('<p>a</p><p style="x">b</p><a href="/y">c</a>')
    assert html.count("style=") == 3 and '<p style="x">b</p>' in html
    assert '<a href="/y" style="color' in html
