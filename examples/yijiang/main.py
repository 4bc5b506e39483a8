"""Check an indicator table of 弋江区: which printed rates follow from the two levels beside them."""

from pathlib import Path

import zoneplan

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))
consistency = plan.consistency()

print(plan.name)
for found in consistency.verdicts:
    print(f"  {found.relation.id}: {found.verdict}")

print("\nWhat the check finds:")
for finding in plan.validate().findings:
    print(f"  {finding.severity} {finding.code}, line {finding.place.line}")
    print(f"  {finding.message}")
    print(f"  {finding.message_zh}")

print("\nWhat each wrong rate would have to be, the levels being right:")
for found in consistency.verdicts:
    if found.verdict.status is zoneplan.Status.INCONSISTENT:
        rate = found.verdict.line("rate")
        if rate.implied is not None:
            follows = rate.implied.strict.describe(2)
            print(f"  {found.relation.id}: printed {rate.term.figure}, follows {follows} %")

print("\nWhat each level would have to be instead, the rate being right:")
for part in consistency.doubts():
    for terms in part:
        for term in terms:
            if term.metric is not None:
                admissible = consistency.admissible(term.metric, term.subject, term.period)
                slips = [f"{slip.after} ({slip.why})" for slip in consistency.suggestions(term)]
                print(f"  {admissible}, printed {term.figure}; {', '.join(slips) or 'no slip explains it'}")
