"""The sheets of a plan: which there are, what their columns hold, and where their rows belong.

Each row is one record. Records that nest in others, such as the targets of a project, have rows of their own
on one sheet for all, and say to which row they belong; the order of the rows is the order in the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from zoneplan.lights import Light
from zoneplan.metrics import AcrossRule, Direction, MetricKind, Nature, TimeRule
from zoneplan.observations import Aspect, Vintage
from zoneplan.rates import RateKind
from zoneplan.sheet_fields import (
    Content,
    Field,
    FigureField,
    Form,
    GoalField,
    Head,
    Pairs,
    SourceField,
    Value,
)
from zoneplan.states import ConstructionKind, ProjectState
from zoneplan.zones import ZoneLevel

__all__ = ["BELOW_ROWS", "CHARTS", "DERIVED", "FIRST", "LAST", "OVERVIEW", "PROGRESS", "TABLES", "Table"]

FIRST: Final = "说明"
"""The sheet that says what each sheet and column holds; it is not read."""

LAST: Final = "检查"
"""The sheet of findings; it is not read."""

PROGRESS: Final = "进度"
"""The sheet of how the targets stand; it is not read."""

CHARTS: Final = "进度图"
"""The sheet of charts of that; it is not read."""

OVERVIEW: Final = "总览"
"""The sheet of what the plan says of itself."""

_FIGURE_NOTE: Final = "只填数字，单位填在旁边；3000亩以上、区间等照原文连同单位写成文字"


BELOW_ROWS: Final = frozenset({"milestones", "sign_offs", "states", "bands"})
"""The keys of records that belong to another row and never to the plan itself."""


@attrs.frozen(kw_only=True)
class Table:
    """One sheet whose rows are records.

    Attributes:
        name: The sheet's name.
        about: What it holds, in Chinese.
        fields: Its columns, in order.
        keys: The keys under which such records stand, each with the word for it in the first column; a sheet
            of one key has the empty word and no such column.
        owners: The sheets whose rows its rows belong to; empty when they are the plan's own.
        owner_header: The column that says to which row a row belongs; empty when they are the plan's own.
        milestones: The column that says to which milestone a row belongs; empty for none.
    """

    name: str
    about: str
    fields: tuple[Field, ...]
    keys: Mapping[str, str]
    owners: tuple[str, ...] = ()
    owner_header: str = ""
    milestones: str = ""

    @property
    def role_header(self) -> str:
        """The column that says which key a row stands under; empty when there is only one."""
        return "级别" if self.name == "专项与行动" else "角色" if len(self.keys) > 1 else ""

    @property
    def _unowned(self) -> str:
        """What is said of rows that belong to nothing; empty where there are none."""
        if "actions" in self.keys:
            return "；专项留空"
        return "" if self.keys.keys() & BELOW_ROWS else "；属于规划本身的留空"

    @property
    def own_heads(self) -> tuple[Head, ...]:
        """The columns that say where a row belongs."""
        heads = []
        if self.role_header:
            heads.append(
                Head(header=self.role_header, choices=tuple(self.keys.values()), width=8, is_required=True)
            )
        if self.owner_header:
            heads.append(
                Head(
                    header=self.owner_header,
                    note=f"所属{'、'.join(self.owners)}的编号{self._unowned}",
                    ids=self.owners[0],
                    width=16,
                    is_required=not self._unowned,
                )
            )
        if self.milestones:
            heads.append(Head(header=self.milestones, note="该时间节点的名称；属于上级本身的留空", width=16))
        return tuple(heads)

    @property
    def heads(self) -> tuple[Head, ...]:
        """All columns in order."""
        return (*self.own_heads, *(head for field in self.fields for head in field.heads))


def _text(key: str, header: str, note: str = "", width: int = 12, *, needed: bool = False) -> Value:
    return Value((key,), Head(header=header, note=note, width=width, is_required=needed))


def _ids(key: str, header: str, sheet: str, note: str = "", *, needed: bool = False) -> Value:
    return Value((key,), Head(header=header, note=note, ids=sheet, width=14, is_required=needed))


def _formed(
    key: str, header: str, form: Form, note: str = "", width: int = 12, *, needed: bool = False
) -> Value:
    return Value((key,), Head(header=header, note=note, width=width, is_required=needed), form)


_TIME_NOTE: Final = "例如 2025、2023H1、2023Q2、2023-06、2023-01/09、2023-2025"
_DEADLINE_NOTE: Final = "例如 2025、2022-10、2025-06-30、2022全年、2021-2025每年、长期"
_DAY_NOTE: Final = "例如 2023-06-30"
_LIST_NOTE: Final = "几个之间用、隔开"
_ID: Final = _text("id", "编号", "不重复、无空格", 16, needed=True)
_NOTE: Final = _text("note", "备注", width=24)
_NODE: Final = (
    _formed("start", "开始时间", Form.TIME, _TIME_NOTE),
    _formed("deadline", "完成时限", Form.TIME, _DEADLINE_NOTE),
    _formed("done", "完成时间", Form.DAY, f"报告完成的日期，{_DAY_NOTE}"),
    _NOTE,
)
_UNITS: Final = (
    _formed("lead_units", "牵头单位", Form.TEXTS, f"即责任单位；{_LIST_NOTE}", 18),
    _formed("supporting_units", "配合单位", Form.TEXTS, _LIST_NOTE, 18),
)
_VINTAGE: Final = Value(
    ("vintage",), Head(header="版本", note="统计数的版本；未说明的留空", words=Vintage), Form.WORD
)
_PERIOD: Final = _formed("period", "时期", Form.TIME, _TIME_NOTE, needed=True)
_FIGURE: Final = FigureField(
    ("figure",), Head(header="数值", note=_FIGURE_NOTE, is_number=True, width=14, is_required=True)
)

OUTLINE: Final = Table(
    name="专项与行动",
    about="每个专项（方案）、行动一行；行动的“上级”填所属专项的编号",
    keys={"programs": "专项", "actions": "行动"},
    owners=("专项与行动",),
    owner_header="上级",
    fields=(
        _ID,
        _text("name", "名称", "专项必填；行动可以没有名称", 24),
        _text("title", "印发名称", "专项印发时的名称", 24),
        _text("label", "标签", "对行动的称呼：行动、理念、工程等", 8),
        _formed("declared_actions", "行动数", Form.WHOLE, "专项宣布的行动数，可多于列出的", 8),
        _text("place", "所在地", "地区的编号或名称"),
        *_UNITS,
        *_NODE,
    ),
)
PROJECTS: Final = Table(
    name="项目",
    about="每个项目一行；“上级”填所属专项或行动的编号，规划直接列出的留空",
    keys={"projects": ""},
    owners=("专项与行动",),
    owner_header="上级",
    fields=(
        _ID,
        _text("name", "名称", width=24, needed=True),
        _formed("aliases", "别名", Form.TEXTS, _LIST_NOTE),
        _text("place", "所在地", "地区的编号或名称"),
        _ids("part_of", "所属打包项目", "项目", "从哪个项目拆分而来"),
        _formed("serves", "服务行动", Form.TEXTS, f"另外服务的行动的编号；{_LIST_NOTE}", 16),
        *_UNITS,
        Value(("construction",), Head(header="建设性质", words=ConstructionKind), Form.WORD),
        FigureField(
            ("investment", "total"), Head(header="总投资", note=_FIGURE_NOTE, is_number=True), "总投资"
        ),
        Pairs(
            ("investment", "by_year"),
            Head(header="年度计划投资", note="每行一年，例如 2023: 5亿元", width=18),
            "period",
        ),
        Pairs(
            ("investment", "by_source"),
            Head(header="资金来源", note="每行一种，例如 财政: 2亿元", width=18),
            "name",
        ),
        FigureField(
            ("investment", "done"),
            Head(header="累计完成", note=f"到目前完成的投资；{_FIGURE_NOTE}", is_number=True),
            "累计完成",
        ),
        Value(("investment", "note"), Head(header="投资备注", width=16)),
        *_NODE,
    ),
)
_OWNED: Final = ("专项与行动", "项目")
METRICS: Final = Table(
    name="主要指标",
    about="每个指标一行：单位、类型和汇总规则；“写在”填在哪个专项或行动中定义，规划的指标留空",
    keys={"metrics": ""},
    owners=("专项与行动",),
    owner_header="写在",
    fields=(
        _ID,
        _text("name", "名称", width=24, needed=True),
        _text("unit", "单位", "例如 亿元、%、家", 10, needed=True),
        Value(("kind",), Head(header="类型", words=MetricKind, width=8, is_required=True), Form.WORD),
        Value(("direction",), Head(header="方向", words=Direction, width=10), Form.WORD),
        Value(("nature",), Head(header="属性", words=Nature, width=8), Form.WORD),
        _text("category", "类别"),
        _text("scope", "口径"),
        _text("domain", "取值范围", "例如 [0, 100]、> 0"),
        Value(
            ("across",),
            Head(header="汇总规则", note="各专项、项目之间怎样汇总", words=AcrossRule),
            Form.WORD,
        ),
        Value(
            ("over_time",),
            Head(header="时间规则", note="各月、各季怎样合成一年", words=TimeRule, width=10),
            Form.WORD,
        ),
        _ids("weight", "权重", "主要指标", "加权平均所用指标的编号"),
        _ids("numerator", "分子", "主要指标"),
        _ids("denominator", "分母", "主要指标"),
        _formed("price_basis", "价格", Form.PRICES, "现价、2020年不变价、可比价"),
        _formed("reported_by", "填报", Form.TEXTS, f"由哪些专项、行动、项目填报；{_LIST_NOTE}", 16),
        _ids("share_of", "占比对象", "主要指标"),
        _ids("share_in", "占比范围", "地区"),
        _ids("growth_of", "增速对象", "主要指标"),
        _formed("breakdowns", "分解", Form.GROUPS, f"相加等于本指标的指标；每行一组，{_LIST_NOTE}", 18),
    ),
)
OBSERVATIONS: Final = Table(
    name="数据",
    about="每个数一行；“写在”填写在哪个专项、行动或项目中，规划的数据留空",
    keys={"observations": ""},
    owners=_OWNED,
    owner_header="写在",
    fields=(
        _ids("metric", "指标", "主要指标", "“主要指标”表中的编号", needed=True),
        _ids("subject", "主体", "地区", "数所说的专项、项目或地区的编号；即“写在”的留空"),
        _PERIOD,
        Value(
            ("aspect",),
            Head(
                header="方面",
                note="基期、实际、计划、预测；留空为实际",
                choices=("基期", "实际", "计划", "预测"),
                words=Aspect,
                width=8,
            ),
            Form.WORD,
            "实际",
        ),
        _FIGURE,
        _VINTAGE,
        SourceField(),
        _NOTE,
    ),
)
TARGETS: Final = Table(
    name="目标",
    about="每个目标一行；“写在”填写在哪个专项、行动或项目中，规划的目标留空",
    keys={"targets": ""},
    owners=_OWNED,
    owner_header="写在",
    fields=(
        _ids("metric", "指标", "主要指标", "“主要指标”表中的编号", needed=True),
        _ids("subject", "主体", "地区", "目标所说的专项、项目或地区的编号；即“写在”的留空"),
        _formed("by", "期限", Form.TIME, _DEADLINE_NOTE, needed=True),
        GoalField(),
        _formed("base", "基期", Form.TIME, "从哪一期的水平起算", 10),
        _formed("schedule", "序时计划", Form.LINES, "均衡；或每行一期，例如 2024H1: 45%", 16),
        SourceField(),
        _NOTE,
    ),
)
MILESTONES: Final = Table(
    name="时间节点",
    about="每个时间节点一行；“所属”填专项、行动或项目的编号",
    keys={"milestones": ""},
    owners=_OWNED,
    owner_header="所属",
    fields=(
        _text("name", "名称", "要达到什么", 24, needed=True),
        _formed("due", "节点时限", Form.TIME, _DEADLINE_NOTE, needed=True),
        _formed("done", "完成时间", Form.DAY, _DAY_NOTE),
        SourceField(),
        _NOTE,
    ),
)
SIGN_OFFS: Final = Table(
    name="销号",
    about="每次核查销号一行；“所属”填专项、行动或项目的编号，销的是时间节点的再填节点名称",
    keys={"sign_offs": ""},
    owners=_OWNED,
    owner_header="所属",
    milestones="时间节点",
    fields=(
        _formed("on", "时间", Form.DAY, f"销号的日期，{_DAY_NOTE}", needed=True),
        _text("checked_by", "核查单位", width=16),
        _formed("reopened", "重新打开", Form.DAY, f"重新打开的日期，{_DAY_NOTE}"),
        _NOTE,
    ),
)
STATES: Final = Table(
    name="进展",
    about="项目每到一个状态一行，按先后排列",
    keys={"states": ""},
    owners=("项目",),
    owner_header="项目",
    fields=(
        Value(("state",), Head(header="状态", words=ProjectState, is_required=True), Form.WORD),
        _formed("on", "时间", Form.TIME, "日期或时期，例如 2023-06-30、2023-06", needed=True),
        _NOTE,
    ),
)
RELATIONS_SHEET: Final = Table(
    name="关系",
    about="文件中并列的数之间的关系，每个一行；“内容”每行一个“键: 值”",
    keys={"relations": ""},
    fields=(
        _text("id", "编号", width=16),
        Content(frozenset({"id", "kind", "source", "note"})),
        SourceField(),
        _NOTE,
    ),
)
LIGHT_RULES: Final = Table(
    name="亮灯规则",
    about="每套亮灯规则一行；各档写在“分档”表",
    keys={"light_rules": ""},
    fields=(
        _ID,
        _text("name", "名称", width=24),
        _text("place", "所在地", "规则来自的地方"),
        _formed("year", "年度", Form.WHOLE, "例如 2023", 8),
        SourceField(),
        _NOTE,
    ),
)
BANDS: Final = Table(
    name="分档",
    about="亮灯规则的每一档一行，先符合的先用；数值范围例如 <= 0、[10, 30]、> 30",
    keys={"bands": ""},
    owners=("亮灯规则",),
    owner_header="规则",
    fields=(
        Value(("light",), Head(header="灯", words=Light, width=8, is_required=True), Form.WORD),
        _text("shortfall_points", "落后百分点", "完成进度落后序时进度的百分点；负数为超前"),
        _text("shortfall_share", "落后比例", "落后占序时应完成的%"),
        _text("growth", "同比增速", "%"),
        _text("growth_over_plan", "增速高于计划", "百分点", 14),
        _text("growth_over_mean", "增速高于平均", "百分点", 14),
        _text("months_late", "逾期月数", "连续逾期的整月数"),
    ),
)
PRICE_INDICES: Final = Table(
    name="物价指数",
    about="换算不变价所用的指数，每个一行",
    keys={"price_indices": ""},
    fields=(
        _text("of", "指数", "例如 GDP平减指数", 16, needed=True),
        _formed("period", "时期", Form.TIME, "年份", needed=True),
        FigureField(
            ("figure",),
            Head(
                header="数值",
                note="以基期为100，单位填“无单位”；或写成 上涨2.3%、下降0.5%",
                is_number=True,
                width=14,
                is_required=True,
            ),
        ),
        _formed("base", "基期", Form.TIME, "价格为100的年份；留空为上年", 10),
        _text("currency", "币种", "留空为人民币 CNY", 8),
        _VINTAGE,
        SourceField(),
        _NOTE,
    ),
)
EXCHANGE_RATES: Final = Table(
    name="汇率",
    about="换算币种所用的汇率，每个一行",
    keys={"exchange_rates": ""},
    fields=(
        _PERIOD,
        FigureField(
            ("figure",),
            Head(header="数值", note="例如 6.7261，单位 元/美元", is_number=True, width=14, is_required=True),
        ),
        Value(("kind",), Head(header="类型", words=RateKind, is_required=True, width=8), Form.WORD),
        _VINTAGE,
        SourceField(),
        _NOTE,
    ),
)
PLACES: Final = Table(
    name="地区",
    about="规划所属的开发区（至多一行）和其他地区",
    keys={"zone": "开发区", "places": "地区"},
    fields=(
        _ID,
        _text("name", "名称", width=24, needed=True),
        _text("kind", "类型", "例如 经开区、高新区"),
        Value(("level",), Head(header="级别", words=ZoneLevel), Form.WORD),
        _ids("within", "隶属", "地区", "所在地区的编号"),
    ),
)
SOURCES: Final = Table(
    name="来源",
    about="数据和目标所引的文件，每个一行",
    keys={"sources": ""},
    fields=(
        _text("id", "编号", "不重复、无空格", 16, needed=True),
        _text("document", "文件", "文件名称", 40),
        _text("place", "出处", "在文件中的位置", 14),
        _text("quote", "引文", width=24),
        _text("date", "日期", "例如 2023-02-16"),
        _text("url", "网址", width=40),
    ),
)
PLAN: Final[tuple[Value, ...]] = (
    _text("id", "编号", "规划的编号", needed=True),
    _text("name", "名称", "规划的名称", needed=True),
    _formed("period", "规划期", Form.TIME, "例如 2023-2025"),
    _text("pattern", "结构", "宣布的结构，例如 1+5+22"),
    _formed("declared_programs", "方案数", Form.WHOLE, "宣布的专项（方案）数"),
    _formed("lead_units", "牵头单位", Form.TEXTS, _LIST_NOTE),
    _formed("supporting_units", "配合单位", Form.TEXTS, _LIST_NOTE),
    _text("note", "备注", "读者应知道的其他事项"),
)
"""What stands on the sheet of the plan itself, each in a row."""

DERIVED: Final = ("基期值", "最新时期", "最新实际值", "目标期限", "目标数值", "完成程度")
"""Columns of 主要指标 that are computed from the other sheets and not read."""

TABLES: Final[tuple[Table, ...]] = (
    OUTLINE, METRICS, OBSERVATIONS, TARGETS, PROJECTS, MILESTONES, SIGN_OFFS, STATES, RELATIONS_SHEET,
    LIGHT_RULES, BANDS, PRICE_INDICES, EXCHANGE_RATES, PLACES, SOURCES,
)  # fmt: skip
"""All sheets of records, in the order of a workbook."""
