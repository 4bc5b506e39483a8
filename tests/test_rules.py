from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan_texts import plan_of, report_of
from zoneplan import Checked, Finding, Location, NotChecked, Plan, rules
from zoneplan.rules import (
    bases,
    goals,
    identity,
    investments,
    lights,
    measures,
    milestones,
    periods,
    portfolios,
    projects,
    rates,
    ratios,
    relations,
    responsibility,
    scales,
    schedule,
    states,
    structure,
    targets,
    totals,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zoneplan.findings import Judgement

TESTS = Path(__file__).parent
SOURCES = Path(rules.__file__).parent
MODULES = (
    identity,
    structure,
    responsibility,
    scales,
    schedule,
    milestones,
    states,
    investments,
    measures,
    targets,
    goals,
    bases,
    totals,
    rates,
    ratios,
    periods,
    projects,
    relations,
    lights,
)

FAULTY = """\
pattern: 1+5+22
period: 2023-2025
declared_programs: 1
zone: {id: ketd, name: 昆山开发区, within: nowhere}
metrics:
  - {id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, nature: binding}
  - {id: jobs, name: 带动就业, unit: 人, kind: count}
programs:
  - id: a
    name: 产业创新
    declared_actions: 1
    lead_units: [科技局, 财政局]
    supporting_units: 科技局
    actions:
      - {id: a1, name: 现代产业提升, start: 2024, deadline: 2022}
      - {id: a1, name: 创新驱动发展}
      - {id: a3}
    projects:
      - {id: p1, name: 产业园}
      - {id: p2, name: 产业园项目, part_of: p2}
observations:
  - {metric: inv, period: 2023, figure: -3亿元}
  - {metric: inv, period: 2023, figure: 30亩}
  - {metric: inv, period: 2023, figure: 5亿元, subject: p1}
targets:
  - {metric: jobs, by: 2025, level: 300人}
"""


def test_every_rule_of_the_modules_is_standard() -> None:
    """What the rule modules offer is what `plan.validate()` applies, each once."""
    offered = {getattr(module, name) for module in MODULES for name in module.__all__}
    assert offered == set(rules.STANDARD)
    assert len(offered) == len(rules.STANDARD)


def test_every_code_in_the_sources_is_explained() -> None:
    """`CODES` explains exactly the codes that the rules use, sorted; those of portfolios stand apart."""
    used = {
        node.value
        for path in SOURCES.glob("*.py")
        if path.name != "__init__.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch("[A-Z]+(-[A-Z0-9]+)+|JOINT", node.value)
    }
    assert sorted(used) == sorted([*rules.CODES, *portfolios.CODES])
    assert sorted(rules.CODES) == list(rules.CODES)
    assert sorted(portfolios.CODES) == list(portfolios.CODES)


@pytest.mark.parametrize("code", rules.CODES)
def test_every_code_has_an_example(code: str) -> None:
    """Some test of the rules expects a finding of each code, and one of them expects none."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_rules_*.py"))
    assert re.search(rf'expected = """\\\n(error|warning|advice) {code} ', text)
    assert f'assert "" == findings(text, "{code}")' in text


@pytest.mark.parametrize("code", rules.CODES)
def test_every_code_counts_what_was_checked(code: str) -> None:
    """A report says for each code how much was looked at, or that it could not be."""
    assert code in plan_of(FAULTY).validate(together=True).checked


def test_the_order_of_rules_does_not_matter() -> None:
    """Any order of the rules gives the same report."""
    plan = plan_of(FAULTY)
    assert plan.validate() == plan.validate(reversed(rules.STANDARD))
    assert plan.validate().counts["error"] > 5


def test_a_rule_never_raises_however_faulty_the_plan() -> None:
    """Every rule ends on a plan with faults of every kind, and says what it counted."""
    plan = plan_of(FAULTY)
    for rule in rules.STANDARD:
        said = list(rule(plan))
        assert any(isinstance(one, (Checked, NotChecked)) for one in said), rule


def test_a_plain_function_is_a_rule() -> None:
    """A user's function takes its place beside the standard rules."""

    def has_note(plan: Plan) -> Iterator[Judgement]:
        yield Checked("NOTE-MISSING", 1)
        if plan.note is None:
            yield Finding(
                code="NOTE-MISSING", severity="advice", place=Location("note"), message="the plan has no note"
            )
        yield NotChecked(code="NOTE-TRUE", place=Location("note"), reason="nobody can tell")

    report = plan_of("").validate((*rules.STANDARD, has_note))
    assert ["advice NOTE-MISSING note: the plan has no note"] == [str(one) for one in report.findings]
    assert 1 == report.checked["NOTE-MISSING"]
    assert "nobody can tell" in [one.reason for one in report.not_checked]


def test_no_rules_find_nothing() -> None:
    """An empty rule set gives an empty report that still counts the outline."""
    report = plan_of(FAULTY).validate(())
    assert ((), (), {}) == (report.findings, report.not_checked, report.checked)
    assert "1 plan, 1 program, 3 declared actions, 2 named, 1 unnamed, 2 projects" == str(report.census)


def test_counts_tell_checked_from_not_checked() -> None:
    """What was checked, and what could not be, are counted apart and neither stands for the other."""
    text = """\
programs: [{id: a, name: 产业创新, actions: [{id: a1, name: 现代产业提升, lead_units: 科技局}]}]
"""
    report = report_of(text)
    assert {"error": 0, "warning": 0, "advice": 1, "checked": 8, "not_checked": 1} == report.counts
    assert ["DATE-OUT"] == [one.code for one in report.not_checked]
    assert "DATE-OUT" not in report.checked


def test_one_fault_is_told_once() -> None:
    """A finding is never reported twice."""
    found = [(one.code, one.place, one.message) for one in report_of(FAULTY).findings]
    assert len(found) == len(set(found))


def test_a_long_chain_of_packages_is_judged() -> None:
    """A project may be part of another, and that of a third, a thousand times over."""
    chain = "".join(f"  - {{id: p{i}, name: 标段{i}, part_of: p{i + 1}}}\n" for i in range(1000))
    report = report_of(f"projects:\n{chain}  - {{id: p1000, name: 总包}}\n")
    assert 0 == report.counts["error"]
