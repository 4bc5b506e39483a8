"""Roll up the key projects of 闽侯县: stated totals beside what the groups give, and completion rates."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))

report = plan.validate()
print(plan.name)
print(f"errors: {len(report.errors)}, warnings: {len(report.warnings)}, advice: {len(report.advice)}")

print("\nTotals, computed and stated:")
totals = plan.roll_up(["projects", "total-investment", "annual-plan", "done"])
for rollup in totals.values():
    row = rollup.total
    print(f"  {rollup.metric.name}: {row.computed!s}, stated {row.stated!s}, residual {row.residual!s}")

print("\nWhy a residual of 0.01亿元 is no error:")
done = totals["done"].total
if done.computed is not None and done.stated is not None:
    print(f"  the parts can mean {done.computed.strict} 亿元, the stated total {done.stated.strict} 亿元")

print("\nCompletion of the year's plan:")
completion = plan.roll_up("completion")
for row in completion.values():
    print(f"  {plan[row.node].name}: {row.computed:.2}, stated {row.stated}")

print("\nWhat is behind the money spent:")
print(totals["done"].explain())
