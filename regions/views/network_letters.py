"""Letters of a network's coordinator to its members: written, looked at, sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.models import Mailing
from forum.services import dry_runs, rendering
from forum.services.dry_runs import DryRun
from forum.states import IllegalMove
from regions.forms.network_letters import NetworkLetterForm
from regions.models import Network
from regions.services import network_letters
from regions.views.seats import me

ANSWERS = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 20


def its(request: HttpRequest, public_id: str) -> Network:
    """The network at work, for its coordinator only: 404, 403."""
    network = get_object_or_404(Network.objects.active(), public_id=public_id)
    if not me(request).has_perm(network_letters.PERMISSION, network):
        raise PermissionDenied
    return network


@login_required
@ANSWERS
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form for a new letter, and the letters so far."""
    network = its(request, public_id)
    form = NetworkLetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = network_letters.write(network, by=me(request), texts=form.texts())
        return redirect("regions:network_letter", public_id, made.public_id)
    earlier = network_letters.of_network(network)[:SHOWN]
    about = {"section": "regions", "network": network, "form": form, "earlier": earlier}
    return render(request, "regions/network_letters.html", about, status=422 if form.errors else 200)


@login_required
@ANSWERS
def letter(request: HttpRequest, public_id: str, mailing: str) -> HttpResponse:
    """One letter: who gets it and how it looks; a draft can be written anew."""
    network = its(request, public_id)
    found = get_object_or_404(network_letters.of_network(network), public_id=mailing)
    form = NetworkLetterForm(request.POST or None, initial=initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            network_letters.rewrite(found, by=me(request), texts=form.texts())
        except IllegalMove:
            messages.error(request, _("The letter has been sent and cannot be changed."))
        return redirect("regions:network_letter", public_id, mailing)
    dry = DryRun(found)
    about = {"section": "regions", "network": network, "mailing": found, "form": form, "dry_run": dry}
    about["examples"] = [example(found, receiver) for receiver in dry.examples]
    about["receivers"] = dry.receivers.order_by("name")
    return render(request, "regions/network_letter.html", about, status=422 if form.errors else 200)


def initial(mailing: Mailing) -> dict[str, str]:
    """The form's fields as the letter has them."""
    return {f"{part}_{code}": words for code, text in mailing.texts.items() for part, words in text.items()}


def example(mailing: Mailing, receiver: Any) -> dict[str, Any]:
    """The letter as the receiver would get it."""
    return {"receiver": receiver, "letter": rendering.render(dry_runs.example(mailing, receiver))}


@login_required
@require_POST
def send(request: HttpRequest, public_id: str, mailing: str) -> HttpResponse:
    """Sends a draft."""
    network = its(request, public_id)
    found = get_object_or_404(network_letters.of_network(network), public_id=mailing)
    try:
        network_letters.send(found, by=me(request))
        messages.success(request, sent_words(found))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IllegalMove:
        messages.error(request, _("The letter has been sent already."))
    return redirect("regions:network_letter", public_id, mailing)


def sent_words(mailing: Mailing) -> str:
    """What follows."""
    if mailing.state == "waiting":
        return _("The secretariat looks at the letter, and then it leaves.")
    return _("The letter leaves now. Answers come to your own address.")
