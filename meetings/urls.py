"""The floor's pages. Invitations and answers have their own list."""

from django.urls import URLPattern, URLResolver, path

from meetings.action_urls import urlpatterns as action_urlpatterns
from meetings.calendar_urls import urlpatterns as calendar_urlpatterns
from meetings.clock_urls import urlpatterns as clock_urlpatterns
from meetings.input_urls import urlpatterns as input_urlpatterns
from meetings.invitation_urls import urlpatterns as invitation_urlpatterns
from meetings.ladder_urls import urlpatterns as ladder_urlpatterns
from meetings.notes_urls import urlpatterns as notes_urlpatterns
from meetings.paper_urls import urlpatterns as paper_urlpatterns
from meetings.plan_urls import urlpatterns as plan_urlpatterns
from meetings.room_urls import urlpatterns as room_urlpatterns
from meetings.sign_up_urls import urlpatterns as sign_up_urlpatterns
from meetings.spreading_urls import urlpatterns as spreading_urlpatterns
from meetings.views import agenda, briefs, cycles, meeting, meeting_edit, talk_links, workspace, year

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("year/", year.present, name="year"),
    path("year/<int:year>/", year.one, name="year_of"),
    path("meetings/<slug:public_id>/", meeting.page, name="meeting"),
    path("meetings/<slug:public_id>/calendar.ics", meeting.calendar_file, name="meeting_calendar"),
    path("work/years/", cycles.index, name="cycles"),
    path("work/years/new/", cycles.new, name="cycle_new"),
    path("work/years/<int:year>/", cycles.one, name="cycle"),
    path("work/years/<int:year>/edit/", cycles.edit, name="cycle_edit"),
    path("work/years/<int:year>/publish/", cycles.publish, name="cycle_publish"),
    path("work/years/<int:year>/rounds/new/", cycles.round_new, name="round_new"),
    path("work/years/<int:year>/rounds/<int:number>/", cycles.round_edit, name="round_edit"),
    path("work/years/<int:year>/meetings/new/", workspace.new, name="meeting_new"),
    path("work/meetings/<slug:public_id>/", workspace.overview, name="workspace"),
    path("work/meetings/<slug:public_id>/edit/", meeting_edit.edit, name="meeting_edit"),
    path("work/meetings/<slug:public_id>/announce/", workspace.announce, name="meeting_announce"),
    path("work/meetings/<slug:public_id>/held/", workspace.hold, name="meeting_hold"),
    path("work/meetings/<slug:public_id>/cancel/", workspace.cancel, name="meeting_cancel"),
    path("work/meetings/<slug:public_id>/briefs/", workspace.briefs, name="meeting_briefs"),
    path("work/meetings/<slug:public_id>/briefs/new/", briefs.begin, name="brief_begin"),
    path(
        "work/meetings/<slug:public_id>/briefs/<slug:brief>/interpretation/",
        briefs.interpretation,
        name="brief_interpretation",
    ),
    path("work/meetings/<slug:public_id>/agenda/", agenda.editor, name="agenda"),
    path("work/meetings/<slug:public_id>/agenda/publish/", agenda.publish, name="agenda_publish"),
    path("work/agenda-items/<slug:public_id>/", agenda.item, name="agenda_item"),
    path("work/agenda-items/<slug:public_id>/move/", agenda.move, name="agenda_move"),
    path("work/agenda-items/<slug:public_id>/remove/", agenda.remove, name="agenda_remove"),
    path("work/agenda-items/<slug:public_id>/duplicate/", agenda.duplicate, name="agenda_duplicate"),
    path("work/meetings/<slug:public_id>/agenda/copy/", agenda.copy, name="agenda_copy"),
    path("work/talks/<slug:public_id>/links/", talk_links.choose, name="talk_links"),
    *action_urlpatterns,
    *calendar_urlpatterns,
    *clock_urlpatterns,
    *input_urlpatterns,
    *invitation_urlpatterns,
    *ladder_urlpatterns,
    *notes_urlpatterns,
    *paper_urlpatterns,
    *plan_urlpatterns,
    *room_urlpatterns,
    *sign_up_urlpatterns,
    *spreading_urlpatterns,
]
