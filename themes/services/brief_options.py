"""What a block of a brief may hold beside its texts, by its kind.

message, chart: {"chart": "auto" | "lines" | "bars" | "none"} (a chart block always draws)
table: {"indicators": [slug, …]}, at most 14 of them
questions: {"questions": [{"fi": …, "sv": …, "en": …}, …]}, at most three
Other kinds: nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum.texts import LANGUAGES
from regions.models import Indicator
from themes.services.plain_words import plain

MOST_ROWS = 14
MOST_QUESTIONS = 3
LONGEST_QUESTION = 300
CHARTS = ("auto", "lines", "bars", "none")
Options = dict[str, Any]


def checked(kind: str, options: Mapping[str, Any]) -> Options:
    """The options as they are kept. Raises ValidationError by field: what is wrong, or not known for this kind."""
    if unknown := set(options) - set(KNOWN.get(kind, {})):
        raise ValidationError(_("This block has no setting “%(name)s”.") % {"name": sorted(unknown)[0]}, code="unknown")
    return {name: check(options[name]) for name, check in KNOWN.get(kind, {}).items() if name in options}


def chart(value: Any) -> str:
    """How a figure is drawn."""
    if value not in CHARTS:
        raise ValidationError({"chart": _("Choose how the figure is drawn.")}, code="chart")
    return str(value)


def drawn(value: Any) -> str:
    """How a chart block is drawn: it always is."""
    return chart(value if value != "none" else "")


def indicators(value: Any) -> list[str]:
    """The rows of a table: known indicators, each once."""
    slugs = list(dict.fromkeys(value)) if isinstance(value, list) else []
    if len(slugs) > MOST_ROWS:
        message = _("A table has at most %(most)s indicators; these are %(count)s.")
        raise ValidationError({"indicators": message % {"most": MOST_ROWS, "count": len(slugs)}}, code="many")
    known = set(Indicator.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if not slugs or not known.issuperset(slugs):
        raise ValidationError({"indicators": _("Choose indicators from the list.")}, code="indicators")
    return slugs


def questions(value: Any) -> list[dict[str, str]]:
    """The questions for the meeting; those that say nothing in any language are left out."""
    rows = [{code: plain(str(row.get(code, ""))) for code in LANGUAGES} for row in value]
    rows = [row for row in rows if any(row.values())]
    if len(rows) > MOST_QUESTIONS:
        raise ValidationError({"questions": _("Ask at most three questions.")}, code="many")
    if any(len(text) > LONGEST_QUESTION for row in rows for text in row.values()):
        message = _("A question has at most %(most)s characters.") % {"most": LONGEST_QUESTION}
        raise ValidationError({"questions": message}, code="long")
    return rows


KNOWN: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "message": {"chart": chart},
    "chart": {"chart": drawn},
    "table": {"indicators": indicators},
    "questions": {"questions": questions},
}
