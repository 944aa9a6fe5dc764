"""A plan as it is reported: checked and measured again, with its proof as far as that is of this plan."""

from __future__ import annotations

from dataclasses import dataclass

from regime.against import tells_of_itself
from regime.api import evaluate
from regime.changes import as_planned
from regime.checker import Finding
from regime.evaluation import proof_agrees
from regime.made import fingerprint
from regime.measured import Figures
from regime.page.cuts import PLAN_AGAIN
from regime.page.headline import date_words, day_words
from regime.page.words import broken_words, left_out_words
from regime.picture import DayPicture
from regime.plan import Plan
from regime.prison import Prison
from regime.proved import avoidable, found_little
from regime.today import Today


@dataclass(frozen=True)
class Reported:
    """One plan and its day."""

    name: str
    """What it is called where there are several."""
    picture: DayPicture
    """Its plan has figures, worked out again; a proof, and what is other than in a published plan,
    only if they can be of this plan and this prison."""
    findings: tuple[Finding, ...]
    """The rules that it breaks."""
    proof_dropped: bool
    """The file has a proof, but the plan, the prison or the proof itself has been changed since."""
    left_out: tuple[str, ...]
    """Groups that the plan does not name: taken as locked up all day."""

    @property
    def unproved(self) -> list[str]:
        """Entitlements that fall short and that planning again may well meet, which makes the plan a draft; a day made
        by hand is what somebody decided."""
        if self.proof_dropped:
            return list(dict.fromkeys(short.entitlement for short in self.plan.shortfalls))
        return avoidable(self.plan)

    @property
    def caveat(self) -> str:
        """What is said wherever the plan goes: it breaks rules, is a draft or leaves out groups; mostly nothing."""
        return " ".join(filter(None, (self._unfit, left_out_words(self.left_out))))

    @property
    def _unfit(self) -> str:
        if self.findings:
            return broken_words("This plan", self.findings)
        if self.unproved:
            return f"Draft: {', '.join(self.unproved)} not met in full, and {PLAN_AGAIN}."
        proof = self.plan.proof
        if proof is not None and proof.stopped != "gap" and found_little(self.plan):
            return "Draft: a better day may well exist: plan again with more time."
        return ""

    @property
    def plan(self) -> Plan:
        """The plan, completed and with its figures."""
        return self.picture.plan

    @property
    def today(self) -> Today:
        """The day that it is a plan of."""
        return self.picture.today

    @property
    def words(self) -> str:
        """The day in words."""
        return day_words(self.plan)

    @property
    def date(self) -> str:
        """The day in words without its hours, for what is about a part of it."""
        return date_words(self.plan)

    @property
    def figures(self) -> Figures:
        """Its figures."""
        assert self.plan.figures is not None, "a reported plan has its figures"
        return self.plan.figures


def reported(prison: Prison, name: str, plan: Plan) -> Reported:
    """Check and measure a plan of a prison, with the changes that it was made with."""
    prison = as_planned(prison, plan)
    evaluation = evaluate(prison, plan, compare=False)
    again = evaluation.plan
    claimed = again.model_copy(update={"proof": plan.proof, "made": plan.made, "against": plan.against})
    same = plan.made is not None and plan.made.input_hash == fingerprint(prison) and again.figures == plan.figures
    proved = same and tells_of_itself(claimed) and proof_agrees(claimed)
    return Reported(
        name=name,
        picture=DayPicture(Today.of(prison, plan.weekday, plan.date), claimed if proved else again),
        findings=tuple(evaluation.findings),
        proof_dropped=plan.proof is not None and not proved,
        left_out=tuple(evaluation.left_out),
    )
