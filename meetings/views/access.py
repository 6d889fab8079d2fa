"""Who comes in: staff see the workspace, the coordinator plans."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from meetings.models import Cycle, InputRequest, Invitation, Meeting, TalkLink

View = Callable[..., HttpResponseBase]


def allowed(permission: str) -> Callable[[View], View]:
    """Signed in (others are sent to sign in), and with the permission (others get 403)."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return run

    return decorate


staff_sees = allowed("meetings.see_workspace")
coordinator_plans = allowed("meetings.plan")


def the_meeting_head(request: HttpRequest, public_id: str) -> Meeting:
    """The meeting with what the head of its page says, or 404 when the reader may not see it."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).with_head(), public_id=public_id)


def the_meeting(request: HttpRequest, public_id: str) -> Meeting:
    """The meeting with its page, or 404 when the reader may not see it."""
    return get_object_or_404(
        Meeting.objects.visible_to(request.user).with_page().with_seat_counts(), public_id=public_id
    )


def the_meeting_to_read(request: HttpRequest, public_id: str) -> Meeting:
    """The same with `reads_as_invited`: is the reader one of the invited; `has_inputs`, `in_talks`. One query."""
    given = Exists(InputRequest.objects.filter(meeting=OuterRef("pk"), state="received"))
    talked = Exists(TalkLink.objects.filter(meeting=OuterRef("pk")))
    found = Meeting.objects.visible_to(request.user).with_page().with_seat_counts()
    found = found.annotate(has_inputs=given, in_talks=talked)
    if request.user.is_authenticated:
        own = Invitation.objects.received_by(request.user).filter(meeting=OuterRef("pk"))
        found = found.annotate(reads_as_invited=Exists(own))
    return get_object_or_404(found, public_id=public_id)


def the_cycle(year: int) -> Cycle:
    """The year with its programme, or 404."""
    return get_object_or_404(Cycle.objects.select_related("programme"), year=year)
