"""What discussions put on shelves: where briefs' discussions live, the coordinator's list, a person's own comments."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import shelves
from themes.homes import Home, homes
from themes.models import Brief, Comment
from themes.models.capacity import has_membership
from themes.services import departures
from themes.subjects import theme_ref


def homes_of_briefs(thread_ids: Sequence[int], person: Any) -> dict[int, Home]:
    """Briefs' own pages; drafts only for staff."""
    found = Brief.objects.visible_to(person).filter(thread__in=thread_ids)
    return {
        brief.thread_id: Home(
            reverse("themes:brief", args=[brief.public_id]),
            brief.heading,
            trail=(theme_ref(brief.theme),),
            version=brief.version,
        )
        for brief in found.select_related("theme__programme", "published")
    }


def has_commented() -> Exists:
    """Whether somebody has said anything: asked in the same query as the signed-in person."""
    return Exists(Comment.objects.filter(author=OuterRef("pk")))


def own_comments(person: Any) -> dict[str, Any]:
    """What the person has said, for their own data."""
    said = Comment.objects.filter(author=person).order_by("said_at")
    return {
        "comments": [
            {"said at": comment.said_at.isoformat(), "standing": comment.standing, "text": comment.text}
            for comment in said
        ]
    }


def fill() -> None:
    """Fills the shelves."""
    shelves.person_facts.put("has_membership", has_membership)
    shelves.person_facts.put("has_commented", has_commented)
    shelves.departures.put("comments", departures.leave_words, order=25)
    homes.put("briefs", homes_of_briefs)
    item = shelves.MenuItem(_("Discussions"), "themes:moderation", "work", "themes.hide_comment")
    shelves.staff_menu.put("discussion", item, order=60)
    shelves.letter_kinds.put("comment_hidden", _("Comment hidden"))
    shelves.personal_data.put("comments", own_comments)
