"""The catalogues of country profiles: the house's texts in the profile's own words (`forum/own_words.py`), and whole
texts from `regions/locale_<profile>/<language>/LC_MESSAGES/django.po`, where changing a word would break the grammar.
"""

from pathlib import Path

from forum.msgids import FLOORS
from forum.own_words import FILE, said, words
from forum.translations import LANGUAGES, Translations, load, newest, po_bytes, po_path, write_mo_of


def folders(root: Path) -> list[Path]:
    """The folders of profiles that say anything otherwise."""
    return sorted(path for path in root.glob("regions/locale_*") if path.is_dir())


def own_po(folder: Path, language: str) -> Path:
    """The profile's whole texts in a language."""
    return folder / language / "LC_MESSAGES" / "django.po"


def house_texts(root: Path, language: str) -> Translations:
    """All that the floors say in a language."""
    found: Translations = {}
    for floor in FLOORS:
        found |= load(po_path(root, floor, language))
    return found


def own_texts(root: Path, folder: Path, language: str) -> Translations:
    """All that the profile says otherwise."""
    table, house = words(folder, language), house_texts(root, language)
    reworded = {msgid: tuple(said(text, table) for text in texts) for msgid, texts in house.items()}
    return {msgid: texts for msgid, texts in reworded.items() if texts != house[msgid]} | load(own_po(folder, language))


def compile_profiles(root: Path) -> list[Path]:
    """Compiles what is older than the texts and words it is made of; gives what it compiled."""
    done = []
    for folder in folders(root):
        for language in LANGUAGES:
            sources = [*(po_path(root, floor, language) for floor in FLOORS), folder / FILE, own_po(folder, language)]
            target = own_po(folder, language).with_suffix(".mo")
            if newest([target]) < newest(sources):
                write_mo_of(po_bytes(language, own_texts(root, folder, language)), target)
                done.append(target)
    return done
