"""Furnishing of places: the profile's real data, complete, and never against a coordinator's will."""

import json

import pytest

from forum import clock
from forum.models import Person, StaffRole
from regions import furnishing
from regions.models import Mandate, Network, Organisation, Region, Seat

pytestmark = pytest.mark.django_db


def furnish() -> None:
    for load in (furnishing.furnish, furnishing.furnish_people):
        load(today=clock.today(), say=lambda words: None)


def profile(settings, name):
    settings.PROFILE_NAME = name
    settings.PROFILE = json.loads((settings.SEED_DATA / "profiles.json").read_text(encoding="utf-8"))[name]
    settings.LANGUAGE_CODE = settings.PROFILE["default_language"]


def test_finland_has_nineteen_regions_with_councils_tiles_and_neighbours():
    furnish()
    kainuu = Region.objects.get(code="18")
    assert Region.objects.count() == 19
    assert kainuu.council.name_fi == "Kainuun liitto"
    assert kainuu.council.unverified
    assert [region.code for region in kainuu.neighbours.all()] == ["11", "12", "17"]
    assert not Region.objects.get(code="21").neighbours.exists()


def test_no_two_regions_have_the_same_short_name():
    furnish()
    assert Region.objects.get(code="18").short_name == "Kai"
    assert len({region.short_name for region in Region.objects.all()}) == 19


def test_every_region_has_two_politicians_seats_and_one_officials():
    furnish()
    assert Seat.objects.filter(kind="politician").count() == 38
    assert Seat.objects.filter(kind="official").count() == 19


def test_members_sit_in_the_forum_and_the_secretariat_has_the_chairs():
    furnish()
    chairs = Seat.objects.filter(kind="chair").order_by("number")
    assert [seat.organisation.abbreviation_fi for seat in chairs] == ["TEM", "TEM"]
    assert "Valtiosihteeri" in chairs[0].holder.name
    assert Seat.objects.filter(kind="member").count() == Organisation.objects.filter(forum_member=True).count() > 20


def test_an_agency_knows_its_area():
    furnish()
    centre = Organisation.objects.get(name_fi="Itä-Suomen elinvoimakeskus")
    assert sorted(region.code for region in centre.areas.all()) == ["10", "11", "12"]


def test_one_seat_has_no_holder_and_one_holder_cannot_be_reached():
    furnish()
    empty = Seat.objects.without_living_holder()
    assert {(seat.region.code, seat.kind) for seat in empty} == {("10", "official"), ("07", "official")}
    assert Seat.objects.get(region__code="10", kind="official").holder is None


def test_every_region_has_a_contact_and_an_approver():
    furnish()
    for role in ("contact", "approver"):
        assert Mandate.objects.in_force().filter(role=role).values("region").distinct().count() == 19


def test_example_people_are_named_by_role_in_their_own_language():
    furnish()
    assert Person.objects.get(email="kainuu.virkamies@example.org").name == "Kainuun aluekehitysjohtaja (Esimerkki)"
    ostrobothnia = Person.objects.get(email="pohjanmaa.virkamies@example.org")
    assert (ostrobothnia.name, ostrobothnia.language) == ("Österbottens regionutvecklingsdirektör (Exempel)", "sv")
    assert Person.objects.filter(is_example=False).count() == 0
    assert not Person.objects.exclude(email__endswith="@example.org").exists()


def test_networks_have_members_in_roles():
    furnish()
    assert Network.objects.count() == 3
    assert {row.role for row in Network.objects.first().memberships.all()} == {"driver", "follower", "learner"}


def counts() -> list[int]:
    return [model.objects.count() for model in (Region, Organisation, Seat, Person, Mandate, Network, StaffRole)]


def test_twice_is_as_once():
    furnish()
    before = counts()
    furnish()
    assert counts() == before


def test_it_does_not_undo_what_a_coordinator_changed():
    furnish()
    Organisation.objects.filter(key="ym").update(name_fi="uusi ministeriö")
    Region.objects.filter(code="18").update(name_en="Kainuu Region")
    Organisation.objects.get(name_fi="Lapin elinvoimakeskus").areas.set(Region.objects.filter(code__in=["17", "19"]))
    Mandate.objects.filter(person__email="kainuu.virkamies@example.org").update(until="2022-01-01")
    Person.objects.filter(email="lappi.yhteys@example.org").update(email="gone@example.invalid", name="X")
    before = counts()
    furnish()
    assert counts() == before
    assert Organisation.objects.get(key="ym").name_fi == "uusi ministeriö"
    assert Organisation.objects.get(name_fi="Lapin elinvoimakeskus").areas.count() == 2
    assert Seat.objects.get(region__code="18", kind="official").holder is None


def test_an_organisation_that_went_missing_comes_back_without_new_people():
    furnish()
    Organisation.objects.filter(key="vnk").delete()
    people = Person.objects.count()
    furnish()
    assert Organisation.objects.get(key="vnk").abbreviation_fi == "VNK"
    assert Person.objects.count() == people


def test_the_swedish_forum_loads_from_data_alone(settings):
    profile(settings, "se")
    furnish()
    assert Region.objects.count() == 21
    assert Organisation.objects.get(is_secretariat=True).name_sv == "Tillväxtverket"
    chair = Seat.objects.get(kind="chair", number=1)
    assert chair.holder.name == "Statssekreterare, Landsbygds- och infrastrukturdepartementet (Exempel)"
    assert Region.objects.get(code="01").short_name == "AB"
    assert len({region.short_name for region in Region.objects.all()}) == 21
    stockholm = Seat.objects.get(region__code="01", kind="official")
    assert stockholm.holder.name == "Region Stockholms regionutvecklingsdirektör (Exempel)"
    assert stockholm.holder.email == "stockholm.tjansteman@example.org"
    assert Seat.objects.without_living_holder().count() == 2
