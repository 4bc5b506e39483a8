"""The same rollup on data frames and engines: the meaning and the digits of `Plan.roll_up`, at any size.

Needs the extra `frames` (narwhals, pyarrow, duckdb). An engine adds up the observations of each node; what
takes judgement, and every division, is done here with exact numbers, so that every engine gives the same.

>>> import pyarrow as pa
>>> from zoneplan import Metric, frames
>>> outline = pa.table({"node": ["city", "east", "west"], "parent": [None, "city", "city"]})
>>> observations = pa.table(
...     {
...         "metric": ["investment"] * 2, "subject": ["east", "west"], "period": ["2024"] * 2,
...         "number": ["1.5", "30000"], "unit": ["亿元", "万元"],
...     }
... )
>>> investment = Metric(id="investment", name="完成投资", unit="亿元", kind="flow", across="sum")
>>> answer = frames.roll_up(observations, outline=outline, metrics=[investment])
>>> answer.select(["node", "computed", "reported", "expected"]).to_pylist()[0]
{'node': 'city', 'computed': '4.5', 'reported': 2, 'expected': 2}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zoneplan.errors import RollupError

try:
    import narwhals as _narwhals  # noqa: F401  # asked for here, so that its lack is told in a sentence
    import pyarrow as _pyarrow  # noqa: F401  # the same
except ImportError as error:  # pragma: no cover  # the tests run with the extra installed
    raise RollupError(
        f"zoneplan.frames needs {error.name}, which is not installed",
        "install it with: pip install 'zoneplan[frames]'",
        f"zoneplan.frames 需要 {error.name}，尚未安装",
        "请安装：pip install 'zoneplan[frames]'",
    ) from None

from zoneplan.frames.asking import read_outline, roll_up
from zoneplan.frames.digests import digest
from zoneplan.frames.renewal import Recomputed
from zoneplan.frames.rollup_folders import RollupFolder
from zoneplan.frames.tables import observations_table, outline_table, rollup_table
from zoneplan.frames.writing import Written, write_rollup

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__: Sequence[str] = (
    "Recomputed",
    "RollupFolder",
    "Written",
    "digest",
    "observations_table",
    "outline_table",
    "read_outline",
    "roll_up",
    "rollup_table",
    "write_rollup",
)
