"""Tables of people, seats and terms: the preview says what happens, and nothing else happens."""

import io

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from forum import clock
from forum.models import Letter, Person
from forum.services import sheets
from forum.states import IllegalMove
from regions.models import Mandate, PeopleImport, Seat
from regions.services import people_imports
from tests import things

pytestmark = pytest.mark.django_db
TERMS = """body;seat;number;role;email;name;language;since;until
18;official;;holder;uusi@example.org;Uusi Haltija;fi;{today};
Kainuu;official;1;deputy;vara@example.org;Vara Edustaja;sv;{today};2099-12-31
99;official;;holder;a@example.org;A;fi;;
18;official;;holder;ei-osoite;B;fi;;
"""


def previewed(by, text, kind="terms"):
    content = text.format(today=clock.today()).encode() if isinstance(text, str) else text
    return people_imports.preview(kind=kind, file_name="taulukko.csv", content=content, by=by)


@pytest.fixture
def seat(cast):
    return cast.official_seat_a


def test_a_preview_changes_nothing_and_tells_every_line(cast, seat):
    by, before = cast.coordinator, Person.objects.count()
    letters = Letter.objects.count()
    found = previewed(by, TERMS)
    assert [(row["line"], row["state"]) for row in found.preview] == [
        ("2", "new"),
        ("3", "new"),
        ("4", "rejected"),
        ("5", "rejected"),
    ]
    assert "99" in found.preview[2]["reason"] and "ei-osoite" in found.preview[3]["reason"]
    assert (Person.objects.count(), Letter.objects.count(), Mandate.objects.filter(seat=seat).count()) == (
        before,
        letters,
        0,
    )
    assert found.counts == {"new": 2, "rejected": 2, "letters": 2}


def test_what_was_taken_in_is_what_the_preview_said_and_the_rows_are_not_kept(cast, seat):
    found = people_imports.take_in(previewed(cast.coordinator, TERMS), by=cast.coordinator)
    seat = Seat.objects.get(pk=seat.pk)
    assert (seat.holder.email, seat.deputy.language) == ("uusi@example.org", "sv")
    assert Letter.objects.filter(kind="seat_appointment").count() == 2
    assert (found.rows, found.preview, found.counts["new"]) == ([], [], 2)
    with pytest.raises(IllegalMove):
        people_imports.take_in(found, by=cast.coordinator)


def test_the_same_table_again_changes_nothing(cast, seat):
    people_imports.take_in(previewed(cast.coordinator, TERMS), by=cast.coordinator)
    again = previewed(cast.coordinator, TERMS)
    assert again.counts == {"same": 2, "rejected": 2, "letters": 0}


def test_what_is_taken_away_can_be_sent_back_and_changes_nothing(cast, seat):
    assert cast.official_of_a and cast.member
    Person.objects.filter(pk=things.person("formula").pk).update(name="=1+1 (Esimerkki)")
    for kind in people_imports.KINDS:
        columns = people_imports.KINDS[kind].columns
        lines = [columns, *people_imports.exported(kind)]
        text = "\n".join(";".join("" if cell is None else str(cell) for cell in line) for line in lines)
        counts = previewed(cast.coordinator, text.replace("{", ""), kind).counts
        assert counts.get("same") == len(lines) - 1, (kind, counts)


def test_a_row_that_has_become_bad_since_stops_everything(cast, seat):
    found = previewed(cast.coordinator, TERMS)
    Seat.objects.filter(pk=seat.pk).update(closed_on=clock.today())
    with pytest.raises(people_imports.Changed):
        people_imports.take_in(found, by=cast.coordinator)
    found.refresh_from_db()
    assert found.state == "previewed" and not Person.objects.filter(email="uusi@example.org").exists()


def test_a_change_is_shown_old_and_new_and_an_empty_cell_leaves_what_is_there(cast):
    person = things.person("kaisa", title="suunnittelija", phone="123")
    found = previewed(cast.coordinator, "email;title;phone\nkaisa@example.org;johtaja;\n", "people")
    assert found.preview[0]["changes"] == {"title": ["suunnittelija", "johtaja"]}
    people_imports.take_in(found, by=cast.coordinator)
    person.refresh_from_db()
    assert (person.title, person.phone) == ("johtaja", "123")


def test_a_workbook_reads_like_a_table(cast, seat):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Body", "seat", "email", "name", "since"])
    sheet.write_row(1, 0, [18, "official", "uusi@example.org", "Uusi"])
    sheet.write_datetime(1, 4, clock.now().replace(tzinfo=None))
    book.close()
    assert previewed(cast.coordinator, file.getvalue()).preview[0]["state"] == "new"


@pytest.mark.parametrize(
    "content",
    [b"", b"email\n", b"\0\1\2", b"PK\3\4 not a zip", b"nimi;osoite\nA;B\n", b"email;email\na;b\n", b"x" * 2_000_001],
)
def test_what_cannot_be_read_is_refused_in_words(cast, content):
    with pytest.raises(ValidationError) as refusal:
        previewed(cast.coordinator, content, "people")
    assert refusal.value.messages[0] and not PeopleImport.objects.exists()


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail_otherwise_than_in_words(content):
    try:
        rows = sheets.read("x", content)
    except ValidationError:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


def test_tables_that_wait_for_a_week_are_dropped_with_their_rows(cast, seat):
    found = previewed(cast.coordinator, TERMS)
    with clock.at(clock.now() + people_imports.KEPT_FOR * 2):
        assert people_imports.drop_old() == 1
    found.refresh_from_db()
    assert (found.state, found.rows, found.preview) == ("dropped", [], [])


def test_nothing_is_left_open_in_the_database_after_a_preview(cast, seat):
    previewed(cast.coordinator, TERMS)
    assert not connection.needs_rollback
