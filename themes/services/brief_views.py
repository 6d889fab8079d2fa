"""What the regions say in a brief, in print: how many chose which step (compiled by themes.brief_shelves)."""

from typing import Any

from django.utils.translation import gettext as _

from forum.documents import Block, Table, Text, Words
from forum.texts import from_dict


def printed(filled: Any) -> list[Block]:
    """The same words and numbers as on the page."""
    words = _("%(sent)s of %(all)s regions sent their view.") % {"sent": filled["sent"], "all": filled["all"]}
    if not filled["rows"]:
        return [Text(words)]
    counts = filled["rows"][0]["counts"]
    head = [_("When"), *(f"{one['sign']} {from_dict(one['words'])}" for one in counts)]
    rows: list[list[Words]] = [
        [from_dict(row["label"]), *(str(count["number"]) for count in row["counts"])] for row in filled["rows"]
    ]
    return [Text(words), Table("", head, rows, numbers=range(1, len(head)), shares=[3] + [2] * len(counts))]
