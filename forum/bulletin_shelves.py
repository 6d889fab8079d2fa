"""What bulletins and subscriptions put on the shelves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import Drawer, MenuItem

DEEDS = {
    "bulletins.cancel": _("Bulletin cancelled"),
    "bulletins.create": _("Bulletin begun"),
    "bulletins.prepare": _("Bulletin made ready to go out"),
    "bulletins.publish": _("Bulletin published"),
    "bulletins.reopen": _("Bulletin opened for changes again"),
    "bulletins.send_for_checking": _("Bulletin sent for checking"),
    "bulletins.take_back": _("Bulletin taken back to a draft"),
    "subscriptions.unreachable": _("Address of a subscription does not work"),
    "subscriptions.end": _("Subscription ended by the secretariat"),
}
KINDS = {"bulletin": _("bulletin"), "subscription": _("subscription")}
FIELDS: dict[str, Any] = {"bulletins.override": _("Why it goes out without a required language")}
LETTERS = {
    "bulletin": _("Bulletin"),
    "bulletin_month": _("Bulletins of a month"),
    "subscription_confirm": _("Confirmation of a subscription"),
    "subscription_receipt": _("Receipt of a subscription"),
}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from forum.audiences import Audience, Param
    from forum.services import bulletin_sending, subscriptions
    from forum.views import bulletins

    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
    for kind, words in LETTERS.items():
        shelves.letter_kinds.put(kind, words)
    for kind in ("bulletin", "bulletin_month"):
        shelves.letter_secrets.put(kind, bulletin_sending.fresh_links)
    for kind in (subscriptions.CONFIRM, subscriptions.RECEIPT):
        shelves.letter_secrets.put(kind, subscriptions.fresh_links)
    about = Param("bulletin", _("Bulletin"), in_work, several=False)
    audience = Audience(_("Subscribers of the bulletins"), bulletin_sending.subscribers, (about,))
    shelves.audiences.put(bulletin_sending.AUDIENCE, audience, order=60)
    shelves.audience_reasons.put("subscribes", _("subscribes to the bulletins"))
    shelves.audience_reasons.put("subscribes_to_this", _("subscribes to bulletins about this"))
    shelves.audience_reasons.put("unsubscribed", _("has ended the subscription since"))
    for nameless in ("bulletin", "bulletin_month", "subscription_confirm", "subscription_receipt"):
        shelves.letter_placeholders.put(nameless, ())
    shelves.mailing_kinds.put("bulletin", bulletin_sending.kind(), order=60)
    shelves.main_menu.put("bulletins", MenuItem(_("Bulletins"), "forum:bulletins", "bulletins"), order=60)
    may = "forum.write_bulletins"
    shelves.staff_menu.put("bulletins", MenuItem(_("Bulletins"), "forum:bulletins_work", "work", may), order=76)
    subscribed = MenuItem(_("Subscriptions to bulletins"), "forum:subscriptions", "work", may)
    shelves.staff_menu.put("subscriptions", subscribed, order=77)
    shelves.front_page.put("bulletins", Drawer("forum/_front_bulletins.html", bulletins.on_front_page), order=40)
    shelves.site_map.put("bulletins", public_pages, order=60)
    shelves.personal_data.put("subscription", subscriptions.own_data, order=30)
    shelves.departures.put("subscription", subscriptions.forget_person, order=10)


def in_work() -> list[tuple[str, Any]]:
    """The bulletins that have not gone out, to choose one."""
    from forum.models import Bulletin

    return [(one.public_id, str(one.title)) for one in Bulletin.objects.in_work()]


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """The bulletins, for the site map. One query."""
    from forum.models import Bulletin

    ids = Bulletin.objects.public().values_list("public_id", flat=True)
    pages: list[tuple[str, dict[str, Any]]] = [("forum:bulletins", {}), ("forum:subscribe", {})]
    return [*pages, *(("forum:bulletin", {"public_id": public_id}) for public_id in ids)]
