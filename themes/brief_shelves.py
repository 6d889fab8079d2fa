"""What briefs put on shelves of their own floor: the regions' views as a brief's block."""

from typing import Any

from themes import brief_fillers
from themes.models import Brief
from themes.services import brief_views, views
from themes.services.brief_writing import in_every_language


def fill() -> None:
    """Called once, when the app is ready."""
    brief_fillers.fillers.put("views", regions_views)
    brief_fillers.filled_templates.put("views", "themes/_brief_views.html")
    brief_fillers.filled_blocks.put("views", brief_views.printed)


def regions_views(brief: Brief) -> dict[str, Any] | None:
    """How many regions chose each step in the theme's newest closed round; None before there is one."""
    compiled = views.compiled(brief.theme)
    if compiled is None:
        return None
    rows = [
        {
            "label": in_every_language(one.label),
            "counts": [
                {"sign": count.sign, "words": in_every_language(count.words), "number": count.number}
                for count in one.counts
            ],
        }
        for one in compiled.distributions
    ]
    return {"round": compiled.round.public_id, "sent": len(compiled.words), "all": compiled.total, "rows": rows}
