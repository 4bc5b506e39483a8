from __future__ import annotations

from plan_texts import checked, findings


def test_a_program_cannot_list_more_actions_than_it_declares() -> None:
    """More actions than declared are an error, at the declared number."""
    text = """\
programs:
  - id: a
    name: 产业创新
    declared_actions: 1
    actions: [{id: a1, name: 现代产业提升}, {id: a2, name: 创新驱动发展}]
"""
    expected = """\
error COUNT-DECLARED programs[0].declared_actions (plan.yaml:4:23)
  产业创新 declares 1 action and lists 2
  correct the declared number or the list
  产业创新声明1个行动，实际列出2个
  请改正声明数或清单
  declared = 1
  listed = 2
"""
    assert expected == findings(text, "COUNT-DECLARED")


def test_a_program_may_list_fewer_actions_than_it_declares() -> None:
    """Four declared and two named, as 对台合作 has them, is no error."""
    text = """\
programs:
  - id: c
    name: 对台合作
    declared_actions: 4
    actions: [{id: c1, name: 放大台资集聚特色优势}, {id: c2, name: 当好改革创新开路先锋}]
"""
    assert "" == findings(text, "COUNT-DECLARED")


def test_a_plan_lists_the_programs_it_declares() -> None:
    """Fewer programs than declared are an error, and so are more."""
    text = """\
declared_programs: 5
programs: [{id: a, name: 产业创新}]
"""
    expected = """\
error COUNT-DECLARED declared_programs (plan.yaml:1:20)
  示范规划 declares 5 programs and lists 1
  correct the declared number or the list
  示范规划声明5个方案，实际列出1个
  请改正声明数或清单
  declared = 5
  listed = 1
"""
    assert expected == findings(text, "COUNT-DECLARED")


def test_more_programs_than_declared_are_an_error() -> None:
    """A plan that lists a program too many is told so."""
    text = """\
declared_programs: 0
programs: [{id: a, name: 产业创新}]
"""
    expected = """\
error COUNT-DECLARED declared_programs (plan.yaml:1:20)
  示范规划 declares 0 programs and lists 1
  correct the declared number or the list
  示范规划声明0个方案，实际列出1个
  请改正声明数或清单
  declared = 0
  listed = 1
"""
    assert expected == findings(text, "COUNT-DECLARED")


def test_only_declared_numbers_are_checked() -> None:
    """A node that declares no number is not counted."""
    text = """\
declared_programs: 2
programs: [{id: a, name: 产业创新, declared_actions: 0}, {id: b, name: 产城融合}]
"""
    assert 2 == checked(text, "COUNT-DECLARED")


def test_a_pattern_must_fit_in_each_number() -> None:
    """Each number of a pattern that the plan does not have is an error of its own."""
    text = """\
pattern: 2+5+22
programs:
  - {id: a, name: 产业创新, declared_actions: 6}
"""
    expected = """\
error COUNT-PATTERN pattern (plan.yaml:1:10)
  the pattern 2+5+22 announces 2 plans, the plan declares 1
  correct the pattern, or the declared numbers
  结构“2+5+22”声明2个总体，规划中为1个
  请改正结构或各处声明数
  announced = 2
  counted = 1
error COUNT-PATTERN pattern (plan.yaml:1:10)
  the pattern 2+5+22 announces 22 actions, the plan declares 6
  correct the pattern, or the declared numbers
  结构“2+5+22”声明22个行动，规划中为6个
  请改正结构或各处声明数
  announced = 22
  counted = 6
error COUNT-PATTERN pattern (plan.yaml:1:10)
  the pattern 2+5+22 announces 5 programs, the plan declares 1
  correct the pattern, or the declared numbers
  结构“2+5+22”声明5个方案，规划中为1个
  请改正结构或各处声明数
  announced = 5
  counted = 1
"""
    assert expected == findings(text, "COUNT-PATTERN")


def test_declared_programs_stand_for_the_list_in_a_pattern() -> None:
    """A pattern is held against what the plan declares, named or not."""
    text = """\
pattern: 1+5+6
declared_programs: 5
programs:
  - {id: a, name: 产业创新, declared_actions: 6}
"""
    assert "" == findings(text, "COUNT-PATTERN")


def test_a_duplicate_still_counts_for_the_pattern() -> None:
    """A program whose id is taken is counted, so the pattern is not blamed for it."""
    text = """\
pattern: 1+2+4
programs:
  - {id: a, name: 产业创新, declared_actions: 1, actions: [{id: a1, name: 现代产业提升}]}
  - {id: a, name: 产城融合, declared_actions: 3, actions: [{id: b1, name: 规划引领}]}
"""
    assert "" == findings(text, "COUNT-PATTERN")


def test_a_plan_without_pattern_has_none_to_check() -> None:
    """A plan that announces no pattern is none the worse for it."""
    text = """\
programs: [{id: a, name: 产业创新}]
"""
    assert "" == findings(text, "COUNT-PATTERN")


def test_three_numbers_of_a_pattern_are_checked() -> None:
    """A pattern is three checks."""
    text = """\
pattern: 1+0+0
"""
    assert 3 == checked(text, "COUNT-PATTERN")


def test_unnamed_actions_are_advice() -> None:
    """Each declared action that is not named is told, listed or not."""
    text = """\
programs:
  - id: c
    name: 对台合作
    declared_actions: 4
    actions:
      - {id: c1, name: 放大台资集聚特色优势}
      - {id: c2}
"""
    expected = """\
advice ACTION-UNNAMED programs[0].declared_actions (plan.yaml:4:23)
  对台合作 declares 4 actions and lists 2; this is number 1 of 2 without a name
  name it once its name is published
  对台合作声明4个行动，列出2个；未写明名称的共2个，此为第1个
  名称公布后请补上
advice ACTION-UNNAMED programs[0].declared_actions (plan.yaml:4:23)
  对台合作 declares 4 actions and lists 2; this is number 2 of 2 without a name
  name it once its name is published
  对台合作声明4个行动，列出2个；未写明名称的共2个，此为第2个
  名称公布后请补上
advice ACTION-UNNAMED programs[0].actions[1] (plan.yaml:7:10)
  an action of 对台合作 has no name
  name it once its name is published
  对台合作有一个行动未写明名称
  名称公布后请补上
"""
    assert expected == findings(text, "ACTION-UNNAMED")


def test_named_actions_are_no_advice() -> None:
    """A program that names what it declares is not advised."""
    text = """\
programs:
  - {id: c, name: 对台合作, declared_actions: 1, actions: [{id: c1, name: 放大台资集聚特色优势}]}
"""
    assert "" == findings(text, "ACTION-UNNAMED")


def test_undeclared_programs_are_not_unnamed_actions() -> None:
    """Programs that the plan declares and does not list are another matter."""
    text = """\
declared_programs: 3
"""
    assert "" == findings(text, "ACTION-UNNAMED")


def test_declared_actions_are_counted_as_checked() -> None:
    """Named and unnamed actions count alike."""
    text = """\
programs:
  - {id: c, name: 对台合作, declared_actions: 4, actions: [{id: c1, name: 放大台资集聚特色优势}]}
  - {id: d, name: 和谐善治, actions: [{id: d1}]}
"""
    assert 5 == checked(text, "ACTION-UNNAMED")
