"""How often one may do a thing."""

from datetime import timedelta

import pytest

from forum import clock
from forum.models import Tally
from forum.services.limits import allows, forget

pytestmark = pytest.mark.django_db


def test_it_allows_as_many_as_it_says_and_no_more():
    with clock.at(clock.now()):
        assert [allows("answer", "a", times=2, seconds=60) for _ in range(3)] == [True, True, False]


def test_it_counts_each_person_and_each_deed_apart():
    assert not [deed for deed in ("x", "y") for who in ("b", "c") if not allows(deed, who, times=1, seconds=60)]


def test_after_a_while_one_may_again():
    now = clock.now()
    for moment, allowed in ((now, True), (now, False), (now + timedelta(seconds=60), True)):
        with clock.at(moment):
            assert allows("answer", "a", times=1, seconds=60) is allowed


def test_counting_is_one_query(django_assert_num_queries):
    for _ in range(3):
        with django_assert_num_queries(1):
            allows("answer", "a", times=9, seconds=60)


def test_who_did_it_cannot_be_read_from_the_count():
    allows("answer", "reader@example.org", times=9, seconds=60)
    assert "reader" not in Tally.objects.get().key


def test_what_is_over_is_forgotten_and_what_lasts_is_kept():
    allows("short", "a", times=1, seconds=60)
    allows("long", "a", times=1, seconds=7200)
    with clock.at(clock.now() + timedelta(seconds=61)):
        forget()
    assert not Tally.objects.filter(key__startswith="short").exists()


def test_the_benchmark_can_switch_limits_off(settings):
    settings.RATE_LIMITS = False
    assert all(allows("z", "d", times=1, seconds=60) for _ in range(5))
