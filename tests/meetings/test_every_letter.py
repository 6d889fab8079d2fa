"""Every kind of letter, written by the services: what mail scanners and calendar programs make of them."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from icalendar import Calendar

from forum import clock
from forum.models import Letter
from forum.services import envelopes, feedback, rendering, sign_in
from meetings.models import Invitation, SignUp
from meetings.services import (
    action_letters,
    actions,
    answers,
    brief_days,
    changes,
    inputs,
    invitations,
    meetings,
    sign_ups,
    unreachable,
)
from regions.models import Network
from regions.services import seats
from tests import followed, planned, spreading, subscribing, things, viewed
from tests import mailings as mass
from tests.actions import action
from tests.noted import Noted, corrected
from tests.people import hold
from tests.replies import reply
from themes.services import comments, region_views, view_rounds

LINK = re.compile(r"https?://[^\s\"'<>]+")
UNTOUCHED = {"django_session"}


@pytest.fixture
def letters(cast):
    """One year in the life of a secretariat: every kind of letter has been written, and none has left."""
    holder, deputy = cast.official_of_a, hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    by, meeting, other = cast.coordinator, things.meeting(), things.meeting(days=80)
    assert cast.official_of_b
    guest = {"name": "Guest (Esimerkki)", "email": "guest@example.org", "language": "en"}
    invited = invitations.add_guest(meeting, by=by, **guest)
    invitations.send(meeting, by=by)
    invitations.send(other, by=by)
    invitations.remind(list(meeting.invitations.with_board()), by=by)
    of_a = Invitation.objects.get(meeting=meeting, seat=cast.official_seat_a)
    answers.answer(of_a, reply="deputy", by=holder, channel="link")
    answers.answer(of_a, reply="attend", mode="remote", by=deputy, channel="link", as_deputy=True)
    answers.answer(of_a, reply="attend", mode="room", by=holder, channel="link")
    hold(cast.official_seat_b, holder, "deputy")
    give_up = Invitation.objects.get(meeting=meeting, seat=cast.official_seat_b)
    answers.answer(give_up, reply="deputy", by=cast.official_of_b, channel="link")
    move(meeting, by, street="Snellmaninkatu 9")
    seats.appoint(cast.official_seat_b, person=things.person("new"), role="holder", by=by)
    invitations.withdraw(Invitation.objects.with_board().get(pk=invited.pk), by=by, reason="Twice")
    meetings.cancel(other, by=by, reason="Storm")
    open_event = things.meeting("debrief", kind=things.kind("debrief", is_open=True))
    said = {"name": "Kalle (Esimerkki)", "organisation": "", "language": "sv", "mode": "room"}
    sign_ups.cancel(sign_ups.sign_up(open_event, email="kalle@example.org", **said))
    tell_of_actions(cast)
    ask_for_input(cast)
    ask_for_views(cast)
    corrected(Noted(cast).meeting, cast, tell=True, conclusions_fi="Kolmas johtopäätös")
    tell_of_a_brief(meeting)
    said = comments.say(things.brief().thread, by=holder, text="Kissa vieköön.", language="fi")
    comments.hide(said, by=by, reason="Ei kuulu aiheeseen")
    feedback.give(about="other", message="Kiitos", page="/fi/", email="", language="fi")
    sign_in.write_code(cast.member, code="BCDF-GHJK")
    mass.every_kind(cast)
    planned.every_kind(cast)
    subscribing.every_kind(cast)
    followed.every_kind(cast)
    spreading.every_kind(cast)
    viewed.every_kind(cast)
    tell_of_mail(cast, of_a)
    return list(Letter.objects.select_related("person"))


def tell_of_mail(cast, invitation):
    """A calendar answer that does not count, and the letter about addresses that do not work."""
    reply("outlook", Invitation.objects.get(pk=invitation.pk), cast.official_of_a, PARTSTAT="TENTATIVE")
    gone = things.person("gone", unreachable_since=clock.now())
    hold(things.seat(cast.region_a, "politician", 2), gone)
    with clock.at(clock.now().replace(hour=12)):
        unreachable.tell()


def ask_for_input(cast):
    """The letter to who answers for a network."""
    network = Network.objects.create(name_fi="Ilmastoverkosto", coordinator=cast.member)
    meeting = things.meeting(days=70)
    inputs.ask(meeting, network=network, due=meeting.day, by=cast.coordinator, question_fi="Mitä?")


def ask_for_views(cast):
    """Every kind of letter about the regions' views."""
    round = viewed.asked(cast)
    view_rounds.remind(round, by=cast.coordinator)
    view = viewed.approved(round, cast, things.person("boss"))
    region_views.reopen(view, by=cast.coordinator, reason="Luku puuttuu")


def tell_of_a_brief(meeting):
    """A new version of a brief that is read for the meeting."""
    brief = things.published(things.brief(theme=meeting.theme))
    meeting.meeting_briefs.create(brief=brief)
    brief_days.tell(brief.published, None)


def tell_of_actions(cast):
    """Every kind of letter about an action point of the agency."""
    one = action(owner=cast.agency)
    for purpose in action_letters.KINDS:
        action_letters.write(cast.member, [action_letters.Reason(one, purpose, "2027-03")], [one])
    actions.report(one, by=cast.member, organisation=cast.agency, state="open", language="fi", **proposal(one))
    actions.decide_day(one, by=cast.coordinator, accept=False, reason="Kokous on ennen sitä")


def proposal(one):
    """Another day than the present one."""
    return {"proposed_due": one.due + timedelta(days=9), "reason": "Kiire"}


def move(meeting, by, **values):
    """Changes the meeting and releases the change."""
    meeting.refresh_from_db()
    waiting = meetings.change(meeting, by=by, revision=meeting.revision, **values).waiting
    if waiting:
        changes.release(waiting, by=by, revision=waiting.revision, meeting_revision=meeting.revision)


def test_every_kind_of_letter_is_among_them(letters):
    folder = Path(settings.BASE_DIR) / "templates/letters"
    kinds = {path.name.removesuffix("_subject.txt") for path in folder.glob("*_subject.txt")}
    assert {letter.kind for letter in letters} == kinds


def snapshot():
    """Every row of every table, except the sessions of browsers."""
    rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if table not in UNTOUCHED:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows[table] = sorted(repr([as_kept(value) for value in row]) for row in cursor.fetchall())
    return rows


def as_kept(value):
    """The value itself: PostgreSQL's bytes come as views of themselves."""
    return bytes(value) if isinstance(value, memoryview) else value


def test_a_scanner_that_follows_every_link_of_every_letter_twice_changes_no_row(letters):
    own = urlsplit(settings.SITE_URL).netloc
    found = set()
    for letter in letters:
        rendered = rendering.render(letter)
        found |= {link.rstrip(".,)").replace("&amp;", "&") for link in LINK.findall(rendered.text + rendered.html)}
        found |= set(LINK.findall(letter.calendar.replace("\r\n ", "").replace("\\n", "\n")))
    addresses = sorted(link for link in found if urlsplit(link).netloc == own)
    assert sum("/answer/" in address for address in addresses) > 4
    before = snapshot()
    for _ in range(2):
        for address in addresses:
            parts = urlsplit(address)
            for path in (f"{parts.path}?{parts.query}", f"{parts.path}?change=1"):
                assert Client().get(path, follow=True).status_code in (200, 410), path
                assert Client().head(path).status_code in (200, 302, 410), path
    assert snapshot() == before


def test_every_calendar_part_has_one_event_one_attendee_one_method_and_no_personal_link(letters):
    with_calendar = [letter for letter in letters if letter.calendar]
    assert {letter.calendar_method for letter in with_calendar} == {"REQUEST", "CANCEL"}
    for letter in with_calendar:
        sent = message_from_bytes(bytes(envelopes.message(letter, rendering.render(letter))), policy=default)
        parts = [part for part in sent.walk() if part.get_content_type() == "text/calendar"]
        assert [part.get_filename() for part in parts] == [None, "invite.ics"]
        assert "multipart/alternative" in [part.get_content_type() for part in sent.walk()]
        for part in parts:
            assert part["Content-Type"].params["method"] == letter.calendar_method
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            (event,) = calendar.walk("VEVENT")
            assert calendar["METHOD"] == letter.calendar_method and len(calendar.walk("VTIMEZONE")) == 1
            assert str(event["ATTENDEE"]) == f"MAILTO:{letter.to_address}"
            assert (str(event["STATUS"]) == "CANCELLED") == (letter.calendar_method == "CANCEL")
            assert "/answer/" not in calendar.to_ical().decode().replace("\r\n ", "")
            assert "DTSTAMP" in event and str(event["ORGANIZER"]).startswith("MAILTO:rsvp+")


def test_an_invitations_calendar_entry_keeps_its_name_and_its_number_only_rises(letters):
    numbers: dict[str, list[int]] = {}
    for letter in sorted(letters, key=lambda letter: letter.pk):
        if letter.calendar:
            (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
            numbers.setdefault(str(event["UID"]), []).append(int(event["SEQUENCE"]))
    asked = Invitation.objects.exclude(meeting__state="notes_public")
    assert len(numbers) == asked.count() + SignUp.objects.count()
    assert all(rising == sorted(rising) for rising in numbers.values())


@pytest.mark.parametrize(
    ("values", "rises"),
    [
        ({"street": "Snellmaninkatu 9"}, True),
        ({"place_fi": "Finlandia-talo"}, True),
        ({"remote_link": "https://video.example.org/other"}, True),
        ({"host_region": None}, False),
    ],
)
def test_the_number_rises_when_place_or_link_change_and_not_otherwise(cast, values, rises):
    assert cast.official_of_a
    meeting = things.meeting(host_region=cast.region_b)
    invitations.send(meeting, by=cast.coordinator)
    move(meeting, cast.coordinator, **values)
    assert Invitation.objects.get().sequence == int(rises)
    assert Letter.objects.filter(kind="meeting_changed").count() == int(rises)
