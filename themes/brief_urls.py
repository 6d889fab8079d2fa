"""The addresses of briefs."""

from django.urls import path

from themes.views import brief_versions, briefs

urlpatterns = [
    path("briefs/", briefs.brief_list, name="briefs"),
    path("briefs/<slug:public_id>/", briefs.brief_page, name="brief"),
    path("briefs/<slug:public_id>/versions/<int:number>/", brief_versions.version, name="brief_version"),
    path("briefs/<slug:public_id>/versions/<int:number>/changes/", brief_versions.changes, name="brief_changes"),
]
