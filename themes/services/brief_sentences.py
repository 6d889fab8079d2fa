"""The coordinator's own sentences with {placeholders}: filled from the data, for one place and in one language.

Where a figure that the sentence names is absent, the standard sentence is said instead: never a hole.
"""

import re
from collections.abc import Mapping

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.numbers import rounded, signed, with_unit
from regions.services.comparison import Comparison
from regions.services.series import comparable
from themes.services import sentences

HOLE = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS: Mapping[str, object] = {
    "place": gettext_lazy("the place's name"),
    "measure": gettext_lazy("what is measured"),
    "own": gettext_lazy("the place's newest figure with its unit"),
    "year": gettext_lazy("the year of that figure"),
    "country": gettext_lazy("the whole country's figure of the same year"),
    "peers": gettext_lazy("the peers' smallest and largest figure"),
    "first": gettext_lazy("the first comparable figure"),
    "since": gettext_lazy("the year of the first comparable figure"),
    "change": gettext_lazy("the change since then, with its sign"),
    "rank": gettext_lazy("the place among the regions, such as 3/19"),
}


def unknown(text: str) -> list[str]:
    """What stands in braces and is no placeholder; a lone brace too."""
    wrong = [f"{{{name}}}" for name in HOLE.findall(text) if name not in PLACEHOLDERS]
    rest = HOLE.sub("", text)
    return [*dict.fromkeys(wrong), *[brace for brace in "{}" if brace in rest]]


def fill(text: str, comparison: Comparison) -> SafeString | None:
    """The sentence for the comparison's place, its own figure bold; None when a figure that it names is absent."""
    known = values(comparison)
    if any(not known.get(name) for name in HOLE.findall(text)):
        return None
    said, last = [], 0
    for hole in HOLE.finditer(text):
        word = known[hole[1]]
        said += [
            escape(text[last : hole.start()]),
            format_html("<b>{}</b>", word) if hole[1] == "own" else escape(word),
        ]
        last = hole.end()
    return mark_safe("".join([*said, escape(text[last:])]))  # noqa: S308 (every piece is escaped above)


def values(comparison: Comparison) -> dict[str, str]:
    """Each placeholder's words; those that cannot be told are left out."""
    own, country = comparison.own, comparison.country
    found = {"place": sentences.place_name(comparison.region), "measure": sentences.measure(comparison)}
    if own:
        found |= {"own": sentences.value(comparison, own), "year": str(own.year)}
    if country:
        found["country"] = sentences.value(comparison, country)
    if spread := sentences.spread(comparison):
        found["peers"] = with_unit(spread, sentences.unit_of(comparison))
    if rank := comparison.rank:
        place = str(rank.first) if rank.first == rank.last else f"{rank.first}–{rank.last}"
        found["rank"] = f"{place}/{rank.of}"
    return found | over_time(comparison)


def over_time(comparison: Comparison) -> dict[str, str]:
    """The first comparable figure, its year, and the change since; nothing when there is only one year."""
    points = comparable(comparison.series) if comparison.series else ()
    if len(points) < 2:
        return {}
    first, last = points[0], points[-1]
    change = signed(
        rounded(last.value, comparison.decimals) - rounded(first.value, comparison.decimals), comparison.decimals
    )
    unit = sentences.unit_of(comparison)
    in_points = comparison.indicator.unit_en == "%" and not comparison.as_level
    said = _("%(points)s percentage points") % {"points": change} if in_points else with_unit(change, unit)
    return {"first": sentences.value(comparison, first), "since": str(first.year), "change": said}
