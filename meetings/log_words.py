"""This floor's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import LogField
from meetings.deadline_words import LABELS

DEEDS = {
    "agenda.add": _("Agenda item added"),
    "agenda.change": _("Agenda item changed"),
    "agenda.move": _("Agenda item moved"),
    "agenda.publish": _("Agenda published"),
    "agenda.remove": _("Agenda item removed"),
    "answers.name_deputy": _("Deputy named in an answer"),
    "answers.on_behalf": _("Answer recorded on behalf"),
    "cycles.change": _("Year changed"),
    "cycles.change_deadlines": _("Deadlines of a year changed"),
    "cycles.create": _("Year begun"),
    "cycles.publish": _("Year published"),
    "feeds.new_address": _("New secret address of a calendar feed"),
    "invitations.add_guest": _("Guest added"),
    "invitations.cancel_all": _("The invited told of a cancellation"),
    "invitations.hand_on": _("Invitation handed on"),
    "invitations.put_back": _("Withdrawn invitation put back"),
    "invitations.remind": _("Reminders sent"),
    "invitations.send": _("Invitations sent"),
    "invitations.withdraw": _("Invitation withdrawn"),
    "meetings.announce": _("Meeting announced"),
    "meetings.cancel": _("Meeting cancelled"),
    "meetings.change": _("Meeting changed"),
    "meetings.change_deadlines": _("Deadlines of a meeting changed"),
    "meetings.close_registration": _("Registration closed"),
    "meetings.create": _("Meeting planned"),
    "meetings.drop_brief": _("Brief taken from a meeting"),
    "meetings.hold": _("Meeting marked as held"),
    "meetings.read_brief": _("Brief chosen for a meeting"),
    "meetings.tell_change": _("The invited told of a change"),
    "rounds.add": _("Round added"),
    "rounds.change": _("Round changed"),
    "rounds.remove": _("Round removed"),
    "sign_ups.cancel": _("Sign-up cancelled by the secretariat"),
    "sign_ups.note_here": _("Noted who came"),
}
KINDS = {
    "agendaitem": _("agenda item"),
    "cycle": _("year of meetings"),
    "invitation": _("invitation"),
    "meeting": _("meeting"),
    "round": _("round"),
}
FIELDS = {
    **LABELS,
    "capacity": _("Places in the room for those who sign up"),
    "here": _("Came"),
    "sign_up": _("Sign-up"),
    "sign_up_until": _("Last day to sign up"),
    "brief": _("Brief"),
    "chair_seat": _("Chair's seat"),
    "cycle": _("Year"),
    "deputy": _("Deputy"),
    "ends_at": _("Ends at"),
    "guest": _("Guest"),
    "host_region": _("Host region"),
    "is_break": _("This is a break"),
    "letters": _("Number of letters"),
    "meeting": _("Meeting"),
    "minutes": _("Minutes"),
    "mode": LogField(_("In the room or remotely"), {"remote": _("Remotely"), "room": _("In the room")}),
    "offsets": _("Deadlines, as offsets"),
    "place": _("Place"),
    "position": _("Place in the order"),
    "prepares": _("Prepares"),
    "presenter": _("Presenter, a person of the forum"),
    "presenter_text": _("Presenter in words"),
    "programme": _("Programme"),
    "remote_link": _("Link for remote participants"),
    "reply": LogField(
        _("The answer"), {"attend": _("Attends"), "decline": _("Cannot attend"), "deputy": _("Asked the deputy")}
    ),
    "round": _("Round"),
    "starts_at": _("Starts at"),
    "street": _("Street address"),
    "summary": _("What it is about"),
    "theme": _("Theme"),
}


def fill() -> None:
    """Called once, when the app is ready."""
    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
