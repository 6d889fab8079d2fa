"""Addresses of open events' sign-ups."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import sign_ups

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<slug:public_id>/sign-up/", sign_ups.sign_up, name="sign_up"),
    path("meetings/<slug:public_id>/sign-up/done/", sign_ups.signed_up, name="signed_up"),
    path("sign-up/<str:token>/", sign_ups.mine, name="my_sign_up"),
    path("sign-up/<str:token>/calendar.ics", sign_ups.calendar_file, name="sign_up_calendar"),
    path("work/meetings/<slug:public_id>/sign-ups/", sign_ups.listed, name="sign_ups"),
    path("work/sign-ups/<slug:public_id>/", sign_ups.one, name="sign_up_act"),
]
