"""Addresses of deadlines, of the year clock, and of changes that wait to be released."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import changes, deadlines, year_clock

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/years/<int:year>/deadlines/", deadlines.of_year, name="cycle_deadlines"),
    path("work/meetings/<slug:public_id>/deadlines/", deadlines.of_meeting, name="meeting_deadlines"),
    path("work/meetings/<slug:public_id>/changes/", changes.page, name="changes"),
    path("work/meetings/<slug:public_id>/changes/release/", changes.release, name="change_release"),
    path("work/meetings/<slug:public_id>/changes/drop/", changes.drop, name="change_drop"),
    path("work/year-clock/", year_clock.page, name="year_clock"),
    path("work/year-clock/<int:year>/", year_clock.page, name="year_clock_of"),
    path("work/year-clock/address/", year_clock.new_address, name="year_clock_address"),
    path("feeds/<slug:secret>/year-clock.ics", year_clock.feed, name="year_clock_feed"),
]
