"""The command that rolls tables of observations up into a file; `zoneplan.cli` gives it its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zoneplan.console import (
    Outcome,
    Progress,
    as_json_option,
    asked,
    aspect_option,
    joined,
    json_text,
    language_option,
    missing_option,
    parsed_plan,
    weight_option,
)
from zoneplan.help_pages import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoneplan.frames import Written
    from zoneplan.layout import Language

__all__ = ["rollup"]

_DOING = {"adding up": "累加", "rolling up": "汇总"}


@click.command(
    cls=Command,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="--observations FILES --outline FILE --metrics FILE -o FILE [OPTIONS]",
)
@click.argument("only", metavar="[METRIC]...", nargs=-1)
@click.option(
    "--observations",
    metavar="FILES",
    required=True,
    help="Parquet or CSV files, such as 'data/*.parquet'; quoted, so that the shell leaves the * alone.",
)
@click.option(
    "--outline", metavar="FILE", required=True, help="Parquet or CSV file with the columns node and parent."
)
@click.option(
    "--metrics",
    "plan_file",
    metavar="FILE",
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str),
    help="Plan whose metrics they are.",
)
@click.option(
    "-o", "--output", metavar="FILE", required=True, help="File to write, .parquet or .csv; replaced whole."
)
@click.option("--period", help="Period, such as 2025 or 2023-2025; needed when several are reported.")
@click.option(
    "--by",
    type=click.Choice(("month", "quarter", "half", "year")),
    help="A row for each such part of the period.",
)
@aspect_option
@missing_option
@weight_option
@click.option(
    "--engine",
    type=click.Choice(("duckdb", "polars", "pyarrow", "spark")),
    default="duckdb",
    show_default=True,
    help="What adds the observations up; Spark needs the extra 'spark'.",
)
@click.option(
    "--memory",
    default="2GB",
    show_default=True,
    help="The most memory to use, such as 500MB; only with DuckDB.",
)
@click.option("--threads", type=click.IntRange(min=1), help="Threads for DuckDB; one a core unless said.")
@as_json_option
@language_option
def rollup(output: str, as_json: bool, language: Language, **question: Any) -> Outcome:
    """Roll observations up along an outline, into a file.

    Each METRIC, or every metric of the plan, is rolled up as in a plan, with the same refusals; neither the
    observations nor the answer have to fit into memory. The file is written whole or not at all: an old one
    stays as it is until then.

    Printed are the number of rows, the periods, how many figures were reported, and the digest of the answer.
    """
    told: dict[str, Any] = {"as_json": as_json, "language": language}
    return asked(lambda: _outcome(output, told, **question), question["outline"], **told)


def _outcome(
    output: str,
    told: dict[str, Any],
    *,
    observations: str,
    outline: str,
    plan_file: str,
    only: tuple[str, ...],
    **question: Any,
) -> Outcome:
    """Read outline and plan, whose problems are theirs, and then roll up."""
    from zoneplan import frames  # noqa: PLC0415  # `--help` must not wait for it
    from zoneplan.subjects import known_places  # noqa: PLC0415  # the same

    plan, nodes = parsed_plan(plan_file), frames.read_outline(outline)
    # A place that the outline has as a node is told there where it lies.
    places = [place for place in known_places(plan).values() if place.id not in nodes.nodes]

    def roll_up() -> Outcome:
        with Progress() as progress:
            written = frames.write_rollup(
                observations,
                output,
                outline=nodes,
                metrics=plan.ledger.metrics,
                only=only or None,
                places=places,
                progress=_in_language(progress, told["language"]),
                **question,
            )
        if told["as_json"]:
            return Outcome(json_text({"version": 1, **_to_dict(written)}))
        return Outcome(joined(_lines(written, told["language"])))

    return asked(roll_up, observations, **told)


def _in_language(progress: Progress, language: Language) -> Callable[[int, int, str], None]:
    """Give what tells a bar, in a language, how far a rollup is."""

    def told(done: int, pieces: int, doing: str) -> None:
        progress(done, pieces, _DOING[doing] if language == "zh" else doing)

    return told


def _to_dict(written: Written) -> dict[str, object]:
    return {
        "output": written.path,
        "rows": written.rows,
        "nodes": written.nodes,
        "metrics": list(written.metrics),
        "periods": list(written.periods),
        "reported": written.reported,
        "partial": written.partial,
        "expected": written.expected,
        "digest": written.digest,
    }


def _lines(written: Written, language: Language) -> list[str]:
    from zoneplan.layout import printable  # noqa: PLC0415  # `--help` must not wait for the library

    periods = written.periods
    span = "—" if not periods else periods[0] if len(periods) == 1 else f"{periods[0]} … {periods[-1]}"
    path = printable(written.path)
    if language == "zh":
        return [
            f"已写入 {path}：{written.rows:,}行",
            f"节点{written.nodes:,}个，指标{len(written.metrics):,}个，时期{len(periods):,}个：{span}",
            f"应报{written.expected:,}个，已报{written.reported:,}个，只报部分月份{written.partial:,}个",
            f"摘要 {written.digest}",
        ]
    return [
        f"wrote {path}: {written.rows:,} rows",
        f"nodes {written.nodes:,}, metrics {len(written.metrics):,}, periods {len(periods):,}: {span}",
        f"reported {written.reported:,} of {written.expected:,} figures, and {written.partial:,} in part",
        f"digest {written.digest}",
    ]
