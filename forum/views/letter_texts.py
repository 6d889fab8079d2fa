"""The letters' own words: which kinds have a text of the secretariat's, changing it with a preview, its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum import shelves
from forum.forms.letter_texts import LetterTextForm
from forum.models import Letter, LetterText
from forum.services import harmless, own_texts, rendering
from forum.views.mailings import reader
from forum.views.staff import for_staff

changes = for_staff("forum.change_letter_texts")
TO_CHOOSE_FROM = 20


def kinds() -> list[tuple[str, Any]]:
    """The kinds of letters whose words can be changed, in words."""
    return sorted(
        ((kind, words) for kind, words in shelves.letter_kinds.named() if changeable(kind)), key=lambda one: str(one[1])
    )


def changeable(kind: str) -> bool:
    """Whether the kind has templates with a place for an opening."""
    try:
        return own_texts.can_be_changed(kind)
    except TemplateDoesNotExist:
        return False


def placeholders_of(kind: str) -> tuple[str, ...]:
    """The placeholders the kind has values for."""
    return shelves.letter_placeholders.get(kind) if shelves.letter_placeholders.has(kind) else ("name",)


@changes
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The kinds, and in which languages each has words of the secretariat's own."""
    own: dict[str, list[str]] = {}
    for text in LetterText.objects.current().exclude(subject="", opening=""):
        own.setdefault(text.kind, []).append(text.language)
    rows = [(kind, words, ", ".join(sorted(own.get(kind, [])))) for kind, words in kinds()]
    return render(request, "forum/letter_texts.html", {"section": "work", "rows": rows})


@changes
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its words per language, a preview, its versions. A POST writes new versions of what was changed."""
    if not shelves.letter_kinds.has(kind) or not changeable(kind):
        raise Http404
    form = LetterTextForm(request.POST or None, kind=kind, offered=placeholders_of(kind))
    if request.method == "POST" and form.is_valid():
        for code, text in form.texts().items():
            own_texts.write(kind, language=code, by=reader(request), **text)
        messages.success(request, _("Saved. Letters written from now on say it so."))
        return redirect("forum:letter_text", kind)
    return render(request, "forum/letter_text.html", shown(request, kind, form), status=422 if form.errors else 200)


def shown(request: HttpRequest, kind: str, form: LetterTextForm) -> dict[str, Any]:
    """The page's context."""
    letters = samples(kind)
    asked = request.POST.get("as") or request.GET.get("as", "")
    chosen = next((one for one in letters if one.public_id == asked), letters[0] if letters else None)
    offered = [shelves.placeholders.get(name) for name in placeholders_of(kind) if shelves.placeholders.has(name)]
    return {
        "section": "work",
        "kind": kind,
        "words": shelves.letter_kinds.get(kind),
        "form": form,
        "placeholders": offered,
        "among": letters,
        "chosen": chosen,
        "rendered": preview_of(chosen, form) if chosen else None,
        "versions": own_texts.history(kind),
    }


def samples(kind: str) -> list[Letter]:
    """The newest letters of the kind whose facts are still there, to choose a receiver from."""
    found = Letter.objects.filter(kind=kind).exclude(facts={}).select_related("person", "mailing")
    return list(found.order_by("-pk")[:TO_CHOOSE_FROM])


def preview_of(letter: Letter, form: LetterTextForm) -> rendering.Rendered | None:
    """The letter with these words; personal links stand as […]."""
    text = form.texts().get(letter.language, {})
    if not letter.secrets:
        letter.secrets = dict.fromkeys(("answer_url", "unsubscribe_url"), harmless.SEAL)
    try:
        words = rendering.render(letter, own=LetterText(kind=letter.kind, language=letter.language, **text))
    except Exception:
        return None
    return rendering.sealed(words, rendering.secret_forms(letter.secrets))


@changes
@require_POST
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """The letter as it is being typed, for the pane beside it. Saves nothing."""
    if not shelves.letter_kinds.has(kind) or not changeable(kind):
        raise Http404
    form = LetterTextForm(request.POST, kind=kind, offered=placeholders_of(kind))
    problems = [] if form.is_valid() else [str(error) for errors in form.errors.values() for error in errors]
    return render(request, "forum/_letter_text_preview.html", {**shown(request, kind, form), "problems": problems})
