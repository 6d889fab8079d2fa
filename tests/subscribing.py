"""Factories for bulletins and for those who subscribe to them."""

from itertools import count
from typing import Any

from forum import clock
from forum.models import Bulletin, BulletinSection, Mailing, Subscription
from forum.services import bulletin_months, bulletin_sending, bulletins, letters, mailings, mass_sending, subscriptions
from tests.people import Cast

_number = count(1)


def subscription(email: str = "", **fields: Any) -> Subscription:
    """A confirmed subscription to everything."""
    address = email or f"tilaaja{next(_number)}@example.org"
    basics = {"language": "fi", "state": "confirmed", "confirmed_at": clock.now()}
    return Subscription.objects.create(**{"email": address, **basics, **fields})


def bulletin(**fields: Any) -> Bulletin:
    """A draft with one section, in the required languages."""
    section = {"heading_fi": "Otsikko", "heading_sv": "Rubrik", "text_fi": "Teksti.", "text_sv": "Text."}
    texts = {"title_fi": "Tiedote", "title_sv": "Nyhetsbrev", "lead_fi": "Ingressi.", "lead_sv": "Ingress."}
    sections = fields.pop("sections", [section])
    return bulletins.create(**{"by": None, "sections": sections, **texts, **fields})


def published(**fields: Any) -> Bulletin:
    """A bulletin that has gone out."""
    made = bulletin(**fields)
    Bulletin.objects.filter(pk=made.pk).update(state="sent", published_at=clock.now())
    made.refresh_from_db()
    return made


def section(of: Bulletin, **texts: str) -> BulletinSection:
    """Its last section, with these texts."""
    found = of.sections.last()
    assert found
    for name, text in texts.items():
        setattr(found, name, text)
    found.save()
    return found


def ready(cast: Cast, **fields: Any) -> tuple[Bulletin, Mailing]:
    """A bulletin whose texts are frozen, and its mass letter after the dry run."""
    made = bulletin(**fields)
    bulletins.send_for_checking(made, by=cast.coordinator)
    return made, bulletin_sending.prepare(made, by=cast.coordinator)


def sent(cast: Cast, **fields: Any) -> Bulletin:
    """A bulletin whose letters have been written."""
    made, mailing = ready(cast, **fields)
    mailings.release(mailing, by=cast.coordinator)
    mass_sending.send_due()
    made.refresh_from_db()
    return made


def every_kind(cast: Cast) -> None:
    """Every kind of letter of bulletins and subscriptions has been written."""
    wishes: dict[str, Any] = {"rhythm": "each", "topics": []}
    for language in ("fi", "sv"):
        subscriptions.ask(email=f"uusi.{language}@example.org", language=language, **wishes)
    subscriptions.write_receipt(subscription(language="sv"))
    subscriptions.ask(email=subscription().email, language="fi", **wishes)
    monthly = subscription(rhythm="monthly")
    section = {"heading_fi": "Lue", "text_fi": "- yksi\n- kaksi", "link_fi": "https://example.org/"}
    made = sent(cast, sections=[{**section, "heading_sv": "Läs", "text_sv": "- ett\n- två"}])
    letters.write_many(bulletin_months.drafts([made], "2027-03"))
    assert monthly.rhythm == "monthly"
