"""The engines that observations lie in, and the one query that is put to each of them.

An engine only counts, adds and compares exact numbers: it gives one row for each node, metric, unit,
vintage and slot of time, and everything that takes judgement is done with its answer, in one place.
Every sum is known to fit beforehand, because Polars, pyarrow and Spark wrap around or round where it
does not; what does not fit is added here, in whole numbers of any length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from zoneplan.errors import AmountError, FloatRefusedError, RollupError
from zoneplan.frames.exchange import Kind, codes, integers, native_of
from zoneplan.frames.frame_faults import frame_faults_told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from zoneplan.frames.calendars import Calendar

__all__ = ["DETAILED", "KEYS", "Added", "Observed", "State", "StateKind", "kind_of_rows", "observed"]

_NEEDED = ("metric", "subject", "period", "number", "unit")
_FURTHER = ("aspect", "vintage", "price_basis", "qualifiers")
KEYS = ("metric", "unit", *_FURTHER)
"""What rows have to share, besides their subject and slot, for their figures to be added at once."""
DETAILED = 1000
"""How many subjects are named in a query; more are brought as a table."""

_MOST = 10**38
"""What no engine's decimal of 38 digits reaches."""
_INT64 = 2**63
# Not $, which in Java a line end may stand behind.
_PLAIN = r"^[+-]?[0-9]+(\.[0-9]*)?\z"
_WHOLE_PART = r"^[^.]*\.?"
_FRACTION = r"\..*$"


@attrs.frozen
class StateKind:
    """What the rows of a state have in common besides their subject; texts as they were written.

    Attributes:
        metric: Id of the metric.
        unit: The unit.
        aspect: What the figures are figures of; None when the row does not say.
        vintage: How final they are.
        price_basis: The prices they are at.
        qualifiers: The words beside the numbers.
        slot: Number of the slot of time.
        period: The period, where a state is of one only; None in a state of a slot.
    """

    metric: str
    unit: str
    aspect: str | None
    vintage: str | None
    price_basis: str | None
    qualifiers: str | None
    slot: int
    period: str | None = None


@attrs.frozen
class State:
    """What an engine found out about rows of one subject and kind; numbers are whole, in steps of the scale.

    Attributes:
        count: How many rows.
        total: Their sum.
        low: The smallest; without meaning for several rows where it was not asked for.
        high: The greatest, as above.
        mask: The sum of the bits of their periods.
    """

    count: int
    total: int
    low: int
    high: int
    mask: int


@attrs.frozen(eq=False)
class Observed:
    """Observations in their engine, with exact numbers.

    Attributes:
        frame: The frame as narwhals knows it: the columns that count, each with its name.
        kind: What sort of frame it is, and so the answer.
        keys: Those of `KEYS` that it has.
        scale: How many digits behind the point a step of its numbers is: whole numbers of steps are exact.
        is_long: Whether sums may pass 38 digits, so that they are added here.
        rows: How many there are.
        bound: What no sum passes, in steps; without meaning where `is_long`.
        texts: The texts of all periods that figures are reported for, each once.
    """

    frame: Any
    kind: Kind
    keys: tuple[str, ...]
    scale: int
    is_long: bool
    rows: int
    bound: int
    texts: tuple[str, ...]

    def periods(self, metrics: Collection[str] = ()) -> list[str]:
        """Give the texts of all periods that figures are reported for.

        Args:
            metrics: Ids of the metrics whose rows count; empty for all.
        """
        if not metrics:
            return list(self.texts)
        frame = self.frame.filter(nw.col("metric").is_in(list(metrics)))
        return sorted(codes(self.kind.to_arrow(_once(frame, "period"))["period"])[0])

    def aspects(self, metric: str) -> list[str | None]:
        """Give the aspects that a metric is reported of, for any period and subject.

        Args:
            metric: Id of the metric.
        """
        if "aspect" not in self.keys:
            return [None]
        frame = self.frame.filter(nw.col("metric") == metric)
        return codes(self.kind.to_arrow(_once(frame, "aspect"))["aspect"])[0]

    def dated(self, metric: str, periods: Collection[str]) -> list[tuple[str, str | None, str]]:
        """Give which subject reports a metric for which of some periods: subject, aspect, period.

        Args:
            metric: Id of the metric.
            periods: The texts of the periods.
        """
        columns = [one for one in ("subject", "aspect", "period") if one in self.frame.columns]
        frame = self.frame.filter(nw.col("metric") == metric, nw.col("period").is_in(list(periods)))
        rows = self.kind.to_arrow(_once(frame, *columns)).to_pylist()
        return [(row["subject"], row.get("aspect"), row["period"]) for row in rows]

    def reported(
        self, metrics: Collection[str], subjects: Mapping[str, bool]
    ) -> list[tuple[str, str | None, str, bool]]:
        """Give what is reported at all: metric, aspect, period, and the flag of a subject that reports it.

        Args:
            metrics: Ids of the metrics whose rows count.
            subjects: The subjects whose rows count, each with a flag.
        """
        columns = [one for one in ("metric", "aspect", "period") if one in self.frame.columns]
        chosen = self.kind.small({"subject": list(subjects), "flag": list(map(int, subjects.values()))})
        frame = self.frame.filter(nw.col("metric").is_in(list(metrics)))
        frame = frame.join(chosen, on="subject", how="inner")
        rows = self.kind.to_arrow(_once(frame, *columns, "flag")).to_pylist()
        return [(row["metric"], row.get("aspect"), row["period"], bool(row["flag"])) for row in rows]

    def added(
        self,
        calendar: Calendar,
        metrics: Collection[str],
        *,
        extremes: bool,
        is_filtered: bool = True,
        subjects: Collection[str] = (),
        slots: Collection[int] | None = None,
        by_period: bool = False,
    ) -> Added:
        """Add up the rows of each subject and kind.

        Args:
            calendar: The periods that count, with their slots.
            metrics: Ids of the metrics whose rows count.
            extremes: Whether the smallest and greatest number of each state are needed.
            is_filtered: Whether the engine leaves out the rows of other metrics; else they are left out here,
                which costs less where there are few.
            subjects: Ids of the subjects whose rows count; empty for all.
            slots: Numbers of the slots whose rows count; None for all.
            by_period: Whether every period, and every number of it, gets a state of its own.
        """
        query, added = self.adding(
            calendar, metrics if is_filtered else None, extremes=extremes, subjects=subjects, slots=slots,
            by_period=by_period,
        )  # fmt: skip
        if query is None:
            return added
        found = self.kind.to_arrow(query)
        if not is_filtered:
            found = found.filter(
                pc.is_in(found["metric"], pa.array(list(metrics), found.schema.field("metric").type))
            )
        return attrs.evolve(added, table=found)

    def adding(
        self,
        calendar: Calendar,
        metrics: Collection[str] | None,
        *,
        extremes: bool,
        subjects: Collection[str] = (),
        slots: Collection[int] | None = None,
        by_period: bool = False,
    ) -> tuple[Any, Added]:
        """Give the query that adds up, not yet run, and what it will answer without its rows.

        Args:
            calendar: As in `added`.
            metrics: Ids of the metrics whose rows count; None for all.
            extremes: As in `added`.
            subjects: The same.
            slots: The same.
            by_period: The same.

        Returns:
            The query, None when no period was asked about, and the answer.
        """
        columns = calendar.columns()
        keys = [*self.keys, "slot", *(("period",) if by_period else ())]
        masks = [column for column in columns if column.startswith("mask")]
        bound = None if self.is_long else self.bound
        empty = Added(None, keys, masks, calendar.bits, self.scale, bound)
        if slots is not None:
            kept = [place for place, slot in enumerate(columns["slot"]) if slot in slots]
            columns = {name: [column[place] for place in kept] for name, column in columns.items()}
        if not columns["slot"]:
            return None, empty
        frame = self.frame
        if metrics is not None:
            frame = frame.filter(nw.col("metric").is_in(list(metrics)))
        if 0 < len(subjects) <= DETAILED:
            frame = frame.filter(nw.col("subject").is_in(list(subjects)))
        elif subjects:
            frame = frame.join(self.kind.small({"subject": list(subjects)}), on="subject", how="semi")
        frame = frame.join(self.kind.small(columns), on="period", how="inner")
        if self.is_long:
            return frame.select("subject", *keys, "number", *masks), empty
        each = ["each"] if by_period else []
        if by_period:
            frame = frame.with_columns(nw.col("number").alias("each"))
        number = nw.col("number")
        ends = [number.min().alias("low"), number.max().alias("high")] if extremes else []
        return frame.group_by("subject", *keys, *each).agg(
            nw.len().alias("rows"),
            number.sum().alias("total"),
            *ends,
            *(nw.col(mask).sum() for mask in masks),
        ), empty

    def counted(self, metrics: Collection[str]) -> tuple[list[dict[str, Any]], int]:
        """Count the rows of each period and kind, and the subjects, which bound the number of states.

        Args:
            metrics: Ids of the metrics whose rows count.

        Returns:
            What the rows of a kind say, with their `period` and number of `rows`; and the number of subjects.
        """
        frame = self.frame.filter(nw.col("metric").is_in(list(metrics)))
        kinds: list[dict[str, Any]] = self.kind.to_arrow(_once(frame, *self.keys, "period")).to_pylist()
        subjects = self.kind.to_arrow(_once(frame, "subject").select(nw.len().alias("subjects")))
        return kinds, int(subjects["subjects"][0].as_py())


def _once(frame: Any, *columns: str) -> Any:
    """Give the values of some columns, each once; DuckDB groups ten times as fast as it does `unique`."""
    return frame.group_by(*columns).agg(nw.len().alias("rows"))


@attrs.frozen(eq=False)
class Added:
    """What an engine answered: a row for each subject and kind.

    Attributes:
        table: The rows, an Arrow table; None when no period was asked about, or they are not read yet.
        keys: The columns that make up a kind.
        masks: The columns of bits.
        bits: How many bits one of them holds.
        scale: How many digits behind the point a step of the numbers is.
        bound: What no sum passes, in steps; None when the rows are single observations still.
    """

    table: Any
    keys: list[str]
    masks: list[str]
    bits: int
    scale: int
    bound: int | None

    def states(self, table: Any = None) -> Iterator[tuple[str, StateKind, State]]:
        """Give the states one by one.

        Args:
            table: The rows to read; None for all.
        """
        rows = self.table if table is None else table
        if rows is None or not rows.num_rows:
            return
        keys = ["subject", *self.keys]
        shifts = [self.bits * place for place in range(len(self.masks))]
        if self.bound is None:
            yield from _added_here(rows, keys, dict(zip(self.masks, shifts, strict=True)), self.scale)
        else:
            yield from _read(rows, keys, dict(zip(self.masks, shifts, strict=True)))


def _read(
    table: Any, keys: Sequence[str], masks: Mapping[str, int]
) -> Iterator[tuple[str, StateKind, State]]:
    subjects, subject_codes = codes(table["subject"])
    kinds: list[StateKind | None] = [None]
    numbers = [0] * table.num_rows
    known: dict[tuple[Any, ...], int] = {}
    coded = [codes(table[key]) for key in keys[1:]]
    for row, key in enumerate(zip(*(places for _, places in coded), strict=True)):
        found = known.get(key)
        if found is None:
            told = {
                name: values[place] for name, (values, _), place in zip(keys[1:], coded, key, strict=True)
            }
            kinds.append(kind_of_rows(told))
            found = known[key] = len(kinds) - 1
        numbers[row] = found
    counts, totals = integers(table["rows"]), integers(table["total"])
    low, high = (integers(table[name]) if name in table.column_names else totals for name in ("low", "high"))
    columns = (counts, totals, low, high)
    mask = _masks([integers(table[name]) for name in masks], list(masks.values()), table.num_rows)
    for subject, number, count, total, low, high, bits in zip(
        subject_codes, numbers, *columns, mask, strict=True
    ):
        yield subjects[subject], kinds[number], State(count, total, low, high, bits)


def _masks(columns: Sequence[list[int]], shifts: Sequence[int], rows: int) -> list[int]:
    if not columns:
        return [0] * rows
    if len(columns) == 1:
        return columns[0]
    return [
        sum(bits << shift for bits, shift in zip(row, shifts, strict=True))
        for row in zip(*columns, strict=True)
    ]


def kind_of_rows(told: Mapping[str, Any]) -> StateKind:
    """Give what rows have in common.

    Args:
        told: What each key column says.
    """
    told = {name: told.get(name) for name in (*KEYS, "slot", "period")}
    return StateKind(**told)


def _added_here(
    table: Any, keys: Sequence[str], masks: Mapping[str, int], scale: int
) -> Iterator[tuple[str, StateKind, State]]:
    """Add rows of any number of digits one by one; where periods are told, only those of one number."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row in table.to_pylist():
        value = scaled(row["number"], scale)
        key = (*(row[name] for name in keys), value if "period" in keys else None)
        bits = sum(row[mask] << shift for mask, shift in masks.items())
        known = groups.get(key)
        if known is None:
            groups[key] = [1, value, value, value, bits]
        else:
            known[0] += 1
            known[1] += value
            known[2] = min(known[2], value)
            known[3] = max(known[3], value)
            known[4] += bits
    for key, found in groups.items():
        yield key[0], kind_of_rows(dict(zip(keys[1:], key[1:-1], strict=True))), State(*found)


def scaled(number: object, scale: int) -> int:
    """Give an exact number as a whole number of steps.

    Args:
        number: An int, a `Decimal`, or plain text of at most `scale` digits behind the point.
        scale: How many digits behind the point a step is.
    """
    text = format(number, "f") if not isinstance(number, str) else number
    whole, _, fraction = text.partition(".")
    return int(whole + fraction.ljust(scale, "0"))


def observed(observations: object, engine: str | None) -> Observed:
    """Take observations as they are given, and make sure that their numbers are exact.

    Args:
        observations: A frame that narwhals knows, or a path or glob of Parquet or CSV files.
        engine: `duckdb`, `polars`, `pyarrow` or `spark` to be moved there first; None for their own.

    Raises:
        RollupError: If a column is missing, or empty where it may not be, a figure is a range, or the
            frame cannot be read.
        FloatRefusedError: If the numbers are binary floats.
        AmountError: If a number is not plain, or missing.
    """
    with frame_faults_told():
        return _observed(*native_of(observations, engine))


def _observed(native: Any, kind: Kind) -> Observed:
    frame = nw.from_native(native)
    columns = frame.columns
    _require_columns(columns)
    if "upper" in columns:
        _require_no_range(frame, kind)
    keys = tuple(key for key in KEYS if key in columns)
    chosen = [one for one in (*_NEEDED, *_FURTHER) if one in columns]
    _require_single(frame.collect_schema(), chosen)
    texts = [nw.col(one).cast(nw.String) for one in chosen if one != "number"]
    frame = frame.select(*texts, nw.col("number"))
    dtype = frame.collect_schema()["number"]
    if dtype.is_float():
        raise FloatRefusedError(
            "the column 'number' holds binary floats, which are not exact",
            "give decimals, whole numbers, or text; read CSV files as text, such as read_csv(dtype=str)",
            "number 一栏是二进制浮点数，不精确",
            "请给出十进制小数、整数或文字；CSV 按文字读入，例如 read_csv(dtype=str)",
        )
    if dtype == nw.String:
        frame, scale, is_long = _from_text(frame, kind)
    else:
        scale = kind.scale(frame)
        is_long = False
    return _bounded(frame, kind, keys, scale, is_long=is_long)


def _require_single(schema: Mapping[str, Any], chosen: Collection[str]) -> None:
    """Refuse lists and records: some engines would write them out as text."""
    for one in chosen:
        if schema[one].is_nested():
            raise RollupError(
                f"the column {one!r} holds {schema[one]}, not single values",
                "give one value in each row, as text",
                f"{one} 一栏是 {schema[one]}，不是单个值",
                "每行请给出一个值，写成文字",
            )


def _require_no_range(frame: Any, kind: Kind) -> None:
    ranges = frame.filter(~nw.col("upper").is_null()).select("metric", "subject", "period").head(1)
    for row in kind.to_arrow(ranges).to_pylist():
        raise RollupError(
            f"{row['metric']!r} of {row['subject']!r} in {row['period']} is a range, "
            "and frames hold one number an observation",
            "leave out the rows with an 'upper', or roll the plan up itself",
            f"{row['subject']!r} 的 {row['metric']!r} 在 {row['period']} 是区间，数据表每行只有一个数",
            "请去掉 upper 不为空的行，或直接汇总规划",
        )


def _require_columns(columns: Collection[str]) -> None:
    for one in columns:
        meant = one.strip().lower()
        if meant not in columns and meant in {*_NEEDED, *_FURTHER, "upper"}:
            raise RollupError(
                f"the column {one!r} would not be read, since the names of columns are written small",
                f"call it {meant!r}, or give it another name if it is to be left aside",
                f"{one!r} 一栏不会被读取：栏名须为小写",
                f"请改名为 {meant!r}；若不需读取，请换成别的名称",
            )
    lacking = [one for one in _NEEDED if one not in columns]
    if lacking:
        raise RollupError(
            f"the observations have no column {', '.join(map(repr, lacking))}",
            f"name the columns {', '.join(_NEEDED)}; {', '.join(_FURTHER)} may be left out",
            f"数据没有 {'、'.join(lacking)} 栏",
            f"栏名应为 {'、'.join(_NEEDED)}；{'、'.join(_FURTHER)} 可省略",
        )


def _from_text(frame: Any, kind: Kind) -> tuple[Any, int, bool]:
    """Give numbers written as text as decimals, or leave them as text when they are too long."""
    number = nw.col("number")
    found = kind.to_arrow(
        frame.select(
            (~number.str.contains(_PLAIN)).cast(nw.Int64).sum().alias("odd"),
            number.str.replace_all(_WHOLE_PART, "").str.len_chars().max().alias("behind"),
            number.str.replace_all(_FRACTION, "").str.len_chars().max().alias("before"),
        )
    ).to_pylist()[0]
    if found["odd"]:
        sample = kind.to_arrow(frame.filter(~number.str.contains(_PLAIN)).select(number).head(1)).to_pylist()
        raise AmountError(
            f"expected a plain number, got {sample[0]['number']!r}",
            "write digits with at most one point, such as '-1234.50'",
            f"应为普通数字，写的是 {sample[0]['number']!r}",
            "只写数字和至多一个小数点，例如 '-1234.50'",
        )
    behind, before = int(found["behind"] or 0), int(found["before"] or 0)
    if behind + before > 38:
        return frame, behind, True
    return kind.as_decimals(frame, behind), behind, False


def _bounded(frame: Any, kind: Kind, keys: tuple[str, ...], scale: int, *, is_long: bool) -> Observed:
    """Make sure that no sum can pass what the engine holds; refuse rows that leave out what they need.

    Asked by period, so that the periods, which have to be known next, take no scan of their own.
    """
    number = nw.col("number")
    asked = [nw.len().alias("rows"), *(nw.col(one).count().alias(f"{one}_told") for one in _NEEDED)]
    if not is_long:
        asked += [number.min().alias("low"), number.max().alias("high")]
    found = kind.to_arrow(frame.with_columns(nw.col("period").alias("text")).group_by("text").agg(*asked))
    rows = pc.sum(found["rows"]).as_py() or 0
    for one in _NEEDED:
        told = pc.sum(found[f"{one}_told"]).as_py() or 0
        if told != rows:
            raise (AmountError if one == "number" else RollupError)(
                f"{rows - told:,} of {rows:,} observations have no {one}",
                "leave out the row of a figure that is missing: what is not reported is no row",
                f"{rows:,} 行数据中有 {rows - told:,} 行没有 {one}",
                "未上报的数据不写行",
            )
    texts = tuple(sorted(codes(found["text"])[0]))
    if is_long or not rows:
        return Observed(frame, kind, keys, scale, is_long, rows, 0, texts)
    ends = [found["low"].to_pylist(), found["high"].to_pylist()]
    greatest = max(abs(scaled(one, scale)) for some in ends for one in some) * rows
    if greatest >= _MOST:
        return Observed(frame, kind, keys, scale, True, rows, 0, texts)
    if greatest >= _INT64 and frame.collect_schema()["number"].is_integer():
        frame = kind.widened(frame)
    return Observed(frame, kind, keys, scale, False, rows, greatest, texts)
