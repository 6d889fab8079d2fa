"""Where figures come from, in a few words of the reader's language; an unknown source is shown as it was imported."""

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


TABLE = re.compile(r"Statistics Finland, table (\w{3,8})$")
"""What figures of a table name as their source."""


def short(source: str) -> str:
    """The source in a few words."""
    if source not in SHORT and (found := TABLE.match(source)):
        return gettext("Statistics Finland %(table)s") % {"table": found[1]}
    return str(SHORT.get(source, source))
