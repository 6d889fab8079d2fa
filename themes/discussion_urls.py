"""The addresses of discussions."""

from django.urls import path

from themes.views import discussion, moderation

urlpatterns = [
    path("discussion/<slug:thread>/comment/", discussion.comment, name="comment"),
    path("discussion/<slug:thread>/close/", moderation.close_thread, name="close_thread"),
    path("discussion/<slug:thread>/open/", moderation.open_thread, name="open_thread"),
    path("comments/<slug:public_id>/", discussion.comment_page, name="comment_page"),
    path("comments/<slug:public_id>/reply/", discussion.reply, name="reply"),
    path("comments/<slug:public_id>/withdraw/", discussion.withdraw, name="withdraw"),
    path("comments/<slug:public_id>/hide/", moderation.hide, name="hide"),
    path("comments/<slug:public_id>/unhide/", moderation.unhide, name="unhide"),
    path("work/discussion/", moderation.moderation, name="moderation"),
]
