"""How a bulletin goes out: its texts are frozen, it is handed to the mass letters, and it follows what they do.

The audience is who subscribes to each bulletin and chose what this one is about; the monthly letter gathers the same
bulletins for those who want one letter a month.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import audiences, clock, states
from forum.audiences import Found, Member, Reason
from forum.mailing_kinds import MailingKind
from forum.models import Bulletin, Letter, Mailing, MailingReceiver, Person, Subscription
from forum.services import audit, dry_runs, letters, mailings, posting, rendering
from forum.services import bulletin_reading as reading
from forum.services import subscription_links as links
from forum.services.bulletin_reading import KIND
from forum.services.letters import Addressee, Draft
from forum.services.rendering import Rendered
from forum.services.subscriptions import receiver
from forum.services.verbs import quiet_verb, verb
from forum.texts import LANGUAGES

AUDIENCE = "subscribers"
OF_MAILING = {"scheduled": "scheduled", "waiting": "scheduled", "sending": "sending", "sent": "sent", "stopped": "sent"}


def subscribers(bulletin: str = "") -> Found:
    """Who gets the bulletin (by public id) as it comes out, and why; without one, everybody who gets each bulletin."""
    about = Bulletin.objects.filter(public_id=bulletin).first() if bulletin else None
    rows = Subscription.objects.living().filter(rhythm="each", unreachable_since=None).select_related("person")
    return Found([member(one, about) for one in rows if about is None or about.tells(one.topics)])


def member(subscription: Subscription, about: Bulletin | None) -> Member:
    """The subscriber, in the language of the subscription, with what the personal links are made of."""
    code = "subscribes" if about is None or not subscription.topics else "subscribes_to_this"
    facts = {"subscription": subscription.public_id, "link_version": subscription.link_version}
    return Member(
        to=receiver(subscription), reasons=(Reason(code),), facts={**facts, "language": subscription.language}
    )


def shared(mailing: Mailing) -> dict[str, Any]:
    """What all letters of the bulletin say."""
    return reading.facts(Bulletin.objects.get(public_id=mailing.about_id))


def own_facts(mailing: Mailing, member: Member) -> dict[str, Any]:
    """What the receiver's own letter needs to know."""
    return dict(member.facts)


def with_links(mailing: Mailing, receiver: MailingReceiver, draft: Draft) -> Draft:
    """The letter in the subscription's language with its personal links; for those who do not subscribe as it is."""
    if "subscription" not in receiver.facts:
        return draft
    said = receiver.facts
    row = Subscription(
        public_id=said["subscription"], link_version=said["link_version"], language=said.get("language", draft.language)
    )
    secrets = {
        "preferences_url": links.preferences_url(row),
        "unsubscribe_url": links.unsubscribe_url(row, Bulletin(public_id=mailing.about_id)),
    }
    own = {name: value for name, value in draft.facts.items() if name not in ("subscription", "link_version")}
    return replace(draft, facts=own, secrets=secrets, language=row.language)


def deliver(mailing: Mailing, receivers: list[MailingReceiver], by: Person | None) -> list[Letter]:
    """Writes the letters to those who still subscribe; from this moment the bulletin is public."""
    asked = {one.facts["subscription"] for one in receivers if "subscription" in one.facts}
    living = set(Subscription.objects.living().filter(public_id__in=asked).values_list("public_id", flat=True))
    gone = [one for one in receivers if one.facts.get("subscription", "") in asked - living]
    MailingReceiver.objects.filter(pk__in=[one.pk for one in gone]).update(skipped="unsubscribed")
    bulletin = Bulletin.objects.get(public_id=mailing.about_id)
    if bulletin.state == "scheduled":
        publish(bulletin, ended=False)
    left = {one.pk for one in gone}
    return letters.write_many(dry_runs.draft_of(mailing, one) for one in receivers if one.pk not in left)


def fresh_links(letter: Letter) -> dict[str, Any]:
    """New personal links for a bulletin that is sent again."""
    rows = Subscription.objects.living().select_related("person")
    known = rows.filter(person=letter.person) if letter.person_id else rows.filter(email=letter.to_address)
    found = known.first()
    if found is None:
        return {}
    bulletin = Bulletin(public_id=letter.about_id) if letter.about_kind == KIND else None
    return {
        "preferences_url": links.preferences_url(found),
        "unsubscribe_url": links.unsubscribe_url(found, bulletin),
    }


def kind() -> MailingKind:
    """The mass letter that a bulletin is."""
    return MailingKind(
        label=_("Bulletin"),
        letter=KIND,
        shared=shared,
        facts=own_facts,
        adjust=with_links,
        deliver=deliver,
        permission="forum.write_bulletins",
        asks_text=False,
        every_region=False,
        placeholders=(),
        about_kind=KIND,
    )


@quiet_verb
def prepare(bulletin: Bulletin, *, by: Person, reason: str = "") -> Mailing:
    """Freezes the texts and tries out to whom the bulletin goes. It leaves when the mass letter is released.

    Raises ValidationError when a required language is missing and no reason is given, and IllegalMove.
    """
    reading.refuse_missing(bulletin, reason)
    said = reason.strip() if reading.missing(bulletin) else ""
    states.move(bulletin, "scheduled", state_by=by, state_at=clock.now(), override_reason=said[:500])
    parts = [audiences.part(AUDIENCE, bulletin=bulletin.public_id)]
    mailing = mailings.begin(kind=KIND, by=by, title=str(bulletin.title), about=bulletin, audience=parts)
    mailings.dry_run(mailing)
    audit.record("bulletins.prepare", by=by, about=bulletin, details={"override": said} if said else None)
    return mailing


@quiet_verb
def reopen(bulletin: Bulletin, *, by: Person) -> None:
    """Back to checking: the mass letter that has not begun is cancelled. Raises IllegalMove when it has."""
    for mailing in Mailing.objects.about(KIND, bulletin.public_id).filter(state__in=["draft", "waiting", "scheduled"]):
        mailings.cancel(mailing, by=by)
    states.move(bulletin, "checking", state_by=by, state_at=clock.now(), override_reason="")
    audit.record("bulletins.reopen", by=by, about=bulletin)


def mailing_of(bulletin: Bulletin) -> Mailing | None:
    """The newest mass letter of the bulletin that has not been put aside."""
    return Mailing.objects.about(KIND, bulletin.public_id).exclude(state="cancelled").order_by("-pk").first()


@quiet_verb
def release(bulletin: Bulletin, *, by: Person, send_at: datetime | None = None) -> Mailing:
    """Lets its letters go now, or at the moment. Raises ValidationError (nobody would get it) and IllegalMove."""
    mailing = mailing_of(bulletin)
    if mailing is None or bulletin.state != "scheduled":
        raise states.IllegalMove(bulletin, "sending")
    return mailings.release(mailing, by=by, send_at=send_at)


def follow_all() -> int:
    """Brings each bulletin that waits or is being sent to where its mass letter is. Safe to run twice."""
    return sum(follow(one) for one in Bulletin.objects.filter(state__in=["scheduled", "sending"]))


def follow(bulletin: Bulletin) -> bool:
    """Whether the bulletin moved on: it is public from the moment its letters begin to leave."""
    mailing = mailing_of(bulletin)
    to = OF_MAILING.get(mailing.state, "") if mailing else ""
    if to in ("", "scheduled", bulletin.state):
        return False
    try:
        publish(bulletin, ended=to == "sent")
    except states.IllegalMove:  # another worker was quicker
        return False
    return True


@verb
def publish(bulletin: Bulletin, *, ended: bool = True, by: Person | None = None) -> None:
    """Its letters leave, or it has none: anybody may read it. `ended`: all letters are written. Raises IllegalMove."""
    if bulletin.state == "scheduled":
        states.move(bulletin, "sending", published_at=clock.now(), state_at=clock.now(), state_by=by)
        audit.record("bulletins.publish", by=by, about=bulletin)
    if ended:
        states.move(bulletin, "sent", state_at=clock.now())


@verb
def publish_alone(bulletin: Bulletin, *, by: Person) -> None:
    """Puts it on the forum's pages without letters to anybody. Raises IllegalMove."""
    for mailing in Mailing.objects.about(KIND, bulletin.public_id).filter(state__in=["draft", "waiting", "scheduled"]):
        mailings.cancel(mailing, by=by)
    if bulletin.state != "scheduled":
        raise states.IllegalMove(bulletin, "sending")
    publish(bulletin, by=by)


def facts_alone(bulletin: Bulletin) -> dict[str, Any]:
    """The facts of a letter that is no part of a mass letter: a test."""
    return {**reading.facts(bulletin), "test": True}


@quiet_verb
def send_test(bulletin: Bulletin, *, by: Person) -> list[Letter]:
    """A letter in each language in which it is written, to nobody but oneself."""
    moment = f"{clock.now():%Y%m%d%H%M%S}"
    codes = [code for code in LANGUAGES if getattr(bulletin, f"title_{code}")]
    return [
        letters.write(
            key=f"bulletin_test:{bulletin.public_id}:{by.public_id}:{moment}:{code}",
            kind=KIND,
            person=Addressee(by.name, by.email, code),
            facts=facts_alone(bulletin),
        )
        for code in codes
    ]


def example(bulletin: Bulletin, reader: Person, language: str) -> Rendered:
    """The letter as `reader` would get it in the language; nothing is written."""
    subscription = Subscription(public_id="example", language=language)
    secrets = {
        "preferences_url": links.preferences_url(subscription),
        "unsubscribe_url": links.unsubscribe_url(subscription),
    }
    forms = rendering.secret_forms(secrets)
    letter = Letter(
        kind=KIND,
        language=language,
        to_name=reader.name,
        to_address=reader.email,
        facts=reading.facts(bulletin),
        secrets=secrets,
    )
    return rendering.sealed(rendering.render(letter), forms)


def archived(written: Iterable[Letter]) -> None:
    """Keeps the letters of the furnished forum's past as sent when they were written; none is mailed."""
    for letter in written:
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=letter.written_at, **words)
