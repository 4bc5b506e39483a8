"""Check the key projects of 汉中: the numbers of projects add up, the money does not."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))

print(plan.name)
for rollup in plan.roll_up(["项目数", "完成投资"]).values():
    row = rollup.total
    parts = " + ".join(str(figure) for figure in row.leaves.values())
    print(f"  {rollup.metric.name}: {parts} = {row.computed}, stated {row.stated}")

print("\nWhat the check finds:")
report = plan.validate()
for finding in report.findings:
    print(f"  {finding.severity} {finding.code}, line {finding.place.line}")
    print(f"  {finding.message}")
    print(f"  {finding.message_zh}")
    for name, value in finding.evidence.items():
        print(f"    {name}: {value}")

print("\nWhere the total comes from:")
print(plan.roll_up("完成投资").explain())
