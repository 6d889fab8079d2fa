"""The letters of a meeting's plan: each is written for who gets it, as far as that still holds when it is written."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import translation

from forum import clock
from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import letters
from forum.texts import texts_of
from meetings.deadlines import ASK_DEPUTY, LAST_REMINDER, REMIND_SILENT
from meetings.models import AgendaItem, Escalation, Invitation, Meeting, Notes
from meetings.services import coverage, invitations, ladder_audiences, links, notes_letters
from meetings.services import notes as notes_verbs
from meetings.services.coverage import Row
from meetings.services.facts import briefs_of
from meetings.services.invitation_letters import meeting_facts, seat_facts, write
from meetings.services.letter_rules import Audience, Getter, Situation
from regions.models import Region, Seat
from themes.models import Brief
from themes.services import brief_content

SAVE_THE_DATE, REMINDER, DEPUTY, CONTACT = "save_the_date", "reminder", "ask_deputy", "contact_asked"
LAST, CALLS, JOINING, AGENDA = "last_reminder", "call_list", "joining_instructions", "agenda_out"
Writer = Callable[[Situation, Audience, Person | None], list[Letter]]


def announce(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """Save the date: the day and place, without a calendar request."""
    facts = {
        **meeting_facts(now.meeting),
        "calendar_url": _calendar(now.meeting),
        "invited_on": _invited_on(now.meeting),
    }
    return [_save_the_date(now.meeting, one, facts) for one in to.getters]


def _calendar(meeting: Meeting) -> dict[str, str]:
    return in_all_languages("meetings:meeting_calendar", meeting.public_id)


def _invited_on(meeting: Meeting) -> str:
    """The day of the invitations, as long as it lies ahead."""
    day = meeting.deadline("invitation")
    return day.isoformat() if day > clock.today() else ""


def _save_the_date(meeting: Meeting, to: Getter, facts: dict[str, Any]) -> Letter:
    row = to.rows[0]
    seat = _seat_facts(row.receiver.seat)
    return letters.write(
        key=f"{SAVE_THE_DATE}:{meeting.public_id}:{meeting.day}:{to.person.public_id}",
        kind=SAVE_THE_DATE,
        person=to.person,
        about=meeting,
        facts={**facts, **seat, "role": to.part or links.HOLDER},
    )


def _seat_facts(seat: Seat | None) -> dict[str, Any]:
    return seat_facts(Invitation(seat=seat))


def invite(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The invitations of these seats and guests."""
    return invitations.send(now.meeting, by=by, only={row.receiver.public_id for one in to.getters for row in one.rows})


def show_invitations(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The same as words only: nobody counts as invited."""
    return [_show_invitation(now.meeting, one) for one in to.getters]


def _show_invitation(meeting: Meeting, to: Getter) -> Letter:
    receiver = to.rows[0].receiver
    new = Invitation(meeting=meeting, seat=receiver.seat, guest=receiver.guest, person=to.person)
    return invitations.invite(receiver.invitation or new, to.person, receiver.role)


def escalate(rung: str) -> Writer:
    """Writes a rung's letters: to the seats' people one each, to a region's contact one about all its seats."""

    def deed(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
        claimed: dict[int, bool] = {}
        for one in to.getters:
            invitation = one.rows[0].invitation
            assert invitation
            if invitation.pk not in claimed:
                claimed[invitation.pk] = claim(invitation, one.part.partition(":")[0])
        live = [one for one in to.getters if one.rows[0].invitation and claimed[one.rows[0].invitation.pk]]
        return say(rung)(now, Audience(live), by)

    return deed


def say(rung: str) -> Writer:
    """The same letters, without climbing."""

    def words(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
        contacts = [one for one in to.getters if _is_contact(one)]
        return [_to_seat(one) for one in to.getters if not _is_contact(one)] + _to_contacts(now, contacts, rung)

    return words


def claim(invitation: Invitation, rung: str) -> bool:
    """Takes the seat for one letter today and one climb of the rung, if it is still without an answer."""
    fresh = Q(reminded_on=None) | Q(reminded_on__lt=clock.today())
    waiting = Invitation.objects.filter(fresh, pk=invitation.pk, state__in=ladder_audiences.OPEN)
    if not waiting.update(reminders=F("reminders") + 1, reminded_on=clock.today()):
        return False
    invitation.refresh_from_db(fields=["reminders", "reminded_on"])
    return Escalation.objects.get_or_create(invitation=invitation, rung=rung)[1]


def _is_contact(to: Getter) -> bool:
    return to.part in {"ask_contact", f"{LAST_REMINDER}:{ladder_audiences.CONTACT}"}


def _to_seat(to: Getter) -> Letter:
    """The letter to somebody who may answer for the seat, with their own link."""
    invitation, person = to.rows[0].invitation, to.person
    assert invitation
    if to.part == REMIND_SILENT:
        role, key = links.role_of(invitation, person), f"reminder:{invitation.public_id}:{invitation.reminders}"
        return write(invitation, kind=REMINDER, key=key, to=person, role=role)
    role = links.DEPUTY if to.part in {ASK_DEPUTY, f"{LAST}:deputy"} else links.role_of(invitation, person)
    kind = DEPUTY if to.part == ASK_DEPUTY else LAST
    key = f"{kind}:{invitation.public_id}:{person.public_id}"
    return write(invitation, kind=kind, key=key, to=person, role=role, other=to.part == f"{LAST}:deputy")


def _to_contacts(now: Situation, found: list[Getter], rung: str) -> list[Letter]:
    """One letter to each contact and region, about the seats that have not answered."""
    groups: dict[tuple[int, int], list[Getter]] = {}
    for one in found:
        region = one.rows[0].region
        assert region
        groups.setdefault((region.pk, one.person.pk), []).append(one)
    facts = {**meeting_facts(now.meeting), "last": rung == LAST_REMINDER, "desk_url": in_all_languages("forum:desk")}
    return [_to_contact(now.meeting, own, facts, rung) for own in groups.values()]


def _to_contact(meeting: Meeting, own: list[Getter], facts: dict[str, Any], rung: str) -> Letter:
    region, person = own[0].rows[0].region, own[0].person
    assert region
    return letters.write(
        key=f"{CONTACT}:{meeting.public_id}:{region.code}:{person.public_id}:{rung}:{clock.today()}",
        kind=CONTACT,
        person=person,
        about=meeting,
        facts={**facts, "region": texts_of(region, "name"), "seats": [_seat_of(one.rows[0], region) for one in own]},
    )


def _seat_of(row: Row, region: Region) -> dict[str, Any]:
    """A silent seat as its region's contact reads it."""
    assert row.receiver.seat
    return {
        **_seat_facts(row.receiver.seat),
        "asked_name": row.person.name if row.person else "",
        "unreachable": row.state == coverage.UNREACHABLE,
    }


def list_calls(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The call list to each coordinator; names and numbers are wiped once the letter has left."""
    rows = ladder_audiences.to_call(now)
    page = in_all_languages("meetings:call_list", now.meeting.public_id)
    facts = {**meeting_facts(now.meeting), "count": len(rows), "calls_url": page}
    return [_calls(now, one.person, rows, facts) for one in to.getters]


def _calls(now: Situation, person: Person, rows: list[Row], facts: dict[str, Any]) -> Letter:
    return letters.write(
        key=f"{CALLS}:{now.meeting.public_id}:{clock.today()}:{person.public_id}",
        kind=CALLS,
        person=person,
        about=now.meeting,
        facts=facts,
        secrets={"calls": calls_of(now, rows, person.language)},
    )


def calls_of(now: Situation, rows: list[Row], language: str) -> list[dict[str, str]]:
    """The seats to call with their people's names and numbers, in a language."""
    with translation.override(language):
        return [_call(now, row) for row in rows]


def _call(now: Situation, row: Row) -> dict[str, str]:
    contacts = now.contacts.get(row.region.pk, []) if row.region else []
    people = {"holder": row.holder, "deputy": row.deputy, "contact": contacts[0] if contacts else None}
    found = {"seat": row.receiver.name}
    for role, person in people.items():
        if person:
            found |= {f"{role}_name": person.name, f"{role}_phone": person.phone}
    return found


def fresh_calls(letter: Letter) -> dict[str, Any]:
    """The call list as it is now, for a letter that is sent again."""
    meeting = Meeting.objects.with_page().filter(public_id=letter.about_id).first()
    if meeting is None:
        return {}
    now = Situation(meeting)
    return {"calls": calls_of(now, ladder_audiences.to_call(now), letter.language)}


def instruct(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """Joining instructions: where the room is, or the link, which is wiped once the letter has left."""
    items = AgendaItem.objects.filter(meeting=now.meeting).count() if now.meeting.agenda_published_at else 0
    return [_instruct(now.meeting, one, items) for one in to.getters]


def _instruct(meeting: Meeting, to: Getter, items: int) -> Letter:
    invitation = to.rows[0].invitation
    assert invitation
    return write(
        invitation,
        kind=JOINING,
        key=f"{JOINING}:{meeting.public_id}:{meeting.day}:{to.person.public_id}",
        to=to.person,
        role=links.role_of(invitation, to.person) or links.HOLDER,
        secrets=join_link(meeting, to.part),
        mode=to.part,
        has_agenda=bool(items),
    )


def join_link(meeting: Meeting, mode: str) -> dict[str, str]:
    """The link to join, for who takes part remotely."""
    return {"join_url": meeting.remote_link} if mode == "remote" and meeting.remote_link else {}


def send_agenda(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The agenda and the briefs are out: what will be discussed, and where to read."""
    items = AgendaItem.objects.filter(meeting=now.meeting, is_break=False).order_by("position")
    read = briefs_of(now.meeting)
    facts = {
        **meeting_facts(now.meeting),
        "items": [texts_of(item, "title") for item in items],
        "briefs": [{"title": brief_content.published(one).content["title"], "url": _brief_url(one)} for one in read],
    }
    return [_send_agenda(now.meeting, one, facts) for one in to.getters]


def _brief_url(read: Brief) -> dict[str, str]:
    return in_all_languages("themes:brief", read.public_id)


def _send_agenda(meeting: Meeting, to: Getter, facts: dict[str, Any]) -> Letter:
    row = to.rows[0]
    assert row.invitation
    role = links.role_of(row.invitation, to.person) or links.HOLDER
    return letters.write(
        key=f"{AGENDA}:{meeting.public_id}:{to.person.public_id}",
        kind=AGENDA,
        person=to.person,
        about=meeting,
        facts={**facts, **_seat_facts(row.receiver.seat), "role": role},
    )


def send_notes(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The draft notes go to the seats for checking, until the day that was said or the meeting's own deadline."""
    people = {one.person.pk for one in to.getters}
    return notes_verbs.send_for_checking(now.meeting, by=by, until=_checking_ends(now), only=people)


def _checking_ends(now: Situation) -> date:
    """What was said, unless it has come meanwhile."""
    said = date.fromisoformat(now.said["until"]) if "until" in now.said else clock.today()
    return said if said > clock.today() else notes_verbs.checking_ends(now.meeting)


def show_notes(now: Situation, to: Audience, by: Person | None) -> list[Letter]:
    """The same as words only: nothing is open for checking yet."""
    shown = Notes(meeting=now.meeting, checking_until=_checking_ends(now))
    return notes_letters.ask_to_check(shown, now.meeting, {one.person.pk for one in to.getters})
