"""Addresses of the planner: drafts of years, and periods without meetings."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import blocked_periods, plan, plans

urlpatterns: list[URLPattern | URLResolver] = [
    path("work/years/<int:year>/plans/", plans.index, name="plans"),
    path("work/years/<int:year>/plans/new/", plans.new, name="plan_new"),
    path("work/years/<int:year>/plans/from-year/", plans.from_year, name="plan_from_year"),
    path("work/years/<int:year>/plans/compare/", plans.compare, name="plans_compare"),
    path("work/plans/<slug:public_id>/", plan.page, name="plan"),
    path("work/plans/<slug:public_id>/rules/", plan.rules, name="plan_rules"),
    path("work/plans/<slug:public_id>/name/", plan.rename, name="plan_rename"),
    path("work/plans/<slug:public_id>/copy/", plan.copy, name="plan_copy"),
    path("work/plans/<slug:public_id>/remove/", plan.remove, name="plan_remove"),
    path("work/plans/<slug:public_id>/accept/", plan.accept, name="plan_accept"),
    path("work/periods/", blocked_periods.index, name="blocked_periods"),
    path("work/periods/new/", blocked_periods.new, name="blocked_new"),
    path("work/periods/import/", blocked_periods.bring, name="blocked_import"),
    path("work/periods/take-in/", blocked_periods.take_in, name="blocked_take_in"),
    path("work/periods/<slug:public_id>/", blocked_periods.one, name="blocked_period"),
    path("work/periods/<slug:public_id>/remove/", blocked_periods.remove, name="blocked_remove"),
]
