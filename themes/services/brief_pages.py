"""How many pages a brief takes in print, in each language: counted when asked, and known until the text changes."""

import hashlib
import json
import re
from typing import Any

from django.conf import settings
from django.utils import translation

from forum.services.verbs import quiet_verb
from themes.models import Brief
from themes.services import brief_content, brief_document, brief_reading
from themes.services.brief_content import Copy

MOST_PAGES = 2
PAGE = re.compile(rb"/Type\s*/Page\b")


def digest(copy: Copy) -> str:
    """Changes whenever the pages may."""
    said = json.dumps([copy.content, copy.data_version_key], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def known(brief: Brief, copy: Copy) -> dict[str, int]:
    """The pages by language, if they were counted for this very text."""
    counted: dict[str, Any] = brief.printed
    return dict(counted["pages"]) if counted.get("digest") == digest(copy) else {}


@quiet_verb
def count(brief: Brief) -> dict[str, int]:
    """Prints the working copy in every language of the profile for the whole country, and keeps how many pages."""
    copy = brief_content.working(brief)
    pages = {code: pages_in(copy, code) for code in settings.PROFILE["languages"]}
    brief.printed = {"digest": digest(copy), "pages": pages}
    Brief.objects.filter(pk=brief.pk).update(printed=brief.printed)
    return pages


def pages_in(copy: Copy, language: str) -> int:
    """The printed pages in one language."""
    with translation.override(language):
        made = brief_document.printed(copy, region=None, regions=brief_reading.all_regions())
    return len(PAGE.findall(made))
