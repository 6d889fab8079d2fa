"""Briefs in words: kinds of briefs and blocks, states."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "message": _("Key message"),
    "sentence": _("Figure sentence"),
    "chart": _("Chart"),
    "table": _("Table of indicators"),
    "views": _("What the regions say"),
    "state_view": _("The state's view"),
    "text": _("Text"),
    "questions": _("Questions for the meeting"),
    "last_actions": _("Last time's action points"),
    "interpretation": _("Joint interpretation"),
}
BRIEF_KINDS = {"situation": _("Situation brief"), "review": _("Review"), "focus": _("Focus analysis")}
GROUPS = {
    "checking": _("For checking"),
    "confirmed": _("Confirmed, waiting to be published"),
    "draft": _("Drafts and new versions in the making"),
    "public": _("Public"),
}
STATES = {
    "draft": _("draft"),
    "checking": _("for checking"),
    "confirmed": _("confirmed"),
    "public": _("public"),
}
PARTS = {
    "title": _("Title of the brief"),
    "lead": _("Lead"),
    "why_qualitative": _("Why there are no figures here"),
    "headline": _("Heading"),
    "text": _("Text"),
    "questions": _("Questions for the meeting"),
}


SOURCES = _("Figures: %(sources)s.")
METHOD = _(
    "Totals are compared with the country only per inhabitant or as change. Medians are not averaged into a figure for "
    "the country. Where the country's figure is not published, the cell says so."
)
DIRECTIONS = _(
    "A direction is told when there are at least five comparable years; it is the line through the last ten years at "
    "most. A figure of another place is always of the same year."
)


def kind(code: str) -> str:
    """What a kind of block is called."""
    return str(KINDS.get(code, code))


def brief_kind(code: str) -> str:
    """What a kind of brief is called."""
    return str(BRIEF_KINDS.get(code, code))
