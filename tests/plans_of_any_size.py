"""Plans as large as one likes, for tests and benchmarks of what a plan shows: everything in them is invented.

A plan has programs of some 20 to 50 actions, and in them what offices report: targets with baselines,
observations over years and months with vintages, deadlines, milestones, sign-offs, and projects with
investments. Some of it is missing, late, withdrawn or worded on purpose. No number is drawn at random: the
same size gives the same plan everywhere, and a change of one place changes nothing else.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from zoneplan import (
    Action,
    AnnualRate,
    Funding,
    Investment,
    Metric,
    Milestone,
    Observation,
    Plan,
    Program,
    Project,
    Qualitative,
    Rank,
    SignOff,
    Source,
    Target,
    YearlyInvestment,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AS_OF", "large_plan"]

AS_OF: Final = datetime.date(2024, 9, 30)
"""The day by which part of everything is due: three and three quarters of the five years are over."""

_METRICS: Final = (
    Metric(id="invested", name="完成投资", unit="亿元", kind="flow", direction="higher",
           nature="anticipatory", across="sum", over_time="sum", category="经济发展"),
    Metric(id="firms", name="高新技术企业", unit="家", kind="count", direction="higher",
           nature="anticipatory", across="sum", over_time="last", category="创新驱动"),
    Metric(id="energy", name="单位产值能耗", unit="吨标准煤/万元", kind="ratio", direction="lower",
           nature="binding", across="none", over_time="none", category="绿色低碳"),
    Metric(id="land", name="供应产业用地", unit="亩", kind="stock", direction="higher", nature="anticipatory",
           across="sum", over_time="last", category="空间保障"),
    Metric(id="satisfied", name="企业满意度", unit="%", kind="ratio", direction="higher",
           nature="anticipatory", across="none", over_time="none", category="营商环境"),
    Metric(id="gdp", name="地区生产总值", unit="亿元", kind="flow", direction="higher", nature="anticipatory",
           across="none", over_time="sum", category="经济发展"),
    Metric(id="place", name="综合排名", unit="位", kind="rank", direction="lower", nature="anticipatory",
           category="综合"),
)  # fmt: skip
_PROGRAMS: Final = (
    "产业创新",
    "科技人才",
    "项目建设",
    "绿色低碳",
    "城市更新",
    "营商环境",
    "开放合作",
    "民生服务",
)
_UNITS: Final = ("发展改革局", "经济发展局", "科技人才局", "规划建设局", "行政审批局", "投资促进局")
_DUE: Final = ("2023-12", "2024-06", "2025底前", "2024年全年", "长期", "2025-06")
_CHECKED: Final = ("2023-11", "2024-05", "2025-11", "2024-11", "2025-12", "2025-05")
_MONTHS: Final = 9
_SIZES: Final = (20, 35, 50, 27, 42)


def _source(number: int, what: str) -> Source:
    """Give where a figure is from: a report with a quotation; every 40th has none."""
    return Source(
        id="report" if number % 3 else "list",
        place=f"第{number % 60 + 1}页",
        quote=f"{what}（虚构）",
    )


def _told(
    metric: str, period: str, text: str, number: int, *, aspect: str = "actual", vintage: str | None = None
) -> Observation:
    source = _source(number, text)
    return Observation(
        metric=metric, period=period, figure=text, aspect=aspect, vintage=vintage, source=source
    )


def _figured(number: int) -> tuple[list[Target], list[Observation]]:
    """Give the target of an action and what was reported: what it is about goes round."""
    match number % 10:
        case 0 | 5:
            return _invested(number)
        case 1 | 6:
            return _counted(number)
        case 2:
            return _energy(number)
        case 3 | 8:
            return _land(number)
        case 4:
            return _satisfied(number)
        case 7:  # words
            goal = Qualitative("保持在合理区间")
            return [Target(metric="satisfied", by="长期", goal=goal, source=_source(number, "合理区间"))], []
        case _:  # nothing set
            return [], []


def _invested(number: int) -> tuple[list[Target], list[Observation]]:
    """Money by years and months, some of which are missing."""
    goal = 20 + number % 45
    yearly = [
        _told("invested", f"{year}", f"{goal * (60 + (number * 7 + year) % 75) // 100 / 5:.2f}亿元", number,
              vintage="final" if year < 2023 else "preliminary")
        for year in (2021, 2022, 2023)
    ]  # fmt: skip
    months = [
        _told("invested", f"2024-{month:02}", f"{(number + month) % 7 * 1000 + 1500}万元", number)
        for month in range(1, _MONTHS + 1)
        if number % 70 or month != 4
    ]
    target = Target(
        metric="invested", by="2021-2025", goal=f"{goal}亿元", source=_source(number, f"{goal}亿元")
    )
    return [target], [*yearly, *(months if number % 4 == 0 else months[-1:] if number % 3 == 0 else [])]


def _counted(number: int) -> tuple[list[Target], list[Observation]]:
    """A number of firms that rises, with a target that fell due the year before for some."""
    base, goal = 10 + number % 30, 30 + number % 60
    found = [_told("firms", "2020", f"{base}家", number, aspect="baseline")]
    for year in (2021, 2022, 2023):
        if number % 26 != 1:  # those are never reported
            now = base + (goal - base) * (year - 2020) * (70 + number * 11 % 60) // 400
            found.append(_told("firms", f"{year}", f"{now}家", number))
    by = "2023" if number % 4 == 1 else "2025"
    return [
        Target(metric="firms", by=by, goal=f"{goal}家以上", source=_source(number, f"{goal}家以上"))
    ], found


def _energy(number: int) -> tuple[list[Target], list[Observation]]:
    """A ratio that has to fall, some of whose reports are revised."""
    base = 400 + number % 90
    found = [_told("energy", "2020", f"0.{base}吨标准煤/万元", number, aspect="baseline", vintage="final")]
    found += [
        _told("energy", f"{year}", f"0.{base - (year - 2020) * (5 + number % 20)}吨标准煤/万元", number,
              vintage="preliminary")
        for year in (2021, 2022, 2023)
    ]  # fmt: skip
    if number % 3 == 0:
        found.append(_told("energy", "2023", f"0.{base - 40}吨标准煤/万元", number, vintage="final"))
    goal = f"0.{base - 60}吨标准煤/万元以下"
    return [Target(metric="energy", by="2025", goal=goal, source=_source(number, goal))], found


def _land(number: int) -> tuple[list[Target], list[Observation]]:
    """A stock in quarters, rounded as such figures are, without a base for some."""
    goal = 600 + number % 13 * 150
    found = [] if number % 16 == 3 else [_told("land", "2020", f"{goal // 3}亩", number, aspect="baseline")]
    found += [
        _told("land", f"2024Q{quarter}", f"约{goal * (5 + quarter + number % 3) // 100 * 10}亩", number)
        for quarter in (1, 2)
    ]
    goals = f"{goal}亩"
    return [Target(metric="land", by="2025", goal=goals, source=_source(number, goals))], found


def _satisfied(number: int) -> tuple[list[Target], list[Observation]]:
    """A share that is to be kept above a limit each year."""
    found = [
        _told("satisfied", f"{year}", f"{90 + (number + year) % 9}.{number % 10}%", number)
        for year in (2021, 2022, 2023)
        if (number + year) % 17
    ]
    return [Target(metric="satisfied", by="2025", goal="95%以上", source=_source(number, "95%以上"))], found


def _milestones(number: int) -> list[Milestone]:
    """Up to three milestones: done, closed, reopened, late or still to come; some lie after their action."""
    closed = SignOff(on="2023-07-05", checked_by=_UNITS[number % len(_UNITS)])
    reopened = SignOff(on="2023-07-05", reopened="2024-02-01")
    sign_offs = [closed] if number % 5 == 0 and number % 9 else [reopened] if number % 45 == 9 else []
    found = [
        Milestone(name="方案印发", due="2022-06", done="2022-05-20" if number % 6 else None),
        Milestone(
            name="中期评估",
            due="2023-06",
            done="2023-06-28" if number % 9 else None,
            sign_offs=sign_offs,
        ),
        Milestone(name="验收", due="2025-10" if number % 40 == 7 else _CHECKED[number % 6]),
    ]
    return found[: number % 4]


def _project(number: int) -> Project:
    """A project with its investment; years, sources of money or the total are missing for some."""
    total = 5 + number % 40
    own = total - 2 - number % 3
    return Project(
        id=f"x{number}",
        name=f"示范项目{number}（虚构）",
        construction="new" if number % 2 else "continued",
        lead_units=(_UNITS[number % len(_UNITS)],),
        start="2022-03",
        deadline="2025-06",
        investment=Investment(
            total=None if number % 33 == 0 else f"{total}亿元",
            by_year=[
                YearlyInvestment(period=2022, figure=f"{total * 2 // 10}亿元"),
                YearlyInvestment(period=2023, figure=f"{total * 3 // 10}亿元"),
                YearlyInvestment(period=2024, figure=None if number % 12 == 0 else f"{total * 3 // 10}亿元"),
            ],
            by_source=[
                Funding(name="财政", figure="2亿元"),
                Funding(name="自筹", figure=f"{own}亿元"),
                Funding(name="银行贷款", figure=None if number % 15 == 0 else f"{number % 3}亿元"),
            ],
            done=None if number % 7 == 0 else f"{total * (3 + number % 5) // 10}亿元",
        ),
    )


def _action(number: int) -> Action:
    targets, observations = _figured(number)
    return Action(
        id=f"a{number}",
        name=None if number % 60 == 43 else f"行动{number}（虚构）",
        lead_units=() if number % 19 == 18 else (_UNITS[number % len(_UNITS)],),
        start="2021-01",
        deadline=None if number % 23 == 22 else _DUE[number % 6],
        done="2023-12-15" if number % 12 == 6 else None,
        milestones=_milestones(number),
        targets=targets,
        observations=observations,
        projects=[_project(number)] if number % 5 == 0 else [],
    )


def _sizes(actions: int) -> Iterator[tuple[int, int]]:
    """Cut so many actions into programs: the first and the end of each."""
    first = turn = 0
    while first < actions:
        end = min(first + _SIZES[turn % len(_SIZES)], actions)
        yield first, end
        first, turn = end, turn + 1


def _program(turn: int, first: int, end: int) -> Program:
    name = _PROGRAMS[turn % len(_PROGRAMS)]
    return Program(
        id=f"p{turn}",
        name=f"{name}方案{turn + 1}（虚构）",
        label="行动",
        declared_actions=end - first + (3 if turn % 4 == 3 else 0),
        lead_units=(_UNITS[turn % len(_UNITS)],),
        actions=[_action(number) for number in range(first, end)],
    )


def _own() -> tuple[list[Target], list[Observation]]:
    """What the plan sets out to reach itself, and what was reported of its zone."""
    targets = [
        Target(metric="gdp", by="2025", goal=AnnualRate("7%左右"), source=_source(1, "年均7%左右")),
        Target(metric="place", by="2025", goal=Rank("前五"), source=_source(2, "前五")),
    ]
    told = [
        _told("gdp", "2020", "1820.5亿元", 1, aspect="baseline", vintage="final"),
        _told("gdp", "2021", "1995.8亿元", 1, vintage="final"),
        _told("gdp", "2022", "2078.4亿元", 2, vintage="final"),
        _told("gdp", "2023", "2201亿元", 2, vintage="preliminary"),
        _told("place", "2020", "第9", 3, aspect="baseline"),
        _told("place", "2023", "第6", 4),
    ]
    return targets, told


def large_plan(actions: int) -> Plan:
    """Make an invented plan with so many actions in programs of some 20 to 50, the same one each time.

    Args:
        actions: How many actions, at least 1.
    """
    targets, told = _own()
    parts = [_program(turn, first, end) for turn, (first, end) in enumerate(_sizes(actions))]
    return Plan(
        id="invented",
        name=f"示范开发区{actions}项行动规划（数据为虚构）",
        zone=Zone(id="zone", name="示范开发区（虚构）", level="national"),
        period="2021-2025",
        declared_programs=len(parts),
        lead_units=("示范区管委会",),
        sources=[
            Source(id="report", document="示范区年度报告（虚构）", date="2024-01-20"),
            Source(id="list", document="示范区行动清单（虚构）", url="https://example.org/list"),
        ],
        metrics=_METRICS,
        programs=parts,
        targets=targets,
        observations=told,
        note="本规划及其全部数据均为虚构，用于测试。",
    )
