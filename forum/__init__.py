"""The ground floor: people, how we write to them, and the pages that every floor shares."""

from forum.celery import app as celery_app

__all__ = ["celery_app"]
