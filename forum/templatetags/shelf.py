"""Draws a shelf: `{% load shelf %}{% shelf "theme_page" theme=theme %}`, or `… as drawn` to see if it is empty."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from forum import shelves

register = template.Library()


@register.simple_tag(takes_context=True)
def shelf(context: Context, name: str, **about: Any) -> SafeString:
    """Every drawer of shelf `name` that has something to draw, in the shelf's order."""
    request = context["request"]
    drawn = [(drawer.template, drawer.context(request, **about)) for drawer in getattr(shelves, name).entries()]
    pieces = [render_to_string(template, own, request=request) for template, own in drawn if own is not None]
    return mark_safe("".join(pieces))  # noqa: S308  # each piece is rendered by its own template
