"""Proposing a year: good days, evenly spread, themes and hosts in turn; or word of what could not be met."""

import json
from datetime import date, timedelta
from time import process_time

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.services import obstacles, proposing
from meetings.services.plan_facts import FORBIDDEN, HARD, Grounds, HostTurn, Planned, ThemeTurn
from meetings.services.plan_rules import LEVELS, LevelRules, Rules, as_json, from_json

PROFILES = json.loads((django_settings.SEED_DATA / "profiles.json").read_text(encoding="utf-8"))
DAY = timedelta(days=1)
THEMES = tuple(ThemeTurn(theme=100 + number, number=number) for number in range(1, 6))
HOSTS = tuple(HostTurn(region=number, order=number) for number in range(1, 20))


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + place * DAY for place in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def grounds(year: int, *, periods: tuple = (), **known) -> Grounds:
    """The year by the profile's holidays, with further periods without meetings."""
    found = obstacles.Obstacles(periods=(*obstacles.profile_periods(), *periods))
    bad = {level: found.bad_days(days_of(year), level) for level in LEVELS}
    return Grounds(**{"year": year, "bad": bad, "themes": THEMES, "hosts": HOSTS, **known})


def days(proposal) -> list[tuple[date, date]]:
    return [(one.officials.day, one.politicians.day) for one in proposal.rounds]


def kinds(proposal) -> set[str]:
    return {snag.kind for snag in proposal.snags}


# an account of the rules that owes nothing to the planner's


def allowed(known: Grounds, rules: Rules, day: date, level: str) -> set[str]:
    """The hard rules that a meeting of the level on the day would break."""
    week = day.isocalendar()
    in_weeks = week.year == known.year and rules.earliest_week <= week.week <= rules.latest_week
    held = {"obstacle": day not in known.bad[level], "weekday": day.weekday() in rules.level(level).weekdays}
    return {rule for rule, kept in {**held, "week": in_weeks}.items() if not kept}


def broken(known: Grounds, rules: Rules, rounds: tuple[Planned, ...]) -> set[tuple[str, int | None]]:
    """The hard rules that the rounds break, each with its round."""
    found: set[tuple[str, int | None]] = set()
    for place, one in enumerate(rounds):
        for level in LEVELS:
            found |= {(rule, one.number) for rule in allowed(known, rules, one.half(level).day, level)}
        apart = (one.politicians.day - one.officials.day).days
        nearest = rules.lead if rules.lead <= 21 else max(21, rules.lead - 7)
        found |= {("lead", one.number)} if not nearest <= apart <= rules.lead + 14 else set()
        gap = (one.officials.day - rounds[place - 1].politicians.day).days if place else rules.distance
        found |= {("distance", one.number)} if gap < rules.distance else set()
    return found | ({("count", None)} if len(rounds) < rules.rounds else set())


def most_that_fit(known: Grounds, rules: Rules) -> int:
    """How many rounds can be laid from each day on, counted from the end of the year."""
    year = [day for day in days_of(known.year) if day >= known.earliest]
    good = {level: {day for day in year if not allowed(known, rules, day, level)} for level in LEVELS}
    nearest = rules.lead if rules.lead <= 21 else max(21, rules.lead - 7)
    fit: dict[date, int] = {}
    for day in reversed(year):
        ends = [day + apart * DAY for apart in range(nearest, rules.lead + 15)] if day in good["officials"] else []
        later = [1 + fit.get(end + rules.distance * DAY, 0) for end in ends if end in good["politicians"]]
        fit[day] = max([fit.get(day + DAY, 0), *later])
    return fit[year[0]] if year else 0


@st.composite
def level_rules(draw) -> LevelRules:
    weekdays = draw(st.sets(st.integers(0, 4), min_size=1))
    return LevelRules(weekdays=tuple(sorted(weekdays)), best=draw(st.sampled_from(sorted(weekdays))))


@st.composite
def rule_sets(draw) -> Rules:
    first, last = sorted(draw(st.tuples(st.integers(1, 52), st.integers(1, 53))))
    wide = draw(st.booleans())
    return Rules(
        rounds=draw(st.integers(1, 8)),
        lead=draw(st.integers(7, 90)),
        distance=draw(st.integers(1, 90)),
        earliest_week=4 if wide else first,
        latest_week=49 if wide else last,
        spread=draw(st.booleans()),
        officials=draw(level_rules()),
        politicians=draw(level_rules()),
    )


@st.composite
def years(draw) -> tuple[dict, int, tuple, date]:
    """A profile, a year, periods without meetings in it, and the first day that is still to come."""
    year = draw(st.integers(2000, 2100))
    moments = st.integers(0, 364).map(lambda place: date(year, 1, 1) + place * DAY)
    spans = st.tuples(moments, st.integers(1, 200), st.sampled_from(["", *LEVELS]))
    periods = draw(st.lists(spans, max_size=4))
    made = tuple(obstacles.Period({"fi": "x"}, level, first, first + long * DAY) for first, long, level in periods)
    return PROFILES[draw(st.sampled_from(["fi", "se"]))], year, made, draw(st.one_of(st.just(date.min), moments))


@settings(max_examples=200, deadline=None)
@given(years(), rule_sets())
def test_all_hard_rules_are_met_or_the_planner_says_which_cannot_be(drawn, rules):
    profile, year, periods, earliest = drawn
    with override_settings(PROFILE=profile):
        known = grounds(year, periods=periods, earliest=earliest)
    proposal = proposing.propose(known, rules)
    told = {(snag.kind, snag.round) for snag in proposal.snags if snag.kind in HARD}
    room = most_that_fit(known, rules)
    assert told == broken(known, rules, proposal.rounds)
    assert proposal.room == room
    assert bool(told) == (room < rules.rounds)
    assert not kinds(proposal) & FORBIDDEN
    assert "obstacle" not in kinds(proposal)
    assert all(day >= earliest for pair in days(proposal) for day in pair)


def test_the_usual_year_is_eight_meetings_four_weeks_apart_on_good_days():
    proposal = proposing.propose(grounds(2028), Rules())
    assert len(proposal.rounds) == 4
    assert not proposal.snags
    assert [one.lead for one in proposal.rounds] == [28, 28, 28, 28]
    assert {day.weekday() for pair in days(proposal) for day in pair} == {3}
    assert not {day.month for pair in days(proposal) for day in pair} & {7, 1}


def test_the_rounds_are_spread_over_the_year_or_come_one_after_another():
    spread, packed = (proposing.propose(grounds(2028), Rules(spread=spread)) for spread in (True, False))
    assert days(spread)[-1][1] > date(2028, 11, 1)
    assert days(packed)[-1][1] < date(2028, 7, 1)


@pytest.mark.parametrize("rounds", range(1, 9))
def test_as_many_rounds_as_asked_for_are_proposed(rounds):
    assert len(proposing.propose(grounds(2028), Rules(rounds=rounds)).rounds) == rounds


def test_each_level_has_its_own_weekdays():
    officials, politicians = LevelRules(weekdays=(0, 1), best=1), LevelRules(weekdays=(4,), best=4)
    proposal = proposing.propose(grounds(2028), Rules(officials=officials, politicians=politicians))
    assert {pair[0].weekday() for pair in days(proposal)} <= {0, 1}
    assert {pair[1].weekday() for pair in days(proposal)} == {4}


@pytest.mark.parametrize("level", LEVELS)
def test_a_period_without_meetings_of_a_level_concerns_that_level_only(level):
    period = obstacles.Period({"fi": "Vaalit"}, level, date(2028, 2, 14), date(2028, 3, 31))
    proposal = proposing.propose(grounds(2028, periods=(period,)), Rules(rounds=8))
    inside = {one for one in LEVELS for pair in proposal.rounds if period.first <= pair.half(one).day <= period.last}
    assert inside == set(LEVELS) - {level}


def test_what_cannot_be_met_is_the_one_rule_that_stands_in_the_way():
    too_near = proposing.propose(grounds(2028), Rules(rounds=4, distance=80))
    assert kinds(too_near) == {"distance"}
    assert too_near.room < 4
    short = proposing.propose(grounds(2028), Rules(rounds=4, earliest_week=40, latest_week=49))
    assert kinds(short) == {"week"}


def test_a_year_that_has_no_good_day_left_gets_no_rounds_and_says_so():
    proposal = proposing.propose(grounds(2028, earliest=date(2028, 12, 24)), Rules())
    assert not proposal.rounds
    assert [(snag.kind, snag.facts["found"]) for snag in proposal.snags] == [("count", 0)]


def test_the_theme_that_had_no_round_comes_first_next_year():
    had = [ThemeTurn(100 + number, number, 1, (2027, place)) for place, number in enumerate((3, 4, 5, 1), 1)]
    proposal = proposing.propose(grounds(2028, themes=(ThemeTurn(102, 2), *had)), Rules())
    assert [one.theme for one in proposal.rounds] == [102, 103, 104, 105]


def test_themes_come_in_their_order_when_they_do_not_take_turns():
    proposal = proposing.propose(grounds(2028, themes=THEMES[:3]), Rules(rotate=False))
    assert [one.theme for one in proposal.rounds] == [101, 102, 103, 101]


def test_the_regions_that_have_hosted_least_host_next():
    hosts = (HostTurn(1, 1, 2, date(2027, 5, 1)), HostTurn(2, 2, 1, date(2027, 1, 1)), HostTurn(3, 3))
    proposal = proposing.propose(grounds(2028, hosts=hosts), Rules())
    assert [one.officials.host for one in proposal.rounds] == [3, 2, 3, 1]
    assert {one.politicians.host for one in proposal.rounds} == {None}


def test_the_last_officials_meetings_are_remote_and_have_no_host():
    proposal = proposing.propose(grounds(2028), Rules(remote=1))
    assert [(one.officials.remote, bool(one.officials.host)) for one in proposal.rounds][-2:] == [
        (False, True),
        (True, False),
    ]


def test_last_years_weeks_are_kept_and_moved_off_bad_days():
    before = [(date(2027, 2, 11), date(2027, 3, 11)), (date(2027, 11, 4), date(2027, 12, 9))]
    first, last = days(proposing.like_before(grounds(2028), Rules(rounds=2), before))
    assert [day.isocalendar().week for day in first] == [day.isocalendar().week for day in before[0]]
    assert (last[1].isocalendar().week, last[1]) == (49, date(2028, 12, 7))


def test_a_week_that_is_closed_gives_way_to_the_nearest_open_one():
    closed = obstacles.Period({"fi": "Muu foorumi"}, "", date(2028, 2, 7), date(2028, 2, 13))
    before = [(date(2027, 2, 11), date(2027, 3, 11))]
    [(officials, _politicians)] = days(proposing.like_before(grounds(2028, periods=(closed,)), Rules(), before))
    assert abs((officials - date(2028, 2, 10)).days) == 7


def test_proposing_takes_less_than_200_milliseconds():
    known = grounds(2028)
    times = []
    for _ in range(3):
        began = process_time()
        proposing.propose(known, Rules(rounds=8, lead=60, earliest_week=30, latest_week=35))
        times.append(process_time() - began)
    assert min(times) < 0.2


def test_rules_come_back_from_a_draft_as_they_were():
    rules = Rules(rounds=5, remote=2, place={"fi": "Säätytalo"}, officials=LevelRules(weekdays=(0, 4), best=4))
    assert from_json(json.loads(json.dumps(as_json(rules)))) == rules


@pytest.mark.parametrize("profile", ["fi", "se"])
@pytest.mark.parametrize(
    ("day", "word"), [(date(2028, 4, 13), "eve"), (date(2028, 4, 14), "holiday"), (date(2028, 6, 23), "rest")]
)
def test_holidays_and_their_eves_are_bad_days_in_both_countries(profile, day, word):
    with override_settings(PROFILE=PROFILES[profile]):
        assert not obstacles.Obstacles().free(day, "officials"), word
        assert obstacles.Obstacles().free(date(2028, 6, 21), "officials")
        assert obstacles.Obstacles().free(date(2028, 6, 22), "officials")
