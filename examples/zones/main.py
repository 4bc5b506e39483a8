"""Check what the ministry publishes of the national zones: levels, growth, and shares of the nation."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))
consistency = plan.consistency()

print(plan.name)
print("\nGrowth that can be recomputed from two levels:")
for found in consistency.verdicts:
    if found.relation.origin == "growth" and found.verdict.status is zoneplan.Status.CONSISTENT:
        rate = found.verdict.line("rate")
        if rate.implied is not None:
            given = rate.implied.strict.describe(2)
            print(f"  {rate.label}: {rate.term.figure}, the levels give {given} %: {found.verdict}")

print("\nWhat the shares say of the nation, whose own figures are not in the releases:")
for metric in ("gdp", "trade", "fdi"):
    for year in (2020, 2021, 2022, 2023):
        try:
            print(f"  {consistency.admissible(metric, 'china', year)}")
        except zoneplan.errors.UnknownIdError:
            print(f"  {plan.metric(metric).name} {year}: no share is published")

print("\nWhat the check finds:")
report = plan.validate()
for finding in report.findings:
    print(f"  {finding.severity} {finding.code}, line {finding.place.line}")
    print(f"  {finding.message}")
    print(f"  {finding.message_zh}")
print(f"  {report.counts['checked']} checks made, {report.counts['not_checked']} not possible")
