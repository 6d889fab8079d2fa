"""Signing in by a typed code: the code's letter, and what is noted when signing in fails. No code is ever logged."""

from datetime import timedelta
from ipaddress import ip_network

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import get_random_string

from forum import clock
from forum.models import Letter, Person
from forum.services import audit, letters, limits, wake_up
from forum.services.verbs import quiet_verb

FAILURES = {
    "too_often": "sign_in.too_often",
    "unknown_address": "sign_in.unknown_address",
    "wrong_code": "sign_in.wrong_code",
}
NETWORKS = {4: 24, 6: 48}
"""How many bits of an address are kept: enough to see whence many attempts come, too few to say who made one."""


def who(address: str) -> Person | None:
    """The living person of that address, in any case of letters."""
    found: Person | None = Person.objects.living().filter(email=address.strip().lower()).first()
    return found


@quiet_verb
def write_code(person: Person, *, code: str) -> Letter:
    """Queues the letter with the code; it goes before all others, and not at all once the code is of no use."""
    lifetime = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    facts = {"minutes": int(lifetime.total_seconds() // 60), "valid_until": (clock.now() + lifetime).isoformat()}
    key = f"sign-in:{person.public_id}:{get_random_string(16)}"
    return letters.write(key=key, kind="sign_in_code", person=person, facts=facts, secrets={"code": code}, urgent=True)


def may_ask(*, address: str, ip: str) -> bool:
    """Whether another code may be asked for, from this machine and for this address. Counts the question."""
    from_here = limits.allows("sign_in.from", ip, times=20, seconds=600)
    return limits.allows("sign_in.of", address.strip().lower(), times=5, seconds=900) and from_here


@quiet_verb
def note_failure(person: Person | None, *, reason: str, ip: str) -> None:
    """Adds one of FAILURES to the audit log, but a flood only now and then. An address nobody has is not kept.

    Then a worker is called, letter or not: how long a page takes tells nobody whose address it was.
    """
    wake_up.after_commit()
    if reason == "too_often" and not limits.allows("sign_in.noted", ip, times=2, seconds=600):
        return
    audit.record(FAILURES[reason], by=None, about=person, details={"network": network(ip)})


def network(ip: str) -> str:
    """The network the machine is in; nothing when the address is none."""
    try:
        version = ip_network(ip).version
    except ValueError:
        return ""
    return str(ip_network(f"{ip}/{NETWORKS[version]}", strict=False))


def forget_sessions() -> None:
    """Deletes the sessions that are over, and with them what was kept in them."""
    SessionStore.clear_expired()
