from __future__ import annotations

from typing import TYPE_CHECKING

from plan_texts import checked, findings, not_checked
from zoneplan.consistency import Consistency
from zoneplan.outcomes import Method, Outcome, Proof
from zoneplan.verdicts import Status

if TYPE_CHECKING:
    import pytest


def test_figures_that_cannot_all_be_true_are_an_error() -> None:
    """Each relation can hold by itself; 50 and 40 % of a whole are not the whole (worked example 10)."""
    text = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 40%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""
    expected = """\
error JOINT relations[0] (plan.yaml:2:6)
  these figures cannot all be true, though each of the 3 relations between them can hold by itself: A占\
比 50%, B占比 40%
  correct one of these figures; without any one of them the others can all be true
  下列各数不能同时成立，虽然其间3条关系各自都可成立：A占比 50%、B占比 40%
  请改正其中一个数；去掉任何一个，其余都可同时成立
  figures = A占比 50%; B占比 40%
  relations = A占比; B占比; 合计
  contradiction = smallest
"""
    assert expected == findings(text, "JOINT")


def test_figures_that_can_all_be_true_are_in_order() -> None:
    """50 and 50 % are the whole."""
    text = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""
    assert "" == findings(text, "JOINT")


def test_figures_that_agree_only_by_coarse_rounding_are_advice() -> None:
    """Cut off, 49 and 49 % can be the whole."""
    text = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 49.2%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""
    expected = """\
advice JOINT relations[0] (plan.yaml:2:6)
  these figures cannot all be true unless figures were rounded more coarsely than written, though each o\
f the 3 relations between them can hold by itself: A占比 49.2%, B占比 50%
  correct one of these figures; without any one of them the others can all be true
  下列各数不能同时成立，除非取整比写出的位数更粗，虽然其间3条关系各自都可成立：A占比 49.2%、B占比 50%
  请改正其中一个数；去掉任何一个，其余都可同时成立
  figures = A占比 49.2%; B占比 50%
  relations = A占比; B占比; 合计
  contradiction = smallest
"""
    assert expected == findings(text, "JOINT")


def test_parts_that_share_no_figure_are_counted() -> None:
    """Relations that hang together are one part."""
    text = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""
    assert 1 == checked(text, "JOINT")


def test_a_relation_by_itself_is_not_counted() -> None:
    """It was judged by itself."""
    text = """\
relations: [{kind: share, part: 50亿元, whole: 100亿元, share: 50%}]
"""
    assert 0 == checked(text, "JOINT")


def test_figures_that_must_not_be_compared_are_left_out() -> None:
    """A figure told in two ways is told as such, and nothing rests on it."""
    text = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 200.0亿元}, share:\
 40%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""
    assert "" == findings(text, "JOINT")


CIRCLE = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 超100亿元}, share:\
 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 超100亿元}, share:\
 40%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""


def test_without_the_solver_what_stays_open_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges passed from figure to figure can miss a contradiction, and the report says so."""
    monkeypatch.setattr("zoneplan.proof.is_installed", lambda: False)
    expected = """\
relations[0] (plan.yaml:2:6)
  figures that hang together in a circle were only compared range by range, which can miss a contradicti\
on; to prove or refute it: pip install "zoneplan[prove]"
  相互关联的数据只做了区间推算，可能漏掉矛盾；如需证明，请运行 pip install "zoneplan[prove]"
"""
    assert expected == not_checked(CIRCLE, "JOINT")
    assert 0 == checked(CIRCLE, "JOINT")


def test_with_the_solver_the_same_figures_are_refuted() -> None:
    """A circle of relations is settled by a solver."""
    assert findings(CIRCLE, "JOINT").startswith("error JOINT relations[0] (plan.yaml:2:6)\n")
    assert "" == not_checked(CIRCLE, "JOINT")
    assert 1 == checked(CIRCLE, "JOINT")


def test_without_the_solver_a_contradiction_of_ranges_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain figures in a circle contradict each other range by range already."""
    monkeypatch.setattr("zoneplan.proof.is_installed", lambda: False)
    text = """\
relations:
  - {id: A占比, kind: share, part: {name: A, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 50%}
  - {id: B占比, kind: share, part: {name: B, unit: 亿元}, whole: {name: 全市, figure: 100.0亿元}, share:\
 40%}
  - {id: 合计, kind: sum, total: {name: 全市}, parts: [{name: A}, {name: B}]}
"""
    assert findings(text, "JOINT").startswith("error JOINT relations[0] (plan.yaml:2:6)\n")


def test_what_rests_on_the_word_of_the_solver_counts_as_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures that no numbers in fractions are found for are told with their place."""
    by_word = Outcome(
        keys=("A",), relations=("A占比", "B占比", "合计"), status=Status.CONSISTENT, witness=None
    )
    proof = Proof(method=Method.SOLVER, outcomes=(by_word,))
    monkeypatch.setattr(Consistency, "prove", lambda *_, **__: proof)
    expected = """\
relations[0] (plan.yaml:2:6)
  the solver says that these figures can all be true, but no numbers in fractions were found that show it
  求解器认为这些数可以同时成立，但未找到分数形式的例证
"""
    assert expected == not_checked(CIRCLE, "JOINT")
    assert 0 == checked(CIRCLE, "JOINT")
