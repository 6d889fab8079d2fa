"""This floor's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import LogField

DEEDS = {
    "duty.end": _("Duty ended"),
    "duty.give": _("Duty given"),
    "duty.withdraw": _("Duty taken back"),
    "figure_source.add": _("Live table of figures added"),
    "figure_source.change": _("Live table of figures changed"),
    "figure_source.remove": _("Live table of figures removed"),
    "figures.answer": _("Said what a table of figures means"),
    "figures.ask": _("Live table of figures asked for"),
    "figures.drop": _("File of figures dropped"),
    "figures.fail": _("File of figures could not be read"),
    "figures.import": _("Figures imported"),
    "figures.look_again": _("File of figures read again"),
    "figures.receive": _("File of figures sent"),
    "indicator.change": _("Indicator changed"),
    "indicator.create": _("Indicator added"),
    "import.drop": _("Imported table dropped"),
    "import.preview": _("Table sent for import"),
    "import.take_in": _("Imported table taken in"),
    "network.change": _("Network changed"),
    "network.close": _("Network closed"),
    "network.create": _("Network added"),
    "network.join": _("Joined to a network"),
    "network.leave": _("Taken from a network"),
    "organisation.change": _("Organisation changed"),
    "organisation.create": _("Organisation added"),
    "seat.appoint": _("Appointed to a seat"),
    "seat.change": _("Seat changed"),
    "seat.end": _("Term in a seat ended"),
    "seat.open": _("Seat opened"),
    "seat.withdraw": _("Appointment to a seat taken back"),
}
KINDS = {
    "dataversion": _("data version"),
    "figureimport": _("file of figures"),
    "figuresource": _("live table of figures"),
    "indicator": _("indicator"),
    "network": _("network"),
    "organisation": _("organisation"),
    "peopleimport": _("imported table"),
    "region": _("region"),
    "seat": _("seat"),
}
ROLES = {
    "approver": _("Approver"),
    "contact": _("Contact"),
    "deputy": _("Deputy"),
    "driver": _("Driver"),
    "follower": _("Follower"),
    "holder": _("Holder"),
    "learner": _("Learner"),
    "member": _("Member"),
}
ORGANISATIONS = {
    "advisory-council": _("Advisory council"),
    "agency": _("Agency"),
    "association": _("Association"),
    "indigenous-parliament": _("Parliament of an indigenous people"),
    "ministry": _("Ministry"),
    "other": _("Other"),
    "regional-council": _("Regional council"),
}
RHYTHMS = {
    "by_hand": _("By hand"),
    "month": _("Every month"),
    "quarter": _("Every quarter"),
    "week": _("Every week"),
}
FIELDS = {
    "abbreviation": _("Abbreviation"),
    "areas": _("Works in these regions"),
    "coordinator": _("Coordinator of the network"),
    "figures": _("Number of figures"),
    "file": _("File"),
    "forum_member": _("Member of the forum"),
    "ground": _("Ground of the seat"),
    "indicator.compare_as": _("How it is compared"),
    "indicator.compared_decimals": _("Decimals of what is compared"),
    "indicator.compared_name": _("Name of what is compared"),
    "indicator.compared_unit": _("Unit of what is compared"),
    "indicator.decimals": _("Decimals"),
    "indicator.factor": _("Factor"),
    "indicator.from_sample": _("From a sample"),
    "indicator.is_retired": _("Retired"),
    "indicator.licence": _("Licence"),
    "indicator.licence_address": _("Address of the licence"),
    "indicator.note": _("Note on the figures"),
    "indicator.note_is_mandatory": _("The note is always shown beside the figures"),
    "indicator.period_type": LogField(_("Period"), {"year": _("Year"), "quarter": _("Quarter"), "month": _("Month")}),
    "indicator.polarity": LogField(
        _("Which way is good"),
        {"better": _("Higher is better"), "worse": _("Higher is worse"), "neutral": _("Neither")},
    ),
    "indicator.source_address": _("Address of the source"),
    "indicator.source_name": _("Source"),
    "indicator.unit": _("Unit"),
    "indicator.value_kind": LogField(
        _("Kind of figure"),
        {"rate": _("A rate or a share"), "total": _("A total"), "median": _("A median or a mean")},
    ),
    "indicators": _("Indicators"),
    "kind": LogField(_("Kind"), ORGANISATIONS),
    "rhythm": LogField(_("Fetched"), RHYTHMS),
    "rows": _("Number of rows"),
    "role": LogField(_("Duty"), ROLES),
    "since": _("From"),
    "slug": _("Short name"),
    "until": _("Until"),
    "unverified": _("What still needs checking"),
}


def fill() -> None:
    """Called once, when the app is ready."""
    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
