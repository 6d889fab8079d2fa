"""A draft of changes in words: what was and what will be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forum import dates
from forum.texts import LANGUAGES
from meetings.models import ChangeNotice, Meeting
from meetings.services.changes import as_drafted


@dataclass(frozen=True)
class Difference:
    """What of the meeting changes, from what to what. `lang` is the language of both, where they have their own."""

    label: str
    old: str
    new: str
    lang: str = ""


def differences(meeting: Meeting, notice: ChangeNotice) -> list[Difference]:
    """The draft's changes against the meeting as it is saved now, in the active language."""
    return list(_found(meeting, as_drafted(meeting, notice)))


def _found(old: Meeting, new: Meeting) -> Iterator[Difference]:
    if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
        yield Difference(_("When"), *(capfirst(dates.span(one.starts_at, one.ends_at)) for one in (old, new)))
    for code in LANGUAGES:
        before, after = (getattr(one, f"place_{code}") for one in (old, new))
        if before != after:
            words = _("Place (%(language)s)") % {"language": settings.LANGUAGE_NAMES[code]}
            yield Difference(words, before or "–", after or "–", code)
    if old.street != new.street:
        yield Difference(_("Street address"), old.street or "–", new.street or "–")
    if old.remote_link != new.remote_link:
        yield Difference(_("Link for remote participants"), old.remote_link or "–", new.remote_link or "–")


def in_short(columns: Iterable[str]) -> str:
    """What a change of the meeting's columns means, in a few words: "New time, new place"."""
    names = set(columns)
    found = []
    if names & {"starts_at", "ends_at"}:
        found.append(_("new time"))
    if any(name.startswith("place_") or name == "street" for name in names):
        found.append(_("new place"))
    if "remote_link" in names:
        found.append(_("new link for remote participants"))
    return capfirst(", ".join(found))
