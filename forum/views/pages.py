"""Pages of long text, one template for each language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum import dates, own_words
from forum.context import of_profile


def written_page(request: HttpRequest, name: str, title: str, **facts: Any) -> HttpResponse:
    """The page `name` as it is written in the active language, in the profile's words."""
    language = dates.active()
    page = render_to_string(f"forum/pages/{name}_{language}.html", {"title": title, **facts}, request)
    return HttpResponse(own_words.here(page, language))


def rules_of(kind: str) -> dict[str, Any]:
    """The law and the supervising authority of "accessibility" or "privacy" in the profile's country."""
    facts = settings.PROFILE[kind]
    return {
        "law": of_profile(facts["law"]),
        "supervisor": of_profile(facts["supervisor"]),
        "supervisor_site": facts["site"],
    }


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the forum is and how it works."""
    return written_page(request, "about", _("About the forum"))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law asks for."""
    return written_page(request, "accessibility", _("Accessibility statement"), **rules_of("accessibility"))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What personal data the portal holds, why, and for how long."""
    facts = {**rules_of("privacy"), "mail_days": settings.INCOMING_KEPT_DAYS, "letter_days": settings.LETTER_WORDS_KEPT}
    return written_page(request, "privacy", _("Privacy notice"), **facts)
