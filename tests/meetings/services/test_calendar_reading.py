"""Reading a calendar file that anybody could have written."""

from datetime import date, datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from meetings.services import calendar_reading

WINDOW = (date(2028, 1, 1), date(2029, 12, 31))
RECESS = "DTSTART;VALUE=DATE:20280619\nDTEND;VALUE=DATE:20280902"


def event(days: str = RECESS, *, name: str = "Kesätauko", uid: str = "1@eduskunta", more: str = "") -> str:
    return "\n".join(
        part for part in ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{name}", days, more, "END:VEVENT") if part
    )


def calendar(*parts: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Eduskunta", *parts, "END:VCALENDAR"]).encode()


def read(*parts: str):
    return calendar_reading.read(calendar(*parts), window=WINDOW)


def days(*parts: str) -> list[tuple[date, date]]:
    return [(one.first, one.last) for one in read(*parts).entries]


def test_days_of_the_whole_day_end_before_their_end():
    [entry] = read(event()).entries
    assert (entry.first, entry.last, entry.name) == (date(2028, 6, 19), date(2028, 9, 1), "Kesätauko")
    assert read().name == "Eduskunta"


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("DTSTART;TZID=Europe/Helsinki:20280301T100000\nDTEND;TZID=Europe/Helsinki:20280301T160000", 1),
        ("DTSTART;TZID=Europe/Helsinki:20280301T100000\nDTEND;TZID=Europe/Helsinki:20280303T000000", 2),
        ("DTSTART:20280229T223000Z\nDTEND:20280301T080000Z", 1),
        ("DTSTART:20280301T100000\nDURATION:P2D", 3),
        ("DTSTART;VALUE=DATE:20280301", 1),
        ("DTSTART;VALUE=DATE:20280301\nDURATION:P2D", 2),
    ],
)
def test_moments_become_days_of_the_profiles_zone(written, last):
    assert days(event(written)) == [(date(2028, 3, 1), date(2028, 3, last))]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY", [date(2028, 2, 7), date(2029, 2, 7)]),
        ("FREQ=YEARLY;INTERVAL=2", [date(2028, 2, 7)]),
        ("FREQ=YEARLY;COUNT=9", [date(2028, 2, 7)]),
        ("FREQ=YEARLY;UNTIL=20281231T000000Z", [date(2028, 2, 7)]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=7", [date(2028, 2, 7), date(2029, 2, 7)]),
    ],
)
def test_what_repeats_is_counted_from_its_beginning(rule, expected):
    found = days(event("DTSTART;VALUE=DATE:20200207", more=f"RRULE:{rule}"))
    assert [first for first, _last in found] == expected


def test_weekly_repetitions_know_their_weekdays_their_end_and_their_exceptions():
    rule = "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5\nEXDATE;VALUE=DATE:20280309"
    found = days(event("DTSTART;VALUE=DATE:20280307", more=rule))
    assert [first.day for first, _last in found] == [7, 14, 16, 21]


def test_a_month_without_the_day_is_left_out():
    found = days(event("DTSTART;VALUE=DATE:20280131", more="RRULE:FREQ=MONTHLY;COUNT=3"))
    assert [first for first, _last in found] == [date(2028, 1, 31), date(2028, 3, 31), date(2028, 5, 31)]


def test_a_repetition_that_was_moved_stands_where_it_was_moved():
    moved = event("DTSTART;VALUE=DATE:20290210", more="RECURRENCE-ID;VALUE=DATE:20290207")
    found = days(event("DTSTART;VALUE=DATE:20280207", more="RRULE:FREQ=YEARLY"), moved)
    assert [first for first, _last in found] == [date(2028, 2, 7), date(2029, 2, 10)]


@pytest.mark.parametrize(
    "more",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;BYSETPOS=-1;BYDAY=MO",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;INTERVAL=99999999999999999999",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;COUNT=x",
        "RRULE:FREQ=YEARLY\nRRULE:FREQ=MONTHLY",
        "RDATE;VALUE=DATE:20280301",
    ],
)
def test_bombs_and_riddles_are_left_out_with_a_reason(more):
    reading = read(event("DTSTART;VALUE=DATE:19700101", more=more), event(uid="2"))
    assert [name for name, _reason in reading.rejected] == ["Kesätauko"]
    assert len(reading.entries) == 1


@pytest.mark.parametrize(
    "written",
    [
        "",
        "DTSTART:garbage",
        "DTSTART;VALUE=DATE:20280301\nDTEND;VALUE=DATE:20270301",
        "DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231",
        "DTSTART;VALUE=DATE:20280301\nDTEND:20280302T100000Z",
        "DTSTART;VALUE=DATE:20280301\nDURATION:P99999999999D",
        "DTSTART;VALUE=DATE:20280301\nDTSTART;VALUE=DATE:20280302",
    ],
)
def test_days_that_cannot_be_right_are_left_out_with_a_reason(written):
    reading = read(event(written))
    assert (len(reading.entries), len(reading.rejected)) == (0, 1)


def test_a_strange_zone_counts_as_the_profiles():
    assert days(event("DTSTART;TZID=../../etc/passwd:20280301T100000")) == [(date(2028, 3, 1), date(2028, 3, 1))]


def test_cancelled_events_and_those_of_other_years_are_not_there():
    reading = read(event(more="STATUS:CANCELLED"), event("DTSTART;VALUE=DATE:20200301"))
    assert (reading.entries, reading.rejected, reading.outside) == ([], [], 1)


def test_names_are_one_line_of_visible_letters():
    [entry] = read(event(name="\u202eTauko\\n<b>kesä</b>\t" + "x" * 500)).entries
    assert entry.name.startswith("Tauko <b>kesä</b> xxx")
    assert len(entry.name) == calendar_reading.LONGEST_NAME


def test_an_event_without_a_name_is_left_out():
    assert len(read(event(name="")).rejected) == 1


def test_lines_that_say_nothing_are_passed_over():
    assert len(read("BEGIN:VEVENT", "no colon here", "END:VEVENT", event()).entries) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n" + b"x" * calendar_reading.MOST_BYTES,
        calendar(*["BEGIN:X"] * 20, *["END:X"] * 20),
        calendar(*[event(uid=str(number)) for number in range(calendar_reading.MOST_EVENTS + 1)]),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR",
    ],
    ids=["empty", "pdf", "bytes", "large", "deep", "many", "unfinished"],
)
def test_what_is_no_calendar_of_periods_is_refused_in_words(content):
    with pytest.raises(ValidationError) as refused:
        calendar_reading.read(content, window=WINDOW)
    assert refused.value.code == "calendar"


def test_too_many_periods_are_refused():
    weekly = [event("DTSTART;VALUE=DATE:20280103", uid=str(n), more="RRULE:FREQ=WEEKLY;COUNT=50") for n in range(7)]
    with pytest.raises(ValidationError):
        read(*weekly)


def test_the_largest_file_is_read_in_a_moment():
    half = "BEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=SECONDLY\nEND:STANDARD"
    bomb = f"BEGIN:VTIMEZONE\nTZID:B\n{half}\nEND:VTIMEZONE"
    old = [
        event("DTSTART;TZID=B:19700101T100000", uid=str(n), more="RRULE:FREQ=MONTHLY;UNTIL=20271201")
        for n in range(1000)
    ]
    began = process_time()
    assert read(bomb, *old).outside == 1000
    assert process_time() - began < 5


def test_the_day_is_that_of_the_profile_whatever_zone_the_reader_is_in():
    late = datetime(2028, 3, 1, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    assert days(event(f"DTSTART:{late.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"))[0][0] == date(2028, 3, 2)
