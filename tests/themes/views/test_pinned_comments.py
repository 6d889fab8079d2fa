"""Comments pinned to a block of a brief, as one version told it."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from regions.models import Region
from tests.people import KINDS
from tests.themes.furnished import real_briefs
from themes.models import Comment
from themes.services import briefs as brief_verbs
from themes.services import comments, pins

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast):
    """The business brief on the real figures; the cast lives in its regions."""
    found = real_briefs()["business"]
    cast.region_a, cast.region_b = (Region.objects.get(code=code) for code in ("18", "15"))
    return found


def at(name, *args):
    with translation.override("fi"):
        return reverse(f"themes:{name}", args=args)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def block_of(brief, kind="message"):
    return brief.blocks.filter(kind=kind).first()


def pinned(brief, person, **fields):
    pin = pins.find(brief.thread, block_of(brief).public_id)
    return comments.say(brief.thread, by=person, text="Luku yllättää.", language="fi", pin=pin, **fields)


def newer(brief):
    """A second version of the brief."""
    brief.refresh_from_db()
    brief_verbs.rework(brief, by=None)
    brief.lead_fi = "Uusi johdanto."
    brief.save(update_fields=["lead_fi"])
    brief_verbs.send_for_checking(brief, by=None)
    brief_verbs.confirm(brief, by=None)
    brief_verbs.publish(brief, by=None, note={"fi": "Korjattu.", "sv": "Rättat."})


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_has_a_way_to_comment_for_who_may_and_for_strangers(cast, brief, kind):
    person = getattr(cast, kind)
    client = Client() if kind == "stranger" else signed_in(person)
    html = client.get(at("brief", brief.public_id)).content.decode()
    blocks = [one for one in brief.blocks.all() if one.kind in ("message", "table", "questions")]
    for one in blocks:
        assert f"?block={one.public_id}&amp;version=1" in html and f'id="b-{one.public_id}"' in html, one.kind
    answer = client.get(at("comment", brief.thread.public_id), {"block": blocks[0].public_id, "version": "1"})
    assert answer.status_code == (302 if kind == "stranger" else 200)


def test_who_has_no_mandate_sees_no_such_button(brief):
    from tests import things

    html = signed_in(things.person()).get(at("brief", brief.public_id)).content.decode()
    assert "?block=" not in html


def test_a_comment_keeps_the_block_its_version_and_its_figures(cast, brief):
    client, block = signed_in(cast.politician_of_a), block_of(brief)
    address = at("comment", brief.thread.public_id)
    form = client.get(address, {"block": block.public_id, "version": "1"}).content.decode()
    assert "Pääviesti 1: Vain Uusimaa" in form and 'name="block"' in form
    capacity = re.search(r'name="capacity" value="([^"]+)"', form)[1]
    sent = {"text": "Luku yllättää.", "standing": "personal", "language": "fi", "capacity": capacity}
    answer = client.post(address, {**sent, "block": block.public_id, "version": "1"})
    said = Comment.objects.get()
    assert answer.status_code == 302 and (said.block, said.brief_version) == (block.public_id, 1)
    assert said.data_version == brief.published.data_version and said.block_name["sv"].startswith("Huvudbudskap 1")
    html = client.get(at("brief", brief.public_id)).content.decode()
    assert html.count(f'href="{at("brief", brief.public_id)}#b-{block.public_id}"') == 1
    assert "1 kommentti" in html.split(f'id="b-{block.public_id}"')[1].split("</li>")[0]


def test_after_a_newer_version_it_says_of_which_it_was_said(cast, brief):
    pinned(brief, cast.official_of_a)
    page = at("brief", brief.public_id)
    assert "sanottu versiosta" not in Client().get(page).content.decode()
    newer(brief)
    html = Client().get(page).content.decode()
    assert "sanottu versiosta 1" in html and f"luvut: {brief.published.data_version.label}" in html


def test_a_comment_on_an_older_version_is_pinned_to_that_version(cast, brief):
    newer(brief)
    assert pins.find(brief.thread, block_of(brief).public_id, 1).version == 1
    assert pins.find(brief.thread, block_of(brief).public_id, 99).version == 2


@pytest.mark.parametrize("version", ["1", "x", "-3", "99999999999", ""])
def test_a_block_that_is_not_there_is_said_and_the_text_is_kept(cast, brief, version):
    client = signed_in(cast.official_of_a)
    sent = {"text": "Tärkeä huomio.", "standing": "personal", "language": "fi", "block": "gone", "version": version}
    form = client.get(at("comment", brief.thread.public_id)).content.decode()
    sent["capacity"] = re.search(r'name="capacity" value="([^"]+)"', form)[1]
    html = client.post(at("comment", brief.thread.public_id), sent).content.decode()
    assert "Tärkeä huomio." in html and not Comment.objects.exists()
    assert 'value="gone"' not in html


def test_a_reply_has_no_block_of_its_own(cast, brief):
    root = pinned(brief, cast.official_of_a)
    assert pinned(brief, cast.chair, parent=root).block == ""


def test_hidden_comments_are_not_counted(cast, brief):
    said = pinned(brief, cast.official_of_a)
    assert pins.counts(brief.thread) == {said.block: 1}
    comments.hide(said, by=cast.coordinator, reason="Asiaton")
    assert pins.counts(brief.thread) == {}


def test_pages_cost_the_same_for_one_and_three_pinned_comments(cast, brief, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pinned(brief, cast.official_of_a)
    page, client = at("brief", brief.public_id), Client()
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    assert len(one) <= 15
    for person in (cast.official_of_b, cast.member):
        pinned(brief, person)
    with django_assert_num_queries(len(one)):
        client.get(page)


@pytest.mark.parametrize("nonsense", [{"brief_version": 1}, {"block": "x"}])
def test_the_database_refuses_half_a_pin(cast, brief, nonsense):
    said = comments.say(brief.thread, by=cast.official_of_a, text="Hei.", language="fi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=said.pk).update(**nonsense)


def test_an_older_version_shows_what_was_said_of_it_and_sends_new_comments_to_the_newest(cast, brief):
    pinned(brief, cast.politician_of_a)
    comments.say(brief.thread, by=cast.politician_of_a, text="Yleinen huomio.", language="fi")
    newer(brief)
    brief.refresh_from_db()
    pin = pins.find(brief.thread, block_of(brief).public_id)
    comments.say(brief.thread, by=cast.politician_of_a, text="Uuden luku.", language="fi", pin=pin)
    client = signed_in(cast.politician_of_a)
    old = client.get(at("brief_version", brief.public_id, 1)).content.decode()
    assert "Luku yllättää." in old and "Yleinen huomio." not in old and "Uuden luku." not in old
    assert (
        "?block=" not in old and '<details class="say"' not in old and "Vastaa" not in old.split('id="discussion"')[1]
    )
    assert f"{at('brief', brief.public_id)}#discussion" in old and "Keskustelu jatkuu uusimmassa versiossa" in old
    assert "1 kommentti" in old and "2 kommenttia" not in old
    new = client.get(at("brief", brief.public_id)).content.decode()
    assert all(said in new for said in ("Luku yllättää.", "Yleinen huomio.", "Uuden luku.")) and "?block=" in new
