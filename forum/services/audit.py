"""The audit log's one verb."""

from typing import Any

from django.db import models

from forum.models import AuditEntry, Person


def record(
    verb: str, *, by: Person | None, about: models.Model | None, details: dict[str, Any] | None = None
) -> AuditEntry:
    """Adds an entry: `by` (None: the portal itself) did `verb` ("seat.appoint") to `about` (None: nothing we know).

    `details` must be plain JSON and hold no secrets.
    """
    return AuditEntry.objects.create(
        actor=by,
        actor_name=by.name if by else "",
        verb=verb,
        about_kind=(about._meta.model_name or "") if about else "",
        about_id=str(getattr(about, "public_id", about.pk)) if about else "",
        about_name=str(about)[:300] if about else "",
        details=details or {},
    )


def changes(before: models.Model, values: dict[str, Any]) -> dict[str, list[str]]:
    """{"field": ["old", "new"]} for each of `values` that differs from `before`."""
    return {
        name: [str(getattr(before, name)), str(value)]
        for name, value in values.items()
        if getattr(before, name) != value
    }
