"""Series of briefs: begun and changed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from themes.models import BriefSeries


@verb
def write(*, by: Person | None, series: BriefSeries | None = None, **facts: Any) -> BriefSeries:
    """A new series, or a change of one. Raises ValidationError when its address is taken."""
    taken = BriefSeries.objects.filter(slug=facts.get("slug", "")).first()
    if taken is not None and taken != series:
        raise ValidationError({"slug": _("Another series has this address.")}, code="taken")
    found = series or BriefSeries()
    details = audit.changes(found, facts) if series else {}
    for name, value in facts.items():
        setattr(found, name, value)
    found.save()
    said = {name: [str(side) for side in pair] for name, pair in details.items()}
    audit.record("brief_series.write", by=by, about=found, details=said)
    return found
