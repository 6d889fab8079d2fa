"""How letters arrived: counted by state, narrowed, taken away, and sent again by the handful."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock, shelves
from forum.models import AuditEntry, Letter, Mailing
from forum.services import delivery, people, posting
from forum.views import delivery as page_of_letters
from tests import letters as samples
from tests import things
from tests.people import hold

pytestmark = pytest.mark.django_db
PAGE = "/fi/work/letters/"
AGAIN = f"{PAGE}again/"


@pytest.fixture
def coordinator(client, cast):
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def letter(state="queued", to=None, **fields):
    """A letter in the state."""
    made = samples.queued(to or things.person())
    sent_at = clock.now() if state in ("sent", "bounced") else None
    Letter.objects.filter(pk=made.pk).update(**{"state": state, "sent_at": sent_at, **fields})
    made.refresh_from_db()
    return made


def shown(browser, query=""):
    """The page's letters, by their addresses."""
    return {row.letter.to_address for row in browser.get(f"{PAGE}?{query}").context["rows"]}


def counts(browser, query=""):
    """The page's links to states: their words' state and number."""
    links = browser.get(f"{PAGE}?{query}").context["states"]
    return {link.href: link.count for link in links}


def test_the_states_are_counted_and_lead_to_their_letters(coordinator):
    letter("sent"), letter("sent"), letter("failed")
    assert counts(coordinator) == {"?": "3", "?state=sent": "2", "?state=failed": "1"}
    assert len(shown(coordinator, "state=sent")) == 2


def test_counts_are_of_the_letters_asked_for_in_every_state(coordinator):
    one = letter("failed", about_id="m1")
    letter("sent", about_id="m1"), letter("sent", about_id="m2")
    found = counts(coordinator, f"about=m1&state=failed&to={one.to_address}")
    assert found[f"?about=m1&to={one.to_address.replace('@', '%40')}"] == "1"
    assert counts(coordinator, "about=m1") == {
        "?about=m1": "2",
        "?about=m1&state=sent": "1",
        "?about=m1&state=failed": "1",
    }


@pytest.mark.parametrize("query", ["", "about=m1"])
def test_of_very_many_it_only_says_that_there_are_more(coordinator, monkeypatch, query):
    for _ in range(4):
        letter("sent", about_id="m1")
    for place in (delivery, page_of_letters):
        monkeypatch.setattr(place, "MOST", 3)
    page = coordinator.get(f"{PAGE}?{query}")
    assert (page.context["more_than"], page.context["page"].paginator.count) == (3, 3)


def test_it_narrows_by_kind_day_mailing_and_region(coordinator, cast):
    old = letter("sent", kind="invitation", written_at=datetime(2025, 3, 1, 21, 59, tzinfo=UTC))
    new = letter("sent", written_at=datetime(2025, 3, 1, 22, 1, tzinfo=UTC), to=cast.member)
    mailing = Mailing.objects.create(kind="free", title="Kevätkirje")
    ours = letter("sent", to=cast.official_of_a, mailing=mailing)
    assert shown(coordinator, "kind=invitation") == shown(coordinator, "until=1.3.2025") == {old.to_address}
    assert shown(coordinator, "since=2.3.2025&until=2025-03-02") == {new.to_address}
    assert shown(coordinator, f"mailing={mailing.public_id}") == shown(coordinator, "region=18") == {ours.to_address}
    assert shown(coordinator, "mailing=nothing") == shown(coordinator, "person=nobody") == set()


def test_a_region_shows_also_what_went_to_those_who_acted_for_it_before(coordinator, cast):
    hold(cast.official_seat_a, former := things.person(), role="deputy")
    former.mandates.update(until="2021-01-01")
    assert shown(coordinator, "region=18") == set()
    sent = letter("sent", to=former)
    assert shown(coordinator, "region=18") == {sent.to_address}


def test_a_receiver_is_found_by_name_and_others_by_their_whole_address(coordinator):
    person = things.person(name="aino")
    known, guest = letter("sent", to=person), letter("sent", person=None, to_address="Vieras@Example.org")
    assert shown(coordinator, "to=Aino") == shown(coordinator, "to=aino@example") == {known.to_address}
    assert shown(coordinator, "to=vieras@example.org") == {guest.to_address}
    assert shown(coordinator, "to=nobody+here") == set()


def test_it_says_what_a_letter_is_about_and_what_was_answered(coordinator, monkeypatch):
    one = letter("sent", about_kind="boat", about_id="b1", attempts=3)
    monkeypatch.setattr(
        shelves.letter_subjects, "_entries", {"boat": (1, lambda ids: {"b1": ("Alus", "/fi/boats/b1/")})}
    )
    monkeypatch.setattr(shelves.letter_notes, "_entries", {"boat": (1, lambda found: {one.pk: "tulee"})})
    for address in (PAGE, f"{PAGE}{one.public_id}/"):
        page = coordinator.get(address).content.decode()
        assert '<a href="/fi/boats/b1/">Alus</a>' in page and "Tulee" in page


def test_the_file_holds_exactly_the_letters_shown(coordinator):
    failed = letter("failed", server_words="550 5.1.1 no such user", subject="=HYPERLINK(1)")
    letter("sent")
    file = coordinator.get(f"{PAGE}?state=failed&format=csv").content.decode()
    assert len(file.strip().splitlines()) == 2
    assert failed.to_address in file and "550 5.1.1" in file and ";=" not in file and "'=HYPERLINK" in file
    assert coordinator.get(f"{PAGE}?format=xlsx").status_code == 200


def test_only_letters_that_did_not_arrive_can_be_chosen(coordinator):
    bad, good = letter("bounced"), letter("sent")
    page = coordinator.get(PAGE).content.decode()
    assert f'value="{bad.public_id}"' in page and f'value="{good.public_id}"' not in page


def test_sending_again_asks_first_and_says_what_cannot_be_sent(coordinator):
    can, arrived = letter("failed"), letter("sent")
    wiped = letter("bounced", words_wiped_at=clock.now())
    chosen = "&".join(f"letter={one.public_id}" for one in (can, arrived, wiped))
    asked = coordinator.get(f"{AGAIN}?{chosen}")
    assert ([row.letter for row in asked.context["can"]], len(asked.context["cannot"])) == ([can], 2)
    assert Letter.objects.filter(state="queued").count() == 0
    told = coordinator.post(f"{AGAIN}?{chosen}&from=state%3Dfailed", follow=True)
    assert told.redirect_chain[0][0] == f"{PAGE}?state=failed"
    assert list(Letter.objects.filter(state="queued")) == [can]
    assert len(told.context["messages"]) == 3
    assert AuditEntry.objects.filter(verb="letter.resend", about_id=can.public_id).count() == 1


def test_letters_to_the_anonymised_are_not_sent_again(coordinator, cast):
    one = letter("failed", to=(gone := things.person()))
    people.anonymise(gone, by=cast.coordinator)
    one.refresh_from_db()
    assert delivery.send_again([one], by=cast.coordinator)[0] == []


def test_choosing_nothing_changes_nothing(coordinator):
    assert coordinator.get(AGAIN).status_code == 200
    assert coordinator.post(AGAIN).status_code == 302


def test_the_page_of_letters_costs_the_same_for_one_and_for_many(coordinator, cast):
    costs = []
    for more in (1, 3):
        for _ in range(more):
            letter("failed", about_kind="meeting", about_id=things.meeting().public_id)
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(PAGE)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_every_try_stands_in_the_letters_history_with_the_servers_words(coordinator):
    one = letter("sending", claimed_by="w", claimed_at=clock.now())
    for state, words in (("waiting", "451 later"), ("failed", "550 no such user")):
        Letter.objects.filter(pk=one.pk).update(state="sending")
        one.refresh_from_db()
        assert posting.record(one, state, server_words=words)
    page = coordinator.get(f"{PAGE}{one.public_id}/").content.decode()
    assert page.index("451 later") < page.rindex("550 no such user", 0, page.rindex("550 no such user"))


def test_what_the_server_said_of_somebody_goes_when_they_are_anonymised(cast):
    one = letter("sending", claimed_by="w", claimed_at=clock.now(), to=(gone := things.person()))
    posting.record(one, "failed", server_words=f"550 {gone.email} unknown")
    people.anonymise(gone, by=cast.coordinator)
    assert one.tries.count() == 0
