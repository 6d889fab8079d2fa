"""What answers by mail put on the shelves of the floors below."""

from django.utils.translation import gettext_lazy as _

from forum import incoming, shelves
from forum.incoming import HomeKind
from forum.shelves import Drawer


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from meetings.invitation_shelves import fresh_link
    from meetings.mail_furnishing import furnish
    from meetings.services import calendar_replies, unreachable
    from meetings.views import replies

    incoming.readers.put("calendar answers", calendar_replies.take, order=20)
    incoming.finders.put("meetings", calendar_replies.find_meeting)
    incoming.homes.put("meeting", HomeKind(_("Meetings"), replies.homes, replies.choices))
    incoming.page.put("calendar answers", Drawer("meetings/_mail.html", replies.of_mail))
    shelves.examples.put("mail", furnish, order=98)
    shelves.letter_kinds.put("calendar_not_taken", _("Calendar answer that does not count"))
    shelves.letter_kinds.put(unreachable.KIND, _("Addresses that do not work"))
    shelves.letter_secrets.put("calendar_not_taken", fresh_link)
