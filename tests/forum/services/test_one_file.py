"""A document as one HTML file: it needs no network, no script, and says what it is."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

from forum import clock
from forum.documents import (
    Document,
    Drawing,
    Entries,
    Entry,
    Facts,
    Heading,
    Link,
    Links,
    Listing,
    Part,
    Picture,
    Pictures,
    Strong,
    Table,
    Text,
)
from forum.services import one_file
from forum.texts import LocalText

DRAWING = Drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img"><path d="M0 0L9 9"/></svg>')
BEHIND = Table("Taulukko", ["", "Luku"], [["Kainuu", "7"]], numbers=[1])
FETCHING = re.compile(r"(?i)<(script|link|iframe|object|embed|img|base|use)\b|\ssrc=|@import|url\(|srcset")


def everything() -> Document:
    """A document with one of each block, and people's words that look like HTML."""
    blocks = [
        Text("<script>alert(1)</script>\n\nToinen & kappale", "lead"),
        Facts([("Missä", LocalText("Ständerhuset", "sv", True))]),
        Heading("Väliotsikko"),
        Entries([Entry("10.00", "1. Avaus", [Links([Link("Liite", "https://example.org/x", "(PDF, 1 kt)")])])]),
        Listing([("Luku ", Strong("42 <b>"))], numbered=True),
        Pictures([Picture("Kuva", "", DRAWING, "Viiva", "Lähde", BEHIND)]),
    ]
    return Document("Kokous <18.3.>", "Kierros 1", [Text("Alku")], [Part("a", "Osa yksi", blocks)], contents=True)


class Reader(HTMLParser):
    """Reads the tags and the ids."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.language = ""

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        self.ids += [own["id"]] if "id" in own else []
        self.targets += [own["href"][1:]] if own.get("href", "").startswith("#") else []
        self.language = own["lang"] if tag == "html" else self.language
        self.levels += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []


def test_it_needs_nothing_but_itself():
    page = one_file.html(everything(), language="fi").decode()
    assert not FETCHING.search(page), FETCHING.search(page)
    assert set(re.findall(r'(?:href|action)="(https?:[^"]*)"', page)) == {"https://example.org/x"}


def test_what_people_wrote_stays_what_it_was():
    page = one_file.html(everything(), language="fi").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "Kokous &lt;18.3.&gt;" in page
    assert "<strong>42 &lt;b&gt;</strong>" in page
    assert '<span lang="sv">Ständerhuset</span>' in page


def test_it_says_language_day_and_contents_and_its_headings_are_in_order():
    with clock.at(datetime(2027, 3, 18, 10, tzinfo=UTC)):
        page = one_file.html(everything(), language="sv").decode()
    reader = Reader()
    reader.feed(page)
    assert reader.language == "sv"
    assert "18.3.2027" in page and "Nationella forumet" in page
    assert set(reader.targets) <= set(reader.ids) and len(reader.ids) == len(set(reader.ids))
    assert "a" in reader.targets
    assert reader.levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(reader.levels))
