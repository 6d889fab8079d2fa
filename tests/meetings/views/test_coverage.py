"""The coverage board and what is done from it."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from forum import clock
from forum.models import AuditEntry, Letter
from meetings.models import Answer, Invitation
from meetings.services import answers, invitations
from regions.models import Mandate
from tests import things
from tests.people import KINDS, hold

STAFF_PAGES = ("coverage",)
COORDINATOR_PAGES = ("call_list", "send_invitations", "guest")
SILENCE_WORDS = ("ei vastannut", "ei tavoiteta", "Muistutettu", "Soittolista", "Kirje palautui")


@pytest.fixture
def meeting(cast):
    assert cast.official_of_a and cast.official_of_b
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    return meeting


@pytest.fixture
def invitation(cast, meeting):
    return Invitation.objects.with_board().get(seat=cast.official_seat_a)


def at(name, row):
    return reverse(f"meetings:{name}", args=[row.public_id])


def expected(name, kind):
    if kind == "stranger":
        return 302
    allowed = {"coordinator", "chair"} if name in STAFF_PAGES else {"coordinator"}
    return 200 if kind in allowed else 403


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*STAFF_PAGES, *COORDINATOR_PAGES])
def test_who_opens_the_staff_pages(client, cast, meeting, name, kind):
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    assert client.get(at(name, meeting)).status_code == expected(name, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_who_answers_on_behalf(client, cast, invitation, kind):
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    client.post(at("invitation", invitation), {"reply": "attend", "mode": "room"})
    assert Answer.objects.exists() == (kind == "coordinator")


@pytest.mark.parametrize("kind", KINDS)
def test_who_sends_reminds_and_withdraws(client, cast, meeting, invitation, kind):
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    client.post(at("coverage_act", meeting), {"do": "remind", "seat": [invitation.public_id]})
    client.post(at("invitation_withdraw", invitation), {"reason": ""})
    kinds = set(Letter.objects.values_list("kind", flat=True))
    assert ({"reminder", "invitation_withdrawn"} <= kinds) == (kind == "coordinator")


def test_looking_sends_nothing(client, cast, meeting, invitation):
    client.force_login(cast.coordinator)
    before = Letter.objects.count()
    for name in (*STAFF_PAGES, *COORDINATOR_PAGES, "coverage_act"):
        client.get(at(name, meeting))
    client.get(at("invitation", invitation))
    client.get(at("invitation_withdraw", invitation))
    assert Letter.objects.count() == before


def test_the_board_tells_states_in_words_and_counts_regions(client, cast, meeting, invitation):
    answers.answer(invitation, reply="decline", reason="Valtuusto", by=cast.official_of_a, channel="link")
    client.force_login(cast.coordinator)
    page = client.get(at("coverage", meeting))
    assert page.context["board"].tally == {"represented": 0, "open": 1, "gap": 1}
    assert "Valtuusto" in page.content.decode() and "✕" in page.content.decode()


@pytest.fixture
def of_all_kinds(cast, meeting, invitation):
    """Kainuu has declined, Ostrobothnia is silent and was reminded, a third region comes, a fourth bounced."""
    answers.answer(invitation, reply="decline", reason="Polvivamma", by=cast.official_of_a, channel="link")
    for name, bounced in (("Lappi", None), ("Uusimaa", clock.now())):
        person = hold(things.seat(things.region(name_fi=name)), things.person(name.lower())).person
        one = things.invitation(meeting, person.mandates.get().seat, bounced_at=bounced)
        if not bounced:
            answers.answer(one, reply="attend", mode="remote", by=person, channel="link")
    invitations.remind(list(meeting.invitations.with_board().filter(seat=cast.official_seat_b)), by=cast.coordinator)


def test_the_chair_sees_who_comes_and_who_cannot(client, cast, meeting, of_all_kinds):
    client.force_login(cast.chair)
    page = client.get(at("coverage", meeting))
    seen = {line.row.name: line.row.state for line in page.context["lines"]}
    assert seen == {"Kainuu": "declined", "Lappi": "remote"}
    assert "lappi (Esimerkki)" in page.content.decode()


@pytest.mark.parametrize("query", ["", "?state=silent", "?state=unreachable", "?sort=region", "?format=csv"])
def test_the_chair_sees_no_reason_silence_bounce_or_reminder(client, cast, meeting, of_all_kinds, query):
    client.force_login(cast.chair)
    page = client.get(at("coverage", meeting) + query).content.decode()
    private = ("Polvivamma", "uusimaa (Esimerkki)", "official.b (Esimerkki)", "official.a (Esimerkki)", *SILENCE_WORDS)
    assert not [word for word in private if word in page]


def test_the_coordinator_sees_all_of_that(client, cast, meeting, of_all_kinds):
    client.force_login(cast.coordinator)
    page = client.get(at("coverage", meeting)).content.decode()
    assert not [word for word in ("Polvivamma", *SILENCE_WORDS) if word not in page]


def test_the_map_is_silent_to_the_chair_of_a_region_where_one_seat_of_two_has_declined(client, cast):
    meeting = things.meeting("politicians", state="invited")
    one, two = (hold(things.seat(cast.region_a, "politician", n), things.person()).person for n in (1, 2))
    for person in (one, two):
        things.invitation(meeting, person.mandates.get().seat)
    declined = meeting.invitations.with_board().get(person=one)
    answers.answer(declined, reply="decline", reason="Matka", by=one, channel="link")
    client.force_login(cast.chair)
    labels = [tile["label"] for tile in client.get(at("coverage", meeting)).context["tiles"]]
    assert labels == ["Kainuu"]


def test_a_region_with_seats_in_two_states_has_one_place_to_which_its_tile_leads(client, cast):
    meeting = things.meeting("politicians", state="invited")
    people = [hold(things.seat(cast.region_a, "politician", number), things.person()).person for number in (1, 2)]
    for person in people:
        things.invitation(meeting, person.mandates.get().seat)
    first = meeting.invitations.with_board().get(person=people[0])
    answers.answer(first, reply="attend", mode="room", by=people[0], channel="link")
    client.force_login(cast.coordinator)
    page = client.get(at("coverage", meeting))
    assert [line.row.state for line in page.context["lines"]] == ["silent", "attending"]
    assert page.content.decode().count('id="r18"') == 1


def test_the_filter_narrows_and_the_csv_has_just_those_rows(client, cast, meeting, invitation):
    answers.answer(invitation, reply="decline", reason="=1+1", by=cast.official_of_a, channel="link")
    client.force_login(cast.coordinator)
    page = client.get(at("coverage", meeting) + "?state=declined")
    assert [line.row.name for line in page.context["lines"]] == ["Kainuu"]
    rows = client.get(at("coverage", meeting) + "?state=declined&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2 and rows[1].startswith("Kainuu;")


def test_the_workbook_has_the_same_rows(client, cast, meeting, invitation):
    client.force_login(cast.coordinator)
    file = b"".join(client.get(at("coverage", meeting) + "?format=xlsx"))
    assert len(list(load_workbook(BytesIO(file)).active.values)) == 1 + meeting.invitations.count()


def test_reminding_reminds_only_the_silent(client, cast, meeting, invitation):
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    client.force_login(cast.coordinator)
    every = list(meeting.invitations.values_list("public_id", flat=True))
    client.post(at("coverage_act", meeting), {"do": "remind", "seat": every})
    assert [letter.person for letter in Letter.objects.filter(kind="reminder")] == [cast.official_of_b]


def test_sending_from_the_confirm_page(client, cast):
    assert cast.official_of_a
    meeting = things.meeting()
    client.force_login(cast.coordinator)
    assert "Kainuu" in client.get(at("send_invitations", meeting)).content.decode()
    client.post(at("send_invitations", meeting))
    meeting.refresh_from_db()
    assert meeting.state == "invited" and Letter.objects.filter(kind="invitation").count() == 1


def test_a_guest_is_added_and_invited_with_the_next_sending(client, cast, meeting):
    client.force_login(cast.coordinator)
    client.post(at("guest", meeting), {"name": "Vieras (Esimerkki)", "email": "vieras@example.org", "language": "sv"})
    client.post(at("send_invitations", meeting))
    assert Letter.objects.get(to_address="vieras@example.org").language == "sv"


def test_on_behalf_the_deputy_attends(client, cast, invitation):
    hold(cast.official_seat_a, things.person("deputy"), "deputy")
    client.force_login(cast.coordinator)
    client.post(at("invitation", invitation), {"reply": "deputy_attends", "mode": "remote"})
    invitation.refresh_from_db()
    assert (invitation.state, invitation.answer.channel) == ("deputy_accepted", "on_behalf")
    assert AuditEntry.objects.filter(verb="answers.on_behalf").exists()


@pytest.fixture
def three(client, cast, meeting):
    """The coordinator has ticked three seats, Ostrobothnia first, and pressed "Answer on behalf"."""
    seats = [cast.official_seat_b, cast.official_seat_a, hold(things.seat(things.region()), things.person()).seat]
    invitations.send(meeting, by=cast.coordinator)
    by_seat = {one.seat_id: one for one in meeting.invitations.all()}
    chosen = [by_seat[seat.pk] for seat in seats]
    client.force_login(cast.coordinator)
    names = [one.public_id for one in chosen]
    return chosen, client.post(at("coverage_act", meeting), {"do": "answer", "seat": names})["Location"]


def test_several_seats_are_answered_for_one_after_another_in_the_boards_order(client, meeting, three):
    chosen, address = three
    for number, invitation in enumerate(chosen, 1):
        page = client.get(address).content.decode()
        assert address.startswith(at("invitation", invitation)) and f"{number}/3" in page
        address = client.post(address, {"reply": "attend", "mode": "room"})["Location"]
    assert address == at("coverage", meeting)
    assert set(meeting.invitations.values_list("state", flat=True)) == {"accepted"}


def test_an_answer_that_is_refused_stays_with_its_seat_and_keeps_the_rest(client, three):
    chosen, address = three
    page = client.post(address, {"reply": "decline", "reason": ""})
    assert page.status_code == 422 and "1/3" in page.content.decode()
    assert page.context["turn"].here == address and page.context["turn"].next == chosen[1]


def test_a_seat_can_be_left_for_the_next(client, three):
    chosen, address = three
    onward = client.get(address).context["turn"].onward
    assert client.get(onward).context["invitation"] == chosen[1]
    assert not Answer.objects.exists()


def test_one_seat_alone_and_seats_of_another_meeting_make_no_turns(client, cast, meeting, three):
    invitation, elsewhere = three[0][0], things.invitation(things.meeting("politicians"), cast.politician_seat_a)
    address = f"{at('invitation', invitation)}?seat={invitation.public_id}&seat={elsewhere.public_id}&seat=nothing"
    assert client.get(address).context["turn"].chosen == [invitation]
    one = client.post(at("coverage_act", meeting), {"do": "answer", "seat": [invitation.public_id]})
    assert one["Location"] == at("invitation", invitation)


def test_a_conflict_is_shown(client, cast, meeting, invitation):
    answers.answer(invitation, reply="attend", mode="room", by=cast.official_of_a, channel="link")
    answers.answer(invitation, reply="decline", reason="Soitti", by=cast.coordinator, channel="on_behalf")
    client.force_login(cast.coordinator)
    row = next(line for line in client.get(at("coverage", meeting)).context["lines"] if line.row.name == "Kainuu")
    assert row.row.conflict.reply == "attend" and len(row.notes) >= 2


def test_the_call_list_names_the_regions_contact_too(client, cast, meeting):
    contact = things.person("contact", phone="+358 50 123 4567")
    Mandate.objects.create(region=cast.region_a, person=contact, role="contact", since="2020-01-01")
    client.force_login(cast.coordinator)
    page = client.get(at("call_list", meeting)).content.decode()
    assert contact.name in page and contact.phone in page


@pytest.mark.parametrize("more", [0, 2])
def test_the_board_takes_few_queries_whatever_its_length(client, cast, meeting, more, django_assert_max_num_queries):
    for _ in range(more):
        hold(things.seat(things.region()), things.person())
    invitations.send(meeting, by=cast.coordinator)
    for one in meeting.invitations.with_board():
        answers.answer(one, reply="attend", mode="room", by=one.person, channel="link")
    client.force_login(cast.coordinator)
    client.get(at("coverage", meeting))
    with django_assert_max_num_queries(12):
        client.get(at("coverage", meeting))
