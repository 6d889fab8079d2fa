"""The ground floor's words for the audit log."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.shelves import LogField

DEEDS = {
    "feedback.answered": _("Feedback answered"),
    "letter.cancel": _("Letter cancelled"),
    "letter.release": _("Letter let go"),
    "letter.resend": _("Letter sent again"),
    "letter.wipe_words": _("Words of old letters wiped"),
    "letter_text.write": _("Letters' own words changed"),
    "mailing.cancel": _("Mass letter cancelled"),
    "mailing.confirm": _("Mass letter released by a second person"),
    "mailing.miss": _("Mass letter was too late and was not sent"),
    "mailing.release": _("Mass letter released"),
    "mailing.send": _("Mass letter sent"),
    "mailing.stop": _("Mass letter stopped"),
    "mailing.take_back": _("Mass letter taken back to a draft"),
    "mail.belong": _("Said what a mail belongs to"),
    "mail.finish": _("Mail marked as done"),
    "mail.read_again": _("Mail handed to its readers again"),
    "mail.reopen": _("Mail put back into the inbox"),
    "person.anonymise": _("Person anonymised"),
    "person.change": _("Person's details changed"),
    "person.create": _("Person added"),
    "person.set_roles": _("Staff roles changed"),
    "person.unreachable": _("Address found not to work"),
    "portal.furnish": _("Portal furnished"),
    "portal.let_in": _("Coordinator let in from the command line"),
    "sign_in.too_often": _("Sign-in refused: too many tries"),
    "sign_in.unknown_address": _("Sign-in tried with an unknown address"),
    "sign_in.wrong_code": _("Sign-in tried with a wrong code"),
}
KINDS = {
    "feedback": _("feedback"),
    "letter": _("letter"),
    "lettertext": _("letter's own words"),
    "mailing": _("mass letter"),
    "incomingmail": _("mail that came in"),
    "person": _("person"),
}
FIELDS = {
    "address": _("Receiver's address"),
    "belongs_to": _("Concerns"),
    "email": _("E-mail address"),
    "examples": _("With examples"),
    "is_active": _("Can sign in and gets letters"),
    "language": LogField(_("Language"), settings.LANGUAGE_NAMES),
    "letter": _("Letter"),
    "letter.letters": _("Number of letters"),
    "letter_text.version": _("Version"),
    "mailing.letters": _("Number of letters"),
    "mailing.missing": _("Missing"),
    "name": _("Name"),
    "network": _("From the network"),
    "person": _("Person"),
    "phone": _("Phone"),
    "reason": _("Reason"),
    "mailing.receivers": _("Receivers"),
    "roles": LogField(_("Staff roles"), {"chair": _("Chair"), "coordinator": _("Coordinator")}),
    "title": _("Title"),
    "to": _("Receiver"),
    "today": _("Laid around the day"),
    "unreachable_since": _("Letters have not arrived since"),
    "words": _("The mail server said"),
}


def fill() -> None:
    """Called once, when the app is ready."""
    shelves.put_log_words(deeds=DEEDS, kinds=KINDS, fields=FIELDS)
