"""Addresses of mass letters."""

from django.urls import URLPattern, path

from forum.views import letter_texts, mailing_check, mailings

ONE = "work/mailings/<slug:public_id>"
mailing_urlpatterns: list[URLPattern] = [
    path("work/mailings/", mailings.index, name="mailings"),
    path("work/mailings/words/", letter_texts.index, name="letter_texts"),
    path("work/mailings/words/<slug:kind>/", letter_texts.page, name="letter_text"),
    path("work/mailings/words/<slug:kind>/preview/", letter_texts.preview, name="letter_text_preview"),
    path("work/mailings/new/", mailings.new, name="mailing_new"),
    path(f"{ONE}/", mailings.page, name="mailing"),
    path(f"{ONE}/preview/", mailings.preview, name="mailing_preview"),
    path(f"{ONE}/audience/", mailings.audience, name="mailing_audience"),
    path(f"{ONE}/audience/<int:place>/remove/", mailings.audience_part, name="mailing_audience_part"),
    path(f"{ONE}/check/", mailing_check.check, name="mailing_check"),
    path(f"{ONE}/receivers/", mailing_check.receivers, name="mailing_receivers"),
    path(f"{ONE}/example/", mailing_check.example, name="mailing_example"),
    path(f"{ONE}/copy/", mailing_check.write_again, name="mailing_copy"),
    path(f"{ONE}/confirm/", mailing_check.confirm, name="mailing_confirm"),
    *[
        path(f"{ONE}/{name}/", mailing_check.deed, {"name": name}, name=f"mailing_{name.replace('-', '_')}")
        for name in mailing_check.DEEDS
    ],
]
