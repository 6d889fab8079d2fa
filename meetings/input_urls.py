"""Addresses of input from working groups and networks."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import inputs

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<slug:public_id>/inputs/", inputs.public, name="meeting_inputs"),
    path("inputs/<slug:public_id>/", inputs.give, name="input"),
    path("work/meetings/<slug:public_id>/inputs/", inputs.index, name="inputs"),
    path("work/inputs/<slug:public_id>/withdraw/", inputs.withdraw, name="input_withdraw"),
]
