"""Subscriptions' verbs: asked for on a form, confirmed by a press on a page, changed, ended, forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from forum import clock, states
from forum.models import Letter, Person, Subscription
from forum.services import audit, letters, limits
from forum.services import subscription_links as links
from forum.services.letters import Addressee
from forum.services.verbs import quiet_verb

CONFIRM, RECEIPT = "subscription_confirm", "subscription_receipt"
LETTERS_A_DAY = 3
FORGOTTEN_DOMAIN = "forgotten.invalid"


def receiver(subscription: Subscription) -> Person | Addressee:
    """Whom its letters are for; always in the language that was chosen for it."""
    return subscription.person or Addressee("", subscription.email, subscription.language)


@quiet_verb
def ask(*, email: str, language: str, rhythm: str, topics: Iterable[str]) -> None:
    """Somebody asks for bulletins at an address. Whether it is known or not, they learn nothing but by letter.

    A new address gets the letter that asks for confirmation; one that subscribes gets the link to its choices. No
    address gets more than three such letters a day, whoever asks.
    """
    address = email.strip().lower()
    if not limits.allows("subscribe-letter", address, times=LETTERS_A_DAY, seconds=24 * 3600):
        return
    said: dict[str, Any] = {"language": language, "rhythm": rhythm, "topics": list(topics)}
    found = at_address(address)
    if found is None:
        found = _begun(address, **said)
    elif found.state == "asked":
        Subscription.objects.filter(pk=found.pk, state="asked").update(
            **said, asks=found.asks + 1, asked_at=clock.now()
        )
        found.refresh_from_db()
    else:
        Subscription.objects.filter(pk=found.pk).update(asks=found.asks + 1)
        found.refresh_from_db()
    write_confirm(found)


def at_address(address: str) -> Subscription | None:
    """The subscription whose letters go to the address."""
    rows = Subscription.objects.select_related("person")
    return rows.filter(person__email=address).first() or rows.filter(email=address).first()


def _begun(address: str, **said: Any) -> Subscription:
    """A new one; of two who ask at once both get the same."""
    try:
        with transaction.atomic():
            return Subscription.objects.create(email=address, **said)
    except IntegrityError:
        return Subscription.objects.get(email=address)


def write_confirm(subscription: Subscription) -> Letter:
    """The letter that asks for confirmation, or says that there is nothing to confirm."""
    known = subscription.state == "confirmed"
    return letters.write(
        key=f"{CONFIRM}:{subscription.public_id}:{subscription.asks}",
        kind=CONFIRM,
        person=receiver(subscription),
        language=subscription.language,
        about=subscription,
        facts={"known": known},
        secrets={"preferences_url": links.preferences_url(subscription)}
        if known
        else {"confirm_url": links.confirm_url(subscription)},
    )


@quiet_verb
def confirm(subscription: Subscription) -> Subscription:
    """Whoever reads the address wants it. Saying so twice is harmless; an ended one stays ended."""
    if subscription.state != "asked":
        return subscription
    owner = Person.objects.living().filter(email=subscription.email).first()
    if owner and Subscription.objects.filter(person=owner).exists():
        owner = None
    try:
        states.move(subscription, "confirmed", confirmed_at=clock.now(), person=owner)
    except states.IllegalMove:  # pressed twice at once
        return subscription
    write_receipt(subscription)
    return subscription


def write_receipt(subscription: Subscription) -> Letter:
    """The letter with the links by which it is changed and ended."""
    return letters.write(
        key=f"{RECEIPT}:{subscription.public_id}:{subscription.link_version}",
        kind=RECEIPT,
        person=receiver(subscription),
        language=subscription.language,
        about=subscription,
        facts={"rhythm": subscription.rhythm, "everything": not subscription.topics},
        secrets=secrets_of(subscription),
    )


def secrets_of(subscription: Subscription) -> dict[str, str]:
    """The personal links that every letter to a subscriber holds."""
    return {
        "preferences_url": links.preferences_url(subscription),
        "unsubscribe_url": links.unsubscribe_url(subscription),
    }


def fresh_links(letter: Letter) -> dict[str, Any]:
    """New personal links for a letter that is sent again."""
    found = Subscription.objects.filter(public_id=letter.about_id).select_related("person").first()
    if found is None or found.state == "ended":
        return {}
    return {**secrets_of(found), "confirm_url": links.confirm_url(found)}


@quiet_verb
def change(subscription: Subscription, *, language: str, rhythm: str, topics: Iterable[str]) -> Subscription:
    """Changes what is wanted; the address stays."""
    subscription.language, subscription.rhythm, subscription.topics = language, rhythm, list(topics)
    subscription.unreachable_since = None  # whoever opens the link of a letter gets letters
    subscription.save(update_fields=["language", "rhythm", "topics", "unreachable_since"])
    return subscription


@quiet_verb
def note_unreachable(letter: Letter) -> None:
    """The letter's address is dead: its subscription gets no bulletins until its choices are changed."""
    rows = Subscription.objects.filter(person=None, email=letter.to_address.lower(), unreachable_since=None)
    for one in rows.exclude(state="ended"):
        Subscription.objects.filter(pk=one.pk).update(unreachable_since=clock.now())
        audit.record("subscriptions.unreachable", by=None, about=one, details={"letter": letter.public_id})


def of_person(person: Person) -> Subscription | None:
    """The person's own subscription, also one that was confirmed with their address."""
    rows = Subscription.objects.select_related("person").exclude(state="ended")
    return rows.filter(person=person).first() or rows.filter(email=person.email, person=None).first()


@quiet_verb
def keep_own(person: Person, *, language: str, rhythm: str, topics: Iterable[str]) -> Subscription:
    """A signed-in person subscribes or changes what they want. Signing in has proven the address."""
    found = of_person(person) or _begun(person.email, language=language, rhythm=rhythm, topics=list(topics))
    if found.state == "asked":
        states.move(found, "confirmed", confirmed_at=clock.now())
    if found.person_id != person.pk:
        found.person = person
        found.save(update_fields=["person"])
    return change(found, language=language, rhythm=rhythm, topics=topics)


@quiet_verb
def renew_link(subscription: Subscription) -> Subscription:
    """Makes the links that were sent before useless, and sends a new one."""
    subscription.link_version += 1
    subscription.save(update_fields=["link_version"])
    write_receipt(subscription)
    return subscription


@quiet_verb
def end(subscription: Subscription, *, by: Person | None = None, bulletin: str = "") -> Subscription:
    """Ends it and forgets the address; letters that wait do not leave. Ending twice is harmless.

    `by` is the secretariat when it is asked to; `bulletin` is the public id of the one whose letter was answered so.
    """
    if subscription.state == "ended":
        return subscription
    address, public_id = subscription.address, subscription.public_id
    gone = f"{public_id}@{FORGOTTEN_DOMAIN}"
    try:
        states.move(subscription, "ended", ended_at=clock.now(), ended_by=bulletin, email=gone, person=None)
    except states.IllegalMove:  # pressed twice at once
        return subscription
    forget_letters(public_id, address)
    if by:
        audit.record("subscriptions.end", by=by, about=subscription)
    return subscription


def forget_letters(public_id: str, address: str) -> None:
    """Its letters and bulletins that wait are cancelled; those that left keep that they did, not to whom."""
    about = Q(about_kind="subscription", about_id=public_id) | Q(about_kind="bulletin", to_address=address)
    own = Letter.objects.filter(about)
    for letter in own.filter(state__in=["withheld", "queued", "waiting"]):
        states.move(letter, "cancelled", secrets={})
    own.filter(to_address=address, person=None).update(to_address=f"{public_id}@{FORGOTTEN_DOMAIN}", server_words="")


@quiet_verb
def forget_unconfirmed() -> int:
    """Deletes what nobody confirmed within a week, with its letters' addresses. Gives how many. Safe to run twice."""
    old = list(Subscription.objects.forgettable())
    for one in old:
        forget_letters(one.public_id, one.email)
        one.delete()
    return len(old)


@quiet_verb
def forget_person(*, person: Person, by: Person) -> None:
    """What follows when somebody leaves the forum for good."""
    for one in Subscription.objects.filter(person=person) | Subscription.objects.filter(email=person.email):
        end(one)


def own_data(person: Person) -> dict[str, Any]:
    """The person's subscription, for their own export."""
    found = of_person(person)
    fields = ("public_id", "email", "language", "rhythm", "topics", "state", "asked_at", "confirmed_at")
    return {"subscription": {field: getattr(found, field) for field in fields} if found else None}


def search(words: str) -> QuerySet[Subscription]:
    """Subscriptions that have not ended, newest first, narrowed by a part of the address or of the person's name."""
    found = Subscription.objects.exclude(state="ended").select_related("person").order_by("-asked_at", "-pk")
    if not words:
        return found
    return found.filter(
        Q(email__icontains=words) | Q(person__email__icontains=words) | Q(person__name__icontains=words)
    )


@dataclass(frozen=True)
class Numbers:
    """How many subscribe, how many of them once a month, how many of them letters do not reach, and how many have not
    confirmed yet.
    """

    living: int
    monthly: int
    unreachable: int
    asked: int
    by_language: list[tuple[str, int]]


def numbers() -> Numbers:
    """The subscriptions in numbers. One query."""
    rows = Subscription.objects.exclude(state="ended").order_by()
    lost = Count("pk", filter=Q(unreachable_since__isnull=False) | Q(person__unreachable_since__isnull=False))
    counted = list(rows.values_list("state", "rhythm", "language").annotate(n=Count("pk"), lost=lost))
    living = [(rhythm, language, n) for state, rhythm, language, n, _lost in counted if state == "confirmed"]
    languages = [
        (name, total)
        for code, name in settings.LANGUAGES
        if (total := sum(n for _rhythm, language, n in living if language == code))
    ]
    return Numbers(
        living=sum(n for _rhythm, _language, n in living),
        monthly=sum(n for rhythm, _language, n in living if rhythm == "monthly"),
        unreachable=sum(one[4] for one in counted if one[0] == "confirmed"),
        asked=sum(one[3] for one in counted if one[0] == "asked"),
        by_language=languages,
    )
