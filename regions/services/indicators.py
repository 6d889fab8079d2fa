"""Indicators: naming and changing what is measured, and what became of their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from forum.models import Person
from forum.services import audit
from forum.services.verbs import verb
from regions.models import DataVersion, FigureContent, Indicator, Observation
from regions.services.races import one_wins


@verb
def create(*, by: Person, slug: str, **fields: Any) -> Indicator:
    """A new indicator. Raises ValidationError when its short name is taken, or how it is compared is not honest."""
    check(fields)
    last = Indicator.objects.aggregate(last=Max("order"))["last"] or 0
    with one_wins(_("There is an indicator with this short name already."), "slug"):
        made = Indicator.objects.create(slug=slug, order=last + 1, **fields)
    audit.record("indicator.create", by=by, about=made, details={"slug": slug})
    return made


@verb
def change(indicator: Indicator, *, by: Person, **fields: Any) -> None:
    """Changes what is said of the figures; the figures themselves change only by imports."""
    check(fields)
    if fields["period_type"] != indicator.period_type and Observation.objects.filter(indicator=indicator).exists():
        raise ValidationError({"period_type": _("There are figures already: their periods cannot change.")})
    details = audit.changes(indicator, fields)
    for name, value in fields.items():
        setattr(indicator, name, value)
    indicator.save()
    if details:
        audit.record("indicator.change", by=by, about=indicator, details=details)


def check(fields: dict[str, Any]) -> None:
    """What the database would refuse, said at the field."""
    kind, way = fields["value_kind"], fields["compare_as"]
    if kind == "total" and way not in ("change", "per_inhabitant"):
        text = _("Totals are compared only as change, or per inhabitant.")
        raise ValidationError({"compare_as": text})
    if kind == "median" and way != "itself":
        raise ValidationError({"compare_as": _("Medians are compared only as they are.")})


@dataclass(frozen=True)
class Revision:
    """A figure that came in the place of another."""

    old: Observation
    new: Observation
    version: DataVersion


def with_facts() -> QuerySet[Indicator]:
    """All indicators with how many figures they have now, the newest period, and how many have been revised."""
    live = Q(observations__superseded_in=None, observations__value__isnull=False)
    return Indicator.objects.annotate(
        figures=Count("observations", filter=live),
        newest_period=Max("observations__period", filter=live),
        revised=Count("observations", filter=Q(observations__superseded_in__isnull=False)),
    ).order_by("order", "slug")


def figures_of(indicator: Indicator, version: DataVersion | None = None) -> QuerySet[Observation]:
    """The indicator's figures as they stand now or stood at the version, by place and period."""
    rows = Observation.objects.at(version) if version else Observation.objects.live()
    return rows.filter(indicator=indicator).select_related("region").order_by("region__code", "period")


def revisions(indicator: Indicator, *, since: DataVersion | None = None, most: int = 500) -> list[Revision]:
    """What has been revised, newest first; `since` leaves out what a brief on that version stands on already."""
    old = Observation.objects.filter(indicator=indicator, superseded_in__isnull=False)
    if since is not None:
        old = old.filter(superseded_in__gt=since)
    found = list(
        old.select_related("region", "superseded_in").order_by("-superseded_in", "region__code", "period")[:most]
    )
    return paired(found)


def paired(old: Sequence[Observation]) -> list[Revision]:
    """Each replaced figure with the one that came in its place."""
    if not old:
        return []
    versions = {one.superseded_in_id for one in old}
    rows = Observation.objects.filter(indicator=old[0].indicator_id, version__in=versions).select_related("region")
    new = {(row.version_id, row.region_id, row.period): row for row in rows}
    return [
        Revision(one, new[one.superseded_in_id, one.region_id, one.period], one.superseded_in)  # type: ignore[index, arg-type]
        for one in old
    ]


def tables_of(indicator: Indicator) -> list[FigureContent]:
    """Which contents of which tables are read as this indicator."""
    return list(FigureContent.objects.filter(indicator=indicator).select_related("table"))
