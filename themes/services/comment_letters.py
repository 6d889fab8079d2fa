"""What the author of a comment is told by letter."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from forum.models import Letter
from forum.services import letters
from themes import homes
from themes.models import Comment


def tell_hidden(comment: Comment) -> Letter | None:
    """Tells the author once that the comment was hidden, why and whom to ask; not who hid their own comment."""
    author = comment.author
    if comment.hidden_at is None or comment.hidden_by_id == author.pk or not author.reachable:
        return None
    with translation.override(author.language):
        home = homes.of(comment.thread, author)
        link = reverse("themes:comment_page", args=[comment.public_id]) if home else ""
        about = {"about": "content", "page": link} if link else {"about": "content"}
        contact = f"{reverse('forum:feedback')}?{urlencode(about)}"
    facts = {
        "place_title": {getattr(home.title, "lang", author.language): str(home.title)} if home else {},
        "comment_url": link,
        "contact_url": contact,
        "contact_email": settings.MAIL_REPLY_TO,
        "said_at": comment.said_at.isoformat(),
        "reason": comment.hidden_reason,
    }
    key = f"comment_hidden:{comment.public_id}:{comment.hidden_at.isoformat()}"
    return letters.write(key=key, kind="comment_hidden", person=author, about=comment, facts=facts)
