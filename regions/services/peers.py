"""Whom a region is compared with, as the reader wants it: its neighbours, the most alike, or chosen regions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.http import QueryDict

from regions.models import Region
from regions.services.comparison import peers_of
from regions.services.likeness import STRUCTURE, most_alike
from regions.services.series import Figures

MOST_CHOSEN = 5
NONE = "none"
Kind = Literal["neighbours", "alike", "chosen"]


@dataclass(frozen=True)
class Choice:
    """A choice of peers. `codes` are the chosen regions' (only when `kind` is chosen), at most five."""

    kind: Kind = "neighbours"
    codes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The choice in one word of an address: "neighbours", "alike", "01-05"; "none" when nobody was chosen."""
        return ("-".join(self.codes) or NONE) if self.kind == "chosen" else self.kind

    @property
    def query(self) -> Mapping[str, object]:
        """The choice as parameters of an address; none for neighbours, who are meant when nothing is said."""
        if self.kind == "neighbours":
            return {}
        return {"peers": self.kind, **({"with": list(self.codes)} if self.codes else {})}

    @property
    def needs(self) -> tuple[str, ...]:
        """The indicators' slugs without whose figures the peers cannot be found."""
        return STRUCTURE if self.kind == "alike" else ()


NEIGHBOURS = Choice()


def asked(query: QueryDict, regions: Sequence[Region]) -> Choice:
    """The choice in ?peers=alike or ?peers=chosen&with=01&with=05; what makes no sense means neighbours."""
    kind = query.get("peers", "")
    if kind == "alike":
        return Choice("alike")
    known = {region.code for region in regions}
    codes = tuple(dict.fromkeys(code for code in query.getlist("with") if code in known))[:MOST_CHOSEN]
    return Choice("chosen", codes) if kind == "chosen" and codes else NEIGHBOURS


def complaint(query: QueryDict, regions: Sequence[Region]) -> str:
    """What failed of a wish for chosen regions: "many" when some were left out, "none" when none is known."""
    if query.get("peers", "") != "chosen":
        return ""
    known = {region.code for region in regions} & set(query.getlist("with"))
    return "none" if not known else "many" if len(known) > MOST_CHOSEN else ""


def from_key(key: str, regions: Sequence[Region]) -> Choice | None:
    """The choice that an address says in one word; None when it makes no sense."""
    if key in ("neighbours", "alike"):
        return Choice(key)  # type: ignore[arg-type]
    if key == NONE:
        return Choice("chosen")
    codes, known = key.split("-"), {region.code for region in regions}
    if len(codes) > MOST_CHOSEN or len(set(codes)) < len(codes) or not set(codes) <= known:
        return None
    return Choice("chosen", tuple(codes))


def peers_for(region: Region, regions: Sequence[Region], figures: Figures, choice: Choice = NEIGHBOURS) -> list[Region]:
    """The region's peers by the choice. `figures` must hold those of `choice.needs`.

    Where the most alike cannot be told, because the region's structure is not in the data, they are its neighbours.
    """
    if choice.kind == "chosen":
        by_code = {other.code: other for other in regions if other.pk != region.pk}
        return [by_code[code] for code in choice.codes if code in by_code]
    if choice.kind == "alike":
        alike = [one.region for one in most_alike(region, regions, figures)]
        return alike or peers_of(region, regions)
    return peers_of(region, regions)
