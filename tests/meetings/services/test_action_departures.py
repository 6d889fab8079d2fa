"""What becomes of action points when somebody leaves, and what a person's own data hold of them."""

from forum.services import own, people
from meetings.models import ActionPoint, ActionProgress
from meetings.services import actions
from tests import things
from tests.actions import action


def test_who_is_anonymised_is_nobodys_contact_person_and_what_they_told_stays(cast):
    person = things.person("leaves")
    one = action(contact=person, owner=cast.agency)
    actions.report(one, by=person, organisation=cast.agency, state="under_way", text="Alussa", language="fi")
    people.anonymise(person, by=cast.coordinator)
    assert ActionPoint.objects.get().contact is None
    assert ActionProgress.objects.get().text == "Alussa"


def test_ones_own_data_hold_what_one_told_and_is_contact_person_of(cast):
    one = action(contact=cast.member, owner=cast.agency)
    actions.report(one, by=cast.member, organisation=cast.agency, state="under_way", text="Alussa", language="fi")
    found = own.data(cast.member)["actions"]["action_points"]
    assert [told["text"] for told in found["told"]] == ["Alussa"]
    assert [about["title"] for about in found["contact_person_of"]] == [one.title_fi]
