from __future__ import annotations

from plan_texts import checked, findings


def test_what_is_built_does_not_go_back() -> None:
    """A completed project that is under construction a year on is an error at its line."""
    text = """\
projects:
  - id: p
    name: 产业园
    states:
      - {state: completed, on: 2023-06-30}
      - {state: under_construction, on: 2024}
"""
    expected = """\
error STATE-ORDER projects[0].states[1] (plan.yaml:6:10)
  产业园 is completed (2023-06-30) and then under construction (2024), which cannot follow
  correct one of them, or write what lies between; after completed comes in production, at capacity
  产业园由竣工（2023-06-30）变为在建（2024），不合先后
  请改正其中之一，或补写其间的状态；竣工之后可为投产、达产
  before = completed (2023-06-30)
  after = under construction (2024)
"""
    assert expected == findings(text, "STATE-ORDER")


def test_what_is_cancelled_does_not_come_back() -> None:
    """Nothing else may follow, and the remedy says so."""
    states = "[{state: cancelled, on: 2023}, {state: reserve, on: 2024}]"
    found = findings(f"projects: [{{id: p, name: 产业园, states: {states}}}]\n", "STATE-ORDER")
    assert "after cancelled comes nothing else" in found
    assert "取消之后不再有其他状态" in found


def test_dates_do_not_run_backwards() -> None:
    """States in order with dates that are not are an error."""
    text = """\
projects:
  - id: p
    name: 产业园
    states:
      - {state: preparatory, on: 2023-06}
      - {state: under_construction, on: 2023-05-31}
"""
    expected = """\
error STATE-ORDER projects[0].states[1] (plan.yaml:6:10)
  产业园 is listed as preparatory (2023-06) and then as under construction (2023-05-31), an earlier date
  correct one of the dates, or list the states in order
  产业园先列前期（2023-06），后列在建（2023-05-31），日期倒退
  请改正日期，或按先后排列状态
  before = preparatory (2023-06)
  after = under construction (2023-05-31)
"""
    assert expected == findings(text, "STATE-ORDER")


def test_periods_that_overlap_are_in_order() -> None:
    """Of a year and a month in it nobody knows which came first; each step is counted."""
    text = """\
projects:
  - id: p
    name: 产业园
    states:
      - {state: preparatory, on: 2023}
      - {state: under_construction, on: 2023-03}
      - {state: suspended, on: 2023-12}
      - {state: under_construction, on: 2024-02-01}
"""
    assert "" == findings(text, "STATE-ORDER")
    assert 3 == checked(text, "STATE-ORDER")
