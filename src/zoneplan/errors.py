"""The errors the library raises, all under one base.

Every error keeps its facts in fields and builds its text from them, so it survives pickling and
can be read by programs; each leaf also inherits the standard error it refines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeAlias

import attrs

from zoneplan.locations import Location

if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = [
    "AmountError",
    "ConversionError",
    "CurrencyMismatchError",
    "DimensionMismatchError",
    "DocumentError",
    "FindingsError",
    "FloatRefusedError",
    "GoalError",
    "IntervalError",
    "LightError",
    "MetricError",
    "MissingLibraryError",
    "OutlineError",
    "PatternError",
    "PeriodError",
    "PriceBasisMismatchError",
    "Problem",
    "RegisterError",
    "RelationError",
    "RollupError",
    "RollupFolderError",
    "RuleError",
    "ScheduleError",
    "UnitError",
    "UnknownIdError",
    "ZoneplanError",
]


Sentences: TypeAlias = tuple[str, str, str, str]
"""What is wrong and what to do about it, in English, then both in Chinese; empty where there is none."""


class ZoneplanError(Exception):
    """The base of every error that zoneplan raises on purpose."""

    def __str__(self) -> str:
        return "\n".join(str(part) for part in self.args)


@attrs.define(eq=False, str=False)
class _ToldError(ZoneplanError):
    """An error told in one sentence, with what to do on a second line.

    Attributes:
        message: What is wrong: the value, what was expected, and where.
        remedy: What the reader can do about it; empty when nothing can be advised.
        message_zh: The message in Chinese; empty when there is none.
        remedy_zh: The remedy in Chinese.
    """

    message: str
    remedy: str = ""
    message_zh: str = ""
    remedy_zh: str = ""

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message


class AmountError(_ToldError, ValueError):
    """A text is not one amount that can be read without guessing."""


class FloatRefusedError(_ToldError, TypeError):
    """A binary float was given where an exact number is required."""


class UnitError(_ToldError, ValueError):
    """A unit name is not among the names a plan may use."""


class DimensionMismatchError(_ToldError, TypeError):
    """Two figures measure different things and cannot be added, compared or converted."""


class CurrencyMismatchError(DimensionMismatchError):
    """Two figures are money of different currencies and no exchange rate was named."""


class PriceBasisMismatchError(_ToldError, TypeError):
    """Two figures are money at different price bases and no price index was named."""


class ConversionError(_ToldError, ValueError):
    """Money cannot be brought to other prices or another currency, for example for want of a rate."""


class IntervalError(_ToldError, ValueError):
    """An interval's text cannot be read, or an operation on it is not defined."""


class PeriodError(_ToldError, ValueError):
    """A period, date or deadline cannot be read or does not exist."""


class PatternError(_ToldError, ValueError):
    """A plan pattern such as "1+5+22" cannot be read."""


class MetricError(_ToldError, ValueError):
    """A metric's definition contradicts itself."""


class GoalError(_ToldError, ValueError):
    """A goal is not of the sort that it is given as, or has no figure or period that was asked for."""


class OutlineError(_ToldError, ValueError):
    """An outline cannot be used as it stands, for example because an id occurs twice."""


class RegisterError(_ToldError, ValueError):
    """A register is asked for items of a status that there is none of."""


class RelationError(_ToldError, ValueError):
    """A relation between figures cannot be built, or has no such role."""


class RollupError(_ToldError, ValueError):
    """A metric cannot be rolled up as asked."""


class RollupFolderError(_ToldError, ValueError):
    """A folder that keeps a rollup is damaged, of another version, or being written by somebody else."""


class LightError(_ToldError, ValueError):
    """A rule for status lights cannot be built, or gives no one answer to what it was asked."""


class ScheduleError(_ToldError, ValueError):
    """A schedule cannot be built, or does not fit the months it is asked about."""


class RuleError(_ToldError, TypeError):
    """A rule given to `validate` yields something that is no judgement."""


class UnknownIdError(_ToldError, KeyError):
    """No node, metric, place or source of the plan has this id."""


@attrs.frozen
class Problem:
    """One thing that keeps a document from being read as a plan.

    Attributes:
        place: Where it stands: the path in the plan and, for a file, its line and column.
        message: What is wrong, in one sentence.
        remedy: What to do; empty when nothing can be advised.
        message_zh: The message in Chinese; empty when there is none.
        remedy_zh: The remedy in Chinese.
    """

    place: Location
    message: str
    remedy: str = ""
    message_zh: str = ""
    remedy_zh: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text}\n    {self.remedy}" if self.remedy else text

    def sentences(self, language: str = "en") -> tuple[str, str]:
        """Give the message and the remedy.

        Args:
            language: `en` or `zh`; a problem without a Chinese sentence is told in English.
        """
        if language == "zh" and self.message_zh:
            return self.message_zh, self.remedy_zh or self.remedy
        return self.message, self.remedy

    def to_dict(self) -> dict[str, object]:
        """Give the problem as plain data."""
        return {
            **self.place.to_dict(),
            "message": self.message,
            "message_zh": self.message_zh,
            "remedy": self.remedy,
            "remedy_zh": self.remedy_zh,
        }


@attrs.define(eq=False, str=False)
class DocumentError(ZoneplanError, ValueError):
    """A document is not a plan that zoneplan can read.

    Attributes:
        problems: All that was found, in document order, never only the first.
    """

    problems: tuple[Problem, ...]

    @classmethod
    def at(cls, place: Location, *sentences: str) -> Self:
        """Make the error for one problem.

        Args:
            place: Where it stands.
            *sentences: Message and remedy in English, then in Chinese; the message at least.
        """
        return cls((Problem(place, *sentences),))

    def __str__(self) -> str:
        return _listed(self.problems, "problem")


@attrs.define(eq=False, str=False)
class MissingLibraryError(DocumentError):
    """A library that one of zoneplan's extras brings is not installed."""

    @classmethod
    def of(cls, library: str, extra: str, doing: str, doing_zh: str) -> Self:
        """Make the error, which says how to install what is missing.

        Args:
            library: The library.
            extra: The extra that brings it.
            doing: What needs it, such as `drawing charts`.
            doing_zh: The same in Chinese.
        """
        return cls.at(
            Location(),
            f"{doing} needs {library}, which is not installed",
            f"install it with: pip install 'zoneplan[{extra}]'",
            f"{doing_zh}需要 {library}，尚未安装",
            f"请安装：pip install 'zoneplan[{extra}]'",
        )


@attrs.define(eq=False, str=False)
class FindingsError(ZoneplanError, ValueError):
    """A report holds errors and its reader asked for them to be raised.

    Attributes:
        findings: The report's errors; each prints as its code, place and sentence.
    """

    findings: tuple[object, ...]

    def __str__(self) -> str:
        return _listed(self.findings, "error")


def _listed(items: Iterable[object], noun: str) -> str:
    lines = [str(item) for item in items]
    head = f"{len(lines)} {noun}" + ("" if len(lines) == 1 else "s")
    return "\n".join([head, *lines])
