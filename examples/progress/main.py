"""Recompute every share, growth and sum in eight progress reports of key projects."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))

print(plan.name)
for found in plan.consistency().verdicts:
    calculated = found.verdict.calculated
    shown = "" if calculated is None else f", recomputed {calculated.strict.describe(2)}"
    stated = found.verdict.line(found.relation.relation.stated_role)
    print(f"  {found.relation.id}: {stated.term.figure}{shown}: {found.verdict}")

print("\nWhat the check finds:")
for finding in plan.validate().findings:
    print(f"  {finding.severity} {finding.code}, line {finding.place.line}")
    print(f"  {finding.message}")
    print(f"  {finding.message_zh}")
    print(f"    {finding.remedy}")
