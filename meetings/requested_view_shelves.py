"""What meetings' requests for regions' views put on the shelves."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from themes.services import view_tasks

DEEDS = {
    "requested_view.link": _("Regions' views asked for a meeting"),
    "requested_view.unlink": _("Regions' views no longer asked for a meeting"),
}
FIELDS = {
    "requested_view.ask_before": _("Asked, days before the meeting"),
    "requested_view.remind_before": _("Reminded, days before the last day"),
    "requested_view.round": _("Round of views"),
}


def fill() -> None:
    """Called once, when the app is ready."""
    from meetings.requested_view_furnishing import furnish
    from meetings.services import requested_views, view_rules

    view_rules.fill()
    view_tasks.planned_elsewhere.put("meetings", requested_views.planned_rounds)
    shelves.put_log_words(deeds=DEEDS, kinds={}, fields=FIELDS)
    shelves.examples.put("requested views", furnish, order=61)
