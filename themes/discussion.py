"""What a page needs to draw its discussions, in the same number of queries for any number of threads and comments.

A page with discussions calls, once:

    discussions = discussion.for_threads([item.thread for item in items], request)

and draws each with `{% include "themes/_discussion.html" with discussion=… %}`. Budget: 3 queries for readers,
3–4 more for signed-in people (their capacities and what they chose last), plus those of the homes unless given.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.http import HttpRequest

from forum.rules import is_coordinator
from themes import homes
from themes.forms.comment import CommentForm
from themes.homes import Home
from themes.models import Comment, Thread, capacities_of
from themes.services import comments

Counts = dict[str, int]

PAGE_LENGTH = 20
REPLIES_SHOWN = 3


@dataclass
class Shown:
    """A comment as it is drawn; of a remark, its replies in order of time, all or the first three."""

    comment: Comment
    can_withdraw: bool = False
    is_new: bool = False
    replies: list["Shown"] = field(default_factory=list)
    reply_count: int = 0
    replies_url: str = ""

    @property
    def folded(self) -> int:
        """How many replies are not shown."""
        return self.reply_count - len(self.replies)


@dataclass
class Discussion:
    """One thread on a page. `count` is the number of comments that can be read; tombstones are not counted.

    `said_of`: only what was said of this older version of a brief is shown, and it takes no comments.
    """

    thread: Thread
    home: Home | None
    count: int
    roots: list[Shown]
    page: int
    pages: int
    person: Any
    kept: Mapping[str, str] = field(default_factory=dict)
    form: CommentForm | None = None
    alone: bool = True
    said_of: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it takes comments now."""
        return self.thread.closed_at is None and self.home is not None and self.home.open and not self.said_of

    @property
    def can_comment(self) -> bool:
        """Whether this person can say something now."""
        return self.is_open and bool(capacities_of(self.person))

    @property
    def can_moderate(self) -> bool:
        """Whether this person can hide comments and close the discussion."""
        return bool(is_coordinator(self.person))

    @property
    def url(self) -> str:
        """The discussion's own place on its page."""
        return f"{self.home.url if self.home else ''}#{self.thread.anchor}"

    @property
    def newer(self) -> str:
        """Address of the page with newer comments, or nothing."""
        return self.page_url(self.page - 1) if self.page > 1 else ""

    @property
    def older(self) -> str:
        """Address of the page with older comments, or nothing."""
        return self.page_url(self.page + 1) if self.page < self.pages else ""

    def page_url(self, number: int) -> str:
        """Address of one page of the discussion."""
        return _link(self.home, {**self.kept, page_parameter(self.thread): number}, self.thread.anchor)


def page_parameter(thread: Thread) -> str:
    """Each discussion of a page is paged by a parameter of its own."""
    return f"page-{thread.public_id}"


def for_threads(
    threads: Iterable[Thread],
    request: HttpRequest,
    *,
    known_homes: Mapping[int, Home] | None = None,
    known_counts: Mapping[int, Counts] | None = None,
    new: str = "",
    said_of: int = 0,
) -> dict[int, Discussion]:
    """The discussions by thread id, with the pages and opened replies that the request asks for.

    A page that knows where its discussions live gives `known_homes` and saves the search; one
    that fetched `counts()` with its rows gives `known_counts`. `new` is the public id of
    the comment that was just said: it gets the focus. `said_of`: only what was said of this version of a brief.
    """
    by_id = {thread.pk: thread for thread in threads}
    person = request.user
    where = homes.of_threads(by_id, person) if known_homes is None else known_homes
    only = Q(brief_version=said_of) | Q(parent__brief_version=said_of) if said_of else Q()
    numbers = _counts(by_id, only) if known_counts is None else known_counts
    pages = {pk: _page(request, thread, numbers[pk]["roots"]) for pk, thread in by_id.items()}
    spoken = {pk: page for pk, page in pages.items() if numbers[pk]["roots"]}
    shown = _shown(by_id, spoken, request, where, new, only)
    form = _form_maker(person)
    found = {}
    for pk, thread in by_id.items():
        page, total = pages[pk]
        kept = _kept(request, where.get(pk))
        found[pk] = Discussion(thread, where.get(pk), numbers[pk]["readable"], shown[pk], page, total, person, kept)
        found[pk].alone, found[pk].said_of = len(by_id) == 1, said_of
        if found[pk].can_comment:
            found[pk].form = form(thread)
    return found


def address(comment: Comment, home: Home) -> str:
    """The comment's permanent place: its home, on the right page, with its replies open."""
    root = comment.parent or comment
    newer = Q(said_at__gt=root.said_at) | Q(said_at=root.said_at, pk__gt=root.pk)
    page = Comment.objects.roots().filter(newer, thread=root.thread_id).count() // PAGE_LENGTH + 1
    query: dict[str, Any] = {page_parameter(root.thread): page} if page > 1 else {}
    if comment.parent_id:
        query["replies"] = root.public_id
    return _link(home, query, comment.anchor)


def counts(thread: str = "thread") -> dict[str, Coalesce]:
    """Annotations for rows with a thread, which save a query: how many remarks begin it, how many can be read."""
    said = Comment.objects.filter(thread=OuterRef(thread)).order_by().values("thread").annotate(n=Count("pk"))
    kinds = {"roots": said.filter(parent=None), "readable": said.filter(hidden_at=None, withdrawn_at=None)}
    return {name: Coalesce(Subquery(found.values("n")), 0) for name, found in kinds.items()}


def _counts(threads: Mapping[int, Thread], only: Q) -> dict[int, Counts]:
    counted = (
        Comment.objects.filter(only, thread__in=threads)
        .order_by()
        .values("thread")
        .annotate(
            roots=Count("pk", filter=Q(parent=None)),
            readable=Count("pk", filter=Q(hidden_at=None, withdrawn_at=None)),
        )
    )
    found = {row["thread"]: {"roots": row["roots"], "readable": row["readable"]} for row in counted}
    return {pk: found.get(pk, {"roots": 0, "readable": 0}) for pk in threads}


def _page(request: HttpRequest, thread: Thread, roots: int) -> tuple[int, int]:
    """The page asked for, kept within what there is, and the number of pages."""
    pages = max(1, -(-roots // PAGE_LENGTH))
    asked = request.GET.get(page_parameter(thread), "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return min(max(number, 1), pages), pages


def _shown(
    threads: Mapping[int, Thread],
    pages: Mapping[int, tuple[int, int]],
    request: HttpRequest,
    where: Mapping[int, Home],
    new: str,
    only: Q,
) -> dict[int, list[Shown]]:
    """The remarks of the asked pages, newest first, each with its replies."""
    found: dict[int, list[Shown]] = defaultdict(list)
    roots: dict[int, Shown] = {}
    for comment in _roots(pages, only):
        comment.thread = threads[comment.thread_id]
        roots[comment.pk] = _one(comment, request, new)
        found[comment.thread_id].append(roots[comment.pk])
    opened = request.GET.getlist("replies")
    for reply in _replies(roots, opened) if roots else []:
        root = roots[reply.parent_id or 0]
        root.replies.append(_one(reply, request, new))
        root.reply_count = reply.siblings  # type: ignore[attr-defined]
    for root in roots.values():
        root.replies_url = _replies_url(root.comment, pages, where.get(root.comment.thread_id), request)
    return found


def _one(comment: Comment, request: HttpRequest, new: str) -> Shown:
    return Shown(comment, comments.can_withdraw(comment, request.user), comment.public_id == new)


def _roots(pages: Mapping[int, tuple[int, int]], only: Q) -> Iterable[Comment]:
    if not pages:
        return []
    wanted = Q()
    for thread_id, (page, _) in pages.items():
        if page > 1:
            last = page * PAGE_LENGTH
            wanted |= Q(thread=thread_id, place__gt=last - PAGE_LENGTH, place__lte=last)
    first = [thread_id for thread_id, (page, _) in pages.items() if page == 1]
    wanted |= Q(thread__in=first, place__lte=PAGE_LENGTH)
    place = Window(RowNumber(), partition_by=F("thread"), order_by=[F("said_at").desc(), F("pk").desc()])
    spoken = Comment.objects.roots().filter(only, thread__in=pages).select_related("data_version")
    return spoken.annotate(place=place).filter(wanted)


def _replies(roots: Mapping[int, Shown], opened: list[str]) -> Iterable[Comment]:
    in_order = Window(RowNumber(), partition_by=F("parent"), order_by=[F("said_at").asc(), F("pk").asc()])
    siblings = Window(Count("pk"), partition_by=F("parent"))
    open_roots = [pk for pk, root in roots.items() if root.comment.public_id in opened]
    return (
        Comment.objects.filter(parent__in=roots)
        .annotate(place=in_order, siblings=siblings)
        .filter(Q(place__lte=REPLIES_SHOWN) | Q(parent__in=open_roots))
        .order_by("said_at", "pk")
    )


def _replies_url(root: Comment, pages: Mapping[int, tuple[int, int]], home: Home | None, request: HttpRequest) -> str:
    page, _ = pages[root.thread_id]
    query = {page_parameter(root.thread): page} if page > 1 else {}
    return _link(home, {**_kept(request, home), **query, "replies": root.public_id}, root.anchor)


def _kept(request: HttpRequest, home: Home | None) -> dict[str, str]:
    """What else the address says (the region of a brief) and turning pages should not forget."""
    if home is None or request.path != home.url:
        return {}
    return {name: value for name, value in request.GET.dict().items() if name != "replies"}


def _link(home: Home | None, query: Mapping[str, Any], anchor: str) -> str:
    return f"{home.url if home else ''}{'?' + urlencode(query) if query else ''}#{anchor}"


def _form_maker(person: Any) -> Any:
    """Makes forms for one person, remembering with one query what was chosen last."""
    remembered: list[dict[str, str]] = []

    def make(thread: Thread) -> CommentForm:
        if not remembered:
            remembered.append(last_choices(person))
        return CommentForm(person=person, thread=thread, initial=remembered[0])

    return make


def last_choices(person: Any) -> dict[str, str]:
    """The capacity and standing of the person's newest comment, for the form's defaults."""
    if not getattr(person, "has_commented", True):
        return {}
    last = Comment.objects.filter(author=person).order_by("-said_at", "-pk").first()
    if last is None:
        return {}
    columns = {"mandate": last.mandate_id, "networkmembership": last.membership_id, "staffrole": last.staff_role_id}
    key = next((f"{name}-{pk}" for name, pk in columns.items() if pk), "")
    return {"capacity": key, "standing": last.standing}
