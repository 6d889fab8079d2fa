"""A page of our own where discussions live, so that this floor's tests need nothing from upstairs."""

from types import SimpleNamespace

import pytest

from regions.models import Indicator
from themes.homes import Home, homes
from themes.models import Thread


@pytest.fixture
def village(db, monkeypatch):
    """A thread that lives on the page /fi/village/; `village.visible_to` and `village.open` can be changed."""
    monkeypatch.setattr(homes, "_entries", {})
    thread = Thread.objects.create(about="village")
    place = SimpleNamespace(thread=thread, visible_to=lambda person: True, open=True, more=[])

    def find(thread_ids, person):
        here = [thread.pk, *(other.pk for other in place.more)]
        home = Home("/fi/village/", "Village", visible=place.visible_to(person), open=place.open)
        return {pk: home for pk in thread_ids if pk in here}

    homes.put("village", find)
    return place


@pytest.fixture
def indicator(db):
    """A rate of which more is better."""
    names = {f"name_{code}": f"Osuus {code}" for code in ("fi", "sv", "en")}
    return Indicator.objects.create(slug="share", unit_en="%", polarity="better", value_kind="rate", **names)
