"""Drafts of a year: made, changed, copied, accepted."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from forum import clock, states
from forum.models import AuditEntry
from meetings.models import Cycle, Meeting, Plan, PlannedRound
from meetings.services import plan_acceptance, plan_grounds, plan_reading, plans
from meetings.services.plan_facts import Half, Planned
from meetings.services.plan_rules import Rules
from tests import things
from themes.services.clash import Clash

ZONE = ZoneInfo("Europe/Helsinki")
PLACE = {"fi": "Säätytalo", "sv": "Ständerhuset", "en": "House of the Estates"}


@pytest.fixture(autouse=True)
def autumn():
    """Today is 1 October 2026."""
    with clock.at(datetime(2026, 10, 1, 12, tzinfo=ZONE)):
        yield


@pytest.fixture
def programme(db):
    """Five themes from 2020 to 2030, the kinds of meeting, three regions."""
    made = things.programme(valid_from=date(2020, 1, 1), valid_until=date(2030, 12, 31))
    for number in range(1, 6):
        things.theme(programme=made, number=number)
    for level in ("officials", "politicians"):
        things.kind(level)
    for _ in range(3):
        things.region()
    return made


def draft(programme, cast, *, year: int = 2028, name: str = "Luonnos", **rules) -> Plan:
    return plans.make(
        year, name=name, programme=programme, rules=Rules(**{"place": PLACE, **rules}), by=cast.coordinator
    )


def read(plan: Plan) -> plan_reading.Draft:
    [found] = plan_reading.read([Plan.objects.prefetch_related("rounds").get(pk=plan.pk)])
    return found


def with_day(plan: Plan, number: int, **days: date) -> list[Planned]:
    """The draft's rounds, one of them on other days."""

    def half(one: Planned, level: str) -> Half:
        return replace(one.half(level), day=days[level]) if level in days else one.half(level)

    found = plans.rounds_of(plan)
    return [
        replace(one, **{level: half(one, level) for level in days}) if one.number == number else one for one in found
    ]


def accept(plan: Plan, cast) -> Cycle:
    plan.refresh_from_db()
    return plan_acceptance.accept(plan, revision=plan.revision, by=cast.coordinator)


def test_accepting_makes_the_year_its_rounds_and_meetings_with_deadlines(programme, cast):
    plan = draft(programme, cast, remote=1, remote_link="https://video.example.org/x")
    cycle = accept(plan, cast)
    assert (cycle.is_public, cycle.rounds.count(), cycle.meetings.count()) == (False, 4, 8)
    for one in cycle.rounds.all():
        officials, politicians = one.meetings.order_by("starts_at")
        assert officials.prepares == politicians
        assert {officials.theme, politicians.theme, officials.state} == {one.theme, "planned"}
        assert (politicians.deadline("invitation") - politicians.day).days == -42
    assert (plan.state, plan.cycle) == ("accepted", cycle)


def test_places_follow_the_draft(programme, cast):
    accept(draft(programme, cast, remote=1, remote_link="https://video.example.org/x"), cast)
    officials = Meeting.objects.filter(kind__level="officials").order_by("starts_at")
    assert [bool(one.host_region) for one in officials] == [True, True, True, False]
    assert [one.place_fi for one in officials] == ["", "", "", "Etäkokous"]
    assert {one.place_sv for one in Meeting.objects.filter(kind__level="politicians")} == {"Ständerhuset"}
    assert {one.remote_link for one in Meeting.objects.all()} == {"https://video.example.org/x"}


def test_the_new_year_has_the_deadlines_of_the_year_before(programme, cast):
    things.cycle(year=2027, programme=programme, offsets={"invitation": -50})
    cycle = accept(draft(programme, cast), cast)
    meeting = cycle.meetings.first()
    assert (meeting.deadline("invitation") - meeting.day).days == -50


def test_a_year_that_has_been_begun_and_is_empty_is_filled(programme, cast):
    begun = things.cycle(year=2028, is_public=False, offsets={"agenda_out": -9})
    cycle = accept(draft(programme, cast), cast)
    assert (cycle.pk, cycle.programme, cycle.offsets) == (begun.pk, programme, {"agenda_out": -9})


def test_accepting_twice_makes_one_year(programme, cast):
    plan = draft(programme, cast)
    accept(plan, cast)
    with pytest.raises(states.IllegalMove):
        plan_acceptance.accept(Plan.objects.get(pk=plan.pk), revision=plan.revision, by=cast.coordinator)
    assert (Cycle.objects.count(), Meeting.objects.count()) == (1, 8)


def test_a_second_draft_of_the_year_is_refused_in_words(programme, cast):
    plan, other = draft(programme, cast), draft(programme, cast, name="Toinen")
    accept(plan, cast)
    with pytest.raises(ValidationError, match="2028") as refused:
        accept(other, cast)
    assert refused.value.code == "taken"
    other.refresh_from_db()
    assert (other.state, Meeting.objects.count()) == ("draft", 8)


def test_a_single_meeting_in_the_year_is_enough_to_refuse(programme, cast):
    plan = draft(programme, cast)
    things.meeting(cycle=things.cycle(year=2028, programme=programme))
    with pytest.raises(ValidationError):
        accept(plan, cast)
    assert Meeting.objects.count() == 1


def test_a_draft_that_was_changed_since_it_was_looked_at_is_not_accepted(programme, cast):
    plan = draft(programme, cast)
    plans.change(plan, revision=1, rounds=with_day(plan, 1, officials=date(2028, 2, 1)), by=cast.coordinator)
    with pytest.raises(states.IllegalMove):
        plan_acceptance.accept(plan, revision=1, by=cast.coordinator)
    assert not Cycle.objects.exists()


@pytest.mark.parametrize(
    "days",
    [
        {"officials": date(2028, 12, 1)},
        {"politicians": date(2026, 1, 15), "officials": date(2026, 1, 14)},
        {"officials": date(2029, 2, 1), "politicians": date(2029, 3, 1)},
    ],
    ids=["after the meeting it prepares", "past", "another year"],
)
def test_days_no_cycle_can_be_made_of_are_refused_and_nothing_is_made(programme, cast, days):
    plan = draft(programme, cast)
    plans.change(plan, revision=1, rounds=with_day(plan, 1, **days), by=cast.coordinator)
    assert read(plan).forbidden
    with pytest.raises(ValidationError):
        accept(plan, cast)
    assert not Cycle.objects.exists()


def test_rounds_are_numbered_in_the_order_of_their_days(programme, cast):
    plan = draft(programme, cast, rounds=2)
    first, second = plans.rounds_of(plan)
    days = {"officials": first.officials.day, "politicians": first.politicians.day}
    swapped = with_day(plan, 1, officials=date(2028, 11, 2), politicians=date(2028, 11, 30))
    swapped[1] = Planned(2, second.theme, Half(days["officials"]), Half(days["politicians"]))
    plans.change(plan, revision=1, rounds=swapped, by=cast.coordinator)
    cycle = accept(plan, cast)
    assert [one.theme_id for one in cycle.rounds.order_by("number")] == [second.theme, first.theme]


def test_everything_that_speaks_against_a_draft_is_said(programme, cast):
    things.blocked_period(name_fi="Talvitauko", first_day=date(2028, 2, 21), last_day=date(2028, 2, 27))
    plan = draft(programme, cast)
    days = {"officials": date(2028, 2, 23), "politicians": date(2028, 2, 29)}
    plans.change(plan, revision=1, rounds=with_day(plan, 1, **days), by=cast.coordinator)
    plans.change(plan, revision=2, rounds=with_day(plan, 2, officials=date(2028, 3, 6)), by=cast.coordinator)
    plans.change(plan, revision=3, rounds=with_day(plan, 4, politicians=date(2028, 12, 6)), by=cast.coordinator)
    said = " | ".join(read(plan).warnings)
    for words in ("vain 6 päivää ennen", "talvitauko", "vain 6 päivää on tämän kierroksen", "itsenäisyyspäivä"):
        assert words in said.lower(), said


def test_a_draft_outside_its_programme_says_so_once(cast, db):
    theme = things.theme()
    said = read(draft(theme.programme, cast)).warnings
    assert len([words for words in said if "2020–2023" in words]) == 1


def test_a_proposal_that_cannot_keep_the_rules_tells_how_many_rounds_fit(programme, cast):
    said = read(draft(programme, cast, rounds=8, distance=60)).warnings
    assert "kierrokselle" in said[0] and "8" in said[0]


def test_a_day_with_another_meeting_of_the_forum_is_avoided_and_told(programme, cast):
    usual = plans.rounds_of(draft(programme, cast))[0].officials.day
    taken = datetime(usual.year, usual.month, usual.day, 10, tzinfo=ZONE)
    cycle = things.cycle(year=2028, programme=programme)
    things.meeting("other", cycle=cycle, starts_at=taken, ends_at=taken.replace(hour=12))
    assert plans.rounds_of(draft(programme, cast, name="Toinen"))[0].officials.day != usual
    assert any("other fi" in words for words in read(Plan.objects.get(name="Luonnos")).warnings)


def test_themes_and_hosts_take_turns_with_the_years_before(programme, cast):
    before = things.cycle(year=2027, programme=programme)
    themes, regions = list(programme.themes.all()), [turn.region for turn in plan_grounds.host_turns(2028)]
    for number, theme in enumerate((themes[2], themes[3], themes[4], themes[0]), 1):
        one = things.round_of(before, number, theme=theme)
        things.meeting(round=one, days=100 + number, host_region_id=regions[0])
    found = plans.rounds_of(draft(programme, cast))
    assert [one.theme for one in found] == [themes[1].pk, themes[2].pk, themes[3].pk, themes[4].pk]
    assert [one.officials.host for one in found] == [regions[1], regions[2], regions[1], regions[2]]
    assert [theme.number for theme in read(Plan.objects.get()).waiting] == [1]


def test_last_years_weeks_make_a_draft(programme, cast):
    before = accept(draft(programme, cast, year=2027), cast)
    copied = plans.copy_year(2028, before=before, rules=Rules(place=PLACE), by=cast.coordinator)
    weeks = [
        [
            one.half(level).day.isocalendar().week
            for one in plans.rounds_of(plan)
            for level in ("officials", "politicians")
        ]
        for plan in (Plan.objects.get(year=2027), copied)
    ]
    assert weeks[0] == weeks[1]
    assert not [snag for snag in read(copied).snags]
    assert plans.rules_of(copied).rounds == 4
    assert "2027" in copied.name


def test_of_two_who_change_a_draft_at_once_one_is_told(programme, cast):
    plan = draft(programme, cast)
    plans.change(plan, revision=1, rounds=with_day(plan, 1, officials=date(2028, 2, 1)), by=cast.coordinator)
    with pytest.raises(Clash):
        plans.change(plan, revision=1, rounds=with_day(plan, 2, officials=date(2028, 4, 4)), by=cast.coordinator)
    assert plans.rounds_of(plan)[0].officials.day == date(2028, 2, 1)


def test_saving_without_a_change_changes_nothing(programme, cast):
    plan = draft(programme, cast)
    assert not plans.change(plan, revision=1, rounds=plans.rounds_of(plan), by=cast.coordinator)
    assert Plan.objects.get().revision == 1


def test_an_accepted_draft_stays_as_it_is(programme, cast):
    plan = draft(programme, cast)
    accept(plan, cast)
    with pytest.raises(Clash):
        plans.change(plan, revision=1, rounds=with_day(plan, 1, officials=date(2028, 2, 1)), by=cast.coordinator)
    with pytest.raises(Clash):
        plans.propose_again(plan, revision=1, programme=programme, rules=Rules(), by=cast.coordinator)
    with pytest.raises(states.IllegalMove):
        plans.remove(plan, by=cast.coordinator)
    assert plan.rounds.count() == 4


def test_other_rules_propose_the_draft_anew(programme, cast):
    plan = draft(programme, cast)
    plans.propose_again(plan, revision=1, programme=programme, rules=Rules(rounds=2), by=cast.coordinator)
    assert (plan.rounds.count(), plans.rules_of(plan).rounds, plan.revision) == (2, 2, 2)


def test_a_copy_is_a_draft_of_its_own(programme, cast):
    plan = draft(programme, cast)
    copies = [plans.copy(plan, by=cast.coordinator) for _ in range(2)]
    assert len({one.name for one in (plan, *copies)}) == 3
    assert plans.rounds_of(copies[0]) == plans.rounds_of(plan)
    plans.remove(plan, by=cast.coordinator)
    assert copies[1].rounds.count() == 4


def test_two_drafts_of_a_year_cannot_share_a_name(programme, cast):
    draft(programme, cast)
    with pytest.raises(ValidationError) as refused:
        draft(programme, cast)
    assert "name" in refused.value.error_dict
    other = draft(programme, cast, name="Toinen")
    with pytest.raises(ValidationError):
        plans.rename(other, name="Luonnos", by=cast.coordinator)
    assert draft(programme, cast, year=2029).name == "Luonnos"


def test_drafts_side_by_side_show_what_differs(programme, cast):
    plan = draft(programme, cast)
    other = plans.copy(plan, by=cast.coordinator)
    plans.change(other, revision=1, rounds=with_day(other, 1, officials=date(2028, 2, 23)), by=cast.coordinator)
    groups = plan_reading.compared([read(plan), read(other)])
    differing = {(name, line.label) for name, lines in groups for line in lines if line.differs}
    assert ("Kierros 1", "Virkamieskokous") in differing
    assert not [name for name, _label in differing if name == "Kierros 2"]


def test_every_deed_is_in_the_log(programme, cast):
    plan = draft(programme, cast)
    plans.rename(plan, name="Toinen", by=cast.coordinator)
    plans.change(plan, revision=1, rounds=with_day(plan, 1, officials=date(2028, 2, 23)), by=cast.coordinator)
    accept(plan, cast)
    deeds = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"plans.make", "plans.rename", "plans.change", "plans.accept", "cycles.create"} <= deeds
    details = AuditEntry.objects.get(verb="plans.change").details
    assert details["officials_day"][1] == "1: 2028-02-23"


@pytest.mark.parametrize("level", ["officials", "politicians"])
def test_the_database_refuses_a_host_of_a_remote_meeting(programme, cast, level):
    plan = draft(programme, cast)
    host = plan_grounds.host_turns(2028)[0].region
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedRound.objects.filter(plan=plan).update(**{f"{level}_remote": True, f"{level}_host": host})


def test_reading_drafts_costs_the_same_for_one_and_three(programme, cast, django_assert_num_queries):
    for number in range(3):
        draft(programme, cast, name=str(number))
    for shown in (1, 3):
        found = list(Plan.objects.select_related("programme").prefetch_related("rounds")[:shown])
        with django_assert_num_queries(5):
            [one.warnings for one in plan_reading.read(found)]
