"""Reading regions' views: compiled and one region's own, frozen, compared with last time, at a constant cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from forum import clock
from forum.audiences import find, part
from forum.services import desk
from tests import things, viewed
from themes.models import RegionView, ViewRound
from themes.services import view_changes, view_rounds, views


def test_nothing_is_compiled_before_a_round_is_closed(cast):
    round = viewed.asked(cast)
    viewed.approved(round, cast)
    assert views.compiled(round) is None and views.compiled(round.theme) is None
    assert views.of_region(cast.region_a, round.theme) is None
    early = views.compiled(round, with_approved=True)
    assert early and [one.region.code for one in early.words] == ["18"]


def test_a_draft_never_becomes_public_and_the_region_is_said_to_be_silent(cast):
    round = viewed.asked(cast)
    viewed.written(viewed.view_of(round, cast.region_b), cast.official_of_b, answer_q1="Hemligt")
    viewed.approved(round, cast)
    view_rounds.close(round, by=cast.coordinator)
    found = views.compiled(round.theme)
    assert found and [one.code for one in found.silent] == ["15"] and "Hemligt" not in str(found)


def test_the_distribution_counts_each_step(cast):
    found = views.compiled(viewed.closed(cast))
    now = found.distributions[0]
    assert [(count.sign, count.number, count.share) for count in now.counts] == [
        ("++", 0, 0),
        ("+", 1, 100),
        ("0", 0, 0),
        ("−", 0, 0),
        ("−−", 0, 0),
    ]
    assert str(found.distributions[2].counts[4].words) == "heikkenee selvästi"


def test_words_are_in_the_readers_language_where_they_are_the_portals(cast):
    round = viewed.closed(cast)
    with translation.override("sv"):
        words = views.of_region(cast.region_a, round.theme)
        assert str(words.assessments[0].words) == "gott" and str(words.answers[0].question) == "Vad ändrades?"
        assert words.answers[0].text == "Kaikki muuttui." and words.language == "fi"


def test_a_later_round_is_compared_with_the_one_before(cast):
    first = viewed.closed(cast)
    second = viewed.closed(cast, theme=first.theme, now="0", year="2", now_text="Hyvin menee nyt.")
    words = views.of_region(cast.region_a, first.theme)
    assert ViewRound.objects.get(pk=second.pk).previous == first
    assert [(one.arrow, str(one.change)) for one in words.assessments] == [
        ("↓", "matalampi kuin viimeksi"),
        ("→", "sama kuin viimeksi"),
        ("↑", "korkeampi kuin viimeksi"),
    ]
    (change,) = view_changes.of(words)
    assert [(piece.kind, piece.text) for piece in change.pieces if piece.kind == "new"] == [("new", " nyt")]


def test_the_words_of_an_earlier_day_are_those_of_the_round_then(cast):
    with clock.at(clock.now() - timedelta(days=90)):
        first = viewed.closed(cast, answer_q1="Ennen")
    viewed.closed(cast, theme=first.theme, answer_q1="Nyt")
    then = views.of_region(cast.region_a, first.theme, at=clock.now() - timedelta(days=30))
    assert then.answers[0].text == "Ennen"
    assert views.of_region(cast.region_a, first.theme, at=clock.now() - timedelta(days=100)) is None


def test_frozen_words_stay_when_the_row_is_changed_behind_their_back(cast):
    round = viewed.closed(cast)
    RegionView.objects.filter(round=round).update(now_text="Muutettu", answers={"q1": "Muutettu"})
    assert "Muutettu" not in str(views.of_region(cast.region_a, round.theme))


def queries(act):
    with CaptureQueriesContext(
        connection,
    ) as found:
        act()
    return len(found)


def test_compiling_costs_the_same_for_two_regions_and_for_twelve(cast):
    first = viewed.closed(cast)
    few = viewed.closed(cast, theme=first.theme)
    cost = queries(lambda: views.compiled(few))
    for number in range(10):
        viewed.approver(cast, things.person(f"boss{number}"), things.region())
    many = viewed.asked(cast, theme=first.theme)
    for view in RegionView.objects.filter(round=many):
        view.round = many
        fields = {**viewed.WHOLE, "now": 1, "half_year": 0, "year": -2}
        answers = {"answers": {"q1": fields.pop("answer_q1")}, "state": "approved", "approved_at": clock.now()}
        RegionView.objects.filter(pk=view.pk).update(**fields, **answers, approved_by=cast.coordinator)
    view_rounds.close(many, by=cast.coordinator)
    assert queries(lambda: views.compiled(many)) == cost <= 3


def test_the_silent_of_a_round_are_an_audience(cast):
    assert cast.official_of_a and cast.official_of_b
    boss = viewed.approver(cast, things.person("boss"))
    round = viewed.asked(cast)
    viewed.approved(round, cast)
    silent = find([part("views_silent", round=round.public_id)])
    assert [member.to.email for member in silent.members] == ["official.b@example.org"]
    approvers = {member.to.email for member in find([part("approvers")]).members}
    assert approvers == {boss.email, "official.a@example.org"}


@pytest.mark.parametrize("kind", ["politician_of_a", "member", "chair"])
def test_nothing_waits_for_those_who_do_not_write(cast, kind):
    person = getattr(cast, kind)
    viewed.asked(cast)
    assert [task for task in desk.tasks_of(person) if task.kind == "view"] == []


def test_the_view_waits_on_the_desk_to_be_written_and_then_approved(cast):
    person = viewed.approver(cast)
    round = viewed.asked(cast)
    (task,) = [one for one in desk.tasks_of(person) if one.kind == "view"]
    assert task.url.endswith("/write/") and task.due == round.due
    viewed.written(viewed.view_of(round, cast.region_a), person)
    person.__dict__.pop("_tasks", None)
    (task,) = [one for one in desk.tasks_of(person) if one.kind == "view"]
    assert task.url.endswith("/approve/")


def test_a_round_whose_last_day_has_passed_waits_on_the_coordinators_desk(cast):
    viewed.asked(cast)
    with clock.at(clock.now() + timedelta(days=30)):
        (task,) = [one for one in desk.tasks_of(cast.coordinator) if one.kind == "views"]
    assert "2 aluetta on hiljaa" in task.text
