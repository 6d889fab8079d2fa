"""Addresses of regional development discussions."""

from django.urls import URLPattern, URLResolver, path

from themes.views import talk_work, talks

urlpatterns: list[URLPattern | URLResolver] = [
    path("talks/", talks.index, name="talks"),
    path("talks/<slug:public_id>/", talks.newest, name="talk"),
    path("talks/<slug:public_id>/versions/<int:number>/", talks.version, name="talk_version"),
    path("talks/<slug:public_id>/versions/<int:number>/changes/", talks.changes, name="talk_changes"),
    path("work/talks/", talk_work.index, name="talks_work"),
    path("work/talks/new/", talk_work.new, name="talk_new"),
    path("work/talks/<slug:public_id>/", talk_work.work, name="talk_work"),
    path("work/talks/<slug:public_id>/edit/", talk_work.edit, name="talk_edit"),
    path("work/talks/<slug:public_id>/act/", talk_work.act, name="talk_act"),
    path("work/talks/<slug:public_id>/publish/", talk_work.publish, name="talk_publish"),
]
