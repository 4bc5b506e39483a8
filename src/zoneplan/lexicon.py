"""The words around amounts in running text, and what each of them says.

Tables and the patterns made of them, no reading: `zoneplan.scanner` puts them together.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zoneplan.kinds import Modality
from zoneplan.prices import PriceBasis
from zoneplan.qualifiers import Qualifier
from zoneplan.spelling import listed, searched

__all__ = [
    "BEFORE",
    "BEHIND",
    "BEHIND_WORDS",
    "CONTEXT",
    "CONTEXT_WORDS",
    "GROWTH_NOUNS",
    "NEGATIONS",
    "NOTES",
    "PRICES_OF_YEAR",
    "REJECTED_BEHIND",
    "SUBJECTS",
    "SUBJECT_WORDS",
    "before_word",
]


# -- bounds ---------------------------------------------------------------------------------------

_OVER = listed("超过 超出 突破 多于 高于 大于 高过 多过 逾 超 破 > 超越 冲破 跨越 跨过")
_AT_LEAST = listed(
    "至少 起码 最少 最低 最少达 至少达 不下 不下于 ≥ >= => 大于等于 大于或等于 达到或超过 "
    "超过或达到 不亚于 跨上 迈上 跃上 站上 登上"
)
_UNDER = listed("低于 少于 小于 不足 不满 不到 不及 未满 不够 未达 < 未到 未及 达不到")
_AT_MOST = listed("至多 最多 最高 顶多 最多达 最大 上限为 ≤ <= =< 小于等于 小于或等于")
_NEARLY = listed("接近 将近 逼近 近 几近 临近")
_ABOUT = listed("大约 大概 约为 约合 约达 约 大致 大体 折合约 差不多")

NEGATIONS = (
    "不",
    "未",
    "没",
    "没有",
    "不得",
    "不能",
    "不应",
    "不可",
    "不宜",
    "不会",
    "未曾",
    "尚未",
    "并未",
    "仍未",
    "均未",
    "不再",
    "不准",
    "不许",
    "切勿",
    "不要",
    "不予",
)
"""What turns a bound round: 不超过, 未超过, 不得低于."""


def _bounds() -> dict[str, Qualifier]:
    said = {
        Qualifier.OVER: _OVER,
        Qualifier.AT_LEAST: _AT_LEAST,
        Qualifier.UNDER: _UNDER,
        Qualifier.AT_MOST: _AT_MOST,
        Qualifier.NEARLY: _NEARLY,
        Qualifier.ABOUT: _ABOUT,
    }
    plain = {word: qualifier for qualifier, group in said.items() for word in group}
    turned = {
        "超过": Qualifier.AT_MOST,
        "超出": Qualifier.AT_MOST,
        "超": Qualifier.AT_MOST,
        "突破": Qualifier.AT_MOST,
        "多于": Qualifier.AT_MOST,
        "高于": Qualifier.AT_MOST,
        "大于": Qualifier.AT_MOST,
        "逾": Qualifier.AT_MOST,
        "过": Qualifier.AT_MOST,
        "低于": Qualifier.AT_LEAST,
        "少于": Qualifier.AT_LEAST,
        "小于": Qualifier.AT_LEAST,
        "达到": Qualifier.UNDER,
        "达": Qualifier.UNDER,
        "足": Qualifier.UNDER,
        "满": Qualifier.UNDER,
        "到": Qualifier.UNDER,
    }
    for no in NEGATIONS:
        plain |= {f"{no}{word}": qualifier for word, qualifier in turned.items()}
    del plain["不再超"]
    longer = {
        f"{word}{tail}": plain[word]
        for word in plain
        for tail in ("了", "达", "达到", "至", "为")
        if word not in "><≥≤"
    }
    equal = {
        f"{no}{word}{middle}等于": Qualifier.AT_LEAST
        if (word[0] in "大多高") != bool(no)
        else Qualifier.AT_MOST
        for no in ("", "不")
        for word in ("大于", "多于", "高于", "小于", "少于", "低于")
        for middle in ("", "或", "或者", "、")
    }
    equal |= {
        f"等于{middle}{word}": Qualifier.AT_LEAST if word[0] in "大多高" else Qualifier.AT_MOST
        for word in ("大于", "多于", "高于", "小于", "少于", "低于")
        for middle in ("或", "或者")
    }
    return longer | plain | equal


BEFORE = _bounds()
"""The words before a number and what they say; longest match first, so 不超过 is never 超过."""

_LENGTHS_BEFORE: dict[str, list[int]] = {}  # of the words with these last two characters, longest first
for _length in sorted({len(word) for word in BEFORE} - {1}, reverse=True):
    for _ending in {word[-2:] for word in BEFORE if len(word) == _length}:
        _LENGTHS_BEFORE.setdefault(_ending, []).append(_length)
_ENDS_BEFORE = frozenset(word[-1] for word in BEFORE)
# A word that ends in one of these characters but is another word: 节约, 签约, 附近, 打破.
_OTHER_WORDS = re.compile(
    r"(?:[节预签契集制公简违邀要条和履解缔誓盟守](?:约|约为|约合)|(?<!折)合约|[附最邻靠就新亲远]近|[打爆侦识攻]破|[赶反]超|[中英德西]超"
    r"|新突破|得突破|大突破|键突破|术突破|现突破)了?$"
)

BEHIND_WORDS = {
    "及以上": Qualifier.AT_LEAST,
    "或以上": Qualifier.AT_LEAST,
    "以上": Qualifier.AT_LEAST,
    "之上": Qualifier.AT_LEAST,
    "或更多": Qualifier.AT_LEAST,
    "或者更多": Qualifier.AT_LEAST,
    "或更高": Qualifier.AT_LEAST,
    "或者以上": Qualifier.AT_LEAST,
    "或更少": Qualifier.AT_MOST,
    "或者更少": Qualifier.AT_MOST,
    "或更低": Qualifier.AT_MOST,
    "或者以下": Qualifier.AT_MOST,
    "及其以上": Qualifier.AT_LEAST,
    "及以下": Qualifier.AT_MOST,
    "或以下": Qualifier.AT_MOST,
    "以下": Qualifier.AT_MOST,
    "之下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "之内": Qualifier.AT_MOST,
    "内": Qualifier.AT_MOST,
    "封顶": Qualifier.AT_MOST,
    "为限": Qualifier.AT_MOST,
    "为上限": Qualifier.AT_MOST,
    "为下限": Qualifier.AT_LEAST,
    "以外": Qualifier.OVER,
    "之外": Qualifier.OVER,
    "开外": Qualifier.OVER,
    "有余": Qualifier.JUST_OVER,
    "不到": Qualifier.UNDER,
    "不足": Qualifier.UNDER,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
    "前后": Qualifier.ABOUT,
    "级": Qualifier.OF_ORDER,
    "量级": Qualifier.OF_ORDER,
    "规模级": Qualifier.OF_ORDER,
    "大关": Qualifier.AT_LEAST,
    "关口": Qualifier.AT_LEAST,
    "台阶": Qualifier.AT_LEAST,
    "门槛": Qualifier.AT_LEAST,
}
"""The words behind a unit and what they say."""

REJECTED_BEHIND = {
    "内": "资地部外容需陆销河贸生在涵蒙",
    "以内": "",
    "上下": "游级班",
    "级": "别差配数",
    "不足": "之0123456789一二两三四五六七八九十百千万亿",
    "不到": "0123456789一二两三四五六七八九十百千万亿",
    "之内": "",
    "前后": "端",
    "以下": "简几问",
    "以上": "述",
}
BEHIND = re.compile(
    r"\s?(?:\((?P<edge>不?含)[^()]{0,12}\))?"
    r"(?P<word>"
    + "|".join(
        re.escape(word) + (f"(?![{REJECTED_BEHIND[word]}])" if REJECTED_BEHIND.get(word) else "")
        for word in sorted(BEHIND_WORDS, key=len, reverse=True)
    )
    + r")(?:\s?\((?P<late>不?含)[^()]{0,20}\))?"
)


def before_word(text: str, end: int, start: int) -> tuple[str, Qualifier] | None:
    """Give the bound word that ends at a place, with what it says; None when there is none."""
    if end <= start or text[end - 1] not in _ENDS_BEFORE:
        return None
    room = min(end - start, _LONGEST_BEFORE)
    return _bound_word(text[max(0, end - _LONGEST_BEFORE - 4) : end], room)


_LONGEST_BEFORE = max(map(len, BEFORE))


@lru_cache(maxsize=4096)  # a document says the same few before its numbers
def _bound_word(text: str, room: int) -> tuple[str, Qualifier] | None:
    """Give the bound word of at most so many characters that a text ends with."""
    end = len(text)
    for length in (*_LENGTHS_BEFORE.get(text[end - 2 :], ()), 1):
        word = text[end - length :]
        found = BEFORE.get(word)
        if found is not None and length <= room:
            return None if _OTHER_WORDS.search(text, max(0, end - length - 2)) else (word, found)
    return None


# -- context --------------------------------------------------------------------------------------

_UP = listed(
    "增长 增加 增速 增幅 涨幅 上涨 提升 提高 上升 扩大 增 涨 暴增 激增 猛增 大增 递增 上浮 上调 "
    "攀升 增长率 增长速度 新增长 前移 跃升 进位 加快 同比增 再提高 不降反升 不减反增 不降反增 不减反升 "
    "由降转升 由降转增 由减转增 止跌回升 前进 延长 晋升"
)
_DOWN = listed(
    "下降 降低 减少 缩减 压减 削减 回落 下滑 下跌 负增长 降幅 跌幅 减 降 扣 扣减 扣除 下浮 下调 "
    "萎缩 缩小 缩短 缩水 放缓 趋缓 减缓 放慢 后退 倒退 收窄 递减 压缩 减小 减 后移 下移 退后 收缩 压降 "
    "不升反降 不增反降 不增反减 由升转降 由增转降"
)
_TO = ("到", "至", "为", "成", "到了", "至约", "达", "达到")
GROWTH_NOUNS = frozenset(listed("增速 增幅 涨幅 降幅 跌幅 增长率 增长速度"))
"""Nouns that stay growth behind 提高到: 增速提高到8%."""

_FLOWS = {"负增长", "降幅", "跌幅", *GROWTH_NOUNS}
CONTEXT_WORDS: dict[str, object] = {
    **dict.fromkeys(_UP, "up"),
    **dict.fromkeys(_DOWN, "down"),
    **{f"{verb}{to}": "level" for verb in {*_UP, *_DOWN} - _FLOWS for to in _TO},
    **dict.fromkeys(listed("同比 环比 年均 比上年 较上年 比去年 较去年"), "yearly"),
    **dict.fromkeys(listed("占 占比 比重 份额 比例 占有率 贡献率"), "share"),
    **dict.fromkeys(listed("计划 任务 年度目标 全年目标 预算 完成率 投资完成 目标任务"), "plan"),
    "完成": "done",
    **dict.fromkeys(
        listed(
            "控制在 失业率 死亡率 出生率 发病率 事故率 不良率 利率 费率 税率 自然增长率 患病率 违约率 "
            "开工率 赤字率"
        ),
        "rate",
    ),
    **dict.fromkeys(listed("力争 确保 努力 争取 目标 奋力 冲刺 力求 瞄准 锚定 奋斗 争"), Modality.AIM),
    **dict.fromkeys(
        listed("预计 有望 预期 可望 预测 将达 将达到 望达 将突破 将超过 将超"), Modality.EXPECTED
    ),
    **dict.fromkeys(listed("估计 初步核算 初步统计 初步测算 预计数 估算 初步预计 快报"), Modality.ESTIMATE),
    **dict.fromkeys(listed("现价 当年价 当年价格 现行价格 名义"), PriceBasis.current()),
    **dict.fromkeys(listed("可比价 可比价格"), PriceBasis.comparable()),
    **dict.fromkeys(listed("不变价 不变价格"), PriceBasis.constant_of_unstated_year()),
    **dict.fromkeys(
        listed(
            "人均 亩均 户均 地均 劳均 单位GDP 万元GDP 单位面积 单位工业增加值 每亩 每人 每户 "
            "每平方公里 每公顷 每平方米"
        ),
        "per",
    ),
    **dict.fromkeys(listed("高于 低于 快于 慢于 超过 高出 好于 优于 领先 落后 滞后"), "gap"),
    **dict.fromkeys(
        listed(
            "增减 涨跌 升降 上下浮动 "
            "预期寿命 预期性 增加值 减排 新增长点 扣除价格 降水 升级 提升工程 争议 竞争 战争 列入 "
            "系列 列车 序列"
        ),
        "none",
    ),
    **dict.fromkeys(listed("分别 依次"), "each"),
}
CONTEXT = re.compile(searched(CONTEXT_WORDS))
"""The words of the clause before a number that say what it is."""

SUBJECT_WORDS: dict[str, str] = {
    **dict.fromkeys(
        listed(
            "产值 GDP 生产总值 投资 收入 税收 营收 销售 利润 资产 市值 融资 贷款 存款 财政 外资 "
            "进出口 出口 进口 消费 总量 金额 总额 增加值 资金 经济 成交 交易 净利 纳税 支出 预算 "
            "注册资本 费用 成本 产业 规模"
        ),
        "money",
    ),
    **dict.fromkeys(listed("人口 人数 常住 游客 就业 参保 人才"), "people"),
    **dict.fromkeys(
        listed("位列 位居 名列 排名 居 列 跃居 跻身 稳居 升至 排在 排 全国 全省 全市 位次 保持"), "rank"
    ),
    **dict.fromkeys(listed("用电 发电 电量 供电 售电 耗电 电力"), "power"),
}
SUBJECTS = re.compile(searched(SUBJECT_WORDS))
"""The words that tell what a number without a unit is of."""

PRICES_OF_YEAR = re.compile(
    r"(?:(?P<before>[12]\d{3})年?)不变价|不变价格?\((?P<after>[12]\d{3})年?\)", re.ASCII
)
"""Constant prices with their base year."""

NOTES = re.compile(r"\s?\(([^()]{1,24})\)")
"""A remark in brackets behind an amount."""
