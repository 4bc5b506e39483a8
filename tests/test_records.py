from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from zoneplan import Growth, Interval, Policy, Reading, Share, Source, Term, decide
from zoneplan.formats import json as json_format
from zoneplan.records import interval_record, policy_record, reading_record, source_record, to_dict

WRONG = Share(
    part=Term("2400亿元", metric="gdp", subject="zone", period=2022, source="bulletin"),
    whole="超5000亿元",
    share="50%",
    source=Source(document="规划文本", place="第3页"),
)


def test_a_contradiction_as_plain_data() -> None:
    """Everything that decides is there: ranges with exact ends, what it would take, the proof."""
    found = to_dict(decide(WRONG))
    lines = found.pop("lines")
    assert {
        "kind": "share",
        "claim": "2400亿元 is 50% of 超5000亿元",
        "claim_zh": "2400亿元占超5000亿元的50%",
        "source": {"document": "规划文本", "place": "第3页"},
        "status": "inconsistent",
        "strength": None,
        "one_sided": True,
        "reasons": [],
        "note": "",
        "note_zh": "",
        "stated_role": "share",
        "derived": {},
        "needed": [
            {
                "role": "part",
                "label": "gdp zone 2022",
                "to": interval_record(Interval.more_than(2450)),
                "by": "50",
                "unit": "亿元",
            },
            {
                "role": "whole",
                "label": "whole",
                "to": interval_record(Interval(Fraction(235000, 51), 5000, False, False)),
                "by": "0.01",
                "unit": "亿元",
            },
            {
                "role": "share",
                "label": "share",
                "to": interval_record(Interval(0, 49, lo_closed=False)),
                "by": "1",
                "unit": "%",
            },
        ],
        "witness": None,
        "certificate": [
            {
                "text": "0.49·whole - gdp@zone<2022> < 0",
                "multiplier": "1",
                "coefficients": {"whole": "0.49", "gdp@zone<2022>": "-1"},
                "bound": "0",
                "strict": True,
                "is_reading": False,
            },
            {
                "text": "gdp@zone<2022> ≤ 245000000000",
                "multiplier": "1",
                "coefficients": {"gdp@zone<2022>": "1"},
                "bound": "245000000000",
                "strict": False,
                "is_reading": True,
            },
            {
                "text": "whole ≥ 500000000000",
                "multiplier": "0.49",
                "coefficients": {"whole": "-1"},
                "bound": "-500000000000",
                "strict": False,
                "is_reading": True,
            },
        ],
        "price_change": None,
        "policy": {"coarse_zeros": True, "any_rounding": True, "about": None},
    } == found
    assert {
        "role": "part",
        "label": "gdp zone 2022",
        "key": "gdp@zone<2022>",
        "written": "2400亿元",
        "unit": "亿元",
        "reading": reading_record(
            Reading(Interval(Decimal("2399.5"), Decimal("2400.5")), Interval(2350, 2450))
        ),
        "implied": reading_record(Reading(Interval.more_than(2475), Interval.more_than(2450))),
        "source": {"id": "bulletin"},
    } == lines[0]
    assert ["part", "whole", "share"] == [line["role"] for line in lines]


def test_a_missing_figure_as_plain_data() -> None:
    """It has no text, and a derived range."""
    found = to_dict(decide(Share(part="2400亿元", whole=Term(name="全市"), share="48%")))
    assert (["missing"], None, "全市") == (
        found["reasons"],
        found["lines"][1]["written"],
        found["lines"][1]["key"],
    )
    assert {"whole": found["lines"][1]["implied"]} == found["derived"]
    assert "479900/97" == found["derived"]["whole"]["strict"]["lo"]


def test_a_witness_is_exact_text() -> None:
    """The values at which a relation holds are exact, in base units."""
    witness = to_dict(decide(Share(part="2400亿元", whole="5000亿元", share="48%")))["witness"]
    part, whole, share = (Fraction(witness[role]) for role in ("part", "whole", "share"))
    assert part == whole * share
    assert to_dict(decide(Share(part="2400亿元", whole="5000亿元", share="48%")))["strength"] == "compatible"


def test_price_change_is_a_range() -> None:
    """Growth at unlike prices says how prices would have to change; nothing is implied."""
    growth = Growth(
        base=Term("100亿元", period=2024, price_basis="current"),
        target=Term("110亿元", period=2025, price_basis="current"),
        rate=Term("5%", price_basis="comparable"),
    )
    found = to_dict(decide(growth))
    assert ["basis"] == found["reasons"]
    assert [None, None, None] == [line["implied"] for line in found["lines"]]
    assert "[0.03275, 0.06273]" == found["price_change"]["shown"]


def test_intervals_as_plain_data() -> None:
    """Ends are exact texts; infinite and empty ones are told by flags."""
    assert {
        "lo": "1/3",
        "hi": None,
        "lo_closed": False,
        "hi_closed": False,
        "integral": False,
        "empty": False,
        "shown": "> 0.3333",
    } == interval_record(Interval.more_than(Fraction(1, 3)))
    assert {
        "lo": None,
        "hi": None,
        "lo_closed": False,
        "hi_closed": False,
        "integral": False,
        "empty": True,
        "shown": "none",
    } == interval_record(Interval.empty())


def test_sources_say_what_they_say() -> None:
    """What a source leaves empty is left out, and no source is None."""
    source = Source(id="a", document="公报", place="第一节", quote="超5000亿元", date="2023", url="https://x")
    assert {
        "id": "a",
        "document": "公报",
        "place": "第一节",
        "quote": "超5000亿元",
        "date": "2023",
        "url": "https://x",
    } == source_record(source)
    assert source_record(None) is None


def test_policies_are_exact() -> None:
    """A tolerance is an exact text."""
    policy = Policy(coarse_zeros=False, about=Fraction(1, 20))
    assert {"coarse_zeros": False, "any_rounding": True, "about": "0.05"} == policy_record(policy)


def test_plain_data_is_the_same_on_every_run() -> None:
    """Two decisions give one JSON text, which reads back as the same data."""
    one, other = (json_format.dump(to_dict(decide(WRONG))) for _ in range(2))
    assert one == other
    assert json.loads(one) == to_dict(decide(WRONG))
