"""Addresses of notes, points and what is carried from meeting to meeting."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import carrying, notes, notes_checking, notes_public, notes_sections, notes_sending, points

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<slug:public_id>/notes/", notes_public.newest, name="meeting_notes"),
    path("meetings/<slug:public_id>/notes/check/", notes_checking.mine, name="notes_to_check"),
    path("meetings/<slug:public_id>/notes/versions/<int:number>/", notes_public.version, name="notes_version"),
    path("meetings/<slug:public_id>/notes/versions/<int:number>/changes/", notes_public.changes, name="notes_changes"),
    path("notes/<str:token>/", notes_checking.by_link, name="notes_by_link"),
    path("points/<slug:public_id>/answer/", points.answer, name="point_answer"),
    path("work/points/", points.index, name="points"),
    path("work/points/<slug:public_id>/", points.one, name="point"),
    path("work/points/<slug:public_id>/move/", points.move, name="point_move"),
    path("work/points/<slug:public_id>/remove/", points.remove, name="point_remove"),
    path("work/points/<slug:public_id>/history/", points.history, name="point_history"),
    path("work/remarks/<slug:public_id>/", notes.remark, name="notes_remark"),
    path("work/agenda-items/<slug:public_id>/notes/", notes_sections.section, name="notes_section"),
    path("work/agenda-items/<slug:public_id>/notes/history/", notes_sections.history, name="notes_history"),
    path("work/agenda-items/<slug:public_id>/points/new/", points.new, name="point_new"),
    path("work/meetings/<slug:public_id>/notes/", notes.tab, name="notes"),
    path("work/meetings/<slug:public_id>/notes/check/", notes_sending.page, name="notes_check"),
    path("work/meetings/<slug:public_id>/notes/take-back/", notes.take_back, name="notes_take_back"),
    path("work/meetings/<slug:public_id>/notes/confirm/", notes.confirm, name="notes_confirm"),
    path("work/meetings/<slug:public_id>/notes/publish/", notes.publish, name="notes_publish"),
    path("work/meetings/<slug:public_id>/notes/correct/", notes.correct, name="notes_correct"),
    path("work/meetings/<slug:public_id>/agenda/outcome/", carrying.outcome, name="carry"),
    path("work/meetings/<slug:public_id>/agenda/outcome/undo/", carrying.undo, name="carry_undo"),
]
