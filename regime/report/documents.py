"""The documents that there are, by the people they are for, and all of them for some plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from regime.plan import Plan
from regime.prison import Prison
from regime.report.calendars import as_calendars
from regime.report.data_files import as_csv, as_json, as_spreadsheet
from regime.report.file_names import file_names
from regime.report.governor import governor
from regime.report.reported import Reported, reported
from regime.report.sheets import as_lists, for_activities, for_staff, for_wings
from regime.whatif.result import WhatIf

GOVERNOR = "governor"
SHEETS: dict[str, Callable[[Reported], Iterator[tuple[str, bytes]]]] = {
    "wings": for_wings,
    "activities": for_activities,
    "staff": for_staff,
    "lists": as_lists,
    "spreadsheet": as_spreadsheet,
    "csv": as_csv,
    "calendar": as_calendars,
    "json": as_json,
}
"""Whom sheets are for -> the files (name and content) of one plan."""
DOCUMENTS = (GOVERNOR, *SHEETS)


def files(
    prison: Prison, plans: Mapping[str, Plan], documents: Sequence[str], run: WhatIf | None
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of the documents; see ``regime.report``."""
    days = [reported(prison, name, plan) for name, plan in plans.items()]
    folders = [f"{file}/" if len(plans) > 1 else "" for _, file in file_names(plans)]
    if GOVERNOR in documents:
        yield from governor(days, run, folders)
    for day, folder in zip(days, folders, strict=True):
        for document in documents:
            if document != GOVERNOR:
                yield from ((folder + name, content) for name, content in SHEETS[document](day))
