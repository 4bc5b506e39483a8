"""A folder's answer is what rolling all of its rows up from scratch gives, whatever happened to it."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from batch_histories import History, histories, table
from zoneplan import frames
from zoneplan.errors import ZoneplanError
from zoneplan.frames import RollupFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batch_histories import Row

# A plan found has a long repr, which Hypothesis warns about whether or not it is printed.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.fixture(autouse=True, scope="module")
def _quick_disk() -> Iterator[None]:
    """Wait for no disk: thousands of small files would be brought to it, and no crash is tried here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


asked = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def from_scratch(batches: dict[str, tuple[Row, ...]], question: dict[str, Any]) -> str | None:
    """Give the digest of a rollup of all rows; None when it is refused."""
    rows = [row for batch in batches.values() for row in batch]
    try:
        return frames.digest(frames.roll_up(table(rows), **question))
    except ZoneplanError:
        return None


def answered(folder: RollupFolder) -> str | None:
    """Give the digest of a folder's answer; None when it is refused."""
    try:
        return folder.digest()
    except ZoneplanError:
        return None


def require_as_from_scratch(history: History) -> None:
    """Assert after every change that it is made or refused as rolling up from scratch would be."""
    with tempfile.TemporaryDirectory() as path:
        folder = RollupFolder.create(path, **history.question)
        held: dict[str, tuple[Row, ...]] = {}
        for step in history.steps:
            if step.rows is None and step.batch not in held:
                continue
            then = {name: rows for name, rows in held.items() if step.rows is not None or name != step.batch}
            if step.rows is not None:
                then[step.batch] = step.rows
            expected = from_scratch(then, history.question)
            try:
                if step.rows is None:
                    folder.remove(step.batch)
                else:
                    folder.add(table(list(step.rows)), step.batch, replace=True)
            except ZoneplanError:
                assert expected is None, step
                assert from_scratch(held, history.question) == answered(folder)
            else:
                assert expected == answered(folder), step
                held = then
            assert {name: len(rows) for name, rows in held.items()} == folder.batches
        folder.verify()
        assert answered(folder) == answered(RollupFolder.open(path))


@asked
@given(histories())
def test_a_folder_answers_as_from_scratch_after_every_change(history: History) -> None:
    """Late reports, vintages, years to date, weights, batches replaced and removed: one digest."""
    require_as_from_scratch(history)
