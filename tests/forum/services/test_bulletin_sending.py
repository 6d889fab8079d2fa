"""How a bulletin goes out: frozen, tried out, released; public when its letters leave; and the monthly letter."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.models import Letter, Mailing, MailingReceiver, Subscription
from forum.services import (
    bulletin_months,
    bulletin_reading,
    bulletins,
    mailings,
    mass_sending,
    rendering,
    subscriptions,
)
from forum.services import bulletin_sending as sending
from forum.states import IllegalMove
from tests import subscribing
from tests.subscribing import ready, sent


def to(kind="bulletin"):
    return set(Letter.objects.filter(kind=kind).values_list("to_address", flat=True))


def test_it_goes_to_those_who_chose_it_and_is_public_from_then_on(cast):
    subscribing.subscription("kaikki@example.org")
    subscribing.subscription("kainuu@example.org", topics=["region:18"])
    subscribing.subscription("muu@example.org", topics=["region:15"])
    subscribing.subscription("kuussa@example.org", rhythm="monthly")
    subscribing.subscription("vahvistamatta@example.org", state="asked")
    made = sent(cast, topics=["region:18", "meeting:x"])
    assert to() == {"kaikki@example.org", "kainuu@example.org"}
    assert made.is_public


def test_a_bulletin_about_nothing_in_particular_concerns_everybody(cast):
    subscribing.subscription("kainuu@example.org", topics=["region:18"])
    sent(cast)
    assert to() == {"kainuu@example.org"}


def test_each_letter_is_in_its_language_with_its_own_links_and_no_address_of_others(cast):
    subscribing.subscription("fi@example.org")
    subscribing.subscription("sv@example.org", language="sv")
    sent(cast)
    for letter in Letter.objects.filter(kind="bulletin").select_related("mailing"):
        words = rendering.render(letter)
        assert words.subject == {"fi": "Tiedote", "sv": "Nyhetsbrev"}[letter.language]
        assert letter.secrets["unsubscribe_url"] in words.html
        assert "@example.org" not in words.text.replace(letter.to_address, "")


def test_a_missing_required_language_needs_a_reason_that_is_kept(cast):
    made = subscribing.bulletin(title_sv="", lead_sv="")
    bulletins.send_for_checking(made, by=cast.coordinator)
    with pytest.raises(ValidationError):
        sending.prepare(made, by=cast.coordinator)
    sending.prepare(made, by=cast.coordinator, reason="Kiire")
    made.refresh_from_db()
    assert (made.state, made.override_reason) == ("scheduled", "Kiire")


def test_nothing_changes_once_it_is_ready_and_reopening_cancels_the_letter(cast):
    subscribing.subscription()
    made, mailing = ready(cast)
    with pytest.raises(ValidationError):
        bulletins.add_section(made, by=cast.coordinator)
    sending.reopen(made, by=cast.coordinator)
    mailing.refresh_from_db()
    assert (made.state, mailing.state) == ("checking", "cancelled")
    with pytest.raises(IllegalMove):
        mailings.release(mailing, by=cast.coordinator)


def test_it_can_be_scheduled_and_is_not_public_before(cast):
    subscribing.subscription()
    made, _mailing = ready(cast)
    sending.release(made, by=cast.coordinator, send_at=clock.now() + timedelta(hours=5))
    mass_sending.send_due()
    made.refresh_from_db()
    assert made.state == "scheduled" and not to()
    with clock.at(clock.now() + timedelta(hours=6)):
        mass_sending.send_due()
        sending.follow_all()
    made.refresh_from_db()
    assert made.is_public and len(to()) == 1


def test_whoever_unsubscribes_between_dry_run_and_sending_gets_nothing(cast):
    subscribing.subscription("jaa@example.org")
    gone = subscribing.subscription("lahtee@example.org")
    made, mailing = ready(cast)
    subscriptions.end(gone)
    sending.release(made, by=cast.coordinator)
    mass_sending.send_due()
    assert to() == {"jaa@example.org"}
    assert MailingReceiver.objects.get(address="lahtee@example.org").skipped == "unsubscribed"


def test_with_nobody_to_send_to_it_is_published_alone(cast):
    made, mailing = ready(cast)
    with pytest.raises(ValidationError):
        sending.release(made, by=cast.coordinator)
    sending.publish_alone(made, by=cast.coordinator)
    mailing.refresh_from_db()
    assert made.state == "sent" and mailing.state == "cancelled"


def test_sending_ends_with_its_letters_and_following_twice_is_harmless(cast):
    subscribing.subscription()
    made = sent(cast)
    assert made.state == "sending"
    Letter.objects.update(state="sent", sent_at=clock.now())
    mass_sending.send_due()
    assert (sending.follow_all(), sending.follow_all()) == (1, 0)
    made.refresh_from_db()
    assert made.state == "sent" and Mailing.objects.get().state == "sent"


def test_what_became_of_it_is_told_in_numbers(cast):
    one, two, three = (subscribing.subscription() for _ in range(3))
    made = sent(cast)
    Letter.objects.filter(kind="bulletin").update(state="sent", sent_at=clock.now())
    Letter.objects.filter(to_address=two.email).update(state="bounced")
    subscriptions.end(three, bulletin=made.public_id)
    fate = bulletin_reading.fate(made)
    assert (fate.sent, fate.bounced, fate.unsubscribed) == (2, 1, 1)
    assert one.state == "confirmed"


def test_a_test_letter_goes_to_oneself_alone(cast):
    subscribing.subscription()
    sending.send_test(subscribing.bulletin(), by=cast.coordinator)
    letters = list(Letter.objects.all())
    assert {letter.language for letter in letters} == {"fi", "sv"}
    assert {letter.to_address for letter in letters} == {cast.coordinator.email}
    assert all("unsubscribe_url" not in letter.secrets for letter in letters)


def test_the_monthly_letter_gathers_the_month_before_once(cast):
    subscribing.subscription("kuussa@example.org", rhythm="monthly")
    subscribing.subscription("muu@example.org", rhythm="monthly", topics=["region:15"])
    last_month = clock.now().replace(day=15)
    with clock.at(last_month):
        subscribing.published(topics=["region:18"])
    first = (last_month + timedelta(days=20)).replace(day=2)
    with clock.at(first):
        assert bulletin_months.send() == 1
        bulletin_months.send()
    assert to("bulletin_month") == {"kuussa@example.org"}
    assert Letter.objects.filter(kind="bulletin_month").count() == 1
    with clock.at(first + timedelta(days=5)):
        assert bulletin_months.send() == 0


def test_a_person_gets_it_at_the_address_they_have_now(cast):
    person = cast.official_of_a
    subscribing.subscription(person.email, person=person)
    person.email = "uusi.osoite@example.org"
    person.save()
    sent(cast)
    assert to() == {"uusi.osoite@example.org"}
    assert Subscription.objects.get().address == "uusi.osoite@example.org"


@pytest.mark.parametrize("number", [1, 4])
def test_the_audience_costs_the_same_whatever_its_size(cast, django_assert_max_num_queries, number):
    for _ in range(number):
        subscribing.subscription()
    made = subscribing.bulletin()
    with django_assert_max_num_queries(2):
        assert len(sending.subscribers(made.public_id).members) == number
