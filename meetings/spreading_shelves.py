"""What spreading a meeting's outcome puts on the shelves."""

from django.utils.translation import gettext_lazy as _

from forum import shelves

DEEDS = {
    "bulletin_drafts.propose": _("Bulletin proposed from notes"),
    "debriefs.plan": _("Debrief planned"),
    "region_letters.write": _("Own words written to a region"),
}


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from forum.audiences import Audience
    from forum.mailing_kinds import MailingKind
    from meetings.services import region_letters
    from meetings.spreading_furnishing import furnish

    fields = {"bulletin": _("Bulletin"), "region": _("Region")}
    shelves.put_log_words(deeds=DEEDS, kinds={}, fields=fields)
    shelves.letter_kinds.put(region_letters.KIND, _("Letter to a region after a meeting"))
    audience = Audience(_("Seats and contacts of the regions"), region_letters.seats_and_contacts)
    shelves.audiences.put(region_letters.AUDIENCE, audience, order=30)
    shelves.audience_reasons.put("region_seat", _("holds this seat or is its deputy: %(seat)s"))
    shelves.audience_reasons.put("region_contact", _("is the contact of this region: %(region)s"))
    shelves.audience_reasons.put("no_living_address", _("nobody of this seat can be reached"))
    kind = MailingKind(
        label=_("Letter to the regions after a meeting"),
        letter=region_letters.KIND,
        shared=region_letters.shared,
        facts=region_letters.own_facts,
        permission="meetings.spread",
        asks_text=False,
        placeholders=(),
        about_kind="meeting",
    )
    shelves.mailing_kinds.put(region_letters.KIND, kind, order=40)
    shelves.examples.put("spreading", furnish, order=96)
