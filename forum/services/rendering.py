"""Rendering letters: subject, text and HTML in the receiver's language, from the facts frozen in the letter."""

import re
from copy import copy
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote, quote_plus

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from forum import placeholders
from forum.models import Letter, LetterText
from forum.services import harmless, own_texts
from forum.texts import languages_to_try

FONT = "font-family:'Source Sans 3',Arial,Helvetica,sans-serif;"
BREAKS = "overflow-wrap:anywhere;word-break:break-word"
"""Long addresses must not make a letter wider than a phone."""
STYLES = {
    "h2": f"{FONT}margin:0;font-size:30px;line-height:36px;font-weight:700;color:#00357a;{BREAKS}",
    "h3": f"{FONT}margin:28px 0 0;font-size:20px;line-height:26px;font-weight:700;color:#212121",
    "p": f"{FONT}margin:12px 0 0;font-size:18px;line-height:27px;color:#212121;{BREAKS}",
    "ul": f"{FONT}margin:8px 0 0;padding:0 0 0 20px;font-size:17px;line-height:26px;color:#212121",
    "ol": f"{FONT}margin:8px 0 0;padding:0 0 0 24px;font-size:17px;line-height:26px;color:#212121",
    "table": "width:100%;border-collapse:collapse;border-bottom:1px solid #c8cdd0;margin:24px 0 0",
    "th": f"{FONT}padding:8px 16px 8px 0;border-top:1px solid #c8cdd0;font-size:16px;line-height:24px;"
    "font-weight:400;color:#5f686d;text-align:left;vertical-align:top;width:112px",
    "td": f"{FONT}padding:8px 0;border-top:1px solid #c8cdd0;font-size:17px;line-height:24px;color:#212121;"
    f"vertical-align:top;{BREAKS}",
    "blockquote": f"{FONT}margin:12px 0 0;padding:0 0 0 16px;border-left:3px solid #c5d9ee;font-size:17px;"
    "line-height:26px;color:#212121",
    "a": f"color:#235a9a;{BREAKS}",
}
TAG = re.compile(rf"<({'|'.join(STYLES)})((?:\s[^<>]*)?)>")


@dataclass(frozen=True)
class Rendered:
    """A letter in words."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Site:
    """The forum as letters name it. `url` has no slash at its end."""

    url: str
    name: str
    long_name: str


def site(language: str) -> Site:
    """The forum's names in `language`."""
    return Site(settings.SITE_URL, in_words(settings.PROFILE["name"], language), long_name(language))


def long_name(language: str) -> str:
    """The forum's official name."""
    return in_words(settings.PROFILE["long_name"], language)


def in_words(texts: dict[str, str], language: str) -> str:
    """The text in `language`, or in the first language that has it."""
    return next((texts[code] for code in languages_to_try(language) if texts.get(code)), "")


def render(letter: Letter, own: LetterText | None = None) -> Rendered:
    """The letter in its own language, whatever the active one is; below it in the other required one, for whoever
    asked for both. `own` stands in for the words it was written with. Raises what its templates raise.
    """
    second = letter.facts.get(own_texts.IN_BOTH, "")
    below = in_one_language(letter, second, inner=True) if second else None
    return in_one_language(letter, letter.language, below=below, own=own)


def in_one_language(
    letter: Letter, language: str, *, inner: bool = False, below: Rendered | None = None, own: LetterText | None = None
) -> Rendered:
    """The letter in the language: `inner` to stand below another, or whole, with `below` at its end."""
    with translation.override(language):
        about = context(letter, language, own) | {"inner": inner, "below": below}
        subject = harmless.line(subject_of(letter, about))[:250]
        about["subject"] = subject
        text = tidy(fill(f"letters/{letter.kind}.txt", about, autoescape=False))
        html = with_styles(fill(f"letters/{letter.kind}.html", about, autoescape=True))
    return Rendered(subject, text, html)


def subject_of(letter: Letter, about: dict[str, Any]) -> str:
    """The secretariat's own subject, or else the template's."""
    own = about["own_subject"]
    if own:
        return placeholders.in_line(own, about)
    return fill(f"letters/{letter.kind}_subject.txt", about, autoescape=False)


def context(letter: Letter, language: str, own: LetterText | None = None) -> dict[str, Any]:
    """Facts made harmless, secrets as they are, and `letter` with its receiver's name made harmless."""
    shown = copy(letter)
    shown.to_name = harmless.name(letter.to_name)
    mailing = letter.mailing if letter.mailing_id else None
    own = own or own_texts.of_letter(letter.facts, language)
    text = (mailing.texts if mailing else {}).get(language, {})
    return {
        **harmless.facts({**(mailing.facts if mailing else {}), **letter.facts}),
        **letter.secrets,
        "letter": shown,
        "receiver_name": shown.to_name,
        "site": site(language),
        "language": language,
        "other_language": letter.facts.get(own_texts.IN_BOTH, ""),
        "own_subject": (own.subject if own else "") or text.get("subject", ""),
        "own_opening": own.opening if own else "",
        "written_text": text.get("body", ""),
    }


def fill(template: str, about: dict[str, Any], *, autoescape: bool) -> str:
    """The template filled in, without context processors: a letter knows of no request."""
    return get_template(template).template.render(Context(dict(about), autoescape=autoescape))  # type: ignore[attr-defined]


def tidy(text: str) -> str:
    """No spaces at the ends of lines, no more than one empty line in a row."""
    lines = "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def with_styles(html: str) -> str:
    """Plain tags with the letter's look written into each of them: mail programs know no style sheets."""

    def dress(found: re.Match[str]) -> str:
        tag, attributes = found.groups()
        return found.group() if "style=" in attributes else f'<{tag}{attributes} style="{STYLES[tag]}">'

    return re.sub(r"\n\s*\n+", "\n", TAG.sub(dress, html)).strip() + "\n"


def secret_forms(secrets: dict[str, Any]) -> list[str]:
    """Every form in which a secret may stand in a letter, longest first."""
    return sorted({form for value in values(secrets) for form in written(value)}, key=len, reverse=True)


def sealed(rendered: Rendered, forms: list[str]) -> Rendered:
    """The same words with "[…]" in place of every secret, however it was written."""
    return Rendered(*(seal(text, forms) for text in (rendered.subject, rendered.text, rendered.html)))


def seal(text: str, forms: list[str]) -> str:
    """`text` without any of `forms`."""
    for form in forms:
        text = text.replace(form, harmless.SEAL)
    return text


def values(secrets: Any) -> list[str]:
    """Every value in the secrets, however deep."""
    if isinstance(secrets, dict):
        return [value for inner in secrets.values() for value in values(inner)]
    if isinstance(secrets, list):
        return [value for inner in secrets for value in values(inner)]
    return [str(secrets)] if secrets not in (None, "", True, False) else []


def written(value: str) -> set[str]:
    """The forms in which a value may stand in a letter: as it is, escaped, quoted for addresses, spaced."""
    plain = {value, value.strip(), quote(value), quote(value, safe=""), quote_plus(value), harmless.unlinked(value)}
    return {form for text in plain for form in (text, escape(text), escape(text).replace("&#x27;", "&#39;"))}
