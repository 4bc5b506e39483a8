"""What an amount states: kind, sign, increment."""

from __future__ import annotations

import pytest

from zoneplan import parse_figure
from zoneplan.figures import Figure
from zoneplan.kinds import FigureKind
from zoneplan.scanner import phrases_in


@pytest.mark.parametrize(
    ("text", "kind", "shown", "is_increment"),
    [
        ("增长6%", FigureKind.GROWTH, "6%", False),
        ("占比6%", FigureKind.SHARE, "6%", False),
        ("下降18%以上", FigureKind.GROWTH, "-18%以内", False),
        ("提高2个百分点", FigureKind.PP_CHANGE, "2个百分点", True),
        ("千亿级", FigureKind.SCALE_CLASS, "1000亿元级", False),
    ],
)
def test_the_clause_and_the_unit_tell_the_kind(
    text: str, kind: FigureKind, shown: str, is_increment: bool
) -> None:
    """A fall turns the sign and the words of its bound."""
    figure = parse_figure(text)
    assert isinstance(figure, Figure)
    assert (kind, shown, is_increment) == (figure.kind, str(figure), figure.is_increment)


@pytest.mark.parametrize("text", ["下降-3%", "下降负3%", "降幅-3%", "减少-3家", "降低-0.5个百分点"])
def test_a_fall_with_a_minus_is_refused(text: str) -> None:
    """Whether a negative fall is a rise, or the minus says fall once more, is nowhere written."""
    found, unread = phrases_in(text)
    assert ([], [False]) == (found, [one.is_name for one in unread])
