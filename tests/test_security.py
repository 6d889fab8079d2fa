"""Forged, foreign and strange requests: nothing happens, nothing breaks, nobody is told what is not theirs."""

import pytest
from django.core.signing import Signer
from django.db import transaction
from django.test import Client
from django.urls import reverse

from forum.models import AuditEntry, Letter
from forum.services import limits
from meetings.models import Answer, Invitation
from meetings.services import invitations, links
from tests import things
from tests.audiences import ADDRESSES, Sample

ASK, TYPE = "/fi/sign-in/", "/fi/sign-in/code/"
ATTEND = {"reply": "attend", "mode": "room"}


@pytest.fixture
def invitation(cast):
    assert cast.official_of_a
    invitations.send(things.meeting(), by=cast.coordinator)
    return Invitation.objects.with_board().get()


@pytest.fixture
def token(cast, invitation):
    return links.token(invitation, cast.official_of_a)


def of_another_kind(token):
    return Signer(salt="forum.feedback", sep=".").sign(token.rpartition(".")[0])


def under_another_key(token):
    return Signer(key="not ours", salt="meetings.answer", sep=".").sign(token.rpartition(".")[0])


def as_another(token):
    return token.replace(".holder.", ".deputy.")


def of_a_later_version(token):
    return token.replace(".1.holder", ".2.holder")


def cut_short(token):
    return token[:-1]


def without_seal(token):
    return token.rpartition(".")[0]


def enormous(token):
    return token + "a" * 4000


def with_strange_signs(token):
    return f"{token}\x00ä%0d%0a"


FORGERIES = [
    of_another_kind,
    under_another_key,
    as_another,
    of_a_later_version,
    cut_short,
    without_seal,
    enormous,
    with_strange_signs,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_link_opens_nothing_and_answers_nothing(client, invitation, token, forge):
    for name in ("meetings:answer", "meetings:invitation_calendar"):
        address = reverse(name, args=[forge(token)])
        assert client.get(address).status_code == 404
        assert client.post(address, ATTEND).status_code in (404, 405)
    assert not Answer.objects.exists()


def test_a_link_is_worth_no_more_than_its_invitation(client, cast, token):
    """It answers; it signs nobody in."""
    client.post(reverse("meetings:answer", args=[token]), ATTEND)
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("forum:desk")).status_code == 302


def test_a_form_from_elsewhere_does_nothing(cast, invitation, token):
    elsewhere = Client(enforce_csrf_checks=True)
    address = reverse("meetings:answer", args=[token])
    page = elsewhere.get(address).content.decode()
    seal = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert elsewhere.post(address, ATTEND).status_code == 403
    sealed = {**ATTEND, "csrfmiddlewaretoken": seal}
    assert elsewhere.post(address, sealed, headers={"origin": "https://evil.example"}).status_code == 403
    assert not Answer.objects.exists()
    assert elsewhere.post(address, sealed).status_code == 302


def test_signing_in_begins_a_new_session(client, cast):
    client.post(ASK, {"email": cast.member.email})
    before = client.session.session_key
    client.post(TYPE, {"code": Letter.objects.get().secrets["code"]})
    assert client.session["_auth_user_id"] and client.session.session_key != before


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_nobody_is_led_away(client, cast, target):
    client.post(f"{ASK}?next={target}", {"email": cast.member.email, "next": target})
    code = Letter.objects.get().secrets["code"]
    answer = client.post(f"{TYPE}?next={target}", {"code": code, "next": target})
    assert answer["Location"] == "/fi/desk/"
    client.force_login(cast.member)
    assert client.get(f"{ASK}?next={target}").headers.get("Location", "/").startswith("/fi/")
    assert client.post(f"/fi/sign-out/?next={target}", {"next": target})["Location"].startswith("/")


def test_a_forged_host_is_refused_and_stands_in_no_letter(client, cast, settings):
    assert client.post(ASK, {"email": cast.member.email}, headers={"host": "evil.example"}).status_code == 400
    forwarded = {"x-forwarded-host": "evil.example"}
    client.post(ASK, {"email": cast.member.email}, headers=forwarded)
    assert "evil.example" not in client.get("/fi/", headers=forwarded).content.decode()
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_known_and_unknown_addresses_are_served_with_the_same_work(client, cast, no_broker):
    """Each writes a row and calls a worker."""
    for email in (cast.member.email, "nobody@example.org"):
        no_broker.clear()
        client.post(ASK, {"email": email})
        assert no_broker == ["forum.post_letters"]
    assert (Letter.objects.count(), AuditEntry.objects.filter(verb="sign_in.unknown_address").count()) == (1, 1)


def test_a_flood_does_not_fill_the_audit_log(client, db):
    for number in range(40):
        client.post(ASK, {"email": f"nobody{number}@example.org"})
    assert AuditEntry.objects.filter(verb="sign_in.too_often").count() == 2


def test_readers_behind_a_proxy_are_counted_apart_and_cannot_make_up_who_they_are(client, cast, token, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    address = reverse("meetings:answer", args=[token])
    for _ in range(60):
        limits.allows("answer-from", "192.0.2.1", times=60, seconds=600)
    loud = {"x-forwarded-for": "203.0.113.9, 192.0.2.1"}
    assert client.post(address, ATTEND, headers=loud).status_code == 429
    assert client.post(address, ATTEND, headers={"x-forwarded-for": "192.0.2.2"}).status_code == 302


@pytest.mark.parametrize("sign", ["%00", "%ff", "..%2f..%2fetc", "'", "%0d%0aSet-Cookie:a", "🙂"])
def test_strange_signs_in_addresses_find_nothing(cast, loaded_once, sign):
    sample, browser = Sample(cast), Client()
    browser.force_login(cast.coordinator)
    for name, address in ADDRESSES.items():
        arguments = getattr(sample, address.of)()
        for value in arguments.values():
            url = reverse(name, kwargs=arguments).replace(str(value), sign, 1)
            answer = browser.post(url) if address.only else browser.get(url)
            assert answer.status_code in (404, 405), f"{name}: {url} gives {answer.status_code}"


STRANGE = ["%00", "-1", "99999999999999999999", "a'\"<>", "%F0%9F%99%82"]
ASKED = "page region theme state sort seat q to role kind person verb since until format show replies change next about"


@pytest.mark.parametrize("floor", sorted({name.rpartition(":")[0] for name in ADDRESSES}))
def test_strange_questions_break_no_page(cast, loaded_once, floor):
    sample, browser = Sample(cast), Client(raise_request_exception=False)
    browser.force_login(cast.coordinator)
    wrong = []
    for name, address in ADDRESSES.items():
        if address.only or name.rpartition(":")[0] != floor:
            continue
        url = reverse(name, kwargs=getattr(sample, address.of)())
        for value in STRANGE:
            with transaction.atomic():
                answer = browser.get(url + "?" + "&".join(f"{one}={value}" for one in ASKED.split()))
                transaction.set_rollback(True)
            if answer.status_code >= 500 and name != "readyz":
                wrong.append(f"{name}: {value} gives {answer.status_code}")
            if "<>" in str(answer.headers):
                wrong.append(f"{name}: {value} stands in the headers")
    assert not wrong, "\n".join(wrong)
