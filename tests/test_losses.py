"""What a file or table does not hold: told place by place, and complete whatever was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import Location, NotHeld, Plan, strategies
from zoneplan.errors import OutlineError
from zoneplan.losses import leaves, loss_lines, losses_of

if TYPE_CHECKING:
    from random import Random


def covers(lost: NotHeld, path: str) -> bool:
    """Tell whether a loss stands for what lies at a path."""
    return path == lost.place.path or path.startswith((f"{lost.place.path}.", f"{lost.place.path}["))


@given(strategies.plans(), st.randoms())
def test_losses_and_what_is_held_are_all_of_the_plan(plan: Plan, random: Random) -> None:
    """Every value of a plan is either held or covered by exactly one loss, whatever was written."""
    document = plan.to_dict()
    held = {path for path, _ in leaves(document) if random.random() < 0.5}
    losses = losses_of(document, held)
    counts = {path: sum(covers(one, path) for one in losses) for path, _ in leaves(document)}
    assert {path: int(path not in held) for path in counts} == counts


def test_a_loss_is_told_in_both_languages() -> None:
    """The sentence names what is lost, the remedy what keeps it."""
    lost = NotHeld(Location("programs[0].note"), "the note", "备注")
    assert ("the note is not held", "keep the plan as a .yaml or .json file, too") == lost.sentences()
    assert ("未写入备注", "如需保留，请另存规划文件（.yaml 或 .json）") == lost.sentences("zh")
    assert {
        "path": "programs[0].note", "file": None, "line": None, "column": None,
        "what": "the note", "what_zh": "备注",
    } == lost.to_dict()  # fmt: skip


def test_a_key_is_named_by_its_word_in_that_place() -> None:
    """One English key has several Chinese words; the place says which of them is meant."""
    document = {
        "period": "2023-2025",
        "zone": {"id": "z", "level": "国家级"},
        "observations": [{"period": 2023, "metric": "gdp"}],
        "aliases": ["甲", "乙"],
        "light_rules": [],
    }
    found = losses_of(document, {"zone.id", "observations[0].metric", "aliases[1]"})
    assert [
        ("period", "the period", "规划期"),
        ("zone.level", "the level", "级别"),
        ("observations[0].period", "the period", "时期"),
        ("aliases[0]", "an entry of the aliases", "别名之一"),
    ] == [(one.place.path, one.what, one.what_zh) for one in found]


def test_losses_of_one_sort_are_one_line() -> None:
    """A long list is told by sorts, each with its number and its first place."""
    document = {"note": "草案", "programs": [{"name": "甲", "id": "a"}, {"name": "乙", "id": "b"}]}
    losses = losses_of(document, {"programs[0].name", "programs[1].name"})
    assert ["1 × the note, first note", "2 × the id, first programs[0].id"] == list(loss_lines(losses))
    assert ["1 处备注，首处 note", "2 处编号，首处 programs[0].id"] == list(loss_lines(losses, "zh"))


@pytest.mark.parametrize("words", [("", "备注"), ("the note", " "), (3, "备注")])
def test_a_loss_without_words_is_refused(words: tuple[str, str]) -> None:
    """A loss that does not say what is lost would be one in silence."""
    with pytest.raises(OutlineError) as caught:
        NotHeld(Location("note"), *words)
    assert "expected words for what is not held, got " in str(caught.value)
