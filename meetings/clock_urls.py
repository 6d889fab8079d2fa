"""Addresses of deadlines, of the year clock, and of changes that wait to be released."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import deadlines

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/years/<int:year>/deadlines/", deadlines.of_year, name="cycle_deadlines"),
    path("work/meetings/<slug:public_id>/deadlines/", deadlines.of_meeting, name="meeting_deadlines"),
]
