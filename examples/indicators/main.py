"""Read two indicator tables for 2025, say what each goal comes to, and check the national one."""

import csv
from pathlib import Path

import zoneplan
from zoneplan import IndicatorTable, Source
from zoneplan.goals import AnnualRate, Cumulative, Delegated, Qualitative, RelativeTo

HERE = Path(__file__).parent
NATIONAL = Source(
    id="outline",
    document="中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
    place="专栏1",
)
GUANGZHOU = Source(id="guangzhou", document="广州市“十四五”规划纲要，据新闻报道")


def records(name: str) -> list[dict[str, str]]:
    """Read the rows of a table; zoneplan opens no file for this, so any reader of tables will do."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def implied(table: IndicatorTable, one: zoneplan.Indicator, goal: zoneplan.Goal) -> str:
    """Say what a goal comes to in 2025: a level, or a yearly rate where it is a change in %."""
    if isinstance(goal, (Qualitative, Delegated, RelativeTo)):
        return zoneplan.implied_level(goal).text()
    before = table.period.first_year - 1 if table.period else 2020
    years = 2025 - (one.base.period.last_year if one.base else before)
    base = one.base.figure if one.base else None
    if isinstance(goal, (AnnualRate, Cumulative)) and goal.figure.unit.name == "%":
        return f"{zoneplan.implied_rate(goal, years)} a year over {years} years"
    return f"level {zoneplan.implied_level(goal, base=base, years=years)}"


national = IndicatorTable.from_records(
    records("national.csv"), id="fyp14", name="国家“十四五”", source=NATIONAL
)
guangzhou = IndicatorTable.from_records(
    records("guangzhou.csv"), id="gz", name="广州“十四五”", period="2021-2025", source=GUANGZHOU
)

for table in (national, guangzhou):
    print(f"{table.name}, {table.period}: {len(table.rows)} rows")
    for row in table.rows:
        for one in row.indicators:
            start = f"from {one.base.figure} in {one.base.period}" if one.base else "from no printed base"
            print(f"  {one.metric.name}, {start}")
            for goal in one.goals:
                print(f"    {type(goal).__name__} {goal}: {implied(table, one, goal)}")
    print()

plan = zoneplan.Plan.from_indicators(national)
report = plan.validate()
binding = [metric.name for metric in plan.metrics if metric.nature is zoneplan.Nature.BINDING]
print(f"{len(report.errors)} errors, {len(binding)} binding indicators, each with a number")
print("The records come back as they were:", national.to_records() == records("national.csv"))
