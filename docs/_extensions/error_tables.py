"""The table of errors, made by raising each of them once."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import zoneplan
from markdown_tables import cell, table
from zoneplan import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CALLS", "raised", "table_names", "table_of_errors"]

_PLAN = 'Plan(id="p", name="示例")'
_METRIC = 'Metric(id="m", name="产值", unit="亿元", kind="flow")'

CALLS: Mapping[str, str] = {
    "AmountError": 'Figure.parse("投资5亿元的项目3个")',
    "ConversionError": 'convert(Figure.parse("5亿美元"), to="CNY", period=2024)',
    "CurrencyMismatchError": 'Figure.parse("5亿元") + Figure.parse("1亿美元")',
    "DimensionMismatchError": 'Figure.parse("5亿元") + Figure.parse("3000亩")',
    "DocumentError": 'Plan.from_dict({"id": "p"})',
    "FindingsError": 'Plan(id="p", name="示例", declared_programs=5).validate().raise_for_errors()',
    "FloatRefusedError": 'Figure(0.1, "亿元")',
    "GoalError": 'PointChange("提高2%")',
    "IntervalError": 'Interval.parse("[5, 3")',
    "LightError": 'Band(light="green")',
    "MetricError": 'Metric(id="m", name="强度", unit="%", kind="ratio", across="ratio_of_sums")',
    "MissingLibraryError": (
        'raise_(errors.MissingLibraryError.of("python-docx", "word", "writing documents", "写文档"))'
    ),
    "OutlineError": 'Observation(metric="m", period=2024, figure="5亿元", aspect="target")',
    "PatternError": 'Pattern.parse("1+五")',
    "PeriodError": 'Period.parse("2024-13")',
    "PriceBasisMismatchError": (
        'Figure.parse("5亿元", price_basis="现价") + Figure.parse("1亿元", price_basis="2020年不变价")'
    ),
    "RegisterError": f'{_PLAN}.register("2024-06-30").with_status("late")',
    "RelationError": 'Growth(base="40亿元", target="80亿元", rate="8%")',
    "RollupError": f'Plan(id="p", name="示例", metrics=[{_METRIC}]).roll_up("m")',
    "RollupFolderError": 'frames.RollupFolder.open("no-such-folder")',
    "RuleError": f'{_PLAN}.validate([lambda plan: ["wrong"]])',
    "ScheduleError": 'ShareSchedule(points={"2024H1": "120%"})',
    "UnitError": 'units.unit("亿园")',
    "UnknownIdError": f'{_PLAN}["q"]',
}
"""A call that leads to each error."""


def raised(name: str) -> errors.ZoneplanError:
    """Give the error that the call for it leads to.

    Args:
        name: The name of an error.

    Raises:
        LookupError: If there is no call for it, or the call leads to another error or to none.
    """
    if name not in CALLS:
        raise LookupError(f"no call shows when {name} is raised: write one into {__name__}.CALLS")
    names = {one: getattr(zoneplan, one) for one in zoneplan.__all__}
    try:
        eval(CALLS[name], {**names, "frames": _frames(), "raise_": _raise})
    except errors.ZoneplanError as error:
        if type(error).__name__ == name:
            return error
        raise LookupError(f"the call that is to lead to {name} led to {type(error).__name__}") from error
    raise LookupError(f"the call that is to lead to {name} led to no error")


def table_of_errors() -> str:
    """Give the table of all errors."""
    return table(["error", "also a", "raised when", "for example", "what it says"], map(_row, table_names()))


def table_names() -> list[str]:
    """Give the names of all errors that have a row, in order."""
    return [name for name in errors.__all__ if name not in {"Problem", "ZoneplanError"}]


def _row(name: str) -> list[str]:
    cls = getattr(errors, name)
    standard = next(base.__name__ for base in cls.__mro__ if base.__module__ == "builtins")
    text = (inspect.getdoc(cls) or "").partition("\nAttributes:")[0]
    when = " ".join(text.split()).removesuffix(".")
    call = CALLS[name].removeprefix("raise_(").removesuffix("))") + (
        ")" if CALLS[name].startswith("raise_") else ""
    )
    return [name, standard, when[0].lower() + when[1:], f"`{call}`", cell(str(raised(name)))]


def _raise(error: Exception) -> None:
    raise error


def _frames() -> object:
    from zoneplan import frames  # noqa: PLC0415  # needs an extra, which the docs take and most users do not

    return frames
