"""Check gross domestic product against its three sectors, in five statistical communiques."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))

print(plan.name)
for found in plan.consistency().verdicts:
    relation, verdict = found.relation, found.verdict
    if relation.origin == "breakdown":
        total = verdict.line("total")
        if total.implied is not None and total.term.figure is not None:
            print(f"  {total.label}: {total.term.figure.text}")
            print(f"    the sectors give {total.implied.strict} {total.unit}: {verdict}")

report = plan.validate()
print(f"\nThe check: {len(report.findings)} findings, {report.counts['checked']} checks made")
print("\nWhat could not be checked, and why:")
for one in report.not_checked:
    print(f"  line {one.place.line}: {one.reason}")
    print(f"    {one.reason_zh}")
