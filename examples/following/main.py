"""Follow key projects through their year: completion, time progress, gap, lights, and what reports print."""

from fractions import Fraction
from pathlib import Path

import zoneplan
from zoneplan.lights import Light, Measure
from zoneplan.percentages import shown_shares
from zoneplan.published_lights import PUBLISHED

plan = zoneplan.read_plan(Path(__file__).with_name("plan.yaml"))
stated = {(entry.subject, entry.record.metric): entry.record.figure for entry in plan.ledger.entries}


def compared(reckoned: Fraction | None, figure: zoneplan.Figure | None) -> str:
    """Round what was reckoned to the digits that a report prints, and set it against the report."""
    if reckoned is None or figure is None:
        return "not printed"
    exponent = figure.number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    says = "follows" if round(reckoned * 100, places) == Fraction(figure.number) else "does not follow"
    return f"printed {figure}, which {says}"


def words(lights: list[Light | None]) -> str:
    """Name the lights that the rules of 银川 and of 三亚 give."""
    return ", ".join("none" if light is None else light.value for light in lights)


for program in plan.programs:
    # A report that prints January to October is asked about at the end of October.
    reports = [entry.record for entry in plan.ledger if entry.subject == program.id]
    day = max(record.period.end for record in reports if record.aspect is zoneplan.Aspect.ACTUAL)
    yinchuan, sanya = (plan.progress(day, lights=rules) for rules in ("yinchuan-2025", "sanya-2022"))
    print(f"{program.name}, {day}")
    for subject in (program.id, *(project.id for project in program.projects)):
        for one in yinchuan.of("done", subject):
            completion, scheduled, gap = shown_shares(one.completion, one.scheduled)
            said = compared(one.completion, stated.get((subject, "completion")))
            ahead = compared(one.gap, stated.get((subject, "lead")))
            lights = [found.light(one) for found in (yinchuan, sanya)]
            print(f"  {plan[subject].name}: {one.actual} of {one.entry.target.goal}, {one.status}")
            print(f"    completion {completion}, {said}")
            print(f"    time progress {scheduled}, gap {gap}, {ahead}")
            print(f"    lights: {words(lights)}")
            if one.pace is not None:
                print(f"    to reach the goal: {one.pace}")

print("\nHad 江门 spent no more after March 2021:")
(march,) = plan.progress("2021-03").of("done", "jiangmen-2021")
done = march.completion or Fraction(0)
for month in (4, 6, 9):
    scheduled = Fraction(month, 12)
    short = {
        Measure.SHORTFALL_POINTS: 100 * (scheduled - done),
        Measure.SHORTFALL_SHARE: 100 * (scheduled - done) / scheduled,
    }
    lights = [PUBLISHED[rules].light_of(short) for rules in ("yinchuan-2025", "sanya-2022")]
    print(f"  after {month} months: gap {shown_shares(done, scheduled)[2]}, lights: {words(lights)}")

print("\nWhat does not follow:")
for finding in plan.validate().findings:
    print(f"  {finding.message}")
    print(f"  {finding.message_zh}")
