"""The workspace's page of what is told of a meeting: letters to the regions, the bulletin, the debrief."""

from datetime import time
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.models import Person
from forum.services.dry_runs import DryRun
from forum.states import IllegalMove
from forum.texts import LANGUAGES
from meetings.forms.confirming import give
from meetings.forms.spreading import DebriefForm, ParagraphForm
from meetings.models import Meeting, RegionParagraph
from meetings.services import bulletin_drafts, debriefs, notes_reading, region_letters
from meetings.views.access import allowed, staff_sees, the_meeting
from regions.models import Region

FORM = require_http_methods(["GET", "HEAD", "POST"])
spreads = allowed("meetings.spread")
BEGINS = time(9)


@staff_sees
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """What has been told, and what can be."""
    return show(request, the_meeting(request, public_id))


def show(request: HttpRequest, meeting: Meeting, form: DebriefForm | None = None) -> HttpResponse:
    """The page, with the form that could not be taken."""
    initial = {"day": debriefs.proposed_day(meeting), "starts": BEGINS, "minutes": 45}
    ready, mailing = region_letters.is_ready(meeting), region_letters.mailing_of(meeting)
    context: dict[str, Any] = {
        "section": "work",
        "tab": "spreading",
        "meeting": meeting,
        "ready": ready,
        "concerns": list(region_letters.concerns(meeting).values()) if ready else [],
        "mailing": mailing,
        "dry_run": DryRun(mailing) if mailing else None,
        "notes_public": notes_reading.version(meeting) is not None,
        "bulletins": bulletin_drafts.of(meeting),
        "debrief": debriefs.of(meeting),
        "may_spread": request.user.has_perm("meetings.spread"),  # type: ignore[union-attr]
        "form": form or DebriefForm(initial=initial),
    }
    return render(request, "meetings/spreading.html", context, status=422 if form else 200)


def me(request: HttpRequest) -> Person:
    """Who is at work."""
    return cast(Person, request.user)


@spreads
@require_POST
def plan_debrief(request: HttpRequest, public_id: str) -> HttpResponse:
    """Creates and announces the open event."""
    meeting = the_meeting(request, public_id)
    form = DebriefForm(request.POST)
    event = give(form, lambda: debriefs.plan(meeting, by=me(request), **form.values())) if form.is_valid() else None
    if event:
        messages.success(request, _("The debrief has been announced: anybody can sign up for it."))
        return redirect("meetings:spreading", public_id)
    return show(request, meeting, form)


@spreads
@require_POST
def propose_bulletin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Proposes a bulletin from the public notes and opens it."""
    meeting = the_meeting(request, public_id)
    try:
        made = bulletin_drafts.propose(meeting, by=me(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("meetings:spreading", public_id)
    messages.success(request, _("A draft has been made from the notes. Go on with it here."))
    return redirect("forum:bulletin_work", made.public_id)


@spreads
@require_POST
def prepare_letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tries out who gets what, and goes on to releasing it."""
    meeting = the_meeting(request, public_id)
    try:
        region_letters.prepare(meeting, by=me(request))
        messages.success(request, _("It is frozen who gets the letters and what they say. Look, and let them go."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:spreading", public_id)


@spreads
@require_POST
def release_letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lets the letters to the regions go."""
    meeting = the_meeting(request, public_id)
    try:
        region_letters.release(meeting, by=me(request), reason=request.POST.get("reason", ""))
        messages.success(request, _("The letters to the regions have been released."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IllegalMove:
        messages.info(request, _("This had been done already."))
    return redirect("meetings:spreading", public_id)


@spreads
@FORM
def region_letter(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """One region's letter in each language, and the secretariat's own words in it."""
    meeting = the_meeting(request, public_id)
    region = get_object_or_404(Region, code=code)
    if not region_letters.is_ready(meeting):
        raise Http404
    row = RegionParagraph.objects.filter(meeting=meeting, region=region).first()
    form = ParagraphForm(request.POST or None, initial={f"text_{c}": getattr(row, f"text_{c}", "") for c in LANGUAGES})
    if request.method == "POST" and form.is_valid():
        region_letters.write_paragraph(meeting, region=region, by=me(request), texts=form.texts())
        messages.success(request, _("The letter has been changed."))
        return redirect("meetings:region_letter", public_id, code)
    concern = region_letters.concerns(meeting)[region.code]
    letters = [(one, region_letters.example(meeting, concern, one)) for one in region_letters.languages_of(concern)]
    about = {"section": "work", "tab": "spreading", "meeting": meeting, "region": region, "form": form}
    context = {**about, "letters": letters, "mailing": region_letters.mailing_of(meeting)}
    return render(request, "meetings/region_letter.html", context, status=422 if form.errors else 200)
