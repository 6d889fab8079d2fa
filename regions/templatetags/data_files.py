"""The three files of a table of figures, as links."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context

from forum.services.tables import CSV, XLSX
from regions.services.jsonstat_writing import ENDING, JSON_STAT

register = template.Library()
WORDS = {CSV: "CSV", XLSX: "XLSX", JSON_STAT: "JSON-stat"}


@register.inclusion_tag("regions/_data_files.html", takes_context=True)
def data_files(
    context: Context,
    name: Any,
    address: str = "",
    query: Mapping[str, Any] | None = None,
    files: str = "",
) -> dict[str, Any]:
    """CSV · XLSX · JSON-stat of the table called `name`.

    It is what the page shows, as its address asks; or what another `address` shows with its `query`. `files` is the
    beginning of a chart's addresses, which say the format by their endings.
    """
    if files:
        endings = {kind: ENDING if kind == JSON_STAT else kind for kind in WORDS}
        return {"name": name, "links": [(f"{files}.{endings[kind]}", words) for kind, words in WORDS.items()]}
    asked = QueryDict(mutable=True)
    own = {} if address else dict(context["request"].GET.lists())
    for key, value in {**own, **(query or {})}.items():
        asked.setlist(key, value if isinstance(value, list) else [value])
    links = []
    for kind, words in WORDS.items():
        asked["format"] = kind
        links.append((f"{address}?{asked.urlencode()}", words))
    return {"name": name, "links": links}
