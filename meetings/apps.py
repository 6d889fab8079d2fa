"""The floor's entry in Django's list of apps; from here it fills the shelves of the floors below."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See docs/house.md."""

    name = "meetings"

    def ready(self) -> None:
        """Fills the shelves."""
        from meetings import (
            action_shelves,
            audience_shelves,
            brief_shelves,
            calendar_shelves,
            clock_shelves,
            input_shelves,
            invitation_shelves,
            ladder_shelves,
            mailing_shelves,
            notes_shelves,
            paper_shelves,
            plan_shelves,
            reply_shelves,
            requested_view_shelves,
            shelving,
            sign_up_shelves,
            spreading_shelves,
        )
        from meetings.services import plan_mailings

        shelving.fill()
        action_shelves.fill()
        audience_shelves.fill()
        brief_shelves.fill()
        calendar_shelves.fill()
        clock_shelves.fill()
        input_shelves.fill()
        mailing_shelves.fill()
        notes_shelves.fill()
        invitation_shelves.fill()
        ladder_shelves.fill()
        paper_shelves.fill()
        plan_shelves.fill()
        reply_shelves.fill()
        requested_view_shelves.fill()
        sign_up_shelves.fill()
        spreading_shelves.fill()
        plan_mailings.fill()
