"""What bulletins and subscriptions are about: things upstairs, named by kind and public id, found on a shelf."""

from collections.abc import Iterable

from forum import shelves
from forum.shelves import Topic

Choices = list[tuple[str, list[tuple[str, str]]]]


def choices(*, for_subscribers: bool = False) -> Choices:
    """[(kind in words, [(key, name)])] of what can be chosen today."""
    kinds = [kind for kind in shelves.topics.entries() if kind.for_subscribers or not for_subscribers]
    return [(str(kind.label), [(one.key, str(one.name)) for one in kind.choices()]) for kind in kinds]


def find(keys: Iterable[str]) -> dict[str, Topic]:
    """Those of the keys that readers may see, by key: as many queries as there are kinds among them."""
    ids: dict[str, set[str]] = {}
    for key in keys:
        kind, _colon, public_id = key.partition(":")
        ids.setdefault(kind, set()).add(public_id)
    known = [shelves.topics.get(kind).find(some) for kind, some in ids.items() if shelves.topics.has(kind)]
    return {topic.key: topic for found in known for topic in found.values()}


def named(keys: Iterable[str]) -> list[Topic]:
    """The topics of the keys in their order, without those that are gone."""
    wanted = list(keys)
    found = find(wanted)
    return [found[key] for key in wanted if key in found]
