"""Examples of following: two representatives of regions follow the themes, and hear of the newest briefs."""

from collections.abc import Callable
from datetime import date

from forum.models import Follow, Notice
from forum.services import follows, notices
from regions.models import Mandate
from themes import subjects
from themes.models import Brief

FOLLOWERS = 2


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Begins only where nobody follows a theme yet. What they are told of is not written to them by letter."""
    if Follow.objects.filter(kind="theme").exists():
        return
    held = Mandate.objects.in_force().filter(seat__kind="official", role="holder", person__is_example=True)
    people = [mandate.person for mandate in held.select_related("person").order_by("pk")[:FOLLOWERS]]
    told = [person.pk for person in people]
    for brief in Brief.objects.public().select_related("theme__programme"):
        theme = subjects.theme_ref(brief.theme)
        for person in people:
            follows.follow(person, theme)
        about = {"about": ("brief", brief.public_id), "trail": [theme], "group": theme, "at": brief.published_at}
        notices.tell(subjects.BRIEF, by=None, only_to=told, have_letters=told, **about)  # type: ignore[arg-type]
    say(f"following: {Follow.objects.count()}, notices: {Notice.objects.count()}")
