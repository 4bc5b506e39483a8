from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from plan_texts import plan_of
from zoneplan import joint_listing, proof, repair
from zoneplan.formats import json as json_format
from zoneplan.joint_listing import to_dict, together, together_lines
from zoneplan.listing import Printing
from zoneplan.solver import Answer, Solver

if TYPE_CHECKING:
    import pytest

    from zoneplan.layout import Language

CIRCLE = """\
relations:
  - {id: 甲占比, kind: share, part: {name: 甲}, whole: {name: 合计, figure: 超100亿元}, share: 50%}
  - {id: 乙占比, kind: share, part: {name: 乙}, whole: {name: 合计}, share: 40%}
  - {id: 加总, kind: sum, total: {name: 合计}, parts: [{name: 甲}, {name: 乙}]}
"""
WRONG = """\
relations:
  - {id: 分项, kind: sum, total: 150亿元, parts: [100亿元, 20亿元, 10亿元, 2亿元, 3亿元]}
"""
LOOSE = CIRCLE.replace("50%", "59.0%")


def joined(text: str, printing: Printing = Printing()) -> str:  # noqa: B008  # immutable
    """Print what is found about the relations of a plan together."""
    found = plan_of(text).consistency()
    return "\n".join(together_lines(found, together(found), printing))


def test_a_circle_is_contradicted_as_a_whole() -> None:
    """No relation is wrong by itself; the smallest core is named with its figures, and what to look at."""
    expected = """\
taken together, the relations that share figures form 1 group
group 1: inconsistent: 5 figures, 3 relations
  these figures cannot all be true, though each relation by itself can hold:
    乙占比 share  40%  (39, 41) %
    甲占比 share  50%  (49, 51) %
  by these relations:
    乙占比
    加总
    甲占比
  without any one of them the others can all be true

to be looked at first, because one correction there would settle it:
  乙占比 share 40%
    perhaps meant: 50%; one digit is wrong
    perhaps meant: 49%; one digit is wrong
  甲占比 share 50%
    perhaps meant: 60%; one digit is wrong
    perhaps meant: 59%; one digit is wrong"""
    assert expected == joined(CIRCLE)


def test_a_circle_is_contradicted_in_chinese() -> None:
    """The same in Chinese."""
    expected = """\
合并核对：共用数据的关系有1组
第1组：不一致：数据5个，关系3条
  以下各数不能同时成立，虽然每条关系单独都可成立：
    乙占比 占比  40%  (39, 41)%
    甲占比 占比  50%  (49, 51)%
  所依据的关系：
    乙占比
    加总
    甲占比
  去掉其中任何一个，其余都可同时成立

请先核实下列数据，改正其中一个即可消除矛盾：
  乙占比 占比 40%
    或应为50%：一位数字有误
    或应为49%：一位数字有误
  甲占比 占比 50%
    或应为60%：一位数字有误
    或应为59%：一位数字有误"""
    assert expected == joined(CIRCLE, Printing(language="zh"))


def test_relations_that_share_nothing_say_no_more_together() -> None:
    """There is no group, but a relation that is wrong by itself has figures to look at, the first of them."""
    expected = """\
no two relations that can hold by themselves share a figure: together they say no more

to be looked at first, because one correction there would settle it:
  分项 part 1 100亿元
  分项 part 2 20亿元
  分项 part 3 10亿元
  分项 part 4 2亿元
    perhaps meant: 20亿元; the decimal point is one place off
  … and 2 more; --all shows them"""
    assert expected == joined(WRONG)


def test_everything_leaves_no_figure_out() -> None:
    """All sets and all suggestions are printed on request."""
    assert "--all" not in joined(WRONG, Printing(everything=True))
    assert "分项 total 150亿元" in joined(WRONG, Printing(everything=True))


def test_agreement_at_the_loosest_is_told_apart() -> None:
    """A group that agrees only when figures are read at their loosest is undecided, with its core."""
    expected = """\
taken together, the relations that share figures form 1 group
group 1: undecided: 5 figures, 3 relations
  these figures cannot all be true to the last digit; read at their loosest they can:
    乙占比 share  40%    [39.5, 40.5] %
    甲占比 share  59.0%  [58.95, 59.05] %
  by these relations:
    乙占比
    加总
    甲占比
  without any one of them the others can all be true"""
    assert expected == joined(LOOSE)


def test_without_the_solver_it_says_what_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges are narrowed only, and what to install is named in either language."""
    for module in (proof, repair, joint_listing):
        monkeypatch.setattr(module, "is_installed", lambda: False)
    expected = """\
taken together, the relations that share figures form 1 group
group 1: undecided: 5 figures, 3 relations
  only ranges were narrowed, which can miss a contradiction; \
to prove or refute it: pip install "zoneplan[prove]"\
"""
    assert expected == joined(CIRCLE)
    chinese = '  只做了区间推算，可能漏掉矛盾；如需证明，请运行 pip install "zoneplan[prove]"'
    assert chinese == joined(CIRCLE, Printing(language="zh")).split("\n")[2]
    expected = (
        "found by narrowing ranges only, which can miss a contradiction and a smaller set; "
        "no slip is suggested for a figure whose range stays open; "
        'for a proof: pip install "zoneplan[prove]"'
    )
    assert expected == joined(WRONG).split("\n")[-1]


def test_a_time_limit_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the solver gives up the group stays open, and the option is named."""
    monkeypatch.setattr(Solver, "_counted", lambda *_: Answer.UNKNOWN)
    found = plan_of(CIRCLE).consistency()
    lines = list(together_lines(found, together(found), Printing(language="zh")))
    assert "  求解超时，请放宽时限 --time-limit" == lines[2]


def by_word(text: str, language: Language) -> list[str]:
    """The lines on the first group of a plan when no numbers in fractions were found for it."""
    found = plan_of(text).consistency()
    examined = together(found)
    bare = [attrs.evolve(one, witness=None) for one in examined.proof.outcomes]
    examined = attrs.evolve(examined, proof=attrs.evolve(examined.proof, outcomes=tuple(bare)))
    return list(together_lines(found, examined, Printing(language=language)))[1:]


def test_what_rests_on_the_word_of_the_solver_is_told_apart() -> None:
    """A group that nobody has seen numbers for is not simply called consistent."""
    fine = CIRCLE.replace("50%", "60%")
    assert ["group 1: consistent, by the solver's word; no witness in fractions: 5 figures, 3 relations"] == (
        by_word(fine, "en")
    )
    assert ["第1组：一致（据求解器，未找到分数形式的例证）：数据5个，关系3条"] == by_word(fine, "zh")
    assert (
        "  that they can at their loosest is by the solver's word; no witness in fractions"
        == by_word(LOOSE, "en")[-1]
    )
    assert "  从宽读可同时成立系据求解器，未找到分数形式的例证" == by_word(LOOSE, "zh")[-1]


def one_digit(before: str, after: str) -> dict[str, str]:
    """A suggestion that one digit is wrong, as plain data."""
    return {
        "slip": "digit",
        "before": before,
        "after": after,
        "why": "one digit is wrong",
        "why_zh": "一位数字有误",
    }


def test_what_is_found_together_is_plain_data() -> None:
    """The proof, and for each part the sets of figures with what they may have been meant to be."""
    found = plan_of(CIRCLE).consistency()
    data = to_dict(found, together(found))
    assert ("z3", "inconsistent", True) == (data["method"], data["status"], data["is_proved"])
    assert [
        [
            {
                "figures": [{"key": "乙占比.share", "label": "", "written": "40%"}],
                "suggestions": [
                    one_digit("40", "50"),
                    one_digit("40", "49"),
                ],
            },
            {
                "figures": [{"key": "甲占比.share", "label": "", "written": "50%"}],
                "suggestions": [
                    one_digit("50", "60"),
                    one_digit("50", "59"),
                ],
            },
        ]
    ] == data["doubts"]
    again = plan_of(CIRCLE).consistency()
    assert json_format.dump(data) == json_format.dump(to_dict(again, together(again)))


def test_a_group_that_can_hold_takes_one_line() -> None:
    """There is nothing to say of a group that is consistent as a whole."""
    expected = """\
taken together, the relations that share figures form 1 group
group 1: consistent: 5 figures, 3 relations"""
    assert expected == joined(CIRCLE.replace("50%", "60%"))


def test_of_many_slips_the_first_are_told() -> None:
    """Four suggestions are printed, the rest counted; all of them on request."""
    part = (
        "relations:\n"
        "  - {id: 加总, kind: sum, partial: true, total: 500亿元, parts: [{name: 甲, figure: 951亿元}]}\n"
    )
    shown = joined(part).split("\n")[3:]
    assert [
        "  加总 total 500亿元",
        "  甲 951亿元",
        "    perhaps meant: 95.1亿元; the decimal point is one place off",
    ] == shown[:3]
    assert "    … and 1 more; --all shows them" in joined(part).split("\n")
    assert "--all" not in joined(part, Printing(everything=True))
