"""Documents of plans, as the library hands them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regime.report  # noqa: F401 - loaded before regime.report is bound to the function, which it would replace
from regime.errors import needing
from regime.ladder.result import Ladder
from regime.plan import Plan
from regime.prison import Prison
from regime.problems import Code, InputError, Problem, quoted
from regime.whatif.result import WhatIf


def report(
    prison: Prison,
    plans: Mapping[str, Plan],
    documents: Sequence[str] | None = None,
    run: WhatIf | None = None,
) -> dict[str, bytes]:
    """Documents of some plans of a prison: file name -> content. Nothing is written.

    ``plans`` have names; each is checked and measured again. ``documents`` are some of
    ``regime.report.documents.DOCUMENTS``, all when left out. The governor's page shows the plans side by side, and the
    curve of a what-if ``run``; of everything else each plan has a folder of its own, unless there is only one plan.

    Raises ``InputError`` for documents that there are not and for a run of another prison, and ``MissingExtra`` where a
    package that writes documents is not installed.
    """
    with needing("report"):
        from regime.report.documents import DOCUMENTS, files
    for name in documents or ():
        if name not in DOCUMENTS:
            every = ", ".join(DOCUMENTS)
            raise InputError([Problem("documents", 0, 0, Code.UNKNOWN_NAME, f"nothing is for {quoted(name)}", every)])
    if run is not None and run.prison != prison.prison:
        what = f"the run is of {quoted(run.prison)}, and the plans are of {quoted(prison.prison)}"
        raise InputError([Problem("the what-if run", 0, 0, Code.WRONG_VALUE, what, "a run of the same prison.")])
    return dict(files(prison, plans, DOCUMENTS if documents is None else documents, run))


def management_plan(prison: Prison, found: Ladder) -> bytes:
    """A ladder of a prison (as its file has it) as the document that a governor signs: HTML that needs nothing else.

    Its days are checked and measured again. Raises ``InputError`` for a ladder of another prison, and ``MissingExtra``
    where a package that writes documents is not installed.
    """
    if prison.prison != found.prison:
        what = f"the ladder is of {quoted(found.prison)}, the prison is {quoted(prison.prison)}"
        raise InputError([Problem("ladder", 0, 0, Code.WRONG_VALUE, what, "both of one prison.")])
    with needing("report"):
        from regime.report import management_plan as document
    return document.management_plan(prison, found)
