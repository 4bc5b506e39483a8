"""Indicator tables of plans (主要指标表), read from records and written back as they were.

A record is a mapping of headers to cells, as `csv.DictReader` gives it; this module opens no file. Each cell
is kept exactly as it is printed, beside the metric, figures and goals that it comes to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs

from zoneplan.cells import name_forms
from zoneplan.columns import Column, Columns, assigned, check_all_read, refused
from zoneplan.deadlines import Deadline, DeadlineKind
from zoneplan.errors import DocumentError, MetricError, Problem
from zoneplan.goals import RelativeTo
from zoneplan.indicator_lines import Frame, Line, lines_of, place_of, told_in
from zoneplan.indicator_reading import indicator_of
from zoneplan.indicator_rows import Indicator, IndicatorRow
from zoneplan.locations import Location
from zoneplan.metrics import Direction, MetricKind
from zoneplan.notebook_tables import notebook_html, plain_table
from zoneplan.periods import Period
from zoneplan.short_reprs import shortened_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_id, check_name, folded, member
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zoneplan.layout import Language
    from zoneplan.metrics import Metric
    from zoneplan.observations import Observation
    from zoneplan.relations import Relation
    from zoneplan.targets import Target

__all__ = ["IndicatorTable"]

T = TypeVar("T")

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_LONGEST_ID = 80
_NONE: tuple[Line, ...] = ()


def _as_period(value: Period | str | int | None) -> Period | None:
    return value if value is None or isinstance(value, Period) else Period.parse(value)


def _as_deadline(value: Deadline | Period | str | int | None) -> Deadline | None:
    if value is None or isinstance(value, Deadline):
        return value
    return Deadline(DeadlineKind.BY_END_OF, value) if isinstance(value, Period) else Deadline.parse(value)


@attrs.frozen(kw_only=True, repr=False)
class IndicatorTable:
    """An indicator table of a plan; `from_records` reads it, and `to_records` gives the records back.

    >>> table = IndicatorTable.from_records(
    ...     [{"指标": "森林覆盖率", "单位": "%", "2020年": "23.2", "2025年": "24.1", "属性": "约束性"}],
    ...     id="eco",
    ...     name="主要指标",
    ... )
    >>> row = table.rows[0]
    >>> print(row.base.figure, row.goals[0], row.metric.nature, table.period)
    23.2% 24.1% binding 2021-2025

    Attributes:
        id: Id of the table.
        name: Its title.
        base: The period of its base column; None when it has none.
        by: By when its targets are due; of a table that looks back, the period of what was done.
        period: The years of the plan; None when they are not known.
        rows: Its rows, in order.
        source: The document that holds it.
    """

    id: str = attrs.field(validator=check_id)
    name: str = attrs.field(validator=check_name)
    base: Period | None = None
    by: Deadline | None = None
    period: Period | None = None
    rows: tuple[IndicatorRow, ...]
    source: Source | None = None
    _columns: tuple[tuple[Column, str], ...] = ()

    def __repr__(self) -> str:
        years = "" if self.period is None else f", {self.period}"
        rows = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        return shortened_repr(f"<IndicatorTable {self.id!r} {self.name}{years}, {rows}>")

    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, str]],
        *,
        id: str,  # noqa: A002  # the field's name
        name: str,
        base: Period | str | int | None = None,
        by: Deadline | Period | str | int | None = None,
        period: Period | str | int | None = None,
        done: Period | str | int | None = None,
        columns: Mapping[str, str] = _EMPTY,
        further: Iterable[str] = (),
        source: Source | str | None = None,
        units: Mapping[str, Unit | str] = _EMPTY,
        kinds: Mapping[str, MetricKind | str] = _EMPTY,
        directions: Mapping[str, Direction | str] = _EMPTY,
        growth_of: Mapping[str, str] = _EMPTY,
        footnotes: Mapping[str, Period | str | int] = _EMPTY,
    ) -> Self:
        """Read a table from its rows.

        Headers are known by their usual words in Chinese and English; others are kept as they are, unless
        they stand over figures: these have to be named by `columns` or `further`. A number takes the unit of
        its row. What a name does not say is not guessed: a metric whose kind nothing tells is a stock, and
        has no direction.

        Args:
            records: A mapping of headers to cells for each row, all texts, with the same headers in each.
            id: Id of the table.
            name: Its title.
            base: The period of the base column; None for the year in its head.
            by: By when targets are due; None for the year in the head of their column.
            period: The years of the plan; None for those after the base up to the target.
            done: The period of what was done, in a table that sets targets as well; None for the year in
                its head.
            columns: Headers by what they hold, for those that are not known: {"target": "到“十五五”末"}.
                The keys are the words of `Column`.
            further: Headers of columns that are not read and kept as they are.
            source: The document, or the id of one that the plan lists; each figure names its cell in it.
            units: Units of metrics by the name of the indicator, for units that were lost. Figures stay
                without a unit: the lost one may have been another.
            kinds: Kinds of metrics by name, such as flow; what no word of the table tells.
            directions: Which way metrics are better, by name.
            growth_of: The name of the indicator that another one is the yearly growth of; a yearly rate is
                then a goal of that indicator.
            footnotes: The year that a mark on a base figure stands for: {"*": 2019}.

        Raises:
            DocumentError: With every cell that cannot be read, or the headers that cannot be told apart, or
                those over figures whose meaning is not known.
            PeriodError: If base, by or period cannot be read.
            UnitError: If a unit given is not known.
            MetricError: If a kind or direction given is no word of its set.
        """
        rows = _checked(records)
        first, last = _as_period(base), _as_deadline(by)
        chosen = {member(Column, key, MetricError): header for key, header in columns.items()}
        kept = _kept(further, rows[0])
        heads = [header for header in rows[0] if header not in kept]
        known = assigned(heads, chosen, _year(first), _year(None if last is None else last.period))
        check_all_read(rows, known, chosen, kept)
        first, last, reached = _dated(known, first, last, _as_period(done))
        frame = Frame(
            columns=known.headers,
            base=first,
            by=last,
            done=reached,
            period=_as_period(period) or _years_between(first, last),
            source=as_source(source),
            units={key: one if isinstance(one, Unit) else unit_named(one) for key, one in units.items()},
            kinds={key: member(MetricKind, one, MetricError) for key, one in kinds.items()},
            directions={key: member(Direction, one, MetricError) for key, one in directions.items()},
            growth_of=growth_of,
            footnotes={key: Period.parse(str(one)) for key, one in footnotes.items()},
        )
        return cls(
            id=id,
            name=name,
            base=frame.base,
            by=frame.by,
            period=frame.period,
            rows=_read(rows, frame),
            source=frame.source,
            columns=tuple(known.headers.items()),
        )

    @property
    def columns(self) -> Mapping[Column, str]:
        """The header of each column whose meaning is known."""
        return MappingProxyType(dict(self._columns))

    def to_html(self, language: Language = "en") -> str:
        """Give it as HTML for a notebook, without script and with its style in it.

        Args:
            language: What headings and sentences are in, `en` or `zh`.
        """
        records = self.to_records()
        heads = list(dict.fromkeys(key for record in records for key in record))
        rows = ([record.get(head, "") for head in heads] for record in records)
        table = plain_table(self.name, heads, rows)
        return notebook_html([table], language=language, whole="table.to_records()")

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_records(self) -> list[dict[str, str]]:
        """Give the records that the table was read from, every cell as it was."""
        return [dict(row.cells) for row in self.rows]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Its indicators, in order; a row of several names has several."""
        return tuple(one for row in self.rows for one in row.indicators)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What its indicators measure.

        A row that only sets the yearly rate of another indicator measures nothing of its own.
        """
        used = {one.metric for one in self.observations} | {one.metric for one in self.targets}
        used |= {one.goal.metric for one in self.targets if isinstance(one.goal, RelativeTo)}
        measured = (one.metric for one in self.indicators)
        return tuple(metric for metric in measured if metric.growth_of is None or metric.id in used)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """What its cells say of where indicators start from, and of what was done."""
        return tuple(figure for one in self.indicators for figure in one.observations)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The goals that its cells state."""
        return tuple(target for one in self.indicators for target in one.targets)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How changes that were reached stand to the levels beside them."""
        return tuple(relation for one in self.indicators for relation in one.relations)


# -- shape ------------------------------------------------------------------------------------------


def _checked(records: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Take the rows of a table: texts under the same headers.

    Raises:
        DocumentError: If there are none, or a cell is no text, or headers differ.
    """
    rows = list(records)
    problems = []
    for index, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            problems.append(_shape(index, f"expected a mapping of headers to cells, got {row!r}"))
            continue
        if row.keys() != rows[0].keys():
            problems.append(_shape(index, f"its headers differ from those of row 1: {list(row)}"))
        problems += [
            _shape(index, f"expected text under {header!r}, got {cell!r}")
            for header, cell in row.items()
            if not isinstance(header, str) or not isinstance(cell, str)
        ]
    if problems:
        raise DocumentError(tuple(problems))
    if not rows:
        raise refused("the table has no rows", "give at least one", "表中没有任何行", "请至少给出一行")
    return rows


def _shape(row: int, message: str) -> Problem:
    return Problem(
        Location(f"row {row}"),
        message,
        "give each row the same headers and every cell as text; an empty cell is ''",
        "该行的列与第一行不同，或有单元格不是文字",
        "请使各行的列一致，单元格均为文字；空单元格写成 ''",
    )


def _year(period: Period | None) -> int | None:
    return None if period is None else period.last_year


def _kept(further: Iterable[str], row: Mapping[str, str]) -> tuple[str, ...]:
    """Take the headers that the caller keeps as they are.

    Raises:
        DocumentError: If one of them is not there.
    """
    kept = tuple(further)
    for header in kept:
        if header not in row:
            raise refused(
                f"further names {header!r}, and no column is headed so",
                "give headers as they are printed",
                f"further 写有“{header}”，表中没有这一列",
                "请照原文填写列标题",
            )
    return kept


def _dated(
    columns: Columns, base: Period | None, by: Deadline | None, done: Period | None
) -> tuple[Period | None, Deadline | None, Period | None]:
    """Give the periods of the base, of the targets and of what was done, by the caller or by their heads.

    Raises:
        DocumentError: If a head names another year than the caller, or the base is not the earlier one.
    """
    has_targets = Column.TARGET in columns.headers
    if by is None and done is not None and not has_targets:
        by = Deadline(DeadlineKind.BY_END_OF, done)
    end = None if by is None else by.period
    for column, told, given in (
        (Column.BASE, columns.base_year, _year(base)),
        (Column.TARGET if has_targets else Column.DONE, columns.by_year, _year(end)),
        (Column.DONE, columns.done_year, _year(done)),
        (Column.RATE, columns.rate_year, columns.by_year or _year(end)),
    ):
        if told is not None and given is not None and told != given:
            raise _contradicted(columns.headers[column], told, given)
    if base is None and columns.base_year is not None:
        base = Period.year(columns.base_year)
    if by is None and columns.by_year is not None:
        by = Deadline(DeadlineKind.BY_END_OF, Period.year(columns.by_year))
    end = None if by is None else by.period
    if done is None and columns.done_year is not None:
        done = Period.year(columns.done_year)
    if base is not None and end is not None and base.last_year >= end.last_year:
        raise refused(
            f"the base {base} is not before {end}, when the targets are due",
            "say which columns they are: columns={'base': '…', 'target': '…'}",
            f"基期{base}不早于目标期{end}",
            "请指明各列：columns={'base': '…', 'target': '…'}",
        )
    return base, by, done if has_targets else end


def _contradicted(header: str, told: int, given: int) -> DocumentError:
    return refused(
        f"{header!r} is of {told}, and {given} was given for it",
        "correct one of the two",
        f"“{header}”是{told}年，而给出的是{given}年",
        "请改正其一",
    )


def _years_between(base: Period | None, by: Deadline | None) -> Period | None:
    if base is None or by is None or by.period is None or by.period.last_year <= base.last_year:
        return None
    return Period.span(base.last_year + 1, by.period.last_year)


# -- rows -------------------------------------------------------------------------------------------


def _read(rows: Sequence[Mapping[str, str]], frame: Frame) -> tuple[IndicatorRow, ...]:
    """Read all rows.

    Raises:
        DocumentError: With everything that cannot be read.
    """
    problems: list[Problem] = []
    lines: list[Line] = []
    for index, row in enumerate(rows, start=1):
        texts = {column: row[header] for column, header in frame.columns.items()}
        place = place_of(frame, index, Column.UNIT if _is_named(texts) else Column.NAME)
        lines += told_in(problems, place, _lines(index, texts, frame), _NONE)
    problems += _strange_names(lines, frame)
    ids = _ids(lines)
    problems += _repeated(lines, ids, frame)
    forms = _forms(lines, ids)
    found: dict[int, list[Indicator]] = {index: [] for index in range(1, len(rows) + 1)}
    for line, own in zip(lines, ids, strict=True):
        others = {form: other for form, other in forms.items() if other != own}
        one = indicator_of(line, own, frame, others, problems)
        found[line.row] += [] if one is None else [one]
    if problems:
        raise DocumentError(tuple(problems))
    return tuple(_row(row, frame, tuple(found[index])) for index, row in enumerate(rows, start=1))


def _is_named(texts: Mapping[Column, str]) -> bool:
    return bool(texts[Column.NAME].strip()) and Column.UNIT in texts


def _lines(index: int, texts: Mapping[Column, str], frame: Frame) -> Callable[[], tuple[Line, ...]]:
    return lambda: lines_of(index, texts, frame)


def _row(row: Mapping[str, str], frame: Frame, indicators: tuple[Indicator, ...]) -> IndicatorRow:
    def text(column: Column) -> str | None:
        return row[frame.columns[column]] if column in frame.columns else None

    known = set(frame.columns.values())
    return IndicatorRow(
        cells=tuple(row.items()),
        number=text(Column.NUMBER),
        category=text(Column.CATEGORY),
        name=row[frame.columns[Column.NAME]],
        unit=text(Column.UNIT),
        base_text=text(Column.BASE),
        base_year=text(Column.BASE_YEAR),
        done_text=text(Column.DONE),
        target_text=text(Column.TARGET),
        rate_text=text(Column.RATE),
        attribute=text(Column.ATTRIBUTE),
        further=tuple((header, cell) for header, cell in row.items() if header not in known),
        indicators=indicators,
    )


def _strange_names(lines: Sequence[Line], frame: Frame) -> Iterator[Problem]:
    """Tell of names that the caller speaks of and the table does not have."""
    names = {line.name for line in lines}
    given = {
        "units": [*frame.units],
        "kinds": [*frame.kinds],
        "directions": [*frame.directions],
        "growth_of": [*frame.growth_of, *frame.growth_of.values()],
    }
    for argument, named in given.items():
        for name in named:
            if name not in names:
                yield Problem(
                    Location(argument),
                    f"the table has no indicator {name!r}",
                    "write the name as it is printed, without the unit",
                    f"表中没有指标“{name}”",
                    "请照原文填写指标名称，不含单位",
                )


def _ids(lines: Sequence[Line]) -> list[str]:
    """Give each indicator the id of its name; of one name, that of name and unit, category or number."""
    ids = [_id(line.name) for line in lines]
    for more in (_unit_name, _category, _number):
        counts = Counter(ids)
        ids = [
            _id(f"{own}.{more(line)}") if counts[own] > 1 and more(line) else own
            for own, line in zip(ids, lines, strict=True)
        ]
    return ids


def _repeated(lines: Sequence[Line], ids: Sequence[str], frame: Frame) -> Iterator[Problem]:
    counts = Counter(ids)
    for line, own in zip(lines, ids, strict=True):
        if counts[own] > 1:
            yield Problem(
                Location(place_of(frame, line.row, Column.NAME)),
                f"two indicators are {line.name!r}, in the same unit and category",
                "tell them apart by their names, categories or numbers",
                f"有两项指标同为“{line.name}”，单位和类别也相同",
                "请用名称、类别或序号加以区分",
            )


def _id(name: str) -> str:
    """Give a name without blanks and what cannot be seen, at most 80 characters of it."""
    return "".join(sign for sign in folded(name) if sign.isprintable() and not sign.isspace())[:_LONGEST_ID]


def _unit_name(line: Line) -> str:
    return "" if line.unit is None else line.unit.name


def _category(line: Line) -> str:
    return line.text(Column.CATEGORY).strip()


def _number(line: Line) -> str:
    return line.text(Column.NUMBER).strip()


def _forms(lines: Sequence[Line], ids: Sequence[str]) -> dict[str, str]:
    """Give the ids by all forms of their names, without forms that two names share."""
    named: dict[str, set[str]] = {}
    for line, own in zip(lines, ids, strict=True):
        for form in name_forms(line.name):
            named.setdefault(form, set()).add(own)
    return {form: next(iter(one)) for form, one in named.items() if len(one) == 1}
