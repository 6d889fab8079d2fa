"""What every mandate must satisfy, whatever it is of: a living person, days in order, days not taken."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, dates
from forum.models import Person
from regions.models import Mandate

DAY = timedelta(days=1)


def check_person(person: Person) -> None:
    """Raises ValidationError when the person has left the forum."""
    if not person.is_active or person.anonymised_at:
        raise ValidationError({"person": _("%(name)s has left the forum.") % {"name": person.name}})


def check_days(since: date, until: date | None) -> None:
    """Raises ValidationError when the term ends before it begins."""
    if until and until < since:
        raise ValidationError({"until": _("The term cannot end before it begins.")})


def in_words(mandate: Mandate) -> str:
    """The mandate's term in the active language: "1.8.2021–31.12.2026", or with an open end."""
    since = dates.numeric(mandate.since)
    return f"{since}–{dates.numeric(mandate.until)}" if mandate.until else _("since %(day)s") % {"day": since}


def refuse(mandate: Mandate, field: str = "since") -> None:
    """Raises the error that these days are already another's."""
    words = {"name": mandate.person.name, "term": in_words(mandate)}
    raise ValidationError(
        {field: _("These days overlap with the term of %(name)s (%(term)s). Choose other days.") % words}
    )


def last_day(mandate: Mandate, until: date | None) -> date:
    """`until`, or yesterday when not said. Raises ValidationError when the mandate cannot end on that day."""
    day = until or clock.today() - DAY
    if day < mandate.since:
        began = dates.numeric(mandate.since)
        raise ValidationError({"until": _("The term began on %(day)s and cannot end before it.") % {"day": began}})
    if mandate.until and mandate.until < clock.today():
        raise ValidationError(_("This term has already ended."))
    return day


def words_of(mandate: Mandate) -> dict[str, Any]:
    """The mandate as plain facts for the audit log. By whom it was given may be somebody's name, so it is left out."""
    return {"person": mandate.person, "role": mandate.role, "since": mandate.since, "until": mandate.until or ""}


def stage(mandate: Mandate) -> str:
    """Whether it is "past", "now" or "coming", today."""
    today = clock.today()
    if mandate.since > today:
        return "coming"
    return "past" if mandate.until and mandate.until < today else "now"
