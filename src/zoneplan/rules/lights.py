"""Rule sets for status lights that leave a gap without a colour, or give it two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.findings import Checked, Finding, Judgement, Severity
from zoneplan.locations import located

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.ledger import PlanLike
    from zoneplan.lights import BandProblem, LightRules
    from zoneplan.locations import Location

__all__ = ["band_edges"]


def band_edges(plan: PlanLike) -> Iterator[Judgement]:
    """Find values to which a rule set for lights gives no light, or several (`BAND-EDGE`).

    A hole is a warning, for published rules have them and the values may never occur. An overlap is an
    error: where two colours hold, whoever picks one has made the rule.
    """
    for index, rules in enumerate(plan.light_rules):
        place = located(rules.mark, f"light_rules[{index}]", "bands")
        for problem in rules.problems():
            yield _edge(rules, problem, place)
    yield Checked("BAND-EDGE", len(plan.light_rules))


def _edge(rules: LightRules, problem: BandProblem, place: Location) -> Finding:
    name = rules.name or rules.id
    return Finding(
        code="BAND-EDGE",
        severity=Severity.WARNING if problem.is_hole else Severity.ERROR,
        place=place,
        message=f"by {name}, {problem.message}",
        message_zh=f"按{name}，{problem.message_zh}",
        remedy="give it a band" if problem.is_hole else "leave it to one of the bands",
        remedy_zh="请为其补上一档" if problem.is_hole else "请只归入其中一档",
        evidence={
            **{measure.value: str(interval) for measure, interval in problem.box},
            "lights": ", ".join(problem.lights) or "none",
        },
    )
