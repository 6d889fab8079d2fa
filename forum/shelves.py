"""Shelves: where a lower floor leaves room for what upper floors put there from `AppConfig.ready()`.

A shelf has a name and holds entries in order. A page draws its shelf: each entry has a template of its own and a
function that fetches its context (its query budget), so no template down here names anything from upstairs.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Entry = TypeVar("Entry")


@dataclass
class Shelf(Generic[Entry]):
    """An ordered registry. Putting the same name twice replaces, so that reloading code is harmless."""

    about: str
    _entries: dict[str, tuple[int, Entry]] = field(default_factory=dict)

    def put(self, name: str, entry: Entry, *, order: int = 50) -> None:
        """Puts `entry` on the shelf under `name`; entries are drawn by rising `order`."""
        self._entries[name] = (order, entry)

    def take(self, name: str) -> None:
        """Removes the entry, if it is there."""
        self._entries.pop(name, None)

    def get(self, name: str) -> Entry:
        """The entry by name. Raises KeyError."""
        return self._entries[name][1]

    def has(self, name: str) -> bool:
        """Whether there is an entry of that name."""
        return name in self._entries

    def entries(self) -> list[Entry]:
        """The entries in order."""
        return [entry for _, entry in self.named()]

    def named(self) -> list[tuple[str, Entry]]:
        """The entries in order, each with the name it was put under."""
        by_order = sorted(self._entries.items(), key=lambda pair: pair[1][0])
        return [(name, entry) for name, (_, entry) in by_order]


@dataclass(frozen=True)
class Drawer:
    """A piece of a page: `context(request, **about)` gives the template's context, or None to draw nothing."""

    template: str
    context: Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Task:
    """Something that waits for a person on their desk. `due` is a day or None; `url` is where it is done."""

    title: str
    text: str
    url: str
    verb: str
    due: Any = None
    kind: str = ""


@dataclass(frozen=True)
class MenuItem:
    """An entry of a menu. `url_name` is reversed when drawn; `section` marks the current one in pages' context."""

    label: Any
    url_name: str
    section: str
    permission: str = ""


@dataclass(frozen=True)
class PeopleFilter:
    """A choice on the list of people: `name` in the address, `narrow(people, value)` for one of `choices()`."""

    name: str
    label: Any
    choices: Callable[[], list[tuple[str, Any]]]
    narrow: Callable[[Any, str], Any]


@dataclass(frozen=True)
class LetterFilter:
    """A choice on the page of letters: `name` in the address, `narrow(letters, value)` for one of `choices()`.

    What it narrows to should be few letters, found by an index: by the people they went to, not by searching them all.
    """

    name: str
    label: Any
    choices: Callable[[], list[tuple[str, Any]]]
    narrow: Callable[[Any, str], Any]


@dataclass(frozen=True)
class LogField:
    """A detail of the audit log in words: what it is called, and words for the codes it may hold."""

    label: Any
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PublicPages:
    """Public pages for the site map: `paths()` yields addresses without language, each reversed per language."""

    locations: Callable[[], list[tuple[str, dict[str, Any]]]]


@dataclass(frozen=True)
class Topic:
    """Something upstairs that a bulletin is about or a subscriber wants to hear of: "region:18", its name, its page."""

    key: str
    name: Any
    url: str


@dataclass(frozen=True)
class TopicKind:
    """A kind of topics. `choices()` are those to choose from today; `find(ids)` those of the public ids that readers
    may see, by id. Only those `for_subscribers` can be subscribed to.
    """

    label: Any
    choices: Callable[[], list[Topic]]
    find: Callable[[Collection[str]], dict[str, Topic]]
    for_subscribers: bool = True


main_menu: Shelf[MenuItem] = Shelf("main navigation of every page")
staff_menu: Shelf[MenuItem] = Shelf("the coordinator's tools")
front_page: Shelf[Drawer] = Shelf("sections of the front page")
front_hero: Shelf[Drawer] = Shelf("the front page's first screen: a <div> with what is next, an <aside> with its steps")
theme_page: Shelf[Drawer] = Shelf("sections of a theme's page: context(request, theme=...)")
region_page: Shelf[Drawer] = Shelf("sections of a region's page: context(request, region=...)")
region_list: Shelf[Drawer] = Shelf("links under the list of all regions: context(request)")
desk_tasks: Shelf[Callable[[Any], list[Task]]] = Shelf("what waits for a person: function(person) -> tasks")
desk_page: Shelf[Drawer] = Shelf("sections of my desk: context(request)")
site_map: Shelf[Callable[[], list[tuple[str, dict[str, Any]]]]] = Shelf("public pages: () -> [(url name, kwargs)]")
furnishings: Shelf[Callable[..., None]] = Shelf("what every forum begins with: function(today=date, say=print)")
examples: Shelf[Callable[..., None]] = Shelf("example people, meetings and answers, after all furnishings: the same")
handovers: Shelf[Callable[..., None]] = Shelf(
    "what follows when a seat's person changes: function(seat=, role=, before=, after=, by=), in the same transaction"
)
personal_data: Shelf[Callable[[Any], dict[str, Any]]] = Shelf("a person's own data, for export")
departures: Shelf[Callable[..., None]] = Shelf("what follows when a person is anonymised: function(person=, by=)")
profile_page: Shelf[Drawer] = Shelf("sections of one's own profile: context(request)")
footer: Shelf[tuple[Any, str]] = Shelf("links in every page's foot: (label, url name)")
person_page: Shelf[Drawer] = Shelf("sections of a person's page for coordinators: context(request, person=...)")
people_filters: Shelf[PeopleFilter] = Shelf("ways to narrow the coordinator's list of people")
people_duties: Shelf[Callable[..., dict[int, list[str]]]] = Shelf(
    "what people in a list do in the forum: function(people) -> {person's pk: words}"
)
desk_head: Shelf[Drawer] = Shelf('whom a person acts for, in the line above my desk\'s heading: " · seat, region"')
front_lead: Shelf[Drawer] = Shelf("the sentence of the front page's heading: plain words, no tags")
letter_secrets: Shelf[Callable[[Any], dict[str, Any]]] = Shelf("new secrets for a kind of letter: function(letter)")
letter_calendars: Shelf[Callable[[Any], str]] = Shelf("the calendar file of a letter sent again: function(letter)")
letter_filters: Shelf[LetterFilter] = Shelf("ways to narrow the coordinator's page of letters")
letter_notes: Shelf[Callable[..., dict[int, Any]]] = Shelf(
    "what was answered to letters that asked something: function(letters) -> {letter's pk: words}"
)
letter_subjects: Shelf[Callable[[Collection[str]], dict[str, tuple[Any, str]]]] = Shelf(
    "what letters are about, by its kind: function(public ids) -> {public id: (words, the staff's page of it or '')}"
)
letter_kinds: Shelf[Any] = Shelf("kinds of letters in words, by kind: a lazy text")
log_deeds: Shelf[Any] = Shelf("the audit log's deeds in words, by code (noun.verb): a lazy text")
log_kinds: Shelf[Any] = Shelf("what the audit log's entries are about, by the model's name: a lazy text")
log_fields: Shelf[LogField] = Shelf(
    "the audit log's details in words, by name, or by noun.name where a deed's noun has its own"
)
example_people: Shelf[Callable[[], list[tuple[str, str]]]] = Shelf("whom to sign in as in the demo: (role, address)")
person_facts: Shelf[Callable[[], Any]] = Shelf(
    "what is asked in the same query as the signed-in person, by the attribute's name: a function -> an expression"
)
binder_parts: Shelf[Callable[..., Any]] = Shelf(
    "parts of a binder: function(meeting=, reader=) -> a documents.Part, a list of them, or None"
)
brief_head: Shelf[Drawer] = Shelf("the line under a brief's title, such as its meeting: context(request, brief=...)")
brief_work: Shelf[Drawer] = Shelf("beside a brief in the making, such as its meetings: context(request, brief=...)")
brief_page: Shelf[Drawer] = Shelf("sections of a situation brief: context(request, brief=..., region=... or None)")
audiences: Shelf[Any] = Shelf("named sets of receivers, by name: an audiences.Audience")
audience_reasons: Shelf[Any] = Shelf("why somebody is in an audience or missing, by code: a lazy text with %(facts)s")
placeholders: Shelf[Any] = Shelf("what may stand in {} in texts to many, by name: a placeholders.Placeholder")
personal_addresses: Shelf[bool] = Shelf("names of addresses that only their receiver should have: never in mass texts")
letter_placeholders: Shelf[tuple[str, ...]] = Shelf("the placeholders that a kind of letter has values for")
mailing_kinds: Shelf[Any] = Shelf("kinds of mass letters, by name: a mailing_kinds.MailingKind")
talk_page: Shelf[Drawer] = Shelf("sections of a regional development discussion: context(request, talk=...)")
talk_work: Shelf[Drawer] = Shelf("sections of the secretariat's page of such a discussion: context(request, talk=...)")
theme_notes: Shelf[Callable[..., dict[int, Any]]] = Shelf("a line under listed themes: function(themes) -> {pk: text}")


topics: Shelf[TopicKind] = Shelf('what bulletins and subscriptions may be about, by kind: "theme", "region", "meeting"')


def put_log_words(*, deeds: Mapping[str, Any], kinds: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
    """A floor's words for the audit log; a field is a label, or a LogField when its codes have words."""
    for name, words in deeds.items():
        log_deeds.put(name, words)
    for name, words in kinds.items():
        log_kinds.put(name, words)
    for name, words in fields.items():
        log_fields.put(name, words if isinstance(words, LogField) else LogField(words))
