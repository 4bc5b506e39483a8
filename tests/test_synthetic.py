"""Invented portfolios: as many rows as stated, the same everywhere, valid, and the same as files."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow.parquet
import pytest
from hypothesis import given, settings

from zoneplan import SyntheticPortfolio, strategies, synthetic_files
from zoneplan.errors import FloatRefusedError, OutlineError

if TYPE_CHECKING:
    from pathlib import Path

few = settings(max_examples=max(10, settings().max_examples // 4))
MIXED = SyntheticPortfolio(
    seed=7,
    zones=13,
    projects=3,
    shared=2,
    metrics=8,
    months=14,
    missing="0.1",
    revised="1/5",
    zones_per_city=3,
    cities_per_province=2,
    price_bases=("current", "constant 2020"),
)


@given(strategies.synthetic_portfolios())
def test_there_are_exactly_as_many_rows_as_stated(synthetic: SyntheticPortfolio) -> None:
    """Observations, outline rows and nodes are counted without being made."""
    observations = list(synthetic.observations())
    assert synthetic.rows == len(observations)
    keys = {(one["subject"], one["metric"], one["period"]) for one in observations}
    assert synthetic.slots - synthetic.missing_slots == len(keys)
    outline = list(synthetic.outline())
    assert synthetic.outline_rows == len(outline)
    assert synthetic.nodes == len({one["node"] for one in outline})


@few
@given(strategies.synthetic_portfolios())
def test_rows_are_those_of_the_plans(synthetic: SyntheticPortfolio) -> None:
    """The plans have no error, and their tables are the rows that are given without them."""
    portfolio = synthetic.portfolio()
    report = portfolio.validate()
    assert () == (*report.errors, *report.across.findings)
    assert sorted(map(str, portfolio.outline_table())) == sorted(map(str, synthetic.outline()))
    ledger: list[Any] = portfolio.ledger_table()
    assert list(synthetic.observations()) == [
        {column: row[column] for column in synthetic_files.OBSERVATION_COLUMNS} for row in ledger
    ]
    assert synthetic.metric_definitions() == tuple(portfolio.metrics().values())


@few
@given(strategies.synthetic_portfolios())
def test_files_hold_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, synthetic: SyntheticPortfolio
) -> None:
    """DuckDB, pyarrow and CSV write the same rows in the same order, exactly."""
    folder = tmp_path_factory.mktemp("rows")
    expected: list[Any] = list(synthetic.observations())
    assert synthetic.rows == synthetic_files.write_observations(synthetic, folder / "o.parquet")
    assert expected == pyarrow.parquet.read_table(folder / "o.parquet").to_pylist()
    assert synthetic.outline_rows == synthetic_files.write_outline(synthetic, folder / "l.parquet")
    assert list(synthetic.outline()) == pyarrow.parquet.read_table(folder / "l.parquet").to_pylist()
    assert synthetic.rows == synthetic_files.write_observations(synthetic, folder / "o.csv")
    with (folder / "o.csv").open(encoding="utf-8", newline="") as file:
        read = [{**row, "number": Decimal(row["number"])} for row in csv.DictReader(file)]
    assert [{key: "" if value is None else value for key, value in row.items()} for row in expected] == read
    assert ["l.parquet", "o.csv", "o.parquet"] == sorted(one.name for one in folder.iterdir())


def test_pyarrow_writes_what_duckdb_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without DuckDB the rows are made here, in as many row groups; without both it is refused."""
    synthetic_files.write_observations(MIXED, tmp_path / "duckdb.parquet")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert MIXED.rows == synthetic_files.write_observations(MIXED, tmp_path / "o.parquet", row_group=10_000)
    file = pyarrow.parquet.ParquetFile(tmp_path / "o.parquet")
    assert -(-MIXED.rows // 10_000) == file.num_row_groups
    assert pyarrow.parquet.read_table(tmp_path / "duckdb.parquet").to_pylist() == file.read().to_pylist()
    assert MIXED.outline_rows == synthetic_files.write_outline(MIXED, tmp_path / "l.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(synthetic_files.MissingEngineError, match="neither is installed") as caught:
        synthetic_files.write_observations(MIXED, tmp_path / "none.parquet")
    assert 'pip install "zoneplan[frames]"' in str(caught.value)
    assert not (tmp_path / "none.parquet").exists()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails half-way leaves the old file, and nothing beside it."""
    path = tmp_path / "o.csv"
    path.write_text("old", encoding="utf-8")

    def failing(_: Decimal) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(synthetic_files, "plain_text", failing)
    with pytest.raises(KeyboardInterrupt):
        synthetic_files.write_observations(MIXED, path)
    assert (["o.csv"], "old") == ([one.name for one in tmp_path.iterdir()], path.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=r"expected a file ending in \.parquet or \.csv, got 'o\.txt'"):
        synthetic_files.write_outline(MIXED, "o.txt")


DIGEST = """\
import hashlib
from zoneplan import SyntheticPortfolio
made = SyntheticPortfolio(seed=7, zones=13, projects=3, metrics=8, missing="0.1", revised="1/5")
rows = made.observations()
print(hashlib.sha256("\\n".join(str(dict(row)) for row in rows).encode()).hexdigest())
"""


def test_the_same_rows_come_from_every_process() -> None:
    """How Python hashes text does not matter, and the rows of one seed are pinned."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1", "4242")
    }
    rows = SyntheticPortfolio(
        seed=7, zones=13, projects=3, metrics=8, missing="0.1", revised="1/5"
    ).observations()
    expected = hashlib.sha256("\n".join(str(dict(row)) for row in rows).encode()).hexdigest()
    assert {expected} == digests
    assert "7b42e655026f0c52f815971a69ab774b4b25e7641477f8f8c1f5b1f83421c3e5" == expected


def test_rows_are_given_one_by_one() -> None:
    """A portfolio of 10^9 rows is begun at once, and nothing of it is held."""
    measures: dict[str, Any] = {"zones": 2800, "programs": 5, "actions": 6, "projects": 2, "metrics": 100}
    vast = SyntheticPortfolio(**measures, months=60, missing="0.01")
    assert 997_920_000 == vast.rows
    first = list(islice(vast.observations(), 3))
    assert ["syn0/g0a0p0"] * 3 == [row["subject"] for row in first]
    other = SyntheticPortfolio(**measures, seed=1, months=60)
    assert [row["number"] for row in first] != [row["number"] for row in islice(other.observations(), 3)]


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ({"zones": 0}, "expected zones to be a whole number from 1, got 0"),
        ({"months": 1.5}, "expected months to be a whole number from 1, got 1.5"),
        (
            {"missing": "0.6", "revised": "0.5"},
            "the shares missing (3/5) and revised (1/2) are not parts of 1",
        ),
        ({"missing": Fraction(-1, 2)}, "the shares missing (-1/2) and revised (0) are not parts of 1"),
        ({"missing": "some"}, "expected a share, got 'some'"),
        ({"price_bases": ()}, "the metrics of money have no price basis"),
        ({"zones": 10**9}, "216,000,000,000 figures are more than one seed has numbers for"),
    ],
)
def test_measures_that_cannot_be_are_refused(measures: dict[str, Any], expected: str) -> None:
    """What is refused is named with what was expected."""
    with pytest.raises(OutlineError) as caught:
        SyntheticPortfolio(**measures)
    assert expected == caught.value.message


def test_shares_are_given_exactly(tmp_path: Path) -> None:
    """A decimal, a fraction and text of one share are one; an outline is written as CSV too."""
    shares: tuple[Any, ...] = (Decimal("0.25"), Fraction(1, 4), "1/4")
    assert {Fraction(1, 4)} == {SyntheticPortfolio(missing=one).missing for one in shares}
    with pytest.raises(FloatRefusedError):
        SyntheticPortfolio(missing=0.25)
    assert MIXED.outline_rows == synthetic_files.write_outline(MIXED, tmp_path / "l.csv")
    with (tmp_path / "l.csv").open(encoding="utf-8", newline="") as file:
        assert [row["node"] for row in MIXED.outline()] == [row["node"] for row in csv.DictReader(file)]


def test_names_say_that_all_is_invented() -> None:
    """No plan, zone or place can be taken for a real one."""
    names = {row["name"] for row in MIXED.outline()} | {one.name for one in MIXED.metric_definitions()}
    assert {True} == {"合成" in str(name) for name in names}
