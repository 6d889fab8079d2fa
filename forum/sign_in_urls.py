"""Signing in and out (allauth's views by their own names; nothing else of allauth is reachable)."""

from django.urls import URLPattern, URLResolver, path

from forum.views import sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", sign_in.ask_for_code, name="account_request_login_code"),
    path("sign-in/", sign_in.ask_for_code, name="account_login"),
    path("sign-in/code/", sign_in.type_code, name="account_confirm_login_code"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
]
