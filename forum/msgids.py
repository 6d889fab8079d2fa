"""Finds every text of the source that wants a translation: in templates (as Django parses them) and in Python."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Template, TemplateSyntaxError, engines
from django.template.base import Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

FLOORS = ("forum", "regions", "themes", "meetings")
TEMPLATE_ENDINGS = {".html", ".txt", ".xml"}
SINGULARS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURALS = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURALS_IN_CONTEXT = {"npgettext", "npgettext_lazy"}
NOT_PARTS = {"origin", "token", "parser", "engine"}


@dataclass(frozen=True, order=True)
class Msgid:
    """A text to translate. With a plural it is chosen by a number; `context` tells equal texts apart."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Found:
    """What a floor's source asks for, and what of it could not be read."""

    msgids: set[Msgid] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)


def collect(root: Path) -> dict[str, Found]:
    """Everything that asks for a translation under `root`, by floor."""
    found = {floor: Found() for floor in FLOORS}
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in TEMPLATE_ENDINGS:
            read(found[floor_of(path.relative_to(root / "templates"))], path, root, of_template)
    for floor in FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            read(found[floor], path, root, of_python)
    return found


def floor_of(template: Path) -> str:
    """The floor whose catalogue translates a template: its folder's, and the ground floor's for all that is shared."""
    return template.parts[0] if template.parts[0] in FLOORS else "forum"


def read(found: Found, path: Path, root: Path, how: Any) -> None:
    """Adds a file's msgids to `found`, or the reason why it could not be read."""
    try:
        found.msgids.update(how(path.read_text(encoding="utf-8")))
    except (TemplateSyntaxError, SyntaxError, UnicodeDecodeError) as error:
        found.unreadable.append(f"{path.relative_to(root)}: {error}")


def of_template(source: str) -> Iterator[Msgid]:
    """The msgids of a template's source."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    yield from of_part(Template(source, engine=engine).nodelist, set())


def of_part(part: Any, seen: set[int]) -> Iterator[Msgid]:
    """The msgids of a part of a parsed template, and of the parts it is made of."""
    if id(part) in seen:
        return
    seen.add(id(part))
    if isinstance(part, Promise):
        yield Msgid(str(part._args[0]))  # type: ignore[attr-defined]
    elif isinstance(part, BlockTranslateNode):
        yield of_block(part)
    elif isinstance(part, TranslateNode) and not part.noop:
        yield from of_translate(part)
    elif isinstance(part, Variable) and part.translate and isinstance(part.literal, str):
        yield Msgid(part.literal.replace("%", "%%"))
    for child in children(part):
        yield from of_part(child, seen)


def children(part: Any) -> list[Any]:
    """What a part of a parsed template is made of."""
    if isinstance(part, list | tuple | set):
        return list(part)
    if isinstance(part, dict):
        return list(part.values())
    if isinstance(part, Node) or type(part).__module__.startswith("django.template"):
        names = {*getattr(part, "__dict__", ()), *getattr(part, "__slots__", ())} - NOT_PARTS
        return [getattr(part, name, None) for name in sorted(names)]
    return []


def of_block(node: BlockTranslateNode) -> Msgid:
    """The msgid of {% blocktranslate %}, exactly as it will be looked up."""
    singular = node.render_token_list(node.singular)[0]
    plural = node.render_token_list(node.plural)[0] if node.plural else ""
    return Msgid(singular, plural, context_of(node))


def of_translate(node: TranslateNode) -> Iterator[Msgid]:
    """The msgid of {% translate "…" %}; a variable in it has no msgid of its own."""
    literal = getattr(node.filter_expression.var, "literal", None)
    if isinstance(literal, str):
        yield Msgid(literal.replace("%", "%%"), context=context_of(node))


def context_of(node: TranslateNode | BlockTranslateNode) -> str:
    """The node's constant message context."""
    return str(node.message_context.var) if node.message_context else ""


def of_python(source: str) -> Iterator[Msgid]:
    """The msgids of Python source: gettext and its kin, called with constants."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := name_of(node.func)):
            texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from of_call(name, [text if isinstance(text, str) else "" for text in texts])


def name_of(function: ast.expr) -> str:
    """The called name: `_`, `gettext_lazy`, `translation.gettext`."""
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def of_call(name: str, texts: list[str]) -> Iterator[Msgid]:
    """The msgid of one call, when its texts are constants."""
    match texts:
        case [text, *_] if name in SINGULARS and text:
            yield Msgid(text)
        case [text, plural, *_] if name in PLURALS and text:
            yield Msgid(text, plural)
        case [context, text] if name in IN_CONTEXT and text:
            yield Msgid(text, context=context)
        case [context, text, plural, *_] if name in PLURALS_IN_CONTEXT and text:
            yield Msgid(text, plural, context)


def root() -> Path:
    """The folder that holds the floors."""
    return Path(settings.BASE_DIR)
