"""Shelf: what fills a brief's block that is compiled from elsewhere, such as last time's action points.

An upper floor, or another room of this one, puts a function that compiles it from the rows as they are now:

    fillers.put("last_actions", compile_actions)

    def compile_actions(brief: Brief) -> dict[str, Any] | None:
        return {"meeting": {"fi": …}, "rows": [{"title": {"fi": …}, …}]}

The name is the kind of block. What it gives is plain data in all languages (dates as ISO days): it is frozen in the
version that is published, and shown by the template on `filled_templates` under the same name, which gets it as
`filled`. None: there is nothing to tell, and the page says so.
"""

from collections.abc import Callable
from typing import Any

from forum.documents import Block
from forum.models import Letter, Person
from forum.shelves import Shelf
from themes.models import Brief, BriefVersion

Filler = Callable[[Brief], dict[str, Any] | None]
Printer = Callable[[Any], list[Block]]

fillers: Shelf[Filler] = Shelf("what fills a brief's compiled block, by kind: function(brief) -> plain data or None")
filled_templates: Shelf[str] = Shelf("the template that shows what fills a kind of block; it gets `filled` and `block`")

tellers: Shelf[Callable[[BriefVersion, Person | None], list[Letter]]] = Shelf(
    "who else is written to when a version comes out: function(version, by) -> the letters that were written"
)
filled_blocks: Shelf[Printer] = Shelf("the same in print, by kind: function(filled) -> blocks of a document")


def fill(kind: str, brief: Brief) -> dict[str, Any] | None:
    """What fills the kind of block now; nothing while nobody has put a filler on the shelf."""
    return fillers.get(kind)(brief) if fillers.has(kind) else None
