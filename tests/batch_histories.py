"""Invented histories of a rollup folder: batches that come, are replaced and go, for laws about them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pyarrow as pa
from hypothesis import strategies as st

from portfolio_plans import METRICS
from zoneplan import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

Row: TypeAlias = "dict[str, str | None]"

COLUMNS = (
    "metric", "subject", "period", "aspect", "vintage", "number", "unit", "price_basis", "qualifiers",
)  # fmt: skip
OUTLINE = pa.table(
    {
        "node": ["city", "east", "west", "e1", "e2", "w1", "shared", "shared", "other"],
        "parent": [None, "city", "city", "east", "east", "west", "east", "west", None],
        "place": ["town", None, None, None, None, None, None, None, None],
        "unlisted": [None, None, 1, None, None, None, None, None, None],
    }
)
PLACES = (Zone(id="town", name="合成市（synthetic）"),)
SUBJECTS = ("e1", "e2", "w1", "shared", "west", "city", "town", "other", "elsewhere")
_UNITS = {
    "money": ("亿元", "万元"), "land": ("亩", "公顷"), "jobs": ("人", "万人"), "peak": ("万元", "元"),
    "floor": ("万元", "亿元"), "content": ("%", "‰"), "density": ("万元/亩",), "once": ("家",),
}  # fmt: skip
_NEEDS = {
    "money": ("money", "jobs"), "content": ("content", "jobs"), "density": ("money", "land", "density"),
}  # fmt: skip
_PERIODS = (
    ("2023-01", "2023-02", "2023-03", "2023-04", "2023-12", "2024-01"),
    ("2023-01/03", "2023-01/06", "2023-04", "2023-06"),
    ("2023-01/02", "2023-03", "2023-01/06", "2023-05", "2023-01/12", "2023-12"),
    ("2023Q1", "2023Q2", "2023-01/06", "2023-07", "2023", "2022", "2022-2024"),
)
_QUESTIONS: tuple[dict[str, Any], ...] = (
    *({"by": "quarter"},) * 4, {"by": "month"}, {"by": "month"}, {"by": "year"},
    {"by": "half", "period": 2023}, {"period": "2023Q2"}, {"period": "2023"}, {"period": "2022-2024"}, {},
)  # fmt: skip


@attrs.frozen
class Step:
    """One change of a folder.

    Attributes:
        batch: The name of the batch.
        rows: Its rows; None to remove it.
    """

    batch: str
    rows: tuple[Row, ...] | None


@attrs.frozen
class History:
    """What a folder is asked, and what happens to it.

    Attributes:
        question: What `roll_up` is told besides the observations.
        steps: The changes, in their order.
    """

    question: dict[str, Any]
    steps: tuple[Step, ...]


def table(rows: list[Row]) -> pa.Table:
    """Make a table of observations of rows."""
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(name, pa.string()) for name in COLUMNS]))


def _row(
    random: Random,
    metric: str,
    subjects: Sequence[str],
    periods: tuple[str, ...],
    aspects: tuple[str | None, ...],
) -> Row:
    subject, period, aspect = random.choice(subjects), random.choice(periods), random.choice(aspects)
    # Whoever reports a figure twice mostly says the same, so that most histories are not refused.
    number = len(subject) * 7 + len(period) + random.choice((0,) * 15 + (3,))
    text = f"{number}{random.choice(('', '', '', '.5', '0' * 36))}"
    return {
        "metric": metric,
        "subject": subject,
        "period": period,
        "aspect": aspect,
        "vintage": random.choice((None,) * 8 + ("preliminary", "final")),
        "number": f"-{text}" if random.random() < 0.03 else text,
        "unit": random.choice(_UNITS[metric][:1] * 3 + _UNITS[metric]),
        "price_basis": "current" if random.random() < 0.005 else None,
        "qualifiers": "约" if random.random() < 0.03 else None,
    }


def _unique(rows: list[Row]) -> tuple[Row, ...]:
    """Keep one row of each metric, subject, period, aspect and vintage."""
    return tuple(
        {
            tuple(row[name] for name in ("metric", "subject", "period", "aspect", "vintage")): row
            for row in rows
        }.values()
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a history in which most changes are possible, and some are not."""
    # A seed, for a history of single draws would be one of ends and repetitions, which touches everything.
    random = Random(draw(st.integers(0, 2**32 - 1)))
    names = [metric.id for metric in METRICS]
    asked = [random.choice([*names, "money", "money", "money", "density", "density"])]
    asked += [random.choice(names)] if random.random() < 0.3 else []
    # Few, so that late reports meet earlier ones; the more, the more is partly reported.
    subjects = random.sample(SUBJECTS, random.randint(1, 5))
    reported = [one for metric in asked for one in _NEEDS.get(metric, (metric,))]
    reported += [random.choice(list(_UNITS))] if random.random() < 0.2 else []
    weight = random.choice((None, None, "jobs"))
    reported += ["jobs"] if weight else []
    periods = random.choice(_PERIODS)
    aspects: tuple[str | None, ...] = random.choice((("actual",), (None,), ("actual", None, "planned")))
    # Weights of one other aspect stand in for those of the same; of two others, none does.
    are_apart = random.random() < 0.4
    pool = []
    for number in range(random.randint(2, 4)):
        # The first one is of everything, those that follow are late reports, mostly of one metric or period.
        metrics = [random.choice(reported)] if number and random.random() < 0.5 else reported
        late = (random.choice(periods),) if number and random.random() < 0.8 else periods
        most = 5 if number else 40
        drawn = [random.choice(metrics) for _ in range(random.randint(0, most))]
        apart = ("baseline" if number else "planned",) if are_apart else aspects
        rows = [
            _row(random, metric, subjects, late, apart if metric == "jobs" else aspects) for metric in drawn
        ]
        pool.append((f"批{number}", _unique(rows)))
    steps = [Step(*one) for one in pool]
    for _ in range(random.randint(0, 4)):
        name, known = random.choice(pool)
        gone = random.choice(known)["period"] if known else None
        fewer = tuple(row for row in known if row["period"] != gone)
        steps.append(Step(name, random.choice((None, known, random.choice(pool)[1], fewer, fewer))))
    question = {
        "metrics": METRICS,
        "only": dict.fromkeys(asked),
        "outline": OUTLINE,
        "places": PLACES,
        "aspect": random.choice((None, "actual", "planned")),
        "missing": random.choice(("skip_if_all",) * 4 + ("skip_if_any", "zero")),
        "weight": weight,
        **random.choice(_QUESTIONS),
    }
    return History(question, tuple(steps))
