"""What following and notices put on the ground floor's own shelves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import shelves
from forum.models import Person
from forum.shelves import Drawer


def fill() -> None:
    """Fills the shelves; called once when the floor is ready."""
    from forum.models.follow import as_words
    from forum.services import notice_keeping, notice_letters
    from forum.views import notices

    shelves.person_facts.put("follows", as_words)
    shelves.person_facts.put("unread_notices", notice_keeping.unread)
    shelves.desk_page.put("news", Drawer("forum/_desk_news.html", notices.on_desk), order=5)
    shelves.letter_kinds.put(notice_letters.NOTICE, _("Notice about what is followed"))
    shelves.letter_kinds.put(notice_letters.DIGEST, _("Digest of what is new"))
    for kind in (notice_letters.NOTICE, notice_letters.DIGEST):
        shelves.letter_secrets.put(kind, notice_letters.fresh_links)
    shelves.personal_addresses.put("forum:stop_letters", True)
    shelves.personal_data.put("following", own_data, order=30)
    shelves.departures.put("following", forget, order=10)


def own_data(person: Person) -> dict[str, Any]:
    """What the person follows and was told of, for their own export."""
    from forum.models import Follow, FollowRhythm, Notice

    follow = Follow.objects.filter(person=person).values("kind", "public_id", "wanted", "chosen", "since")
    told = Notice.objects.filter(person=person).newest_first()
    fields = ("event", "kind", "thing_id", "number", "first_at", "newest_at", "read_at")
    return {
        "follows": list(follow),
        "how_often": dict(FollowRhythm.objects.filter(person=person).values_list("kind", "rhythm")),
        "notices": list(told.values(*fields)),
    }


def forget(*, person: Person, by: Person | None = None) -> None:
    """Somebody who is anonymised follows nothing, and nothing is kept of what they were told of."""
    from forum.models import Digest, Follow, FollowRhythm, Notice

    for model in (Digest, Notice, FollowRhythm, Follow):
        model.objects.filter(person=person).delete()  # type: ignore[attr-defined]
