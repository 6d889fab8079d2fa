"""Real figures for tests: the regions and the data file of the Finnish profile, and the file read plainly beside it."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from django.conf import settings

from regions.models import Region
from regions.services import figures
from tests import things

FILE = settings.SEED_DATA / "figures_fi.csv"


def real_regions():
    """The nineteen regions with their neighbours."""
    with (settings.SEED_DATA / "regions_fi.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        places = {"tile_column": row["tile_column"], "tile_row": row["tile_row"]}
        names = {f"name_{code}": row[f"name_{code}"] for code in ("fi", "sv", "en")}
        things.region(row["code"], default_language=row["default_language"], **names, **places)
    found = {region.code: region for region in Region.objects.all()}
    for row in rows:
        found[row["code"]].neighbours.set([found[code] for code in row["neighbours"].split()])
    return found


def import_real():
    """The data version of the real figures."""
    figures.describe(settings.SEED_DATA / "indicators.json")
    return figures.import_file(FILE, by=None)[0]


@cache
def plainly():
    """{(indicator, region code or "SSS", year): Decimal}, straight from the file."""
    with FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(r["indicator"], r["region"], int(r["period"])): Decimal(r["value"]) for r in rows}


def value(indicator, region, year):
    """The file's value, or None."""
    return plainly().get((indicator, region, year))


def codes():
    """The codes of all regions in the file."""
    return sorted({region for _, region, _ in plainly()} - {"SSS"})


def newest(indicator, region):
    """The newest year of the indicator for the region."""
    return max((year for name, place, year in plainly() if (name, place) == (indicator, region)), default=None)


def text(number, decimals=0, *, sign=False):
    """The number as Finnish writes it, made without the code under test."""
    rounded = Decimal(number).quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP)
    plain = f"{abs(rounded):,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    return ("−" if rounded < 0 else "+" if sign and rounded > 0 else "") + plain
