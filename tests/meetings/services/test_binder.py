"""The binder: everything to be read for a meeting, for each reader as far as the reader may know."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from forum import shelves
from forum.documents import Part, Strong, Table, Text
from forum.services import one_file, pdf
from meetings.models import ActionPoint, Meeting
from meetings.services import binder, participants, readers
from tests import things
from tests.pdfs import Pdf

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


def whole(meeting: Meeting) -> Meeting:
    """The meeting as its page reads it."""
    return Meeting.objects.with_page().with_seat_counts().get(pk=meeting.pk)


def answered(meeting, seat, state="accepted", **fields):
    """An invitation with its answer."""
    made = things.invitation(meeting, seat, **fields)
    reply = {"reply": "decline", "reason": "Lakko"} if state == "declined" else {"reply": "attend", "mode": "room"}
    mode = "" if state == "declined" else "room"
    type(made).objects.filter(pk=made.pk).update(
        state=state, mode=mode, answer=made.answers.create(channel="portal", **reply)
    )
    return made


@pytest.fixture
def meeting(cast) -> Meeting:
    """An invited meeting with an agenda, a brief, a paper for all and one for the invited, and an open action point."""
    found = things.meeting(agenda_published_at=PUBLISHED, state="invited")
    things.agenda_item(found, title_fi="Tilannekuva", title_sv="Lägesbild")
    things.paper_file(things.paper(found, title_fi="Julkinen liite", title_sv="Offentlig bilaga"))
    things.paper_file(things.paper(found, title_fi="Kutsuttujen liite", for_seats_only=True))
    made = things.brief(theme=found.theme, title_fi="Väestö vähenee", title_sv="Befolkningen minskar")
    found.meeting_briefs.create(brief=made)
    assert cast.official_of_a and cast.official_of_b
    answered(found, cast.official_seat_a)
    answered(found, cast.official_seat_b, "declined")
    earlier = things.meeting(theme=found.theme, cycle=found.cycle, days=-100)
    about = {"meeting": earlier, "theme": found.theme, "owner": cast.agency, "due": "2020-01-01"}
    ActionPoint.objects.create(
        title_fi="Selvitys rahoituksesta", title_sv="Utredning", is_public=True, published_at=PUBLISHED, **about
    )
    ActionPoint.objects.create(title_fi="Sisäinen tehtävä", **about)
    return whole(found)


def texts(meeting, reader, language="fi") -> str:
    """Everything the binder says."""
    with translation.override(language):
        return Pdf(pdf.document(binder.document(meeting, reader), language=language)).read


def test_everybodys_binder_holds_what_is_public_and_nothing_else(meeting):
    said = texts(meeting, readers.EVERYBODY)
    for words in ("1. Tilannekuva", "Väestö vähenee", "Selvitys rahoituksesta", "Myöhässä", "Julkinen liite"):
        assert words in said, words
    for words in ("Kutsuttujen liite", "Sisäinen tehtävä", "official.a", "official.b", "Lakko", "video.example.org"):
        assert words not in said, words


def test_the_binder_of_the_invited_holds_their_papers_and_their_own_regions_answers(meeting, cast):
    reader = readers.invited(cast.official_of_a, meeting)
    assert reader is not None
    said = texts(meeting, reader)
    assert "Kutsuttujen liite" in said and "official.a (Esimerkki) Osallistuu paikan päällä" in said
    assert "official.b" not in said and "Lakko" not in said


def test_who_is_not_invited_is_no_reader_of_the_invited(meeting, cast):
    assert readers.invited(cast.politician_of_a, meeting) is None
    assert readers.invited(cast.stranger, meeting) is None
    with pytest.raises(ValueError):
        readers.staff(cast.member)


@pytest.mark.parametrize("kind", ["coordinator", "chair"])
def test_staffs_binder_says_who_comes(meeting, cast, kind):
    said = texts(meeting, readers.staff(getattr(cast, kind)))
    assert "official.a (Esimerkki)" in said and "Kutsuttujen liite" in said
    assert "official.b" not in said and "Lakko" not in said


def test_after_the_meeting_everybody_reads_which_regions_were_represented(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=PUBLISHED, ends_at=datetime(2026, 1, 2, tzinfo=UTC))
    said = texts(whole(meeting), readers.EVERYBODY)
    assert "Nämä maakunnat olivat edustettuina: • Kainuu" in said
    assert "official.a" not in said


def test_an_agenda_that_is_not_public_stands_in_staffs_binder_only(meeting, cast):
    Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=None)
    found = whole(meeting)
    invited = readers.invited(cast.official_of_a, found)
    assert "Tilannekuva" not in texts(found, readers.EVERYBODY)
    assert "Tilannekuva" not in texts(found, invited) and "liite" not in texts(found, invited).lower().replace(
        "liitteitä", ""
    )
    assert "Tilannekuva" in texts(found, readers.staff(cast.coordinator))


@pytest.mark.parametrize(
    ("language", "order"),
    [("fi", ["Esityslista", "Väestö vähenee"]), ("sv", ["Föredragningslista", "Befolkningen minskar"])],
)
def test_it_is_one_document_with_contents_in_both_forms(meeting, language, order):
    with translation.override(language):
        made = binder.document(meeting, readers.EVERYBODY)
    file, page = Pdf(pdf.document(made, language=language)), one_file.html(made, language=language).decode()
    # then the PDF is tagged, in its language, and its parts are headings in order
    assert file.is_marked and file.language == language and file.title == made.title
    parts = [words for level, words in file.headings if level == "H2"]
    assert parts[:2] == order and len(parts) == len(made.parts)
    assert len(file.of_kind("TOCI")) == len(parts)
    # and the file for browsers has the same parts and says its language
    assert f'<html lang="{language}">' in page
    assert [part.key for part in made.parts] == [
        key for key in map(str, (one.key for one in made.parts)) if f'id="{key}"' in page
    ]


def test_other_rooms_put_their_parts_between_the_brief_and_the_action_points(meeting):
    # given somebody who has positions to show to the invited
    def positions(*, meeting, reader):
        words = "Kainuun kanta on " if reader.is_invited else "Julkinen kanta on "
        return Part("positions", "Alueiden kannat", [Text((words, Strong("selvä"))), Table("T", ["a"], [["b"]])])

    shelves.binder_parts.put("positions", positions, order=30)
    try:
        with translation.override("fi"):
            made = binder.document(meeting, readers.EVERYBODY)
    finally:
        shelves.binder_parts.take("positions")
    # then they stand in their place, in the PDF and in the file for browsers
    titles = [str(part.title) for part in made.parts]
    assert (
        titles.index("Väestö vähenee") < titles.index("Alueiden kannat") < titles.index("Teeman avoimet toimenpiteet")
    )
    assert "Julkinen kanta on selvä" in Pdf(pdf.document(made, language="fi")).read
    assert "Julkinen kanta on <strong>selvä</strong>" in one_file.html(made, language="fi").decode()


@pytest.mark.parametrize("more", [0, 3])
def test_it_costs_the_same_however_much_there_is(meeting, cast, django_assert_max_num_queries, more):
    for _ in range(more):
        things.paper_file(things.paper(meeting, item=things.agenda_item(meeting)))
        answered(meeting, things.seat(things.region()), person=things.person())
    reader = readers.staff(cast.coordinator)
    with translation.override("fi"), django_assert_max_num_queries(22):
        binder.document(meeting, reader)


def test_somebody_who_was_there_without_saying_so_is_on_the_list(meeting, cast):
    silent = things.invitation(meeting, things.seat(things.region(name_fi="Lappi")), person=things.person("yllatys"))
    silent.attendances.create(person=silent.person, mode="room", channel="list")
    found = {one.name: one for one in participants.of(meeting)}
    assert found["yllatys (Esimerkki)"].present and not found["official.a (Esimerkki)"].present
