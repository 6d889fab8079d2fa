"""Subscribing to bulletins: asked for, confirmed by a press, changed, ended; nobody learns who subscribes."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum import clock
from forum.models import AuditEntry, Letter, Subscription
from forum.services import envelopes, rendering, subscriptions
from forum.services import subscription_links as links
from tests import subscribing, things

WISHES = {"language": "fi", "rhythm": "each"}
ASKED = {"email": "Lukija@Example.org", **WISHES}


def ask(client, **wishes):
    return client.post("/fi/bulletins/subscribe/", {**ASKED, **wishes}, follow=True)


def link_of(letter, name):
    return letter.secrets[name].partition("testserver")[2] or re.sub(r"https?://[^/]+", "", letter.secrets[name])


def test_a_letter_asks_for_confirmation_and_nothing_is_subscribed_before(client, db):
    assert ask(client).status_code == 200
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.facts["known"]) == (
        "subscription_confirm",
        "lukija@example.org",
        False,
    )
    assert not Subscription.objects.living().exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_confirms_nothing(client, db, method):
    ask(client)
    assert getattr(client, method)(link_of(Letter.objects.get(), "confirm_url")).status_code == 200
    assert Subscription.objects.get().state == "asked"


def test_the_button_confirms_and_a_second_press_is_harmless(client, db):
    ask(client)
    address = link_of(Letter.objects.get(), "confirm_url")
    for _ in range(2):
        assert client.post(address, follow=True).status_code == 200
    assert Subscription.objects.living().count() == 1
    assert Letter.objects.filter(kind="subscription_receipt").count() == 1


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client, db):
    unknown = ask(client).content
    subscribing.subscription("toinen@example.org")
    assert ask(client, email="toinen@example.org").content == unknown


def test_whoever_subscribes_already_gets_the_link_and_nothing_changes(client, db):
    known = subscribing.subscription("lukija@example.org")
    ask(client, language="sv", rhythm="monthly")
    letter = Letter.objects.get()
    assert letter.facts["known"] and "preferences_url" in letter.secrets
    known.refresh_from_db()
    assert (known.language, known.rhythm) == ("fi", "each")


def test_no_address_gets_more_than_three_letters_a_day(client, db):
    for _ in range(5):
        assert ask(client).status_code == 200
    assert Letter.objects.count() == subscriptions.LETTERS_A_DAY


def test_one_machine_asks_ten_times_an_hour(client, db):
    answers = [ask(client, email=f"a{number}@example.org").status_code for number in range(11)]
    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize(
    "hostile", ["a@example.org\nBcc: b@example.org", "<script>@example.org", "a@b", "a@example.org,b@example.org", ""]
)
def test_hostile_addresses_are_refused(client, db, hostile):
    assert ask(client, email=hostile).status_code == 422
    assert not Letter.objects.exists()


def test_what_nobody_confirms_is_forgotten_in_a_week(client, db):
    ask(client)
    with clock.at(clock.now() + things.timedelta(days=8)):
        assert subscriptions.forget_unconfirmed() == 1
        assert subscriptions.forget_unconfirmed() == 0
    assert not Subscription.objects.exists()
    assert not Letter.objects.filter(to_address="lukija@example.org").exists()


def test_the_choices_are_changed_by_the_letters_link(client, db, cast):
    assert cast.region_a
    found = subscribing.subscription()
    address = reverse("forum:subscription", args=[links.token(found)])
    assert client.get(address).status_code == 200
    chosen = {"language": "sv", "rhythm": "monthly", "about_1": ["region:18"]}
    assert client.post(address, chosen, follow=True).status_code == 200
    found.refresh_from_db()
    assert (found.language, found.rhythm, found.topics) == ("sv", "monthly", ["region:18"])


def test_a_new_link_makes_the_old_one_useless(client, db):
    found = subscribing.subscription()
    address = reverse("forum:subscription", args=[links.token(found)])
    client.post(address, {"do": "renew"})
    assert client.get(address).status_code == 404
    assert Letter.objects.get().kind == "subscription_receipt"


def test_one_click_ends_it_without_cookies_and_twice_is_harmless(db):
    strict = Client(enforce_csrf_checks=True)
    found = subscribing.subscription("lukija@example.org")
    address = reverse("forum:unsubscribe", args=[links.unsubscribe_url(found).rstrip("/").rpartition("/")[2]])
    for _ in range(2):
        assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    found.refresh_from_db()
    assert found.state == "ended" and "lukija" not in found.email


def test_opening_the_unsubscribe_link_only_asks(client, db):
    found = subscribing.subscription()
    assert client.get(links.unsubscribe_url(found).replace("http://127.0.0.1:8000", "")).status_code == 200
    found.refresh_from_db()
    assert found.state == "confirmed"


@pytest.mark.parametrize("name", ["subscription", "subscription_confirm", "unsubscribe"])
def test_forged_links_open_nothing(client, db, name):
    found = subscribing.subscription()
    answer = client.post(reverse(f"forum:{name}", args=[f"{found.public_id}.1.forged"]), WISHES)
    assert answer.status_code in (403, 404)
    assert Subscription.objects.get().state == "confirmed"


def test_somebody_signed_in_needs_no_letter(client, cast):
    client.force_login(cast.official_of_a)
    assert client.get("/fi/bulletins/subscribe/").status_code == 302
    client.post("/fi/bulletins/subscription/", WISHES)
    found = Subscription.objects.get()
    assert (found.person, found.state) == (cast.official_of_a, "confirmed")
    client.post("/fi/bulletins/subscription/", {"do": "end"})
    found.refresh_from_db()
    assert found.state == "ended" and not Letter.objects.exists()


def test_saving_the_profile_changes_no_subscription(client, cast):
    person = cast.official_of_a
    subscribing.subscription(person.email, person=person, language="sv", rhythm="monthly")
    client.force_login(person)
    client.post("/fi/profile/", {"name": "Uusi", "title": "", "phone": "", "language": "fi"})
    found = Subscription.objects.get()
    assert (found.state, found.language, found.rhythm) == ("confirmed", "sv", "monthly")


def test_the_letters_carry_the_one_click_headers(db):
    found = subscribing.subscription()
    letter = subscriptions.write_receipt(found)
    sent = envelopes.message(letter, rendering.render(letter))
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["List-Unsubscribe"] == f"<{links.unsubscribe_url(found)}>"


def test_the_secretariat_ends_one_and_the_log_says_so(client, cast):
    found = subscribing.subscription("lukija@example.org")
    client.force_login(cast.coordinator)
    assert "lukija@example.org" in client.get("/fi/work/subscriptions/?q=lukija").content.decode()
    client.post(f"/fi/work/subscriptions/{found.public_id}/end/")
    found.refresh_from_db()
    assert found.state == "ended"
    entry = AuditEntry.objects.get(verb="subscriptions.end")
    assert "lukija" not in f"{entry.about_name} {entry.details}"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, cast, number):
    for _ in range(number):
        subscribing.subscription()
    client.force_login(cast.coordinator)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/fi/work/subscriptions/")
    assert len(queries) <= 9


def test_own_data_tells_of_the_subscription_and_leaving_ends_it(cast):
    from forum.services import own, people

    person = cast.official_of_a
    subscribing.subscription(person.email)
    assert own.data(person)["subscription"]["subscription"]["rhythm"] == "each"
    people.anonymise(person, by=cast.coordinator)
    assert Subscription.objects.get().state == "ended"
