"""The floor's entry in Django's list of apps; from here it fills the shelves of the floors below."""

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroundConfig(AppConfig):
    """See docs/house.md."""

    name = "forum"

    def ready(self) -> None:
        """Puts this floor's own things on the shelves."""
        from forum import (
            bulletin_shelves,
            furnishing,
            incoming_shelves,
            log_words,
            mailing_shelves,
            notice_shelves,
            rules,
            shelves,
        )
        from forum.services import feedback, own
        from forum.shelves import MenuItem

        log_words.fill()
        mailing_shelves.fill()
        bulletin_shelves.fill()
        notice_shelves.fill()
        incoming_shelves.fill()
        shelves.examples.put("forum", furnishing.furnish, order=0)
        shelves.example_people.put("forum", furnishing.example_people, order=0)
        shelves.personal_data.put("forum", own.ground_data, order=10)
        for kind in rules.KINDS:
            shelves.person_facts.put(f"{kind}_role", partial(rules.role_of_kind, kind))
        for name in feedback.FACTS:
            shelves.person_facts.put(name, partial(feedback.fact, name))
        shelves.desk_tasks.put("feedback", feedback.tasks, order=5)
        shelves.site_map.put("forum", public_pages, order=10)
        people = MenuItem(_("People"), "forum:people", "work", "forum.change_person")
        shelves.staff_menu.put("people", people, order=30)
        letters = MenuItem(_("Letters"), "forum:letters", "work", "forum.see_letters")
        shelves.staff_menu.put("letters", letters, order=80)
        given = MenuItem(_("Feedback"), "forum:feedback_list", "work", "forum.answer_feedback")
        shelves.staff_menu.put("feedback", given, order=85)
        audit = MenuItem(_("Audit log"), "forum:audit", "work", "forum.see_audit")
        shelves.staff_menu.put("audit", audit, order=90)
        shelves.letter_kinds.put("sign_in_code", _("Sign-in code"))
        shelves.letter_kinds.put("feedback", _("Feedback"))


def public_pages() -> list[tuple[str, dict[str, Any]]]:
    """This floor's public pages, for the site map."""
    return [(f"forum:{name}", {}) for name in ("front", "about", "accessibility", "privacy")]
