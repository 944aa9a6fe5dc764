"""One way to write what looks the same, so that a name is found wherever it was typed or pasted from."""

from __future__ import annotations

import unicodedata

_SPACES = str.maketrans("\u00a0\u202f", "  ")
"""Spaces that do not break a line come with pasted text."""


def as_seen(text: str) -> str:
    """Text with a letter and its accent as one character (\u0177, not y and a circumflex), and with plain spaces."""
    return unicodedata.normalize("NFC", text).translate(_SPACES)
