"""Addresses of the meeting's day: the chair's screen, check-in, the codes."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import room

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/meetings/<slug:public_id>/room/", room.screen, name="in_the_room"),
    path("work/meetings/<slug:public_id>/check-in/", room.listed, name="check_in"),
    path("work/meetings/<slug:public_id>/check-in/door/", room.door, name="door_code"),
    path("work/check-in/<str:token>/", room.badge, name="check_in_badge"),
    path("work/invitations/<slug:public_id>/check-in/", room.check_in, name="check_in_one"),
    path("work/agenda-items/<slug:public_id>/begin/", room.begin, name="begin_item"),
    path("here/<str:token>/", room.here, name="here"),
]
