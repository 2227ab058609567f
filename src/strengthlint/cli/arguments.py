"""What people write where a file is asked for."""

from __future__ import annotations

import os
import re

__all__ = ["IS_TEXT", "looks_like_a_file", "looks_like_text"]

IS_TEXT = (
    "This looks like text and not like the name of a file. To check text, use - and paste it, or: "
    'echo "your text" | strengthlint check -'
)

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def looks_like_a_file(word: str) -> bool:
    """Whether a word names a file or folder, or may have been meant to."""
    if os.path.lexists(word):
        return True
    in_folder = os.sep in word or "/" in word
    return bool(_SUFFIX.search(word)) or (in_folder and not looks_like_text(word))


def looks_like_text(word: str) -> bool:
    """Whether a word is words that somebody wants checked."""
    return len(word.split()) > 1 and not os.path.lexists(word) and not _SUFFIX.search(word)
