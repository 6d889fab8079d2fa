"""Changes of a meeting that people know of: collected, dropped, released once; who is told, and what moves along."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from forum import clock
from forum.models import AuditEntry, Letter
from forum.services import desk, rendering
from forum.states import IllegalMove
from meetings.models import ChangeNotice, Invitation, Meeting
from meetings.services import answers, change_letters, change_words, changes, invitations, meetings, steps
from regions.models import Seat
from tests import things
from tests.people import hold
from themes.services.clash import Clash


@pytest.fixture
def meeting(cast):
    """Two officials are invited; Kainuu's comes."""
    assert cast.official_of_a and cast.official_of_b
    made = things.meeting(days=60)
    invitations.send(made, by=cast.coordinator)
    made.refresh_from_db()
    return made


def moved(meeting, days: int = 7) -> dict:
    """The same hours another day."""
    return {name: getattr(meeting, name) + timedelta(days=days) for name in ("starts_at", "ends_at")}


def edit(meeting, cast, **values):
    """What the form does: from what is shown now."""
    meeting.refresh_from_db()
    seen = {"revision": meeting.revision, "draft": changes.revision_of(changes.draft_of(meeting))}
    return meetings.change(meeting, by=cast.coordinator, **seen, **values)


def release(meeting, cast) -> list[Letter]:
    meeting.refresh_from_db()
    notice = changes.draft_of(meeting)
    assert notice
    return changes.release(notice, by=cast.coordinator, revision=notice.revision, meeting_revision=meeting.revision)


def told(kind: str = "meeting_changed"):
    return Letter.objects.filter(kind=kind).order_by("to_address")


def test_a_new_time_waits_and_nobody_hears_of_it(cast, meeting):
    before = meeting.starts_at
    edited = edit(meeting, cast, **moved(meeting))
    assert edited.saved == {} and edited.waiting.values.keys() == {"starts_at", "ends_at"}
    meeting.refresh_from_db()
    assert meeting.starts_at == before and meeting.revision == 1
    assert not told().exists() and Invitation.objects.filter(sequence=0).count() == 2


def test_what_nobody_has_in_their_calendar_is_saved_at_once(cast, meeting):
    edited = edit(meeting, cast, host_region=cast.region_a, street="Kauppakatu 1")
    assert edited.saved.keys() == {"host_region"} and edited.waiting.values == {"street": "Kauppakatu 1"}
    meeting.refresh_from_db()
    assert meeting.host_region == cast.region_a and meeting.street == ""


def test_a_meeting_that_nobody_knows_of_is_changed_at_once(cast):
    planned = things.meeting(state="planned", announced_at=None)
    assert edit(planned, cast, street="Kauppakatu 1").waiting is None
    planned.refresh_from_db()
    assert planned.street == "Kauppakatu 1"


def test_several_edits_add_up_and_taking_one_back_leaves_the_others(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    edit(meeting, cast, place_fi="Kajaani")
    notice = changes.draft_of(meeting)
    assert notice.values.keys() == {"starts_at", "ends_at", "place_fi"}
    edit(meeting, cast, starts_at=meeting.starts_at, ends_at=meeting.ends_at)
    assert changes.draft_of(meeting).values == {"place_fi": "Kajaani"}
    edit(meeting, cast, place_fi=meeting.place_fi)
    assert changes.draft_of(meeting) is None
    assert ChangeNotice.objects.get().state == "dropped"


def test_a_correction_of_spelling_is_saved_at_once_and_told_to_nobody(cast, meeting):
    edited = edit(meeting, cast, place_fi="Säätytalo, Helsinki.", spelling=True, **moved(meeting))
    assert edited.saved.keys() == {"place_fi"} and edited.waiting.values.keys() == {"starts_at", "ends_at"}
    meeting.refresh_from_db()
    assert meeting.place_fi == "Säätytalo, Helsinki."
    assert not told().exists() and Invitation.objects.filter(sequence=0).count() == 2


def test_a_correction_of_what_already_waits_stays_in_the_draft(cast, meeting):
    edit(meeting, cast, place_fi="Kajani")
    edited = edit(meeting, cast, place_fi="Kajaani", spelling=True)
    assert edited.saved == {} and edited.waiting.values == {"place_fi": "Kajaani"}


def test_releasing_changes_the_meeting_and_tells_each_once(cast, meeting):
    edit(meeting, cast, **moved(meeting), place_fi="Kajaani")
    before = meeting.starts_at
    letters = release(meeting, cast)
    meeting.refresh_from_db()
    assert meeting.starts_at == before + timedelta(days=7) and meeting.place_fi == "Kajaani" and meeting.revision == 2
    assert {letter.person for letter in letters} == {cast.official_of_a, cast.official_of_b}
    assert told().count() == 2 and Invitation.objects.filter(sequence=1).count() == 2
    notice = ChangeNotice.objects.get()
    assert (notice.state, notice.letters, notice.released_by) == ("released", 2, cast.coordinator)
    assert notice.before["place_fi"] == "Säätytalo, Helsinki"
    entry = AuditEntry.objects.get(verb="changes.release")
    assert entry.actor == cast.coordinator and entry.details["letters"] == 2 and "starts_at" in entry.details


def test_the_deadlines_move_along(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    before = meeting.deadline("agenda_out")
    release(meeting, cast)
    assert Meeting.objects.select_related("cycle").get().deadline("agenda_out") == before + timedelta(days=7)


def test_releasing_twice_happens_once(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    notice = changes.draft_of(meeting)
    release(meeting, cast)
    with pytest.raises((IllegalMove, Clash)):
        changes.release(notice, by=cast.coordinator, revision=notice.revision, meeting_revision=1)
    assert told().count() == 2 and Invitation.objects.filter(sequence=1).count() == 2


def test_a_draft_that_somebody_changed_meanwhile_is_looked_at_again(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    seen = changes.draft_of(meeting)
    edit(meeting, cast, place_fi="Kajaani")
    with pytest.raises(Clash):
        changes.release(seen, by=cast.coordinator, revision=seen.revision, meeting_revision=meeting.revision)
    assert changes.draft_of(meeting).state == "draft" and not told().exists()


def test_a_meeting_that_was_changed_meanwhile_is_looked_at_again(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    seen = changes.draft_of(meeting)
    edit(meeting, cast, host_region=cast.region_a)
    with pytest.raises(Clash):
        changes.release(seen, by=cast.coordinator, revision=seen.revision, meeting_revision=1)
    assert not told().exists()
    assert len(release(meeting, cast)) == 2


def test_of_two_who_edit_at_once_the_second_sees_what_waits(cast, meeting):
    edit(meeting, cast, place_fi="Kajaani")
    with pytest.raises(Clash) as clash:
        meetings.change(meeting, by=cast.coordinator, revision=1, place_fi="Kuopio")
    assert clash.value.now.place_fi == "Kajaani"


def test_a_time_that_has_passed_meanwhile_is_refused_and_nothing_is_sent(cast, meeting):
    edit(meeting, cast, **moved(meeting, -40))
    with clock.at(meeting.starts_at - timedelta(days=10)), pytest.raises(ValidationError):
        release(meeting, cast)
    assert not told().exists() and changes.draft_of(meeting)


def test_a_place_is_not_released_without_a_required_language(cast, meeting):
    edit(meeting, cast, place_fi="Kajaani", place_sv="")
    with pytest.raises(ValidationError, match="Svenska"):
        release(meeting, cast)
    meeting.refresh_from_db()
    assert meeting.place_fi == "Säätytalo, Helsinki" and not told().exists()


def test_dropped_changes_leave_no_trace_on_the_meeting(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    notice = changes.draft_of(meeting)
    changes.drop(notice, by=cast.coordinator, revision=notice.revision)
    assert changes.draft_of(meeting) is None
    with pytest.raises(IllegalMove):
        changes.release(notice, by=cast.coordinator, revision=notice.revision, meeting_revision=1)


def test_changes_of_a_cancelled_meeting_do_not_wait_any_more(cast, meeting):
    edit(meeting, cast, **moved(meeting))
    meeting.refresh_from_db()
    meetings.cancel(meeting, by=cast.coordinator, reason="Lakko")
    assert changes.draft_of(meeting) is None and not told().exists()


def test_what_waits_stands_on_the_coordinators_desk_until_it_is_released(cast, meeting):
    edit(meeting, cast, **moved(meeting), remote_link="https://video.example.org/uusi")
    (task,) = [task for task in desk.tasks_of(cast.coordinator) if task.kind == "changes"]
    assert task.url.endswith(f"/{meeting.public_id}/changes/") and "Uusi aika" in task.text
    assert not [task for task in desk.tasks_of(cast.official_of_a) if task.kind == "changes"]
    release(meeting, cast)
    del cast.coordinator._tasks
    assert not [task for task in desk.tasks_of(cast.coordinator) if task.kind == "changes"]


LINKS = {"https://video.example.org/uusi": "new", "": "no longer"}


@pytest.mark.parametrize("link", LINKS)
def test_who_comes_reads_the_new_link_and_the_archive_does_not_keep_it(cast, meeting, link):
    edit(meeting, cast, remote_link=link)
    letter = next(letter for letter in release(meeting, cast) if letter.person == cast.official_of_a)
    letter.language = "en"
    words = rendering.render(letter)
    assert LINKS[link] in words.text and LINKS[link] in words.html
    if link:
        assert link in words.text and link in words.html
        kept = rendering.sealed(words, rendering.secret_forms(letter.secrets))
        assert link not in kept.text + kept.html


@pytest.mark.parametrize(
    ("language", "was", "reason"),
    [("fi", "Aika oli", "Vaalit"), ("sv", "Tiden var", "Val"), ("en", "It was to be", "Elections")],
)
def test_the_letter_says_old_new_and_why_in_each_language(cast, meeting, language, was, reason):
    edit(meeting, cast, **moved(meeting), place_fi="Kajaani", place_sv="Kajana", place_en="Kajaani town")
    notice = changes.draft_of(meeting)
    reasons = {"reason_fi": "Vaalit", "reason_sv": "Val", "reason_en": "Elections"}
    changes.say_why(notice, by=cast.coordinator, revision=notice.revision, **reasons)
    letter = release(meeting, cast)[0]
    letter.language = language
    words = rendering.render(letter)
    new = {"fi": "Kajaani", "sv": "Kajana", "en": "Kajaani town"}[language]
    old = {"fi": "Säätytalo", "sv": "Ständerhuset", "en": "House of the Estates"}[language]
    for text in (words.text, words.html):
        assert all(word in text for word in (was, reason, new, old))


def test_a_person_with_two_seats_gets_one_letter_and_each_entry_its_own_mail(cast, meeting):
    hold(cast.official_seat_b, cast.official_of_a, "deputy")
    of_b = Invitation.objects.with_board().get(seat=cast.official_seat_b)
    answers.answer(of_b, reply="deputy", by=cast.official_of_b, channel="portal")
    edit(meeting, cast, **moved(meeting))
    (letter,) = release(meeting, cast)
    (short,) = told("entry_updated")
    assert letter.person == short.person == cast.official_of_a
    assert "Pohjanmaa" in rendering.render(letter).text and "Pohjanmaa" in rendering.render(short).text
    assert "Kainuu" in rendering.render(letter).text and "Kainuu" not in rendering.render(short).text
    names = set()
    for one in (letter, short):
        (event,) = Calendar.from_ical(one.calendar).walk("VEVENT")
        row = Invitation.objects.get(letters__letter=one)
        assert event["SEQUENCE"] == row.sequence and event["DTSTART"].dt.date() == meeting.day + timedelta(days=7)
        names.add(str(event["UID"]))
    assert len(names) == 2


def test_before_releasing_it_is_told_who_hears_and_why_in_few_queries(cast, meeting, django_assert_num_queries):
    answers.answer(
        Invitation.objects.get(seat=cast.official_seat_b),
        reply="decline",
        reason="x",
        by=cast.official_of_b,
        channel="portal",
    )
    edit(meeting, cast, **moved(meeting))
    meeting.refresh_from_db()
    time, place = change_letters.change_of(["starts_at"]), change_letters.change_of(["place_fi"])
    with django_assert_num_queries(3):
        found = change_letters.concerned(meeting, time)
    assert [(one.person, one.why) for one in found] == [
        (cast.official_of_b, "declined"),
        (cast.official_of_a, "silent"),
    ]
    assert [one.person for one in change_letters.concerned(meeting, place)] == [cast.official_of_a]


def test_who_cannot_be_written_to_is_named_and_their_entry_still_gets_its_number(cast, meeting):
    type(cast.official_of_b).objects.filter(pk=cast.official_of_b.pk).update(unreachable_since=clock.now())
    edit(meeting, cast, **moved(meeting))
    found = change_letters.concerned(meeting, change_letters.change_of(["starts_at"]))
    assert [one.names for one in found if one.person is None] == [[str(cast.official_seat_b)]]
    assert len(release(meeting, cast)) == 1
    assert Invitation.objects.get(seat=cast.official_seat_b).sequence == 1


def test_the_difference_is_said_in_words(cast, meeting):
    edit(meeting, cast, **moved(meeting), place_sv="Kajana")
    found = change_words.differences(meeting, changes.draft_of(meeting))
    assert [one.label for one in found] == ["Milloin", "Paikka (Svenska)"]
    assert found[1].old == "Ständerhuset, Helsingfors" and found[1].new == "Kajana" and found[1].lang == "sv"


def politicians(number: int) -> list[Seat]:
    """Two seats in each of `number` regions, each with its holder."""
    seats = [
        things.seat(region, "politician", n) for region in (things.region() for _ in range(number)) for n in (1, 2)
    ]
    for seat in seats:
        hold(seat, things.person())
    return seats


def test_a_postponed_meeting_of_38_accepted_seats_writes_38_letters_with_one_calendar_update_each(cast):
    # given a politicians' meeting to which all 38 seats of 19 regions, a ministry, an agency and a guest come
    politicians(19)
    meeting = things.meeting("politicians", days=60)
    ministry = Seat.objects.create(kind="member", organisation=things.organisation(kind="ministry"))
    hold(ministry, things.person())
    guest = {"name": "Guest (Esimerkki)", "email": "guest@example.org", "language": "en"}
    invitations.add_guest(meeting, by=cast.coordinator, **guest)
    invitations.send(meeting, by=cast.coordinator)
    things.invitation(meeting, ministry)
    for row in Invitation.objects.with_board():
        answers.answer(row, reply="attend", mode="room", by=row.person, channel="link")
    assert Invitation.objects.filter(state="accepted", seat__kind="politician").count() == 38
    before = dict(Invitation.objects.values_list("pk", "sequence"))
    # when the meeting is postponed by a fortnight and the change released
    edit(meeting, cast, **moved(meeting, 14))
    letters = release(meeting, cast)
    # then exactly 38 letters go to the regions' seats, two to the others, none twice
    rows = {row.letter_id: row.invitation for row in _letters_of(letters)}
    kinds = Counter(row.seat.kind if row.seat else "guest" for row in rows.values())
    assert kinds == {"politician": 38, "member": 1, "guest": 1}
    assert Letter.objects.filter(kind__in=["meeting_changed", "entry_updated"]).count() == 40
    assert len({letter.person_id for letter in letters}) == 40
    # and each carries one update of its own entry, whose number has risen by one
    for letter in letters:
        (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
        row = rows[letter.pk]
        assert letter.calendar_method == "REQUEST" and event["SEQUENCE"] == row.sequence == before[row.pk] + 1
        assert event["DTSTART"].dt.date() == meeting.day + timedelta(days=14)
        assert row.state == "accepted"
    # and the steps have moved along
    now = Meeting.objects.with_page().get(pk=meeting.pk)
    days = {step.key: step.day for step in steps.of(now)}
    assert days["agenda_out"] == now.day - timedelta(days=7)


def _letters_of(letters):
    from meetings.models import InvitationLetter

    return InvitationLetter.objects.filter(letter__in=letters).select_related("invitation__seat")


def test_an_announced_meeting_without_invitations_changes_without_letters(cast):
    meeting = things.meeting()
    edit(meeting, cast, place_fi="Kajaani")
    assert release(meeting, cast) == []
    meeting.refresh_from_db()
    assert meeting.place_fi == "Kajaani"
