from __future__ import annotations

from plan_texts import checked, findings


def test_one_project_in_two_lists_is_a_warning() -> None:
    """The same name but for width, blanks and 项目, the same place and investment: one project."""
    text = """\
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

programs:
  - id: a
    name: 产业创新
    projects: [{id: p1, name: 新型显示（一期）项目, place: zhoushi, observations: [{metric: inv, period:\
 2023, figure: 30亿元}]}]
  - id: b
    name: 产城融合
    projects:
      - id: p2
        name: 新型显示 (一期)
        place: zhoushi
        observations: [{metric: inv, period: 2023, figure: 300000万元}]
"""
    expected = """\
warning DUP-PROJECT programs[1].projects[0] (plan.yaml:11:9)
  新型显示 (一期) looks like 新型显示（一期）项目 in programs[0].projects[0]: same name, place and inves\
tment
  keep one and let it serve both actions, or tell their names apart
  “新型显示 (一期)”与 programs[0].projects[0] 的“新型显示（一期）项目”疑为同一项目：名称、地点、投资相同
  如为同一项目，请只保留一个并写明其服务的各行动；否则请区分名称
  first = p1
  second = p2
"""
    assert expected == findings(text, "DUP-PROJECT")


def test_a_further_name_counts() -> None:
    """A project that goes by the other's name in another list is found once, however many names fit."""
    text = """\
projects:
  - {id: p1, name: 新型显示基地, aliases: [面板基地, 显示基地]}
  - {id: p2, name: 面板基地, aliases: 显示基地项目}
"""
    expected = """\
warning DUP-PROJECT projects[1] (plan.yaml:3:6)
  面板基地 looks like 新型显示基地 in projects[0]: same name and place
  keep one and let it serve both actions, or tell their names apart
  “面板基地”与 projects[0] 的“新型显示基地”疑为同一项目：名称、地点相同
  如为同一项目，请只保留一个并写明其服务的各行动；否则请区分名称
  first = p1
  second = p2
"""
    assert expected == findings(text, "DUP-PROJECT")


def test_projects_that_differ_are_two() -> None:
    """Another phase, place or investment, or investments that do not compare, tell projects apart."""
    text = """\
places: [{id: kunshan, name: 昆山市}, {id: zhoushi, name: 周市镇, within: kunshan}]
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]

projects:
  - {id: p1, name: 产业园一期, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: p2, name: 产业园二期, observations: [{metric: inv, period: 2023, figure: 30亿元}]}
  - {id: p3, name: 产业园一期, observations: [{metric: inv, period: 2023, figure: 31亿元}]}
  - {id: p4, name: 产业园一期, place: zhoushi, observations: [{metric: inv, period: 2023, figure: 30亿元\
}]}
  - {id: p5, name: 产业园一期, observations: [{metric: inv, period: 2022, figure: 30亿元}]}
"""
    assert "" == findings(text, "DUP-PROJECT")


def test_a_package_may_share_the_name_of_its_part() -> None:
    """A project and one that is part of it are not one in two lists, whichever comes first."""
    text = """\
projects:
  - {id: p1, name: 产业园}
  - {id: p2, name: 产业园项目, part_of: p1}
  - {id: p4, name: 科创园, part_of: p3}
  - {id: p3, name: 科创园项目}
"""
    assert "" == findings(text, "DUP-PROJECT")


def test_projects_are_counted() -> None:
    """Each project is looked at."""
    text = """\
projects: [{id: p1, name: 产业园}, {id: p2, name: 科创园}]
"""
    assert 2 == checked(text, "DUP-PROJECT")
