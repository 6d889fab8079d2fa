"""The personal addresses of a subscription: to confirm it, to change it, to end it. Each is signed.

The link that changes it stops working when a new one is asked for. The link that ends it works for ever, because
letters are kept for years; it can do nothing else, and names the bulletin in whose letter it stands.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from forum.models import Bulletin, Subscription

confirming = Signer(salt="forum.subscription.confirm", sep=".")
changing = Signer(salt="forum.subscription", sep=".")
ending = Signer(salt="forum.subscription.end", sep=".")
NO_BULLETIN = "none"


def confirm_url(subscription: Subscription) -> str:
    """Where somebody confirms that they asked for it."""
    return _url("forum:subscription_confirm", confirming.sign(subscription.public_id), subscription.language)


def preferences_url(subscription: Subscription) -> str:
    """Where it is changed."""
    return _url("forum:subscription", token(subscription), subscription.language)


def unsubscribe_url(subscription: Subscription, bulletin: Bulletin | None = None) -> str:
    """Where it is ended, by one press or by a mail program's own button."""
    signed = ending.sign(f"{subscription.public_id}.{bulletin.public_id if bulletin else NO_BULLETIN}")
    return _url("forum:unsubscribe", signed, subscription.language)


def token(subscription: Subscription) -> str:
    """The signed part of the address where it is changed."""
    return changing.sign(f"{subscription.public_id}.{subscription.link_version}")


def _url(name: str, signed: str, language: str) -> str:
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=[signed])


def to_confirm(signed: str) -> Subscription | None:
    """The subscription that the address confirms; None when it was never ours, or has been forgotten."""
    try:
        public_id = confirming.unsign(signed)
    except BadSignature:
        return None
    return _known(public_id)


def to_change(signed: str) -> Subscription | None:
    """The subscription that the address changes; None when it was never ours, or a newer address was asked for."""
    try:
        public_id, version = changing.unsign(signed).split(".")
    except (BadSignature, ValueError):
        return None
    found = _known(public_id)
    return found if found and str(found.link_version) == version else None


def to_end(signed: str) -> tuple[Subscription | None, str]:
    """The subscription that the address ends, and the bulletin in whose letter it stood ("" for none)."""
    try:
        public_id, bulletin = ending.unsign(signed).split(".")
    except (BadSignature, ValueError):
        return None, ""
    return _known(public_id), "" if bulletin == NO_BULLETIN else bulletin


def _known(public_id: str) -> Subscription | None:
    return Subscription.objects.select_related("person").filter(public_id=public_id).first()
