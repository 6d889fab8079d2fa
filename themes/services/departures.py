"""What follows in discussions when a person leaves the forum for good."""

from forum.models import Person
from forum.services.verbs import verb
from themes.models import Comment

TELLS_WHO = ("name", "title", "title_language")


@verb
def leave_words(*, person: Person, by: Person | None) -> None:
    """What the person said stays, stamped with the seat or body it was said for; the stamp no longer tells by whom."""
    for comment in Comment.objects.filter(author=person):
        stamp = {code: unsigned(words) for code, words in comment.stamp.items()}
        Comment.objects.filter(pk=comment.pk).update(stamp=stamp)


def unsigned(words: dict[str, str]) -> dict[str, str]:
    """The stamp in one language, without what tells who it was."""
    return {part: said for part, said in words.items() if part not in TELLS_WHO}
