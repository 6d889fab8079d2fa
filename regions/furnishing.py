"""The places of the country profile: organisations, regions, seats. Furnishing only adds what is missing."""

import csv
from collections.abc import Callable, Iterator
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from forum.models import Person
from forum.texts import LANGUAGES
from regions import example_people
from regions.models import Mandate, Organisation, Region, Seat

Row = dict[str, str]
FULLY_CHECKED = ("", "yes")
NAMES_UNCHECKED = {
    "fi": "Ruotsin- ja englanninkieliset nimet tarkistamatta",
    "sv": "Namnen på andra språk okontrollerade",
}
REMARKS = {
    "sv and en names unverified": NAMES_UNCHECKED,
    "sv and en names unverified; area unverified": {
        "fi": "Ruotsin- ja englanninkieliset nimet sekä alue tarkistamatta",
        "sv": "Namnen på andra språk och området okontrollerade",
    },
}
UNCHECKED = {"fi": "Tiedot tarkistamatta", "sv": "Uppgifterna okontrollerade"}
UNCHECKED_COUNCIL = {"fi": "Maakunnan liiton nimi tarkistamatta", "sv": "Namnet okontrollerat"}


@transaction.atomic
def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Loads the active profile. Twice is as once, and what a coordinator has changed since stays changed."""
    forum_is_new = not Region.objects.exists()
    for row in rows("organisations"):
        place_organisation(row)
    for row in rows("regions"):
        place_region(row)
    join_neighbours()
    join_areas()
    if forum_is_new:
        seat_everybody()
    say(f"places: {Region.objects.count()} regions, {Seat.objects.count()} seats")


@transaction.atomic
def furnish_people(*, today: date, say: Callable[[str], None] = print) -> None:
    """Example people for the seats and duties of a forum where nobody acts for anything yet."""
    if not Mandate.objects.exists():
        example_people.invite_all()
    say(f"example people: {Person.objects.filter(is_example=True).count()}")


def rows(name: str) -> Iterator[Row]:
    """The rows of the profile's file `name`."""
    with (settings.SEED_DATA / settings.PROFILE[name]).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def names(row: Row, column: str, field: str = "name") -> dict[str, str]:
    """The three language columns of the file as those of the model."""
    return {f"{field}_{code}": row.get(f"{column}_{code}", "") for code in LANGUAGES}


def key_of(row: Row) -> str:
    """The organisation's key: its abbreviation in the profile's first language, or its name."""
    language = settings.PROFILE["default_language"]
    return slugify(row[f"abbr_{language}"] or row[f"name_{language}"])[:60]


def is_named(row: Row, task: str) -> bool:
    """Whether the profile names this organisation, by abbreviation or name, as its "secretariat" or "chair"."""
    language = settings.PROFILE["default_language"]
    return settings.PROFILE[task] in (row[f"abbr_{language}"], row[f"name_{language}"])


def place_organisation(row: Row) -> None:
    """A ministry, agency or other body of the profile."""
    Organisation.objects.get_or_create(
        key=key_of(row),
        defaults={
            "kind": row["kind"],
            **names(row, "name"),
            **names(row, "abbr", "abbreviation"),
            "forum_member": row["forum_member"] == "yes",
            "is_secretariat": is_named(row, "secretariat"),
            "unverified": remark(row["verified"]),
        },
    )


def place_region(row: Row) -> None:
    """A region and its council."""
    council, _ = Organisation.objects.get_or_create(
        key=f"council-{row['code']}",
        defaults={"kind": "regional-council", **names(row, "council"), "unverified": doubts(row)},
    )
    Region.objects.get_or_create(
        code=row["code"],
        defaults={
            **names(row, "name"),
            "nuts3": row.get("nuts3_2021", ""),
            "council": council,
            "default_language": row["default_language"],
            "tile_column": int(row["tile_column"]),
            "tile_row": int(row["tile_row"]),
            "letters": row.get("letters", ""),
        },
    )


def doubts(row: Row) -> str:
    """What of the region's facts still needs checking."""
    if row.get("council_name_unverified") == "yes":
        return UNCHECKED_COUNCIL[settings.LANGUAGE_CODE]
    return remark(row.get("verified", ""))


def remark(verified: str) -> str:
    """What the data file says of the checking of a row, in the forum's main language."""
    return "" if verified in FULLY_CHECKED else REMARKS.get(verified, UNCHECKED)[settings.LANGUAGE_CODE]


def join_neighbours() -> None:
    """Regions that share a land border."""
    regions = {region.code: region for region in Region.objects.prefetch_related("neighbours")}
    for row in rows("regions"):
        region = regions[row["code"]]
        known = {neighbour.code for neighbour in region.neighbours.all()}
        if missing := [regions[code] for code in row["neighbours"].split() if code not in known]:
            region.neighbours.add(*missing)


def join_areas() -> None:
    """The regions in which an agency works, for agencies whose area nobody has set yet."""
    regions = {region.code: region for region in Region.objects.all()}
    bodies = {body.key: body for body in Organisation.objects.exclude(key="").filter(areas=None)}
    for row in rows("organisations"):
        if row["regions"] and key_of(row) in bodies:
            bodies[key_of(row)].areas.set([regions[code] for code in row["regions"].split()])


def seat_everybody() -> None:
    """The seats of a new forum: each region's, each member's, and the two chairs'."""
    share = settings.PROFILE["seats_per_region"]
    places = [(kind, number) for kind, count in share.items() for number in range(1, count + 1)]
    for region in Region.objects.all():
        Seat.objects.bulk_create(Seat(region=region, kind=kind, number=number) for kind, number in places)
        region.council.areas.add(region)
    members = Organisation.objects.forum_members()
    Seat.objects.bulk_create(Seat(organisation=body, kind="member") for body in members)
    leading = Organisation.objects.get(key=next(key_of(row) for row in rows("organisations") if is_named(row, "chair")))
    Seat.objects.bulk_create(Seat(organisation=leading, kind="chair", number=number) for number in (1, 2))


def people_to_try() -> list[tuple[str, str]]:
    """One of each kind among the example people, for the demo: (name, address)."""
    held = Mandate.objects.in_force().filter(role="holder", person__is_example=True).order_by("seat__kind", "pk")
    of_region = held.filter(seat__region__code="18")
    others = held.filter(seat__kind__in=["chair", "member"])
    firsts = {
        mandate.seat.kind: mandate.person
        for mandate in reversed([*of_region.select_related("seat", "person"), *others.select_related("seat", "person")])
        if mandate.seat
    }
    return [(person.name, person.email) for person in firsts.values()]
