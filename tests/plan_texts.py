"""Plans as the text of a YAML file, and what the rules say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from zoneplan import Plan, documents
from zoneplan.errors import ZoneplanError
from zoneplan.formats import yaml
from zoneplan.vocabulary import KEYS

if TYPE_CHECKING:
    from zoneplan import Report


def plan_of(text: str) -> Plan:
    """Read a plan from the text of a file called plan.yaml; id and name may be left out."""
    if "\nid:" not in f"\n{text}":
        text = f"{text}id: plan\nname: 示范规划\n"  # behind the text, whose lines are then counted as shown
    return documents.structure(yaml.load(text, "plan.yaml", translate=KEYS), Plan, "plan.yaml")


def report_of(text: str) -> Report:
    """Judge the plan of a text by the standard rules."""
    return plan_of(text).validate()


def _report_for(text: str, code: str) -> Report:
    """Judge the plan of a text, all relations at once as well for the code that needs it."""
    return plan_of(text).validate(together=code == "JOINT")


def findings(text: str, code: str) -> str:
    """Give each finding of one code: its place, its sentence and remedy in both languages, its evidence."""
    lines = []
    for found in _report_for(text, code).findings:
        if found.code == code:
            lines.append(f"{found.severity.value} {found.code} {found.place}")
            lines += [f"  {found.message}", f"  {found.remedy}"]
            lines += [f"  {found.message_zh}", f"  {found.remedy_zh}"]
            lines += [f"  {name} = {value}" for name, value in found.evidence.items()]
    return "".join(f"{line}\n" for line in lines)


def not_checked(text: str, code: str) -> str:
    """Give each check of one code that could not be made: its place, and why in both languages."""
    return "".join(
        f"{one.place}\n  {one.reason}\n  {one.reason_zh}\n"
        for one in _report_for(text, code).not_checked
        if one.code == code
    )


def checked(text: str, code: str) -> int:
    """Give how many things were checked for one code."""
    return _report_for(text, code).checked[code]


def rows(text: str, metric: str, **choices: Any) -> str:
    """Give a line for each node of a rollup that has anything to say."""
    lines = []
    for node, row in plan_of(text).roll_up(metric, **choices).items():
        said = [f"{node}: {row.computed}"]
        if row.stated is not None and not (row.computed and row.leaves.keys() == {node}):
            said.append(f"stated {row.stated}, residual {row.residual}")
        if row.coverage.expected:
            said.append(str(row.coverage))
        if row.missing:
            said.append(f"missing {' '.join(row.missing)}")
        if row.unlisted:
            said.append(f"{row.unlisted} unlisted")
        lines += ["; ".join(said)] if said != [f"{node}: None"] else []
    return "".join(f"{line}\n" for line in lines)


def explained(text: str, metric: str, **choices: Any) -> str:
    """Print the explanation of a rollup's total."""
    return f"{plan_of(text).roll_up(metric, **choices).explain()}\n"


def refusal(text: str, metric: str, **choices: Any) -> str:
    """Give the error that rolling a metric up ends in, on its first line its class."""
    plan = plan_of(text)
    with pytest.raises(ZoneplanError) as caught:
        plan.roll_up(metric, **choices).to_records()
    return f"{type(caught.value).__name__}\n{caught.value}\n"
