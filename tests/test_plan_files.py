from __future__ import annotations

import os
from pathlib import Path

import pytest

from plan_texts import plan_of
from zoneplan import Plan, read_plan, write_plan
from zoneplan.errors import DocumentError
from zoneplan.files import parse_plan
from zoneplan.formats.text import Limits

CHINESE = """\
编号: plan
名称: 示范规划
开发区: {编号: ketd, 名称: 昆山开发区, 类型: 经开区, 级别: 国家级, 隶属: kunshan}
地区: [{编号: kunshan, 名称: 昆山市, 级别: 县}]
规划期: 十四五
结构: 1+1+2
文件清单: [{编号: s, 文件: 统计公报, 日期: 2023-02}]
指标体系:
  - 编号: gdp
    名称: 地区生产总值
    单位: 亿元
    类型: 流量
    方向: 越高越好
    属性: 预期性
    汇总规则: 求和
    时间规则: 求和
方案:
  - 编号: a
    名称: 产业创新
    标签: 行动
    行动数: 2
    牵头单位: 科技局
    行动: [{编号: a1, 名称: 现代产业提升, 完成时限: 2025年底前}]
    项目: [{编号: p, 名称: 产业园, 服务行动: a1}]
数据:
  - 指标: gdp
    时期: 2022
    数值: 2400亿元
    主体: ketd
    版本: 初步核算
    价格: 现价
    来源: {编号: s, 出处: 表2}
目标:
  - {指标: gdp, 期限: 2025, 目标值: 3000亿元以上, 价格: 现价}
物价指数:
  - {指数: GDP平减指数, 时期: 2022, 数值: 102.30, 来源: s}
  - {指数: GDP平减指数, 时期: 2022, 数值: 上涨5.2%, 基期: 2020, 币种: 元, 版本: 最终核实}
汇率:
  - {时期: 2022, 数值: 6.7261元/美元, 类型: 平均, 备注: 凭记忆}
"""
ENGLISH = """\
id: plan
name: 示范规划
zone: {id: ketd, name: 昆山开发区, kind: 经开区, level: national, within: kunshan}
places: [{id: kunshan, name: 昆山市, level: county}]
period: 2021-2025
pattern: 1+1+2
sources: [{id: s, document: 统计公报, date: 2023-02}]
metrics:
  - id: gdp
    name: 地区生产总值
    unit: yi_yuan
    kind: flow
    direction: higher
    nature: anticipatory
    across: sum
    over_time: sum
programs:
  - id: a
    name: 产业创新
    label: 行动
    declared_actions: 2
    lead_units: [科技局]
    actions: [{id: a1, name: 现代产业提升, deadline: 2025}]
    projects: [{id: p, name: 产业园, serves: [a1]}]
observations:
  - metric: gdp
    period: 2022
    figure: {text: 2400亿元, price_basis: current}
    subject: ketd
    vintage: preliminary
    source: {id: s, place: 表2}
targets:
  - {metric: gdp, by: 2025, level: {text: 3000亿元以上, price_basis: current}}
price_indices:
  - {of: GDP平减指数, period: 2022, figure: {text: 102.30}, source: {id: s}}
  - {of: GDP平减指数, period: 2022, figure: 上涨5.2%, base: 2020, currency: CNY, vintage: final}
exchange_rates:
  - {period: 2022, figure: 6.7261元/美元, kind: average, note: 凭记忆}
"""


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own, so that messages name files without a path."""
    monkeypatch.chdir(tmp_path)


def read(content: str | bytes, name: str = "plan.yaml", limits: Limits | None = None) -> Plan:
    """Write a file and read it as a plan."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_plan(name) if limits is None else read_plan(name, limits=limits)


def refusal(content: str | bytes, name: str = "plan.yaml", limits: Limits | None = None) -> str:
    """Give the text of the error that a file leads to."""
    with pytest.raises(DocumentError) as caught:
        read(content, name, limits)
    return f"{caught.value}\n"


def test_chinese_and_english_keys_give_one_plan() -> None:
    """A plan reads the same in both languages."""
    assert read(CHINESE) == read(ENGLISH)
    assert "2400亿元" == read(CHINESE).observations[0].figure.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_plan_is_read_in_each_encoding(encoding: str) -> None:
    """Offices save in UTF-8 with and without mark, UTF-16 and GB18030."""
    assert read(ENGLISH) == read(CHINESE.encode(encoding))


@pytest.mark.parametrize("name", ["plan.yaml", "plan.YML", "plan.json"])
def test_reading_after_writing_is_the_identity(name: str) -> None:
    """What was written is read back as the same plan, digits and words included."""
    plan = read(ENGLISH)
    write_plan(plan, name)
    again = read_plan(name)
    assert plan == again
    assert plan.to_dict() == again.to_dict()


def test_a_plan_is_written_for_people() -> None:
    """YAML comes in block style with Chinese as it is; what is not said is not written."""
    write_plan(plan_of("programs: [{id: a, name: 产业创新, declared_actions: 6}]\n"), Path("plan.yaml"))
    expected = """\
id: plan
name: 示范规划
programs:
- id: a
  name: 产业创新
  declared_actions: 6
"""
    assert expected == Path("plan.yaml").read_text(encoding="utf-8")


def test_json_is_written_for_machines() -> None:
    """JSON comes indented, with Chinese as it is."""
    write_plan(plan_of("pattern: 1+5+22\n"), "plan.json")
    expected = '{\n  "id": "plan",\n  "name": "示范规划",\n  "pattern": "1+5+22"\n}\n'
    assert expected == Path("plan.json").read_text(encoding="utf-8")


def test_a_failed_write_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever interrupts the writing, the old file stays whole and nothing lies beside it."""
    read(ENGLISH)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="the disk is full"):
        write_plan(plan_of(""), "plan.yaml")
    assert ENGLISH == Path("plan.yaml").read_text(encoding="utf-8")
    assert ["plan.yaml"] == [path.name for path in Path().iterdir()]


def test_a_file_of_another_kind_is_refused() -> None:
    """The ending says what a file is, for reading and for writing."""
    expected = """\
1 problem
the plan (plan.docx): the ending '.docx' does not say which format the file has
    name the file .yaml, .yml, .json or .xlsx
"""
    assert expected == refusal("", "plan.docx")
    with pytest.raises(DocumentError) as caught:
        write_plan(plan_of(""), "plan.docx")
    assert expected == f"{caught.value}\n"


def test_a_file_that_is_not_there_is_an_error_of_the_system() -> None:
    """A missing file is not a problem of its content."""
    with pytest.raises(FileNotFoundError):
        read_plan("nothing.yaml")


def figure(text: str) -> str:
    """Give a plan with one figure, in its eighth line."""
    return f"""\
id: plan
name: 示范规划
metrics:
  - {{id: gdp, name: 地区生产总值, unit: 亿元, kind: flow}}
observations:
  - metric: gdp
    period: 2022
    figure: {text}
"""


HOW = "write the number and its unit, such as '2400亿元', '超5000亿元', '3000亩以上' or '5—6%'"
EMPTY = "1 problem\nthe plan (plan.yaml:1:1): the file is empty\n"
DEEP = """\
1 problem
the plan (plan.yaml:3:70): nested 65 levels deep, more than the limit of 64
    if the file is meant to be so, raise the limit: read_plan(path, limits=Limits(depth=128))
"""
BAD = {
    "an empty file": ("", EMPTY),
    "nothing but a comment": ("# 规划\n\n", EMPTY),
    "a list instead of a mapping": (
        "- id: plan\n- name: 示范规划\n",
        """\
1 problem
the plan (plan.yaml:1:1): expected a mapping, got a list
    write keys and values, such as 'id: p1'
""",
    ),
    "a full-width colon": (
        "id: plan\n名称：示范规划\nprograms: []\n",
        """\
1 problem
the plan (plan.yaml:2:3): full-width colon '：' after '名称'
    write an ordinary colon and a space: '名称: …'
""",
    ),
    "an indent by tab": (
        "id: plan\nname: 示范规划\nprograms:\n\t- id: a\n",
        """\
1 problem
the plan (plan.yaml:4:1): line starts with a tab
    indent with spaces
""",
    ),
    "an indent by full-width spaces": (
        "id: plan\nname: 示范规划\nzone:\n\u3000\u3000id: ketd\n\u3000\u3000name: 昆山开发区\n",
        """\
2 problems
the plan (plan.yaml:4:1): key '\u3000\u3000id' starts with a full-width space (U+3000)
    indent with ordinary spaces
the plan (plan.yaml:5:1): key '\u3000\u3000name' starts with a full-width space (U+3000)
    indent with ordinary spaces
""",
    ),
    "a key given twice": (
        "id: plan\nname: 示范规划\nname: 另一规划\n",
        """\
1 problem
the plan (plan.yaml:3:1): key 'name' is given twice (first at 2:1)
    keep one of them
""",
    ),
    "a key given in both languages": (
        "id: plan\nname: 示范规划\n名称: 另一规划\n",
        """\
1 problem
the plan (plan.yaml:3:1): key '名称' is given twice (first at 2:1 as 'name')
    keep one of them
""",
    ),
    "亿园": (
        figure("2400亿园"),
        """\
1 problem
observations[0].figure (plan.yaml:8:13): unknown unit '亿园'
    did you mean '亿元'?
""",
    ),
    "12,34亿": (
        figure("12,34亿"),
        """\
1 problem
observations[0].figure (plan.yaml:8:13): expected an amount, got '12,34亿': \
a comma stands only between groups of three digits
    write 1,234 or 1234 for one thousand two hundred and thirty-four, and 12.34 for a decimal point
""",
    ),
    "NaN": (
        figure("NaN"),
        f"1 problem\nobservations[0].figure (plan.yaml:8:13): expected an amount, got 'NaN'\n    {HOW}\n",
    ),
    ".nan": (
        figure(".nan"),
        f"1 problem\nobservations[0].figure (plan.yaml:8:13): expected an amount, got '.nan'\n    {HOW}\n",
    ),
    "a float": (
        figure("2400.0"),
        """\
1 problem
observations[0].figure (plan.yaml:8:13): expected a figure with its unit, got 2400.0
    write the unit behind it, such as 2400.0亿元
""",
    ),
    "10,000 levels of nesting": (f"id: plan\nname: 示范规划\nnote: {'[' * 10_000}{']' * 10_000}\n", DEEP),
    "an anchor bomb": (
        "id: plan\nname: 示范规划\nnote: &a [x, x]\na: [*a, *a]\n",
        """\
3 problems
the plan (plan.yaml:3:7): '&a' names a value for later use
    remove the name; put a text between quotes
the plan (plan.yaml:4:5): '*a' refers to another value
    write the value out
the plan (plan.yaml:4:9): '*a' refers to another value
    write the value out
""",
    ),
    "a text of 200,000 characters": (
        f"id: plan\nname: 示范规划\nnote: {'x' * 200_000}\n",
        f"""\
1 problem
the plan (plan.yaml:3:7): text '{"x" * 39}…' has 200,000 characters, more than the limit of 100,000
    if the file is meant to be so, raise the limit: read_plan(path, limits=Limits(scalar=200000))
""",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_clear_error(case: str) -> None:
    """Each is refused with its place, what is wrong and what to do, and the file is left as it was."""
    content, expected = BAD[case]
    assert expected == refusal(content)
    assert content.encode() == Path("plan.yaml").read_bytes()


def test_an_anchor_bomb_is_not_expanded() -> None:
    """A file of a few hundred bytes that would grow to a billion values is refused at once."""
    lines = ["id: plan", "name: 示范规划", "a: &a [x, x, x, x, x, x, x, x, x]"]
    for inner, outer in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{outer}: &{outer} [{', '.join([f'*{inner}'] * 9)}]")
    text = refusal("\n".join(lines))
    assert text.startswith("81 problems\nthe plan (plan.yaml:3:4): '&a' names a value for later use\n")


def test_a_text_of_100_megabytes_is_not_read() -> None:
    """The file is refused by its size, and by the text when the size is permitted."""
    content = b"id: plan\nname: x\nnote: " + b"x" * 100_000_000
    by_size = """\
1 problem
the plan (plan.yaml): the file has 100,000,023 bytes, more than the limit of 67,108,864
    if the file is meant to be so, raise the limit: read_plan(path, limits=Limits(size=100000023))
"""
    by_text = f"""\
1 problem
the plan (plan.yaml:3:7): text '{"x" * 39}…' has 100,001 characters or more, more than the limit of 100,000
    if the file is meant to be so, raise the limit: read_plan(path, limits=Limits(scalar=200000))
"""
    assert by_size == refusal(content)
    assert by_text == refusal(content, limits=Limits(size=2**27))


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_told_in_chinese(case: str) -> None:
    """Each problem of shape or syntax has both sentences, and what to do in both languages or in neither."""
    content, _ = BAD[case]
    with pytest.raises(DocumentError) as caught:
        read(content)
    for problem in caught.value.problems:
        if not problem.message.startswith("expected an amount"):  # told by what reads figures
            assert not problem.message_zh.isascii()
            assert bool(problem.remedy) == bool(problem.remedy_zh)


BAD_JSON = {
    "an empty file": ("", "the plan (plan.json:1:1): the file is empty"),
    "a list": (
        "[]",
        """\
the plan (plan.json:1:1): expected a mapping, got a list
    write keys and values, such as 'id: p1'""",
    ),
    "a full-width colon": (
        '{"id"：\n"plan"}',
        """\
the plan (plan.json:1:6): full-width '：' where JSON needs ':'
    type it in half width""",
    ),
    "a key given twice": (
        '{"id": "plan",\n "id": "b"}',
        """\
the plan (plan.json:2:2): key 'id' is given twice (first at 1:2)
    keep one of them""",
    ),
    "NaN": (
        '{"id": "plan",\n "name": NaN}',
        """\
the plan (plan.json:2:10): 'NaN' is not a number
    write null, or leave the value out""",
    ),
    "10,000 levels of nesting": (
        f'{{"id": {"[" * 10_000}{"]" * 10_000}}}',
        """\
the plan (plan.json:1:71): nested 65 levels deep, more than the limit of 64
    if the file is meant to be so, raise the limit: read_plan(path, limits=Limits(depth=128))""",
    ),
    "a float": (
        '{"id": "p", "name": "P", "observations": [{"metric": "m", "period": 2022, "figure": 2.4}]}',
        """\
observations[0].figure (plan.json:1:85): expected a figure with its unit, got 2.4
    write the unit behind it, such as 2.4亿元""",
    ),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_bad_json_gets_a_clear_error(case: str) -> None:
    """Problems of shape and of syntax are told by file, line and column."""
    content, expected = BAD_JSON[case]
    assert f"1 problem\n{expected}\n" == refusal(content, "plan.json")
    with pytest.raises(DocumentError) as caught:
        read(content, "plan.json")
    assert not caught.value.problems[0].message_zh.isascii()


JSON_PLAN = """\
{
  "id": "plan",
  "名称": 5,
  "nmae": "示范规划",
  "metrics": [
    {"id": "gdp", "name": "产值", "unit": "亿园", "kind": "flow"}
  ],
  "observations": [
    {"metric": "gdp",
     "figure": "2400亿元"}
  ]
}
"""
JSON_PROBLEMS = """\
4 problems
name (plan.json:3:{name}): expected text, got 5
    put quotes around it: '5'
nmae (plan.json:4:{nmae}): unknown key 'nmae'
    did you mean 'name'?
metrics[0].unit (plan.json:6:{unit}): unknown unit '亿园'
    did you mean '亿元'?
observations[0] (plan.json:9:{first}): missing key 'period'
    write it; in Chinese it is '时期'
"""


@pytest.mark.parametrize("indent", ["  ", "\t"])
def test_problems_of_json_have_their_places(indent: str) -> None:
    """All problems of a JSON plan come in the order of the file, each at its line and column."""
    found = refusal(JSON_PLAN.replace("  ", indent), "plan.json")
    one, two = len(indent), 2 * len(indent)
    expected = JSON_PROBLEMS.format(name=7 + one, nmae=9 + one, unit=37 + two, first=2 + two)
    assert expected == found


JSON_FINDINGS = """\
{
  "id": "plan", "name": "示范规划",
  "metrics": [{"id": "gdp", "name": "产值", "unit": "亿元", "kind": "flow"}],
  "programs": [
    {"id": "a", "name": "\\u4ea7\\/业 \\"新\\"", "observations": [
      {"metric": "gpd", "period": 2022, "figure": "2400亿元"}]},
    {"name": "EMOJI", "id": "a"}
  ]
}
"""


def test_findings_of_json_have_their_places() -> None:
    """What is wrong with a plan read from JSON is told at its line and column."""
    plan = read(JSON_FINDINGS, "plan.json")
    assert '产/业 "新"' == plan.programs[0].name
    assert [
        "ID-UNKNOWN programs[0].observations[0].metric (plan.json:6:18)",
        "ID-DUPLICATE programs[1].id (plan.json:7:29)",
    ] == [f"{found.code} {found.place}" for found in plan.validate().errors]


def test_json_without_places_is_read_all_the_same() -> None:
    """A character spelled in two halves costs the places, and nothing else."""
    report = read(JSON_FINDINGS.replace("EMOJI", "\\ud83d\\ude00"), "plan.json").validate()
    assert [
        "ID-UNKNOWN programs[0].observations[0].metric",
        "ID-DUPLICATE programs[1].id",
    ] == [f"{found.code} {found.place}" for found in report.errors]


def test_a_document_need_not_be_a_file() -> None:
    """Bytes from anywhere are read, as JSON when they start like it; the name stands in messages."""
    plan = plan_of("pattern: 1+5+22\n")
    text = "id: plan\nname: 示范规划\npattern: 1+5+22\n"
    for raw in (text, '{"id": "plan", "name": "示范规划", "pattern": "1+5+22"}'):
        assert plan == parse_plan(raw.encode(), "standard input")
    with pytest.raises(DocumentError) as caught:
        parse_plan(b"[]", "standard input", kind="yaml")
    assert str(caught.value).startswith(
        "1 problem\nthe plan (standard input:1:1): expected a mapping, got a list"
    )


def test_all_problems_are_told_at_once() -> None:
    """Problems of every sort come together, in the order of the file, each at its line and column."""
    text = """\
id: plan
名称: 5
规划期: 明年
programs:
  - id: a
    nmae: 产业创新
    actions: a1
    declared_actions: "4"
observations:
  - {metric: gdp, period: 2022, figure: 2400亿元, 价格: 旧价}
  - metric: gdp
    period: 2022
    figure: {text: 2400亿元, price_basis: 现价}
    price_basis: 现价
    aspect: 完成
targets:
  - {metric: gdp, by: 2025}
"""
    expected = """\
10 problems
name (plan.yaml:2:5): expected text, got 5
    put quotes around it: '5'
period (plan.yaml:3:6): expected a period, got '明年'
    write 2023, 2023H1, 2023Q2, 2023-06, 2023-01/09 for January to September, or 2023-2025; \
2023年, 2023年上半年, 2023年二季度, 2023年6月, 2023年1—9月, 2023—2025年 and 十四五 are read too
programs[0] (plan.yaml:5:5): missing key 'name'
    write it; in Chinese it is '名称'
programs[0].nmae (plan.yaml:6:11): unknown key 'nmae'
    did you mean 'name'?
programs[0].actions (plan.yaml:7:14): expected a list, got 'a1'
    write '- ' before each item
programs[0].declared_actions (plan.yaml:8:23): expected a whole number, got '4'
    such as 4
observations[0].price_basis (plan.yaml:10:53): unknown price basis '旧价'
    write 'current', 'constant 2020', 'comparable' or 'unstated', or 现价, 2020年不变价, 可比价
observations[1].price_basis (plan.yaml:14:18): the price basis is given twice
    keep one of them
observations[1].aspect (plan.yaml:15:13): expected one of baseline, actual, planned, forecast, target, \
got '完成'
    in Chinese: 基期、实际、计划、预测、目标
targets[0] (plan.yaml:17:6): missing the goal
    write one of level, annual_rate, cumulative, point_change, multiple, rank, relative_to, qualitative, \
delegated; in Chinese: 目标值、年均增速、累计目标、百分点变化、倍数、位次目标、参照指标、定性目标、上级下达
"""
    assert expected == refusal(text)


def test_a_plan_that_was_read_answers_at_once() -> None:
    """The indexes are built by the reader, so the first question costs no more than the next."""
    plan = read(ENGLISH)
    assert {"outline", "ledger"} <= vars(plan).keys()
    assert "by_metric" in vars(plan.ledger)
