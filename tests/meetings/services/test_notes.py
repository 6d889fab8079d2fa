"""The notes' way from draft to public, and what guards it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import AuditEntry, Letter
from forum.services import verbs
from forum.states import IllegalMove
from meetings.models import Notes, NotesVersion
from meetings.services import notes, notes_content, remarks
from tests import noted, things
from tests.noted import CONCLUDED
from tests.people import hold


@pytest.fixture
def meeting(cast):
    return noted.held()


@pytest.fixture
def written(meeting, cast):
    noted.write(noted.first_item(meeting), cast, **CONCLUDED)
    return meeting


def test_notes_go_from_draft_to_public_and_say_who_moved_them_and_when(written, cast):
    assert noted.checking(written, cast).state == "checking"
    notes.confirm(written, by=cast.coordinator, early=True)
    notes.publish(written, by=cast.coordinator)
    found = Notes.objects.get()
    assert (found.state, found.state_by) == ("public", cast.coordinator)
    written.refresh_from_db()
    assert written.state == "notes_public"
    done = AuditEntry.objects.filter(verb__startswith="notes.").order_by("pk").values_list("verb", flat=True)
    assert list(done) == ["notes.send_for_checking", "notes.confirm", "notes.publish"]


def test_a_draft_is_neither_confirmed_nor_published(written, cast):
    with pytest.raises(IllegalMove):
        notes.confirm(written, by=cast.coordinator)
    with pytest.raises(IllegalMove):
        notes.publish(written, by=cast.coordinator)


def test_empty_notes_are_not_sent(meeting, cast):
    with pytest.raises(ValidationError) as refused:
        noted.checking(meeting, cast)
    assert refused.value.code == "empty"


def test_notes_are_not_checked_before_the_meeting_was_held(cast):
    meeting = noted.held(state="invited", days=3)
    noted.write(noted.first_item(meeting), cast, **CONCLUDED)
    with pytest.raises(ValidationError):
        noted.checking(meeting, cast)


def test_the_last_day_for_remarks_is_to_come(written, cast):
    with pytest.raises(ValidationError):
        noted.checking(written, cast, days=0)


def test_the_checking_time_ends_ten_working_days_after_the_meeting_and_never_too_soon(written):
    assert notes.checking_ends(written) > clock.today()
    fresh = noted.held(days=0)
    assert notes.checking_ends(fresh) == fresh.deadline("checking_ends")


def test_notes_with_an_unanswered_remark_are_not_confirmed(written, cast):
    things.invitation(written, cast.official_seat_a, person=cast.official_of_a)
    noted.checking(written, cast)
    said = noted.remark(written, cast)
    with pytest.raises(ValidationError):
        notes.confirm(written, by=cast.coordinator, early=True)
    remarks.answer(said, by=cast.coordinator, text="Korjattu.", language="fi")
    notes.confirm(written, by=cast.coordinator, early=True)


def test_confirming_before_the_checking_time_is_over_needs_to_be_meant(written, cast):
    noted.checking(written, cast, days=2)
    with pytest.raises(ValidationError):
        notes.confirm(written, by=cast.coordinator)
    with clock.at(clock.now() + timedelta(days=4)):
        notes.confirm(written, by=cast.coordinator)


def test_confirmed_notes_are_locked_until_they_go_back_to_checking(written, cast):
    noted.checking(written, cast)
    notes.confirm(written, by=cast.coordinator, early=True)
    with pytest.raises(ValidationError):
        noted.write(noted.first_item(written), cast, conclusions_fi="Muutos")
    with pytest.raises(ValidationError):
        noted.point(noted.first_item(written), cast)
    assert noted.checking(written, cast).checkings == 2
    noted.write(noted.first_item(written), cast, conclusions_fi="Muutos")


def test_notes_go_back_to_a_draft_that_nobody_else_reads(written, cast):
    noted.checking(written, cast)
    notes.take_back(written, by=cast.coordinator)
    assert Notes.objects.get().state == "draft"


def test_nothing_goes_public_without_the_required_languages(written, cast):
    noted.write(noted.first_item(written), cast, background_fi="Vain suomeksi")
    noted.checking(written, cast)
    notes.confirm(written, by=cast.coordinator, early=True)
    with pytest.raises(ValidationError) as refused:
        notes.publish(written, by=cast.coordinator, reason=" ")
    assert "reason" in refused.value.message_dict and not NotesVersion.objects.exists()
    notes.publish(written, by=cast.coordinator, reason="Kääntäjä on sairas")
    assert Notes.objects.get().override_reason == "Kääntäjä on sairas"
    assert AuditEntry.objects.get(verb="notes.publish").details["reason"] == "Kääntäjä on sairas"


def test_gaps_say_where_a_language_is_missing(written, cast):
    noted.point(noted.first_item(written), cast, text_sv="")
    (gap,) = notes_content.gaps(notes_content.of(written))
    assert (gap.number, gap.languages) == (1, ["Svenska"])


def test_in_sweden_swedish_alone_is_enough(written, cast, settings):
    noted.write(noted.first_item(written), cast, background_sv="Bara svenska")
    settings.PROFILE = {**settings.PROFILE, "required_languages": ["sv"], "languages": ["sv", "fi", "en"]}
    assert notes_content.gaps(notes_content.of(written)) == []


def test_a_public_version_is_frozen_and_corrections_make_a_new_one(written, cast):
    noted.public(written, cast)
    noted.write(noted.first_item(written), cast, conclusions_fi="Tarkempi johtopäätös")
    assert NotesVersion.objects.get().content["items"][0]["conclusions"]["fi"] == "Johtopäätös"
    notes.correct(written, by=cast.coordinator, note={"fi": "Tarkennettu", "sv": "Preciserat"})
    second, first = NotesVersion.objects.all()
    assert (first.number, second.number, second.note_sv) == (1, 2, "Preciserat")
    assert first.content["items"][0]["conclusions"]["fi"] == "Johtopäätös"
    assert second.content["items"][0]["conclusions"]["fi"] == "Tarkempi johtopäätös"


def test_a_correction_says_what_it_corrects_in_every_required_language(written, cast):
    noted.public(written, cast)
    noted.write(noted.first_item(written), cast, conclusions_fi="Tarkempi")
    with pytest.raises(ValidationError) as refused:
        notes.correct(written, by=cast.coordinator, note={"fi": "Tarkennettu"})
    assert list(refused.value.message_dict) == ["note_sv"]


def test_a_correction_that_changes_nothing_is_refused(written, cast):
    noted.public(written, cast)
    with pytest.raises(ValidationError):
        notes.correct(written, by=cast.coordinator, note={"fi": "A", "sv": "B"})


def test_only_what_readers_see_makes_a_new_edition(written, cast):
    before = verbs.present_edition()
    noted.checking(written, cast)
    notes.confirm(written, by=cast.coordinator, early=True)
    assert verbs.present_edition() == before
    notes.publish(written, by=cast.coordinator)
    assert verbs.present_edition() > before


@pytest.fixture
def invited(written, cast):
    """Region A's deputy and region B's official were asked, region C's seat is empty, and a guest was asked."""
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    assert cast.official_of_a and cast.official_of_b
    things.invitation(written, cast.official_seat_a, state="sent", person=deputy)
    things.invitation(written, cast.official_seat_b, state="sent")
    things.invitation(written, things.seat(things.region()), state="sent", person=None)
    written.invitations.create(guest=things.person("guest"), person=None, state="sent", sent_at=clock.now())
    return written


def receivers(kind):
    return sorted(Letter.objects.filter(kind=kind).values_list("to_address", flat=True))


def test_checking_writes_one_letter_to_each_seats_person(invited, cast):
    noted.checking(invited, cast)
    assert receivers("notes_checking") == ["guest@example.org", "official.a@example.org", "official.b@example.org"]


def test_who_stood_in_at_the_meeting_gets_the_letter(invited, cast):
    from meetings.models import Answer

    one = invited.invitations.get(seat=cast.official_seat_a)
    said = Answer.objects.create(invitation=one, reply="attend", mode="room", author=one.person, channel="link")
    invited.invitations.filter(pk=one.pk).update(state="deputy_accepted", mode="room", answer=said)
    noted.checking(invited, cast)
    assert "deputy@example.org" in receivers("notes_checking")
    assert "official.a@example.org" not in receivers("notes_checking")


def test_a_person_with_two_seats_gets_one_letter(written, cast):
    assert cast.official_of_a
    hold(cast.official_seat_b, cast.official_of_a)
    things.invitation(written, cast.official_seat_a)
    things.invitation(written, cast.official_seat_b)
    noted.checking(written, cast)
    assert receivers("notes_checking") == ["official.a@example.org"]


def test_checking_again_writes_again_and_publishing_writes_once(invited, cast):
    noted.checking(invited, cast)
    notes.take_back(invited, by=cast.coordinator)
    noted.checking(invited, cast)
    assert len(receivers("notes_checking")) == 6
    notes.confirm(invited, by=cast.coordinator, early=True)
    notes.publish(invited, by=cast.coordinator)
    noted.corrected(invited, cast)
    assert receivers("notes_published") == ["guest@example.org", "official.a@example.org", "official.b@example.org"]


def test_a_correction_writes_to_the_seats_only_when_they_are_told_once_for_each_version(invited, cast):
    # given public notes
    noted.public(invited, cast)
    # when one correction is published in silence and another is told
    noted.corrected(invited, cast)
    assert receivers("notes_corrected") == []
    noted.corrected(invited, cast, tell=True, conclusions_fi="Kolmas johtopäätös")
    # then each seat's person reads what has changed
    assert receivers("notes_corrected") == ["guest@example.org", "official.a@example.org", "official.b@example.org"]
    letter = Letter.objects.filter(kind="notes_corrected").first()
    assert letter.facts["note"]["sv"] == "Rättat" and letter.facts["changes_url"]["fi"].endswith("/versions/3/changes/")


def test_the_published_letter_names_what_concerns_the_region_and_who_answers(invited, cast):
    assert cast.member
    noted.to_ministry(noted.first_item(invited), cast)
    noted.public(invited, cast)
    facts = {letter.to_address: letter.facts for letter in Letter.objects.filter(kind="notes_published")}
    assert facts["official.a@example.org"]["region_points"] == 1
    assert facts["official.b@example.org"]["region_points"] == 0
    (waiting,) = facts["member@example.org"]["waiting"]
    assert waiting["text"]["fi"] == "Rahoituksen on jatkuttava."
