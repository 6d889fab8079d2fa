"""Sizes of files in words."""

import pytest
from django.utils import translation

from forum import sizes


@pytest.mark.parametrize(
    ("size", "fi", "sv", "en"),
    [
        (1, "1 kt", "1 kB", "1 kB"),
        (310_400, "310 kt", "310 kB", "310 kB"),
        (999_600, "1 Mt", "1 MB", "1 MB"),
        (1_240_000, "1,2 Mt", "1,2 MB", "1.2 MB"),
        (20_000_000, "20 Mt", "20 MB", "20 MB"),
    ],
)
def test_sizes_are_said_in_each_language(size, fi, sv, en):
    for language, words in (("fi", fi), ("sv", sv), ("en", en)):
        with translation.override(language):
            assert sizes.in_words(size).replace("\u00a0", " ") == words
