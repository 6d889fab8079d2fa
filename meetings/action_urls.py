"""Addresses of the follow-up: action points, and the statistics of a year."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import action_work, actions, statistics

urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/", actions.index, name="actions"),
    path("actions/<slug:public_id>/", actions.page, name="action"),
    path("actions/<slug:public_id>/report/", actions.report, name="action_report"),
    path("year/<int:year>/statistics/", statistics.public, name="year_statistics"),
    path("work/years/<int:year>/statistics/", statistics.work, name="statistics"),
    path("work/meetings/<slug:public_id>/actions/", action_work.of_meeting, name="actions_of_meeting"),
    path("work/meetings/<slug:public_id>/actions/publish/", action_work.publish, name="actions_publish"),
    path("work/meetings/<slug:public_id>/actions/agenda/", action_work.put_on_agenda, name="actions_to_agenda"),
    path("work/actions/<slug:public_id>/", action_work.edit, name="action_edit"),
    path("work/actions/<slug:public_id>/drop/", action_work.drop, name="action_drop"),
    path("work/actions/<slug:public_id>/reopen/", action_work.reopen, name="action_reopen"),
    path("work/actions/<slug:public_id>/day/", action_work.day, name="action_day"),
]
