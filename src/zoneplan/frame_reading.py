"""Observations read from data frames of any library that narwhals knows: exactly, or not at all.

Every problem is collected with its row and column. A row without a figure states nothing and is passed over:
a missing figure is not zero.
What is *not* checked: whether the metrics and subjects exist; that is `plan.validate()`.
"""

from __future__ import annotations

import datetime
import difflib
import operator
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from zoneplan.decimals import is_short
from zoneplan.errors import AmountError, DocumentError, OutlineError, PeriodError, Problem, ZoneplanError
from zoneplan.figures import Figure
from zoneplan.frame_rows import COLUMNS
from zoneplan.locations import Location
from zoneplan.observations import Aspect, Observation, Vintage
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Bound, Qualifier
from zoneplan.shapes import told
from zoneplan.sources import Source
from zoneplan.units import Unit, unit
from zoneplan.vocabulary import WORDS

if TYPE_CHECKING:
    import enum
    from collections.abc import Callable, Mapping

__all__ = ["observations_from_frame"]

_MOST_PROBLEMS: Final = 1000
_CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "指标": "metric", "主体": "subject", "时期": "period", "方面": "aspect", "版本": "vintage",
        "数值": "number", "上限": "upper", "单位": "unit", "界限": "bound", "价格": "price_basis",
        "精度": "quantum", "原文": "text", "来源": "source", "文件": "source_document",
        "出处": "source_place", "引文": "source_quote", "日期": "source_date", "网址": "source_url",
        "备注": "note", "修饰": "qualifiers",
    }
)  # fmt: skip
_KNOWN: Final = frozenset({*COLUMNS["observations"], "plan"})
_NOT_READ: Final = frozenset({"path", "plan"})


def observations_from_frame(frame: object) -> tuple[Observation, ...]:
    """Read observations from a data frame: one figure in each row, as `plan.to_frame("observations")` gives.

    Needed are the columns `metric` and `period` and either `text`, the figure as written, or `number` and
    `unit`; where both are there they have to agree. Further columns are those of that table, and all of
    them may be called by their Chinese words. Words may be English or Chinese.
    None, NaN, NaT and pandas' NA are missing, and a row without a figure is passed over. Zeros at the end
    of a decimal do not count, since its column adds them; those of a text do.

    >>> import pyarrow as pa
    >>> frame = pa.table({"指标": ["gdp"], "时期": [2022], "数值": ["2400.0"], "单位": ["亿元"]})
    >>> (one,) = observations_from_frame(frame)
    >>> print(one.metric, one.period, one.figure)
    gdp 2022 2400.0亿元

    Args:
        frame: A frame of pandas, Polars, pyarrow or any other library that narwhals knows.

    Raises:
        DocumentError: With every problem, its row and its column: an unknown or missing column, a binary
            float, a unit, period or word that is not known, a figure that says two things.
    """
    names, rows = _rows_of(frame)
    columns, problems = _columns(names)
    found = []
    for number, values in enumerate(rows if not problems else (), start=1):
        row = _Row(
            number, {columns[name]: _present(value) for name, value in zip(names, values, strict=True)}
        )
        one = row.observation()
        problems += row.problems
        if one is not None:
            found.append(one)
        if len(problems) >= _MOST_PROBLEMS:
            break
    if problems:
        raise DocumentError(tuple(problems))
    return tuple(found)


def _rows_of(frame: object) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Give the names of the columns and the rows of a frame."""
    try:
        import narwhals as nw  # noqa: PLC0415  # an extra
    except ImportError:
        raise _refusal(
            "data frames need narwhals, which is not installed",
            "install it with: pip install 'zoneplan[frames]'",
            "数据表需要 narwhals，尚未安装",
            "请安装：pip install 'zoneplan[frames]'",
        ) from None
    try:
        known: Any = nw.from_native(frame)
    except TypeError:
        raise _refusal(
            f"expected a data frame, got {type(frame).__name__}",
            "give a frame of pandas, Polars or pyarrow",
            f"应为数据表，给的是 {type(frame).__name__}",
            "请给 pandas、Polars 或 pyarrow 的表",
        ) from None
    names = list(known.columns)
    if isinstance(known, nw.LazyFrame):
        known = known.collect(backend="pyarrow")
    return names, known.rows()


def _refusal(*sentences: str, path: str = "") -> DocumentError:
    return DocumentError.at(Location(path), *sentences)


def _present(value: Any) -> Any:
    """Give a cell's value, the many ways in which frames say that there is none as None."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, (float, Decimal)) and value != value:
        return None
    return None if isinstance(value, str) and not value.strip() else value


# -- columns --------------------------------------------------------------------------------------


def _columns(names: list[str]) -> tuple[dict[str, str], list[Problem]]:
    """Give the field that each column holds, and what is wrong with the columns."""
    fields = {name: _CHINESE.get(name, name) for name in names}
    problems = [_unknown_column(name) for name, field in fields.items() if field not in _KNOWN]
    given = list(fields.values())
    problems += [_twice(field) for field in dict.fromkeys(given) if given.count(field) > 1]
    needed = ["metric", "period"] + ([] if "text" in given else ["number", "unit"])
    problems += [_lacking(field) for field in needed if field not in given]
    return fields, problems


def _unknown_column(name: str) -> Problem:
    near = difflib.get_close_matches(name, [*_KNOWN - _NOT_READ, *_CHINESE], n=1)
    known = ", ".join(sorted(_KNOWN - _NOT_READ))
    return Problem(
        Location(f"column {name!r}"),
        f"unknown column {name!r}",
        f"did you mean {near[0]!r}?" if near else f"leave it out; known are {known}",
        f"不认识的列“{name}”",
        f"是否应为“{near[0]}”？" if near else f"请删去；可用：{'、'.join(_CHINESE)}",
    )


def _twice(field: str) -> Problem:
    return Problem(
        Location(f"column {field!r}"),
        f"two columns say {field!r}",
        "keep one of them",
        f"有两列表示“{field}”",
        "请只留一列",
    )


def _lacking(field: str) -> Problem:
    chinese = next(word for word, one in _CHINESE.items() if one == field)
    return Problem(
        Location(f"column {field!r}"),
        f"the column {field!r} is missing",
        f"add it, as {field!r} or {chinese!r}; a figure is told by 'text', or by 'number' and 'unit'",
        f"缺少“{chinese}”列",
        f"请加上“{chinese}”列；数据用“原文”列，或用“数值”和“单位”两列",
    )


# -- rows -----------------------------------------------------------------------------------------


class _Row:
    """One row while it is read."""

    def __init__(self, number: int, values: Mapping[str, Any]) -> None:
        self.number = number
        self.values = values
        self.problems: list[Problem] = []

    def observation(self) -> Observation | None:
        """Give the observation; None where the row states none, or has problems."""
        if all(self.values.get(field) is None for field in ("text", "number", "upper")):
            return None
        fields = {
            "metric": self._needed("metric", _as_text),
            "period": self._needed("period", _as_period),
            "subject": self._given("subject", _as_text),
            "aspect": self._given("aspect", lambda value: _word(Aspect, value)) or Aspect.ACTUAL,
            "vintage": self._given("vintage", lambda value: _word(Vintage, value)),
            "figure": self._figure(),
            "source": self._source(),
            "note": self._given("note", _as_text),
        }
        if self.problems:
            return None
        try:
            return Observation(**fields)
        except ZoneplanError as error:
            self._add("metric", *told(error))
            return None

    def _add(self, field: str, *sentences: str) -> None:
        self.problems.append(Problem(Location(f"row {self.number}, column {field!r}"), *sentences))

    def _given(self, field: str, read: Callable[[Any], Any]) -> Any:
        """Read a value that may be missing."""
        value = self.values.get(field)
        if value is None:
            return None
        try:
            return read(value)
        except ZoneplanError as error:
            self._add(field, *told(error))
            return None

    def _needed(self, field: str, read: Callable[[Any], Any]) -> Any:
        if self.values.get(field) is None:
            chinese = next(word for word, one in _CHINESE.items() if one == field)
            self._add(field, f"a figure without its {field}", "fill it in, or leave the row out",
                      f"有数据而没有{chinese}", "请补上，或删去该行")  # fmt: skip
            return None
        return self._given(field, read)

    def _source(self) -> Source | None:
        names = ("id", "document", "place", "quote", "date", "url")
        columns = ("source", *(f"source_{name}" for name in names[1:]))
        told_ = {name: self._given(column, _as_text) for name, column in zip(names, columns, strict=True)}
        if not any(told_.values()):
            return None
        try:
            return Source(**told_)
        except ZoneplanError as error:
            self._add("source", *told(error))
            return None

    # -- the figure

    def _figure(self) -> Figure | None:
        basis = self._given("price_basis", lambda value: PriceBasis.parse(_as_text(value)))
        written = self._given("text", _as_text)
        quantum = self._given("quantum", _as_number)
        before = len(self.problems)
        number, upper = (self._given(field, _as_number) for field in ("number", "upper"))
        measure = self._given("unit", lambda value: unit(_as_text(value)))
        words = self._given("qualifiers", _as_qualifiers)
        bound = self._given("bound", _as_bound)
        if len(self.problems) > before:
            return None
        if written is None:
            figure = self._of_number(number, upper, measure, words, basis, quantum)
        else:
            figure = self._given("text", lambda text: Figure.parse(text, price_basis=basis, quantum=quantum))
        if figure is not None:
            self._require_agreement(figure, number, upper, measure, words, bound)
        return figure

    def _of_number(
        self, number: Any, upper: Any, measure: Any, words: Any, basis: Any, quantum: Any
    ) -> Figure | None:
        if number is None or measure is None:
            field, chinese = ("number", "数值") if number is None else ("unit", "单位")
            self._add(field, f"a figure without its {field}", "fill it in, or leave the row out",
                      f"有数据而没有{chinese}", "请补上，或删去该行")  # fmt: skip
            return None
        further = {} if basis is None else {"price_basis": basis}
        further |= {} if quantum is None else {"quantum": quantum}
        try:
            return Figure(number, measure, upper=upper, qualifiers=words or (), **further)
        except ZoneplanError as error:
            self._add("number", *told(error))
            return None

    def _require_agreement(
        self, figure: Figure, number: Any, upper: Any, measure: Any, words: Any, bound: Any
    ) -> None:
        """Refuse a row that says two things; what it leaves out is no contradiction."""
        pairs = (
            ("number", number, figure.number),
            ("upper", upper, figure.upper),
            ("unit", measure, figure.unit),
            ("qualifiers", words, figure.qualifiers),
            ("bound", bound, figure.bound),
        )
        for field, said, meant in pairs:
            if said is not None and said != meant:
                self._add(
                    field,
                    f"{field} says {_shown(said)}, and the figure {figure} says {_shown(meant)}",
                    "correct one of them",
                    f"“{field}”为 {_shown(said)}，与数据 {figure} 不符",
                    "请改正其一",
                )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(value) or "nothing"
    if isinstance(value, Unit):
        return value.name
    return "nothing" if value is None else str(value)


# -- values ---------------------------------------------------------------------------------------


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise OutlineError(
        f"expected a text, got {value!r}", "write it as text", f"应为文字，写的是 {value!r}", "请写成文字"
    )


def _as_number(value: object) -> Decimal:
    """Take an exact number: a decimal, a whole number, or its digits as text.

    A column of decimals has as many places as its longest number, so that zeros at the end of the others are
    nobody's: read as digits that count they would make a figure more exact than it is.
    """
    if isinstance(value, Decimal) and value.is_finite():
        has_places = is_short(value) and value.as_tuple().exponent < 0  # type: ignore[operator]  # finite
        return Decimal(format(value, "f").rstrip("0").rstrip(".")) if has_places else value
    if isinstance(value, str):
        return _digits(value)
    try:
        if not isinstance(value, bool):
            return Decimal(operator.index(value))  # type: ignore[arg-type]  # numpy's whole numbers, too
    except TypeError:
        pass
    if isinstance(value, float):
        raise AmountError(
            f"expected an exact number, got the binary float {value!r}",
            "give decimals, whole numbers, or text; read CSV files as text, such as read_csv(dtype=str)",
            f"应为精确的数，给的是二进制浮点数 {value!r}",
            "请给出十进制小数、整数或文字；CSV 按文字读入，例如 read_csv(dtype=str)",
        )
    raise _no_number(value)


def _digits(text: str) -> Decimal:
    plain = text.removeprefix("-")
    whole, point, rest = plain.partition(".")
    if not (plain.isascii() and whole.isdigit() and (rest.isdigit() if point else True)):
        raise _no_number(text)
    return Decimal(text)


def _no_number(value: object) -> AmountError:
    return AmountError(
        f"expected a number, got {value!r}",
        "write digits alone, such as 2400.5; a figure with words and unit goes into the column 'text'",
        f"应为数，写的是 {value!r}",
        "请只写数字，例如 2400.5；带文字和单位的数据请写入“原文”列",
    )


def _as_period(value: object) -> Period:
    if isinstance(value, str):
        return Period.parse(value)
    try:
        if not isinstance(value, bool):
            return Period.parse(operator.index(value))  # type: ignore[arg-type]  # numpy's, too
    except TypeError:
        pass
    is_day = isinstance(value, datetime.date)
    raise PeriodError(
        f"expected a period, got {value!r}",
        "a day is no period; write 2024, 2024Q1 or 2024-03" if is_day else "write it as text, such as 2024",
        f"应为时期，写的是 {value!r}",
        "日期不是时期；请写 2024、2024Q1 或 2024-03" if is_day else "请写成文字，例如 2024",
    )


def _word(kind: type[enum.StrEnum], value: object) -> Any:
    text = _as_text(value).strip()
    chinese = WORDS.get(kind, {})
    if text in chinese:
        return chinese[text]
    if text in list(kind):
        return kind(text)
    words = ", ".join(kind)
    raise OutlineError(
        f"expected one of {words}, got {text!r}",
        f"write one of these words, or {', '.join(chinese)}" if chinese else "write one of these words",
        f"应为{'、'.join(chinese) or words}之一，写的是“{text}”",
        "请写其中之一",
    )


def _as_bound(value: object) -> Bound:
    found: Bound = _word(Bound, value)
    return found


def _as_qualifiers(value: object) -> tuple[Qualifier, ...]:
    return tuple(_word(Qualifier, word) for word in _as_text(value).split())
