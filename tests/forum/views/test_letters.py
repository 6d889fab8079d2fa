"""The coordinator's letters, and who reads them and the audit log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock, shelves
from forum.models import AuditEntry, Letter
from forum.services import audit, posting
from tests import letters, things
from tests.people import KINDS

pytestmark = pytest.mark.django_db
PAGES = ["/fi/work/letters/", "/fi/work/audit/", "/fi/work/letters/again/"]


@pytest.fixture
def coordinator(client, cast):
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def failed(**fields):
    """A letter that failed for good."""
    letter = letters.queued(things.person(), **fields)
    Letter.objects.filter(pk=letter.pk).update(state="failed", server_words="550 5.1.1 no such user", subject="Aihe")
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_only_coordinators_see_letters_and_the_audit_log(client, cast, path, kind):
    if kind != "stranger":
        client.force_login(getattr(cast, kind))
    expected = {"coordinator": 200, "stranger": 302}.get(kind, 403)
    assert client.get(path).status_code == expected


def test_the_list_says_to_whom_and_what_the_server_answered(coordinator):
    letter = failed()
    page = coordinator.get(PAGES[0]).content.decode()
    assert letter.to_address in page and "550 5.1.1 no such user" in page


def test_the_list_is_narrowed_by_state_kind_receiver_and_person(coordinator):
    letter, other = failed(), letters.queued(things.person())
    for query in ("state=failed", f"to={letter.to_address}", f"person={letter.person.public_id}"):
        page = coordinator.get(f"{PAGES[0]}?{query}").content.decode()
        assert letter.to_address in page and other.to_address not in page
    assert letter.to_address in coordinator.get(f"{PAGES[0]}?kind=sign_in_code&page=9&state=x").content.decode()


@pytest.mark.parametrize("path", PAGES[:2])
def test_the_lists_cost_the_same_for_one_row_and_for_three(coordinator, path):
    costs = []
    for more in (1, 2):
        for _ in range(more):
            audit.record("test.deed", by=None, about=letters.queued(things.person()))
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(path)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_secret_of_a_letter_is_shown_to_nobody_before_or_after_it_left(coordinator):
    letter = letters.queued(things.person(), secrets={"code": "ABCD-EFGH"})
    address = f"{PAGES[0]}{letter.public_id}/"
    before = coordinator.get(address).content.decode()
    posting.post_due()
    after = coordinator.get(address).content.decode()
    for page in (before, after):
        assert "[…]" in page and "ABCD-EFGH" not in page


def test_a_failed_letter_is_sent_again_to_the_address_the_person_has_now(coordinator):
    letter = failed()
    letter.person.email = "new@example.org"
    letter.person.save()
    coordinator.post(f"{PAGES[0]}{letter.public_id}/resend/")
    letter.refresh_from_db()
    assert (letter.state, letter.to_address, letter.attempts) == ("queued", "new@example.org", 0)
    assert AuditEntry.objects.filter(verb="letter.resend", about_id=letter.public_id).exists()


def test_a_letter_whose_link_was_wiped_is_not_sent_again_without_a_new_one(coordinator):
    letter = failed()
    Letter.objects.update(text="Koodi: […]")
    response = coordinator.post(f"{PAGES[0]}{letter.public_id}/resend/", follow=True)
    letter.refresh_from_db()
    assert letter.state == "failed"
    assert "notice--error" in response.content.decode()


def test_whoever_owns_a_kind_of_letter_may_make_a_new_link_for_it(coordinator, monkeypatch):
    monkeypatch.setattr(shelves.letter_secrets, "_entries", {"sign_in_code": (1, lambda letter: {"code": "NEW"})})
    letter = failed()
    Letter.objects.update(text="Koodi: […]")
    coordinator.post(f"{PAGES[0]}{letter.public_id}/resend/")
    letter.refresh_from_db()
    assert (letter.state, letter.secrets) == ("queued", {"code": "NEW"})


def test_a_queued_letter_can_be_cancelled_and_a_sent_one_cannot(coordinator):
    letter = letters.queued(things.person(), secrets={"code": "ABCD-EFGH"})
    coordinator.post(f"{PAGES[0]}{letter.public_id}/cancel/")
    letter.refresh_from_db()
    assert (letter.state, letter.secrets) == ("cancelled", {})
    sent = letters.queued(things.person())
    Letter.objects.filter(pk=sent.pk).update(state="sent", sent_at=clock.now())
    assert coordinator.post(f"{PAGES[0]}{sent.public_id}/cancel/").status_code == 302
    sent.refresh_from_db()
    assert sent.state == "sent"


@pytest.mark.parametrize("deed", ["resend", "cancel", "release"])
def test_nothing_happens_on_get_and_nobody_else_may(client, cast, deed):
    letter = failed()
    address = f"{PAGES[0]}{letter.public_id}/{deed}/"
    client.force_login(cast.coordinator)
    assert client.get(address).status_code == 405
    client.force_login(cast.chair)
    assert client.post(address).status_code == 403
    letter.refresh_from_db()
    assert letter.state == "failed"
