"""Themes, discussions and briefs as what people follow and are told of."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.following import Event, Latest, Ref, Subject, SubjectKind, events, subjects
from forum.models import Notice, Rhythm
from themes import homes
from themes.models import Brief, Comment, Talk, Theme, Thread, ViewRound

COMMENT, REPLY, BRIEF, VIEWS = "comment", "reply", "brief_published", "views_published"
TALK = "talk_published"


def fill() -> None:
    """Puts them on the shelves."""
    subjects.put("theme", SubjectKind(_("Themes"), themes), order=10)
    subjects.put("thread", SubjectKind(_("Discussions"), threads, rhythm=Rhythm.AT_ONCE), order=40)
    subjects.put("brief", SubjectKind(_("Situation briefs"), briefs, followed=False), order=50)
    subjects.put("view_round", SubjectKind(_("Regions' views"), view_rounds, followed=False), order=55)
    events.put(COMMENT, Event(comments_words, newest_comments))
    events.put(REPLY, Event(replies_words, newest_comments))
    events.put(BRIEF, Event(brief_words))
    events.put(VIEWS, Event(views_words))
    subjects.put("talk", SubjectKind(_("Regional development discussions"), talks, followed=False), order=60)
    events.put(TALK, Event(talk_words))


def theme_ref(theme: Theme) -> Ref:
    """How a theme is named among what is followed."""
    return "theme", f"{theme.programme.key}/{theme.slug}"


def themes(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The themes: everybody may see them."""
    slugs = {one.partition("/")[2] for one in ids}
    found = {theme_ref(one)[1]: one for one in Theme.objects.filter(slug__in=slugs).select_related("programme")}
    return {key: Subject(one.name, page_of(one)) for key, one in found.items() if key in ids}


def page_of(theme: Theme) -> str:
    """Where the theme is read."""
    return reverse("themes:theme", args=[theme.programme.key, theme.slug])


def threads(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The discussions whose page the person may see."""
    keys = dict(Thread.objects.filter(public_id__in=ids).values_list("pk", "public_id"))
    found = homes.of_threads(keys, person)
    return {keys[pk]: Subject(home.title, f"{home.url}#discussion-{keys[pk]}") for pk, home in found.items()}


def briefs(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The briefs that the person may see."""
    found = Brief.objects.visible_to(person).filter(public_id__in=ids).select_related("published")
    return {one.public_id: Subject(one.heading, reverse("themes:brief", args=[one.public_id])) for one in found}


def view_rounds(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The closed rounds of regions' views: everybody may see them."""
    found = ViewRound.objects.closed().filter(public_id__in=ids)
    return {one.public_id: Subject(one.title, reverse("themes:view_round", args=[one.public_id])) for one in found}


def views_words(number: int) -> str:
    """The regions' views came out."""
    return str(_("Regions' views published"))


def comments_words(number: int) -> str:
    """New comments."""
    return ngettext("%(n)s new comment", "%(n)s new comments", number) % {"n": number}


def replies_words(number: int) -> str:
    """New replies to one's own comment."""
    return ngettext("%(n)s reply to your comment", "%(n)s replies to your comment", number) % {"n": number}


def brief_words(number: int) -> str:
    """A brief came out."""
    return str(_("Situation brief published"))


def talks(ids: Collection[str], person: Any) -> dict[str, Subject]:
    """The regional development discussions that the person may see."""
    found = Talk.objects.visible_to(person).filter(public_id__in=ids)
    return {one.public_id: Subject(one.title, reverse("themes:talk", args=[one.public_id])) for one in found}


def talk_words(number: int) -> str:
    """A record came out, once or again."""
    return str(_("Record of a regional development discussion published"))


def newest_comments(notices: Collection[Notice], person: Any) -> dict[int, Latest]:
    """What of the new comments can be read today, by others than the reader; the newest of them in its own words."""
    since = min(one.first_at for one in notices)
    said = Comment.objects.standing_out().filter(thread__public_id__in={one.thing_id for one in notices})
    said = said.filter(said_at__gte=since).exclude(author=person).select_related("thread", "parent")
    rows = list(said.order_by("-said_at", "-pk"))
    found: dict[int, Latest] = {}
    for notice in notices:
        own = [one for one in rows if belongs(one, notice, person)]
        if own:
            found[notice.pk] = latest(own)
    return found


def belongs(comment: Comment, notice: Notice, person: Any) -> bool:
    """Whether the comment is one of those that the notice is about."""
    if comment.thread.public_id != notice.thing_id or comment.said_at < notice.first_at:
        return False
    to_reader = comment.parent is not None and comment.parent.author_id == person.pk
    return to_reader == (notice.event == REPLY)


def latest(comments: list[Comment]) -> Latest:
    """The newest of the comments, and how many they are."""
    one = comments[0]
    who = ", ".join(filter(None, [one.stamped.get("name", ""), one.stamped.get("body", "")]))
    url = reverse("themes:comment_page", args=[one.public_id])
    return Latest(len(comments), url, who, one.text, one.language)
