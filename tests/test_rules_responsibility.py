from __future__ import annotations

from plan_texts import checked, findings


def test_an_action_without_lead_is_a_warning() -> None:
    """Where others have a lead, an action without one is told by name."""
    text = """\
programs:
  - id: a
    name: 产业创新
    actions:
      - {id: a1, name: 现代产业提升, lead_units: 经济发展局}
      - id: a2
        name: 创新驱动发展
        supporting_units: [科技局]
      - {id: a3}
"""
    expected = """\
warning LEAD-MISSING programs[0].actions[1].lead_units (plan.yaml:6:9)
  创新驱动发展 has no lead unit
  write its lead_units
  创新驱动发展没有牵头单位
  请写明牵头单位
"""
    assert expected == findings(text, "LEAD-MISSING")


def test_a_plan_without_any_lead_is_told_so_once() -> None:
    """Where nobody leads anything there is one finding, not one for each action."""
    text = """\
programs:
  - id: a
    name: 产业创新
    actions: [{id: a1, name: 现代产业提升}, {id: a2, name: 创新驱动发展}]
"""
    expected = """\
warning LEAD-MISSING the plan (plan.yaml:1:1)
  none of the 2 named actions has a lead unit
  write lead_units in each action
  2个已列明的行动均未写明牵头单位
  请为每个行动写明牵头单位
"""
    assert expected == findings(text, "LEAD-MISSING")


def test_an_unnamed_action_needs_no_lead() -> None:
    """An action that has no name yet is not asked for a lead."""
    text = """\
programs:
  - {id: a, name: 产业创新, lead_units: 经济发展局, actions: [{id: a1}]}
"""
    assert "" == findings(text, "LEAD-MISSING")


def test_named_actions_are_counted_as_checked() -> None:
    """Unnamed ones are not looked at."""
    text = """\
programs:
  - {id: a, name: 产业创新, actions: [{id: a1, name: 现代产业提升}, {id: a2}]}
"""
    assert 1 == checked(text, "LEAD-MISSING")


def test_several_leads_are_a_warning() -> None:
    """Two lead units are told, at their line."""
    text = """\
programs:
  - id: a
    name: 产业创新
    actions:
      - id: a1
        name: 现代产业提升
        lead_units: [经济发展局, 科技局]
"""
    expected = """\
warning LEAD-SEVERAL programs[0].actions[0].lead_units (plan.yaml:7:21)
  现代产业提升 has 2 lead units: 经济发展局, 科技局
  keep one as lead and make the others supporting units
  现代产业提升有2个牵头单位：经济发展局、科技局
  请保留一个牵头单位，其余列为配合单位
  lead_units = 经济发展局, 科技局
"""
    assert expected == findings(text, "LEAD-SEVERAL")


def test_one_lead_is_enough() -> None:
    """One lead with two supporting units is in order."""
    text = """\
programs:
  - id: a
    name: 产业创新
    actions: [{id: a1, name: 现代产业提升, lead_units: 经济发展局, supporting_units: [科技局, 财政局]}]
"""
    assert "" == findings(text, "LEAD-SEVERAL")


def test_led_nodes_are_counted_as_checked() -> None:
    """Programs and projects with a lead are looked at as well as actions."""
    text = """\
lead_units: 管委会
programs:
  - {id: a, name: 产业创新, projects: [{id: p, name: 产业园, lead_units: 财政局}]}
"""
    assert 2 == checked(text, "LEAD-SEVERAL")


def test_a_lead_cannot_support_itself() -> None:
    """A unit that leads and supports is an error."""
    text = """\
programs:
  - id: a
    name: 产业创新
    lead_units: 经济发展局
    supporting_units: [科技局, 经济发展局]
"""
    expected = """\
error SELF-LEAD programs[0].supporting_units (plan.yaml:5:23)
  经济发展局 both leads and supports 产业创新
  take it out of one of the two lists
  产业创新的牵头单位经济发展局同时列为配合单位
  请从其中一处删去
  units = 经济发展局
"""
    assert expected == findings(text, "SELF-LEAD")


def test_a_lead_may_support_another_action() -> None:
    """A unit may lead one action and support the next."""
    text = """\
programs:
  - id: a
    name: 产业创新
    actions:
      - {id: a1, name: 现代产业提升, lead_units: 经济发展局, supporting_units: 科技局}
      - {id: a2, name: 创新驱动发展, lead_units: 科技局, supporting_units: 经济发展局}
"""
    assert "" == findings(text, "SELF-LEAD")


def test_leads_are_counted_for_self_leading() -> None:
    """Every node that is led is looked at."""
    text = """\
programs: [{id: a, name: 产业创新, lead_units: 经济发展局}, {id: b, name: 产城融合}]
"""
    assert 1 == checked(text, "SELF-LEAD")


def test_units_written_into_one_text_are_several() -> None:
    """Documents join units by 、: each counts as a lead, and as one that supports."""
    text = """\
programs:
  - id: a
    name: 产业创新
    actions: [{id: a1, name: 现代产业提升, lead_units: 招商局、经发局, supporting_units: "招商局 "}]
"""
    assert "has 2 lead units: 招商局, 经发局" in findings(text, "LEAD-SEVERAL")
    assert "招商局 both leads and supports 现代产业提升" in findings(text, "SELF-LEAD")


def test_a_lone_action_is_told_at_its_own_place() -> None:
    """Where there is one action only, its missing lead is told there and not of the plan."""
    text = """\
programs: [{id: a, name: 产业创新, actions: [{id: a1, name: 现代产业提升}]}]
"""
    assert "programs[0].actions[0].lead_units" in findings(text, "LEAD-MISSING")
