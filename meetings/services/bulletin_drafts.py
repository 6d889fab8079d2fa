"""A bulletin proposed from a meeting's public notes: what was discussed, conclusions, actions, what comes next."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import dates
from forum.addresses import in_all_languages
from forum.models import Bulletin, Person
from forum.services import audit, bulletins
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES
from meetings import topics
from meetings.models import ActionPoint, Meeting
from meetings.services import debriefs, notes_reading
from themes.topics import topic as theme_topic

Texts = dict[str, str]
SHORT = 400


def of(meeting: Meeting) -> list[Bulletin]:
    """The bulletins about the meeting, newest first."""
    key = f"meeting:{meeting.public_id}"
    recent = Bulletin.objects.exclude(state="cancelled").filter(made_at__gte=meeting.starts_at)
    return [one for one in recent.order_by("-pk") if key in one.topics]


@quiet_verb
def propose(meeting: Meeting, *, by: Person | None, **more: Any) -> Bulletin:
    """A draft that somebody goes on with. Raises ValidationError before the notes are public."""
    version = notes_reading.version(meeting)
    if version is None:
        raise ValidationError(_("Publish the notes first: the bulletin is proposed from them."), code="notes")
    items = version.content["items"]
    parts = [discussed(meeting, items), concluded(items), actions(meeting), coming(meeting)]
    about = [theme_topic(meeting.theme).key, topics.topic(meeting).key]
    made = bulletins.create(
        by=by, topics=about, sections=[part for part in parts if part], **title(meeting), **lead(meeting), **more
    )
    audit.record("bulletin_drafts.propose", by=by, about=meeting, details={"bulletin": str(made)})
    return made


def in_languages(stem: str, said: Callable[[str], str]) -> Texts:
    """A text's columns: what `said` says in each language; nothing where it has nothing to say in that language."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[f"{stem}_{code}"] = said(code)
    return found


def title(meeting: Meeting) -> Texts:
    """The bulletin's title, no longer than a title may be."""

    def said(code: str) -> str:
        kind, day, theme = meeting.kind.name, dates.numeric(meeting.starts_at), meeting.theme.name
        return (_("%(kind)s %(day)s: %(theme)s") % {"kind": kind, "day": day, "theme": theme})[:200]

    return in_languages("title", said)


def lead(meeting: Meeting) -> Texts:
    """One sentence: what this tells of."""

    def said(code: str) -> str:
        words = _("The regions and the state met on %(day)s. This was discussed and agreed, and this comes next.")
        return words % {"day": dates.long(meeting.starts_at)}

    return in_languages("lead", said)


def words(texts: Mapping[str, str], code: str) -> str:
    """The text in the language, on one line; never in another one."""
    return " ".join(texts.get(code, "").split())


def discussed(meeting: Meeting, items: list[dict[str, Any]]) -> Texts:
    """The items that were talked about, each with how many points were raised."""
    told = [item for item in items if item["points"] or any(item["background"].values()) or says(item)]

    def said(code: str) -> str:
        lines = [line for item in told if (line := item_line(item, code))]
        return "\n".join(lines)

    link = in_all_languages("meetings:meeting_notes", meeting.public_id)
    links = {f"link_{code}": link.get(code, "") for code in LANGUAGES}
    return section(_heading_discussed, said) | links if told else {}


def says(item: dict[str, Any]) -> bool:
    """Whether something was concluded of the item."""
    return any(item["conclusions"].values())


def item_line(item: dict[str, Any], code: str) -> str:
    """One item: "- Title: 3 points"."""
    called = words(item["title"], code)
    raised = len([point for point in item["points"] if words(point["text"], code)])
    if not called or not raised:
        return f"- {called}" if called else ""
    return "- " + ngettext("%(title)s: %(n)s point raised", "%(title)s: %(n)s points raised", raised) % {
        "title": called,
        "n": raised,
    }


def _heading_discussed() -> str:
    return _("What was discussed")


def _heading_concluded() -> str:
    return _("Conclusions")


def _heading_actions() -> str:
    return _("Action points")


def _heading_coming() -> str:
    return _("What comes next")


def section(heading: Callable[[], str], said: Callable[[str], str]) -> Texts:
    """A section's columns, its heading only in the languages that have a text; nothing at all without any."""
    text = in_languages("text", said)
    headings = in_languages("heading", lambda code: heading() if text[f"text_{code}"] else "")
    return headings | text if any(text.values()) else {}


def concluded(items: list[dict[str, Any]]) -> Texts:
    """The conclusions, as they stand in the notes."""

    def said(code: str) -> str:
        found = [item["conclusions"].get(code, "").strip() for item in items]
        return "\n\n".join(text for text in found if text)

    return section(_heading_concluded, said)


def actions(meeting: Meeting) -> Texts:
    """The meeting's public action points, with who answers and by when."""
    found = list(ActionPoint.objects.public().filter(meeting=meeting).select_related("owner"))

    def said(code: str) -> str:
        lines = [
            _("- %(title)s (%(owner)s, %(day)s)")
            % {"title": text, "owner": one.owner.name, "day": dates.numeric(one.due)}
            for one in found
            if (text := getattr(one, f"title_{code}"))
        ]
        return "\n".join(lines)

    return section(_heading_actions, said)


def coming(meeting: Meeting) -> Texts:
    """The debrief, and the next public meeting."""
    event = debriefs.of(meeting)
    told = [event] if event and not event.is_over else []
    following = Meeting.objects.public().coming().select_related("kind", "theme")
    told += [one for one in following.exclude(kind__is_open=True)[:1]]
    if not told:
        return {}

    def said(code: str) -> str:
        return "\n".join(
            f"- {one.kind.name}: {dates.span(one.starts_at, one.ends_at)}, {one.place}. {one.theme.name}"
            for one in told
        )

    name = "meetings:sign_up" if told[0] is event else "meetings:meeting"
    link = in_all_languages(name, told[0].public_id)
    return section(_heading_coming, said) | {f"link_{code}": link.get(code, "") for code in LANGUAGES}
