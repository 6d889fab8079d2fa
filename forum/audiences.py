"""Audiences: named sets of people that say of each member why they are in it, and of whoever is missing why not.

Floors put theirs on `shelves.audiences`. An expression is a list of parts, read in order, as a mailing keeps it::

    [{"audience": "seats", "how": "add", "params": {"kinds": ["politician"]}},
     {"audience": "answered", "how": "without", "params": {"meeting": "x2b4…"}}]

`how` is "add" (everybody of the part comes in), "without" (they go out) or "only" (who is not of the part goes out).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from forum import shelves
from forum.models import Person
from forum.services.letters import Addressee
from forum.texts import LANGUAGES, from_dict

HOWS = ("add", "without", "only")


def in_each_language(words: Callable[[], Any]) -> dict[str, str]:
    """What `words()` says in each of the portal's languages: to be frozen."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(words())
    return found


@dataclass(frozen=True)
class Reason:
    """Why somebody is in an audience, or missing: a code on `shelves.audience_reasons` and plain facts.

    A fact that is a text per language ({"fi": …, "sv": …, "en": …}) is said in the reader's.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """In the active language."""
        if not shelves.audience_reasons.has(self.code):
            return self.code
        said = {name: from_dict(fact) if isinstance(fact, dict) else fact for name, fact in self.facts.items()}
        return str(shelves.audience_reasons.get(self.code)) % said

    def frozen(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"code": self.code, "facts": dict(self.facts)}

    @classmethod
    def thawed(cls, kept: Mapping[str, Any]) -> "Reason":
        """What `frozen` gave."""
        return cls(kept.get("code", ""), kept.get("facts", {}))


@dataclass(frozen=True)
class Member:
    """Who gets it and why. `place` is the seat or region in words, per language; `region` is the region's code.

    `facts` are the member's own, for the letter. Two members with the same `who` are one.
    """

    to: Person | Addressee
    reasons: tuple[Reason, ...]
    place: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """The same for the same person, or the same address of somebody who is no person of the forum."""
        if isinstance(self.to, Person):
            return self.to.public_id
        return sha256(self.to.email.strip().lower().encode()).hexdigest()[:20]

    def and_also(self, other: "Member") -> "Member":
        """The same member with the other's reasons too; what the other knows more is added."""
        more = tuple(reason for reason in other.reasons if reason not in self.reasons)
        return replace(
            self,
            reasons=self.reasons + more,
            place=self.place or other.place,
            region=self.region or other.region,
            facts={**other.facts, **self.facts},
        )


@dataclass(frozen=True)
class Missing:
    """A seat, region or person that cannot be written to, by name per language, and why."""

    name: Mapping[str, str]
    why: Reason
    region: str = ""


@dataclass(frozen=True)
class Found:
    """An audience today."""

    members: list[Member] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    def plus(self, other: "Found") -> "Found":
        """Everybody of both, each once, with all reasons."""
        both = {member.who: member for member in self.members}
        for member in other.members:
            both[member.who] = both[member.who].and_also(member) if member.who in both else member
        return Found(list(both.values()), self.missing + [gap for gap in other.missing if gap not in self.missing])

    def without(self, other: "Found") -> "Found":
        """Those who are not in the other; nor is anything missing that is missing there."""
        out, gaps = {member.who for member in other.members}, {repr(gap.name) for gap in other.missing}
        members = [member for member in self.members if member.who not in out]
        return Found(members, [gap for gap in self.missing if repr(gap.name) not in gaps])

    def only(self, other: "Found") -> "Found":
        """Those who are in the other as well, with both reasons."""
        there = {member.who: member for member in other.members}
        gaps = {repr(gap.name) for gap in other.missing}
        members = [member.and_also(there[member.who]) for member in self.members if member.who in there]
        return Found(members, [gap for gap in self.missing if repr(gap.name) in gaps])

    @property
    def gaps(self) -> list[str]:
        """Codes of regions where somebody is missing and nobody is written to."""
        reached = {member.region for member in self.members}
        return sorted({gap.region for gap in self.missing if gap.region} - reached)


@dataclass(frozen=True)
class Param:
    """What an audience asks: one of `choices()`, or `several`. Choosing nothing means all, unless `required`."""

    name: str
    label: Any
    choices: Callable[[], list[tuple[str, Any]]]
    several: bool = True
    required: bool = False


@dataclass(frozen=True)
class Audience:
    """A named set: `find(**params)` gives it as it is today, at a cost that does not grow with its size."""

    label: Any
    find: Callable[..., Found]
    params: tuple[Param, ...] = ()


class UnknownAudience(Exception):
    """The expression names an audience that no floor offers."""


def the(name: str) -> Audience:
    """The audience by its name on the shelf. Raises UnknownAudience."""
    if not shelves.audiences.has(name):
        raise UnknownAudience(name)
    return shelves.audiences.get(name)


def part(audience: str, how: str = "add", **params: Any) -> dict[str, Any]:
    """A part of an expression."""
    return {"audience": audience, "how": how, "params": params}


def find(expression: Iterable[Mapping[str, Any]]) -> Found:
    """Who the expression means today; a person who cannot be reached is missing. Raises UnknownAudience."""
    found = Found()
    for one in expression:
        other = the(one["audience"]).find(**one.get("params", {}))
        combine = {"add": found.plus, "without": found.without, "only": found.only}[one.get("how", "add")]
        found = combine(other)
    return reachable(found)


def reachable(found: Found) -> Found:
    """The same, with those who cannot be reached among the missing."""
    members = [member for member in found.members if not lost(member)]
    missing = [
        Missing(dict.fromkeys(LANGUAGES, member.to.name), Reason("unreachable"), member.region)
        for member in found.members
        if lost(member)
    ]
    return Found(members, found.missing + missing)


def lost(member: Member) -> bool:
    """Whether no letter can be expected to arrive."""
    return isinstance(member.to, Person) and not member.to.reachable


def in_words(one: Mapping[str, Any]) -> str:
    """A part of an expression in the active language: "Seats: politicians"."""
    if not shelves.audiences.has(one["audience"]):
        return str(one["audience"])
    audience = shelves.audiences.get(one["audience"])
    chosen = [words for param in audience.params if (words := chosen_words(param, one.get("params", {})))]
    return f"{audience.label}: {'; '.join(chosen)}" if chosen else str(audience.label)


def chosen_words(param: Param, given: Mapping[str, Any]) -> str:
    """What was chosen for the parameter, in words."""
    value = given.get(param.name)
    if not value:
        return ""
    wanted = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    words = {str(code): str(label) for code, label in param.choices()}
    return ", ".join(words.get(one, _("no longer there")) for one in wanted)
