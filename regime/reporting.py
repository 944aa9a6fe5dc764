"""Documents of plans, as the library hands them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regime.report  # noqa: F401 - loaded before regime.report is bound to the function, which it would replace
from regime.asked import refuse_another, refuse_wrong, several
from regime.errors import needing
from regime.ladder.result import Ladder
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem, quoted
from regime.whatif.result import WhatIf


def report(
    prison: Prison,
    plans: Mapping[str, Plan],
    documents: str | Sequence[str] | None = None,
    run: WhatIf | None = None,
) -> dict[str, bytes]:
    """Documents of some plans of a prison (as its file has it; the changes that a plan lists are made to it): file name
    -> content. Nothing is written.

    ``plans`` have names; each is checked and measured again. ``documents`` are some of
    ``regime.report.documents.DOCUMENTS``, all when left out. The governor's page shows the plans side by side, and the
    curve of a what-if ``run``; of everything else each plan has a folder of its own, unless there is only one plan.

    Raises ``InputError`` for no plans, for documents that there are not, and for a plan or a run of another prison, and
    ``MissingExtra`` where a package that writes documents is not installed.
    """
    refuse_wrong(prison=prison, plans=plans, documents=documents, run=run)
    for name, plan in plans.items():
        refuse_another(prison, f"the plan {quoted(name)}", plan.prison)
    if run is not None:
        refuse_another(prison, "the run", run.prison)
    with needing("report"):
        from regime.report.documents import DOCUMENTS, files
    asked = DOCUMENTS if documents is None else several(documents)
    for name in asked:
        if name not in DOCUMENTS:
            every = ", ".join(DOCUMENTS)
            raise InputError([Problem("documents", 0, 0, Code.UNKNOWN_NAME, f"nothing is for {quoted(name)}", every)])
    return dict(files(prison, plans, asked, run))


def management_plan(prison: Prison, found: Ladder) -> bytes:
    """A ladder of a prison (as its file has it) as the document that a governor signs: HTML that needs nothing else.

    Its days are checked and measured again. Raises ``InputError`` for a ladder of another prison, and ``MissingExtra``
    where a package that writes documents is not installed.
    """
    refuse_wrong(prison=prison, found=found)
    refuse_another(prison, "the ladder", found.prison)
    with needing("report"):
        from regime.report import management_plan as document
    return document.management_plan(prison, found)
