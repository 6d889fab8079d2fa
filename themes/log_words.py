"""This floor's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import LogField
from themes.services import brief_words

DEEDS = {
    "brief.confirm": _("Brief confirmed"),
    "brief.describe": _("Brief's title, lead or kind changed"),
    "brief.publish": _("Brief published"),
    "brief.drop": _("Draft of a brief removed"),
    "brief.rework": _("New version of a brief begun"),
    "brief.send_for_checking": _("Brief sent for checking"),
    "brief.show_again": _("Brief shown again"),
    "brief.take_back": _("Brief taken back to a draft"),
    "brief.withdraw": _("Brief withdrawn"),
    "brief.write": _("Brief begun"),
    "brief_series.write": _("Series of briefs saved"),
    "brief_block.add": _("Block added to a brief"),
    "brief_block.change": _("Block of a brief changed"),
    "brief_block.move": _("Block of a brief moved"),
    "brief_block.remove": _("Block removed from a brief"),
    "comment.hide": _("Comment hidden"),
    "comment.unhide": _("Comment shown again"),
    "talks.change": _("Record of a discussion changed"),
    "talks.confirm": _("Record of a discussion confirmed"),
    "talks.correct": _("Corrected record of a discussion published"),
    "talks.publish": _("Record of a discussion published"),
    "talks.send_for_checking": _("Record of a discussion sent for checking"),
    "talks.take_back": _("Record of a discussion taken back to a draft"),
    "talks.write": _("Record of a discussion begun"),
    "thread.close": _("Discussion closed"),
    "thread.open": _("Discussion opened again"),
}
KINDS = {
    "brief": _("brief"),
    "briefseries": _("series of briefs"),
    "comment": _("comment"),
    "talk": _("regional development discussion"),
    "thread": _("discussion"),
}
FIELDS = {
    "brief_series.about": _("What it is about"),
    "brief_series.name": _("Name"),
    "brief_series.rhythm": _("How often it comes out"),
    "brief_series.slug": _("Address"),
    "brief_series.times_a_year": _("Times a year"),
    "brief_series.ended_on": _("Ended on"),
    "block": LogField(_("Block"), brief_words.KINDS),
    "data_version": _("Data version"),
    "headline": _("Heading"),
    "hidden_reason": _("Why it was hidden"),
    "indicator": _("Indicator"),
    "lead": _("Lead"),
    "brief.letters": _("Number of letters"),
    "options": _("Settings of the block"),
    "original": _("Written first in"),
    "questions": _("Questions for the meeting"),
    "series": _("Series"),
    "up": _("Upwards"),
    "why_qualitative": _("Why there are no figures here"),
}


def fill() -> None:
    """Called once, when the app is ready."""
    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
