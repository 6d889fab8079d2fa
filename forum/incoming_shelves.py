"""What the mail that comes in puts on the floor's own shelves."""

from functools import partial
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum import incoming, shelves
from forum.models import IncomingMail, Person
from forum.shelves import MenuItem


def fill() -> None:
    """Called once, when the app is ready."""
    from forum.services import bounces, inbox, incoming_mail, other_mail, webhooks

    incoming.readers.put("bounces", bounces.take, order=10)
    incoming.readers.put("automatic answers", other_mail.take_automatic, order=80)
    incoming.readers.put("everything else", other_mail.take_the_rest, order=100)
    item = MenuItem(_("Inbox"), "forum:inbox", "work", "forum.read_mail")
    shelves.staff_menu.put("inbox", item, order=82)
    shelves.person_facts.put(inbox.FACT, partial(inbox.fact, inbox.FACT))
    shelves.desk_tasks.put("inbox", inbox.tasks, order=6)
    shelves.departures.put("incoming mail", incoming_mail.forget_person, order=90)
    shelves.personal_data.put("mail", own_mail, order=15)
    if settings.WEBHOOK_PROVIDER:
        webhooks.listen()


def own_mail(person: Person) -> dict[str, Any]:
    """Mail that came from a person, for their own export."""
    fields = ("received_at", "kind", "subject", "from_address")
    return {"mail": list(IncomingMail.objects.filter(person=person, kind__in=["calendar", "personal"]).values(*fields))}
