"""Answers from calendars: registered when they are sure, kept and explained when they cannot count."""

from datetime import timedelta

import pytest

from forum import clock
from forum.models import IncomingMail, Letter
from forum.services import incoming_mail, posting
from meetings.models import Answer, CalendarReply, Invitation
from meetings.services import answers, invitations, links, meetings
from meetings.services.coverage import board
from tests import things
from tests.mails import REPLIES
from tests.people import hold
from tests.replies import came, outcome, reply, source


@pytest.fixture
def invitation(cast):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    Letter.objects.all().update(state="sent", sent_at=clock.now())
    return Invitation.objects.with_board().get()


@pytest.fixture
def deputy(cast):
    return hold(cast.official_seat_a, things.person("deputy"), "deputy").person


def letters(kind):
    return Letter.objects.filter(kind=kind)


@pytest.mark.parametrize("program", REPLIES)
@pytest.mark.parametrize(("partstat", "reply_code"), [("ACCEPTED", "attend"), ("DECLINED", "decline")])
def test_every_calendar_programs_answer_is_registered(cast, invitation, program, partstat, reply_code):
    mail = reply(program, invitation, cast.official_of_a, PARTSTAT=partstat)
    answer = Answer.objects.get()
    assert (answer.reply, answer.channel, answer.author) == (reply_code, "calendar", cast.official_of_a)
    assert (mail.state, mail.kind, outcome(mail)) == ("handled", "calendar", "applied")
    assert (mail.about_kind, mail.about_id, mail.person) == (
        "meeting",
        invitation.meeting.public_id,
        cast.official_of_a,
    )
    assert CalendarReply.objects.get().answer == answer


def test_a_calendar_answer_means_the_room_and_the_receipt_says_so(cast, invitation, mailoutbox):
    reply("outlook", invitation, cast.official_of_a)
    posting.post_due()
    assert Answer.objects.get().mode == "room" and letters("answer_receipt").get().calendar == ""
    text = mailoutbox[-1].message().get_body(("plain",)).get_content()
    assert "Vastauksesi kalenterista on kirjattu" in text and "paikan päällä" in text


def test_in_a_remote_meeting_it_means_remotely(cast, invitation):
    type(invitation.meeting).objects.update(place_fi="", place_sv="", place_en="")
    reply("outlook", invitation, cast.official_of_a)
    assert Answer.objects.get().mode == "remote"


def test_the_comment_of_a_refusal_is_its_reason(cast, invitation):
    reply("google", invitation, cast.official_of_a, PARTSTAT="DECLINED", COMMENT="Olen matkalla")
    assert Answer.objects.get().reason == "Olen matkalla"


def test_a_refusal_without_a_comment_says_that_it_gave_none(cast, invitation):
    reply("apple", invitation, cast.official_of_a, PARTSTAT="DECLINED")
    assert Answer.objects.get().reason == "Kieltäytynyt kalenterissa, syytä ei kerrottu."


def test_a_comment_beside_a_yes_is_read_by_a_coordinator(cast, invitation):
    mail = reply("outlook", invitation, cast.official_of_a, COMMENT="Tulen vasta klo 11")
    assert (mail.state, outcome(mail)) == ("inbox", "applied") and invitation_now(invitation).state == "accepted"


def invitation_now(invitation):
    return Invitation.objects.get(pk=invitation.pk)


def test_the_same_answer_again_writes_no_second_receipt(cast, invitation):
    reply("outlook", invitation, cast.official_of_a)
    again = reply("google", invitation, cast.official_of_a)
    assert outcome(again) == "same" and Answer.objects.count() == 1 and letters("answer_receipt").count() == 1


def test_a_calendar_does_not_overwrite_how_one_attends(cast, invitation):
    answers.answer(invitation, reply="attend", mode="remote", by=cast.official_of_a, channel="link")
    mail = reply("outlook", invitation, cast.official_of_a)
    assert outcome(mail) == "same" and invitation_now(invitation).mode == "remote"


def test_maybe_is_no_answer_and_the_person_is_told_once_a_day(cast, invitation):
    for program in ("outlook", "thunderbird"):
        assert outcome(reply(program, invitation, cast.official_of_a, PARTSTAT="TENTATIVE")) == "tentative"
    assert not Answer.objects.exists() and letters("calendar_not_taken").count() == 1
    assert letters("calendar_not_taken").get().secrets["answer_url"]
    assert board(invitation.meeting).rows[0].state == "silent"


def test_an_older_version_of_the_entry_does_not_count_and_the_new_one_is_sent(cast, invitation):
    Invitation.objects.update(sequence=2)
    mail = reply("outlook", invitation, cast.official_of_a, SEQUENCE=1)
    letter = letters("calendar_not_taken").get()
    assert outcome(mail) == "stale" and not Answer.objects.exists()
    assert letter.calendar_method == "REQUEST" and "SEQUENCE:2" in letter.calendar


def test_a_reply_without_a_sequence_answers_the_first_version(cast, invitation):
    Invitation.objects.update(sequence=1)
    raw = source("outlook_com", invitation, cast.official_of_a, SEQUENCE="")
    assert outcome(came(raw)) == "stale"


def test_an_answer_given_since_the_mail_came_stands(cast, invitation):
    answers.answer(invitation, reply="decline", reason="Este", by=cast.official_of_a, channel="link")
    raw = source("outlook", invitation, cast.official_of_a, SEQUENCE=9)
    mail = came(raw, received_at=clock.now() - timedelta(hours=1))
    assert outcome(mail) == "overtaken" and invitation_now(invitation).state == "declined"


def test_of_two_calendar_answers_in_the_wrong_order_the_later_stamp_stands(cast, invitation):
    reply("outlook", invitation, cast.official_of_a, PARTSTAT="DECLINED", STAMP="20261121T100000Z")
    late = reply("outlook", invitation, cast.official_of_a, STAMP="20261121T090000Z", SEQUENCE=5)
    assert outcome(late) == "overtaken" and invitation_now(invitation).state == "declined"


def test_a_withdrawn_invitation_takes_no_answer_and_leaves_the_calendar(cast, invitation):
    raw = source("outlook", invitation, cast.official_of_a)
    invitations.withdraw(invitation, by=cast.coordinator)
    assert outcome(came(raw)) == "withdrawn" and not Answer.objects.exists()
    assert letters("calendar_not_taken").get().calendar_method == "CANCEL"


def test_a_cancelled_meeting_takes_no_answer(cast, invitation):
    raw = source("google", invitation, cast.official_of_a)
    meetings.cancel(invitation.meeting, by=cast.coordinator, reason="Myrsky")
    assert outcome(came(raw)) == "cancelled" and letters("calendar_not_taken").exists()


def test_a_past_meeting_takes_no_answer(cast, invitation):
    raw = source("google", invitation, cast.official_of_a)
    with clock.at(invitation.meeting.ends_at + timedelta(days=1)):
        assert outcome(came(raw)) == "over"
    assert letters("calendar_not_taken").get().calendar == ""


def test_the_deputy_who_is_asked_answers_by_calendar(cast, invitation, deputy):
    answers.answer(invitation, reply="deputy", by=cast.official_of_a, channel="link")
    asked = invitation_now(invitation)
    mail = reply("outlook", asked, deputy)
    assert outcome(mail) == "applied" and invitation_now(invitation).state == "deputy_accepted"


def test_a_deputy_does_not_answer_over_a_holder_who_comes(cast, invitation, deputy):
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    mail = reply("outlook", invitation_now(invitation), deputy, PARTSTAT="DECLINED")
    assert outcome(mail) == "taken" and invitation_now(invitation).state == "accepted"


def test_delegating_asks_the_seats_own_deputy(cast, invitation, deputy):
    mail = reply("thunderbird", invitation, cast.official_of_a, PARTSTAT="DELEGATED")
    assert outcome(mail) == "applied" and letters("deputy_asked").get().person == deputy


def test_nobody_is_made_a_deputy_by_a_calendar(cast, invitation):
    mail = reply("thunderbird", invitation, cast.official_of_a, PARTSTAT="DELEGATED")
    assert outcome(mail) == "no_deputy" and cast.official_seat_a.deputy is None
    assert letters("calendar_not_taken").get().facts["why"] == "no_deputy"


def test_an_alias_under_the_persons_own_name_is_known_by_the_sealed_address(cast, invitation):
    alias = {"FROM": "ville.virkamies@toinen.example", "ATTENDEE": "ville.virkamies@toinen.example"}
    mail = reply("outlook", invitation, cast.official_of_a, **alias)
    assert outcome(mail) == "applied" and Answer.objects.get().author == cast.official_of_a
    assert CalendarReply.objects.get().sender == alias["FROM"]


@pytest.mark.parametrize("name", ["Aivan Toinen", ""])
def test_somebody_who_was_forwarded_the_invitation_does_not_answer_for_the_seat(cast, invitation, name):
    mail = reply(
        "outlook", invitation, cast.official_of_a, FROM="x@toinen.example", ATTENDEE="x@toinen.example", NAME=name
    )
    assert (mail.state, outcome(mail)) == ("inbox", "unsure") and not Answer.objects.exists()


def test_another_seats_official_does_not_answer_for_this_seat(cast, invitation):
    mail = reply("outlook", invitation, cast.official_of_b, NAME=cast.official_of_a.name)
    assert (mail.state, mail.person) == ("inbox", cast.official_of_b) and not Answer.objects.exists()


def test_without_the_sealed_address_the_uid_and_both_addresses_do(cast, invitation):
    mail = reply("outlook_com", invitation, cast.official_of_a, TO="foorumi@example.org")
    assert outcome(mail) == "applied"


def test_without_the_sealed_address_a_strangers_mail_answers_nothing(cast, invitation):
    mail = reply("outlook_com", invitation, cast.official_of_a, TO="foorumi@example.org", FROM="x@toinen.example")
    assert (mail.state, outcome(mail)) == ("inbox", "unsure") and not Answer.objects.exists()


def forged(address):
    head, _, domain = address.partition("@")
    return f"{head[:-1]}{'0' if head[-1] != '0' else '1'}@{domain}"


def test_a_forged_address_answers_nothing_whoever_sends_it(cast, invitation):
    address = forged(links.reply_address(invitation))
    mail = reply("outlook", invitation, cast.official_of_a, TO=address)
    assert mail.state == "inbox" and not Answer.objects.exists() and not CalendarReply.objects.exists()


def test_a_sealed_address_and_the_uid_of_another_invitation_answer_neither(cast, invitation):
    mail = reply("outlook", invitation, cast.official_of_a, UID="abcdefghjk.mnpqrstuvw@example.org")
    assert mail.state == "inbox" and not Answer.objects.exists()


def test_another_time_is_proposed_to_the_coordinator(cast, invitation):
    raw = source("thunderbird", invitation, cast.official_of_a, PARTSTAT="TENTATIVE").replace(
        b"METHOD:REPLY", b"METHOD:COUNTER"
    )
    mail = came(raw)
    assert (mail.state, mail.kind) == ("inbox", "calendar") and not Answer.objects.exists()


def test_an_answer_that_was_forwarded_inside_another_mail_is_no_answer(cast, invitation):
    inner = source("outlook", invitation, cast.official_of_a)
    head = b"From: x@toinen.example\r\nMessage-ID: <outer@x>\r\nContent-Type: message/rfc822\r\n\r\n"
    assert came(head + inner).kind == "personal" and not Answer.objects.exists()


def test_nothing_answers_a_machine(cast, invitation):
    reply("nextcloud", invitation, cast.official_of_a)
    reply("nextcloud", invitation, cast.official_of_a, PARTSTAT="TENTATIVE")
    assert Answer.objects.count() == 1 and not letters("answer_receipt").exists()
    assert not letters("calendar_not_taken").exists()


def test_an_answer_that_differs_from_anothers_is_shown_as_a_conflict(cast, invitation, deputy):
    answers.answer(invitation, reply="attend", mode="room", by=deputy, channel="link", as_deputy=True)
    reply("outlook", invitation_now(invitation), cast.official_of_a, PARTSTAT="DECLINED")
    row = board(invitation.meeting).rows[0]
    assert row.conflict and row.newest.channel == "calendar"


def test_a_late_answer_is_marked_as_late(cast, invitation):
    with clock.at(invitation.meeting.starts_at - timedelta(days=1)):
        reply("outlook", invitation, cast.official_of_a, STAMP="20300101T000000Z")
    assert Answer.objects.get().late


def test_reading_a_mail_twice_stores_it_once(cast, invitation):
    raw = source("outlook", invitation, cast.official_of_a)
    came(raw)
    assert incoming_mail.store(raw, via="webhook") is None and IncomingMail.objects.count() == 1
