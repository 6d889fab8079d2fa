"""The personal address in a letter of notices by which somebody stops them. It works for ever and can do nothing else.

It names the person, and what stops: letters about one thing, or all digests.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from forum.following import Ref
from forum.models import Person

stopping = Signer(salt="forum.notices.stop", sep="~")
DIGEST: Ref = ("digest", "all")


def stop_url(person: Person, ref: Ref) -> str:
    """Where the person stops hearing of the thing, or of everything by digest."""
    signed = stopping.sign_object([person.public_id, *ref])
    with translation.override(person.language):
        return settings.SITE_URL + reverse("forum:stop_letters", args=[signed])


def to_stop(signed: str) -> tuple[Person | None, Ref]:
    """Whose letters the address stops, and which; nobody when it was never ours or the person has left."""
    try:
        public_id, kind, thing = stopping.unsign_object(signed)
    except (BadSignature, ValueError):
        return None, DIGEST
    return Person.objects.living().filter(public_id=public_id).first(), (kind, thing)
