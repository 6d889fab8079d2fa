"""The addresses of regions' views."""

from django.urls import path

from themes.views import region_views, view_rounds, view_work

REGION = "views/<slug:public_id>/regions/<slug:code>/"

urlpatterns = [
    path("views/", view_rounds.index, name="view_rounds"),
    path("views/work/", view_work.index, name="view_work"),
    path("views/new/", view_work.new, name="view_new"),
    path("views/<slug:public_id>/", view_rounds.page, name="view_round"),
    path("views/<slug:public_id>/board/", view_work.board, name="view_board"),
    path("views/<slug:public_id>/edit/", view_work.edit, name="view_edit"),
    path("views/<slug:public_id>/ask/", view_work.ask, name="view_ask"),
    path("views/<slug:public_id>/remind/", view_work.remind, name="view_remind"),
    path("views/<slug:public_id>/calls/", view_work.calls, name="view_calls"),
    path("views/<slug:public_id>/due/", view_work.due, name="view_due"),
    path("views/<slug:public_id>/close/", view_work.close, name="view_close"),
    path("views/<slug:public_id>/call-off/", view_work.call_off, name="view_call_off"),
    path(REGION, region_views.page, name="region_view"),
    path(f"{REGION}write/", region_views.write, name="view_write"),
    path(f"{REGION}approve/", region_views.approve, name="view_approve"),
    path(f"{REGION}offer/", region_views.offer, name="view_offer"),
    path(f"{REGION}reopen/", region_views.reopen, name="view_reopen"),
    path(f"{REGION}record/", region_views.record, name="view_record"),
    path(f"{REGION}history/", region_views.history, name="view_history"),
]
