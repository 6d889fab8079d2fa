"""Who may see every address of the portal: one table. `tests/test_every_url.py` walks it as each kind of people.

A new address gets a line in `ADDRESSES`, under its full name as the resolver knows it:

    "meetings:coverage": Address(STAFF, of="meeting"),                   shown to staff
    "meetings:meeting_hold": Address(COORDINATOR, of="meeting", only="POST"),

`of` names the sample thing the address is about (a method's name of `Sample`, which gives the address's arguments).
Of people who may not see it, strangers are sent to sign in and others get `refused` (403; 404 where even its being
there is not to be known, and for strangers too when `hidden`). `demo` addresses are there only in the furnished demo
(404 elsewhere); `framed` ones stand inside a frame of the portal's own page, those for `anywhere` in one of any page.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from forum import clock
from forum.models import Bulletin, Feedback, Subscription
from forum.services import letters, notice_links, subscription_links
from forum.views.feedback import receipts
from meetings.models import ChangeNotice, InputRequest, SignUp
from meetings.services import (
    attendance,
    feed_keys,
    inputs,
    letter_plan,
    links,
    my_calendar,
    notes_links,
    sign_up_letters,
    sign_ups,
    year_clock,
)
from regions.models import FigureSource, Mandate, Network, NetworkMembership, Seat
from regions.services import figure_imports, network_letters, people_imports
from tests import actions, noted, subscribing, talking, things, viewed
from tests import mailings as mass
from tests.mails import mail
from tests.noted import Noted
from tests.people import KINDS, Cast, hold
from tests.replies import came
from themes.models import Brief
from themes.services.discussion import comments

PUBLIC = frozenset(KINDS)
SIGNED_IN = PUBLIC - {"stranger"}
STAFF = frozenset({"coordinator", "chair"})
COORDINATOR = frozenset({"coordinator"})
INVITED = frozenset({"official_of_a"})
"""Whoever holds the seat that was invited to the sample meeting."""
OWNER = frozenset({"coordinator", "member"})
"""Who tells how the sample action point goes, and answers the sample point: the member's agency does both."""
AUTHOR = frozenset({"official_of_a"})
"""Who said the sample comment."""
LINK = PUBLIC
"""Everybody who has the secret address."""
POSTED = "sample.eml"
"""The file of a letter in the demo's mail room."""


@dataclass(frozen=True)
class Address:
    """Who `may` open it, and what comes: `shows` for GET, unless it takes POST `only`."""

    may: frozenset[str]
    of: str = "nothing"
    only: str = ""
    refused: int = 403
    hidden: bool = False
    shows: tuple[int, ...] = (200,)
    demo: bool = False
    framed: bool = False
    anywhere: bool = False

    def expected(self, kind: str) -> tuple[int, ...]:
        """The statuses that a GET by this kind of people may get; 302 is the way to the sign-in page."""
        if kind in self.may:
            return (405,) if self.only == "POST" else self.shows
        first_asked = (405,) if self.only == "POST" else ()
        return (*first_asked, *self.turned_away(kind))

    def turned_away(self, kind: str) -> tuple[int, ...]:
        """The status that people who may not get, whatever the method."""
        if kind == "stranger" and not self.hidden:
            return (302,)
        return (self.refused,)


ADDRESSES: dict[str, Address] = {
    # the ground floor
    "healthz": Address(PUBLIC),
    "readyz": Address(PUBLIC, shows=(200, 503)),
    "robots": Address(PUBLIC),
    "root": Address(PUBLIC, shows=(302,)),
    "favicon": Address(PUBLIC, shows=(301,)),
    "site_map": Address(PUBLIC),
    "forum:front": Address(PUBLIC),
    "forum:about": Address(PUBLIC),
    "forum:accessibility": Address(PUBLIC),
    "forum:privacy": Address(PUBLIC),
    "forum:feedback": Address(PUBLIC),
    "forum:feedback_received": Address(LINK, of="feedback_receipt"),
    "account_request_login_code": Address(PUBLIC, shows=(200, 302)),
    "account_login": Address(PUBLIC, shows=(200, 302)),
    "account_confirm_login_code": Address(PUBLIC, shows=(302,)),
    "account_logout": Address(PUBLIC, shows=(200, 302)),
    "forum:desk": Address(SIGNED_IN),
    "forum:profile": Address(SIGNED_IN),
    "forum:unsent": Address(SIGNED_IN),
    "forum:news": Address(SIGNED_IN),
    "forum:news_read": Address(SIGNED_IN, only="POST"),
    "forum:follow": Address(SIGNED_IN, only="POST"),
    "forum:unfollow": Address(SIGNED_IN, only="POST"),
    "forum:following": Address(SIGNED_IN),
    "forum:stop_letters": Address(LINK, of="stop_link"),
    "forum:own_data": Address(SIGNED_IN),
    "forum:work": Address(STAFF),
    "forum:people": Address(COORDINATOR),
    "forum:person_new": Address(COORDINATOR),
    "forum:person": Address(COORDINATOR, of="person"),
    "forum:person_anonymise": Address(COORDINATOR, of="person"),
    "forum:letters": Address(COORDINATOR),
    "forum:letters_again": Address(COORDINATOR),
    "forum:letter": Address(COORDINATOR, of="letter"),
    "forum:letter_resend": Address(COORDINATOR, of="letter", only="POST"),
    "forum:letter_cancel": Address(COORDINATOR, of="letter", only="POST"),
    "forum:letter_release": Address(COORDINATOR, of="letter", only="POST"),
    "forum:mailings": Address(STAFF),
    "forum:mailing_new": Address(COORDINATOR),
    "forum:mailing": Address(STAFF, of="mailing"),
    "forum:mailing_preview": Address(COORDINATOR, of="mailing", only="POST"),
    "forum:mailing_audience": Address(COORDINATOR, of="mailing", shows=(404,)),
    "forum:mailing_audience_part": Address(COORDINATOR, of="mailing_part", only="POST"),
    "forum:mailing_check": Address(STAFF, of="mailing"),
    "forum:mailing_receivers": Address(STAFF, of="mailing"),
    "forum:mailing_example": Address(STAFF, of="mailing", framed=True),
    "forum:mailing_copy": Address(COORDINATOR, of="mailing", only="POST"),
    "forum:mailing_confirm": Address(STAFF, of="mailing", only="POST"),
    "forum:mailing_try": Address(COORDINATOR, of="mailing", only="POST"),
    "forum:mailing_take_back": Address(COORDINATOR, of="mailing", only="POST"),
    "forum:mailing_cancel": Address(COORDINATOR, of="mailing", only="POST"),
    "forum:mailing_stop": Address(COORDINATOR, of="mailing", only="POST"),
    "forum:letter_texts": Address(COORDINATOR),
    "forum:letter_text": Address(COORDINATOR, of="letter_kind"),
    "forum:letter_text_preview": Address(COORDINATOR, of="letter_kind", only="POST"),
    "forum:feedback_list": Address(COORDINATOR),
    "forum:feedback_answered": Address(COORDINATOR, of="feedback", only="POST"),
    "forum:inbox": Address(COORDINATOR),
    "forum:inbox_mail": Address(COORDINATOR, of="mail"),
    "forum:inbox_file": Address(COORDINATOR, of="mail_file"),
    "forum:inbox_belongs": Address(COORDINATOR, of="mail", only="POST"),
    "forum:inbox_done": Address(COORDINATOR, of="mail", only="POST"),
    "forum:inbox_reopen": Address(COORDINATOR, of="mail", only="POST"),
    "forum:inbox_again": Address(COORDINATOR, of="mail", only="POST"),
    "forum:audit": Address(COORDINATOR),
    # bulletins and subscriptions
    "forum:bulletins": Address(PUBLIC),
    "forum:bulletin_feed": Address(PUBLIC),
    "forum:bulletin": Address(PUBLIC, of="bulletin"),
    "forum:subscribe": Address(PUBLIC, shows=(200, 302)),
    "forum:subscribe_sent": Address(PUBLIC),
    "forum:subscription": Address(LINK, of="subscription_link"),
    "forum:subscription_confirm": Address(LINK, of="confirm_link"),
    "forum:unsubscribe": Address(LINK, of="unsubscribe_link"),
    "forum:own_subscription": Address(SIGNED_IN),
    "forum:bulletins_work": Address(COORDINATOR),
    "forum:bulletin_new": Address(COORDINATOR),
    "forum:bulletin_work": Address(COORDINATOR, of="bulletin_draft"),
    "forum:bulletin_edit": Address(COORDINATOR, of="bulletin_draft"),
    "forum:bulletin_act": Address(COORDINATOR, of="bulletin_draft", only="POST"),
    "forum:bulletin_ready": Address(COORDINATOR, of="bulletin_draft", only="POST"),
    "forum:bulletin_release": Address(COORDINATOR, of="bulletin_draft", only="POST"),
    "forum:bulletin_section_add": Address(COORDINATOR, of="bulletin_draft", only="POST"),
    "forum:bulletin_preview": Address(COORDINATOR, of="bulletin_in_finnish"),
    "forum:bulletin_letter": Address(COORDINATOR, of="bulletin_in_finnish", framed=True),
    "forum:bulletin_section": Address(COORDINATOR, of="bulletin_section"),
    "forum:bulletin_section_act": Address(COORDINATOR, of="bulletin_section", only="POST"),
    "forum:subscriptions": Address(COORDINATOR),
    "forum:subscription_end": Address(COORDINATOR, of="subscription", only="POST"),
    "forum:mail_room": Address(PUBLIC, demo=True),
    "forum:mail_room_letter": Address(PUBLIC, of="posted_letter", demo=True),
    "forum:mail_room_html": Address(PUBLIC, of="posted_letter", demo=True, framed=True),
    "forum:mail_room_file": Address(PUBLIC, of="posted_file", demo=True),
    # places
    "regions:regions": Address(PUBLIC),
    "regions:region": Address(PUBLIC, of="region"),
    "regions:deputy": Address(COORDINATOR, of="seat_with_deputy"),
    "regions:deputy_end": Address(COORDINATOR, of="seat_with_deputy"),
    "regions:networks": Address(PUBLIC),
    "regions:network_letters": Address(frozenset({"member"}), of="own_network"),
    "regions:network_letter": Address(frozenset({"member"}), of="own_network_letter"),
    "regions:network_letter_send": Address(frozenset({"member"}), of="own_network_letter", only="POST"),
    "regions:network": Address(PUBLIC, of="network"),
    "regions:seats": Address(STAFF),
    "regions:seat": Address(STAFF, of="seat"),
    "regions:seat_ground": Address(COORDINATOR, of="seat"),
    "regions:appoint": Address(COORDINATOR, of="seat_and_role"),
    "regions:mandate_end": Address(COORDINATOR, of="mandate"),
    "regions:mandate_withdraw": Address(COORDINATOR, of="mandate"),
    "regions:duties": Address(STAFF, of="region"),
    "regions:duty_new": Address(COORDINATOR, of="region_and_duty"),
    "regions:organisations": Address(COORDINATOR),
    "regions:organisation_new": Address(COORDINATOR),
    "regions:organisation": Address(COORDINATOR, of="organisation"),
    "regions:member_new": Address(COORDINATOR, of="organisation"),
    "regions:networks_staff": Address(COORDINATOR),
    "regions:network_new": Address(COORDINATOR),
    "regions:network_edit": Address(COORDINATOR, of="network"),
    "regions:network_join": Address(COORDINATOR, of="network"),
    "regions:network_leave": Address(COORDINATOR, of="membership"),
    "regions:network_close": Address(COORDINATOR, of="network"),
    # themes, briefs and discussions
    "themes:themes": Address(PUBLIC),
    "themes:theme": Address(PUBLIC, of="theme"),
    "themes:region_figures": Address(PUBLIC, of="region"),
    "themes:theme_figures": Address(PUBLIC, of="theme"),
    "themes:comparison": Address(PUBLIC),
    "themes:chart_svg": Address(PUBLIC, of="chart"),
    "themes:chart_png": Address(PUBLIC, of="chart"),
    "themes:chart_csv": Address(PUBLIC, of="chart"),
    "themes:chart_xlsx": Address(PUBLIC, of="chart"),
    "themes:chart_json": Address(PUBLIC, of="chart"),
    "themes:chart_use": Address(PUBLIC, of="chart"),
    "themes:chart_embed": Address(PUBLIC, of="chart", anywhere=True),
    "themes:briefs": Address(PUBLIC),
    "themes:brief": Address(PUBLIC, of="brief"),
    "themes:brief_work": Address(STAFF),
    "themes:brief_feed": Address(PUBLIC),
    "themes:brief_series": Address(PUBLIC, of="series"),
    "themes:brief_series_new": Address(COORDINATOR),
    "themes:brief_series_edit": Address(COORDINATOR, of="series"),
    "themes:brief_new": Address(COORDINATOR),
    "themes:brief_block": Address(COORDINATOR, of="brief_block"),
    "themes:brief_block_move": Address(COORDINATOR, of="brief_block", only="POST"),
    "themes:brief_block_remove": Address(COORDINATOR, of="brief_block"),
    "themes:brief_editor": Address(STAFF, of="brief"),
    "themes:brief_head": Address(COORDINATOR, of="brief"),
    "themes:brief_data": Address(COORDINATOR, of="brief"),
    "themes:brief_pages": Address(COORDINATOR, of="brief", only="POST"),
    "themes:brief_preview": Address(STAFF, of="brief"),
    "themes:brief_block_new": Address(COORDINATOR, of="kind_of_block"),
    "themes:brief_deed": Address(COORDINATOR, of="brief_deed"),
    "themes:brief_pdf": Address(PUBLIC, of="brief_of_country"),
    "themes:brief_version": Address(PUBLIC, of="old_version"),
    "themes:brief_changes": Address(PUBLIC, of="newest_version"),
    "themes:comment": Address(SIGNED_IN, of="thread"),
    "themes:comment_page": Address(PUBLIC, of="comment", shows=(302,)),
    "themes:reply": Address(SIGNED_IN, of="comment"),
    "themes:withdraw": Address(AUTHOR, of="comment", only="POST"),
    "themes:hide": Address(COORDINATOR, of="comment"),
    "themes:unhide": Address(COORDINATOR, of="comment", only="POST"),
    "themes:close_thread": Address(COORDINATOR, of="thread", only="POST"),
    "themes:open_thread": Address(COORDINATOR, of="thread", only="POST"),
    "themes:moderation": Address(COORDINATOR),
    # rounds of regional views
    "themes:view_rounds": Address(PUBLIC),
    "themes:view_round": Address(PUBLIC, of="closed_round"),
    "themes:region_view": Address(PUBLIC, of="public_view"),
    "themes:view_work": Address(STAFF),
    "themes:view_new": Address(COORDINATOR),
    "themes:view_board": Address(STAFF, of="open_round"),
    "themes:view_edit": Address(COORDINATOR, of="draft_round"),
    "themes:view_ask": Address(COORDINATOR, of="draft_round", only="POST"),
    "themes:view_remind": Address(COORDINATOR, of="open_round", only="POST"),
    "themes:view_calls": Address(COORDINATOR, of="open_round"),
    "themes:view_due": Address(COORDINATOR, of="open_round"),
    "themes:view_close": Address(COORDINATOR, of="open_round"),
    "themes:view_call_off": Address(COORDINATOR, of="open_round"),
    "themes:view_write": Address(AUTHOR, of="open_view", refused=404),
    # of the region's officials only its approver, who is none of the seven: tests/themes/views/test_region_views.py
    "themes:view_approve": Address(AUTHOR, of="open_view", refused=404, shows=(403,)),
    "themes:view_offer": Address(AUTHOR, of="open_view", only="POST", refused=404),
    "themes:view_history": Address(AUTHOR, of="open_view", refused=404),
    "themes:view_reopen": Address(AUTHOR | COORDINATOR, of="approved_view", refused=404, shows=(200, 403)),
    "themes:view_record": Address(COORDINATOR, of="open_view"),
    "meetings:meeting_views": Address(STAFF, of="meeting"),
    "meetings:meeting_views_leave": Address(COORDINATOR, of="meeting", only="POST"),
    # regional development discussions
    "themes:talks": Address(PUBLIC),
    "themes:talk": Address(PUBLIC, of="talk"),
    "themes:talk_version": Address(PUBLIC, of="talk_version"),
    "themes:talk_changes": Address(PUBLIC, of="talk_version"),
    "themes:talks_work": Address(COORDINATOR),
    "themes:talk_new": Address(COORDINATOR),
    "themes:talk_work": Address(COORDINATOR, of="talk"),
    "themes:talk_edit": Address(COORDINATOR, of="talk"),
    "themes:talk_act": Address(COORDINATOR, of="talk", only="POST"),
    "themes:talk_publish": Address(COORDINATOR, of="talk", only="POST"),
    "meetings:talk_links": Address(COORDINATOR, of="talk"),
    # meetings
    "meetings:year": Address(PUBLIC),
    "meetings:year_of": Address(PUBLIC, of="year"),
    "meetings:meeting": Address(PUBLIC, of="meeting"),
    "meetings:meeting_calendar": Address(PUBLIC, of="meeting"),
    "meetings:answer": Address(LINK, of="link"),
    "meetings:invitation_calendar": Address(LINK, of="link"),
    "meetings:sign_up": Address(PUBLIC, of="open_event"),
    "meetings:signed_up": Address(PUBLIC, of="open_event"),
    "meetings:my_sign_up": Address(LINK, of="sign_up_link"),
    "meetings:sign_up_calendar": Address(LINK, of="sign_up_link"),
    "meetings:sign_ups": Address(STAFF, of="open_event"),
    "meetings:sign_up_act": Address(COORDINATOR, of="sign_up", only="POST"),
    "meetings:in_the_room": Address(STAFF, of="meeting"),
    "meetings:begin_item": Address(STAFF, of="agenda_item", only="POST"),
    "meetings:check_in": Address(STAFF, of="meeting"),
    "meetings:check_in_one": Address(STAFF, of="invitation", only="POST"),
    "meetings:check_in_badge": Address(STAFF, of="badge_link"),
    "meetings:door_code": Address(STAFF, of="meeting"),
    "meetings:here": Address(SIGNED_IN, of="door_link"),
    "regions:indicators": Address(PUBLIC),
    "regions:indicator": Address(PUBLIC, of="indicator"),
    "regions:indicator_file": Address(PUBLIC, of="indicator"),
    "regions:indicators_staff": Address(COORDINATOR),
    "regions:indicator_new": Address(COORDINATOR),
    "regions:indicator_edit": Address(COORDINATOR, of="indicator"),
    "regions:figure_imports": Address(COORDINATOR),
    "regions:figure_import": Address(COORDINATOR, of="figures_in"),
    "regions:figure_changes": Address(COORDINATOR, of="figures_in"),
    "regions:figure_source": Address(COORDINATOR, of="live_table"),
    "regions:imports": Address(COORDINATOR),
    "regions:import": Address(COORDINATOR, of="sent_table"),
    "regions:export": Address(COORDINATOR, of="table_kind"),
    "meetings:meeting_inputs": Address(PUBLIC, of="meeting"),
    "meetings:input": Address(STAFF | {"member"}, of="asked_input", refused=404),
    "meetings:inputs": Address(STAFF, of="meeting"),
    "meetings:input_withdraw": Address(COORDINATOR, of="asked_input", only="POST"),
    "meetings:my_answer": Address(INVITED, of="meeting", refused=404),
    "meetings:my_calendar": Address(INVITED, of="meeting", refused=404),
    "meetings:cycles": Address(STAFF),
    "meetings:cycle_new": Address(COORDINATOR),
    "meetings:cycle": Address(STAFF, of="year"),
    "meetings:cycle_edit": Address(COORDINATOR, of="year"),
    "meetings:cycle_deadlines": Address(COORDINATOR, of="year"),
    "meetings:meeting_deadlines": Address(COORDINATOR, of="meeting"),
    "meetings:changes": Address(COORDINATOR, of="changing_meeting"),
    "meetings:change_release": Address(COORDINATOR, of="changing_meeting"),
    "meetings:change_drop": Address(COORDINATOR, of="changing_meeting", only="POST"),
    "meetings:letter_plan": Address(STAFF, of="meeting"),
    "meetings:letter_step": Address(COORDINATOR, of="planned_letter"),
    "meetings:letter_example": Address(COORDINATOR, of="planned_letter", framed=True),
    "meetings:call_note": Address(COORDINATOR, of="invitation"),
    "meetings:year_clock": Address(COORDINATOR),
    "meetings:year_clock_of": Address(COORDINATOR, of="year"),
    "meetings:year_clock_address": Address(COORDINATOR, only="POST"),
    "meetings:year_clock_feed": Address(LINK, of="year_clock_secret"),
    "meetings:calendars": Address(PUBLIC),
    "meetings:calendar_all": Address(PUBLIC),
    "meetings:calendar_of_kind": Address(PUBLIC, of="kind_of_meeting"),
    "meetings:calendar_of_theme": Address(PUBLIC, of="theme"),
    "meetings:calendar_of_region": Address(PUBLIC, of="region"),
    "meetings:meeting_news": Address(PUBLIC),
    "meetings:my_feed_address": Address(SIGNED_IN, only="POST"),
    "meetings:my_feed_close": Address(SIGNED_IN, only="POST"),
    "meetings:my_feed": Address(LINK, of="my_feed_secret"),
    "meetings:cycle_publish": Address(COORDINATOR, of="year", only="POST"),
    "meetings:round_new": Address(COORDINATOR, of="year"),
    "meetings:round_edit": Address(COORDINATOR, of="round_of_year"),
    "meetings:meeting_new": Address(COORDINATOR, of="year"),
    "meetings:plans": Address(STAFF, of="year"),
    "meetings:plan_new": Address(COORDINATOR, of="year"),
    "meetings:plan_from_year": Address(COORDINATOR, of="year", only="POST"),
    "meetings:plans_compare": Address(STAFF, of="year"),
    "meetings:plan": Address(STAFF, of="plan"),
    "meetings:plan_rules": Address(COORDINATOR, of="plan"),
    "meetings:plan_rename": Address(COORDINATOR, of="plan", only="POST"),
    "meetings:plan_copy": Address(COORDINATOR, of="plan", only="POST"),
    "meetings:plan_remove": Address(COORDINATOR, of="plan"),
    "meetings:plan_accept": Address(COORDINATOR, of="plan"),
    "meetings:blocked_periods": Address(STAFF),
    "meetings:blocked_new": Address(COORDINATOR),
    "meetings:blocked_import": Address(COORDINATOR),
    "meetings:blocked_take_in": Address(COORDINATOR, only="POST"),
    "meetings:blocked_period": Address(COORDINATOR, of="blocked_period"),
    "meetings:blocked_remove": Address(COORDINATOR, of="blocked_period"),
    "meetings:workspace": Address(STAFF, of="meeting"),
    "meetings:meeting_edit": Address(COORDINATOR, of="meeting"),
    "meetings:meeting_announce": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:meeting_hold": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:meeting_cancel": Address(COORDINATOR, of="meeting"),
    "meetings:brief_begin": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:brief_interpretation": Address(COORDINATOR, of="brief_of_meeting", only="POST"),
    "meetings:meeting_briefs": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:agenda": Address(STAFF, of="meeting"),
    "meetings:agenda_publish": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:agenda_item": Address(COORDINATOR, of="agenda_item"),
    "meetings:agenda_move": Address(COORDINATOR, of="agenda_item", only="POST"),
    "meetings:agenda_remove": Address(COORDINATOR, of="agenda_item"),
    "meetings:agenda_duplicate": Address(COORDINATOR, of="agenda_item", only="POST"),
    "meetings:agenda_copy": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:paper_file": Address(PUBLIC, of="paper_file"),
    "meetings:agenda_pdf": Address(PUBLIC, of="meeting"),
    "meetings:notes_pdf": Address(STAFF, of="meeting", refused=404, hidden=True),
    "meetings:binder_pdf": Address(PUBLIC, of="meeting"),
    "meetings:binder_html": Address(PUBLIC, of="meeting"),
    "meetings:my_binder_pdf": Address(INVITED, of="meeting", refused=404),
    "meetings:my_binder_html": Address(INVITED, of="meeting", refused=404),
    "meetings:my_invitation_pdf": Address(INVITED, of="meeting", refused=404),
    "meetings:papers": Address(STAFF, of="meeting"),
    "meetings:paper": Address(COORDINATOR, of="paper"),
    "meetings:paper_move": Address(COORDINATOR, of="paper", only="POST"),
    "meetings:paper_remove": Address(COORDINATOR, of="paper", only="POST"),
    "meetings:paper_put_back": Address(COORDINATOR, of="paper", only="POST"),
    "meetings:paper_file_take_back": Address(COORDINATOR, of="paper_file", only="POST"),
    "meetings:staff_binder_pdf": Address(STAFF, of="meeting"),
    "meetings:staff_binder_html": Address(STAFF, of="meeting"),
    "meetings:participants_pdf": Address(STAFF, of="meeting"),
    "meetings:participants_xlsx": Address(STAFF, of="meeting"),
    "meetings:badges_pdf": Address(STAFF, of="meeting"),
    "meetings:signs_pdf": Address(STAFF, of="meeting"),
    "meetings:letter_pdf": Address(COORDINATOR, of="invitation"),
    "meetings:coverage": Address(STAFF, of="meeting"),
    "meetings:coverage_act": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:call_list": Address(COORDINATOR, of="meeting"),
    "meetings:send_invitations": Address(COORDINATOR, of="meeting"),
    "meetings:guest": Address(COORDINATOR, of="meeting"),
    "meetings:invitation": Address(COORDINATOR, of="invitation"),
    "meetings:actions": Address(PUBLIC),
    "meetings:action": Address(PUBLIC, of="action"),
    "meetings:action_report": Address(OWNER, of="action"),
    "meetings:actions_of_meeting": Address(STAFF, of="meeting"),
    "meetings:actions_publish": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:actions_to_agenda": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:action_edit": Address(COORDINATOR, of="action"),
    "meetings:action_drop": Address(COORDINATOR, of="action"),
    "meetings:action_reopen": Address(COORDINATOR, of="action", only="POST"),
    "meetings:action_day": Address(COORDINATOR, of="action"),
    "meetings:year_statistics": Address(PUBLIC, of="year"),
    "meetings:statistics": Address(STAFF, of="year"),
    "meetings:meeting_notes": Address(PUBLIC, of="noted_meeting"),
    "meetings:notes_version": Address(PUBLIC, of="notes_version"),
    "meetings:notes_changes": Address(PUBLIC, of="notes_version"),
    "meetings:notes_to_check": Address(INVITED, of="noted_meeting", refused=404),
    "meetings:notes_by_link": Address(LINK, of="notes_link"),
    "meetings:notes": Address(STAFF, of="noted_meeting"),
    "meetings:notes_check": Address(COORDINATOR, of="unchecked_meeting"),
    "meetings:notes_take_back": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:notes_confirm": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:notes_publish": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:notes_correct": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:notes_section": Address(COORDINATOR, of="noted_item"),
    "meetings:notes_history": Address(COORDINATOR, of="noted_item"),
    "meetings:notes_remark": Address(COORDINATOR, of="remark"),
    "meetings:point_new": Address(COORDINATOR, of="noted_item", only="POST"),
    "meetings:points": Address(STAFF),
    "meetings:point": Address(COORDINATOR, of="point"),
    "meetings:point_history": Address(COORDINATOR, of="point"),
    "meetings:point_move": Address(COORDINATOR, of="point", only="POST"),
    "meetings:point_remove": Address(COORDINATOR, of="point"),
    "meetings:point_answer": Address(OWNER, of="point"),
    "meetings:carry": Address(COORDINATOR, of="meeting"),
    "meetings:carry_undo": Address(COORDINATOR, of="meeting", only="POST"),
    "meetings:spreading": Address(STAFF, of="noted_meeting"),
    "meetings:debrief_plan": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:bulletin_propose": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:region_letters_prepare": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:region_letters_release": Address(COORDINATOR, of="noted_meeting", only="POST"),
    "meetings:region_letter": Address(COORDINATOR, of="letter_of_region"),
    "meetings:invitation_withdraw": Address(COORDINATOR, of="invitation", only="POST"),
    "meetings:invitation_put_back": Address(COORDINATOR, of="invitation", only="POST"),
}


class Sample:
    """One of each thing that addresses are about; each method gives the arguments of such an address."""

    def __init__(self, cast: Cast) -> None:
        """Everything that can be looked at: a public year with an invited meeting, its agenda, a brief, a comment."""
        self.cast = cast
        self.cycle = things.cycle()
        self.round = things.round_of(self.cycle)
        self.the_meeting = things.meeting(
            round=self.round, state="invited", invited_at=clock.now(), agenda_published_at=clock.now()
        )
        self.item = things.agenda_item(self.the_meeting)
        self.the_paper_file = things.paper_file(things.paper(self.the_meeting, item=self.item))
        self.the_brief = things.brief(theme=self.round.theme)
        assert cast.official_of_a
        self.the_invitation = things.invitation(self.the_meeting, cast.official_seat_a)
        self.said = comments.say(self.the_brief.thread, by=cast.official_of_a, text="Hyvä katsaus.", language="fi")
        self.written = letters.write(
            key="sample", kind="sign_in_code", person=cast.member, facts={}, secrets={"code": "1"}
        )
        later = {
            "proposed_due": clock.today() + timedelta(days=60),
            "proposed_reason": "Kiire",
            "proposed_language": "fi",
        }
        self.the_action = actions.action(meeting=self.the_meeting, owner=cast.agency, **later)
        self.noted = Noted(cast, cycle=self.cycle)
        self.given = Feedback.objects.create(about="other", message="Hei", language="fi", answer_by=clock.today())
        self.the_network = Network.objects.create(name_fi="Ilmastoverkosto", name_sv="Klimatnätverket")
        self.joined = NetworkMembership.objects.create(network=self.the_network, person=cast.member)

    @cached_property
    def tried_mailing(self) -> Any:
        return mass.tried(self.cast.coordinator, self.cast.official_of_a)

    @cached_property
    def held(self) -> Mandate:
        """A mandate in force."""
        return self.cast.official_of_a.mandates.get()

    def nothing(self) -> dict[str, Any]:
        return {}

    def person(self) -> dict[str, Any]:
        return {"public_id": self.cast.member.public_id}

    def feedback(self) -> dict[str, Any]:
        return {"public_id": self.given.public_id}

    def feedback_receipt(self) -> dict[str, Any]:
        return {"receipt": receipts.sign("F-1")}

    @cached_property
    def the_bulletin(self) -> Bulletin:
        """A bulletin that has gone out."""
        return subscribing.published()

    @cached_property
    def drafted_bulletin(self) -> Bulletin:
        """A bulletin that is being written."""
        return subscribing.bulletin()

    @cached_property
    def subscribed(self) -> Subscription:
        """Somebody who gets the bulletins."""
        return subscribing.subscription()

    def bulletin(self) -> dict[str, Any]:
        return {"public_id": self.the_bulletin.public_id}

    def bulletin_draft(self) -> dict[str, Any]:
        return {"public_id": self.drafted_bulletin.public_id}

    def bulletin_in_finnish(self) -> dict[str, Any]:
        return {**self.bulletin_draft(), "language": "fi"}

    def bulletin_section(self) -> dict[str, Any]:
        return {"public_id": self.drafted_bulletin.sections.first().public_id}

    def subscription(self) -> dict[str, Any]:
        return {"public_id": self.subscribed.public_id}

    def subscription_link(self) -> dict[str, Any]:
        return {"token": subscription_links.token(self.subscribed)}

    def confirm_link(self) -> dict[str, Any]:
        asked = subscribing.subscription(state="asked", confirmed_at=None)
        return {"token": subscription_links.confirming.sign(asked.public_id)}

    def own_network(self) -> dict[str, Any]:
        Network.objects.filter(pk=self.the_network.pk).update(coordinator=self.cast.member)
        return {"public_id": self.the_network.public_id}

    def own_network_letter(self) -> dict[str, Any]:
        of = Network.objects.get(**self.own_network())
        texts = {"fi": {"subject": "Hei", "body": "Teksti"}}
        made = network_letters.write(of, by=self.cast.member, texts=texts)
        return {"public_id": of.public_id, "mailing": made.public_id}

    def stop_link(self) -> dict[str, Any]:
        return {"token": notice_links.stop_url(self.cast.member, notice_links.DIGEST).rstrip("/").rpartition("/")[2]}

    def unsubscribe_link(self) -> dict[str, Any]:
        return {"token": subscription_links.ending.sign(f"{self.subscribed.public_id}.none")}

    def letter_of_region(self) -> dict[str, Any]:
        return {**self.noted_meeting(), "code": self.cast.region_a.code}

    def posted_letter(self) -> dict[str, Any]:
        return {"name": POSTED}

    def posted_file(self) -> dict[str, Any]:
        return {"name": POSTED, "number": 0}

    def mailing(self) -> dict[str, Any]:
        return {"public_id": self.tried_mailing.public_id}

    def mailing_part(self) -> dict[str, Any]:
        return {"public_id": self.tried_mailing.public_id, "place": 0}

    def letter_kind(self) -> dict[str, Any]:
        return {"kind": "invitation"}

    def letter(self) -> dict[str, Any]:
        return {"public_id": self.written.public_id}

    @cached_property
    def came_in(self) -> Any:
        """An answer by mail, with a file, that waits for a coordinator."""
        facts = {"NAME": "Kalle", "FROM": "kalle@example.org", "TO": links.reply_address(self.the_invitation)}
        return came(mail("question", **facts))

    def mail(self) -> dict[str, Any]:
        return {"public_id": self.came_in.public_id}

    def mail_file(self) -> dict[str, Any]:
        return {"public_id": self.came_in.public_id, "number": 0}

    def region(self) -> dict[str, Any]:
        return {"code": self.cast.region_a.code}

    def region_and_duty(self) -> dict[str, Any]:
        return {"code": self.cast.region_a.code, "role": "contact"}

    def organisation(self) -> dict[str, Any]:
        return {"public_id": self.cast.agency.public_id}

    def network(self) -> dict[str, Any]:
        return {"public_id": self.the_network.public_id}

    def membership(self) -> dict[str, Any]:
        return {"public_id": self.the_network.public_id, "membership": self.joined.pk}

    def seat(self) -> dict[str, Any]:
        return {"public_id": self.cast.official_seat_a.public_id}

    @cached_property
    def stood_in(self) -> Seat:
        """A seat of region A that has a deputy."""
        return hold(things.seat(self.cast.region_a, "politician", 2), things.person("deputy.a"), "deputy").seat

    def seat_with_deputy(self) -> dict[str, Any]:
        return {**self.region(), "public_id": self.stood_in.public_id}

    def seat_and_role(self) -> dict[str, Any]:
        return {"public_id": self.cast.official_seat_a.public_id, "role": "deputy"}

    def mandate(self) -> dict[str, Any]:
        return {"public_id": self.held.public_id}

    def theme(self) -> dict[str, Any]:
        theme = self.round.theme
        return {"programme": theme.programme.key, "slug": theme.slug}

    def brief_of_meeting(self) -> dict[str, Any]:
        self.the_meeting.meeting_briefs.get_or_create(brief=self.the_brief)
        return {"public_id": self.the_meeting.public_id, "brief": self.the_brief.public_id}

    def series(self) -> dict[str, Any]:
        return {"slug": things.brief_series().slug}

    def brief_block(self) -> dict[str, Any]:
        return {"public_id": things.block(self.the_brief, text_fi="Teksti").public_id}

    def kind_of_block(self) -> dict[str, Any]:
        return {**self.brief(), "kind": "message"}

    def brief_deed(self) -> dict[str, Any]:
        return {**self.brief(), "name": "rework"}

    def old_version(self) -> dict[str, Any]:
        brief = Brief.objects.with_page().get(pk=self.the_brief.pk)
        return {"public_id": (things.published(brief) if brief.version == 1 else brief).public_id, "number": 1}

    def newest_version(self) -> dict[str, Any]:
        return {**self.old_version(), "number": 2}

    def chart(self) -> dict[str, Any]:
        indicator = things.indicator()
        version = things.figures(self.cast.region_a, (2019, 2020), indicator=indicator)
        how = {"kind": "lines", "place": self.cast.region_a.code, "how": "none"}
        return {"version": version.public_id, "indicator": indicator.slug, **how}

    def brief(self) -> dict[str, Any]:
        return {"public_id": self.the_brief.public_id}

    @cached_property
    def discussed(self) -> Any:
        """A public record of a discussion, corrected once."""
        return talking.corrected(self.cast)

    def talk(self) -> dict[str, Any]:
        return {"public_id": self.discussed.public_id}

    def talk_version(self) -> dict[str, Any]:
        return {"public_id": self.discussed.public_id, "number": 2}

    def brief_of_country(self) -> dict[str, Any]:
        return {"public_id": self.the_brief.public_id, "place": "maa"}

    def thread(self) -> dict[str, Any]:
        return {"thread": self.the_brief.thread.public_id}

    def comment(self) -> dict[str, Any]:
        return {"public_id": self.said.public_id}

    @cached_property
    def drafted(self) -> Any:
        """A draft of a year."""
        return things.plan()

    @cached_property
    def closed_days(self) -> Any:
        """A period without meetings."""
        return things.blocked_period()

    def plan(self) -> dict[str, Any]:
        return {"public_id": self.drafted.public_id}

    def blocked_period(self) -> dict[str, Any]:
        return {"public_id": self.closed_days.public_id}

    def year(self) -> dict[str, Any]:
        return {"year": self.cycle.year}

    def round_of_year(self) -> dict[str, Any]:
        return {"year": self.cycle.year, "number": self.round.number}

    def meeting(self) -> dict[str, Any]:
        return {"public_id": self.the_meeting.public_id}

    def changing_meeting(self) -> dict[str, Any]:
        change = {"values": {"street": "Kauppakatu 1"}, "base_revision": self.the_meeting.revision}
        ChangeNotice.objects.get_or_create(meeting=self.the_meeting, state="draft", defaults=change)
        return self.meeting()

    def planned_letter(self) -> dict[str, Any]:
        letter_plan.make(self.the_meeting)
        return {**self.meeting(), "rule": "agenda_out"}

    def year_clock_secret(self) -> dict[str, Any]:
        person = self.cast.coordinator
        return {"secret": feed_keys.renew(person, year_clock.FEED, by=person).secret}

    def my_feed_secret(self) -> dict[str, Any]:
        person = self.cast.official_of_a
        return {"secret": feed_keys.renew(person, my_calendar.FEED, by=person).secret}

    def kind_of_meeting(self) -> dict[str, Any]:
        return {"key": things.kind().key}

    def agenda_item(self) -> dict[str, Any]:
        return {"public_id": self.item.public_id}

    def paper(self) -> dict[str, Any]:
        return {"public_id": self.the_paper_file.paper.public_id}

    def paper_file(self) -> dict[str, Any]:
        return {"public_id": self.the_paper_file.public_id}

    def indicator(self) -> dict[str, Any]:
        return {"slug": things.indicator().slug}

    def figures_in(self) -> dict[str, Any]:
        given = figure_imports.receive(file_name="luvut.csv", pieces=[b"x"], by=self.cast.coordinator)
        return {"public_id": given.public_id}

    def live_table(self) -> dict[str, Any]:
        return {"public_id": FigureSource.objects.get_or_create(address="https://example.org/11ra.px")[0].public_id}

    def action(self) -> dict[str, Any]:
        return {"public_id": self.the_action.public_id}

    def noted_meeting(self) -> dict[str, Any]:
        return {"public_id": self.noted.meeting.public_id}

    def unchecked_meeting(self) -> dict[str, Any]:
        return {"public_id": noted.held().public_id}

    def notes_version(self) -> dict[str, Any]:
        return {**self.noted_meeting(), "number": 2}

    def notes_link(self) -> dict[str, Any]:
        return {"token": notes_links.token(self.noted.invitation, self.cast.official_of_a)}

    def noted_item(self) -> dict[str, Any]:
        return {"public_id": self.noted.item.public_id}

    def remark(self) -> dict[str, Any]:
        return {"public_id": self.noted.remark.public_id}

    def point(self) -> dict[str, Any]:
        return {"public_id": self.noted.point.public_id}

    def invitation(self) -> dict[str, Any]:
        return {"public_id": self.the_invitation.public_id}

    def link(self) -> dict[str, Any]:
        return {"token": links.token(self.the_invitation, self.cast.official_of_a)}

    @cached_property
    def signed_up(self) -> SignUp:
        """Somebody who has signed up for an open event."""
        event = things.meeting("debrief", kind=things.kind("debrief", is_open=True), cycle=self.cycle)
        said = {"name": "Kalle", "organisation": "", "language": "fi", "mode": "room"}
        return sign_ups.sign_up(event, email="kalle@example.org", **said)

    def badge_link(self) -> dict[str, Any]:
        return {"token": attendance.badge_address(self.the_invitation).rstrip("/").rpartition("/")[2]}

    def door_link(self) -> dict[str, Any]:
        return {"token": attendance.door_address(self.the_meeting).rstrip("/").rpartition("/")[2]}

    def sent_table(self) -> dict[str, Any]:
        content = b"email;name\nuusi@example.org;Uusi\n"
        given = {"kind": "people", "file_name": "uudet.csv", "content": content}
        return {"public_id": people_imports.preview(by=self.cast.coordinator, **given).public_id}

    def table_kind(self) -> dict[str, Any]:
        return {"kind": "terms"}

    @cached_property
    def the_request(self) -> InputRequest:
        """Input asked of the network that the member coordinates."""
        Network.objects.filter(pk=self.the_network.pk).update(coordinator=self.cast.member)
        self.the_network.refresh_from_db()
        asked = {"network": self.the_network, "due": self.the_meeting.day - timedelta(days=10), "question_fi": "Mitä?"}
        with clock.at(self.the_meeting.starts_at - timedelta(days=30)):
            return inputs.ask(self.the_meeting, by=self.cast.coordinator, **asked)

    def asked_input(self) -> dict[str, Any]:
        return {"public_id": self.the_request.public_id}

    @cached_property
    def rounds_of_views(self) -> dict[str, Any]:
        """A round of views in each state; region A has written to the open one."""
        boss = things.person("boss")
        made = {"draft": viewed.prepared(self.cast), "closed": viewed.closed(self.cast, boss=boss)}
        made |= {"open": viewed.asked(self.cast), "approved": viewed.asked(self.cast)}
        viewed.approved(made["approved"], self.cast, boss)
        viewed.written(viewed.view_of(made["open"], self.cast.region_a), self.cast.official_of_a)
        return made

    def draft_round(self) -> dict[str, Any]:
        return {"public_id": self.rounds_of_views["draft"].public_id}

    def open_round(self) -> dict[str, Any]:
        return {"public_id": self.rounds_of_views["open"].public_id}

    def closed_round(self) -> dict[str, Any]:
        return {"public_id": self.rounds_of_views["closed"].public_id}

    def public_view(self) -> dict[str, Any]:
        return {**self.closed_round(), "code": self.cast.region_a.code}

    def open_view(self) -> dict[str, Any]:
        return {**self.open_round(), "code": self.cast.region_a.code}

    def approved_view(self) -> dict[str, Any]:
        return {"public_id": self.rounds_of_views["approved"].public_id, "code": self.cast.region_a.code}

    def open_event(self) -> dict[str, Any]:
        return {"public_id": self.signed_up.meeting.public_id}

    def sign_up_link(self) -> dict[str, Any]:
        return {"token": sign_up_letters.token(self.signed_up)}

    def sign_up(self) -> dict[str, Any]:
        return {"public_id": self.signed_up.public_id}
