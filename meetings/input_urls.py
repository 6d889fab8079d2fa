"""Addresses of input from working groups, networks and regions."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import inputs, requested_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<slug:public_id>/inputs/", inputs.public, name="meeting_inputs"),
    path("inputs/<slug:public_id>/", inputs.give, name="input"),
    path("work/meetings/<slug:public_id>/inputs/", inputs.index, name="inputs"),
    path("work/meetings/<slug:public_id>/views/", requested_views.page, name="meeting_views"),
    path("work/meetings/<slug:public_id>/views/leave/", requested_views.leave, name="meeting_views_leave"),
    path("work/inputs/<slug:public_id>/withdraw/", inputs.withdraw, name="input_withdraw"),
]
