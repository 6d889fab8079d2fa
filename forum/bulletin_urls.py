"""Addresses of bulletins and of subscribing to them."""

from django.urls import URLPattern, URLResolver, path

from forum.views import bulletin_work, bulletins, subscriptions

urlpatterns: list[URLPattern | URLResolver] = [
    path("bulletins/", bulletins.archive, name="bulletins"),
    path("bulletins/feed.atom", bulletins.feed, name="bulletin_feed"),
    path("bulletins/subscribe/", subscriptions.subscribe, name="subscribe"),
    path("bulletins/subscribe/sent/", subscriptions.sent, name="subscribe_sent"),
    path("bulletins/subscription/", subscriptions.own, name="own_subscription"),
    path("bulletins/subscription/<str:token>/", subscriptions.by_link, name="subscription"),
    path("bulletins/confirm/<str:token>/", subscriptions.confirm, name="subscription_confirm"),
    path("bulletins/unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("bulletins/<slug:public_id>/", bulletins.page, name="bulletin"),
    path("work/bulletins/", bulletin_work.index, name="bulletins_work"),
    path("work/bulletins/new/", bulletin_work.new, name="bulletin_new"),
    path("work/bulletins/<slug:public_id>/", bulletin_work.work, name="bulletin_work"),
    path("work/bulletins/<slug:public_id>/edit/", bulletin_work.edit, name="bulletin_edit"),
    path("work/bulletins/<slug:public_id>/act/", bulletin_work.act, name="bulletin_act"),
    path("work/bulletins/<slug:public_id>/ready/", bulletin_work.ready, name="bulletin_ready"),
    path("work/bulletins/<slug:public_id>/release/", bulletin_work.release, name="bulletin_release"),
    path("work/bulletins/<slug:public_id>/sections/", bulletin_work.section_add, name="bulletin_section_add"),
    path("work/bulletins/<slug:public_id>/preview/<slug:language>/", bulletin_work.preview, name="bulletin_preview"),
    path(
        "work/bulletins/<slug:public_id>/preview/<slug:language>/letter/",
        bulletin_work.letter_html,
        name="bulletin_letter",
    ),
    path("work/bulletin-sections/<slug:public_id>/", bulletin_work.section, name="bulletin_section"),
    path("work/bulletin-sections/<slug:public_id>/act/", bulletin_work.section_act, name="bulletin_section_act"),
    path("work/subscriptions/", subscriptions.index, name="subscriptions"),
    path("work/subscriptions/<slug:public_id>/end/", subscriptions.end, name="subscription_end"),
]
