"""Read the "1+5+22" plan of the Kunshan zone: what it holds, what it leaves open, where a number is from."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))

report = plan.validate()
print(plan.name)
print(report.census)
print(f"errors: {len(report.errors)}, warnings: {len(report.warnings)}, advice: {len(report.advice)}")
for finding in report.warnings:
    print(f"  {finding.message}")

print("\nNot named yet:")
for finding in report.findings:
    if finding.code == "ACTION-UNNAMED":
        print(f"  line {finding.place.line}: {finding.message}")

program = plan["city-industry"]
land = plan.roll_up(program.metrics, aspect="target", period=2025)
print(f"\nLand in {program.name} by 2025:")
for rollup in land.values():
    row = rollup[program.id]
    print(f"  {rollup.metric.name}: {row.computed} ({row.coverage})")

print("\nThe zone's GDP:")
for entry in plan.ledger:
    if entry.subject == "ketd" and entry.record.metric == "gdp":
        print(f"  {entry.record.period}: {entry.record.figure}, {plan.ledger.source_of(entry)}")

print("\nWhat is behind the land to be reserved:")
print(land["land-reserved"].explain())

print("\nHow the targets for 2025 stand at the end of 2024:")
progress = plan.progress("2024-12-31")
for one in progress:
    print(f"  {one.metric.name}: {one.entry.target.goal} by {one.entry.target.by}; {one.reason()}")
summary = progress.summary()
print(f"  {summary.counted} of {summary.expected} can be told; none of them counts as 0")
