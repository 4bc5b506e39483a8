"""Many plans at once: read, judged by themselves and together, and told on the command line."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zoneplan import (
    Finding,
    Location,
    Metric,
    Plan,
    Portfolio,
    Severity,
    Zone,
    read_plan,
    read_portfolio,
    strategies,
    write_plan,
)
from zoneplan.cli import main
from zoneplan.errors import DocumentError, FindingsError, MetricError

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

GOOD = "id: {id}\nname: 规划{id}\nzone: {{id: z{id}, name: 开发区{id}}}\nperiod: 2023-2025\n"
BAD = "id: bad\nname: 坏\nzone: {id: x}\nwrong: 1\n"
few = settings(max_examples=max(10, settings().max_examples // 3))


def written(folder: Path, name: str, content: str) -> Path:
    """Write a file, its folders too, and give its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def problems(portfolio: Portfolio) -> dict[str, str]:
    """Give the first sentence about each file or folder that holds no plan that counts."""
    return {Path(path).name: error.problems[0].message for path, error in portfolio.problems}


# -- reading ------------------------------------------------------------------------------------


def test_a_folder_of_plans_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    """YAML and JSON of any ending are read; other files, hidden files and inner folders are not."""
    for name in ("c.yaml", "a.yml", "B.JSON", ".hidden.yaml", "inner/d.yaml"):
        content = '{"id": "B", "name": "规划"}' if name == "B.JSON" else GOOD.format(id=Path(name).stem)
        written(tmp_path, name, content)
    written(tmp_path, "notes.txt", "no plan")
    read = read_portfolio(tmp_path)
    assert ["B.JSON", "a.yml", "c.yaml"] == [Path(path).name for path in read.plans]
    assert ["B", "a", "c"] == [plan.id for plan in read.plans.values()]
    assert () == read.problems
    assert 4 == len(read_portfolio(tmp_path, recursive=True))


def test_workbooks_of_a_folder_are_plan_files_too(tmp_path: Path) -> None:
    """A plan in a workbook counts, somebody's table is told of; notes of open workbooks are passed over."""
    write_plan(Plan(id="a", name="甲"), tmp_path / "a.XLSX")
    book = xlsxwriter.Workbook(tmp_path / "table.xlsx")
    book.add_worksheet("Sheet1").write(0, 0, "项目名称")
    book.close()
    (tmp_path / "~$a.XLSX").write_bytes(b"somebody")
    read = read_portfolio(tmp_path)
    assert ["a"] == [plan.id for plan in read.plans.values()]
    assert {"table.xlsx": "holds none of the sheets of a plan"} == problems(read)


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    """Whoever asks is told of each file, read or refused, and of how many there are."""
    for name, content in (("a.yaml", GOOD.format(id="a")), ("b.yaml", BAD), ("c.yaml", GOOD.format(id="c"))):
        written(tmp_path, name, content)
    told: list[tuple[int, int]] = []
    read_portfolio(tmp_path, progress=lambda done, files: told.append((done, files)))
    assert [(1, 3), (2, 3), (3, 3)] == told


def test_what_is_no_plan_is_told_and_keeps_nothing_from_being_read(tmp_path: Path) -> None:
    """Bad plans, copies, folders, loops, dead links and pipes are told, each with what to do."""
    written(tmp_path, "good.yaml", GOOD.format(id="a"))
    written(tmp_path, "good2.yaml", GOOD.format(id="a"))
    written(tmp_path, "bad.yaml", BAD)
    written(tmp_path, "empty.json", "")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "dead.yaml").symlink_to("nowhere.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    read = read_portfolio(tmp_path)
    assert ["good.yaml"] == [Path(path).name for path in read.plans]
    told = problems(read)
    assert ["bad.yaml", "dead.yaml", "empty.json", "folder.yaml", "good2.yaml", "loop.yaml", "pipe.yaml"] == [
        *told
    ]
    assert "cannot be opened: No such file or directory" == told["dead.yaml"]
    assert "cannot be opened: Too many levels of symbolic links" == told["loop.yaml"]
    assert "cannot be opened: not an ordinary file" == told["pipe.yaml"]
    assert "is a folder with the name of a plan file" == told["folder.yaml"]
    assert (
        f"has the same content as {str(tmp_path / 'good.yaml')!r}, and counts only once" == told["good2.yaml"]
    )
    ours = [error.problems[0] for path, error in read.problems if Path(path).stem not in {"bad", "empty"}]
    assert all(one.remedy and one.message_zh and one.remedy_zh for one in ours)
    assert 2 == len(dict(read.problems)[str(tmp_path / "bad.yaml")].problems)


def test_a_plan_that_cannot_be_indexed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever error of ours a file leads to is a problem of that file, in both languages."""
    path = written(tmp_path, "a.yaml", GOOD.format(id="a"))

    def refusing(*_: object, **__: object) -> Plan:
        raise MetricError("no good", "do better", "不好", "请改进")

    monkeypatch.setattr("zoneplan.plan_folders.parse_plan", refusing)
    ((told, error),) = read_portfolio(tmp_path).problems
    assert str(path) == told
    assert f"1 problem\nthe plan ({path}): no good\n    do better" == str(error)
    assert ("不好", "请改进") == error.problems[0].sentences("zh")


def test_hidden_folders_are_not_read(tmp_path: Path) -> None:
    """What begins with a dot belongs to tools, and a folder of another name is none of ours."""
    for name in (".git/a.yaml", "inner/b.yaml"):
        written(tmp_path, name, GOOD.format(id=Path(name).stem))
    assert 1 == len(read_portfolio(tmp_path, recursive=True))
    assert (0, ()) == (len(read_portfolio(tmp_path)), read_portfolio(tmp_path).problems)
    named = Portfolio.of({"mine": Plan(id="a", name="甲")})
    assert ["mine"] == list(named.plans)


def test_no_folder_is_read_twice(tmp_path: Path) -> None:
    """Links to folders are followed, but not in a circle, and not to a folder that was read."""
    written(tmp_path, "plans/a/a.yaml", GOOD.format(id="a"))
    written(tmp_path, "elsewhere/b.yaml", GOOD.format(id="b"))
    (tmp_path / "plans/0-up").symlink_to(tmp_path / "plans")
    (tmp_path / "plans/0-twin").symlink_to(tmp_path / "plans" / "a")
    (tmp_path / "plans/out").symlink_to(tmp_path / "elsewhere")
    read = read_portfolio(tmp_path / "plans", recursive=True)
    assert ["a", "b"] == [plan.id for plan in read.plans.values()]
    known = tmp_path / "plans"
    assert {
        "0-up": f"leads to the folder {str(known)!r}, which is read already",
        "0-twin": f"leads to the folder {str(known / 'a')!r}, which is read already",
    } == problems(read)


def test_several_paths_are_read_as_one(tmp_path: Path) -> None:
    """Folders and files may be mixed; what is not there is told, and a file named twice is one."""
    first = written(tmp_path, "x/a.yaml", GOOD.format(id="a"))
    other = written(tmp_path, "b.yaml", GOOD.format(id="b"))
    text = written(tmp_path, "c.txt", GOOD.format(id="c"))
    read = read_portfolio([other, tmp_path / "x", tmp_path / "x/../x", str(first), text, tmp_path / "none"])
    assert ["b", "a"] == [plan.id for plan in read.plans.values()]
    assert {
        "c.txt": "the ending '.txt' does not say which format the file has",
        "none": "cannot be opened: No such file or directory",
    } == problems(read)
    assert {str(other): read_plan(other)} == dict(read_portfolio(other).plans)


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is one problem, and the others are read."""
    written(tmp_path, "a/a.yaml", GOOD.format(id="a"))
    written(tmp_path, "b/b.yaml", GOOD.format(id="b"))
    listed = Path.iterdir

    def refused(folder: Path) -> Iterator[Path]:
        if folder.name == "a":
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refused)
    read = read_portfolio(tmp_path, recursive=True)
    assert ["b"] == [plan.id for plan in read.plans.values()]
    assert {"a": "cannot be opened: Permission denied"} == problems(read)


def test_problems_are_raised_together_when_asked_for(tmp_path: Path) -> None:
    """`on_problem="raise"` raises the problems of all files at once; another word is refused."""
    written(tmp_path, "a.yaml", BAD)
    written(tmp_path, "b.yaml", "id: b\n")
    with pytest.raises(DocumentError) as caught:
        read_portfolio(tmp_path, on_problem="raise")
    assert {str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")} == {
        problem.place.file for problem in caught.value.problems
    }
    with pytest.raises(ValueError, match="expected on_problem to be 'collect' or 'raise', got 'skip'"):
        read_portfolio(tmp_path, on_problem="skip")  # type: ignore[arg-type]  # what a caller may write
    with pytest.raises(FileNotFoundError):
        read_portfolio(tmp_path / "mistyped")


@settings(few, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["a.yaml", "b.json", "c/d.yml", "c/bad.yaml", "copy.yaml"]), st.randoms())
def test_the_order_of_files_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], chance: random.Random
) -> None:
    """However files were written and named, the same plans, problems and findings come in the same order."""
    contents = {name: GOOD.format(id=name[0]) for name in order}
    contents |= {"b.json": '{"id": "a", "name": "同号"}', "c/bad.yaml": BAD, "copy.yaml": contents["a.yaml"]}
    folder = tmp_path_factory.mktemp("plans")
    paths = [written(folder, name, contents[name]) for name in order]
    chance.shuffle(paths)
    expected = read_portfolio([folder / name for name in sorted(contents)])
    assert expected == read_portfolio(paths) == read_portfolio(folder, recursive=True)
    assert ["a", "a", "c"] == [plan.id for plan in expected.plans.values()]
    assert expected.validate() == read_portfolio(paths).validate()


@few
@given(strategies.portfolios(), st.sampled_from([BAD, "", "[", "id: 1", "\x00", "{}"]), st.integers(0, 3))
def test_a_bad_file_changes_nothing_about_the_others(
    tmp_path_factory: pytest.TempPathFactory, portfolio: Portfolio, bad: str, at: int
) -> None:
    """With a bad file beside them the others are read, judged and tabled as before."""
    folder = tmp_path_factory.mktemp("plans")
    for number, plan in enumerate(portfolio.plans.values()):
        write_plan(plan, folder / f"{number}.json")
    alone = read_portfolio(folder)
    written(folder, f"{at}.bad.yaml", bad)
    beside = read_portfolio(folder)
    assert (dict(portfolio.plans), ()) == (
        dict(zip(portfolio.plans, alone.plans.values(), strict=True)),
        alone.problems,
    )
    assert alone.plans == beside.plans
    assert [f"{at}.bad.yaml"] == [Path(path).name for path, _ in beside.problems]
    assert alone.validate().findings == beside.validate().findings
    assert alone.ledger_table() == beside.ledger_table()


# -- judging ------------------------------------------------------------------------------------


def test_each_plan_has_its_own_report_and_all_have_one_together() -> None:
    """Counts and censuses are those of all reports added up, and JSON holds them all."""
    portfolio = Portfolio.of([Plan(id="a", name="甲", declared_programs=2), Plan(id="a", name="乙")])
    report = portfolio.validate()
    assert {key: plan.validate() for key, plan in portfolio.plans.items()} == report.plans
    assert (2, 2) == (report.census.plans, len(portfolio))
    assert ["COUNT-DECLARED", "PLAN-TWICE"] == [one.code for one in report.errors]
    assert ((), ()) == (report.warnings, report.advice)
    assert 2 == report.counts["error"]
    assert ["version", "census", "counts", "problems", "plans", "across"] == list(report.to_dict())
    assert "2 errors, 0 warnings, 0 pieces of advice" in str(report)
    with pytest.raises(FindingsError) as caught:
        report.raise_for_errors()
    assert report.errors == caught.value.findings
    Portfolio.of([Plan(id="a", name="甲")]).validate().raise_for_errors()


def test_an_unread_file_is_an_error_of_the_whole(tmp_path: Path) -> None:
    """`raise_for_errors` does not pass over files that could not be read, and the text tells them."""
    written(tmp_path, "a.yaml", BAD)
    report = read_portfolio(tmp_path).validate()
    assert ((), 1) == (report.findings, report.counts["unread"])
    with pytest.raises(FindingsError, match="unknown key 'wrong'"):
        report.raise_for_errors()
    assert str(report).endswith("0 checks made, 0 not possible; 1 file not read")


def test_rules_of_ones_own_take_the_place_of_the_standard_ones() -> None:
    """`rules` judge each plan and `across` all of them."""

    def named(plan: Plan) -> Iterator[Finding]:
        yield Finding(code="OWN", severity=Severity.ADVICE, place=Location(), message=plan.name)

    def counted(plans: Mapping[str, Plan]) -> Iterator[Finding]:
        yield Finding(code="ALL", severity=Severity.ADVICE, place=Location(), message=str(len(plans)))

    plans = [Plan(id="a", name="甲"), Plan(id="a", name="乙")]
    report = Portfolio.of(plans).validate([named], across=[counted])
    assert [("OWN", "甲"), ("OWN", "乙"), ("ALL", "2")] == [
        (one.code, one.message) for one in report.findings
    ]


def test_a_portfolio_survives_pickling(tmp_path: Path) -> None:
    """Plans, problems and reports come back equal from a pickle."""
    written(tmp_path, "a.yaml", GOOD.format(id="a"))
    portfolio = read_portfolio(tmp_path)
    assert portfolio == pickle.loads(pickle.dumps(portfolio))
    report = portfolio.validate()
    assert report == pickle.loads(pickle.dumps(report))


# -- metrics ------------------------------------------------------------------------------------


def plan_with(number: int, **fields: object) -> Plan:
    """Give a plan with a program and one metric, some fields of which are as wanted."""
    stated = {"id": "m", "name": "指标", "unit": "亿元", "kind": "flow", "across": "sum"} | fields
    return Plan.from_dict(
        {
            "id": f"p{number}",
            "name": "规划",
            "metrics": [stated],
            "programs": [{"id": "g", "name": "方案"}],
        }
    )


def test_the_metrics_of_all_plans_are_one_set() -> None:
    """Of definitions that agree the first holds, and who reports is named as in the tables."""
    plans = [plan_with(0, reported_by=["g"]), plan_with(1, reported_by=["g"], unit="万元")]
    (metric,) = Portfolio.of(plans).metrics().values()
    assert (("p0/g", "p1/g"), "亿元") == (metric.reported_by, metric.unit.name)
    assert isinstance(metric, Metric)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"kind": "stock"}, "the metric 'm' of plans[1] differs from the first in kind"),
        ({"unit": "人"}, "the metric 'm' of plans[1] differs from the first in dimension"),
        ({"reported_by": ["g"]}, "some plans name the nodes that report 'm' and others do not"),
    ],
)
def test_metrics_that_contradict_each_other_are_refused(other: dict[str, object], expected: str) -> None:
    """No definition is picked where two mean different things."""
    with pytest.raises(MetricError) as caught:
        Portfolio.of([plan_with(0), plan_with(1, **other)]).metrics()
    assert expected == caught.value.message
    assert caught.value.message_zh


# -- the command line ---------------------------------------------------------------------------


def test_the_command_tells_file_by_file_and_then_all_together(tmp_path: Path) -> None:
    """Unread files come first, then each plan, then what is found between plans, then the counts."""
    first = written(tmp_path, "a.yaml", GOOD.format(id="a"))
    other = written(tmp_path, "b.yaml", GOOD.format(id="a") + "note: 另一\n")
    bad = written(tmp_path, "c.yaml", "id: c\n")
    result = CliRunner().invoke(main, ["portfolio", "check", str(tmp_path)])
    assert (
        f"""\
{bad}: no plan that counts, 1 problem
{bad}:1:1: problem
    missing key 'name'
    write it; in Chinese it is '名称'

{first}: 0 errors, 0 warnings, 0 pieces of advice
{other}: 0 errors, 0 warnings, 0 pieces of advice
all plans together: 1 error, 1 warning, 0 pieces of advice
{other}:1:5: error PLAN-TWICE in id
    the plan id 'a' is already taken by {first}
    give it an id of its own, or take one of the two plans out
{other}:3:8: warning ZONE-TWICE in zone
    开发区a has a plan for these years in {first} too (same id)
    keep one plan of a zone for each year, or tell the zones apart

2 plans, 0 programs
1 error, 1 warning, 0 pieces of advice; 10 checks made, 0 not possible; 1 file not read
"""
        == result.stdout
    )
    assert 1 == result.exit_code


@pytest.mark.parametrize(
    ("args", "code"),
    [((), 0), (("--strict",), 1), (("--all",), 0), (("--lang", "zh"), 0)],
)
def test_exit_codes_are_those_of_check(tmp_path: Path, args: tuple[str, ...], code: int) -> None:
    """Warnings give 0, or 1 with --strict."""
    zone = "zone: {id: z, name: 开发区}\n"
    written(tmp_path, "a.yaml", f"id: a\nname: 甲\n{zone}")
    written(tmp_path, "b.yaml", f"id: b\nname: 乙\n{zone}")
    result = CliRunner().invoke(main, ["portfolio", "check", str(tmp_path), *args])
    assert code == result.exit_code
    expected = "错误0个，警告1个" if "zh" in args else "0 errors, 1 warning"
    assert expected in result.stdout


def test_json_is_one_document(tmp_path: Path) -> None:
    """With --json the report is printed as plain data, problems of files included."""
    written(tmp_path, "a.yaml", "id: a\n")
    result = CliRunner().invoke(main, ["portfolio", "check", "--json", str(tmp_path)])
    assert json.loads(result.stdout) == read_portfolio(tmp_path).validate().to_dict()
    assert 1 == result.exit_code


def test_a_folder_without_plans_is_wrong_use(tmp_path: Path) -> None:
    """An empty folder is no portfolio without errors."""
    result = CliRunner().invoke(main, ["portfolio", "check", str(tmp_path)])
    assert 2 == result.exit_code or result.exception is not None
    assert f"no file ending in .yaml, .yml, .json or .xlsx in {str(tmp_path)!r}" in result.stderr


def test_zones_of_different_plans_do_not_meet() -> None:
    """Plans of two zones have nothing between them to be told."""
    plans = [Plan(id=one, name="规划", zone=Zone(id=f"z{one}", name=f"开发区{one}")) for one in "ab"]
    assert () == Portfolio.of(plans).validate().across.findings
