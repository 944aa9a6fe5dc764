"""Names of files made from names of people's choice: legal and different on every system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regime.problems import visible

LONGEST = 60
_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name with the name of its file, without an ending."""
    taken: set[str] = set()
    for name in names:
        plain = _NOT_ALLOWED.sub("-", visible(name)).strip(" .")[:LONGEST].strip(" .") or "-"
        if _DEVICES.fullmatch(plain):  # Windows keeps these for itself
            plain = f"-{plain}"
        found, number = plain, 1
        while found.casefold() in taken:
            number += 1
            found = f"{plain} {number}"
        taken.add(found.casefold())
        yield name, found
