"""Sizes of files in words: 310 kt, 1,2 Mt (fi), 310 kB, 1,2 MB (sv), 310 kB, 1.2 MB (en)."""

from forum import dates

UNITS = {"fi": ("kt", "Mt"), "sv": ("kB", "MB"), "en": ("kB", "MB")}
MEGA = 1_000_000


def in_words(size: int) -> str:
    """`size` in bytes, in whole kilobytes or tenths of a megabyte."""
    kilo, mega = UNITS[dates.active()]
    if size < MEGA - 500:
        return f"{max(1, round(size / 1000))}\u00a0{kilo}"
    number = f"{size / MEGA:.1f}".removesuffix(".0")
    return f"{number if dates.active() == 'en' else number.replace('.', ',')}\u00a0{mega}"
