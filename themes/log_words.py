"""This floor's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from forum import shelves

DEEDS = {
    "brief.publish": _("Brief published"),
    "brief.write": _("Brief written"),
    "comment.hide": _("Comment hidden"),
    "comment.unhide": _("Comment shown again"),
    "thread.close": _("Discussion closed"),
    "thread.open": _("Discussion opened again"),
}
KINDS = {"brief": _("brief"), "comment": _("comment"), "thread": _("discussion")}
FIELDS = {"data_version": _("Data version"), "hidden_reason": _("Why it was hidden")}


def fill() -> None:
    """Called once, when the app is ready."""
    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
