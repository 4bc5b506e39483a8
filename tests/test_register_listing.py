from __future__ import annotations

from plan_texts import plan_of
from zoneplan.listing import Printing
from zoneplan.register_listing import register_lines

PLAN = """\
programs:
  - id: a
    name: 产业创新
    deadline: 长期
    actions:
      - {id: a1, name: 链补强, deadline: 2023-06}
      - {id: a2, name: 特色载体, deadline: 2022全年, done: 2022-12-01}
      - {id: a3, name: 未定}
  - {id: b, name: 产城融合, actions: [{id: b1, name: 宜居, milestones: [{name: 开工, due: 2023-12}]}]}
projects:
  - {id: x, name: 厂, deadline: 2025}
"""


def printed(text: str, as_of: str, printing: Printing = Printing()) -> str:  # noqa: B008  # immutable
    """Print the register of a plan."""
    plan = plan_of(text)
    return "".join(f"{line}\n" for line in register_lines(plan.register(as_of=as_of), plan, printing))


def test_open_items_are_listed_by_program() -> None:
    """What is to be asked about stands under its program; what is done or has no deadline is counted."""
    expected = """\
示范规划 (plan) as of 2023-07-10, by what was dated until then

产业创新 (a)
  due      item        has come to
  ongoing  产业创新    ongoing
  2023-06  链补强      overdue by 10 days, not reported done

产城融合 (b)
  due      item        has come to
  2023-12  宜居: 开工  due

示范规划 (plan)
  due      item        has come to
  2025     厂          due

5 items: 1 overdue, 2 due, 1 ongoing, 1 done
1 item done, signed off or cancelled; --all lists them
2 actions or projects state no deadline; --all names them
"""
    assert expected == printed(PLAN, "2023-07-10")


def test_everything_is_listed_in_chinese() -> None:
    """With everything, what is done and what states no deadline is listed too, deadlines in Chinese."""
    expected = """\
示范规划（plan）台账，截至2023-07-10，其后的记载不计

产业创新（a）
  时限      事项        结果
  长期      产业创新    长期
  2023-06   链补强      逾期10天，未报完成
  2022全年  特色载体    2022-12-01完成

产城融合（b）
  时限      事项        结果
  2023-12   宜居: 开工  未到期

示范规划（plan）
  时限      事项        结果
  2025      厂          未到期

共5项：逾期1、未到期2、长期1、完成1
未写明时限的行动或项目：
  未定（a3）
  宜居（b1）
"""
    assert expected == printed(PLAN, "2023-07-10", Printing(language="zh", everything=True))


def test_hidden_items_are_counted_in_chinese() -> None:
    """What is not listed is never passed over in silence."""
    lines = printed(PLAN, "2023-07-10", Printing(language="zh")).splitlines()
    assert lines[-2:] == [
        "已完成、已销号或已取消的1项；用 --all 全部列出",
        "另有2个行动或项目未写明时限；用 --all 列出",
    ]


def test_a_plan_without_deadlines_says_so() -> None:
    """There is nothing to list, and the actions that state no deadline are counted."""
    text = "programs: [{id: a, name: 甲, actions: [{id: a1, name: 一}]}]\n"
    assert printed(text, "2023-07-10") == (
        "示范规划 (plan) as of 2023-07-10, by what was dated until then\n"
        "the plan states no deadline and no milestone\n"
        "\n"
        "1 action or project states no deadline; --all names them\n"
    )


def test_all_done_leaves_no_table() -> None:
    """Where nothing is open there is no table of nothing."""
    text = "programs: [{id: a, name: 甲, deadline: 2022, done: 2022-05-01}]\n"
    assert printed(text, "2023-07-10").splitlines()[1:] == [
        "",
        "1 item: 1 done",
        "1 item done, signed off or cancelled; --all lists them",
    ]
