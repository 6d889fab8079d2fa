"""Who hears of a new comment: whoever follows the discussion, its meeting or theme, or the region it speaks for."""

from typing import Any

from forum.models import Person
from forum.services import follows, notices
from themes import homes
from themes.models import Comment
from themes.subjects import COMMENT, REPLY


def tell(comment: Comment, *, by: Person) -> None:
    """Tells them; whoever is replied to hears of a reply. The author follows the discussion from now on."""
    about = ("thread", comment.thread.public_id)
    follows.begin(by, about)
    notices.seen(by, about)
    home = homes.of(comment.thread, by)
    trail = [*(home.trail if home else ()), *([("region", comment.region.code)] if comment.region else [])]
    group = home.trail[0] if home and home.trail else about
    replied_to = {comment.parent.author_id} if comment.parent else set()
    where: dict[str, Any] = {"about": about, "trail": trail, "group": group, "at": comment.said_at}
    if replied_to:
        notices.tell(REPLY, by=by, only_to=replied_to, **where)
    notices.tell(COMMENT, by=by, not_to=replied_to, **where)
