"""How long finding amounts takes, as the ratio to one regex of numerals over the same text, in one run.

Run it with `python tests/benchmarks/reading_speed.py [BYTES]`; the default of 1,000,000 bytes of UTF-8 is
what the bar is set for. The text is synthetic planning prose, about one amount in 40 characters, its
numbers varied, and the clauses before them put together from tables of places, fields and verbs, so that
most of them stand there once and no cache of phrases carries it. The exit code is 1 when the bar is missed.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from typing import TYPE_CHECKING

from zoneplan import amounts

if TYPE_CHECKING:
    from collections.abc import Callable

BAR = 10
NUMERALS = re.compile(
    "[0-9０-９][0-9０-９,，.．]*|[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+"
)
SENTENCES = (
    "坚持稳中求进工作总基调，全区地区生产总值达到{a}亿元，同比增长{p}%，",
    "高质量发展取得新成效，一般公共预算收入完成{a}亿元，占全市的比重为{p}%。",
    "围绕主导产业强链补链，规模以上工业总产值突破{n}亿元大关，高新技术企业超过{n}家，",
    "加快推进重大项目建设，总投资{a}亿元的重点项目开工，占地{n}亩，建筑面积{a}万平方米。",
    "切实增进民生福祉，新增就业{a}万人以上，城镇登记失业率控制在{p}%以内，",
    "坚定不移扩大对外开放，实际使用外资{a}亿美元，进出口总额约{n}亿元左右，",
    "绿色低碳转型步伐加快，单位地区生产总值能耗下降{p}%，研发投入占比提高{p}个百分点。",
    "到2025年，力争培育千亿级产业集群{s}个、上市公司{s}家，人均可支配收入达到{a}万元，",
    "累计建成标准厂房{h}万平方米，服务企业{n}余家，兑现惠企资金{h}亿元。",
    "经济密度由{a}亿元/平方公里提高到{a}亿元/平方公里，亩均税收超{n}万元，",
)


def _listed(text: str) -> list[str]:
    return text.split()


# What a clause begins with: before a sentence's number it makes nearly every clause another one.
PLACES = _listed(
    "全区 全市 全县 园区 高新区 经开区 开发区 示范区 片区 新城 老城区 街道 乡镇 "
    "港区 自贸区 综保区 产业园 科技城 大学城 临空区 东部新区 西部片区 南部组团 "
    "北部山区 中心城区"
)
TIMES = _listed("今年 去年 上半年 期末 届时 年内 五年来 近期 目前 当前 到期末 全年")
FIELDS = _listed(
    "数字经济 生物医药 集成电路 新能源汽车 高端装备 新材料 人工智能 航空航天 现代物流 "
    "文化旅游 现代农业 绿色食品 软件服务 工业设计 节能环保 海洋经济 低空经济 跨境电商 "
    "检验检测 科技金融 智能家居 轨道交通 光电显示 纺织服装 精细化工 建筑建材 有色金属 "
    "康养服务 食品加工 冰雪运动"
)
PROSE = (
    "深入实施“十四五”规划和三年行动计划，一体推进改革创新，统筹发展和安全两件大事，进一步优化营商环境。",
    "坚持以人民为中心的发展思想，推动基本公共服务更加均衡可及，让改革发展成果更多更公平惠及全体人民。",
    "聚焦关键核心技术攻关，支持龙头企业牵头组建创新联合体，打通从实验室到生产线的转化通道。",
    "严格落实安全生产责任制，健全风险防控体系，压实属地责任、部门责任和企业主体责任，守牢安全底线。",
    "持续优化空间布局，推动老城区有机更新和新城区品质提升，打造宜居宜业宜游的现代化园区。",
    "",
)


def planning_text(size: int, seed: int = 7) -> str:
    """Write so many bytes of planning prose with varied numbers."""
    chance = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = _varied(chance, chance.choice(SENTENCES)) + chance.choice(PROSE)
        while "{" in sentence:
            start = sentence.index("{")
            sentence = sentence[:start] + _number(chance, sentence[start + 1]) + sentence[start + 3 :]
        parts.append(sentence)
        length += len(sentence.encode())
    return "".join(parts)


def _varied(chance: random.Random, sentence: str) -> str:
    """Put a time, a place and a field before the clauses of a sentence, each as often as prose does."""
    told = []
    for clause in sentence.split("，"):
        lead = chance.choice(TIMES) if chance.random() < 0.4 else ""
        lead += chance.choice(PLACES) if chance.random() < 0.7 else ""
        lead += chance.choice(FIELDS) if chance.random() < 0.8 else ""
        told.append(lead + clause if clause else clause)
    return "，".join(told)


def _number(chance: random.Random, form: str) -> str:
    match form:
        case "a":
            return f"{chance.uniform(10, 9999):.{chance.randrange(3)}f}"
        case "p":
            return f"{chance.uniform(0.5, 60):.{chance.randrange(1, 3)}f}"
        case "n":
            return str(chance.randrange(20, 9000))
        case "s":
            return str(chance.randrange(2, 40))
    digits = "一二三四五六七八九"
    return f"{chance.choice(digits)}百{chance.choice(digits)}十{chance.choice(digits)}"


def elapsed(run: Callable[[], object]) -> float:
    """Give how long a run takes, in seconds, without what it takes to throw away what it made."""
    start = time.perf_counter()
    kept = run()
    took = time.perf_counter() - start
    del kept
    return took


def measure(size: int, runs: int = 9) -> tuple[float, int]:
    """Give the ratio of finding amounts to finding numerals in so many bytes, and how many were found.

    The two take turns, so that a machine that is slower for a while is so for both; the ratio is the median
    of those of the turns.
    """
    text = planning_text(size)
    ratios = []
    for _ in range(runs):
        scanning = elapsed(lambda: [match.span() for match in NUMERALS.finditer(text)])
        ratios.append(elapsed(lambda: amounts.find(text)) / scanning)
    return statistics.median(ratios), sum(len(one.figures) for one in amounts.find(text))


def main(arguments: list[str]) -> int:
    """Print the ratio beside its bar."""
    size = int(arguments[0]) if arguments else 1_000_000
    text = planning_text(size)
    ratio, found = measure(size)
    verdict = "met" if ratio <= BAR else "MISSED"
    print(f"{size:,} bytes, {len(text):,} characters, {found:,} figures, Python {sys.version.split()[0]}")
    print(f"amounts.find / one regex of numerals {ratio:>10.2f}   at most {BAR:>4}   {verdict}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
