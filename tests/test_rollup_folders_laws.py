"""A folder's answer is what rolling all of its rows up from scratch gives, whatever happened to it."""

from __future__ import annotations

import os
import random
import tempfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch_histories import History, Step, histories, table
from portfolio_plans import METRICS, portfolios
from zoneplan import Missing, Plan, frames
from zoneplan.errors import ZoneplanError
from zoneplan.frames import RollupFolder
from zoneplan.metrics import AcrossRule
from zoneplan.subjects import known_places
from zoneplan.synthetic import SyntheticPortfolio

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


@settings(asked, max_examples=max(10, settings().max_examples // 2))
@given(histories())
def test_a_folder_answers_as_from_scratch_after_every_change(history: History) -> None:
    """Late reports, vintages, years to date, weights, batches replaced and removed: one digest."""
    require_as_from_scratch(history)


@settings(asked, max_examples=max(5, settings().max_examples // 4))
@given(portfolios, st.integers(0, 2**32 - 1), st.sampled_from(Missing))
def test_a_plan_cut_into_batches_answers_as_its_whole(plan: Plan, seed: int, missing: Missing) -> None:
    """Numbers of more than 38 digits, wrong units and shared projects: whatever comes in whichever batch."""
    draw = random.Random(seed)
    rows = frames.observations_table(plan).to_pylist()
    draw.shuffle(rows)
    cuts = sorted(draw.randint(0, len(rows)) for _ in range(2))
    pieces = (rows[: cuts[0]], rows[cuts[0] : cuts[1]], rows[cuts[1] :])
    question: dict[str, Any] = {
        "outline": frames.outline_table(plan),
        "metrics": METRICS,
        "only": [draw.choice(METRICS).id],
        "places": tuple(known_places(plan).values()),
        "by": draw.choice((None, "quarter", "half")),
        "period": draw.choice((None, 2023)),
        "aspect": draw.choice((None, "actual")),
        "missing": missing,
    }
    steps = tuple(Step(str(number), tuple(piece)) for number, piece in enumerate(pieces))
    require_as_from_scratch(History(question, steps))


@settings(asked, max_examples=max(3, settings().max_examples // 20))
@given(st.integers(0, 1000), st.integers(0, 2**32 - 1), st.sampled_from(("month", "quarter", "year")))
def test_months_of_a_portfolio_are_added_in_any_order(seed: int, order: int, by: str) -> None:
    """Of a synthetic portfolio with revisions, each month touches the period that holds it."""
    synthetic = SyntheticPortfolio(
        seed=seed, zones=2, programs=1, actions=2, projects=2, shared=2, metrics=4, months=7, missing="0.2",
        revised="0.1",
    )  # fmt: skip
    metrics = synthetic.metric_definitions()
    question: dict[str, Any] = {
        "outline": list(synthetic.outline()),
        "metrics": metrics,
        # What is missing leaves means without weights, and years without a rule, which is refused.
        "only": [one.id for one in metrics if one.across is AcrossRule.SUM and one.over_time is not None],
        "by": by,
    }
    rows = [{**row, "number": str(row["number"])} for row in synthetic.observations()]
    months = {period: [row for row in rows if row["period"] == period] for period in synthetic.periods}
    names = random.Random(order).sample(list(months), len(months))
    with tempfile.TemporaryDirectory() as path:
        folder = RollupFolder.create(path, **question)
        for name in names:
            assert len(folder.add(months[name], name).periods) <= 1
        assert frames.digest(frames.roll_up(rows, **question)) == folder.digest()
        held = [row for row in rows if row["period"] != names[0]]
        folder.remove(names[0])
        assert frames.digest(frames.roll_up(held, **question)) == folder.digest()
