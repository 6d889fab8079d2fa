"""A region's view: written by many at once, approved by one, opened again, recorded by the secretariat."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import AuditEntry, Letter
from forum.services import own, people
from forum.states import IllegalMove
from tests import things, viewed
from tests.people import hold
from themes.models import RegionViewRevision
from themes.services import region_views, saving, view_content, view_history, view_letters, view_saving


@pytest.fixture
def view(cast):
    """The view of region A, asked for and not begun."""
    assert cast.official_of_a
    return viewed.view_of(viewed.asked(cast), cast.region_a)


@pytest.fixture
def other(cast):
    """Another official of the region."""
    return hold(cast.official_seat_a, things.person("other"), "deputy").person


def save(view, by, seen, over=-1, **typed):
    everything = {**view_saving.typed_of(view), **typed}
    return region_views.save(view, by=by, typed=everything, seen=saving.read_seen(seen, view), over=over)


def test_the_first_saving_makes_it_a_draft(view, cast):
    saved = save(view, cast.official_of_a, "0", now="0", now_text="Ennallaan")
    assert saved.wrote and saved.row.state == "draft" and saved.row.now == 0


def test_two_officials_write_different_parts_without_disturbing_each_other(view, cast, other):
    save(view, cast.official_of_a, "0", now="1")
    saved = save(view, other, "0", answer_q1="Vastaus", figure_1_label="Väki")
    assert saved.wrote and not saved.clashes
    assert (saved.row.now, saved.row.answers, saved.row.figures["1"]["label"]) == (1, {"q1": "Vastaus"}, "Väki")


def test_two_who_write_the_same_part_clash_and_nothing_typed_is_lost(view, cast, other):
    save(view, cast.official_of_a, "0", answer_q1="Minun vastaukseni")
    saved = save(view, other, "0", answer_q1="Toinen vastaus")
    assert saved.clashes == ["answer_q1"] and saved.others == [cast.official_of_a.name]
    assert saved.row.answers == {"q1": "Minun vastaukseni"}
    kept = RegionViewRevision.objects.get(set_aside=True)
    assert kept.texts["answer_q1"] == "Toinen vastaus"
    again = save(view, other, "0", over=saved.row.revision, answer_q1="Yhteinen vastaus")
    assert again.row.answers == {"q1": "Yhteinen vastaus"}


def test_history_says_who_saved_in_what_capacity(view, cast):
    save(view, cast.official_of_a, "0", answer_q1="Vastaus")
    (newest, *_) = view_history.of(view)
    assert newest.by == cast.official_of_a.name and "Kainuu" in newest.role
    assert [change.label for change in newest.changes] == ["Mikä muuttui?"]


def test_the_meter_names_what_is_missing(view, cast):
    assert view_content.meter(view).done == 0 and view_content.meter(view).total == 8
    view = viewed.written(view, cast.official_of_a, answer_q1="", figure_1_label="Väki", figure_1_value="paljon")
    missing = [str(part.name) for part in view_content.meter(view).missing]
    assert missing[0] == "Vastaus kysymykseen 1"
    assert "yksikkö" in missing[1] and "lähde" in missing[1] and "luku" in missing[1]


@pytest.mark.parametrize(
    ("typed", "shown"), [("12,5", "12,5\N{NO-BREAK SPACE}%"), ("−3", "−3\N{NO-BREAK SPACE}%"), ("x", "x %")]
)
def test_figures_are_written_as_numbers_are(typed, shown, cast):
    assert view_content.said({"value": typed, "unit": "%"}) == shown


def test_approving_is_the_approvers_and_asks_for_everything(view, cast):
    part = viewed.written(view, cast.official_of_a, year="")
    boss = viewed.approver(cast, things.person("boss"))
    with pytest.raises(ValidationError, match="Vuoden päästä"):
        region_views.approve(part, by=boss, revision=part.revision)
    whole = viewed.written(part, cast.official_of_a)
    with pytest.raises(ValidationError, match="hyväksyjä"):
        region_views.approve(whole, by=cast.official_of_a, revision=whole.revision)
    approved = region_views.approve(whole, by=boss, revision=whole.revision)
    assert approved.state == "approved" and approved.stamped["role"] == "hyväksyjä"


def test_the_approver_approves_what_was_read_and_nothing_newer(view, cast):
    boss = viewed.approver(cast, things.person("boss"))
    read = viewed.written(view, cast.official_of_a)
    viewed.written(read, cast.official_of_a, answer_q1="Muutettu sen jälkeen")
    with pytest.raises(IllegalMove):
        region_views.approve(read, by=boss, revision=read.revision)


def test_a_receipt_goes_to_the_region(view, cast):
    boss = viewed.approver(cast, things.person("boss"))
    view = viewed.written(view, cast.official_of_a)
    region_views.approve(view, by=boss, revision=view.revision)
    told = set(Letter.objects.filter(kind=view_letters.RECEIPT).values_list("to_address", flat=True))
    assert told == {"official.a@example.org", "boss@example.org"}


def test_an_approved_view_is_not_written_until_it_is_opened_again(cast):
    view = viewed.approved(viewed.asked(cast), cast)
    with pytest.raises(ValidationError):
        save(view, cast.official_of_a, str(view.revision), now="-1")
    with pytest.raises(ValidationError):
        region_views.reopen(view, by=cast.official_of_a, reason="  ")
    opened = region_views.reopen(view, by=cast.official_of_a, reason="Korjataan luku")
    assert (opened.state, opened.approved_by, opened.stamp) == ("draft", None, {})
    assert save(opened, cast.official_of_a, str(opened.revision), now="-1").wrote


def test_a_view_that_came_by_mail_is_recorded_with_where_it_came_from(view, cast):
    came = {"how": "mail", "received_from": "Aluekehitysjohtaja", "received_on": clock.today()}
    typed = {**view_saving.typed_of(view), **viewed.WHOLE}
    recorded = region_views.record(view, by=cast.coordinator, typed=typed, **came)
    assert (recorded.state, recorded.received_how, recorded.recorded_by) == ("approved", "mail", cast.coordinator)
    assert AuditEntry.objects.filter(verb="region_view.record").exists()


@pytest.mark.parametrize(
    "wrong", [{"received_from": " "}, {"received_on": clock.today() + timedelta(days=1)}, {"typed": {"now": ""}}]
)
def test_a_record_without_whom_when_or_everything_is_refused(view, cast, wrong):
    typed = {**view_saving.typed_of(view), **viewed.WHOLE, **wrong.pop("typed", {})}
    came = {"how": "mail", "received_from": "Johtaja", "received_on": clock.today(), **wrong}
    with pytest.raises(ValidationError):
        region_views.record(view, by=cast.coordinator, typed=typed, **came)
    view.refresh_from_db()
    assert view.state == "requested" and view.revision == 0


def test_what_was_typed_in_a_refused_record_does_not_stand(view, cast):
    drafted = viewed.written(view, cast.official_of_a, answer_q1="Alueen oma")
    came = {"how": "mail", "received_from": "Johtaja", "received_on": clock.today()}
    typed = {**view_saving.typed_of(view), **viewed.WHOLE, "answer_q1": "Kirjattu"}
    region_views.record(drafted, by=cast.coordinator, typed=typed, **came)
    texts = " ".join(str(one.texts) for one in RegionViewRevision.objects.all())
    assert "Alueen oma" in texts and "Kirjattu" in texts


def test_stamps_of_who_has_left_name_nobody(cast):
    round = viewed.asked(cast)
    view = viewed.approved(round, cast)
    assert cast.official_of_a.name in str(view.stamp)
    people.anonymise(cast.official_of_a, by=cast.coordinator)
    view.refresh_from_db()
    assert "official.a" not in str(view.stamp) and view.stamped["name"] == "Anonymisoitu henkilö"
    assert "official.a" not in str([one.stamp for one in RegionViewRevision.objects.all()])


def test_own_data_tells_of_the_views_one_has_written(cast):
    viewed.approved(viewed.asked(cast), cast)
    assert "Kainuu" in str(own.data(cast.official_of_a))
