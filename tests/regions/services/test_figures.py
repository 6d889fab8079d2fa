"""Figures are imported once for each file, all of them, each with its source."""

import csv

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum.models import AuditEntry
from regions import furnishing_figures
from regions.models import DataVersion, Indicator, Observation
from regions.services import absence, figure_imports, figure_reading, figures, indicators, series
from tests import things
from tests.regions.figures import FILE, import_real, real_regions

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions():
    return real_regions()


def test_every_row_of_the_file_becomes_an_observation_with_its_source(regions):
    version = import_real()
    with FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert version.observations.count() == len(rows) == 3778
    assert not version.observations.filter(source="").exists()
    assert version.observations.filter(region=None).count() == sum(row["region"] == "SSS" for row in rows)


def test_the_same_file_twice_is_one_data_version(regions):
    first = import_real()
    second, new = figures.import_file(FILE, by=None)
    assert (second, new) == (first, False)
    assert Observation.objects.count() == 3778


def test_another_file_makes_a_new_version_and_leaves_the_old_figures_alone(regions, tmp_path):
    old = import_real()
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    new, made = figures.import_file(revised, by=None)
    kainuu = {"indicator__slug": "gdp-per-capita", "region__code": "18", "period": "2020"}
    assert made and figures.newest() == new
    assert Observation.objects.at(old).get(**kainuu).value == 34923
    assert Observation.objects.at(new).get(**kainuu).value == 35000
    assert (new.observations.count(), Observation.objects.at(new).count()) == (1, 3778)


def test_an_unknown_region_stops_the_import_and_leaves_nothing_behind(regions, tmp_path):
    figures.describe(settings.SEED_DATA / "indicators.json")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("indicator,region,period,value,unit,source,note\npopulation,99,2020,1,persons,A source,\n")
    with pytest.raises(ValidationError, match="99"):
        figures.import_file(wrong, by=None)
    assert not DataVersion.objects.exists()


def test_the_import_is_in_the_audit_log(regions):
    import_real()
    assert AuditEntry.objects.get(verb="figures.import").details["figures"] == 3778


def test_all_indicators_are_named_in_three_languages():
    described = figures.describe(settings.SEED_DATA / "indicators.json")
    assert len(described) == 19
    for indicator in described.values():
        for language in ("fi", "sv", "en"):
            assert getattr(indicator, f"name_{language}") and getattr(indicator, f"note_{language}")


POLARITY = {
    "better": "gdp-per-capita workplaces-per-1000 rd-expenditure higher-degree-share doctoral-degrees-25-plus "
    "employment-rate disposable-income-per-capita median-household-income income-change",
    "worse": "basic-education-only-share register-unemployment-rate lfs-unemployment-rate",
    "neutral": "population share-65-plus share-0-14 one-person-household-share free-time-residences-per-1000 "
    "manufacturing-share professional-scientific-share",
}
VALUE_KIND = {
    "total": "population rd-expenditure doctoral-degrees-25-plus",
    "median": "median-household-income disposable-income-per-capita",
}


@pytest.mark.parametrize(("column", "table"), [("polarity", POLARITY), ("value_kind", VALUE_KIND)])
def test_polarity_and_kind_of_value_are_those_of_the_data_description(column, table):
    described = figures.describe(settings.SEED_DATA / "indicators.json")
    for word, slugs in table.items():
        assert {slug for slug, one in described.items() if getattr(one, column) == word} == set(slugs.split())


@pytest.mark.parametrize(("kind", "compared"), [("total", "itself"), ("total", "of_country"), ("median", "change")])
def test_the_database_refuses_dishonest_comparison(kind, compared):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.create(slug="x", polarity="neutral", value_kind=kind, compare_as=compared)


def test_a_version_gives_the_same_series_whatever_comes_later(regions, tmp_path):
    old = import_real()
    indicators = [Indicator.objects.get(slug="gdp-per-capita")]
    before = series.load(indicators, old)
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    new, _ = figures.import_file(revised, by=None)
    assert series.load(indicators, old) == before != series.load(indicators, new)


def test_a_figure_without_a_value_says_why_and_one_with_a_value_says_no_reason():
    version, indicator = DataVersion.objects.create(label="x", sha256="x"), things.indicator()
    row = {"version": version, "indicator": indicator, "source": "A source"}
    for number, (value, status) in enumerate([(None, "published"), (1, "confidential"), (None, "nonsense")]):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.create(period=f"200{number}", value=value, status=status, **row)
    Observation.objects.create(period="2010", value=None, status="confidential", **row)
    found = series.load([indicator], version)
    assert found.published(indicator, None) == ()
    assert (found.absence(indicator, None, 2010), found.absence(indicator, None, 2011)) == (
        "confidential",
        "not_published",
    )


@pytest.mark.parametrize("period", ["2024", "2024Q1", "2024Q4", "2024M01", "2024M12"])
def test_years_quarters_and_months_are_kept_and_nothing_else(period):
    version, indicator = DataVersion.objects.create(label="x", sha256="x"), things.indicator()
    row = {"version": version, "indicator": indicator, "value": 1, "source": "A source"}
    Observation.objects.create(period=period, **row)
    for wrong in ("2024Q5", "2024M13", "24", "2024-01", f"{period} "):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.create(period=wrong, **row)


def test_a_figure_stands_once_at_a_time(regions):
    version = import_real()
    row = Observation.objects.filter(region__isnull=False).values("indicator_id", "region_id", "period").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(version=version, value=1, source="A source", **row)


@pytest.mark.parametrize(
    ("symbol", "has_value", "status"),
    [
        (".", False, "not_applicable"),
        ("..", False, "not_available"),
        ("...", False, "confidential"),
        ("....", False, "not_yet"),
        ("c", False, "confidential"),
        ("*", True, "preliminary"),
        ("bp", True, "preliminary"),
        ("b", True, "published"),
        ("preliminary", True, "preliminary"),
        ("confidential", True, ""),
        ("not_published", False, ""),
        ("nonsense", False, ""),
        ("", False, ""),
    ],
)
def test_symbols_of_statistical_offices_are_understood(symbol, has_value, status):
    assert absence.status_of(symbol, has_value=has_value) == status


def furnish():
    """What the furnishing says."""
    said = []
    furnishing_figures.furnish(today=None, say=said.append)
    return said[-1]


def test_furnishing_again_leaves_what_a_coordinator_has_changed(regions, cast):
    assert furnish() == "figures: figures_fi"
    one = Indicator.objects.get(slug="gdp-per-capita")
    Indicator.objects.filter(slug="population").update(note_fi="vanha")
    fields = {"name_fi": "Oma nimi", "value_kind": one.value_kind, "compare_as": one.compare_as}
    indicators.change(one, by=cast.coordinator, period_type="year", **fields)
    assert furnish() == "figures: figures_fi, already there"
    one.refresh_from_db()
    assert one.name_fi == "Oma nimi" and Indicator.objects.get(slug="population").note_fi != "vanha"


def test_a_newer_file_of_the_profile_waits_where_coordinators_have_taken_in_others(regions, cast):
    figures.describe(settings.SEED_DATA / "indicators.json")
    own = b"indicator,region,period,value,source\npopulation,18,2020,1,A source\n"
    given = figure_imports.receive(file_name="own.csv", pieces=[own], by=cast.coordinator)
    figure_reading.read_due()
    given.refresh_from_db()
    figure_imports.take_in(given, by=cast.coordinator)
    assert furnish() == "figures: figures_fi, waits for the coordinator"
    assert furnish() == "figures: figures_fi, already there"
    assert Observation.objects.get().value == 1


def test_a_profile_without_figures_gets_none(settings):
    settings.PROFILE = {**settings.PROFILE, "figures": None}
    furnishing_figures.furnish(today=None, say=lambda words: None)
    assert not DataVersion.objects.exists()
