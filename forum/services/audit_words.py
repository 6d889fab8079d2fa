"""Reading the audit log: its entries in words, and the people in them by the names they have today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from forum import dates, shelves
from forum.models import AuditEntry, Person
from forum.shelves import LogField
from forum.texts import LANGUAGES

Named = dict[str, str]


@dataclass(frozen=True)
class Part:
    """Some words, and the language they are in where it is not the page's."""

    words: str
    lang: str = ""


@dataclass(frozen=True)
class Detail:
    """One detail of an entry. Two parts are before and after; none: the values are not kept."""

    label: str
    parts: list[Part]


@dataclass(frozen=True)
class Line:
    """An entry in words."""

    entry: AuditEntry
    actor: str
    deed: str
    kind: str
    about: Part
    details: list[Detail]


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """The entries (with their actors fetched) in the active language. One query for all the people in them."""
    found = list(entries)
    ids = {public_id for entry in found for public_id in people_in(entry)}
    people = {person.public_id: called(person) for person in Person.objects.filter(public_id__in=ids)} if ids else {}
    return [line(entry, people) for entry in found]


def called(person: Person) -> str:
    """The person's name of today; of the anonymised, that they are."""
    return _("Anonymised person") if person.anonymised_at else person.name


def people_in(entry: AuditEntry) -> Iterator[str]:
    """The public ids of the people whom the entry is about or whom its details name."""
    if entry.about_kind == "person":
        yield entry.about_id
    yield from _ids(entry.details)


def _ids(fact: Any) -> Iterator[str]:
    if isinstance(fact, dict):
        if is_person(fact):
            yield fact["person"]
        else:
            for value in fact.values():
                yield from _ids(value)
    elif isinstance(fact, list):
        for value in fact:
            yield from _ids(value)


def is_person(fact: Any) -> bool:
    """Whether the fact is a reference to a person (and not a set of details of which one is called so)."""
    return isinstance(fact, dict) and list(fact) == ["person"] and isinstance(fact["person"], str)


def line(entry: AuditEntry, people: Named) -> Line:
    """One entry in words."""
    about = people.get(entry.about_id, "") if entry.about_kind == "person" else entry.about_name
    return Line(
        entry=entry,
        actor=called(entry.actor) if entry.actor else "",
        deed=deed_in_words(entry.verb),
        kind=kind_in_words(entry.about_kind),
        about=Part(about or entry.about_id, entry.language if entry.about_name else ""),
        details=[detail(entry, name, fact, people) for name, fact in entry.details.items()],
    )


def deed_in_words(code: str) -> str:
    """The deed's words, if its floor has put them on the shelf."""
    return str(shelves.log_deeds.get(code)) if shelves.log_deeds.has(code) else code


def kind_in_words(kind: str) -> str:
    """What kind of thing an entry is about."""
    return str(shelves.log_kinds.get(kind)) if shelves.log_kinds.has(kind) else kind


def detail(entry: AuditEntry, name: str, fact: Any, people: Named) -> Detail:
    """A detail with its label; a text in three columns says its language."""
    stem, _dash, code = name.rpartition("_")
    in_columns = code in LANGUAGES
    field = field_of(entry.verb, stem if in_columns else name) or LogField(name.replace("_", " "))
    said = Said(entry.verb, field, code if in_columns else entry.language, people)
    label = f"{field.label} ({code})" if in_columns else str(field.label)
    return Detail(label, said.parts(fact))


def field_of(verb: str, name: str) -> LogField | None:
    """The words of a detail: those of the deed's own noun ("agenda.title") before those of the name alone."""
    keys = (f"{verb.partition('.')[0]}.{name}", name)
    return next((shelves.log_fields.get(key) for key in keys if shelves.log_fields.has(key)), None)


@dataclass(frozen=True)
class Said:
    """How the values of one field of a deed are said."""

    verb: str
    field: LogField
    language: str
    people: Named

    def parts(self, fact: Any) -> list[Part]:
        """The fact as before and after, as one part, or as nothing when it is not kept."""
        if fact is None:
            return []
        if isinstance(fact, list) and len(fact) == 2:
            return [self.part(value) for value in fact]
        return [self.part(fact)]

    def part(self, value: Any) -> Part:
        """One value; what stands in the entry as free text is in the entry's language."""
        if value is None or value == "" or value == []:
            return Part("–")
        if is_person(value):
            return Part(self.people.get(value["person"], value["person"]))
        if isinstance(value, dict):
            return Part("; ".join(self.pair(name, inner) for name, inner in value.items()))
        if isinstance(value, list):
            return Part(", ".join(self.part(inner).words for inner in value), self.language)
        return self.plain(value)

    def pair(self, name: str, fact: Any) -> str:
        """A field inside a field: "Reminder: −21 → −20"."""
        field = field_of(self.verb, name) or LogField(name.replace("_", " "))
        inner = Said(self.verb, field, self.language, self.people)
        return f"{field.label}: {' → '.join(part.words for part in inner.parts(fact))}"

    def plain(self, value: Any) -> Part:
        """A text, a number, a day, or yes and no."""
        if isinstance(value, bool):
            return Part(_("yes") if value else _("no"))
        if isinstance(value, int):
            return Part(str(value).replace("-", "−"))
        codes = value.split(", ")
        if all(code in self.field.values for code in codes):
            return Part(", ".join(str(self.field.values[code]) for code in codes))
        moment = read(value)
        if moment:
            return Part(dates.moment(moment) if isinstance(moment, datetime) else dates.numeric(moment))
        return Part(value, self.language)


def read(value: str) -> date | None:
    """The day or the moment that an ISO text stands for."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None
