"""Live tables, asked of a statistical office of the tests' own on this machine."""

import gzip
import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from forum import clock
from regions.models import FigureImport, FigureSource
from regions.services import figure_imports, figure_reading, figure_sources, pxweb
from tests import things
from tests.regions.figure_files import AREAS, CONTENTS, json_stat, means, staged, two_regions

pytestmark = pytest.mark.django_db
SEXES = {"1": "Men", "2": "Women"}


def described(**more):
    """What PxWeb says of the table of json_stat."""
    parts = {"alue_23_20260101": AREAS, "sukupuoli": SEXES, "contentscode": CONTENTS}
    parts["timeperiod_y"] = {"2020": "2020", "2021": "2021*"}
    variables = [
        {"code": code, "text": code, "values": list(values), "valueTexts": list(values.values())}
        for code, values in parts.items()
    ]
    return {"title": "Key figures", "variables": variables, **more}


class Office:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self):
        self.asked, self.table, self.data = [], json.dumps(described()).encode(), None
        self.status, self.headers = 200, {}
        office = self

        class Answering(BaseHTTPRequestHandler):
            def answer(self, content):
                self.send_response(office.status)
                for name, value in {"Content-Length": str(len(content)), **office.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def do_GET(self):  # noqa: N802
                self.answer(office.table)

            def do_POST(self):  # noqa: N802
                office.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.answer(office.data or office.figures())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.host = f"http://127.0.0.1:{self.server.server_port}"
        self.address = f"{self.host}/PxWeb/api/v1/fi/StatFin/vaerak/11ra.px"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def figures(self):
        """The data set that was asked for."""
        chosen = {one["code"]: one["selection"]["values"] for one in self.asked[-1]["query"]}
        areas = {code: AREAS[code] for code in chosen["alue_23_20260101"]}
        contents = {code: CONTENTS[code] for code in chosen["contentscode"]}
        sexes = {code: SEXES[code] for code in chosen["sukupuoli"]}
        made = json_stat(areas=areas, contents=contents, sexes=sexes, years=chosen["timeperiod_y"], extension=None)
        return json.dumps(made).encode()


@pytest.fixture
def office(settings):
    made = Office()
    settings.FIGURE_HOSTS = [made.host]
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def people(db):
    two_regions()
    return things.indicator(slug="people")


def fetched(office, cast, **more):
    given = figure_sources.add(address=office.address, by=cast.coordinator, **{"rhythm": "week", **more})
    figure_reading.read_due()
    given.refresh_from_db()
    return given


def test_a_live_table_asks_what_it_means_before_anything_is_fetched(office, people, cast):
    given = fetched(office, cast)
    assert given.state == "asks" and not office.asked
    figure_imports.answer(given, contents={"vaesto": people}, picks={"sukupuoli": "2"}, by=cast.coordinator)
    figure_reading.read_due()
    given.refresh_from_db()
    assert given.state == "previewed" and set(staged(given)) == {
        ("people", place, year) for place in ("SSS", "01", "18") for year in ("2020", "2021")
    }
    assert office.asked[0] == {
        "query": [
            {"code": code, "selection": {"filter": "item", "values": values}}
            for code, values in {
                "alue_23_20260101": ["SSS", "MK01", "MK18"],
                "sukupuoli": ["2"],
                "contentscode": ["vaesto"],
                "timeperiod_y": ["2020", "2021"],
            }.items()
        ],
        "response": {"format": "json-stat2"},
    }


def test_a_refresh_with_nothing_new_is_dropped_by_itself(office, people, cast):
    means(vaesto=people, picks={"sukupuoli": "1"})
    given = fetched(office, cast)
    figure_imports.take_in(given, by=cast.coordinator)
    source = FigureSource.objects.get()
    assert source.fetched_at and not source.failures and source.title == "Key figures"
    with clock.at(clock.now() + timedelta(days=8)):
        assert figure_sources.refresh_due() == 1 and figure_sources.refresh_due() == 0
        figure_reading.read_due()
    again = FigureImport.objects.exclude(pk=given.pk).get()
    assert again.state == "dropped" and again.counts == {"same": 6}


def test_a_table_under_way_is_not_asked_for_twice(office, people, cast):
    given = fetched(office, cast)
    assert figure_imports.ask_for(FigureSource.objects.get(), by=None) == given


def test_a_table_that_fails_is_tried_again_later_and_later(office, people, cast):
    office.status = 503
    given = fetched(office, cast)
    source = FigureSource.objects.get()
    assert given.state == "failed" and given.error == {"code": "refused", "facts": {"status": 503}}
    assert source.failures == 1 and source.last_error == given.error
    waits = []
    for _ in range(3):
        waits.append((FigureSource.objects.get().next_at - clock.now()).total_seconds() // 3600 + 1)
        with clock.at(FigureSource.objects.get().next_at):
            figure_sources.refresh_due()
            figure_reading.read_due()
            source.refresh_from_db()
            waits[-1] = (source.next_at - clock.now()).total_seconds() / 3600
    assert waits == [2, 4, 8] and source in FigureSource.objects.in_trouble()
    office.status = 200
    with clock.at(source.next_at):
        figure_sources.refresh_due()
        figure_reading.read_due()
    source.refresh_from_db()
    assert source.failures == 4  # it asks now, and has not been fetched
    assert figure_sources.wait(1) == timedelta(hours=1) and figure_sources.wait(99) == timedelta(days=7)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (b"<html>", "not_a_px_table"),
        (b"[]", "not_a_px_table"),
        (b"[" * 100_000, "not_a_px_table"),
        (json.dumps({"variables": [{"code": "a", "values": ["1"]}]}).encode(), "no_area"),
        (json.dumps({"variables": [{"code": "a", "values": ["1"], "valueTexts": []}]}).encode(), "not_a_px_table"),
    ],
)
def test_what_is_no_table_is_told(office, people, cast, table, code):
    office.table = table
    assert fetched(office, cast).error["code"] == code


@pytest.mark.parametrize(
    ("status", "code"), [(302, "redirected"), (404, "refused"), (429, "refused"), (500, "refused")]
)
def test_nobody_is_followed_elsewhere(office, people, cast, status, code):
    office.status, office.headers = status, {"Location": "https://example.org/"}
    assert fetched(office, cast).error["code"] == code


def test_an_answer_that_is_packed_is_unpacked_within_the_limit(office, people, cast, settings):
    means(vaesto=people, picks={"sukupuoli": "1"})
    office.headers = {"Content-Encoding": "gzip"}
    office.table = gzip.compress(json.dumps(described()).encode())
    office.data = gzip.compress(b'{"a": "' + b" " * 50_000_000)
    settings.FIGURE_LIMIT = 2
    assert len(office.data) < 100_000
    assert fetched(office, cast).error == {"code": "too_large", "facts": {"most": 2}}
    assert not FigureImport.objects.get().chunks.exists()


def test_no_answer_at_all_is_told(office, people, cast):
    office.server.shutdown()
    office.server.server_close()
    given = fetched(office, cast)
    assert given.error["code"] == "no_answer" and given.state == "failed"


@pytest.mark.parametrize(
    "address",
    [
        "http://pxdata.stat.fi/x.px",
        "https://pxdata.stat.fi.example.org/x.px",
        "https://example.org/pxdata.stat.fi",
        "https://pxdata.stat.fi@example.org/x.px",
        "https://pxdata.stat.fi:444/x.px",
        "file:///etc/passwd",
        "https://127.0.0.1/x.px",
    ],
)
def test_only_the_offices_own_host_is_asked(address):
    assert pxweb.allowed("https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin/vaerak/11ra.px")
    assert not pxweb.allowed(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [("https://x/StatFin/vaerak/11ra.px", "11ra"), ("https://x/statfin_vaerak_pxt_11ra.px/", "11ra")],
)
def test_a_table_is_known_by_its_code(address, code):
    assert pxweb.code_of(address) == code


def test_a_tables_page_for_people_leads_to_its_interface():
    page = "https://pxdata.stat.fi/PxWeb/pxweb/fi/StatFin/StatFin__vaerak/11ra.px/table/tableViewLayout1/"
    assert pxweb.interface_of(page) == "https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin/vaerak/11ra.px"
