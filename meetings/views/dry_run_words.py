"""The dry run of a plan's letter in words: regions without an address, the difference to last time, examples."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.models import MailingReceiver
from forum.services import dry_runs, mailings, rendering
from meetings.models import Meeting
from meetings.services import plan_mailings
from meetings.services.letter_rules import Audience, letter_rules


def of(meeting: Meeting, rule: str, to: Audience | None) -> dict[str, Any]:
    """What the coordinator looks at before letting it go; nothing where that is over. Three queries."""
    if to is None or not to.getters:
        return {}
    by_hand = letter_rules.get(rule).by_hand
    return {
        "rule_key": rule,
        "gaps": plan_mailings.gaps(to) if by_hand else [],
        "last_time": plan_mailings.last_time(meeting, rule, to),
        "examples": plan_mailings.examples(to),
        "second_person": mailings.needs_second_person(plan_mailings.draft(meeting, rule)),
    }


def example(meeting: Meeting, rule: str, who: str) -> str:
    """The letter's HTML without secrets; says so when there is none for them."""
    shown = plan_mailings.draft(meeting, rule)
    person = next((one for one in plan_mailings.receivers(meeting, rule) if one.public_id == who), None)
    if person is None:
        return str(_("This letter cannot be put into words for this receiver."))
    letter = dry_runs.example(shown, MailingReceiver(who=who, person=person, language=person.language))
    return rendering.sealed(rendering.render(letter), rendering.secret_forms(letter.secrets)).html


def left(count: int) -> str:
    """What is said when it has been let go."""
    if not count:
        return _("Another person of the secretariat must release it too before it leaves.")
    return ngettext("%(n)s letter leaves.", "%(n)s letters leave.", count) % {"n": count}
