"""Data frames of plans and back: exact whatever the library, and refused with row and column."""

from __future__ import annotations

import datetime
import re
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan import (
    Figure,
    Metric,
    Observation,
    Plan,
    Program,
    Target,
    frame_losses,
    frames,
    goals,
    observations_from_frame,
    read_plan,
    strategies,
)
from zoneplan.errors import AmountError, DocumentError, RollupError
from zoneplan.frame_rows import COLUMNS
from zoneplan.losses import leaves

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/plan.yaml"))
BACKENDS: Any = ("pandas", "polars", "pyarrow")


def rows(frame: object) -> list[dict[str, Any]]:
    """Give the rows of a frame, with None for what is missing."""
    found = nw.from_native(frame).rows(named=True)  # type: ignore[call-overload]
    return [{key: None if value is pd.NA else value for key, value in row.items()} for row in found]


def ledger_of(plan: Plan) -> tuple[Observation, ...]:
    """Give a plan's observations, each with the subject it is about."""
    entries = plan.ledger.entries
    return tuple(
        attrs.evolve(one.record, subject=one.subject)
        for one in entries
        if isinstance(one.record, Observation)
    )


def plan_of(*observations: Observation, **fields: Any) -> Plan:
    """Give an invented plan of observations."""
    gdp = Metric(id="gdp", name="生产总值", unit="亿元", kind="flow", across="sum")
    return Plan(id="p", name="虚构规划", metrics=[gdp], observations=observations, **fields)


def gdp(figure: Any, **fields: Any) -> Observation:
    """Give an observation of one metric."""
    return Observation(**{"metric": "gdp", "period": 2022, "figure": figure, **fields})


# -- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_comes_back_from_its_frame(path: Path, backend: Any) -> None:
    """The observations of each example are the same after a way through a frame, readings included."""
    plan = read_plan(path)
    back = observations_from_frame(plan.to_frame("observations", backend=backend))
    assert ledger_of(plan) == back
    assert [one.figure.reading for one in ledger_of(plan)] == [one.figure.reading for one in back]


@given(strategies.plans(), st.sampled_from(BACKENDS), st.sampled_from(["decimal", "text"]))
def test_observations_come_back_from_their_frame(plan: Plan, backend: Any, numbers: Any) -> None:
    """Whatever a plan's observations are, any frame gives them back, however its numbers are held."""
    frame = plan.to_frame("observations", backend=backend, numbers=numbers)
    assert ledger_of(plan) == observations_from_frame(frame)


@given(st.lists(strategies.observations(), max_size=3), st.sampled_from(BACKENDS))
def test_figures_come_back_with_all_they_mean(given_: list[Observation], backend: Any) -> None:
    """Ranges, words, prices, digits, sources and notes of any observation survive."""
    plan = Plan(id="p", name="虚构规划", observations=given_)
    back = observations_from_frame(plan.to_frame("observations", backend=backend))
    assert ledger_of(plan) == back
    assert [one.figure.quantum for one in given_] == [one.figure.quantum for one in back]


@given(strategies.plans())
def test_all_libraries_hold_the_same(plan: Plan) -> None:
    """Every table has the same rows in each library, and no binary float anywhere."""
    for what in set(COLUMNS) - {"rollups"}:
        asked: dict[str, Any] = {"report": plan.validate(())} if what == "findings" else {}
        found = [rows(plan.to_frame(what, backend=backend, **asked)) for backend in BACKENDS]
        assert found[0] == found[1] == found[2]
        assert not any(isinstance(value, float) for row in found[0] for value in row.values())


@given(strategies.plans(), st.sampled_from(sorted(COLUMNS)))
def test_a_frame_holds_a_value_or_is_said_not_to(plan: Plan, what: str) -> None:
    """Every value of a plan stands in the frame, or is covered by a loss."""
    asked: dict[str, Any] = {"metrics": []} if what == "rollups" else {}
    held = " ".join(str(value) for row in rows(plan.to_frame(what, **asked)) for value in row.values())
    losses = {loss.place.path for loss in frame_losses(plan, what)}
    for path, value in leaves(plan.to_dict()):
        above = [path, *(path[: found.start()] for found in re.finditer(r"[.\[]", path))]
        assert not losses.isdisjoint(above) or str(value) in held


@given(strategies.rollups())
def test_totals_are_those_of_the_rollup(rollup: Any) -> None:
    """The frame of totals says what the rollup says, as exact text also where no decimal holds it."""
    from zoneplan.data_frames import framed
    from zoneplan.frame_rows import Rows, rollup_row

    try:
        found = tuple(rollup_row(rollup, row) for row in rollup.values())
    except RollupError:  # a ratio over zero has no row
        return
    told = rows(framed(Rows(COLUMNS["rollups"], found), "pyarrow", "text"))
    wanted = frames.rollup_table(rollup).to_pylist()
    for row in wanted:
        row.pop("is_decimal")
    for row in told:
        for name in ("computed", "stated", "residual", "weight_share"):
            row[name] = row[name] and re.sub(r"(\.\d*?)0+$", r"\1", row[name]).rstrip(".")
    assert wanted == told


def test_a_frame_of_observations_is_what_frames_roll_up() -> None:
    """The table of observations goes into `frames.roll_up` as it is, and comes to what the plan comes to."""
    parts = [
        Program(id=name, name=name, observations=[gdp(value)])
        for name, value in (("a", "1.5亿元"), ("b", "25000万元"))
    ]
    plan = plan_of(programs=parts)
    for backend in BACKENDS:
        frame = plan.to_frame("observations", backend=backend)
        answer = frames.roll_up(frame, outline=frames.outline_table(plan), metrics=plan.metrics)
        assert frames.digest(frames.rollup_table(plan.roll_up("gdp"))) == frames.digest(answer)


# -- what a frame says ----------------------------------------------------------------------------


def test_a_row_says_all_of_an_observation() -> None:
    """Number, bound, unit and the text as written stand beside each other."""
    plan = plan_of(gdp("超2400.50亿元", source="a", note="初报", vintage="estimate"))
    (row,) = rows(plan.to_frame("observations", backend="polars"))
    assert {
        "metric": "gdp", "subject": "p", "period": "2022", "aspect": "actual", "vintage": "estimate",
        "number": Decimal("2400.50"), "upper": None, "unit": "亿元", "bound": "gt", "qualifiers": "over",
        "price_basis": "unstated", "quantum": None, "text": "超2400.50亿元", "source": "a",
        "source_document": None, "source_place": None, "source_quote": None, "source_date": None,
        "source_url": None, "note": "初报", "path": "observations[0]",
    } == row  # fmt: skip


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_range_has_both_its_ends(backend: Any) -> None:
    """The upper end of a range stands beside the lower one, and other figures have none."""
    plan = plan_of(gdp("5—6亿元"), gdp("7.5亿元", period=2023))
    found = rows(plan.to_frame("observations", backend=backend))
    assert [(Decimal(5), Decimal(6), "range"), (Decimal("7.5"), None, "eq")] == [
        (row["number"], row["upper"], row["bound"]) for row in found
    ]


def test_a_schedule_has_no_column() -> None:
    """What a table of targets does not hold is told."""
    target = Target(metric="gdp", by=2025, goal="9亿元", schedule={"2024": "50%", "2025": "100%"})
    losses = [one.place.path for one in frame_losses(plan_of(targets=[target]), "targets")]
    assert "targets[0].schedule" in losses


def test_goals_say_what_they_are() -> None:
    """A yearly rate has its number and its kind; words have none."""
    targets = [
        Target(metric="gdp", by=2025, goal=goals.AnnualRate("6.5%")),
        Target(metric="gdp", by="ongoing", goal=goals.Qualitative("保持增长")),
        Target(metric="gdp", by=2025, goal=goals.RelativeTo("rate", bound="gt")),
    ]
    found = rows(plan_of(targets=targets).to_frame("targets"))
    assert [
        ("2025", "annual_rate", Decimal("6.5"), "%", "eq", "6.5%"),
        ("ongoing", "qualitative", None, None, None, "保持增长"),
        ("2025", "relative_to", None, None, "gt", "more than rate"),
    ] == [tuple(row[name] for name in ("by", "goal", "number", "unit", "bound", "text")) for row in found]
    losses = [one.place.path for one in frame_losses(plan_of(targets=targets), "targets")]
    assert "targets[2].relative_to.metric" in losses
    assert "targets[0]" not in " ".join(losses)


def test_findings_tell_what_was_not_checked() -> None:
    """A check that could not be made has a row of its own, and is no finding."""
    plan = read_plan(next(one for one in EXAMPLES if one.parent.name == "following"))
    report = plan.validate()
    found = rows(plan.to_frame("findings"))
    assert found == rows(plan.to_frame("findings", report=report))
    assert len(report.not_checked) == sum(row["severity"] == "not_checked" for row in found)
    first = report.findings[0]
    assert (first.code, first.place.line, first.message_zh) == tuple(
        found[0][name] for name in ("code", "line", "message_zh")
    )


def test_totals_are_exact_or_text() -> None:
    """A total that no decimal holds is refused as a decimal and given as a fraction."""
    share = Metric(id="share", name="亩均", unit="万元", kind="ratio", across="weighted_mean", weight="area")
    area = Metric(id="area", name="面积", unit="亩", kind="stock", across="sum")
    parts = [
        Program(id=name, name=name, observations=[
            Observation(metric="share", period=2022, figure=value),
            Observation(metric="area", period=2022, figure=size),
        ])
        for name, value, size in (("a", "1万元", "1亩"), ("b", "2万元", "2亩"))
    ]  # fmt: skip
    plan = Plan(id="p", name="虚构规划", metrics=[share, area], programs=parts)
    with pytest.raises(AmountError) as caught:
        plan.to_frame("rollups", metrics="share")
    assert (
        "5/3 in the column 'computed' fits no decimal of 38 digits beside the others\n"
        "ask for exact text: numbers='text'"
    ) == str(caught.value)
    told = rows(plan.to_frame("rollups", metrics=["share"], period=2022, numbers="text"))
    assert ["5/3", "1", "2"] == [row["computed"] for row in told]
    assert 6 == len(rows(plan.to_frame("rollups", numbers="text")))


def test_numbers_that_do_not_fit_together_are_refused() -> None:
    """A column of decimals has one scale, and 38 digits."""
    plan = plan_of(gdp("1" * 30 + "亿元"), gdp("0.000000001亿元", period=2023))
    with pytest.raises(AmountError, match="fits no decimal of 38 digits"):
        plan.to_frame("observations")
    texts = [row["number"] for row in rows(plan.to_frame("observations", numbers="text"))]
    assert ["1" * 30, "0.000000001"] == texts


def test_a_figure_that_cannot_be_written_is_refused_with_its_place() -> None:
    """A computed figure has no text that reads as itself."""
    plan = plan_of(gdp(Figure.parse("1亩").to("平方公里")))
    with pytest.raises(DocumentError, match=r"observations\[0\]\.figure: .* cannot be written exactly"):
        plan.to_frame("observations")


@pytest.mark.parametrize(
    ("what", "asked", "expected"),
    [
        ("rows", {}, "a plan has no table 'rows'"),
        ("targets", {"period": 2022}, "the table 'targets' does not take 'period'"),
        ("findings", {"metrics": "gdp"}, "it takes report"),
        ("targets", {"backend": "dask"}, "unknown backend 'dask'\n    use 'pandas', 'polars', 'pyarrow'"),
        ("targets", {"numbers": "float"}, "unknown numbers 'float'\n    use 'decimal', 'text'"),
    ],
)
def test_what_is_asked_wrongly_is_refused(what: str, asked: dict[str, Any], expected: str) -> None:
    """Nothing that was asked for is passed over in silence."""
    with pytest.raises(DocumentError) as caught:
        plan_of().to_frame(what, **asked)
    assert expected in str(caught.value)
    if not asked:
        with pytest.raises(DocumentError, match="a plan has no table 'rows'"):
            frame_losses(plan_of(), what)


# -- reading --------------------------------------------------------------------------------------

GIVEN: dict[str, list[Any]] = {"metric": ["gdp"], "period": [2022], "number": ["5.0"], "unit": ["亿元"]}


def read(**columns: list[Any]) -> tuple[Observation, ...]:
    """Read a frame of pandas with some columns more or changed; None takes one away."""
    changed = {key: value for key, value in {**GIVEN, **columns}.items() if value is not None}
    return observations_from_frame(
        pd.DataFrame({key: pd.Series(value, dtype=object) for key, value in changed.items()})
    )


def test_chinese_columns_and_words_are_read() -> None:
    """A table of an office is read by its own words."""
    frame = pl.DataFrame(
        {
            "指标": ["gdp"], "主体": ["z"], "时期": ["2022年上半年"], "方面": ["预测"], "版本": ["初步核算"],
            "数值": ["5"], "上限": ["6"], "单位": ["亿元"], "价格": ["2020年不变价"], "界限": ["区间"],
            "来源": ["a"], "引文": ["5—6亿元"], "备注": ["虚构"],
        }
    )  # fmt: skip
    (one,) = observations_from_frame(frame)
    assert ("z", "2022H1", "forecast", "preliminary", "constant 2020", "虚构") == (
        one.subject, str(one.period), one.aspect, one.vintage, str(one.price_basis), one.note
    )  # fmt: skip
    assert "5—6亿元" == str(one.figure)
    assert one.source is not None
    assert ("a", "5—6亿元") == (one.source.id, one.source.quote)


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT, Decimal("nan"), " "])
def test_a_missing_figure_is_no_row_and_no_zero(nothing: Any) -> None:
    """Every way of saying that there is none is one; the others stay."""
    found = read(metric=["gdp"] * 2, period=[2022, 2023], number=[nothing, "0"], unit=["亿元"] * 2)
    assert [("2023", Decimal(0))] == [(str(one.period), one.figure.number) for one in found]
    assert () == read(number=[nothing], subject=[nothing])


@pytest.mark.parametrize(
    ("number", "quantum"),
    [
        ("5.0", "0.1"),
        (Decimal("5.00"), "1"),
        (5, "1"),
        (pd.Series([5]).iloc[0], "1"),
        (Decimal("5E+1"), "10"),
    ],
)
def test_zeros_of_a_decimal_are_its_columns(number: Any, quantum: str) -> None:
    """A text keeps the digits as written; a column of decimals adds zeros that nobody wrote."""
    assert Decimal(quantum) == read(number=[number])[0].figure.quantum


def test_a_lazy_frame_is_read() -> None:
    """What is only a question is asked first."""
    assert "5.0亿元" == str(observations_from_frame(pl.LazyFrame(GIVEN))[0].figure)


def test_words_beside_a_number_are_read() -> None:
    """Qualifiers and the digits that count may stand in columns of their own."""
    (one,) = read(qualifiers=["over"], quantum=["10"], bound=["gt"])
    assert ("超5.0亿元", Fraction(10)) == (str(one.figure), one.figure.quantum)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"number": [5.0]}, "row 1, column 'number': expected an exact number, got the binary float 5.0"),
        ({"number": [True]}, "expected a number, got True"),
        ({"number": ["5亿"]}, "expected a number, got '5亿'"),
        ({"number": ["1e5"]}, "expected a number, got '1e5'"),
        ({"number": ["٥"]}, "expected a number, got '٥'"),
        ({"number": [[5]]}, "expected a number, got [5]"),
        ({"unit": ["亿园"]}, "row 1, column 'unit': "),
        ({"unit": [5]}, "expected a text, got 5"),
        ({"unit": [None]}, "row 1, column 'unit': a figure without its unit"),
        ({"metric": [None]}, "row 1, column 'metric': a figure without its metric"),
        ({"metric": [7]}, "row 1, column 'metric': expected a text, got 7"),
        ({"period": [None]}, "row 1, column 'period': a figure without its period"),
        ({"period": ["去年"]}, "row 1, column 'period': "),
        ({"period": [2022.0]}, "expected a period, got 2022.0"),
        ({"period": [True]}, "expected a period, got True"),
        ({"period": [datetime.date(2022, 1, 1)]}, "a day is no period; write 2024, 2024Q1 or 2024-03"),
        ({"aspect": ["实现"]}, "row 1, column 'aspect': expected one of baseline"),
        ({"aspect": ["target"]}, "row 1, column 'metric': an observation of 'gdp' cannot have the aspect"),
        ({"vintage": ["draft"]}, "expected one of estimate, preliminary, final, revised, got 'draft'"),
        ({"qualifiers": ["more"]}, "row 1, column 'qualifiers': expected one of over"),
        ({"bound": ["ge"]}, "row 1, column 'bound': bound says ge, and the figure 5.0亿元 says eq"),
        ({"text": ["6亿元"]}, "number says 5.0, and the figure 6亿元 says 6"),
        ({"text": ["5.0万元"]}, "unit says 亿元, and the figure 5.0万元 says 万元"),
        ({"text": ["5—6亿元"], "upper": ["7"], "number": ["5"]}, "upper says 7, and the figure 5—6亿元"),
        ({"text": ["5亿元"], "upper": ["7"], "number": None}, "and the figure 5亿元 says nothing"),
        ({"text": ["5.0亿元"], "qualifiers": ["over"]}, "over, and the figure 5.0亿元 says nothing"),
        ({"text": ["若干"]}, "row 1, column 'text': "),
        ({"upper": ["4"]}, "row 1, column 'number': the range from 5.0 to 4 runs backwards"),
        ({"upper": ["7"], "number": [None]}, "row 1, column 'number': a figure without its number"),
        ({"source_quote": ["x"]}, "row 1, column 'source': "),
        ({"unit": None}, "column 'unit': the column 'unit' is missing"),
        ({"perod": ["x"]}, "column 'perod': unknown column 'perod'\n    did you mean 'period'?"),
        ({"时期": ["x"]}, "two columns say 'period'"),
        ({"zzzzzz": ["x"]}, "leave it out; known are aspect, bound"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(columns: dict[str, Any], expected: str) -> None:
    """Nothing is guessed: each refusal names row and column and says what to do, in both languages."""
    with pytest.raises(DocumentError) as caught:
        read(**columns)
    assert expected in str(caught.value)
    assert all(problem.message_zh for problem in caught.value.problems)


def test_every_problem_is_collected() -> None:
    """All rows are looked at, not only the first that is wrong."""
    with pytest.raises(DocumentError) as caught:
        read(metric=["gdp"] * 3, period=["x", 2022, 2022], number=[1, 2.5, 3], unit=["亿元", "亿元", "y"])
    assert ["row 1, column 'period'", "row 2, column 'number'", "row 3, column 'unit'"] == [
        one.place.path for one in caught.value.problems
    ]


def test_a_hostile_frame_stops_after_many_problems() -> None:
    """A million wrong rows do not fill the memory with sentences."""
    with pytest.raises(DocumentError) as caught:
        observations_from_frame(
            pa.table({"metric": ["gdp"] * 5000, "period": ["x"] * 5000, "text": ["5亿元"] * 5000})
        )
    assert 1000 == len(caught.value.problems)


@pytest.mark.parametrize(
    ("library", "backend"), [("pyarrow", "pyarrow"), ("narwhals", "polars"), ("pandas", "pandas")]
)
def test_without_the_library_it_is_said_how_to_get_it(
    library: str, backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is asked for when it is needed, by its name."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(DocumentError, match=f"data frames need {library}, which is not installed"):
        plan_of().to_frame("observations", backend=backend)
    if library == "narwhals":
        with pytest.raises(DocumentError, match="data frames need narwhals, which is not installed"):
            observations_from_frame(None)


def test_totals_are_decimals_where_they_can_be() -> None:
    """A total has as many digits as it needs."""
    (row,) = rows(plan_of(gdp("1.50亿元")).to_frame("rollups", metrics="gdp", period=2022))
    assert (Decimal("1.5"), 1, 0, 1) == tuple(
        row[name] for name in ("stated", "reported", "partial", "expected")
    )


def test_what_is_no_frame_is_refused() -> None:
    """A list is no frame."""
    with pytest.raises(DocumentError, match="expected a data frame, got list"):
        observations_from_frame([1])
