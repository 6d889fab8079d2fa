"""The button by which somebody follows what a page is about: `{% load following %}{% follow "theme" key %}`."""

from typing import Any

from django import template
from django.template.context import Context

from forum.models import Person
from forum.services import follows

register = template.Library()


@register.inclusion_tag("forum/_follow.html", takes_context=True)
def follow(context: Context, kind: str, public_id: str, by_seat: Any = False, name: str = "") -> dict[str, Any]:
    """Follow, or stop following; nothing for strangers. `by_seat`: the reader hears of it by a seat anyway.

    `name` says which, where a page has several such buttons. No queries for whom was loaded with what they follow.
    """
    request = context["request"]
    if not isinstance(request.user, Person):
        return {}
    followed = follows.known(request.user).get((kind, public_id), bool(by_seat))
    return {"kind": kind, "public_id": public_id, "followed": followed, "name": name, "request": request}
