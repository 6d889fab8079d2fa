"""Addresses of the coordinators' inbox."""

from django.urls import URLPattern, path

from forum.views import inbox

inbox_urlpatterns: list[URLPattern] = [
    path("work/inbox/", inbox.index, name="inbox"),
    path("work/inbox/<slug:public_id>/", inbox.mail, name="inbox_mail"),
    path("work/inbox/<slug:public_id>/files/<int:number>/", inbox.file, name="inbox_file"),
    path("work/inbox/<slug:public_id>/belongs/", inbox.belongs, name="inbox_belongs"),
    path("work/inbox/<slug:public_id>/done/", inbox.deed, {"name": "done"}, name="inbox_done"),
    path("work/inbox/<slug:public_id>/reopen/", inbox.deed, {"name": "reopen"}, name="inbox_reopen"),
    path("work/inbox/<slug:public_id>/again/", inbox.deed, {"name": "again"}, name="inbox_again"),
]
