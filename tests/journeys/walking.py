"""Walking: one page of every address, opened by some kind of person, looked at from all sides."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings as django_settings
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation

from forum.models import Person, Subscription
from forum.services import subscription_links
from forum.translations import LANGUAGES, as_tuple, parse, po_path
from meetings.models import Invitation, Meeting, Point, SignUp
from meetings.services import attendance, links, notes_links, sign_up_letters
from meetings.sign_up_furnishing import OPEN
from tests.audiences import ADDRESSES, INVITED, STAFF
from tests.journeys.browser import DESK, PHONE, Visitor
from tests.mails import mail
from tests.replies import came, reply
from themes.models import Brief
from themes.services.discussion import comments

PEOPLE = {
    "stranger": None,
    "coordinator": "koordinaattori@example.org",
    "chair": "puheenjohtaja@example.org",
    "official_of_a": "kainuu.virkamies@example.org",
    "politician_of_b": "pohjanmaa.luottamus1@example.org",
    "member": "ym.edustaja@example.org",
}
LIKE = {"politician_of_b": "politician_of_a"}
"""Whose audience a kind of people is, where the table of audiences has another example of it."""

STARTS = ("/", "/desk/", "/work/", "/sign-in/", "/mail-room/")
FULL_PAGES = (
    "/work/meetings/example-invited/letters/",
    "/work/meetings/example-held/notes/",
    "/work/meetings/example-held/actions/",
    "/work/meetings/example-held/spreading/",
    "/work/meetings/example-invited/agenda/",
    "/work/meetings/example-invited/papers/",
    "/work/meetings/example-invited/inputs/",
)
"""Where the furnished forum has something to show to staff; elsewhere the same pages are empty."""

EXAMPLES = {
    "meetings:agenda": 4,
    "meetings:meeting": 3,
    "meetings:workspace": 2,
    "meetings:coverage": 3,
    "meetings:plans": 3,
    "meetings:plan": 2,
    "themes:region_figures": 2,
    "themes:theme_figures": 2,
    "themes:brief": 8,
    "themes:theme": 2,
}
"""How many pages of an address are looked at; one when nothing is said."""

TRIED = 4
"""How many links to each address are followed."""

NOT_IN_THE_FURNISHED_FORUM = {
    "account_confirm_login_code": "comes after asking for a code",
    "account_login": "another name of account_request_login_code",
    "account_logout": "asked with a form; no link leads there",
    "forum:feedback_received": "comes after giving feedback",
    "forum:bulletin_feed": "is a file",
    "forum:bulletin_letter": "stands in a frame of the preview",
    "forum:subscribe": "leads those who are signed in on to their own subscription",
    "forum:subscribe_sent": "comes after subscribing",
    "forum:subscription_confirm": "is opened by the link of a letter, before anything is subscribed",
    "forum:inbox_file": "is a file",
    "forum:mail_room_html": "stands in a frame of its page",
    "forum:mail_room_file": "is a file",
    "forum:own_data": "is a file",
    "forum:unsent": "comes after signing in again",
    "themes:chart_svg": "is a file",
    "themes:chart_png": "is a file",
    "themes:chart_csv": "is a file",
    "themes:chart_xlsx": "is a file",
    "themes:chart_json": "is a file",
    "themes:brief_feed": "is a file",
    "themes:brief_data": "is linked while newer data wait",
    "regions:mandate_withdraw": "is for terms that have not begun",
    "meetings:changes": "is linked while a change of a known meeting waits",
    "meetings:change_release": "is linked while a change of a known meeting waits",
    "meetings:year_clock_feed": "is a file",
    "meetings:calendar_all": "is a file",
    "meetings:calendar_of_kind": "is a file",
    "meetings:calendar_of_theme": "is a file",
    "meetings:calendar_of_region": "is a file",
    "meetings:meeting_news": "is a file",
    "meetings:my_feed": "is a file",
    "meetings:send_invitations": "is linked while somebody is left to invite, and all have been invited",
    "meetings:invitation_calendar": "is a file",
    "meetings:meeting_calendar": "is a file",
    "themes:brief_pdf": "is a file",
    "meetings:agenda_pdf": "is a file",
    "meetings:notes_pdf": "is a file",
    "meetings:binder_pdf": "is a file",
    "meetings:binder_html": "is a file",
    "meetings:my_binder_pdf": "is a file",
    "meetings:my_binder_html": "is a file",
    "meetings:my_invitation_pdf": "is a file",
    "meetings:paper_file": "is a file",
    "meetings:staff_binder_pdf": "is a file",
    "meetings:staff_binder_html": "is a file",
    "meetings:participants_pdf": "is a file",
    "meetings:participants_xlsx": "is a file",
    "meetings:badges_pdf": "is a file",
    "meetings:signs_pdf": "is a file",
    "meetings:letter_pdf": "is a file",
    "meetings:signed_up": "comes after signing up",
    "meetings:sign_up_calendar": "is a file",
    "meetings:notes_check": "is linked while notes are a draft",
    "meetings:notes_by_link": "is opened by the link of a letter, while notes are checked",
    "meetings:check_in_badge": "is opened by a personal code",
    "forum:letters_again": "comes after choosing letters",
    "forum:mailing_example": "stands in a frame",
    "meetings:letter_example": "stands in a frame",
    "forum:mailing_receivers": "is a file",
    "forum:stop_letters": "is opened by the link of a letter about what is followed",
    "regions:network_letters": "is linked for whoever coordinates the network",
    "regions:network_letter": "comes after writing to a network's members",
    "regions:deputy": "is linked from the desk of a region's contact",
    "regions:deputy_end": "is linked from the desk of a region's contact",
    "regions:indicator_file": "is a file",
    "regions:figure_changes": "is a file",
    "regions:figure_source": "comes after naming a live table",
    "regions:import": "comes after sending a table",
    "regions:export": "is a file",
    "themes:comment": "is a form of the page that is talked about",
    "themes:view_ask": "is linked while a round of views is a draft",
    "themes:view_edit": "is linked while a round of views is a draft",
    "healthz": "is for machines",
    "readyz": "is for machines",
    "robots": "is for machines",
    "root": "leads to the front page",
    "favicon": "leads to the picture",
    "site_map": "is for machines",
}
NAMES = {"fi": "Aluefoorumi", "sv": "Regionforumet"}
NARROW = {"width": 320, "height": 640}

WORDS = {
    "fi": re.compile(r"\b(ja|ei|että|tai|kun|sekä|ovat|joka|mutta|jos|voi|vain|myös)\b", re.IGNORECASE),
    "sv": re.compile(r"\b(och|är|att|som|för|inte|det|den|med|till|eller|har|kan)\b", re.IGNORECASE),
    "en": re.compile(r"\b(the|of|and|with|this|that|from|your|you|are|was|were|have|been|which|is)\b", re.IGNORECASE),
}
A_NAME = re.compile(r"\.(pdf|docx|xlsx|pptx|od[tsp]|png|jpeg)(,|$)|\((Esimerkki|Exempel)\)|^\S+@\S+( · \w\w)?$")
READ = """() => {
  const read = []
  const say = (text, at) => {
    text = text.replace(/\\s+/g, " ").trim()
    const lang = at.closest("[lang]")?.lang
    if (/[a-zåäö]{2}/i.test(text) && !at.closest("script, style, textarea, code")) read.push([lang, text])
  }
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) say(walker.currentNode.data, walker.currentNode.parentElement)
  for (const name of ["aria-label", "alt", "title", "placeholder", "content"])
    for (const one of document.querySelectorAll(`[${name}]`)) say(one.getAttribute(name), one)
  return read
}"""


def catalogue() -> dict[str, dict[str, set[str]]]:
    """For each language, every whole text of the portal in it, and what it stands for."""
    texts: dict[str, dict[str, set[str]]] = {language: {} for language in (*LANGUAGES, "en")}
    for floor in ("forum", "regions", "themes", "meetings"):
        for language in LANGUAGES:
            for message in parse(po_path(django_settings.BASE_DIR, floor, language)):
                msgid = as_tuple(message.id)[0]
                texts[language].setdefault(as_tuple(message.string)[0], set()).add(msgid)
                texts["en"].setdefault(msgid, set()).add(msgid)
    return texts


def in_another_language(read: list[list[str]], language: str, texts: dict[str, dict[str, set[str]]]) -> list[str]:
    """The texts that stand on a page in another language than they say."""
    return sorted({f"{lang}: {text!r}" for lang, text in read if is_strange(text, lang or language, texts)})


def is_strange(text: str, lang: str, texts: dict[str, dict[str, set[str]]]) -> bool:
    """Whether the text is of another language: known word for word, or by its small words."""
    if A_NAME.search(text) or text in texts[lang]:
        return False
    others = [other for other in texts if other != lang]
    if any(text in texts[other] for other in others):
        return True
    here = len(WORDS[lang].findall(text))
    return any(len(WORDS[other].findall(text)) > here for other in others)


@dataclass
class Walk:
    """Somebody who opens one page of each address, following the links of the pages."""

    visitor: Visitor
    texts: dict[str, dict[str, set[str]]]
    seen: Counter = field(default_factory=Counter)
    met: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def goes(self, starts: list[str], other_screen: dict[str, int]) -> "Walk":
        """Looks at every page there is a link to, until each address has been seen."""
        waiting = [f"{self.visitor.site}/{self.visitor.language}{start}" for start in starts]
        self.met = dict.fromkeys(waiting, "the start")
        while waiting:
            address = waiting.pop(0)
            name = self.name_of(address)
            if not name or self.seen[name] >= EXAMPLES.get(name, 1):
                continue
            self.seen[name] += 1
            for link in self.opens(address, other_screen):
                if link not in self.met:
                    self.met[link] = address
                    waiting.append(link)
        return self

    def name_of(self, address: str) -> str:
        """The page's name in the resolver; nothing for files and for other languages' pages."""
        path, query = urlsplit(address).path, urlsplit(address).query
        if "format=" in query:
            return ""
        with translation.override(self.visitor.language):
            try:
                name = resolve(path).view_name
            except Resolver404:
                return ""
        return "" if name in NOT_IN_THE_FURNISHED_FORUM or path.endswith((".ics", ".csv", ".xlsx", ".json")) else name

    def opens(self, address: str, other_screen: dict[str, int]) -> list[str]:
        """Looks at one page, axe on the visitor's own screen; gives its links inside the forum."""
        page, screen = self.visitor.page, self.visitor.screen
        page.set_viewport_size(screen)
        answer = page.goto(address)
        if answer is None or answer.status >= 400 or "html" not in answer.headers.get("content-type", ""):
            if answer and answer.status >= 400 and self.met[address] != "the start":
                self.wrong.append(f"{address}: {answer.status}, linked from {self.met[address]}")
            self.visitor.problems.clear()
            return []
        found = [*self.first_look(), *self.axe()]
        page.set_viewport_size(other_screen)
        found += self.sticks_out()
        page.set_viewport_size(NARROW)
        found += self.sticks_out()
        self.wrong += [f"{address}: {what}" for what in found]
        return self.links()

    def first_look(self) -> Iterator[str]:
        """Console, heading, title and words."""
        page, language = self.visitor.page, self.visitor.language
        yield from (f"console: {said}" for said in self.visitor.problems)
        yield from (f"inline style: {element}" for element in self.visitor.inline_styles())
        yield from self.sticks_out()
        if (count := page.locator("h1").count()) != 1:
            yield f"{count} headings of level 1"
        if not re.fullmatch(rf"\S.* – {NAMES[language]}", page.title()):
            yield f"title {page.title()!r}"
        if page.locator("html").get_attribute("lang") != language:
            yield "another language"
        for text in in_another_language(page.evaluate(READ), language, self.texts):
            yield f"not translated, or no lang: {text}"

    def sticks_out(self) -> list[str]:
        """Whether one has to scroll sideways."""
        wide, screen = self.visitor.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        return [f"{wide} px wide on a screen of {screen} px"] if wide > screen else []

    def axe(self) -> list[str]:
        """What axe finds."""
        return [f"axe: {json.dumps(violation, ensure_ascii=False)}" for violation in self.visitor.axe()]

    def links(self) -> list[str]:
        """The page's links inside the forum, without fragments."""
        hrefs = self.visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        inside = [urlsplit(href) for href in hrefs if href.startswith(self.visitor.site + "/")]
        return [urlunsplit(parts._replace(fragment="")) for parts in inside]

    def tries_the_other_links(self) -> "Walk":
        """Links that were met lead somewhere; a few of each address are tried."""
        tried: Counter = Counter()
        for link, source in self.met.items():
            name = self.name_of(link)
            tried[name] += 1
            if tried[name] > (TRIED if name else TRIED * 5):
                continue
            answer = self.visitor.window.request.get(link)
            if answer.status >= 400 and source != "the start":
                self.wrong.append(f"{link}: {answer.status}, linked from {source}")
        return self


def must_be_seen(kind: str) -> set[str]:
    """The addresses whose pages this kind of people surely has."""
    kind = LIKE.get(kind, kind)
    names = {
        name
        for name, address in ADDRESSES.items()
        if kind in address.may and address.only != "POST" and 200 in address.shows and not (address.may <= INVITED)
    }
    return names - set(NOT_IN_THE_FURNISHED_FORUM)


def something_is_said() -> None:
    """Something said about every brief."""
    author = Person.objects.get(email=PEOPLE["official_of_a"])
    for brief in Brief.objects.select_related("thread"):
        comments.say(brief.thread, by=author, text="Hyvä katsaus.", language="fi")


def a_mail_came_in() -> None:
    """A question by mail to the organiser of an invitation, with a file; and a calendar's "maybe" to the same."""
    invitation = Invitation.objects.filter(meeting__public_id="example-invited", state="sent").first()
    assert invitation and invitation.person
    facts = {"NAME": "Kalle (Esimerkki)", "FROM": "kalle@example.org", "TO": links.reply_address(invitation)}
    came(mail("question", **facts))
    reply("outlook", invitation, invitation.person, PARTSTAT="TENTATIVE")


def a_letter_lies_in(mail_room: Path) -> None:
    """The demo's mail room, with one letter."""
    letter = EmailMessage()
    letter["Subject"], letter["To"], letter["Date"] = (
        "18.3.2027",
        "member@example.org",
        "Sat, 21 Nov 2026 12:00:00 +0200",
    )
    letter["Content-Language"] = "fi"
    letter.set_content("Tervetuloa")
    (mail_room / "sample.eml").write_bytes(letter.as_bytes())


def starts(kind: str) -> list[str]:
    """Where a walk begins: the front page, the desk, an open event, the briefs, and the secret links of letters."""
    invitation = Invitation.objects.filter(meeting__public_id="example-invited").select_related("person").first()
    assert invitation and invitation.person
    sign_up = SignUp.objects.filter(meeting__public_id=OPEN).first()
    assert sign_up
    staff = [*FULL_PAGES, f"/work/meetings/{OPEN}/sign-ups/"] if kind in STAFF else []
    event = [f"/meetings/{OPEN}/", *staff]
    letters = [f"/answer/{links.token(invitation, invitation.person)}/", f"/sign-up/{sign_up_letters.token(sign_up)}/"]
    with translation.override("fi"):
        door = urlsplit(attendance.door_address(invitation.meeting)).path.removeprefix("/fi")
    letters += starts_of_subscriptions()
    briefs = [f"/briefs/{one.public_id}/" for one in Brief.objects.public()]
    return [*STARTS, *event, *briefs, *letters, *([door] if PEOPLE[kind] else []), *starts_of_notes(kind)]


def starts_of_subscriptions() -> list[str]:
    """The secret links of a letter to a subscriber: to change what is wanted, and to end it."""
    subscription = Subscription.objects.filter(state="confirmed").first()
    assert subscription
    end = subscription_links.ending.sign(f"{subscription.public_id}.{subscription_links.NO_BULLETIN}")
    return [f"/bulletins/subscription/{subscription_links.token(subscription)}/", f"/bulletins/unsubscribe/{end}/"]


def starts_of_notes(kind: str) -> list[str]:
    """The secret link of a letter about notes; for the coordinator an item with points, and an agenda with a pair."""
    asked = Invitation.objects.filter(meeting__notes__state="public", state="accepted").select_related("person").first()
    point = Point.objects.filter(to_ministry=True).select_related("item").first()
    prepared = Meeting.objects.filter(prepared_by__isnull=False).first()
    assert asked and asked.person and point and prepared
    work = [f"/work/agenda-items/{point.item.public_id}/notes/", f"/work/meetings/{prepared.public_id}/agenda/"]
    return [f"/notes/{notes_links.token(asked, asked.person)}/", *(work if kind == "coordinator" else [])]


def walks(kind: str, language: str, visitor: Callable[..., Visitor], forum: str) -> list[str]:
    """What is wrong with the pages that this kind of person opens: at a desk in Finnish, on a phone in Swedish."""
    screen, other = (DESK, PHONE) if language == "fi" else (PHONE, DESK)
    somebody = visitor(language=language, screen=screen)
    if PEOPLE[kind]:
        client = Client()
        client.force_login(Person.objects.get(email=PEOPLE[kind]))
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        somebody.window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": forum}])
    walk = Walk(somebody, catalogue()).goes(starts(kind), other).tries_the_other_links()
    missed = must_be_seen(kind) - set(walk.seen)
    return [*walk.wrong, *(f"no link leads to {name}" for name in sorted(missed))]
