"""Where figures come from and what is noted of them, in the reader's language; what is unknown stays as imported."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHORT: dict[str, str | Promise] = {
    "Statistics Finland, Paavo, table 12f8, regional rows": _("Statistics Finland, Paavo 12f8"),
    "Statistics Finland, table 11s5": _("Statistics Finland 11s5"),
    "Eurostat, demo_r_pjangrp3 (1 January of the next year)": _("Eurostat, population on 1 January of the next year"),
    "Statistics Finland, table 12bc, GDP per capita by area, current prices": _("Statistics Finland 12bc"),
    "Eurostat, nama_10r_3gdp, EUR per inhabitant, rounded to 100": _("Eurostat, rounded to a hundred euros"),
    "Statistics Finland, table 13ee, information per capita by area": _("Statistics Finland 13ee"),
    "Statistics Finland, educational structure of population": _("Statistics Finland, educational structure"),
    "Statistics Finland, Labour force survey 2020, annex table 28": _("Statistics Finland, labour force survey 2020"),
    "Statistics Finland, Research and development 2011": _("Statistics Finland, research and development 2011"),
    "Statistics Finland, Regional accounts 2019 release": _("Statistics Finland, regional accounts 2019"),
}


NOTES: dict[str, str | Promise] = {
    "base: population aged 25 or over": _("among those aged 25 or over"),
    "computed: persons aged 65 or over / population": _("computed: persons aged 65 or over / population"),
    "computed: persons aged 0-14 / population": _("computed: persons aged 0–14 / population"),
    "computed: unemployed / (employed + unemployed), end of year": _(
        "computed: unemployed / (employed + unemployed), end of the year"
    ),
    "computed: one-person households / households": _("computed: one-person households / households"),
    "computed: lower or higher university degree / population aged 18 or over": _(
        "computed: lower or higher university degree / population aged 18 or over"
    ),
    "computed: basic education only / population aged 18 or over": _(
        "computed: basic education only / population aged 18 or over"
    ),
    "computed: workplaces / population": _("computed: workplaces / population"),
    "computed: manufacturing workplaces / workplaces": _("computed: manufacturing workplaces / workplaces"),
    "computed: professional, scientific and technical workplaces / workplaces": _(
        "computed: professional, scientific and technical workplaces / workplaces"
    ),
    "computed: free-time residences / population": _("computed: free-time residences / population"),
    "rounded to 100": _("rounded to a hundred"),
    "the regions come from table 12bc, compare with care": _("the regions come from table 12bc: compare with care"),
    "sum of municipalities by the 2023 regional division": _("sum of the municipalities of the regions of 2023"),
    "country = sum of regions": _("country: sum of the regions"),
}
"""The parts of notes of the figures that the portal brings along."""
JUMPS = {"break in series": _("break in the series in %(year)s"), "unexplained jump": _("unexplained jump in %(year)s")}
JUMP = re.compile(r"(break in series|unexplained jump) (\d{4})$")
TABLE = re.compile(r"Statistics Finland, table (\w{3,8})$")
"""What figures of a table name as their source."""


def short(source: str) -> str:
    """The source in a few words."""
    if source not in SHORT and (found := TABLE.match(source)):
        return gettext("Statistics Finland %(table)s") % {"table": found[1]}
    return str(SHORT.get(source, source))


def note(words: str) -> tuple[str, bool]:
    """A figure's note in the reader's language, and whether all of it is; what is unknown stands as it was imported."""
    parts = [(part, part_of_note(part)) for part in words.split("; ") if part]
    return "; ".join(said or part for part, said in parts), all(said for _part, said in parts)


def part_of_note(part: str) -> str:
    """A known part of a note in the reader's language; empty for an unknown one."""
    if found := JUMP.match(part):
        return str(JUMPS[found[1]]) % {"year": found[2]}
    return str(NOTES.get(part, ""))
