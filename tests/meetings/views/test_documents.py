"""What is taken away from a meeting: agenda, notes, invitation, lists, badges and signs, as files."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from forum.models import Person
from forum.services import pdf
from meetings.models import Meeting, Notes, NotesVersion
from meetings.services import agenda, notes_content
from tests import things
from tests.meetings.services.test_binder import answered
from tests.pdfs import Pdf

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def meeting(cast) -> Meeting:
    found = things.meeting(agenda_published_at=PUBLISHED, state="invited")
    things.agenda_item(
        found, title_fi="Avaus #panic()", title_sv="Öppning", minutes=15, presenter_text="Valtiosihteeri"
    )
    things.agenda_item(found, title_fi="Tauko", title_sv="Paus", is_break=True)
    things.agenda_item(found, title_fi="Vain suomeksi")
    assert cast.official_of_a
    answered(found, cast.official_seat_a)
    return found


def fetched(client, address: str) -> Pdf:
    """The PDF at the address."""
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf", address
    assert answer["Content-Disposition"].startswith("attachment")
    found = Pdf(answer.content)
    assert found.is_marked
    return found


def test_the_agenda_is_an_accessible_pdf_in_the_readers_language(client, meeting):
    made = fetched(client, f"/sv/meetings/{meeting.public_id}/agenda.pdf")
    assert made.language == "sv" and made.title.startswith("Föredragningslista: officials sv")
    assert made.headings[1:] == [("H2", "Föredragningslista"), ("H3", "1. Öppning"), ("H3", "2. Vain suomeksi")]
    assert "Paus" in made.read and made.read.index("Öppning") < made.read.index("Valtiosihteeri") < made.read.index(
        "Paus"
    )
    # and what is not translated is marked as Finnish
    assert made.said_in("fi") == "Vain suomeksi"


def test_texts_of_people_are_printed_as_they_are(client, meeting):
    assert "1. Avaus #panic()" in fetched(client, f"/fi/meetings/{meeting.public_id}/agenda.pdf").read


def test_a_draft_agenda_is_for_staff_and_says_so(client, cast, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=None)
    address = f"/fi/meetings/{meeting.public_id}/agenda.pdf"
    assert client.get(address).status_code == 404
    for tail in ("binder.pdf", "binder.html"):
        assert client.get(f"/fi/meetings/{meeting.public_id}/{tail}").status_code == 404
    client.force_login(cast.chair)
    assert "Tämä on luonnos" in fetched(client, address).read


def test_a_meeting_that_is_not_public_gives_nothing_away(client, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state="planned", announced_at=None)
    for tail in ("agenda.pdf", "notes.pdf", "binder.pdf", "binder.html"):
        assert client.get(f"/fi/meetings/{meeting.public_id}/{tail}").status_code == 404


def test_the_file_for_browsers_is_saved_and_needs_no_network(client, meeting):
    answer = client.get(f"/fi/meetings/{meeting.public_id}/binder.html")
    assert answer["Content-Disposition"].startswith("attachment") and "sandbox" in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "Avaus #panic()" in page and "<script" not in page and "<link" not in page and " src=" not in page


def test_the_invited_find_their_own_files_on_the_meetings_page_and_others_do_not(client, cast, meeting):
    address = f"/fi/meetings/{meeting.public_id}/"
    own = f"{address}mine/binder.pdf"
    assert own not in client.get(address).content.decode()
    client.force_login(cast.official_of_b)
    assert own not in client.get(address).content.decode() and client.get(own).status_code == 404
    client.force_login(cast.official_of_a)
    page = client.get(address).content.decode()
    assert own in page and f"{address}mine/invitation.pdf" in page
    assert "Tehty käyttöön: official.a (Esimerkki)" in fetched(client, own).read


def test_an_invitation_is_a_letter_without_a_secret_link(client, cast, meeting):
    # given her own, and the same for the coordinator
    client.force_login(cast.official_of_a)
    mine = fetched(client, f"/sv/meetings/{meeting.public_id}/mine/invitation.pdf")
    client.force_login(cast.coordinator)
    invitation = meeting.invitations.get()
    same = fetched(client, f"/sv/work/invitations/{invitation.public_id}/letter.pdf")
    # then it says who is invited, to what and when, and opens no door
    for made in (mine, same):
        assert made.headings[0][1].startswith("Inbjudan: officials sv")
        assert "Bästa official.a (Esimerkki)," in made.read and "Kajanaland, tjänsteinnehavare" in made.read
        assert "/answer/" not in made.read and "video.example.org" not in made.read


def write_notes(meeting, state: str) -> Notes:
    """Notes with a background in Finnish and Swedish."""
    notes = Notes.objects.create(meeting=meeting, state=state)
    item = meeting.agenda_items.get(title_sv="Öppning")
    notes.sections.create(item=item, background_fi="Taustaa #x", background_sv="Bakgrund #x", conclusions_fi="Loppu.")
    return notes


def test_public_notes_are_printed_as_they_were_frozen(client, cast, meeting):
    # given notes of which a version is public, and that are changed later
    notes = write_notes(meeting, "public")
    NotesVersion.objects.create(notes=notes, number=1, content=notes_content.of(meeting))
    notes.sections.update(background_sv="Ändrat")
    # then everybody prints the version
    made = fetched(client, f"/sv/meetings/{meeting.public_id}/notes.pdf")
    assert made.title.startswith("Promemoria: ") and "Bakgrund #x" in made.read and "Ändrat" not in made.read
    assert "Loppu." in made.said_in("fi")


def test_drafts_of_notes_are_for_staff(client, cast, meeting):
    write_notes(meeting, "draft")
    address = f"/fi/meetings/{meeting.public_id}/notes.pdf"
    assert client.get(address).status_code == 404
    client.force_login(cast.coordinator)
    made = fetched(client, address)
    assert "Tämä on luonnos" in made.read and "Taustaa #x" in made.read


def test_the_list_of_participants_as_pdf_and_as_a_spreadsheet(client, cast, meeting):
    Person.objects.filter(pk=cast.official_of_a.pk).update(name='=HYPERLINK("x")', title="aluekehitysjohtaja")
    client.force_login(cast.chair)
    made = fetched(client, f"/fi/work/meetings/{meeting.public_id}/participants.pdf")
    assert len(made.of_kind("TH")) == 5 and len(made.of_kind("TR")) == 2
    assert 'Kainuu =HYPERLINK("x") aluekehitysjohtaja' in made.read
    answer = client.get(f"/fi/work/meetings/{meeting.public_id}/participants.xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][:2] == ["Kainuu", '=HYPERLINK("x")'] and sheet["B2"].data_type == "s"


def test_badges_and_signs_are_for_the_room_each_in_its_own_language(client, cast, meeting):
    # given a Swedish-speaking official who comes to the room, and a Finnish one who takes part remotely
    answered(meeting, cast.official_seat_b, person=cast.official_of_b)
    meeting.invitations.filter(seat=cast.official_seat_a).update(mode="remote")
    client.force_login(cast.coordinator)
    for tail in ("badges.pdf", "table-signs.pdf"):
        made = fetched(client, f"/fi/work/meetings/{meeting.public_id}/{tail}")
        # then only the one in the room has a badge and a sign, in Swedish
        assert "official.b (Esimerkki)" in made.read and "Österbotten" in made.read and "official.a" not in made.read
        assert "Österbotten" in made.said_in("sv")
    badge = fetched(client, f"/fi/work/meetings/{meeting.public_id}/badges.pdf")
    assert "Regionforumet" in badge.read and "officials sv" in badge.read
    sign = fetched(client, f"/fi/work/meetings/{meeting.public_id}/table-signs.pdf")
    assert sign.read.count("Österbotten") == 1, "the half that is upside down is not read twice"


def test_nobody_in_the_room_yet_is_said(client, cast, meeting):
    meeting.invitations.update(mode="remote")
    client.force_login(cast.coordinator)
    for tail in ("badges.pdf", "table-signs.pdf"):
        assert "Kukaan ei ole vielä" in fetched(client, f"/fi/work/meetings/{meeting.public_id}/{tail}").read


def test_what_is_for_everybody_is_made_once_for_each_edition(client, cast, meeting, settings, monkeypatch):
    # given a portal that keeps copies, and somebody who counts how often a file is made
    settings.PAGE_CACHE = True
    made = []
    typeset = pdf.typeset
    monkeypatch.setattr(pdf, "typeset", lambda *args, **more: made.append(args) or typeset(*args, **more))
    address = f"/fi/meetings/{meeting.public_id}/agenda.pdf"
    # when it is asked for twice, it is made once
    first = client.get(address)
    assert client.get(address).content == first.content and len(made) == 1
    # when the agenda changes, the next reader gets the new one
    agenda.add(meeting, by=cast.coordinator, title_fi="Uusi kohta")
    assert "Uusi kohta" in fetched(client, address).read and len(made) == 2
    # and each language has its own
    assert fetched(client, address.replace("/fi/", "/sv/")).language == "sv"
