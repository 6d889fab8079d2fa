"""Addresses of invitations and answers."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import answers, coverage, invitations

urlpatterns: list[URLPattern | URLResolver] = [
    path("answer/<str:token>/", answers.by_link, name="answer"),
    path("answer/<str:token>/calendar.ics", answers.calendar_by_link, name="invitation_calendar"),
    path("meetings/<slug:public_id>/answer/", answers.mine, name="my_answer"),
    path("meetings/<slug:public_id>/answer/calendar.ics", answers.my_calendar, name="my_calendar"),
    path("work/meetings/<slug:public_id>/seats/", coverage.page, name="coverage"),
    path("work/meetings/<slug:public_id>/seats/act/", coverage.act, name="coverage_act"),
    path("work/meetings/<slug:public_id>/seats/calls/", coverage.call_list, name="call_list"),
    path("work/meetings/<slug:public_id>/seats/send/", invitations.send, name="send_invitations"),
    path("work/meetings/<slug:public_id>/seats/guests/", invitations.guest, name="guest"),
    path("work/invitations/<slug:public_id>/", invitations.one, name="invitation"),
    path("work/invitations/<slug:public_id>/withdraw/", invitations.withdraw, name="invitation_withdraw"),
    path("work/invitations/<slug:public_id>/put-back/", invitations.put_back, name="invitation_put_back"),
]
