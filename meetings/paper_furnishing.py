"""Example papers of the example meetings: small files that say that they are examples, made at furnishing.

Papers about a theme lie on the item that takes up the situation; one is in one language only, one for the invited only.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from forum import clock, own_words
from forum.documents import Document, Part, Text
from forum.models import Person, StaffRole
from forum.services import pdf
from forum.services.sniffing import PDF, clean_name
from meetings.models import AgendaItem, Meeting
from meetings.services import papers
from meetings.services.agenda_document import name_of
from meetings.services.papers import Upload

Texts = dict[str, str]
BACKGROUND: Texts = {
    "fi": "Pohjapaperi: mistä kokouksessa keskustellaan",
    "sv": "Bakgrundspapper: vad mötet diskuterar",
    "en": "Background paper: what the meeting discusses",
}
EXPERIENCES: Texts = {
    "fi": "Esimerkkejä yhteistyöstä alueilla",
    "sv": "Exempel på samarbete i regionerna",
    "en": "Examples of cooperation in the regions",
}
PRACTICAL: Texts = {
    "fi": "Käytännön tietoa osallistujille",
    "sv": "Praktisk information för deltagarna",
    "en": "Practical information for those who take part",
}
BODY: Texts = {
    "fi": "Tämä on esimerkki. Oikeassa foorumissa sihteeristö liittää kohtaan paperin, joka on ennen kokousta "
    "kaikilla vaadituilla kielillä.\n\nPaperi kertoo taustan, vaihtoehdot ja kysymykset, joista kokous keskustelee.",
    "sv": "Det här är ett exempel. I ett verkligt forum bifogar sekretariatet ett papper som före mötet finns på alla "
    "språk som krävs.\n\nPapperet berättar om bakgrunden, alternativen och de frågor som mötet diskuterar.",
    "en": "This is an example. In a real forum the secretariat attaches a paper that before the meeting is there in "
    "every required language.\n\nIt tells the background, the choices and the questions that the meeting discusses.",
}


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Adds papers to the example meetings whose agenda is public and that have none."""
    role = StaffRole.objects.filter(kind="coordinator", person__is_example=True).select_related("person").first()
    waiting = Meeting.objects.filter(is_example=True, papers=None).exclude(agenda_published_at=None)
    for meeting in waiting.select_related("kind", "theme").order_by("starts_at"):
        with clock.at(meeting.agenda_published_at or clock.now()):
            add_papers(meeting, role.person if role else None)
    say(f"papers: {sum(one.papers.count() for one in Meeting.objects.filter(is_example=True))}")  # type: ignore[attr-defined]


def add_papers(meeting: Meeting, by: Person | None) -> None:
    """A background paper in all languages, one paper in one language, one for the invited."""
    items = list(meeting.agenda_items.filter(is_break=False, purpose="").order_by("position")[1:3])  # type: ignore[attr-defined]
    languages = [code for code, _name in settings.LANGUAGES]
    second = settings.PROFILE["required_languages"][-1]
    for item, title, codes in zip(items, (BACKGROUND, EXPERIENCES), (languages, [second]), strict=False):
        add(meeting, item, title, codes, by)
    add(meeting, None, PRACTICAL, settings.PROFILE["required_languages"], by, for_seats_only=True)


def add(
    meeting: Meeting, item: AgendaItem | None, title: Texts, languages: list[str], by: Person | None, **more: Any
) -> None:
    """One paper with a file in each of the languages; its title is in all of them."""
    titles = {f"title_{code}": title[code] for code, _name in settings.LANGUAGES}
    files = [
        Upload(code, clean_name(f"{title[code]}.pdf", PDF), PDF, written(meeting, title, code)) for code in languages
    ]
    papers.add(meeting, by=by, files=files, item=item, **titles, **more)


def written(meeting: Meeting, title: Texts, language: str) -> bytes:
    """The file in one language."""
    with translation.override(language):
        part = Part("example", _("Example"), [Text(own_words.here(BODY[language], language))])
        made = Document(title[language], kicker=name_of(meeting), parts=[part])
        return pdf.document(made, language=language)
