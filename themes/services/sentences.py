"""Figures in sentences: grammatical in every language without inflecting the names of places.

Each sentence begins with the place and a colon; the numbers come from the data, and the message's own figure is bold.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum.texts import LocalText
from regions.models import Region
from regions.numbers import amount, rounded, signed, with_unit
from regions.services import absence
from regions.services.comparison import Comparison
from regions.services.series import Point, comparable

ARROWS = {"rising": "↗", "falling": "↘", "steady": "→", "unknown": ""}
SIGNS = {"better": "+", "worse": "−", "neutral": "·", "unknown": "·"}
SIGN_CLASSES = {"better": "up", "worse": "down", "neutral": "flat", "unknown": "flat"}


def place_name(region: Region | None) -> str:
    """The region's name, or the whole country."""
    return str(region.name) if region else _("Whole country")


def in_sentence(name: LocalText | str) -> str:
    """The name as it stands inside a sentence: "BKT …" keeps its capitals, "Työpaikkoja …" gets a small letter."""
    first = name.split(" ")[0]
    return str(name) if any(letter.isupper() for letter in first[1:]) or "&" in first else name[:1].lower() + name[1:]


def measure(comparison: Comparison) -> str:
    """What is compared: "GDP per inhabitant", "Change of population 2013–2022"."""
    name = str(comparison.indicator.shown_name)
    if comparison.as_level:
        return _("%(measure)s, whole country = 100") % {"measure": name}
    if comparison.indicator.compare_as == "change" and comparison.series:
        return f"{name} {comparison.series[0].year}–{comparison.series[-1].year}"
    return name


def unit_of(comparison: Comparison) -> str:
    """The unit after a number; none for a level."""
    return "" if comparison.as_level else str(comparison.indicator.shown_unit)


def number(comparison: Comparison, point: Point) -> str:
    """The point's number alone; changes have their sign."""
    write = signed if comparison.indicator.compare_as == "change" else amount
    return write(point.value, comparison.decimals)


def value(comparison: Comparison, point: Point) -> str:
    """The point's number with its unit."""
    return with_unit(number(comparison, point), unit_of(comparison))


def spread(comparison: Comparison) -> str:
    """The peers' smallest and largest number: "33 144–39 058", "−9,2 … −3,7"; nothing when none is published."""
    if not comparison.peer_range:
        return ""
    write = signed if comparison.indicator.compare_as == "change" else amount
    low, high = (write(end, comparison.decimals) for end in comparison.peer_range)
    if low == high:
        return low
    return f"{low} … {high}" if comparison.indicator.compare_as == "change" or "−" in low else f"{low}–{high}"


def against_country(comparison: Comparison) -> str:
    """The country's figure, or that it is not published."""
    if comparison.country is None:
        return _("the country's figure is not published")
    share = comparison.share_of_country
    if share is not None and comparison.indicator.unit_en:
        return _("%(share)s of the country's level") % {"share": with_unit(amount(share), "%")}
    return _("whole country %(value)s") % {"value": value(comparison, comparison.country)}


def since_then(comparison: Comparison) -> str:
    """What it was in the first comparable year, where that year is another one."""
    points = comparable(comparison.series) if comparison.series else ()
    if len(points) < 2 or comparison.indicator.compare_as == "change":
        return ""
    first, last = points[0], points[-1]
    if comparison.indicator.unit_en == "%":
        change = rounded(last.value, comparison.decimals) - rounded(first.value, comparison.decimals)
        return _("Since %(year)s the change is %(points)s percentage points.") % {
            "year": first.year,
            "points": signed(change, comparison.decimals),
        }
    return _("In %(year)s it was %(value)s.") % {"year": first.year, "value": value(comparison, first)}


def ranking(comparison: Comparison) -> str:
    """The place among all regions, where it may be said."""
    rank = comparison.rank
    if rank is None:
        return ""
    place = str(rank.first) if rank.first == rank.last else f"{rank.first}–{rank.last}"
    return _("Place %(place)s of %(count)s regions, largest first.") % {"place": place, "count": rank.of}


def place_words(comparison: Comparison) -> str:
    """The place among all regions in few words: "7 of 19", "2–3 of 19", or why it is not told."""
    rank = comparison.rank
    if rank is not None:
        place = str(rank.first) if rank.first == rank.last else f"{rank.first}–{rank.last}"
        return _("place %(place)s of %(count)s") % {"place": place, "count": rank.of}
    reasons = {
        "": "",
        "sample": _("no place: from a sample"),
        "incomplete": _("no place: not all regions have a figure"),
    }
    return reasons[comparison.unranked]


def newer_words(comparison: Comparison) -> str:
    """Why the place's figure is older than other regions': "2021: confidential"; nothing when it is not older."""
    if not comparison.newer_absence:
        return ""
    return f"{comparison.newest}: {absence.words(comparison.newer_absence)}"


def message(comparison: Comparison, level: Comparison | None = None) -> SafeString:
    """A key message for one place. `level` tells how the place stood beside the country in the first year."""
    place, name = place_name(comparison.region), in_sentence(measure(comparison))
    if comparison.own is None:
        return _nothing_published(comparison, place, name)
    year = "" if comparison.indicator.compare_as == "change" else f"{comparison.own.year}"
    head = format_html(
        "{}: {} <b>{}</b>{}", place, name, value(comparison, comparison.own), f" ({year})" if year else ""
    )
    if comparison.region is None:
        tail = _("in the regions %(range)s.") % {"range": with_unit(spread(comparison), unit_of(comparison))}
        return _joined(head, tail, since_then(comparison))
    rest = [_level_then(level), ranking(comparison)] if level else [since_then(comparison), ranking(comparison)]
    return _joined(head, f"{against_country(comparison)}.", *rest)


def _level_then(level: Comparison) -> str:
    """In 2000 the share was 66 %."""
    if len(level.series) < 2:
        return ""
    first = level.series[0]
    return _("In %(year)s the level was %(share)s.") % {
        "year": first.year,
        "share": with_unit(amount(first.value), "%"),
    }


def _nothing_published(comparison: Comparison, place: str, name: str) -> SafeString:
    """No figure of this place; for the country, the regions' range is said instead."""
    if comparison.region is None and comparison.everywhere:
        year = comparison.year
        known = with_unit(spread(comparison), unit_of(comparison))
        return format_html(
            "{}: {} – {} <b>{}</b> ({}).", place, name, _("no figure is published. In the regions"), known, year
        )
    return format_html("{}: {} – {}.", place, name, _("no figure is published"))


def _joined(head: SafeString, tail: str, *rest: str) -> SafeString:
    return format_html("{}, {}{}", head, tail, "".join(f" {sentence}" for sentence in rest if sentence))


def direction_word(comparison: Comparison) -> str:
    """Rising, falling, unchanged, or why nothing can be said."""
    kind = comparison.direction.kind
    if kind == "unknown":
        return _("one year") if len(comparison.series) == 1 else _("under five years") if comparison.series else "–"
    return {"rising": _("rising"), "falling": _("falling"), "steady": _("unchanged")}[kind]


def sign_word(comparison: Comparison) -> str:
    """What the sign means, in a word."""
    if comparison.direction.kind == "unknown":
        return _("no direction")
    if comparison.indicator.polarity == "neutral":
        return _("not valued")
    if comparison.direction.kind == "steady":
        return _("no change")
    return _("to the better") if comparison.direction.verdict == "better" else _("to the worse")


def standing_word(comparison: Comparison) -> str:
    """The place against the country, in words with the difference."""
    if comparison.difference is None:
        return _("not compared")
    words = {
        "better": _("better than the country"),
        "worse": _("worse than the country"),
        "higher": _("larger than in the country"),
        "lower": _("smaller than in the country"),
        "same": _("same as the country"),
    }
    return words[comparison.standing]
