"""A short version of the long differential run; what it counts says that it met every hard case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from soak import same_digests
from zoneplan import frames

if TYPE_CHECKING:
    import pytest

FEW = 12


def test_every_way_gives_one_outcome() -> None:
    """A portfolio gives the tree's digest, or its refusal, in each of the ways it is handed over."""
    tally = same_digests.run(FEW)
    assert (FEW, []) == (tally.portfolios, tally.faults)
    assert FEW * same_digests.QUESTIONS * 6 == tally.compared
    assert tally.outcomes["answered"] > FEW


def test_a_wrong_digit_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that loses a figure is told, with the seed and the question."""
    rolled = frames.roll_up
    monkeypatch.setattr(frames, "roll_up", lambda rows, **asked: rolled(rows, **asked).slice(0, 0))
    monkeypatch.setattr(same_digests, "engines", lambda _: {"broken": pa.Table.slice})
    tally = same_digests.run(3)
    assert tally.outcomes["answered"] == len(tally.faults) > 0
    assert tally.faults[0].startswith("seed 1, portfolio ")
