"""Addresses of following, and of what is new."""

from django.urls import URLPattern, URLResolver, path

from forum.views import notices

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/new/", notices.news, name="news"),
    path("desk/new/read/", notices.read, name="news_read"),
    path("follow/", notices.follow, name="follow"),
    path("follow/stop/", notices.unfollow, name="unfollow"),
    path("profile/following/", notices.following, name="following"),
    path("letters/stop/<str:token>/", notices.stop_letters, name="stop_letters"),
]
