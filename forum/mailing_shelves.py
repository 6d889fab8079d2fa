"""What mass letters put on the ground floor's own shelves: the free letter, placeholders, audiences."""

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.audiences import Audience, Found, Member, Param, Reason
from forum.mailing_kinds import MailingKind
from forum.models import MailingReceiver, Person, StaffRole
from forum.placeholders import NAME, TEXT, Placeholder
from forum.services import mailing_tasks
from forum.shelves import MenuItem

REASONS = {
    "chosen": _("chosen by the secretariat"),
    "staff": _("works in the forum's secretariat (%(role)s)"),
    "unreachable": _("letters do not reach the address"),
}


def fill() -> None:
    """Called once, when the app is ready."""
    for code, words in REASONS.items():
        shelves.audience_reasons.put(code, words)
    role = Param("roles", _("Role"), roles)
    shelves.audiences.put("staff", Audience(_("The secretariat"), staff, (role,)), order=80)
    shelves.audiences.put("people", Audience(_("People one by one"), people, (Param("people", _("People"), living),)))
    for placeholder in (
        Placeholder("name", NAME, _("the receiver's name"), ("receiver_name",)),
        Placeholder("region", TEXT, _("the receiver's region"), ("region", "seat")),
        Placeholder("seat", TEXT, _("the receiver's seat or duty")),
    ):
        shelves.placeholders.put(placeholder.name, placeholder, order=10)
    communications = MenuItem(_("Communications"), "forum:mailings", "work", "forum.see_mailings")
    shelves.staff_menu.put("mailings", communications, order=75)
    shelves.person_facts.put("mailings_wait", mailing_tasks.waits)
    shelves.desk_tasks.put("mailings", mailing_tasks.tasks, order=6)
    shelves.departures.put("mailings", forget_person, order=10)
    shelves.letter_kinds.put("free_letter", _("Letter"))
    kind = MailingKind(label=_("Letter"), letter="free_letter", composed=True)
    shelves.mailing_kinds.put("free_letter", kind, order=10)


def roles() -> list[tuple[str, object]]:
    """The secretariat's roles."""
    return [("coordinator", _("Coordinator")), ("chair", _("Chair"))]


def staff(roles: list[str] | None = None) -> Found:
    """Who holds a staff role today."""
    held = StaffRole.objects.current().select_related("person")
    wanted = held.filter(kind__in=roles) if roles else held
    words = {"coordinator": {"fi": "koordinaattori", "sv": "samordnare", "en": "coordinator"}}
    words["chair"] = {"fi": "puheenjohtaja", "sv": "ordförande", "en": "chair"}
    found = Found()
    for one in wanted.order_by("pk"):
        found = found.plus(Found([Member(one.person, (Reason("staff", {"role": words[one.kind]}),))]))
    return found


def living() -> list[tuple[str, object]]:
    """Everybody who can be written to."""
    return list(Person.objects.reachable().order_by("name").values_list("public_id", "name"))


def people(people: list[str] | None = None) -> Found:
    """Those chosen by hand."""
    chosen = Person.objects.living().filter(public_id__in=people or []).order_by("name")
    return Found([Member(person, (Reason("chosen"),)) for person in chosen])


def forget_person(*, person: Person, by: Person | None) -> None:
    """Whoever is anonymised is named in no list of receivers any more."""
    MailingReceiver.objects.filter(person=person).update(name="–", address="", facts={})
