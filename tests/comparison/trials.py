"""Six real cases in five tools, each asked in the plainest way that its users would ask.

Run it with `cd tests && python -m comparison.trials`: it prints the tables on the page
`docs/explanation/comparison.md` for the tools that are here. pandas and pint-pandas are in the group dev;
pyam (`pip install pyam-iamc`, with SQLAlchemy below 2.1) and LibreOffice, which stands for spreadsheets,
are not, so their rows are there only where somebody installed them.

The figures are printed ones: 汉中 2018 and 闽侯 2023 from the two progress reports of the examples, 弋江's
retail sales of its indicator table. The cases of units, missing reports and prices are invented.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zoneplan import Action, Figure, Metric, Observation, Plan, PriceBasis, Program, read_plan
from zoneplan.errors import ZoneplanError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES: Final = {
    "total": "454.31 + 124.06 + 40.48 亿元, printed total 622.2",
    "rounding": "327.53 + 194.54 + 39.78 亿元, printed total 561.86",
    "units": "4.26亿元 and 5000万元",
    "missing": "4.26亿元, and a report that did not come",
    "growth": "73.6亿元 in 2015, 273亿元 in 2020, printed growth 16.5 % a year",
    "prices": "2400亿元 at current prices, 300亿元 at prices of 2020",
}
TOTALS: Final = {
    "total": (("454.31", "124.06", "40.48"), "622.2"),
    "rounding": (("327.53", "194.54", "39.78"), "561.86"),
}
SUMS: Final = {"units": ("4.26", "5000"), "missing": ("4.26", ""), "prices": ("2400", "300")}


def shown(number: float) -> str:
    """Print a binary number as its users see it, without the last digits that are noise."""
    return f"{number:.10g}"


# -- spreadsheets ---------------------------------------------------------------------------------


def spreadsheet() -> dict[str, str]:
    """Add the numbers of a column up, and work the growth out, as LibreOffice computes a CSV file."""
    columns = {**{name: parts for name, (parts, _) in TOTALS.items()}, **SUMS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cells.fods")
        path.write_text(_flat_sheet(columns), "utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "csv", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        lines = Path(folder, "cells.csv").read_text("utf-8").split("\n")
    results = [line.split(",")[0] for line in lines]
    found = dict(zip((*columns, "growth", "texts"), results, strict=False))
    return {
        **{name: f"{found[name]}; nothing is said of {TOTALS[name][1]}" for name in TOTALS},
        "units": f"{found['units']}; cells typed as 4.26亿元 and 5000万元 add up to {found['texts']}",
        "missing": found["missing"],
        "growth": f"{found['growth']}, where somebody asks for it; nothing is said of 16.5 %",
        "prices": found["prices"],
    }


def _flat_sheet(columns: dict[str, tuple[str, ...]]) -> str:
    """Write the cells as a flat OpenDocument sheet: a formula in column A, what it adds up beside it."""
    cell = '<table:table-cell office:value-type="{}"{}>{}</table:table-cell>'
    rows = []
    for number, parts in enumerate(columns.values(), start=1):
        typed = [cell.format("float", f' office:value="{one}"', "") if one else "<table:table-cell/>"
                 for one in parts]  # fmt: skip
        formula = f'<table:table-cell table:formula="of:=SUM([.B{number}:.D{number}])"/>'
        rows.append(formula + "".join(typed))
    rows.append('<table:table-cell table:formula="of:=(273/73.6)^(1/5)-1"/>')
    texts = "".join(cell.format("string", "", f"<text:p>{one}</text:p>") for one in ("4.26亿元", "5000万元"))
    last = len(rows) + 1
    rows.append(f'<table:table-cell table:formula="of:=SUM([.B{last}:.D{last}])"/>{texts}')
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    space = "urn:oasis:names:tc:opendocument:xmlns"
    versions = {"office": "1.0", "table": "1.0", "text": "1.0", "of": "1.2"}
    spaces = " ".join(f'xmlns:{name}="{space}:{name}:{version}"' for name, version in versions.items())
    kind = 'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    sheet = f'<table:table table:name="s">{body}</table:table>'
    inside = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {kind}>{inside}</office:document>'
    )


# -- data frames ----------------------------------------------------------------------------------


def with_pandas() -> dict[str, str]:
    """Add columns up and compare with the printed total, as everybody does."""
    import pandas as pd

    def added(parts: Iterable[str]) -> float:
        return float(pd.Series([float(one) if one else None for one in parts], dtype=float).sum())

    return {
        **{
            name: f"{shown(added(parts))}; `== {total}` is {bool(added(parts) == float(total))}"
            for name, (parts, total) in TOTALS.items()
        },
        **{name: shown(added(parts)) for name, parts in SUMS.items()},
        "growth": f"{shown((273 / 73.6) ** (1 / 5) - 1)}, where somebody asks for it",
    }


def with_pint_pandas() -> dict[str, str]:
    """Do the same with units in the columns, after 亿元 and 万元 were defined for pint."""
    import pandas as pd
    import pint
    import pint_pandas

    registry: Any = pint.UnitRegistry()
    registry.define("yuan = [money]")
    registry.define("wan_yuan = 1e4 yuan")
    registry.define("yi_yuan = 1e8 yuan")
    pint_pandas.PintType.ureg = registry

    def added(parts: Iterable[str]) -> Any:
        numbers = [float(one) if one else float("nan") for one in parts]
        return pd.Series(numbers, dtype="pint[yi_yuan]").sum()

    mixed = pd.Series([4.26], dtype="pint[yi_yuan]").sum() + pd.Series([5000.0], dtype="pint[wan_yuan]").sum()
    return {
        **{
            name: f"{shown(added(parts).magnitude)} yi_yuan; "
            f"`== {total}` is {bool(added(parts) == registry.Quantity(float(total), 'yi_yuan'))}"
            for name, (parts, total) in TOTALS.items()
        },
        "units": f"{shown(mixed.to('yi_yuan').magnitude)} yi_yuan",
        "missing": f"{shown(added(SUMS['missing']).magnitude)} yi_yuan",
        "growth": f"{shown((273 / 73.6) ** (1 / 5) - 1)}, where somebody asks for it",
        "prices": f"{shown(added(SUMS['prices']).magnitude)} yi_yuan",
    }


def with_pyam() -> dict[str, str]:
    """Ask pyam whether totals are the sums of their parts, and to add parts up."""
    import pandas as pd
    import pyam

    def frame(values: Iterable[tuple[str, str, float]]) -> Any:
        rows = [
            {"model": "m", "scenario": "s", "region": "z", "variable": name, "unit": unit, "year": 2024,
             "value": number}
            for name, unit, number in values
        ]  # fmt: skip
        return pyam.IamDataFrame(pd.DataFrame(rows))

    def checked(parts: tuple[str, ...], total: str) -> str:
        listed = [("sum", "亿元", float(total))]
        listed += [(f"sum|{number}", "亿元", float(part)) for number, part in enumerate(parts)]
        found = frame(listed).check_aggregate("sum")
        if found is None:
            return "no difference is told"
        (row,) = found.to_dict("records")
        return f"told: {shown(row['variable'])} beside {shown(row['components'])} of its parts"

    def added(values: Iterable[tuple[str, str, float]]) -> str:
        rows = frame(values).aggregate("sum").data
        told = (f"{shown(row['value'])} {row['unit']}" for row in rows.to_dict("records"))
        return ", and apart from it ".join(sorted(told))

    return {
        **{name: checked(parts, total) for name, (parts, total) in TOTALS.items()},
        "units": added([("sum|a", "亿元", 4.26), ("sum|b", "万元", 5000.0)]),
        "missing": added([("sum|a", "亿元", 4.26), ("sum|b", "亿元", float("nan"))]),
        "growth": "nothing; a growth is a variable like any other",
        "prices": added([("sum|a", "亿元", 2400.0), ("sum|b", "亿元", 300.0)]),
    }


# -- zoneplan -------------------------------------------------------------------------------------


def with_zoneplan() -> dict[str, str]:
    """Validate the plans that the figures were printed in, and add up what can be."""

    def told(name: str, code: str, of: str = "") -> str:
        report = read_plan(EXAMPLES / name / "plan.yaml").validate()
        found = [one for one in report.findings if one.code == code and of in one.message]
        return f"told: {found[0].sentences()[0]}" if found else "no finding: rounding allows it"

    def added(*figures: Figure | None) -> str:
        metric = Metric(id="sum", name="投资", unit="亿元", kind="flow", across="sum")
        actions = [
            Action(
                id=f"a{number}",
                name=f"行动{number}",
                observations=[] if one is None else [Observation(metric="sum", period=2024, figure=one)],
            )
            for number, one in enumerate(figures)
        ]
        plan = Plan(
            id="p",
            name="示范规划",
            metrics=[metric],
            programs=[Program(id="g", name="产业", actions=actions)],
        )
        try:
            total = plan.roll_up("sum").total
        except ZoneplanError as refusal:
            return f"refused: {str(refusal).splitlines()[0]}"
        return f"{total.computed} ({total.coverage})"

    current, constant = PriceBasis.current(), PriceBasis.parse("constant 2020")
    return {
        "total": told("hanzhong", "SUM-TOTAL"),
        "rounding": told("minhou", "SUM-TOTAL"),
        "units": added(Figure.parse("4.26亿元"), Figure.parse("5000万元")),
        "missing": added(Figure.parse("4.26亿元"), None),
        "growth": told("yijiang", "RATE-WRONG", "16.5%"),
        "prices": added(
            Figure.parse("2400亿元", price_basis=current), Figure.parse("300亿元", price_basis=constant)
        ),
    }


# -- the table ------------------------------------------------------------------------------------


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


TOOLS: Final[dict[str, tuple[Callable[[], bool], Callable[[], dict[str, str]]]]] = {
    "spreadsheet": (lambda: shutil.which("soffice") is not None, spreadsheet),
    "pandas": (lambda: _installed("pandas"), with_pandas),
    "pint-pandas": (lambda: _installed("pint_pandas"), with_pint_pandas),
    "pyam": (lambda: _installed("pyam"), with_pyam),
    "zoneplan": (lambda: True, with_zoneplan),
}


def rows(tools: Iterable[str]) -> dict[str, dict[str, str]]:
    """Give, case by case, the row of the table for each of some tools."""
    found = {tool: TOOLS[tool][1]() for tool in tools}
    return {
        case: {tool: f"| {tool} | {answers[case]} |" for tool, answers in found.items()} for case in CASES
    }


if __name__ == "__main__":
    present = [tool for tool, (is_here, _) in TOOLS.items() if is_here()]
    for case, listed in rows(present).items():
        print(f"\n**{CASES[case]}**\n\n| tool | gives |\n| --- | --- |")
        print(*listed.values(), sep="\n")
