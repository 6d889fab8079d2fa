"""Furnishing the whole forum again: whatever is there already is not written again, and kept pages stay kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock
from forum.models import AuditEntry
from forum.services import verbs
from regions.models import Indicator, Region
from themes.models import Theme

NOON = datetime(2027, 3, 3, 10, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def furnish_again(*options: str, at: datetime = NOON) -> None:
    with clock.at(at):
        call_command("furnish", *options, verbosity=0)


@pytest.mark.parametrize("options", [(), ("--without-examples",)])
@pytest.mark.parametrize("days_later", [0, 3])
def test_a_second_run_writes_no_row_and_leaves_the_edition(options, days_later, furnished):
    furnished(*options, at=NOON)
    edition, entries = verbs.present_edition(), AuditEntry.objects.count()
    with CaptureQueriesContext(connection) as queries:
        furnish_again(*options, at=NOON + timedelta(days=days_later))
    assert [query["sql"][:200] for query in queries if query["sql"].startswith(WRITES)] == []
    assert (verbs.present_edition(), AuditEntry.objects.count()) == (edition, entries)


def test_a_row_that_says_otherwise_is_written_and_readers_notice(furnished):
    furnished("--without-examples", at=NOON)
    edition = verbs.present_edition()
    Indicator.objects.filter(slug="population").update(name_fi="Väki")
    Theme.objects.filter(slug="climate").update(about_fi="")
    Region.objects.get(code="18").neighbours.clear()
    furnish_again("--without-examples")
    assert Indicator.objects.get(slug="population").name_fi == "Väestö"
    assert Theme.objects.get(slug="climate").about_fi
    assert Region.objects.get(code="18").neighbours.count() == 3
    assert verbs.present_edition() > edition
