"""Invented plan documents that use every key, and small faults of every sort at every place of them.

Each document is small, so that thousands of faults are quickly tried.
"""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zoneplan.formats import yaml
from zoneplan.locations import MARK_KEY
from zoneplan.vocabulary import KEYS, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

_METRIC = "metrics: [{id: m, name: 指标甲, unit: 亿元, kind: flow}]"
_PART = "id: a, name: 甲"

DOCUMENTS = {
    "plan": """\
$schema: plan.schema.json
id: p
name: 示范规划
zone: {id: z, name: 示范区, kind: 经开区, level: national, within: city}
places: [{id: city, name: 示范市, level: 市}]
period: 2021-2025
pattern: 1+1+2
declared_programs: 1
lead_units: 管委会
supporting_units: [甲局, 乙局]
sources: [{id: s, document: 公报, place: 表2, quote: 原文, date: 2023-02, url: 'https://example.org'}]
note: 虚构
""",
    "metric": """\
id: p
name: 示范规划
metrics:
  - id: share
    name: 占比
    unit: '%'
    kind: ratio
    direction: higher
    nature: binding
    scope: 规上
    category: 经济
    domain: '[0, 100]'
    across: weighted_mean
    over_time: last
    weight: w
    numerator: n
    denominator: d
    reported_by: [a, b]
    share_of: w
    share_in: city
    breakdowns: [[x, y], [u, v]]
  - {id: growth, name: 增速, unit: '%', kind: rate, growth_of: w, price_basis: 2020年不变价}
""",
    "program": """\
id: p
name: 示范规划
programs:
  - id: a
    name: 甲
    title: 甲方案
    label: 行动
    declared_actions: 2
    place: city
    lead_units: 甲局
    supporting_units: [乙局]
    start: 2021
    deadline: 2025年底前
    done: 2025-06-30
    sign_offs: [{on: 2025-07-01, checked_by: 督查室, reopened: 2025-08-01, note: 注}]
    metrics: [{id: m, name: 指标甲, unit: 亿元, kind: flow}]
    note: 注
""",
    "action": """\
id: p
name: 示范规划
programs:
  - id: a
    name: 甲
    actions:
      - id: b
        name: 乙
        label: 工程
        place: city
        lead_units: 甲局
        supporting_units: [乙局]
        start: 2021-03
        deadline: 长期
        done: 2023年6月30日
        sign_offs: []
        milestones:
          - name: 封顶
            due: 2023-10-31
            done: 2023.9.28
            sign_offs: [{on: 2023/10/01}]
            source: s
            note: 注
        metrics: []
        projects: [{id: c, name: 丙}]
        observations: [{metric: m, period: 2022, figure: 3亿元}]
        targets: [{metric: m, by: 2025, level: 5亿元}]
        note: 注
    projects: [{id: d, name: 丁}]
    milestones: [{name: 开工, due: 2022}]
    observations: [{metric: m, period: 2023年上半年, figure: 1亿元}]
    targets: [{metric: m, by: 2021—2025年每年, level: 6亿元}]
""",
    "project": """\
id: p
name: 示范规划
projects:
  - id: a
    name: 甲
    aliases: [甲项目]
    place: city
    part_of: big
    serves: [x, y]
    lead_units: 甲局
    supporting_units: 乙局
    construction: new
    start: 2021Q2
    deadline: 2022年全年
    states: [{state: under_construction, on: 2022年3月, note: 注}, {state: 建成, on: 2023-06-30}]
    done: 2023-06-30
    sign_offs: [{on: 2023-07-01}]
    milestones: [{name: 封顶, due: 2022-10}]
    note: 注
""",
    "investment": """\
id: p
name: 示范规划
projects:
  - id: a
    name: 甲
    investment:
      total: {text: 10.0亿元, price_basis: 现价, quantum: 0.1}
      by_year: [{period: 2022, figure: 4亿元, price_basis: current}, {period: 2023}]
      by_source: [{name: 自筹, figure: 6亿元, price_basis: 现价}, {name: 财政}]
      done: 3亿元
      note: 注
    observations: [{metric: m, period: 2022, figure: 4亿元}]
    targets: [{metric: m, by: 2023, level: 10亿元}]
""",
    "observation": """\
id: p
name: 示范规划
observations:
  - metric: m
    period: 2022
    figure: 2400亿元
    subject: z
    aspect: actual
    vintage: preliminary
    price_basis: 现价
    source: {id: s, place: 表2}
    note: 注
  - {metric: m, period: 十四五, figure: {text: 5亿元, price_basis: constant 2020, quantum: '1'}, source: s}
""",
    "target": """\
id: p
name: 示范规划
targets:
  - metric: m
    by: 2025年底前
    level: 3000亿元以上
    subject: z
    price_basis: 现价
    base: 2020
    schedule: {2023: 40%, 2024年: 70%}
    source: s
    note: 注
  - {metric: m, by: 2025, level: {figure: 5亿元, price_basis: 现价}, schedule: even}
  - {metric: m, by: 2025, level: {text: 5亿元, quantum: 1}, schedule: {levels: {2023: 3亿元}}}
  - {metric: m, by: 2025, annual_rate: {figure: 7%左右, price_basis: 可比价}, schedule: {shares: {2023: 40%}}}
""",
    "goals": """\
id: p
name: 示范规划
targets:
  - {metric: m, by: 2025, cumulative: {figure: 13.5%, form: change, falling: true, price_basis: 可比价}}
  - {metric: m, by: 2025, point_change: {figure: 提高2个百分点, yearly: false, price_basis: 现价}}
  - {metric: m, by: 2025, multiple: {figure: 翻一番, price_basis: 可比价}}
  - {metric: m, by: 2025, rank: {figure: 第五, price_basis: 现价}}
  - {metric: m, by: 长期, relative_to: {metric: n, bound: gt, gap: 1个百分点, text: 高于, modality: aim}}
  - {metric: m, by: 2025, qualitative: {text: 保持在合理区间, modality: 预期}}
  - {metric: m, by: 2025, delegated: {to: 市政府, text: 完成下达目标, modality: estimate}}
""",
    "lights and rates": """\
id: p
name: 示范规划
light_rules:
  - id: r
    name: 规则
    place: 示范市
    year: 2025
    source: s
    note: 注
    bands:
      - {light: green, shortfall_points: '<= 0', shortfall_share: '<= 0', growth: '> 5'}
      - {light: 红灯, growth_over_plan: '[-10, 0]', growth_over_mean: '< 0', months_late: '>= 3'}
price_indices:
  - of: 平减指数
    period: 2022
    figure: 102.3
    base: 2021
    currency: CNY
    vintage: final
    source: s
    note: 注
  - {of: 平减指数, period: 2023, figure: {text: 102.30, quantum: 0.01}}
exchange_rates:
  - {period: 2022, figure: 6.7261元/美元, kind: average, vintage: 最终核实, source: s, note: 注}
""",
    "relations": """\
id: p
name: 示范规划
relations:
  - {id: r1, kind: sum, total: 10亿元, parts: [4亿元, 6亿元], weights: [1, '1/2'],
     partial: false, source: s, note: 注}
  - {kind: share, part: {}, whole: 5亿元, share: 40%, may_exceed: true}
  - {kind: shares_sum, shares: [40%, 60%], total: 100%}
  - {kind: 比值, numerator: 1亿元, denominator: 2万人, ratio: 0.5万元/人}
  - {kind: growth, base: {figure: 1亿元, period: 2020}, target: {figure: 2亿元, period: 2022},
     rate: 5%, method: mean, levels: [{figure: 1.5亿元, period: 2021}]}
""",
    "more relations": """\
id: p
name: 示范规划
relations:
  - {kind: cumulative, change: 13%, start: 1亿元, end: 2亿元, form: change, falling: false}
  - {kind: cumulative, change: 13%, rate: 3%, period: 2021-2025}
  - {kind: cumulative, change: 3亿元, parts: [1亿元, 2亿元], form: flow}
  - {kind: difference, minuend: 5%, subtrahend: 3%, difference: 2个百分点, yearly: false}
  - {kind: multiple, base: 1亿元, target: 2亿元, multiple: 2倍}
  - {kind: order, smaller: 1亿元, larger: 2亿元, strictly: true}
  - {kind: run, start: 2015年, runs: [{figure: 3年, period: 2018}, {figure: 4年, period: 2019}]}
  - {kind: same_fact, statements: [1亿元, 1.0亿元]}
""",
    "term": """\
id: p
name: 示范规划
relations:
  - kind: order
    smaller:
      figure: 1亿元
      name: 甲
      metric: m
      subject: z
      period: 2022
      aspect: target
      vintage: final
      scope: 规上
      denominator: 常住人口
      price_basis: 现价
      domain: '> 0'
      unit: 亿元
      source: {document: 公报}
    larger: 2亿元
""",
}
"""Invented documents, each a plan, that together use every key of plan documents."""

WRONG: tuple[Any, ...] = (
    None, True, 5, -1, Decimal("0.5"), "", "词", "a b", [], {}, ["词"], {"词": "词"}, {"text": "5亿元"},
    {"figure": "5亿元"},
)  # fmt: skip
"""What is written instead of each value in turn."""


def documents(name: str) -> Iterator[dict[str, Any]]:
    """Give one of the documents as plain data, once for each item of its list."""
    found = bare(yaml.load(DOCUMENTS[name], name))
    long = next((key for key, value in found.items() if isinstance(value, list) and len(value) > 1), None)
    yield from [found] if long is None else ({**found, long: [item]} for item in found[long])


def bare(data: Any) -> Any:
    """Give plain data without the marks that readers leave."""
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key != MARK_KEY}
    return [bare(one) for one in data] if isinstance(data, list) else data


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Give every value below the top of a document with its path."""
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in below:
        yield (*path, step), value
        yield from places(value, (*path, step))


def replaced(data: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """Give a copy of a document with another value at a path."""
    made = copy.deepcopy(data)
    holder: Any = made
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return made


def faults(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give a document with one thing changed at a time, and what was changed; some changes are no fault."""
    for path, value in places(data):
        others = [*WRONG, [value], *(value[:1] if isinstance(value, list) else ())]
        for other in others:
            if other is not value and (type(other), other) != (type(value), value):
                yield f"{path} is {other!r}", replaced(data, path, other)
    mappings = [((), data), *((path, value) for path, value in places(data) if isinstance(value, dict))]
    for path, mapping in mappings:
        for told, changed in keys_changed(mapping):
            yield f"{path}: {told}", replaced(data, path, changed) if path else changed


def keys_changed(mapping: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give a mapping with a key dropped, added, written twice, or under another name."""
    yield "unknown key", {**mapping, "colour": "red"}
    yield "unknown key in Chinese", {**mapping, "颜色": "红"}
    yield "a second goal", {**mapping, "qualitative": "词"}
    for key, value in mapping.items():
        rest = {one: other for one, other in mapping.items() if one != key}
        yield f"without {key}", rest
        yield f"{key}s", {**rest, f"{key}s": value}
        for word in words_for(key):
            yield f"{key} as {word}", {**rest, word: value}
            yield f"{key} and {word}", {**mapping, word: value}


def keys_used(data: Any) -> set[str]:
    """Give the English keys that a document uses anywhere."""
    if isinstance(data, dict):
        return {KEYS.get(key, key) for key in data} | set().union(*map(keys_used, data.values()))
    return set().union(*map(keys_used, data)) if isinstance(data, list) else set()
