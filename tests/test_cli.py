from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from zoneplan import Aspect, Missing, Plan, console, read_plan, write_plan
from zoneplan.cli import main
from zoneplan.formats import text as text_format

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN = """\
id: ketd
name: 示范园区
period: 2023-2025
pattern: 1+2+4
lead_units: 管委会
sources:
  - {id: report, document: 工作报告}
metrics:
  - {id: invest, name: 投资, unit: 亿元, kind: flow, across: sum, over_time: sum}
  - {id: jobs, name: 就业, unit: 人, kind: count, across: sum}
programs:
  - id: industry
    name: 产业创新
    label: 行动
    declared_actions: 3
    actions:
      - id: chain
        name: 链补强
        lead_units: 经发局
        observations:
          - {metric: invest, period: 2023, figure: 3.5亿元, source: report}
          - {metric: invest, period: 2024, figure: 4亿元, source: report}
          - {metric: jobs, period: 2023, figure: 1200人, source: report}
  - id: city
    name: 产城融合
    actions:
      - {id: homes, name: 宜居}
"""
CHECKED = """\
{file}:27:10: warning LEAD-MISSING in programs[1].actions[0].lead_units
    宜居 has no lead unit
    write its lead_units

{file}:15:23: advice ACTION-UNNAMED in programs[0].declared_actions
    产业创新 declares 3 actions and lists 1; this is number 1 of 2 without a name
    name it once its name is published
{file}:15:23: advice ACTION-UNNAMED in programs[0].declared_actions
    产业创新 declares 3 actions and lists 1; this is number 2 of 2 without a name
    name it once its name is published

{file}:27:10: advice ACTION-UNMEASURED in programs[1].actions[0]
    宜居 has no metric
    write an observation or target in it

1 plan, 2 programs, 4 declared actions, 2 named, 2 unnamed
0 errors, 1 warning, 3 pieces of advice; {checked} checks made, 0 not possible
"""
RUN = "import sys; sys.argv[0] = 'zoneplan'; from zoneplan.cli import main; main()"


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    """A small plan with three declared actions of which one is named, and one without a lead."""
    return written(tmp_path, "plan.yaml", PLAN)


def written(folder: Path, name: str, content: str | bytes) -> str:
    """Write a file and give its path as text."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(main, args, input=stdin, prog_name="zoneplan")


def process(
    args: Sequence[str], *, stdin: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as its users do, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *args],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=60,
        check=False,
    )


# -- check --------------------------------------------------------------------------------------


def test_check_prints_the_whole_report(plan_file: str) -> None:
    """Warnings come whole, advice by code, then what the plan holds and what was checked."""
    result = run("check", plan_file)
    checked = read_plan(plan_file).validate().counts["checked"]
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == CHECKED.format(file=plan_file, checked=checked)


def test_check_finds_errors(tmp_path: Path) -> None:
    """An error gives exit code 1 and is printed on standard output."""
    file = written(tmp_path, "plan.yaml", PLAN.replace("1+2+4", "1+2+5"))
    result = run("check", file)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(
        f"{file}:4:10: error COUNT-PATTERN in pattern\n"
        "    the pattern 1+2+5 announces 5 actions, the plan declares 4\n"
        "    correct the pattern, or the declared numbers\n"
    )


def test_warnings_count_when_strict(tmp_path: Path, plan_file: str) -> None:
    """With --strict a warning gives exit code 1, advice does not; what is printed stays the same."""
    strict = run("check", "--strict", plan_file)
    assert (strict.exit_code, strict.stdout) == (1, run("check", plan_file).stdout)
    assert run("check", "--strict", "--json", plan_file).exit_code == 1
    advice = written(tmp_path, "advice.yaml", PLAN.replace("name: 宜居}", "name: 宜居, lead_units: 城建局}"))
    assert run("check", "--strict", advice).exit_code == 0


def test_check_says_what_it_could_not_check(tmp_path: Path) -> None:
    """A check that could not be made is counted, and --all gives its reason."""
    file = written(tmp_path, "plan.yaml", "id: p\nname: 规划\n")
    short, whole = run("check", file), run("check", "--all", file)
    assert short.stdout.splitlines()[-1] == (
        "1 check could not be made, so nothing is known there; --all lists each with its reason"
    )
    assert whole.stdout.startswith(
        f"{file}:1:1: not checked DATE-OUT in period\n    the plan states no period\n\n1 plan, 0 programs\n"
    )
    assert whole.stdout.endswith("1 not possible\n")


def test_check_speaks_chinese(plan_file: str) -> None:
    """With --lang zh sentences, headings and counts are Chinese."""
    lines = run("check", "--lang", "zh", plan_file).stdout.splitlines()
    assert lines[0] == f"{plan_file}:27:10: 警告 LEAD-MISSING 位于 programs[1].actions[0].lead_units"
    assert lines[-2] == "总体规划1个，方案2个，声明行动4个，已写明名称2个，未写明2个"
    assert lines[-1].startswith("错误0个，警告1个，提示3条；已检查")


def test_check_gives_json(plan_file: str) -> None:
    """The document is the report's own, Chinese as it is, and nothing else is printed."""
    result = run("check", "--json", plan_file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == read_plan(plan_file).validate().to_dict()
    assert "产业创新" in result.stdout


def test_a_json_plan_has_its_places_named(tmp_path: Path) -> None:
    """Findings of a plan in JSON name the file, the line and the column."""
    plan = read_plan(written(tmp_path, "plan.yaml", PLAN))
    file = str(tmp_path / "plan.json")
    write_plan(plan, file)
    assert run("check", file).stdout.startswith(
        f"{file}:79:11: warning LEAD-MISSING in programs[1].actions[0].lead_units\n"
    )


def test_a_plan_without_places_has_its_file_named(tmp_path: Path) -> None:
    """JSON that spells a character in two halves knows no lines; the findings still name the file."""
    program = '{"id": "a", "name": "\\ud83d\\ude00", "declared_actions": 1}'
    file = written(tmp_path, "plan.json", f'{{"id": "p", "name": "P", "programs": [{program}]}}')
    assert run("check", file).stdout.startswith(
        f"{file}: advice ACTION-UNNAMED in programs[0].declared_actions\n"
    )


# -- relations ----------------------------------------------------------------------------------

RELATIONS = """\
id: p
name: 规划
relations:
  - {id: 占比, kind: share, part: 24亿元, whole: 50亿元, share: 48%}
  - {id: 合计, kind: sum, total: 12.0亿元, parts: [{name: 甲, figure: 5.0亿元}, 6.9亿元]}
"""
LISTED = """\
verdict     line  relation  says
consistent     4  占比      24亿元 is 48% of 50亿元
consistent     5  合计      5.0亿元 + 6.9亿元 = 12.0亿元

2 relations: 2 consistent, 0 inconsistent, 0 undecided, 0 not checked
"""


def test_relations_are_printed(tmp_path: Path) -> None:
    """Each relation has its line; where all agree there is nothing to lay open, and the exit code is 0."""
    result = run("relations", written(tmp_path, "plan.yaml", RELATIONS))
    assert (0, "", LISTED) == (result.exit_code, result.stderr, result.stdout)


def test_a_contradiction_gives_exit_code_1(tmp_path: Path) -> None:
    """A relation that is inconsistent is laid open, at its place in the file, in the language asked for."""
    file = written(tmp_path, "plan.yaml", RELATIONS.replace("share: 48%", "share: 58%"))
    result = run("relations", file, "--lang", "zh")
    assert (1, "") == (result.exit_code, result.stderr)
    assert f"{file}:4:6: 不一致 [占比] 24亿元占50亿元的58%" in result.stdout.splitlines()
    assert "关系2条：一致1条，不一致1条，不能判定0条，未核对0条" == result.stdout.splitlines()[-1]


def test_relations_contradict_each_other_together(tmp_path: Path) -> None:
    """What each relation allows by itself may be impossible together: then the exit code is 1 as well."""
    other = "  - {id: 又, kind: sum, total: 12.1亿元, parts: [{name: 甲}, 6.9亿元]}\n"
    file = written(tmp_path, "plan.yaml", RELATIONS.replace("12.0", "11.7") + other)
    alone, together = run("relations", file), run("relations", file, "--together", "--time-limit", "5")
    assert (0, 1) == (alone.exit_code, together.exit_code)
    assert "group 1: inconsistent: 5 figures, 2 relations" in together.stdout.splitlines()


def test_relations_come_as_json(tmp_path: Path) -> None:
    """One document with the counts and every verdict, and what is found together when it was asked for."""
    file = written(tmp_path, "plan.yaml", RELATIONS)
    alone, together = run("relations", file, "--json"), run("relations", file, "--json", "--together")
    data, joint = json.loads(alone.stdout), json.loads(together.stdout)
    assert (0, 0, None) == (alone.exit_code, together.exit_code, data["together"])
    assert ["version", "counts", "undecided", "not_checked", "relations", "together"] == list(data)
    assert ["占比", "合计"] == [one["id"] for one in data["relations"]]
    assert "consistent" == joint["together"]["status"]


def test_everything_lays_all_relations_open(tmp_path: Path) -> None:
    """With --all those that agree are laid open as well."""
    file = written(tmp_path, "plan.yaml", RELATIONS)
    result = run("relations", file, "--all")
    assert f"{file}:4:6: consistent [占比] 24亿元 is 48% of 50亿元" in result.stdout.splitlines()


# -- progress and register ----------------------------------------------------------------------

FOLLOWED = """\
id: p
name: 重点项目
metrics: [{id: inv, name: 完成投资, unit: 亿元, kind: flow, across: sum, over_time: sum}]
observations: [{metric: inv, period: 2020-01/10, figure: 629.0亿元}]
targets: [{metric: inv, by: 2020, level: 647.4亿元}]
programs: [{id: a, name: 产业创新, actions: [{id: a1, name: 链补强, lead_units: 局, deadline: 2020-09}]}]
"""
STANDING = """\
重点项目 (p) as of 2020-10-31, by what was reported for periods that had ended; weights: evenly

重点项目 (p)
    metric    goal       by       actual  reported for  completion  scheduled  gap, points  status
    完成投资  647.4亿元  2020  629.0亿元  2020-01/10       97.16 %    83.33 %       +13.82  on track
        to reach the goal: 9.2 亿元 a month for 2 months
        projection: 754.74 to 754.86 亿元 at the average pace so far (a reckoning, no forecast)

the whole plan: completion known of 1 of 1 target, 100.00 % of the weight; weighted mean 97.16 %
1 target: 1 on track
"""


@pytest.fixture
def followed_file(tmp_path: Path) -> str:
    """A plan with one target of a year, reported until October, and one action that was due in September."""
    return written(tmp_path, "followed.yaml", FOLLOWED)


@pytest.mark.parametrize("day", ["2020-10-31", "2020-10", "2020年10月31日", "2020-11-15"])
def test_progress_is_printed(day: str, followed_file: str) -> None:
    """The day is a day or the end of a period; what ended by then is used."""
    result = run("progress", followed_file, "--as-of", day)
    assert (0, "") == (result.exit_code, result.stderr)
    shown = "2020-11-15" if day == "2020-11-15" else "2020-10-31"
    assert STANDING.replace("2020-10-31", shown) == result.stdout


def test_progress_takes_lights_weights_and_capping(followed_file: str) -> None:
    """What is asked for stands in the heading and in the rows, in the language asked for."""
    result = run(
        "progress", followed_file, "--as-of", "2020-10", "--lights", "sanya-2022", "--weights", "inv",
        "--capped", "--lang", "zh", "--all",
    )  # fmt: skip
    lines = result.stdout.splitlines()
    assert (0, "") == (result.exit_code, result.stderr)
    assert lines[0] == (
        "重点项目（p）截至2020-10-31，只用已结束时期的上报数；权重：完成投资（inv）；"
        "亮灯规则：三亚市建设项目亮牌（sanya-2022）；加权平均时超过100%的按100%计"
    )
    assert lines[4].endswith("达到进度  绿灯")
    assert "        2020-01/10上报629.0亿元：无来源" in lines


def test_progress_comes_as_json(followed_file: str) -> None:
    """One document: what was asked, the counts, the records and a summary of the plan and each program."""
    result = run("progress", followed_file, "--as-of", "2020-10", "--json")
    data = json.loads(result.stdout)
    keys = ["version", "plan", "as_of", "weights", "lights", "capped", "counts", "records", "summaries"]
    assert (0, keys, 1) == (result.exit_code, list(data), data["version"])
    assert read_plan(followed_file).progress("2020-10").to_records() == data["records"]
    assert ["p", "a"] == [one["node"] for one in data["summaries"]]


def test_targets_that_are_missed_are_no_errors(followed_file: str) -> None:
    """What a target has come to does not change the exit code."""
    content = FOLLOWED.replace("2020-01/10, figure", "2020, figure")
    file = written(Path(followed_file).parent, "missed.yaml", content)
    result = run("progress", file, "--as-of", "2021")
    assert (0, "1 target: 1 missed") == (result.exit_code, result.stdout.splitlines()[-1])


def test_progress_says_beside_the_figures_that_the_plan_has_errors(followed_file: str) -> None:
    """A plan with errors is followed all the same, with a note on standard error."""
    file = written(Path(followed_file).parent, "wrong.yaml", f"{FOLLOWED}pattern: 1+1+5\n")
    english, chinese = (run("progress", file, "--as-of", "2020-10", "--lang", one) for one in ("en", "zh"))
    assert (0, 0) == (english.exit_code, chinese.exit_code)
    assert english.stderr == (
        f"note: the plan has 1 error that may bear on these figures; `zoneplan check {file}` lists them\n"
    )
    assert f"注意：规划有1个错误，可能影响这些数；用 `zoneplan check {file}` 列出\n" == chinese.stderr


RULES = "yinchuan-2025, yinchuan-2025-start, sanya-2022, tianjin-2022-investment, tianjin-2022-bonds"
DAYS = "write it as 2023-06-30, 2023.6.30 or 2023年6月30日; a period: 2023, 2023H1, 2023Q2, 2023-06, "


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        (("--as-of", "2020-13-40"), f"expected a day or a period, got '2020-13-40'\n{DAYS}"),
        (("--as-of", "yesterday"), f"expected a day or a period, got 'yesterday'\n{DAYS}"),
        (
            ("--as-of", "2020", "--lights", "yinchuan"),
            f"unknown light rules 'yinchuan'\nthe plan has none of its own; published are {RULES}\n",
        ),
        (("--as-of", "2020", "--weights", "even"), "unknown metric 'even'\ndid you mean 'evenly'?\n"),
        (
            ("--as-of", "2020", "--weights", "gdp"),
            "unknown metric 'gdp'\nthe plan declares 'evenly', 'inv'\n",
        ),
        (("--as-of", "2020", "--weights", "gdp", "--lang", "zh"), "没有编号为 'gdp' 的指标\n"),
        (
            ("--as-of", "2020", "--lights", "x", "--lang", "zh"),
            "没有编号为 'x' 的亮灯规则\n规划自己没有写明；",
        ),
        (("--as-of", "去年", "--lang", "zh"), "应为日期或时期，写的是 '去年'\n请写 2023-06-30、"),
    ],
)
def test_a_wrong_question_about_progress_is_wrong_use(
    choices: tuple[str, ...], sentence: str, followed_file: str
) -> None:
    """A day, a metric or rules that do not exist give exit code 2, a sentence, and what there is."""
    result = run("progress", followed_file, *choices)
    assert (2, "") == (result.exit_code, result.stdout)
    head = "错误：" if "zh" in choices else "Error: "
    assert result.stderr.startswith(f"{head}{sentence}")


@pytest.mark.parametrize("command", ["progress", "register"])
def test_a_question_without_a_day_is_wrong_use(command: str, followed_file: str) -> None:
    """No clock is read: who asks names the day."""
    result = run(command, followed_file)
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.splitlines()[-1] == "Error: Missing option '--as-of'."


def test_progress_of_a_plan_without_targets(plan_file: str) -> None:
    """There is nothing to follow, and the records are empty."""
    assert "the plan sets no targets\n" == run("progress", plan_file, "--as-of", "2023").stdout
    data = json.loads(run("progress", plan_file, "--as-of", "2023", "--json").stdout)
    assert [] == data["records"]


def test_progress_in_ascii(followed_file: str) -> None:
    """Where the terminal holds ASCII only, characters are spelled out and the columns stay in line."""
    result = process(["progress", followed_file, "--as-of", "2020-10"], PYTHONIOENCODING="ascii")
    lines = result.stdout.decode("ascii").splitlines()
    assert lines[3].index("completion") + len("completion") == lines[4].index("97.16 %") + len("97.16 %")
    assert r"\u5b8c\u6210\u6295\u8d44" in lines[4]


def test_a_narrow_terminal_moves_the_goal_below(followed_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is that of the terminal; where the output is piped it is the usual one."""
    wide = run("progress", followed_file, "--as-of", "2020-10").stdout
    monkeypatch.setattr("zoneplan.cli.columns", lambda: 80)
    narrow = run("progress", followed_file, "--as-of", "2020-10").stdout
    assert "        goal 647.4亿元 (2020); actual 629.0亿元 (2020-01/10)\n" in narrow
    assert "goal 647.4亿元" not in wide


def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that says it is very narrow is not believed, and a pipe has the usual width."""

    class Stream:
        def fileno(self) -> int:
            return 1

    monkeypatch.setattr(sys, "stdout", Stream())
    for told, used in ((100, 100), (3, 40)):
        size = os.terminal_size((told, 24))
        monkeypatch.setattr(os, "get_terminal_size", lambda _, size=size: size)
        assert used == console.columns()
    monkeypatch.setattr(sys, "stdout", None)
    assert 120 == console.columns()


def test_the_register_is_printed(followed_file: str) -> None:
    """What is open stands under its program, and the counts below."""
    result = run("register", followed_file, "--as-of", "2020-10")
    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout == (
        "重点项目 (p) as of 2020-10-31, by what was dated until then\n"
        "\n"
        "产业创新 (a)\n"
        "  due      item    has come to\n"
        "  2020-09  链补强  overdue by 31 days, not reported done\n"
        "\n"
        "1 item: 1 overdue\n"
    )
    chinese = run("register", followed_file, "--as-of", "2020-10-31", "--lang", "zh", "--all")
    assert "  2020-09  链补强  逾期31天，未报完成" in chinese.stdout.splitlines()


def test_the_register_comes_as_json(followed_file: str) -> None:
    """The document is the register's own."""
    result = run("register", followed_file, "--as-of", "2020-10-31", "--json")
    assert read_plan(followed_file).register(as_of="2020-10-31").to_dict() == json.loads(result.stdout)


def test_the_register_of_a_wrong_day_is_wrong_use(followed_file: str) -> None:
    """There is no 31 June."""
    result = run("register", followed_file, "--as-of", "2020-06-31")
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("Error: expected a day or a period, got '2020-06-31'\n")


# -- files that are no plan ---------------------------------------------------------------------

BAD_FILES: dict[str, tuple[str, str | bytes, str, str]] = {
    "empty": ("p.yaml", "", ":1:1", "the file is empty"),
    "empty json": ("p.json", " \n", ":1:1", "the file is empty"),
    "list": ("p.yaml", "- id: p\n", ":1:1", "expected a mapping, got a list"),
    "json syntax": ("p.json", '{"id" "p"}', ":1:7", "expected ':'"),
    "json nan": ("p.json", '{"id": NaN}', ":1:8", "'NaN' is not a number"),
    "neither encoding": ("p.yaml", b"id: \xff\xff\n", ":1:5", "byte 0xFF is neither UTF-8 nor GB18030"),
    "damaged UTF-8": (
        "p.yaml",
        "name: 昆山开发区示范园区".encode() + b"\xff\n",
        ":1:16",
        "byte 0xFF is not UTF-8, though the rest of the file is",
    ),
    "control character": ("p.yaml", b"id: p\x07\n", ":1:6", "control character U+0007"),
    "nested": ("p.yaml", "[" * 10_000, ":1:65", "nested 65 levels deep, more than the limit of 64"),
    "no ending": ("plan", "id: p\n", "", "the ending '' does not say which format the file has"),
    "other ending": ("p.docx", "id: p\n", "", "the ending '.docx' does not say which format the file has"),
    "binary": ("p.yaml", bytes(range(256)), ":2:118", "byte 0x80 is neither UTF-8 nor GB18030"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_plan_is_told_where(kind: str, tmp_path: Path) -> None:
    """The problem is a result with exit code 1: place, sentence, and that nothing else was judged."""
    name, content, place, sentence = BAD_FILES[kind]
    file = written(tmp_path, name, content)
    followed = (("progress", file, "--as-of", "2023"), ("register", file, "--as-of", "2023"))
    for command in (
        ("check", file),
        ("relations", file),
        ("show", file),
        ("rollup", file, "invest"),
        *followed,
    ):
        result = run(*command)
        assert (result.exit_code, result.stderr) == (1, "")
        lines = result.stdout.splitlines()
        assert lines[:2] == [f"{file}{place}: problem", f"    {sentence}"]
        assert lines[-1] == f"1 problem in {file}; nothing else was looked at"


def test_all_problems_are_printed(tmp_path: Path) -> None:
    """Every problem is printed with its place and its suggestion, in document order."""
    content = PLAN.replace("unit: 亿元", "unit: 亿园").replace("period: 2023,", "perod: 2023,", 1)
    file = written(tmp_path, "plan.yaml", content)
    result = run("check", file)
    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    heads = [line for line in lines if line.startswith(file)]
    assert heads == [
        f"{file}:9:34: problem in metrics[0].unit",
        f"{file}:21:14: problem in programs[0].actions[0].observations[0]",
        f"{file}:21:37: problem in programs[0].actions[0].observations[0].perod",
    ]
    assert lines[-1] == f"3 problems in {file}; nothing else was looked at"
    in_chinese = run("check", "--lang", "zh", file).stdout.splitlines()
    assert in_chinese[-1] == f"{file} 有3个问题，其余未核对"


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("relations",),
        ("show",),
        ("rollup", "invest"),
        ("progress", "--as-of", "2023"),
        ("register", "--as-of", "2023"),
    ],
)
def test_problems_come_as_json(command: tuple[str, ...], tmp_path: Path) -> None:
    """With --json a file that is no plan gives one document of problems, and exit code 1."""
    file = written(tmp_path, "p.yaml", "")
    result = run(command[0], "--json", file, *command[1:])
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout) == {
        "version": 1,
        "problems": [
            {
                "path": "",
                "file": file,
                "line": 1,
                "column": 1,
                "message": "the file is empty",
                "message_zh": "文件是空的",
                "remedy": "",
                "remedy_zh": "",
            }
        ],
    }


def test_a_file_that_is_no_plan_is_told_in_chinese(tmp_path: Path) -> None:
    """With --lang zh what keeps a file from being read is told in Chinese, with what to do."""
    periods = (
        "请写 2023、2023H1、2023Q2、2023-06、2023-01/09（1至9月）或 2023-2025；也可写 2023年、"
        "2023年上半年、2023年二季度、2023年6月、2023年1—9月、2023—2025年、十四五"
    )
    text = "编号: p\n牵头单未: 发改委\n指标体系: {编号: gdp}\n规划期: 去年\n"
    file = written(tmp_path, "p.yaml", text)
    lines = run("check", file, "--lang", "zh").stdout.splitlines()
    assert lines == [
        f"{file}:1:1: 问题",
        "    缺少键“名称”",
        "    请补上；英文键名为 'name'",
        f"{file}:2:7: 问题 位于 牵头单未",
        "    不认识的键'牵头单未'",
        "    是否应为“牵头单位”？",
        f"{file}:3:8: 问题 位于 metrics",
        "    应为列表，写的是键值对",
        "    请在每项前写“- ”",
        f"{file}:4:6: 问题 位于 period",
        "    应为时期，写的是 '去年'",
        f"    {periods}",
        "",
        f"{file} 有4个问题，其余未核对",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_files_of_other_encodings_are_read(encoding: str, tmp_path: Path, plan_file: str) -> None:
    """A plan saved by an office program in its own encoding shows as the same plan."""
    file = written(tmp_path, "other.yaml", PLAN.encode(encoding))
    assert run("show", file).stdout == run("show", plan_file).stdout


def test_chinese_keys_and_names_of_files_work(tmp_path: Path) -> None:
    """A plan with Chinese keys in a file with a Chinese name is read and shown."""
    file = written(tmp_path, "昆山 计划.yaml", "编号: p\n名称: 规划\n")
    assert run("show", file).stdout.splitlines()[0] == "plan     规划 (p)"


# -- standard input -----------------------------------------------------------------------------


def test_a_plan_is_read_from_standard_input(plan_file: str) -> None:
    """The dash stands for standard input, which is named in places; YAML and JSON are told apart."""
    result = run("check", "-", stdin=PLAN)
    checked = read_plan(plan_file).validate().counts["checked"]
    assert (result.exit_code, result.stdout) == (0, CHECKED.format(file="<stdin>", checked=checked))
    plan = json.dumps(json.loads(run("show", "--json", plan_file).stdout)["plan"])
    assert run("show", "-", stdin=f"\n {plan}").stdout == run("show", plan_file).stdout
    assert run("show", "-", stdin=PLAN.encode("gb18030")).stdout == run("show", plan_file).stdout


@pytest.mark.parametrize(
    ("content", "place", "sentence"),
    [
        ("", ":1:1", "the file is empty"),
        ('{"id" "p"}', ":1:7", "expected ':'"),
        ("[]", ":1:1", "expected a mapping, got a list"),
        ("id: p\nname: [", ":2:8", None),
    ],
)
def test_standard_input_that_is_no_plan(content: str, place: str, sentence: str | None) -> None:
    """Its problems are told like those of a file."""
    result = run("check", "-", stdin=content)
    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr, lines[0]) == (1, "", f"<stdin>{place}: problem")
    assert sentence is None or lines[1] == f"    {sentence}"


def test_standard_input_has_the_limit_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than the limit is taken into memory."""
    monkeypatch.setattr(text_format, "DEFAULT_LIMITS", text_format.Limits(size=20))
    result = run("check", "-", stdin=PLAN)
    assert result.exit_code == 1
    assert result.stdout == (
        "<stdin>:1:1: problem\n"
        "    standard input has more bytes than the limit of 20\n"
        "    write it to a file, and read that in Python\n"
        "\n"
        "1 problem in <stdin>; nothing else was looked at\n"
    )


def test_closed_standard_input_is_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nothing to read where standard input is closed."""
    monkeypatch.setattr(sys, "stdin", None)
    assert code_of("check", "-") == 2
    assert capsys.readouterr().err == "Error: standard input is closed\n"


# -- show ---------------------------------------------------------------------------------------


def test_show_prints_the_plan(plan_file: str) -> None:
    """What the plan is, its tree, then metrics, entries and sources in aligned columns."""
    result = run("show", plan_file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "plan     示范园区 (ketd)\n"
        "period   2023-2025\n"
        "pattern  1+2+4\n"
        "census   1 plan, 2 programs, 4 declared actions, 2 named, 2 unnamed\n"
        "\n"
        "示范园区 (ketd), lead 管委会\n"
        "├─ 产业创新 (industry), 3 actions declared (行动)\n"
        "│  ├─ 链补强 (chain), lead 经发局\n"
        "│  └─ 2 more declared, not named\n"
        "└─ 产城融合 (city)\n"
        "   └─ 宜居 (homes)\n"
        "\n"
        "metric  name  unit  kind   nature  across parts  over time\n"
        "invest  投资  亿元  flow   —       sum           sum\n"
        "jobs    就业  人    count  —       sum           —\n"
        "\n"
        "entry of  about  period  aspect   figure  source\n"
        "invest    chain  2023    actual  3.5亿元  report\n"
        "invest    chain  2024    actual    4亿元  report\n"
        "jobs      chain  2023    actual   1200人  report\n"
        "\n"
        "source  document  date\n"
        "report  工作报告  —\n"
    )


def test_show_gives_the_plan_as_json(plan_file: str) -> None:
    """The plan stands beside the version of the document, as `Plan.from_dict` reads it."""
    result = run("show", "--json", plan_file)
    document = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, list(document)) == (0, "", ["version", "plan"])
    assert document["version"] == 1
    assert Plan.from_dict(document["plan"]) == read_plan(plan_file)


# -- rollup -------------------------------------------------------------------------------------


def test_rollup_prints_a_table(plan_file: str) -> None:
    """A metric of one period needs no more words; figures stand at the right, missing ones are dashes."""
    result = run("rollup", plan_file, "jobs")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "就业 (jobs) in 人; period 2023; aspect actual; missing data: skip_if_all\n"
        "                     computed      can mean  stated  residual  coverage\n"
        "示范园区               1200人  exactly that       —         —  1 of 4 reported\n"
        "  产业创新             1200人  exactly that       —         —  1 of 3 reported\n"
        "    链补强             1200人  exactly that  1200人         —  1 of 1 reported\n"
        "    2 more declared         —             —       —         —  0 of 2 reported\n"
        "  产城融合                  —             —       —         —  0 of 1 reported\n"
        "    宜居                    —             —       —         —  0 of 1 reported\n"
    )


def test_rollup_takes_several_metrics_and_choices(plan_file: str) -> None:
    """Each metric gets its table, all for the same period, aspect and word for missing data."""
    result = run(
        "rollup", plan_file, "jobs", "invest", "--period", "2023", "--aspect", "actual",
        "--missing", "skip_if_any", "--weight", "jobs",
    )  # fmt: skip
    first, second = result.stdout.split("\n\n")
    assert (result.exit_code, first.splitlines()[0], second.splitlines()[0]) == (
        0,
        "就业 (jobs) in 人; period 2023; aspect actual; missing data: skip_if_any",
        "投资 (invest) in 亿元; period 2023; aspect actual; missing data: skip_if_any",
    )
    assert second.splitlines()[2].split() == ["示范园区", "—", "—", "—", "—", "1", "of", "4", "reported"]


def test_rollup_explains_the_whole_or_a_node(plan_file: str) -> None:
    """The tree behind a figure goes down to the leaves and their sources."""
    heading = "就业 (jobs) in 人; period 2023; aspect actual; missing data: skip_if_all\n"
    node = run("rollup", plan_file, "jobs", "--explain=industry")
    assert (node.exit_code, node.stdout) == (
        0,
        heading + "产业创新: 1200人 (1 of 3 reported)\n"
        "├─ 链补强: 1200人\n"
        "│      source: 工作报告\n"
        "└─ 2 more declared, not listed: no figure\n",
    )
    whole = run("rollup", plan_file, "jobs", "--explain")
    assert whole.stdout.startswith(f"{heading}示范园区: 1200人 (1 of 4 reported)\n├─ 产业创新")


def test_rollup_gives_records_as_json(plan_file: str) -> None:
    """The records of all metrics stand in one list, as `to_records` gives them."""
    result = run("rollup", plan_file, "jobs", "invest", "--period", "2023", "--json")
    rollups = read_plan(plan_file).roll_up(["jobs", "invest"], period=2023)
    records = [record for one in rollups.values() for record in one.to_records()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {"version": 1, "records": records}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["job"], "unknown metric 'job'\ndid you mean 'jobs'?"),
        (
            ["invest"],
            "metric 'invest' has actual entries for several periods: 2023, 2024\nsay which with --period",
        ),
        (["jobs", "invest"], None),
        (["jobs", "--period", "soon"], None),
        (["jobs", "--explain=chian"], "unknown node 'chian'\ndid you mean 'chain'?"),
        (["jobs", "--weight", "invst"], "unknown metric 'invst'\ndid you mean 'invest'?"),
    ],
)
def test_rollup_says_what_it_was_not_told(args: list[str], message: str | None, plan_file: str) -> None:
    """What the question lacks is wrong use, told in the library's own words with the remedy."""
    result = run("rollup", plan_file, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {message}\n" if message else result.stderr.startswith("Error: ")


def test_records_and_a_tree_are_not_given_at_once(plan_file: str) -> None:
    """One document cannot be both, so the user is asked to choose."""
    result = run("rollup", plan_file, "jobs", "--json", "--explain")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("\nError: --json gives records and --explain a tree; ask for one of them\n")


def test_a_plan_that_cannot_be_rolled_up_has_a_problem(tmp_path: Path) -> None:
    """What is wrong with the plan, not with the question, is a result with exit code 1."""
    file = written(tmp_path, "plan.yaml", PLAN.replace("figure: 1200人", "figure: 1200亩"))
    result = run("rollup", file, "jobs")
    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"{file}: problem"
    assert lines[-1] == f"1 problem in {file}; nothing else was looked at"
    twice = written(tmp_path, "twice.yaml", PLAN.replace("id: city", "id: industry"))
    document = json.loads(run("rollup", "--json", twice, "jobs").stdout)
    assert document["problems"][0]["message"].startswith("id 'industry' in programs[1]")
    assert document["problems"][0]["remedy"] == "give every node its own id; `validate()` lists all of them"


def test_choices_are_those_of_the_library() -> None:
    """The words offered are exactly the ones the library knows."""
    options = {option.name: option for option in main.commands["rollup"].params}
    offered: dict[str, Any] = {name: options[name].type for name in ("aspect", "missing")}
    assert tuple(offered["aspect"].choices) == tuple(aspect.value for aspect in Aspect)
    assert tuple(offered["missing"].choices) == tuple(word.value for word in Missing)


# -- wrong use ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "ending"),
    [
        ((), "template    Write an invented plan to FILE, to start from.\n"),
        (("chekc",), "Error: No such command 'chekc'. Did you mean 'check'?\n"),
        (("check",), "Error: Missing argument 'FILE'.\n"),
        (("check", "--jsn", "x.yaml"), "Error: No such option '--jsn'. Did you mean '--json'?\n"),
        (("check", "none.yaml"), "Error: Invalid value for 'FILE': File 'none.yaml' does not exist.\n"),
        (("check", "."), "Error: Invalid value for 'FILE': File '.' is a directory.\n"),
        (
            ("check", "--lang", "fr", "-"),
            "Error: Invalid value for '--lang': 'fr' is not one of 'en', 'zh'.\n",
        ),
        (("rollup", "-"), "Error: Missing argument 'METRIC...'.\n"),
        (
            ("rollup", "-", "jobs", "--missing", "none"),
            "'--missing': 'none' is not one of 'skip_if_any', 'skip_if_all', 'zero'.\n",
        ),
    ],
)
def test_wrong_use_is_told_on_standard_error(args: tuple[str, ...], ending: str) -> None:
    """Exit code 2, nothing on standard output, and the last line says what is wrong."""
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(ending)


def test_a_file_that_cannot_be_opened_is_wrong_use(plan_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system refuses is told in its own words."""

    def refuse(_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", plan_file)

    monkeypatch.setattr("zoneplan.files.read_plan", refuse)
    result = run("check", plan_file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: cannot read {plan_file!r}: Permission denied\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_wrong_use(plan_file: str) -> None:
    """A file that its owner protected is told before anything is read."""
    Path(plan_file).chmod(0)
    result = run("check", plan_file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"File {plan_file!r} is not readable.\n")


# -- help and start -----------------------------------------------------------------------------


def test_help_names_the_commands_and_exit_codes() -> None:
    """The first page says what FILE is, what exit codes mean and which commands there are."""
    result = run("--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Usage: zoneplan [OPTIONS] COMMAND [ARGS]...\n"
        "\n"
        "  Check a development zone's plan, show it, roll its figures up and follow it.\n"
        "\n"
        "  FILE is a plan in YAML, JSON or a workbook (.xlsx); '-' reads it from standard\n"
        "  input.\n"
        "\n"
        "  Exit code: 0 fine, 1 errors found in the plan, 2 wrong use.\n"
        "\n"
        "Options:\n"
        "  --lang [en|zh]  Language of every command.  [env var: ZONEPLAN_LANG]\n"
        "  --version       Show the version and exit.\n"
        "  -h, --help      Show this message and exit.\n"
        "\n"
        "Commands:\n"
        "  check       Judge the plan in FILE and print what was found.\n"
        "  completion  Print the script that completes commands and options in SHELL.\n"
        "  convert     Write the plan in FROM to TO, in the format that TO ends in.\n"
        "  portfolio   Check many plans at once.\n"
        "  progress    Print how the targets of the plan in FILE stand as of a day.\n"
        "  register    Print the deadlines and milestones of the plan in FILE.\n"
        "  relations   Print the relations of the plan in FILE with their verdicts.\n"
        "  report      Write a report of the plan in FILE as of a day.\n"
        "  rollup      Roll each METRIC of the plan in FILE up.\n"
        "  schema      Print the JSON Schema of plan files, or write it to FILE.\n"
        "  show        Print the plan in FILE: its tree, metrics and entries.\n"
        "  template    Write an invented plan to FILE, to start from.\n"
    )


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("check", ["--json", "--lang [en|zh]", "--strict", "--all"]),
        ("relations", ["--json", "--lang [en|zh]", "--together", "--time-limit", "--all"]),
        ("show", ["--json", "--lang [en|zh]"]),
        ("schema", ["-o, --output FILE", "--force", "--lang [en|zh]"]),
        ("template", ["--force", "--lang [en|zh]"]),
        ("convert", ["--force", "--strict", "--json", "--lang [en|zh]"]),
        (
            "progress",
            ["--as-of DATE", "--weights METRIC|evenly", "--lights ID", "--capped", "--json", "--all"],
        ),
        ("register", ["--as-of DATE", "--json", "--lang [en|zh]", "--all"]),
        ("rollup", ["--period", "--aspect", "--missing", "--weight", "--explain [NODE]", "--json"]),
    ],
)
def test_each_command_explains_its_options(command: str, options: list[str]) -> None:
    """Every option stands on the command's own page."""
    result = run(command, "-h")
    assert result.exit_code == 0
    assert [option for option in options if option not in result.stdout] == []


def test_version_is_printed() -> None:
    """The version is that of the installed package."""
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"zoneplan {version('zoneplan')}\n")


LIBRARY = ("attrs", "cattrs", "pint", "yaml", "yamlcore", "decimal", "zoneplan.plans", "zoneplan.terminal")
LOADED = f"""
import sys
{{start}}
from zoneplan.cli import main
try:
    main(["--help"])
except SystemExit:
    print([name for name in {LIBRARY!r} if name in sys.modules])
"""


def loaded_for_help(start: str) -> str:
    """Which modules of the library a process has imported after printing the help."""
    code = LOADED.format(start=start)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()[-1]


def test_the_command_line_itself_imports_nothing_for_help() -> None:
    """Beside click, the module needs the standard library only; the package's own `__init__` is left out."""
    spec = find_spec("zoneplan")
    assert spec is not None
    folders = [str(folder) for folder in spec.submodule_search_locations or ()]
    start = f"import types; package = types.ModuleType('zoneplan'); package.__path__ = {folders!r}; "
    assert loaded_for_help(f"{start}sys.modules['zoneplan'] = package") == "[]"


def test_help_does_not_wait_for_pint() -> None:
    """The help appears without pint, the slowest of what zoneplan stands on, being imported."""
    assert "pint" not in loaded_for_help("")


# -- terminals, pipes and signals ---------------------------------------------------------------


def code_of(*args: str) -> object:
    """Run the command line on the streams of this process, and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main.main(args=list(args), prog_name="zoneplan")
    return ended.value.code


def test_an_ascii_terminal_gets_replacements(plan_file: str) -> None:
    """Lines are drawn in ASCII, Chinese is spelled out, and columns still align."""
    done = process(["rollup", plan_file, "jobs"], PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    first, _, third, *_ = done.stdout.decode("ascii").splitlines()
    assert first == (
        "\\u5c31\\u4e1a (jobs) in \\u4eba; period 2023; aspect actual; missing data: skip_if_all"
    )
    assert third.split() == [
        "\\u793a\\u8303\\u56ed\\u533a", "1200\\u4eba", "exactly", "that", "-", "-",
        "1", "of", "4", "reported",
    ]  # fmt: skip
    shown = process(["show", plan_file], PYTHONIOENCODING="ascii").stdout.decode("ascii").splitlines()
    assert shown[7] == "|  |- \\u94fe\\u8865\\u5f3a (chain), lead \\u7ecf\\u53d1\\u5c40"
    assert shown[8] == "|  `- 2 more declared, not named"
    explained = process(["rollup", plan_file, "jobs", "--explain"], PYTHONIOENCODING="ascii")
    assert b"|  `- 2 more declared, not listed: no figure" in explained.stdout


def test_a_gbk_terminal_gets_chinese(plan_file: str) -> None:
    """What GBK can show is shown as it is."""
    done = process(["show", plan_file], PYTHONIOENCODING="gbk")
    assert done.stdout.decode("gbk").splitlines() == run("show", plan_file).stdout.splitlines()


def test_json_is_whole_in_every_locale(plan_file: str) -> None:
    """Where Chinese cannot be written it is escaped as JSON escapes it, and nothing is lost."""
    for encoding in ("ascii", "latin-1", "gbk", "utf-8"):
        done = process(["show", "--json", plan_file], PYTHONIOENCODING=encoding)
        document = json.loads(done.stdout.decode(encoding))
        assert Plan.from_dict(document["plan"]) == read_plan(plan_file)
    here = CliRunner(charset="ascii").invoke(main, ["show", "--json", plan_file])
    assert json.loads(here.stdout_bytes) == json.loads(run("show", "--json", plan_file).stdout)
    assert b'"name": "\\u793a\\u8303\\u56ed\\u533a"' in here.stdout_bytes


def test_wrong_use_is_told_in_an_ascii_locale(tmp_path: Path) -> None:
    """A complaint about a Chinese file name ends in no traceback."""
    done = process(["check", str(tmp_path / "没有.yaml")], PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"\\u6ca1\\u6709.yaml' does not exist.\n" in done.stderr


def test_escapes_in_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """A name cannot colour the terminal, clear it or break a row."""
    file = written(tmp_path, "p.yaml", 'id: p\nname: "规\\e[2J划\\n假"\n')
    assert run("show", file).stdout.splitlines()[0] == "plan     规\\x1b[2J划\\n假 (p)"


def test_a_reader_that_leaves_ends_it_quietly(plan_file: str) -> None:
    """`| head -1` is no error: nothing is said, and the exit code still speaks of the plan."""
    reading, writing = os.pipe()
    os.close(reading)
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, "check", "--strict", plan_file],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    os.close(writing)
    _, complaint = child.communicate(timeout=60)
    assert (child.returncode, complaint) == (1, b"")


def test_a_broken_pipe_in_this_process(plan_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stream is pointed at nothing, so that Python does not complain at its end."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert code_of("show", plan_file) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_is_told(
    plan_file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A result that could not be written is never taken for a good one."""
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert code_of("show", plan_file) == 2
    assert capsys.readouterr().err == "Error: cannot write the result: No space left on device\n"


def test_without_standard_output_the_exit_code_remains(
    tmp_path: Path, plan_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed standard output is no error: the exit code is the answer."""
    bad = written(tmp_path, "bad.yaml", "")
    monkeypatch.setattr(sys, "stdout", None)
    assert [code_of("check", plan_file), code_of("check", bad), code_of("show", "--json", bad)] == [0, 1, 1]


def test_an_interrupt_ends_with_130(plan_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is answered in one word instead of a traceback."""

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zoneplan.files.read_plan", interrupt)
    result = run("check", plan_file)
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (130, "", "interrupted")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to a child alone")
def test_an_interrupt_while_it_waits_for_input() -> None:
    """A process that waits for standard input ends at once."""
    # A run in the background of a shell hands on an ignored SIGINT, so the child takes it up again.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    child = subprocess.Popen(
        [sys.executable, "-c", f"{heed}; import zoneplan; print('ready', flush=True); {RUN}", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    time.sleep(0.5)  # let it come to its reading
    child.send_signal(signal.SIGINT)
    out, complaint = child.communicate(timeout=60)
    assert (child.returncode, out, complaint.strip()) == (130, b"", b"interrupted")


def test_the_installed_command_runs(plan_file: str) -> None:
    """The command that installing zoneplan puts beside Python gives the same answer."""
    command = Path(sys.executable).with_name("zoneplan")
    if not command.exists():
        pytest.skip("install zoneplan in this environment to have the command `zoneplan`")
    done = subprocess.run([command, "check", plan_file], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_rollup_notes_that_the_plan_has_errors(tmp_path: Path) -> None:
    """Beside the figures stands that the plan has errors: an entry that names no metric is in no total."""
    file = written(
        tmp_path,
        "plan.yaml",
        "id: p\nname: 规划\nmetrics: [{id: inv, name: 投资, unit: 亿元, kind: flow, across: sum}]\n"
        "observations:\n  - {metric: inv, period: 2023, figure: 1亿元}\n"
        "  - {metric: invest, period: 2023, figure: 1亿元}\n",
    )
    done = run("rollup", file, "inv")
    note = f"note: the plan has 1 error that may bear on these figures; `zoneplan check {file}` lists them\n"
    assert (0, note) == (done.exit_code, done.stderr)
