"""The one cast of all tests: the seven kinds of people, and the places they act for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from forum.backends import PeopleBackend
from forum.models import Person, StaffRole
from regions.models import Mandate, Organisation, Region, Seat
from tests import things

KINDS = (
    "coordinator",
    "chair",
    "official_of_a",
    "politician_of_a",
    "official_of_b",
    "member",
    "stranger",
)


def once(load: Callable[[PeopleBackend, object], object]) -> Callable[[PeopleBackend, object], object]:
    """`PeopleBackend.get_user` that loads each person once in each language, with all they have been asked since."""
    known: dict[tuple[object, str | None], object] = {}

    def get_user(backend: PeopleBackend, user_id: object) -> object:
        who = (user_id, translation.get_language())
        if who not in known:
            known[who] = load(backend, user_id)
        return known[who]

    return get_user


def hold(seat: Seat, person: Person, role: str = "holder") -> Mandate:
    """The person holds the seat from long ago."""
    return Mandate.objects.create(seat=seat, person=person, role=role, since="2020-01-01")


@dataclass
class Cast:
    """Each kind of person is made when first asked for. Region A is Kainuu, region B is Ostrobothnia (Swedish)."""

    @cached_property
    def region_a(self) -> Region:
        return things.region("18", name_fi="Kainuu", name_sv="Kajanaland", name_en="Kainuu")

    @cached_property
    def region_b(self) -> Region:
        return things.region(
            "15", name_fi="Pohjanmaa", name_sv="Österbotten", name_en="Ostrobothnia", default_language="sv"
        )

    @cached_property
    def agency(self) -> Organisation:
        return things.organisation(kind="agency", name_fi="Suomen ympäristökeskus", forum_member=True)

    @cached_property
    def official_seat_a(self) -> Seat:
        return things.seat(self.region_a, "official")

    @cached_property
    def official_seat_b(self) -> Seat:
        return things.seat(self.region_b, "official")

    @cached_property
    def politician_seat_a(self) -> Seat:
        return things.seat(self.region_a, "politician")

    @cached_property
    def member_seat(self) -> Seat:
        return Seat.objects.create(kind="member", organisation=self.agency)

    @cached_property
    def coordinator(self) -> Person:
        person = things.person("coordinator")
        StaffRole.objects.create(person=person, kind="coordinator", since="2020-01-01")
        return person

    @cached_property
    def chair(self) -> Person:
        person = things.person("chair")
        StaffRole.objects.create(person=person, kind="chair", since="2020-01-01")
        return person

    @cached_property
    def official_of_a(self) -> Person:
        return hold(self.official_seat_a, things.person("official.a")).person

    @cached_property
    def politician_of_a(self) -> Person:
        return hold(self.politician_seat_a, things.person("politician.a")).person

    @cached_property
    def official_of_b(self) -> Person:
        return hold(self.official_seat_b, things.person("official.b", language="sv")).person

    @cached_property
    def member(self) -> Person:
        return hold(self.member_seat, things.person("member")).person

    @cached_property
    def stranger(self) -> AnonymousUser:
        return AnonymousUser()

    def everybody(self) -> dict[str, Person | AnonymousUser]:
        """All seven, by kind."""
        return {kind: getattr(self, kind) for kind in KINDS}
