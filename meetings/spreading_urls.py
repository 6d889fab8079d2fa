"""Addresses of what is told of a meeting."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import spreading

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/meetings/<slug:public_id>/spreading/", spreading.page, name="spreading"),
    path("work/meetings/<slug:public_id>/spreading/debrief/", spreading.plan_debrief, name="debrief_plan"),
    path("work/meetings/<slug:public_id>/spreading/bulletin/", spreading.propose_bulletin, name="bulletin_propose"),
    path("work/meetings/<slug:public_id>/spreading/letters/", spreading.prepare_letters, name="region_letters_prepare"),
    path("work/meetings/<slug:public_id>/spreading/release/", spreading.release_letters, name="region_letters_release"),
    path(
        "work/meetings/<slug:public_id>/spreading/letters/<slug:code>/", spreading.region_letter, name="region_letter"
    ),
]
