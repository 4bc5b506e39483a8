"""What the libraries of frames say of a frame that they cannot work out, told as a refusal of ours."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import narwhals.exceptions
import pyarrow as pa

from zoneplan.errors import RollupError, ZoneplanError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["frame_faults_told"]


@contextlib.contextmanager
def frame_faults_told() -> Iterator[None]:
    """Tell what Polars, Arrow and narwhals cannot do as an error of ours: a lazy frame fails when it is read.

    Raises:
        RollupError: If a query of a frame fails, a file that it scans cannot be read, or a column holds what
            is no text.
    """
    polars = sys.modules.get("polars")  # one that is not imported has made no frame
    known = () if polars is None else (polars.exceptions.PolarsError,)
    try:
        yield
    except ZoneplanError:
        raise
    except (*known, pa.ArrowException, narwhals.exceptions.NarwhalsError, OSError) as error:
        said = _said(error)
        raise RollupError(
            f"the frame cannot be read and added up: {said}",
            "correct the column, the query or the file that this names; nothing was rolled up",
            f"无法读取并汇总数据表：{said}",
            "请改正其中所指的栏、查询或文件；没有汇总任何数据",
        ) from error


def _said(error: Exception) -> str:
    """Give what a library says first: below it are the plan of the query, or advice of its own."""
    return " ".join(str(error).strip().split("\n\n")[0].split())
