"""Key messages, body and questions of a brief become blocks, and a public brief gets its frozen first version."""

from django.db import migrations

from forum.models.public_id import new_public_id

LANGUAGES = ("fi", "sv", "en")
MOST_ROWS = 14
ASKED = {
    "fi": "Mitä alueilta kysytään",
    "sv": "Vad regionerna tillfrågas om",
    "en": "What is asked of the regions",
}


def texts(row, stem):
    """The row's text in all languages."""
    return {code: getattr(row, f"{stem}_{code}") for code in LANGUAGES}


def columns(stem, words):
    """A text in all languages as columns."""
    return {f"{stem}_{code}": words.get(code, "") for code in LANGUAGES}


def table_of(apps, brief, messages):
    """The indicators of the brief's table: its messages' first, then its theme's."""
    own = [message.indicator.slug for message in messages]
    rows = apps.get_model("themes", "ThemeIndicator").objects.filter(theme=brief.theme_id).order_by("order")
    return list(dict.fromkeys([*own, *rows.values_list("indicator__slug", flat=True)]))[:MOST_ROWS]


def pieces_of(apps, brief):
    """The blocks that say what the brief said."""
    messages = list(brief.messages.select_related("indicator").order_by("position"))
    for slot, message in enumerate(messages, start=1):
        headline = columns("headline", texts(message, "headline"))
        yield {"kind": "message", "slot": slot, "indicator": message.indicator, **headline}
    if messages:
        yield {"kind": "table", "options": {"indicators": table_of(apps, brief, messages)}}
    if any(texts(brief, "body").values()):
        yield {"kind": "text", **columns("headline", ASKED), **columns("text", texts(brief, "body"))}
    if brief.questions:
        yield {"kind": "questions", "options": {"questions": brief.questions}}


def content_of(brief, blocks):
    """What the first version freezes: see themes/services/brief_content.py."""
    return {
        "format": 1,
        "kind": brief.kind,
        "series": "",
        "original": brief.original,
        "title": texts(brief, "title"),
        "lead": texts(brief, "lead"),
        "why": texts(brief, "why_qualitative"),
        "blocks": [
            {
                "id": block.public_id,
                "kind": block.kind,
                "indicator": block.indicator.slug if block.indicator else "",
                "organisation": dict.fromkeys(LANGUAGES, ""),
                "headline": texts(block, "headline"),
                "text": texts(block, "text"),
                "options": block.options,
                "filled": None,
            }
            for block in blocks
        ],
    }


def into_blocks(apps, schema_editor):
    """Forwards."""
    Brief, Block, Version = (apps.get_model("themes", name) for name in ("Brief", "BriefBlock", "BriefVersion"))
    for brief in Brief.objects.all():
        stamped = {f"changed_{code}": brief.made_at for code in LANGUAGES}
        blocks = [
            Block.objects.create(brief=brief, position=place, public_id=new_public_id(), **stamped, **facts)
            for place, facts in enumerate(pieces_of(apps, brief), start=1)
        ]
        changes = dict(stamped)
        if brief.state == "public":
            about = {"number": 1, "kind": "first", "content": content_of(brief, blocks)}
            frozen = {"data_version": brief.data_version, "published_at": brief.published_at}
            changes["published"] = Version.objects.create(brief=brief, **about, **frozen)
        Brief.objects.filter(pk=brief.pk).update(**changes)


def back(apps, schema_editor):
    """Backwards: from the working copy's blocks; what the old shape has no room for is left out."""
    Brief, Message = apps.get_model("themes", "Brief"), apps.get_model("themes", "BriefMessage")
    for brief in Brief.objects.all():
        blocks = list(brief.blocks.select_related("indicator").order_by("position"))
        for position, one in enumerate((one for one in blocks if one.kind == "message"), start=1):
            headline = columns("headline", texts(one, "headline"))
            Message.objects.create(brief=brief, position=position, indicator=one.indicator, **headline)
        body = next((texts(one, "text") for one in blocks if one.kind == "text"), {})
        asked = next((one.options.get("questions", []) for one in blocks if one.kind == "questions"), [])
        state = "draft" if brief.published_id is None else "public"
        Brief.objects.filter(pk=brief.pk).update(questions=asked, state=state, published=None, **columns("body", body))
    apps.get_model("themes", "BriefVersion").objects.all().delete()
    apps.get_model("themes", "BriefBlock").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("themes", "0003_brief_blocks")]
    operations = [migrations.RunPython(into_blocks, back)]
