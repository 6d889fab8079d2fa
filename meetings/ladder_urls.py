"""Addresses of the plan of letters and of calls."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import letter_plan

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/meetings/<slug:public_id>/letters/", letter_plan.page, name="letter_plan"),
    path("work/meetings/<slug:public_id>/letters/<slug:rule>/", letter_plan.step, name="letter_step"),
    path("work/meetings/<slug:public_id>/letters/<slug:rule>/example/", letter_plan.example, name="letter_example"),
    path("work/invitations/<slug:public_id>/call/", letter_plan.call, name="call_note"),
]
