"""The example people of the furnished forum: named by role, reachable only under example.org."""

import json
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from forum import clock, own_words
from forum.models import Person, StaffRole
from forum.texts import in_language
from regions.models import Mandate, Network, NetworkMembership, Region, Seat
from regions.rules import region_of

MARK = {"fi": "Esimerkki", "sv": "Exempel", "en": "Example"}
WORDS = {
    "fi": {
        "official": "aluekehitysjohtaja",
        "official_deputy": "kehittämispäällikkö",
        "politician_1": "maakuntahallituksen puheenjohtaja",
        "politician_1_deputy": "maakuntahallituksen varapuheenjohtaja",
        "politician_2": "maakuntavaltuuston puheenjohtaja",
        "politician_2_deputy": "maakuntavaltuuston varapuheenjohtaja",
        "contact": "yhteyshenkilö",
        "former": "entinen aluekehitysjohtaja",
        "member": "edustaja",
        "member_deputy": "varaedustaja",
    },
    "sv": {
        "official": "regionutvecklingsdirektör",
        "official_deputy": "utvecklingschef",
        "politician_1": "landskapsstyrelsens ordförande",
        "politician_1_deputy": "landskapsstyrelsens vice ordförande",
        "politician_2": "landskapsfullmäktiges ordförande",
        "politician_2_deputy": "landskapsfullmäktiges vice ordförande",
        "contact": "kontaktperson",
        "former": "tidigare regionutvecklingsdirektör",
        "member": "ledamot",
        "member_deputy": "ersättare",
    },
}
GROUNDS = {
    "fi": ("suurin ryhmä", "muut ryhmät"),
    "sv": ("största gruppen", "övriga grupper"),
    "se": ("majoriteten", "oppositionen"),
}


def invite_all() -> None:
    """Gives nearly every seat a holder and most a deputy, every region a contact and an approver."""
    data = json.loads((settings.SEED_DATA / "examples.json").read_text(encoding="utf-8"))
    examples = Examples(data[settings.PROFILE_NAME])
    examples.coordinators()
    for region in Region.objects.select_related("council"):
        examples.region(region)
    for number, seat in enumerate(Seat.objects.filter(kind="member").select_related("organisation")):
        examples.member(seat, with_deputy=number % 2 == 0)
    for seat in Seat.objects.filter(kind="chair").select_related("organisation"):
        examples.chair(seat)
    examples.networks()


class Examples:
    """Makes the people that the profile's part of `examples.json` speaks of."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Keeps the data."""
        self.data = data

    def coordinators(self) -> None:
        """The secretariat's coordinators."""
        for about in self.data["coordinators"]:
            person = self._person(about["address"], about["name"], about["title"], settings.LANGUAGE_CODE)
            StaffRole.objects.get_or_create(person=person, kind="coordinator", defaults={"since": self.data["since"]})

    def region(self, region: Region) -> None:
        """The people of the region's three seats, its contact and its approver."""
        seats = list(region.seats.all())
        contact = self._of_region(region, "contact")
        for seat in seats:
            self._region_seat(region, seat)
        official = Mandate.objects.in_force().filter(seat__region=region, seat__kind="official", role="holder").first()
        self._mandate(contact, "contact", region=region)
        self._mandate(official.person if official else contact, "approver", region=region)

    def _region_seat(self, region: Region, seat: Seat) -> None:
        post = f"politician_{seat.number}" if seat.kind == "politician" else "official"
        if seat.kind == "politician":
            grounds = GROUNDS["se" if settings.PROFILE_NAME == "se" else region.default_language]
            Seat.objects.filter(pk=seat.pk).update(ground=grounds[min(seat.number, 2) - 1])
        if post == "official" and region.code == self.data["without_official"]:
            former = self._of_region(region, "former", is_active=False)
            Mandate.objects.create(
                seat=seat, person=former, role="holder", since="2019-01-01", until="2021-07-31", **self._decided()
            )
        else:
            lost = post == "official" and region.code == self.data["unreachable_official"]
            holder = self._of_region(region, post, unreachable_since=clock.now() if lost else None)
            self._mandate(holder, "holder", seat=seat)
        if int(region.code) % 4 or post == "official":
            self._mandate(self._of_region(region, f"{post}_deputy"), "deputy", seat=seat)

    def member(self, seat: Seat, *, with_deputy: bool) -> None:
        """The member organisation's representative."""
        self._mandate(self._of_member(seat, "member"), "holder", seat=seat)
        if with_deputy:
            self._mandate(self._of_member(seat, "member_deputy"), "deputy", seat=seat)

    def chair(self, seat: Seat) -> None:
        """Who leads the politicians' (1) and the officials' (2) meetings."""
        about, language = self.data["chairs"][seat.number - 1], settings.LANGUAGE_CODE
        title = about["title"][language]
        name = f"{title.capitalize()}, {in_language(seat.organisation, 'name', language)} ({MARK[language]})"
        person = self._person(about["address"], name, title, language)
        StaffRole.objects.get_or_create(person=person, kind="chair", defaults={"since": self.data["since"]})
        self._mandate(person, "holder", seat=seat)

    def networks(self) -> None:
        """Example networks with their members."""
        for about in self.data["networks"]:
            names = {f"name_{code}": name for code, name in about["name"].items()}
            network = Network.objects.create(**names, coordinator=self._known(about["coordinator"]), is_example=True)
            for address, role in about["members"]:
                self._join(network, self._known(address), role)

    def _join(self, network: Network, person: Person, role: str) -> None:
        """Works in the network for the region or organisation by whose mandate the person is here."""
        mandate = person.mandates.select_related("seat").first()
        region = region_of(mandate) if mandate else None
        organisation = mandate.seat.organisation if mandate and mandate.seat else None
        NetworkMembership.objects.create(
            network=network,
            person=person,
            role=role,
            region=region,
            organisation=organisation,
            since=self.data["since"],
        )

    def _of_region(self, region: Region, post: str, **fields: Any) -> Person:
        language = region.default_language
        title = self.data.get("titles", {}).get(post) or own_words.here(WORDS[language][post], language)
        whose = self.data["genitive"].get(region.code) or swedish_genitive(str(region.council.name_sv))
        place = slugify(region.name_fi if settings.PROFILE_NAME == "fi" else region.name_en)
        address = f"{place}.{self.data['addresses'].get(post, post)}"
        return self._person(address, f"{whose} {title} ({MARK[language]})", title, language, **fields)

    def _of_member(self, seat: Seat, post: str) -> Person:
        language = settings.LANGUAGE_CODE
        title, body = WORDS[language][post], seat.organisation
        assert body is not None
        name = f"{title.capitalize()}, {in_language(body, 'name', language)} ({MARK[language]})"
        return self._person(f"{body.key}.{self.data['addresses'][post]}", name, title, language)

    def _person(self, address: str, name: str, title: str, language: str, **fields: Any) -> Person:
        email = f"{address}@example.org"
        found = Person.objects.filter(email=email).first()
        return found or Person.objects.create_user(
            email, name=name, title=title, language=language, is_example=True, **fields
        )

    def _known(self, address: str) -> Person:
        return Person.objects.get(email=f"{address}@example.org")

    def _mandate(self, person: Person, role: str, **of: Any) -> None:
        Mandate.objects.create(person=person, role=role, since=self.data["since"], **self._decided(), **of)

    def _decided(self) -> dict[str, str]:
        return {"appointed_by": self.data["appointed_by"]}


def swedish_genitive(name: str) -> str:
    """Region Skånes; a name that ends in s, x or z stays as it is."""
    return name if name[-1:] in "sxz" else f"{name}s"
