"""Papers: added, replaced and removed, and nothing of it is lost; who may read which."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from forum.models import AuditEntry
from forum.services.sniffing import DOCX, PDF
from forum.services.verbs import present_edition
from meetings.models import Meeting, Paper, PaperFile
from meetings.services import agenda, paper_desk, paper_lists, papers
from meetings.services.papers import Upload
from tests import files, things
from tests.people import KINDS

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


def upload(language: str = "fi", content: bytes = files.PDF, name: str = "Pohjapaperi.pdf", kind=PDF) -> Upload:
    return Upload(language, name, kind, content)


@pytest.fixture
def meeting(cast) -> Meeting:
    return things.meeting(agenda_published_at=PUBLISHED)


def current(paper: Paper) -> dict[str, str]:
    """The present file in each language."""
    return dict(paper.files.filter(replaced_at=None).values_list("language", "name"))


def test_a_paper_has_a_file_for_each_language_and_tells_who_added_it(meeting, cast):
    made = papers.add(meeting, by=cast.coordinator, files=[upload(), upload("sv", name="Bakgrund.pdf")], title_fi="A")
    assert current(made) == {"fi": "Pohjapaperi.pdf", "sv": "Bakgrund.pdf"}
    one = made.files.get(language="fi")
    assert (one.kind, one.size, bytes(one.content), one.added_by) == (
        "pdf",
        len(files.PDF),
        files.PDF,
        cast.coordinator,
    )
    assert AuditEntry.objects.get(verb="papers.add").actor == cast.coordinator


def test_without_a_title_it_is_called_as_its_files(meeting, cast):
    made = papers.add(meeting, by=cast.coordinator, files=[upload(), upload("sv", name="Bakgrund.pdf")])
    assert (made.title_fi, made.title_sv) == ("Pohjapaperi", "Bakgrund")


def test_a_new_file_takes_the_place_of_the_old_one_which_stays(meeting, cast):
    # given a paper
    made = papers.add(meeting, by=cast.coordinator, files=[upload()])
    # when its file is replaced
    new = papers.change(made, by=cast.coordinator, files=[upload(content=files.office(), name="v2.docx", kind=DOCX)])
    # then the new one is there, and the old one among the earlier ones with all its bytes
    assert current(made) == {"fi": "v2.docx"} and len(new) == 1
    old = made.files.exclude(replaced_at=None).get()
    assert bytes(old.content) == files.PDF
    found = paper_desk.files_of(made)
    assert ([line.file.name for line in found.present], [line.file.name for line in found.earlier]) == (
        ["v2.docx"],
        ["Pohjapaperi.pdf"],
    )


def test_the_same_file_again_changes_nothing(meeting, cast):
    made = papers.add(meeting, by=cast.coordinator, files=[upload()])
    before = present_edition()
    assert papers.change(made, by=cast.coordinator, files=[upload()], **papers.values_of(made)) == []
    assert made.files.count() == 1
    assert not AuditEntry.objects.filter(verb="papers.change").exists()
    assert present_edition() in {before, before + 1}


def test_a_removed_paper_can_be_put_back(meeting, cast):
    made = papers.add(meeting, by=cast.coordinator, files=[upload()])
    assert papers.remove(made, by=cast.coordinator) and not papers.remove(made, by=cast.coordinator)
    assert not paper_lists.read(meeting, cast.coordinator)
    assert papers.put_back(made, by=cast.coordinator) and not papers.put_back(made, by=cast.coordinator)
    assert [one.title for one in paper_lists.read(meeting, None).of_meeting] == ["Pohjapaperi"]
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"papers.remove", "papers.put_back"}


def test_a_file_can_be_taken_away_in_one_language(meeting, cast):
    made = papers.add(meeting, by=cast.coordinator, files=[upload(), upload("sv")])
    assert papers.take_file_back(made.files.get(language="sv"), by=cast.coordinator)
    assert list(current(made)) == ["fi"] and made.files.count() == 2


def test_a_new_paper_after_publication_makes_a_new_edition(meeting, cast):
    before = present_edition()
    papers.add(meeting, by=cast.coordinator, files=[upload()])
    assert present_edition() > before


def test_an_item_with_papers_stays_and_one_whose_papers_were_removed_goes(meeting, cast):
    item = things.agenda_item(meeting)
    made = papers.add(meeting, by=cast.coordinator, files=[upload()], item=item)
    with pytest.raises(Exception, match="liitteitä|papers"):
        agenda.remove(item, by=cast.coordinator)
    papers.remove(made, by=cast.coordinator)
    agenda.remove(item, by=cast.coordinator)
    assert Paper.objects.get().item is None


def test_each_reader_gets_the_file_in_the_readers_language_first(meeting, cast):
    made = papers.add(
        meeting, by=cast.coordinator, files=[upload(), upload("sv", files.PDF * 20_000)], title_fi="Paperi"
    )
    only = papers.add(meeting, by=cast.coordinator, files=[upload("sv")], title_sv="Bara på svenska")

    def read(language):
        with translation.override(language):
            listed = paper_lists.read(meeting, None).of_meeting
            return [[line.facts.replace("\u00a0", " ") for line in one.files] for one in listed]

    assert read("fi") == [["PDF, 1 kt", "ruotsiksi, PDF, 1,2 Mt"], ["ruotsiksi, PDF, 1 kt"]]
    assert read("sv") == [["PDF, 1,2 MB", "på finska, PDF, 1 kB"], ["PDF, 1 kB"]]
    assert made.position < only.position


SEES = {
    "coordinator": {"public", "seats", "draft", "removed", "replaced", "of a draft year"},
    "chair": {"public", "seats", "draft", "removed", "replaced", "of a draft year"},
    "official_of_a": {"public", "seats"},
    "politician_of_a": {"public"},
    "official_of_b": {"public"},
    "member": {"public"},
    "stranger": {"public"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_sees_exactly_the_papers_that_are_theirs(cast, kind):
    # given an invited official of region A, a published agenda, a draft agenda, and a year that is not public
    meeting, draft = things.meeting(agenda_published_at=PUBLISHED, state="invited"), things.meeting()
    hidden = things.meeting(cycle=things.cycle(is_public=False), agenda_published_at=PUBLISHED)
    assert cast.official_of_a
    things.invitation(meeting, cast.official_seat_a)
    things.invitation(draft, cast.official_seat_a)
    made = {
        "public": things.paper_file(things.paper(meeting)),
        "seats": things.paper_file(things.paper(meeting, for_seats_only=True)),
        "draft": things.paper_file(things.paper(draft)),
        "removed": things.paper_file(things.paper(meeting, removed_at=PUBLISHED)),
        "replaced": things.paper_file(things.paper(meeting), replaced_at=PUBLISHED),
        "of a draft year": things.paper_file(things.paper(hidden)),
    }
    # then each kind of people sees what is theirs
    seen = set(PaperFile.objects.visible_to(getattr(cast, kind)).values_list("pk", flat=True))
    assert {name for name, file in made.items() if file.pk in seen} == SEES[kind]


def test_an_invitation_that_was_withdrawn_or_not_sent_opens_nothing(cast):
    meeting = things.meeting(agenda_published_at=PUBLISHED, state="invited")
    things.paper_file(things.paper(meeting, for_seats_only=True))
    for state, sent_at in (("withdrawn", PUBLISHED), ("drafted", None)):
        invitation = things.invitation(
            meeting, cast.official_seat_a, state=state, person=cast.official_of_a, sent_at=sent_at
        )
        assert not PaperFile.objects.visible_to(cast.official_of_a).exists(), state
        invitation.delete()


@pytest.mark.parametrize("papers_there", [1, 3])
def test_the_list_costs_one_query(meeting, cast, django_assert_num_queries, papers_there):
    for _ in range(papers_there):
        things.paper_file(things.paper(meeting))
    with django_assert_num_queries(1):
        assert len(paper_lists.read(meeting, None).of_meeting) == papers_there


def test_the_database_refuses_two_present_files_of_a_language(meeting):
    paper = things.paper(meeting)
    things.paper_file(paper)
    with pytest.raises(IntegrityError), transaction.atomic():
        things.paper_file(paper)


def test_papers_of_an_item_change_places_and_others_stay(meeting, cast):
    # given three papers of an item, and one of the whole meeting
    item, by = things.agenda_item(meeting), cast.coordinator
    first, second, third = (papers.add(meeting, by=by, item=item, title_fi=name) for name in "ABC")
    papers.add(meeting, by=by, title_fi="D")
    # when the last goes up and the first down
    assert papers.move(third, up=True, by=by) and papers.move(first, up=False, by=by)
    # then their order is the new one, and those at the ends stay there
    order = [one.title_fi for one in meeting.papers.filter(item=item)]
    assert order == ["C", "A", "B"]
    assert not papers.move(third, up=True, by=by) and not papers.move(second, up=False, by=by)
    assert meeting.papers.get(item=None).position == 1


def test_a_removed_paper_moves_nowhere(meeting, cast):
    one, other = (papers.add(meeting, by=cast.coordinator, title_fi=name) for name in "AB")
    papers.remove(other, by=cast.coordinator)
    assert not papers.move(other, up=True, by=cast.coordinator)
    assert not papers.move(one, up=False, by=cast.coordinator)
