"""What stands behind a number: upper ends, and remarks on whether an end belongs to them."""

from __future__ import annotations

import pytest

from zoneplan import parse_figure
from zoneplan.errors import AmountError


@pytest.mark.parametrize("text", ["5%（不含）—6%", "5%—6%（不含）", "1亿元（不含1亿元）至5亿元"])
def test_a_range_that_leaves_an_end_out_is_refused(text: str) -> None:
    """A figure's range holds both its ends, so one that does not cannot be said."""
    with pytest.raises(AmountError):
        parse_figure(text)


@pytest.mark.parametrize("text", ["5%（含）—6%", "5%—6%（含）", "5%—6%", "5%至6%之间"])
def test_a_range_holds_both_its_ends(text: str) -> None:
    """A remark that an end belongs to it says nothing new."""
    assert "5—6%" == str(parse_figure(text))
