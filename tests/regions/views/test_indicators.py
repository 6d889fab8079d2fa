"""Indicators' pages, and their figures as open data."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from regions.models import DataVersion, Indicator, Observation
from regions.services import figure_imports, sources
from tests import things
from tests.regions.figure_files import received
from tests.regions.figures import FILE, import_real, plainly, real_regions
from tests.regions.taken_away import cube, data_set, lines_of_csv, lines_of_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(db):
    real_regions()
    return import_real()


def test_notes_of_the_portals_own_figures_are_in_the_readers_language():
    own = {row["note"] for row in csv.DictReader(FILE.open(encoding="utf-8"))}
    for language in ("fi", "sv"):
        with translation.override(language):
            told = {note: sources.note(note) for note in own}
        assert all(known for _words, known in told.values())
        assert not any(note and said == note for note, (said, _all) in told.items())
    with translation.override("en"):
        assert sources.note("rounded to 100; Äußerung") == ("rounded to a hundred; Äußerung", False)


def file_of(client, slug, kind, **query):
    return client.get(reverse("regions:indicator_file", args=[slug]), {"format": kind, **query})


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("slug", ["gdp-per-capita", "register-unemployment-rate", "income-change", "population"])
@pytest.mark.parametrize("kind", ["csv", "json-stat"])
def test_what_is_given_away_is_read_back_as_the_same(client, real, slug, kind):
    given = received(body(file_of(client, slug, kind)), "own")
    count = sum(name == slug for name, _, _ in plainly())
    assert given.state == "previewed" and given.counts == {"same": count}


def test_the_workbook_has_every_figure(client, real):
    sheet = load_workbook(io.BytesIO(body(file_of(client, "rd-expenditure", "xlsx")))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("indicator", "region", "period", "value") and len(rows) == 21
    assert ("rd-expenditure", "SSS", "2011", 7163.7) in [row[:4] for row in rows]


def test_json_stat_names_places_source_licence_and_note(client, real):
    found = json.loads(body(file_of(client, "gdp-per-capita", "json-stat")))
    assert found["class"] == "dataset" and found["size"][0] == 20
    assert list(found["dimension"]["region"]["category"]["index"])[:2] == ["SSS", "MK01"]
    assert found["extension"]["licence"]["name"] == "CC BY 4.0" and found["note"]
    assert found["extension"]["noteMandatory"] is True


def test_a_missing_figure_says_why_in_the_files(client):
    version, one = DataVersion.objects.create(label="x", sha256="x"), things.indicator()
    Observation.objects.create(version=version, indicator=one, period="2020", status="confidential", source="s")
    assert b";confidential" in body(file_of(client, one.slug, "csv"))
    assert json.loads(body(file_of(client, one.slug, "json-stat")))["status"] == {"0": "confidential"}
    assert "salassa" in client.get(reverse("regions:indicator", args=[one.slug])).content.decode()


def test_a_briefs_own_version_can_be_taken_away(client, real):
    revised = FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1).encode()
    figure_imports.take_in(received(revised, "revised.csv"), by=None)
    old = body(file_of(client, "gdp-per-capita", "csv", version=real.public_id)).decode()
    new = body(file_of(client, "gdp-per-capita", "csv")).decode()
    assert ";34923;" in old and ";35000;" in new and ";34923;" not in new
    assert file_of(client, "gdp-per-capita", "csv", version="unknown").status_code == 404
    assert file_of(client, "gdp-per-capita", "exe").status_code == 404


def test_the_public_page_tells_source_licence_newest_figures_and_revisions(client, real):
    revised = FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1).encode()
    newer = figure_imports.take_in(received(revised, "revised.csv"), by=None)
    address = reverse("regions:indicator", args=["gdp-per-capita"])
    html = client.get(address).content.decode()
    for said in ("CC BY 4.0", "Tilastokeskus", "34\u00a0923", "35\u00a0000", "Tilastokeskus 12bc"):
        assert said in html
    assert "34\u00a0923" in client.get(address, {"since": real.public_id}).content.decode()
    assert "34\u00a0923" not in client.get(address, {"since": newer.public_id}).content.decode()


def test_the_revisions_can_be_taken_away_as_they_stood_before_and_after(client, real):
    revised = FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1).encode()
    newer = figure_imports.take_in(received(revised, "revised.csv"), by=None)
    address = reverse("regions:indicator", args=["gdp-per-capita"])
    html = client.get(address, {"since": real.public_id}).content.decode()
    told = [(f"gdp-per-capita.{real.public_id}", 34923), (f"gdp-per-capita.{newer.public_id}", 35000)]
    for kind in ("csv", "xlsx", "json-stat"):
        query = f"?since={real.public_id}&format={kind}"
        assert query.replace("&", "&amp;") in html
        answer = client.get(address + query)
        if kind == "json-stat":
            assert [(content, number) for (content, *_key), (number, _mark) in cube(data_set(answer)).items()] == told
        else:
            lines = lines_of_csv(answer) if kind == "csv" else lines_of_sheet(answer)
            assert [(line[1], int(line[6])) for line in lines[1:]] == told
    page = client.get(address, {"since": newer.public_id, "format": "csv"})
    assert page["Content-Type"].startswith("text/html") and "format=" not in page.content.decode().split("revised-h")[1]


def test_lists_cost_the_same_for_one_and_for_three(client, cast):
    client.force_login(cast.coordinator)
    version = DataVersion.objects.create(label="x", sha256="x")
    for name in ("regions:indicators", "regions:indicators_staff"):
        counts = []
        for _ in range(3):
            Observation.objects.create(
                version=version, indicator=things.indicator(), period="2020", value=1, source="s"
            )
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(reverse(name)).status_code == 200
            counts.append(len(asked))
        assert counts[1] == counts[2]


GOOD = {
    **{f"name_{code}": "Uusi" for code in ("fi", "sv", "en")},
    **{"polarity": "better", "value_kind": "rate", "compare_as": "itself", "period_type": "year"},
    **{"decimals": "1", "factor": "1"},
}


def test_an_indicator_is_added_and_changed(client, cast):
    client.force_login(cast.coordinator)
    client.post(reverse("regions:indicator_new"), {**GOOD, "slug": "uusi"})
    made = Indicator.objects.get(slug="uusi")
    edit = reverse("regions:indicator_edit", args=["uusi"])
    client.post(edit, {**GOOD, "note_fi": "Huomaa", "note_is_mandatory": "on", "polarity": "worse"})
    made.refresh_from_db()
    assert (made.note_fi, made.note_is_mandatory, made.polarity) == ("Huomaa", True, "worse")
    assert client.post(reverse("regions:indicator_new"), {**GOOD, "slug": "uusi"}).status_code == 200
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "way"), [("total", "itself"), ("total", "of_country"), ("median", "change"), ("median", "per_inhabitant")]
)
def test_a_dishonest_comparison_is_refused_at_its_field(client, cast, kind, way):
    client.force_login(cast.coordinator)
    answer = client.post(reverse("regions:indicator_new"), {**GOOD, "slug": "a", "value_kind": kind, "compare_as": way})
    assert "verrataan vain" in answer.content.decode() and not Indicator.objects.exists()


def test_periods_of_an_indicator_with_figures_stay(client, cast):
    client.force_login(cast.coordinator)
    one = things.indicator(slug="old")
    Observation.objects.create(
        version=DataVersion.objects.create(label="x", sha256="x"), indicator=one, period="2020", value=1, source="s"
    )
    client.post(reverse("regions:indicator_edit", args=["old"]), {**GOOD, "period_type": "month"})
    one.refresh_from_db()
    assert one.period_type == "year"
