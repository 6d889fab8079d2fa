"""How letters arrived: all of them, narrowed, counted by state, taken away, and sent again."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from forum.forms.letters import LetterSearch
from forum.forms.records import STATES
from forum.models import Letter, Mailing, Person
from forum.services import delivery, harmless
from forum.services import letters as outbox
from forum.services.delivery import MOST
from forum.views import letter_words
from forum.views.downloads import download, wanted
from forum.views.letters import PER_PAGE
from forum.views.staff import for_staff


class Counted(Paginator):  # type: ignore[type-arg]
    """Pages of letters that have been counted already."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        """`count` stands in for the query."""
        super().__init__(*args, **kwargs)
        self.known = count

    @cached_property
    def count(self) -> int:
        """How many letters the pages go through."""
        return self.known


@dataclass(frozen=True)
class StateLink:
    """A state with how many letters are in it, and the page of those."""

    words: Any
    count: str
    href: str
    now: bool


@for_staff("forum.see_letters")
@require_safe
def letters(request: HttpRequest) -> HttpResponseBase:
    """Every letter: whom, why, when, what the server said and what was answered; as a file with `format=`."""
    search = LetterSearch(request.GET)
    found = delivery.slim(search.found())
    if kind := wanted(request):
        return download(letter_words.as_table(found[:MOST]), kind)
    counts = delivery.counted(search.in_every_state(), few=search.is_narrow)
    state = search.value("state")
    count = counts.get(state, 0) if state else sum(counts.values())
    page = Counted(found, PER_PAGE, count=min(count, MOST)).get_page(request.GET.get("page"))
    rows = letter_words.lines(page)
    context = {
        "section": "work",
        "search": search,
        "page": page,
        "rows": rows,
        "count": count,
        "states": state_links(request.GET, counts, state),
        "more_than": MOST if count > MOST else 0,
        "query": without(request.GET, "page"),
        "whose": whose(search, rows),
        "can_choose": any(row.has_failed for row in rows),
    }
    return render(request, "forum/letters.html", context)


def without(query: QueryDict, *names: str) -> QueryDict:
    """The address's questions but these."""
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest


def state_links(query: QueryDict, counts: dict[str, int], now: str) -> list[StateLink]:
    """All letters, and those of each state that any of them is in."""
    rest = without(query, "state", "page")
    shown = [state for state in STATES if counts.get(state) or state == now]
    every = StateLink(_("All"), roughly(sum(counts.values())), f"?{rest.urlencode()}", not now)
    return [every, *(state_link(rest, state, counts.get(state, 0), now) for state in shown)]


def state_link(rest: QueryDict, state: str, count: int, now: str) -> StateLink:
    """The page of the letters in one state."""
    asked = rest.copy()
    asked["state"] = state
    return StateLink(STATES[state], roughly(count), f"?{asked.urlencode()}", state == now)


def roughly(count: int) -> str:
    """The number, as far as letters are counted."""
    return f"> {MOST}" if count > MOST else str(count)


def whose(search: LetterSearch, rows: list[letter_words.Line]) -> str:
    """The person, mass letter or thing to which a link on another page narrowed the letters."""
    if public_id := search.value("person"):
        return str(Person.objects.filter(public_id=public_id).first() or "?")
    if public_id := search.value("mailing"):
        return str(Mailing.objects.filter(public_id=public_id).first() or "?")
    if search.value("about"):
        return str(rows[0].about[0]) if rows else "?"
    return ""


@for_staff("forum.see_letters")
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Says which of the chosen letters can be sent again and why the others cannot; a POST sends them."""
    back = reverse("forum:letters") + (f"?{rest}" if (rest := request.GET.get("from", "")) else "")
    names = [harmless.line(name) for name in request.GET.getlist("letter")[:PER_PAGE]]
    chosen = list(Letter.objects.filter(public_id__in=names).select_related("person", "mailing").newest_first())
    if request.method == "POST":
        tell(request, *delivery.send_again(chosen, by=cast(Person, request.user)))
        return redirect(back)
    reasons = [(letter, outbox.why_not_again(letter)) for letter in chosen]
    context = {
        "section": "work",
        "can": letter_words.lines(letter for letter, why in reasons if not why),
        "cannot": [(letter_words.Line(letter, ("", "")), why) for letter, why in reasons if why],
        "cancel": back,
    }
    return render(request, "forum/letters_again.html", context)


def tell(request: HttpRequest, sent: list[Letter], refused: list[tuple[Letter, str]]) -> None:
    """How many are in the queue again, and which are not."""
    if sent:
        words = ngettext("%(n)s letter is in the queue again.", "%(n)s letters are in the queue again.", len(sent))
        messages.success(request, words % {"n": len(sent)})
    for letter, why in refused:
        words = _("Not sent again to %(name)s: %(why)s")
        messages.warning(request, words % {"name": letter.to_name or letter.to_address, "why": why})
