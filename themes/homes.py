"""Homes: on which page a discussion lives, told by the floors that have something to discuss.

A floor puts a finder on the shelf from its `AppConfig.ready()`:

    from themes.homes import Home, homes

    def homes_of_agenda_items(thread_ids, person):
        items = AgendaItem.objects.filter(thread__in=thread_ids).select_related("meeting")
        visible = set(Meeting.objects.visible_to(person).filter(…).values_list("pk", flat=True))
        return {
            item.thread_id: Home(
                url=reverse("meetings:meeting", args=[item.meeting.public_id]),
                title=item.title,
                visible=item.meeting_id in visible,
                open=item.meeting.state != "cancelled",
            )
            for item in items
        }

    homes.put("agenda items", homes_of_agenda_items)

The page at `url` draws the discussion with `discussion.for_threads(...)` and `themes/_discussion.html`; links to a
comment lead there (`url` has neither query nor fragment). A thread without a home, or whose home is not `visible` to
the person, cannot be read or written to: its addresses answer 404. `open` false: readable, takes no comments.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from forum.following import Ref
from forum.shelves import Shelf
from themes.models import Thread


@dataclass(frozen=True)
class Home:
    """Where a discussion lives, in the active language, for one person.

    `trail` is what it concerns, by reference (`forum.following`): whoever follows any of it hears of new comments,
    which are listed under the first. `version` is that of a brief that readers see now; 0 elsewhere.
    """

    url: str
    title: str
    visible: bool = True
    open: bool = True
    trail: tuple[Ref, ...] = ()
    version: int = 0


Finder = Callable[[Sequence[int], Any], dict[int, Home]]

homes: Shelf[Finder] = Shelf("where discussions live: function(thread ids, person) -> {thread id: Home}")


def of_threads(thread_ids: Iterable[int], person: Any) -> dict[int, Home]:
    """The homes that `person` may see, by thread id; as many queries as the finders need, for any number of threads."""
    ids = list(thread_ids)
    found: dict[int, Home] = {}
    if ids:
        for finder in homes.entries():
            found.update(finder(ids, person))
    return {thread_id: home for thread_id, home in found.items() if home.visible}


def of(thread: Thread, person: Any) -> Home | None:
    """The home of one discussion, or None when `person` may not see it."""
    return of_threads([thread.pk], person).get(thread.pk)
