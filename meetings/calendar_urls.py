"""Addresses of calendars and feeds."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import calendars, meeting_news

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendars/", calendars.page, name="calendars"),
    path("calendars/all.ics", calendars.of_all, name="calendar_all"),
    path("calendars/kinds/<slug:key>.ics", calendars.of_kind, name="calendar_of_kind"),
    path("calendars/themes/<slug:programme>/<slug:slug>.ics", calendars.of_theme, name="calendar_of_theme"),
    path("calendars/regions/<slug:code>.ics", calendars.of_region, name="calendar_of_region"),
    path("calendars/meetings.atom", meeting_news.feed, name="meeting_news"),
    path("calendars/own/", calendars.new_address, name="my_feed_address"),
    path("calendars/own/close/", calendars.close, name="my_feed_close"),
    path("feeds/<slug:secret>/my-meetings.ics", calendars.own, name="my_feed"),
]
