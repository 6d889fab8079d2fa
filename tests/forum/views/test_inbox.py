"""The coordinators' inbox."""

import pytest
from django.urls import reverse

from forum.models import IncomingMail, Mailbox
from meetings.models import Invitation
from meetings.services import invitations, links
from tests import things
from tests.mails import mail
from tests.replies import came, reply


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def invitation(cast):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    return Invitation.objects.with_board().get()


def question(**facts):
    return came(mail("question", **{"NAME": "Mira", "FROM": "mira@example.org", **facts}))


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_what_waits_is_shown_until_more_is_asked_for(coordinator, cast, invitation):
    reply("outlook", invitation, cast.official_of_a)
    question()
    assert "Vs: Kutsu" in page(coordinator, "forum:inbox")
    assert "Virkamieskokous" not in page(coordinator, "forum:inbox")
    assert "Virkamieskokous" in page(coordinator, "forum:inbox", state="all")


def test_it_is_searched_by_kind_words_and_what_it_belongs_to(coordinator, cast, invitation):
    reply("outlook", invitation, cast.official_of_a)
    question(NAME="Mira Etsitty")
    assert "Vs: Kutsu" in page(coordinator, "forum:inbox", words="etsitty")
    assert "Vs: Kutsu" not in page(coordinator, "forum:inbox", kind="calendar", state="all")
    assert "Virkamieskokous" in page(coordinator, "forum:inbox", about=invitation.meeting.public_id)


def test_a_mail_to_a_sealed_address_belongs_to_its_meeting_and_leads_to_answering(coordinator, invitation):
    found = question(TO=links.reply_address(invitation))
    shown = page(coordinator, "forum:inbox_mail", found.public_id)
    assert reverse("meetings:invitation", args=[invitation.public_id]) in shown
    assert reverse("meetings:workspace", args=[invitation.meeting.public_id]) in page(coordinator, "forum:inbox")


def test_a_mail_is_shown_as_harmless_words(coordinator):
    shown = page(coordinator, "forum:inbox_mail", question().public_id)
    assert "Voinko tulla etänä?<br>Terveisin" in shown
    assert not [word for word in ("alert(", "tracker.example", "evil.example") if word in shown]


def test_hostile_headers_are_harmless_too(coordinator):
    raw = (
        b'From: "<script>x</script>" <a@b.fi>\r\nSubject: <img src=x onerror=y>\r\nMessage-ID: <h@x>\r\n\r\n<b>hei</b>'
    )
    shown = page(coordinator, "forum:inbox_mail", came(raw).public_id)
    assert "<script>x" not in shown and "<img src=x" not in shown and "&lt;b&gt;hei" in shown


def test_a_file_is_only_ever_taken_away(coordinator):
    answer = coordinator.get(reverse("forum:inbox_file", args=[question().public_id, 0]))
    assert answer["Content-Type"] == "application/octet-stream" and b"liite" in answer.content
    assert answer["Content-Disposition"] == 'attachment; filename="sivu.html"'
    assert coordinator.get(reverse("forum:inbox_file", args=[question().public_id, 9])).status_code == 404


def test_it_is_marked_as_done_and_taken_back(coordinator):
    found = question()
    for name, state in (("inbox_done", "done"), ("inbox_done", "done"), ("inbox_reopen", "inbox")):
        coordinator.post(reverse(f"forum:{name}", args=[found.public_id]))
        found.refresh_from_db()
        assert found.state == state


def test_it_can_be_said_to_belong_to_a_meeting(coordinator):
    found, meeting = question(), things.meeting()
    url = reverse("forum:inbox_belongs", args=[found.public_id])
    coordinator.post(url, {"about": f"meeting:{meeting.public_id}"})
    coordinator.post(url, {"about": "meeting:nonsense"})
    found.refresh_from_db()
    assert (found.about_kind, found.about_id) == ("meeting", meeting.public_id)


def test_the_chair_reads_neither_mail_nor_reasons(client, cast):
    client.force_login(cast.chair)
    for name, args in (("inbox", []), ("inbox_mail", [question().public_id])):
        assert client.get(reverse(f"forum:{name}", args=args)).status_code == 403


def test_the_desk_says_how_much_waits(coordinator):
    assert "odottaa saapuneissa" not in page(coordinator, "forum:desk")
    question()
    question(FROM="other@example.org")
    assert "2 viestiä odottaa" in page(coordinator, "forum:desk")


def test_a_mailbox_that_cannot_be_read_is_said(coordinator):
    Mailbox.objects.create(name="x", trouble="Connection refused")
    assert "Connection refused" in page(coordinator, "forum:inbox")


def test_a_letters_page_shows_what_came_back(coordinator, cast, invitation):
    letter = invitation.letters.get().letter
    type(letter).objects.update(message_id="<" + "a" * 40 + "@example.org>", state="sent", sent_at=letter.written_at)
    came(mail("out_of_office", NAME="A", FROM=cast.official_of_a.email, ORIGINAL="<" + "a" * 40 + "@example.org>"))
    assert "Automaattinen vastaus" in page(coordinator, "forum:letter", letter.public_id)


def test_an_invitations_page_shows_the_mail_that_brought_an_answer_and_those_that_did_not_count(
    coordinator, cast, invitation
):
    applied = reply("outlook", invitation, cast.official_of_a)
    maybe = reply("google", invitation, cast.official_of_a, PARTSTAT="TENTATIVE", STAMP="20270101T000000Z")
    shown = page(coordinator, "meetings:invitation", invitation.public_id)
    for one in (applied, maybe):
        assert reverse("forum:inbox_mail", args=[one.public_id]) in shown


def test_the_list_costs_the_same_for_one_mail_and_for_many(coordinator, cast, django_assert_max_num_queries):
    def costs():
        with django_assert_max_num_queries(30) as asked:
            page(coordinator, "forum:inbox", state="all")
        return len(asked)

    meetings = [things.meeting() for _ in range(3)]
    question(FROM=cast.official_of_a.email)
    IncomingMail.objects.update(about_kind="meeting", about_id=meetings[0].public_id)
    page(coordinator, "forum:inbox", state="all")
    first = costs()
    for person in (cast.official_of_b, cast.member, cast.politician_of_a):
        question(FROM=person.email)
    for one, meeting in zip(IncomingMail.objects.all(), meetings, strict=False):
        IncomingMail.objects.filter(pk=one.pk).update(about_kind="meeting", about_id=meeting.public_id)
    assert costs() == first
