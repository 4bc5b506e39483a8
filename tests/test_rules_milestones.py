from __future__ import annotations

from plan_texts import checked, findings


def test_nothing_is_done_before_it_starts() -> None:
    """A day before the period of the start is an error; one inside it is in order."""
    text = """\
projects:
  - id: p
    name: 产业园
    start: 2023Q3
    done: 2023-06-30
  - {id: q, name: 科创园, start: 2023Q3, done: 2023-07-01}
  - {id: r, name: 物流园, done: 2023-07-01}
"""
    expected = """\
error DATE-REVERSED projects[0].done (plan.yaml:5:11)
  产业园 is done on 2023-06-30, before it starts in 2023Q3
  correct the start, or the day on which it was done
  产业园的完成时间2023-06-30早于开始时间2023Q3
  请改正开始时间或完成时间
  start = 2023Q3
  done = 2023-06-30
"""
    assert (expected, 2) == (findings(text, "DATE-REVERSED"), checked(text, "DATE-REVERSED"))


def test_nothing_is_signed_off_before_it_is_done() -> None:
    """A node and a milestone alike; what was done anew after a reopening is in order."""
    text = """\
programs:
  - id: g
    name: 产业创新
    done: 2023-07-01
    sign_offs:
      - {on: 2023-06-30}
    milestones:
      - name: 开工
        due: 2023
        done: 2023-03-02
        sign_offs: [{on: 2023-03-01, reopened: 2023-03-02}]
      - name: 竣工
        due: 2023
        done: 2023-09-01
        sign_offs: [{on: 2023-06-30, reopened: 2023-08-01}, {on: 2023-09-01}]
"""
    expected = """\
error SIGN-OFF programs[0].sign_offs[0] (plan.yaml:6:10)
  产业创新 is signed off on 2023-06-30, before it is done on 2023-07-01
  correct one of the two days; for what was done anew, say when it was reopened
  产业创新于2023-06-30销号，早于完成时间2023-07-01
  请改正其中一个日期；如系重新办理，请写明重新打开的时间
  done = 2023-07-01
  signed off = 2023-06-30
error SIGN-OFF programs[0].milestones[0].sign_offs[0] (plan.yaml:11:22)
  产业创新: 开工 is signed off on 2023-03-01, before it is done on 2023-03-02
  correct one of the two days; for what was done anew, say when it was reopened
  产业创新: 开工于2023-03-01销号，早于完成时间2023-03-02
  请改正其中一个日期；如系重新办理，请写明重新打开的时间
  done = 2023-03-02
  signed off = 2023-03-01
"""
    assert (expected, 4) == (findings(text, "SIGN-OFF"), checked(text, "SIGN-OFF"))


def test_what_is_signed_off_when_it_is_done_is_in_order() -> None:
    """The same day will do, and so does a sign-off of what nobody reported done."""
    text = """\
projects:
  - {id: p, name: 产业园, done: 2023-06-30, sign_offs: [{on: 2023-06-30}]}
  - {id: q, name: 科创园, sign_offs: [{on: 2023-06-30}]}
"""
    assert "" == findings(text, "SIGN-OFF")


def test_what_is_closed_is_not_closed_again() -> None:
    """Between two sign-offs there has to be a reopening."""
    text = """\
projects:
  - {id: p, name: 产业园, sign_offs: [{on: 2023-06-30}, {on: 2023-07-31}]}
  - {id: q, name: 科创园, sign_offs: [{on: 2023-06-30, reopened: 2023-08-01}, {on: 2023-07-31}]}
  - {id: r, name: 物流园, sign_offs: [{on: 2023-06-30, reopened: 2023-07-31}, {on: 2023-07-31}]}
"""
    expected = """\
error SIGN-OFF projects[0].sign_offs[1] (plan.yaml:2:55)
  产业园 is signed off on 2023-07-31, but was signed off on 2023-06-30 and not reopened
  say when it was reopened, or take one of the two out
  产业园于2023-07-31销号，而此前已于2023-06-30销号，未重新打开
  请写明重新打开的时间，或删去其中一次
  earlier = 2023-06-30
  later = 2023-07-31
error SIGN-OFF projects[1].sign_offs[1] (plan.yaml:3:77)
  科创园 is signed off on 2023-07-31, but was signed off on 2023-06-30 and reopened on 2023-08-01 only
  say when it was reopened, or take one of the two out
  科创园于2023-07-31销号，而此前已于2023-06-30销号，2023-08-01才重新打开
  请写明重新打开的时间，或删去其中一次
  earlier = 2023-06-30
  later = 2023-07-31
"""
    assert expected == findings(text, "SIGN-OFF")


def test_milestones_are_due_in_the_order_of_the_list() -> None:
    """One that is due before the dated one ahead of it is a warning; one for good stands anywhere."""
    text = """\
projects:
  - id: p
    name: 产业园
    milestones:
      - {name: 开工, due: 2023-06}
      - {name: 安全巡查, due: 长期}
      - {name: 封顶, due: 2023-06-15}
      - {name: 竣工, due: 2023Q2}
"""
    expected = """\
warning MILESTONE-ORDER projects[0].milestones[2].due (plan.yaml:7:25)
  milestone '封顶' of 产业园 is due 2023-06-15, before '开工', due 2023-06, which is listed ahead of it
  correct one of the dates, or list the milestones in order
  产业园的节点“封顶”（2023-06-15）列在“开工”（2023-06）之后，时限却更早
  请改正时限，或按先后排列节点
  开工 = 2023-06
  封顶 = 2023-06-15
"""
    assert (expected, 2) == (findings(text, "MILESTONE-ORDER"), checked(text, "MILESTONE-ORDER"))


def test_milestones_of_one_date_are_in_order() -> None:
    """The end of June and of the half year are one day."""
    text = """\
projects: [{id: p, name: 产业园, milestones: [{name: 开工, due: 2023-06}, {name: 封顶, due: 2023H1}]}]
"""
    assert "" == findings(text, "MILESTONE-ORDER")


def test_milestones_lie_inside_the_plan_and_before_what_they_lead_to() -> None:
    """One after the deadline of its node, or outside the plan's years, is a warning."""
    text = """\
period: 2023-2025
projects:
  - id: p
    name: 产业园
    deadline: 2024-06
    milestones:
      - {name: 选址, due: 2022-12}
      - {name: 开工, due: 2024-06-30}
      - {name: 竣工, due: 2024-07-01}
      - {name: 安全巡查, due: 长期}
"""
    expected = """\
warning DATE-OUT projects[0].milestones[0].due (plan.yaml:7:25)
  milestone '选址' of 产业园 is due on 2022-12-31, outside the plan's 2023-2025
  correct the date, or the plan's period
  产业园的节点“选址”时限为2022-12-31，不在规划期2023-2025之内
  请改正日期或规划期
  date = 2022-12-31
  period = 2023-2025
warning DATE-OUT projects[0].milestones[2].due (plan.yaml:9:25)
  milestone '竣工' of 产业园 is due on 2024-07-01, after 产业园 itself is due in 2024-06
  correct the milestone or the deadline
  产业园的节点“竣工”时限为2024-07-01，晚于产业园的完成时限2024-06
  请改正节点时限或完成时限
  date = 2024-07-01
  deadline = 2024-06
"""
    assert (expected, 4) == (findings(text, "DATE-OUT"), checked(text, "DATE-OUT"))


def test_a_milestone_without_anything_to_lie_in_is_not_counted() -> None:
    """Where neither the plan nor the node says a date, there is nothing to hold it against."""
    text = "projects: [{id: p, name: 产业园, milestones: [{name: 开工, due: 1999}]}]\n"
    assert "" == findings(text, "DATE-OUT")


def test_the_source_of_a_milestone_has_to_be_listed() -> None:
    """A milestone may name a source by its id, which the plan has to list."""
    text = "projects: [{id: p, name: 产业园, milestones: [{name: 开工, due: 2023, source: text}]}]\n"
    assert (
        "error ID-UNKNOWN projects[0].milestones[0].source (plan.yaml:1:74)"
        == (findings(text, "ID-UNKNOWN").splitlines()[0])
    )
    assert "" == findings(text.replace("source: text", "source: {document: 清单}"), "ID-UNKNOWN")
