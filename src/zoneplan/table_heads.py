"""The heads of tables that offices send each other: which header stands over which field, unit and year.

A header is looked up by the words in use; one that is not known is kept and told, and never guessed.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.columns import Column, header_year, named_column
from zoneplan.errors import UnitError
from zoneplan.locations import Location
from zoneplan.texts import folded
from zoneplan.units import Unit
from zoneplan.units import unit as unit_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Field", "Head", "head_of", "known_field", "told_unit"]


class Field(enum.StrEnum):
    """What a column of somebody else's table holds."""

    NUMBER = "number"
    """序号, as it is printed."""
    CATEGORY = "category"
    NAME = "name"
    """项目名称."""
    TASK = "task"
    """重点任务."""
    INDICATOR = "indicator"
    UNIT = "unit"
    """The unit of the row's figures."""
    CONSTRUCTION = "construction"
    """建设性质."""
    CONTENT = "content"
    """建设内容及规模."""
    OWNER = "owner"
    """建设单位."""
    PLACE = "place"
    PERIOD = "period"
    """起止年限."""
    START = "start"
    DEADLINE = "deadline"
    STATE = "state"
    PROGRESS = "progress"
    """形象进度, in words or as a figure."""
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"
    LEADER = "leader"
    """责任领导."""
    PERSON = "person"
    INVESTMENT = "investment"
    """总投资."""
    ANNUAL = "annual"
    """年度计划投资, of the year in the head."""
    DONE = "done"
    """累计完成: what has been invested until now."""
    DONE_BEFORE = "done_before"
    """截至上年底累计完成."""
    DONE_YEAR = "done_year"
    """本年完成."""
    FUNDING = "funding"
    """What comes from the source of money in the head, under 资金来源."""
    SOURCES = "sources"
    """资金来源 in words."""
    RATE = "rate"
    """完成率."""
    VALUE = "value"
    """数值, such as the added value of a sector."""
    GROWTH = "growth"
    SHARE = "share"
    WEIGHT = "weight"
    """权重, in points or percent."""
    BASE = "base"
    REACHED = "reached"
    """What an indicator came to."""
    TARGET = "target"
    ANNUAL_RATE = "annual_rate"
    """年均增速[累计]."""
    LEVEL = "level"
    """Under a head that is a year and nothing else."""
    ATTRIBUTE = "attribute"
    DIRECTION = "direction"
    DATA_SOURCE = "data_source"
    NOTE = "note"


_WORDS: Final[Mapping[Field, str]] = {
    Field.NUMBER: "序号 编号 项目编号 no no. #",
    Field.CATEGORY: "类别 分类 类型 指标类别 项目类别 项目类型 行业 行业类别 领域 专项 所属专项 板块 "
    "产业类别 一级指标 专项行动 category",
    Field.NAME: "项目名称 名称 项目 工程名称 项目(工程)名称 项目及名称 建设项目 建设项目名称 产业 "
    "三次产业 部门 name project",
    Field.TASK: "重点任务 任务 主要任务 重点工作 工作任务 行动 行动名称 重点行动 重点事项 事项 "
    "工作内容 任务内容 工作举措 task action",
    Field.INDICATOR: "指标 指标名称 主要指标 考核指标 二级指标 评价指标 indicator",
    Field.UNIT: "单位 计量单位 unit",
    Field.CONSTRUCTION: "建设性质 项目性质",
    Field.CONTENT: "建设内容 建设内容及规模 主要建设内容 主要建设内容及规模 建设规模及内容 "
    "建设规模及主要内容 建设规模和内容 建设规模",
    Field.OWNER: "建设单位 业主单位 项目业主 业主 项目单位 项目法人 建设主体 实施主体 投资主体",
    Field.PLACE: "所在地 建设地点 地点 建设地址 所属区域 所在区域 属地 place",
    Field.PERIOD: "起止年限 建设起止年限 建设年限 起止时间 建设起止时间 建设期限 建设周期 建设工期 起止年月",
    Field.START: "开工时间 计划开工时间 拟开工时间 开工年月 开始时间 开工日期",
    Field.DEADLINE: "完成时限 完成时间 完成期限 时限 时限要求 办结时限 竣工时间 计划竣工时间 竣工日期 "
    "建成时间 计划完成时间 拟竣工时间 deadline",
    Field.STATE: "状态 项目状态 进展状态 建设阶段 项目阶段",
    Field.PROGRESS: "形象进度 进展情况 项目进展 工程进度 进展 工作进展 目前进展",
    Field.LEAD: "牵头单位 牵头部门 牵头责任单位 主办单位",
    Field.RESPONSIBLE: "责任单位 责任部门 主体责任单位 实施单位 承办单位",
    Field.SUPPORTING: "配合单位 配合部门 协办单位 参与单位 协同单位",
    Field.LEADER: "责任领导 联系领导 分管领导 牵头领导 挂钩领导 包保领导 包联领导",
    Field.PERSON: "责任人 联系人 负责人 具体负责人",
    Field.INVESTMENT: "总投资 总投资额 投资总额 计划总投资 计划总投资额 项目总投资 估算总投资 "
    "概算总投资 投资额 total_investment",
    Field.ANNUAL: "年度计划投资 年度投资计划 年度计划 年计划投资 本年计划投资 本年度计划投资 "
    "当年计划投资 今年计划投资 计划投资 投资计划 计划完成投资 年度计划完成投资 "
    "分年投资 分年度投资 分年度投资计划 年度投资 annual_plan",
    Field.DONE: "累计完成 累计完成投资 累计完成投资额 已完成投资 开工以来累计完成投资 "
    "自开工累计完成投资 累计投资 done",
    Field.DONE_BEFORE: "截至上年底累计完成 截至上年底累计完成投资 上年底累计完成投资 截至上年底完成投资 "
    "截至去年底累计完成投资 至上年底累计完成投资",
    Field.DONE_YEAR: "本年完成 本年完成投资 本年累计完成 本年累计完成投资 今年完成投资 年度完成投资 "
    "当年完成投资 完成投资 完成投资额 今年累计完成投资 本年度完成投资",
    Field.SOURCES: "资金来源 资金筹措 资金渠道 筹资方式",
    Field.RATE: "完成率 完成比例 投资完成率 年度完成率 年度计划完成率 占年度计划比重 占年计划 完成年度计划",
    Field.VALUE: "数值 增加值 产值 金额 总量 绝对值 本期 实绩 value",
    Field.GROWTH: "增速 同比 同比增长 同比增速 增长率 增幅 比上年增长 growth",
    Field.SHARE: "占比 比重 占全部比重 占gdp比重 占总投资比重 构成 share",
    Field.WEIGHT: "权重 权数 分值 标准分 权重系数 满分 weight",
    Field.DATA_SOURCE: "数据来源 来源 资料来源 source data_source",
    Field.NOTE: "备注 说明 备注说明 note",
}
_BY_WORD: Final[Mapping[str, Field]] = {
    word: field for field, words in _WORDS.items() for word in words.split()
}
_BY_COLUMN: Final[Mapping[Column, Field]] = {
    Column.NUMBER: Field.NUMBER,
    Column.CATEGORY: Field.CATEGORY,
    Column.NAME: Field.INDICATOR,
    Column.UNIT: Field.UNIT,
    Column.BASE: Field.BASE,
    Column.DONE: Field.REACHED,
    Column.TARGET: Field.TARGET,
    Column.RATE: Field.ANNUAL_RATE,
    Column.ATTRIBUTE: Field.ATTRIBUTE,
    Column.DIRECTION: Field.DIRECTION,
}
MONEY: Final = frozenset(
    {Field.INVESTMENT, Field.ANNUAL, Field.DONE, Field.DONE_BEFORE, Field.DONE_YEAR, Field.FUNDING}
)
"""Fields of money: each needs a unit, and parts add up to totals."""
RATIOS: Final = frozenset({Field.RATE, Field.GROWTH, Field.SHARE})
"""Fields of percentages."""
GOALS: Final = frozenset({Field.BASE, Field.REACHED, Field.TARGET, Field.ANNUAL_RATE, Field.LEVEL})
"""Fields of an indicator table, whose cells may be words as well as figures."""
FIGURES: Final = MONEY | RATIOS | GOALS | {Field.VALUE, Field.WEIGHT}
"""Fields whose cells hold figures."""
ADDED: Final = MONEY | {Field.VALUE, Field.WEIGHT, Field.SHARE}
"""Fields whose parts add up to their total."""
NAMES: Final = (Field.NAME, Field.TASK, Field.INDICATOR)
"""Fields that say what a row is about; a table has at least one."""
SEVERAL: Final = frozenset({Field.FUNDING, Field.ANNUAL, Field.LEVEL, Field.TARGET, Field.BASE, Field.WEIGHT})
"""Fields that several columns may hold, told apart by what their heads add: a year, a source of money."""

_NOISE: Final = re.compile(r"\s|[“”\"'‘’*]")
_IN_BRACKETS: Final = re.compile(r"(.*?)\((?:单位:)?([^()]+)\)(.*)")
_WHEN: Final = re.compile(
    r"(?:截[至止]|至)?(?:19|20)\d{2}年?(?:\d{1,2}(?:[-—–~至]\d{1,2})?月)?[底末份]?|(?<![\d.])\d{1,2}[-—–~至]\d{1,2}月份?"
)
_BEFORE: Final = re.compile(r"^截?至(?:上|去)年[底末]")
# 填报单位 and the like name an office; so does 单位 alone before the name of one.
_UNIT_LINE: Final = re.compile(
    "(?<!填报)(?<!填表)(?<!编制)(?<!报送)(?<!申报)(?<!制表)(?<!责任)(?<!牵头)(?<!配合)(?<!建设)(?<!主管)"
    "单位:(?!.*(?:局|委|会|办|部|处|厅|院|公司|集团|中心|区|镇|街道)$)(.+)"
)


def _normal(text: str) -> str:
    return _NOISE.sub("", folded(text)).lower()


@attrs.frozen(kw_only=True)
class Head:
    """What the head of a column says.

    Attributes:
        text: The header as it is printed; levels of a head above one another are joined by a slash.
        field: What the column holds; None when the header is not known.
        unit: The unit that the header prints; None when it prints none.
        year: The year that it names; None when it names none, or several.
        detail: What tells it from other columns of the same field: the source of money.
        place: Where it stands.
        column: The number of its column in the sheet, from 1.
    """

    text: str
    field: Field | None
    unit: Unit | None = None
    year: int | None = None
    detail: str = ""
    place: Location
    column: int


def told_unit(text: str) -> tuple[Unit, ...]:
    """Give the units that a line such as 单位：万元、% states; none for any other text.

    >>> [str(unit) for unit in told_unit("（单位：万元、%）")]
    ['万元', '%']

    Args:
        text: The text of a cell.

    Raises:
        UnitError: If a unit that it states is not known.
    """
    bare = _normal(text).strip("()")
    match = _UNIT_LINE.search(bare)
    if match is None:
        return ()
    words = [word for word in re.split("[、,，;；/]", match[1].rstrip(")")) if word]
    return tuple(map(unit_named, words))


def known_field(text: str) -> Field | None:
    """Give the field that a header alone names; None when it is not known.

    >>> known_field("总投资（万元）"), known_field("2024年计划投资"), known_field("甲方")
    (<Field.INVESTMENT: 'investment'>, <Field.ANNUAL: 'annual'>, None)

    Args:
        text: The header as it is printed.
    """
    field, _ = _named(text)
    return field


def _named(text: str) -> tuple[Field | None, Unit | None]:
    """Give field and unit of a header: a unit in brackets, or what is left when brackets are not one."""
    bare, unit = _without_unit(_normal(text))
    if (field := _BY_WORD.get(bare)) is not None:
        return field, unit
    if _BEFORE.match(bare) and _BEFORE.sub("", bare).startswith(("累计", "完成", "已完成")):
        return Field.DONE_BEFORE, unit
    if (stripped := _WHEN.sub("", bare)) != bare and (field := _BY_WORD.get(stripped)) in MONEY | RATIOS:
        return field, unit
    column, _, is_year = named_column(bare)
    if is_year:
        return Field.LEVEL, unit
    return None if column is None else _BY_COLUMN.get(column), unit


def _without_unit(bare: str) -> tuple[str, Unit | None]:
    match = _IN_BRACKETS.fullmatch(bare)
    if match is not None:
        try:
            return match[1] + match[3], unit_named(match[2])
        except UnitError:
            pass
    return bare, None


def head_of(levels: Sequence[str], place: Location, column: int) -> Head:
    """Say what the head of a column holds.

    Args:
        levels: Its texts from the top level down, each once.
        place: Where the lowest stands.
        column: The number of its column.
    """
    texts = [_NOISE.sub("", level) for level in levels]
    shown = "/".join(texts)
    leaf, unit = _named(texts[-1]) if texts else (None, None)
    year = header_year(texts[-1]) if texts else None
    detail = ""
    for level in reversed(texts[:-1]):
        above, unit_above = _named(level)
        unit = unit or unit_above
        year = year or header_year(level)
        if above is Field.SOURCES and leaf in {None, Field.INVESTMENT}:
            leaf, detail = Field.FUNDING, _without_unit(_normal(texts[-1]))[0]
        elif leaf is Field.LEVEL and above in {
            Field.ANNUAL,
            Field.TARGET,
            Field.BASE,
            Field.REACHED,
            Field.INVESTMENT,
        }:
            leaf = Field.ANNUAL if above is Field.INVESTMENT else above
            shown = f"{texts[-1]}{level}"
        elif leaf is None and above is Field.WEIGHT:
            leaf, detail = above, _normal(texts[-1])
    return Head(text=shown, field=leaf, unit=unit, year=year, detail=detail, place=place, column=column)
