"""Regional development discussions in tests: region A's, written by the coordinator."""

from datetime import timedelta
from typing import Any

from forum import clock
from tests import things
from tests.people import Cast
from themes.models import Talk
from themes.services import talks


def values(cast: Cast, **fields: Any) -> dict[str, Any]:
    """What a record is made of, in the required languages."""
    texts = {
        "title_fi": "Kainuun keskustelu",
        "title_sv": "Kajanalands diskussion",
        "summary_fi": "Puhuttiin väestöstä.",
        "summary_sv": "Man talade om befolkningen.",
        "outcome_fi": "Kuva on yhteinen.",
        "outcome_sv": "Bilden är gemensam.",
    }
    bodies = {"regions": [cast.region_a], "organisations": [cast.agency], "themes": [], "briefs": []}
    empty = {f"{stem}_en": "" for stem in ("title", "summary", "outcome")} | dict.fromkeys(
        ("area_fi", "area_sv", "area_en"), ""
    )
    facts = {"kind": "region", "held_on": clock.today() - timedelta(days=3), "material": ""}
    return {**facts, **empty, **texts, **bodies, **fields}


def draft(cast: Cast, **fields: Any) -> Talk:
    """A draft."""
    return talks.write(by=cast.coordinator, **values(cast, **fields))


def talk(cast: Cast, state: str, **fields: Any) -> Talk:
    """A record in a state."""
    made = draft(cast, **fields)
    for name, deed in (("checking", talks.send_for_checking), ("confirmed", talks.confirm), ("public", talks.publish)):
        if made.state != state:
            deed(made, by=cast.coordinator)
            assert made.state == name
    return made


def corrected(cast: Cast) -> Talk:
    """A public record with two versions."""
    theme = things.theme()
    made = talk(cast, "public", themes=[theme])
    note = {"fi": "Tarkennettu.", "sv": "Preciserat."}
    changed = values(cast, themes=[theme], outcome_fi="Kuva on yhteinen ja tarkka.")
    talks.correct(made, by=cast.coordinator, revision=made.revision, note=note, **changed)
    return made
