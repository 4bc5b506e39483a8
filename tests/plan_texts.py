"""Plans as the text of a YAML file, and what the rules say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from zoneplan import Plan, documents
from zoneplan.formats import yaml
from zoneplan.vocabulary import KEYS

if TYPE_CHECKING:
    from zoneplan import Report

Told: TypeAlias = tuple[str, str, dict[str, str]]


def plan_of(text: str) -> Plan:
    """Read a plan from the text of a file called plan.yaml; id and name may be left out."""
    if "\nid:" not in f"\n{text}":
        text = f"id: plan\nname: 示范规划\n{text}"
    return documents.structure(yaml.load(text, "plan.yaml", translate=KEYS), Plan, "plan.yaml")


def report_of(text: str) -> Report:
    """Judge the plan of a text by the standard rules."""
    return plan_of(text).validate()


def findings(text: str, code: str) -> list[Told]:
    """Give each finding of one code: in English and in Chinese with its remedy, and its evidence."""
    return [
        (found.text("en"), found.text("zh"), dict(found.evidence))
        for found in report_of(text).findings
        if found.code == code
    ]


def not_checked(text: str, code: str) -> list[tuple[str, str, str]]:
    """Give each check of one code that could not be made: its place, and why in both languages."""
    return [
        (str(one.place), one.reason, one.reason_zh)
        for one in report_of(text).not_checked
        if one.code == code
    ]


def checked(text: str, code: str) -> int:
    """Give how many things were checked for one code."""
    return report_of(text).checked[code]
