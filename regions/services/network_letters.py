"""A network's coordinator writes to its members, through the engine of mass letters; the secretariat sees each one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from forum import audiences
from forum.audiences import Member
from forum.mailing_kinds import MailingKind
from forum.models import Mailing, Person
from forum.services import mailings
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES
from regions.models import Network

KIND = "network_letter"
PERMISSION = "regions.write_to_network"
ROLES = ["driver", "follower", "learner"]


def kind(label: Any) -> MailingKind:
    """What the engine must know of it. It may be written in one language: members get it in what there is."""
    return MailingKind(
        label=label,
        letter=KIND,
        shared=shared,
        facts=own_facts,
        permission=PERMISSION,
        asks_text=False,
        every_region=False,
        placeholders=("name",),
    )


def shared(mailing: Mailing) -> dict[str, Any]:
    """Which network it is, and who writes."""
    network = Network.objects.filter(public_id=mailing.about_id).first()
    names = {code: getattr(network, f"name_{code}", "") for code in LANGUAGES}
    return {"network": names, "writer_name": mailing.made_by.name if mailing.made_by else ""}


def own_facts(mailing: Mailing, member: Member) -> dict[str, Any]:
    """Answers go to whoever wrote it."""
    return {"reply_to_address": mailing.made_by.email} if mailing.made_by else {}


def of_network(network: Network) -> QuerySet[Mailing]:
    """The letters to the network's members, newest first."""
    return Mailing.objects.about("network", network.public_id).filter(kind=KIND).order_by("-made_at", "-pk")


@quiet_verb
def write(network: Network, *, by: Person, texts: Mapping[str, Mapping[str, str]]) -> Mailing:
    """A draft to the network's members as they are today, tried out: nothing leaves yet."""
    subject = next((text["subject"] for text in texts.values() if text.get("subject")), "")
    to = [audiences.part("networks", networks=[network.public_id], roles=ROLES)]
    made = mailings.begin(kind=KIND, by=by, about=network, title=subject, audience=to, texts=texts)
    mailings.dry_run(made)
    return made


@quiet_verb
def rewrite(mailing: Mailing, *, by: Person, texts: Mapping[str, Mapping[str, str]]) -> Mailing:
    """Other words for a draft, tried out anew. Raises IllegalMove when it has been sent meanwhile."""
    mailings.change(mailing, by=by, texts=texts)
    mailings.dry_run(mailing)
    return mailing


@quiet_verb
def send(mailing: Mailing, *, by: Person) -> Mailing:
    """Sends it now, or hands it to the secretariat where a second person must look. ValidationError, IllegalMove."""
    return mailings.release(mailing, by=by)
