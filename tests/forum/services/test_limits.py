"""How often one may do a thing."""

from forum.services.limits import allows


def test_it_allows_as_many_as_it_says_and_no_more():
    assert [allows("answer", "a", times=2, seconds=60) for _ in range(3)] == [True, True, False]


def test_it_counts_each_person_and_each_deed_apart():
    assert not [deed for deed in ("x", "y") for who in ("b", "c") if not allows(deed, who, times=1, seconds=60)]


def test_the_benchmark_can_switch_limits_off(settings):
    settings.RATE_LIMITS = False
    assert all(allows("z", "d", times=1, seconds=60) for _ in range(5))
