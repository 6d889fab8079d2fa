"""The audit log's one verb. Of people it keeps who they are, never what they are called or where they can be reached:
the log is never changed, so whatever stood there could not be taken away when somebody is anonymised.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import models

from forum import dates
from forum.models import AuditEntry, Person
from forum.services.harmless import SEAL
from forum.texts import LocalText

AN_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")


def record(
    verb: str, *, by: Person | None, about: models.Model | None, details: dict[str, Any] | None = None, name: str = ""
) -> AuditEntry:
    """Adds an entry: `by` (None: the portal itself) did `verb` ("seat.appoint") to `about` (None: nothing we know).

    `details` are plain facts without secrets; people in them are kept by their ids. A row whose own words would tell
    who somebody is has a `log_name` that does not, and its `log_people` are added to the details. `name` is what to
    call it when the row does not know.
    """
    called = name_of(about, name)
    return AuditEntry.objects.create(
        actor=by,
        verb=verb,
        about_kind=(about._meta.model_name or "") if about else "",
        about_id=str(getattr(about, "public_id", about.pk)) if about else "",
        about_name=without_addresses(called)[:300],
        language=getattr(called, "lang", dates.active()),
        details=kept({**getattr(about, "log_people", {}), **(details or {})}),
    )


def name_of(about: models.Model | None, name: str = "") -> str:
    """What the log calls the row: in its own language if it knows it, else in the active one."""
    if about is None or isinstance(about, Person):
        return ""
    own = (getattr(about, word, None) for word in ("title", "name"))
    known = next((text for text in own if isinstance(text, LocalText)), None)
    return name or getattr(about, "log_name", None) or known or str(about)


def changes(before: models.Model, values: dict[str, Any], personal: Collection[str] = ()) -> dict[str, Any]:
    """{"field": [old, new]} for each of `values` that differs from `before`; of `personal` ones only that they do."""
    changed = {name: (getattr(before, name), value) for name, value in values.items() if getattr(before, name) != value}
    return {name: None if name in personal else kept(difference(*pair)) for name, pair in changed.items()}


def difference(old: Any, new: Any) -> Any:
    """[old, new]; of two mappings only the keys that differ, each with its own pair."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: [old.get(key), new.get(key)] for key in {**old, **new} if old.get(key) != new.get(key)}
    return [old, new]


def kept(fact: Any) -> Any:
    """A fact as the log keeps it: plain JSON, people by their ids, no addresses."""
    if isinstance(fact, Person):
        return {"person": fact.public_id}
    if isinstance(fact, Mapping):
        return {name: kept(value) for name, value in fact.items()}
    if isinstance(fact, list | tuple):
        return [kept(value) for value in fact]
    if fact is None or isinstance(fact, bool | int):
        return fact
    return fact.isoformat() if isinstance(fact, date) else without_addresses(str(fact))


def without_addresses(text: str) -> str:
    """The text with every e-mail address sealed."""
    return AN_ADDRESS.sub(SEAL, text)
