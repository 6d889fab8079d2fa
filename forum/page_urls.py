"""The floor's pages."""

from django.urls import URLPattern, URLResolver, path

from forum.bulletin_urls import urlpatterns as bulletin_urlpatterns
from forum.inbox_urls import inbox_urlpatterns
from forum.mailing_urls import mailing_urlpatterns
from forum.notice_urls import urlpatterns as notice_urlpatterns
from forum.views import delivery, desk, feedback, front, letters, mail_room, pages, people, profile, unsent

app_name = "forum"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("feedback/", feedback.give, name="feedback"),
    path("feedback/received/<str:receipt>/", feedback.received, name="feedback_received"),
    path("desk/", desk.desk, name="desk"),
    path("unsent/", unsent.page, name="unsent"),
    path("profile/", profile.profile, name="profile"),
    path("profile/data.json", profile.own_data, name="own_data"),
    path("work/", desk.work, name="work"),
    path("work/people/", people.people_list, name="people"),
    path("work/people/new/", people.person_new, name="person_new"),
    path("work/people/<slug:public_id>/", people.person, name="person"),
    path("work/people/<slug:public_id>/anonymise/", people.anonymise, name="person_anonymise"),
    path("work/letters/", delivery.letters, name="letters"),
    path("work/letters/again/", delivery.again, name="letters_again"),
    path("work/letters/<slug:public_id>/", letters.letter, name="letter"),
    path("work/letters/<slug:public_id>/resend/", letters.deed, {"name": "resend"}, name="letter_resend"),
    path("work/letters/<slug:public_id>/cancel/", letters.deed, {"name": "cancel"}, name="letter_cancel"),
    path("work/letters/<slug:public_id>/release/", letters.deed, {"name": "release"}, name="letter_release"),
    path("work/feedback/", feedback.index, name="feedback_list"),
    path("work/feedback/<slug:public_id>/answered/", feedback.answered, name="feedback_answered"),
    *inbox_urlpatterns,
    path("work/audit/", letters.audit, name="audit"),
    *bulletin_urlpatterns,
    *notice_urlpatterns,
    *mailing_urlpatterns,
    path("mail-room/", mail_room.mail_room, name="mail_room"),
    path("mail-room/<str:name>/", mail_room.mail_room_letter, name="mail_room_letter"),
    path("mail-room/<str:name>/html/", mail_room.mail_room_html, name="mail_room_html"),
    path("mail-room/<str:name>/files/<int:number>/", mail_room.mail_room_file, name="mail_room_file"),
]
