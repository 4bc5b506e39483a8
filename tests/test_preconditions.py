from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zoneplan import (
    Cumulative,
    Difference,
    Figure,
    Growth,
    Multiple,
    Order,
    PriceBasis,
    Ratio,
    Reason,
    Run,
    SameFact,
    Share,
    SharesSum,
    Sum,
    Term,
)
from zoneplan.preconditions import failures

if TYPE_CHECKING:
    from zoneplan.relations import Relation

CURRENT = Figure.parse("5亿元", price_basis=PriceBasis.current())
CONSTANT = Figure.parse("5亿元", price_basis=PriceBasis.constant(2020))


def levels(**changes: Term) -> Growth:
    """Growth from 2020 to 2025."""
    terms = {
        "base": Term("5亿元", period=2020),
        "target": Term("6亿元", period=2025),
        "rate": Term("4%"),
    } | changes
    return Growth(base=terms["base"], target=terms["target"], rate=terms["rate"])


@pytest.mark.parametrize(
    ("relation", "reasons"),
    [
        # sums
        (Sum(total="5亿元", parts=["50000万元", None]), []),
        (Sum(total="5亿元", parts=["5亿美元"]), [Reason.UNIT]),
        (Sum(total="5亿元", parts=["5%"]), [Reason.UNIT]),
        (Sum(total=Term("5亿元", period=2020), parts=[Term("5亿元", period=2021)]), [Reason.PERIOD]),
        (Sum(total=Term("5亿元", period=2020), parts=["5亿元"]), []),
        (  # a sum over time
            Sum(
                total=Term("5亿元", period="2023"),
                parts=[Term("2亿元", period="2023H2"), Term("3亿元", period="2023H1")],
            ),
            [],
        ),
        (
            Sum(total=Term("5亿元", period="2023"), parts=[Term("2亿元", period="2023H2"), None]),
            [],
        ),
        (Sum(total=Term("5亿元", period="2023"), parts=[Term("2亿元", period="2023H2")]), [Reason.PERIOD]),
        (
            Sum(
                total=Term("5亿元", period="2023"),
                parts=[Term("2亿元", period="2023H2"), Term("3亿元", period="2023")],
            ),
            [Reason.PERIOD],
        ),
        (
            Sum(total="5亿元", parts=[Term("2亿元", period="2023"), Term("3亿元", period="2024")]),
            [Reason.PERIOD],
        ),
        (Sum(total=Term("5家", scope="规上"), parts=[Term("5家", scope="全部")]), [Reason.SCOPE]),
        (Sum(total=CURRENT, parts=[CONSTANT]), [Reason.BASIS]),
        (Sum(total=CURRENT, parts=["5亿元"]), [Reason.BASIS]),
        (Sum(total=CURRENT, parts=[CURRENT, None]), []),
        (Sum(total=Term("5亿元", aspect="target"), parts=[Term("5亿元", aspect="actual")]), [Reason.NATURE]),
        (Sum(total=Term("5亿元", aspect="baseline"), parts=[Term("5亿元", aspect="actual")]), []),
        (
            Sum(total=Term("5亿元", vintage="final"), parts=[Term("5亿元", vintage="estimate")]),
            [Reason.VINTAGE],
        ),
        # shares
        (Share(part="5亿元", whole="6亿元", share="0.8倍"), []),
        (Share(part="5亿元", whole="6亿元", share="80个百分点"), [Reason.UNIT]),
        (Share(part="5亿元", whole="6亿美元", share="80%"), [Reason.UNIT]),
        (Share(part=CURRENT, whole=CURRENT, share="80%"), []),
        (Share(part="5亿元", whole="6亿元", share=Term("80%", period=2020)), []),
        (
            Share(part=Term("5亿元", period=2021), whole="6亿元", share=Term("80%", period=2020)),
            [Reason.PERIOD],
        ),
        (
            Share(part="5人", whole=Term("6人", scope="常住人口"), share=Term("80%", denominator="户籍人口")),
            [Reason.DENOMINATOR],
        ),
        (Share(part="0亿元", whole="-6亿元", share="80%"), [Reason.KIND]),
        (Share(part="0亿元", whole="0.4亿元", share="80%"), []),
        (Ratio(numerator="5元", denominator="0人", ratio="1元/人"), [Reason.KIND]),
        (SharesSum(shares=["50%", "500‰"]), []),
        (SharesSum(shares=["50%", "50个百分点"]), [Reason.UNIT]),
        (
            SharesSum(shares=[Term("50%", denominator="a"), Term("50%", denominator="b")]),
            [Reason.DENOMINATOR],
        ),
        # ratios
        (Ratio(numerator="5亿元", denominator="5万人", ratio="1万元/人"), []),
        (Ratio(numerator="5亿元", denominator="5亿元", ratio="100%"), []),
        (Ratio(numerator="5亿元", denominator="5万人", ratio="1万元/亩"), [Reason.UNIT]),
        (Ratio(numerator=None, denominator="5万人", ratio="1万元/人"), []),
        (Ratio(numerator=None, denominator="5万人", ratio="1万元/亩"), [Reason.UNIT]),
        (Ratio(numerator="5亩", denominator=None, ratio="1万元/亩"), [Reason.UNIT]),
        (Ratio(numerator="5元", denominator=None, ratio="1元"), [Reason.UNIT]),
        (Ratio(numerator="5元", denominator=None, ratio="1元/万元"), []),
        (Ratio(numerator="5元", denominator="5亩", ratio="1%"), [Reason.UNIT]),
        (Ratio(numerator="5元", denominator="5亩", ratio=None), []),
        (Ratio(numerator="5人", denominator="2倍", ratio=None), [Reason.UNIT]),
        (Ratio(numerator="5元/人", denominator="2年", ratio=None), [Reason.UNIT]),
        (Ratio(numerator="5元/人", denominator="2元/人", ratio=None), []),
        (
            Ratio(
                numerator=CURRENT, denominator="5万人", ratio=Term("1万元/人", price_basis="constant 2020")
            ),
            [Reason.BASIS],
        ),
        # growth
        (levels(), []),
        (levels(base=Term("5亿元", period=2020, aspect="baseline")), []),
        (levels(target=Term("6亿美元", period=2025)), [Reason.UNIT]),
        (levels(rate=Term("4个百分点")), [Reason.UNIT]),
        (levels(base=Term(CURRENT, period=2020), target=Term(CURRENT, period=2025)), [Reason.BASIS]),
        (
            levels(
                base=Term(CURRENT, period=2020),
                target=Term(CURRENT, period=2025),
                rate=Term("4%", price_basis="current"),
            ),
            [],
        ),
        (levels(rate=Term("4%", period="2021-2025")), []),
        (levels(rate=Term("4%", period="2020-2025")), []),
        (levels(rate=Term("4%", period="2016-2020")), [Reason.PERIOD]),
        (levels(rate=Term("4%", period="2022-2025")), [Reason.PERIOD]),
        (levels(base=Term("48%", period=2020), target=Term("50%", period=2025)), [Reason.KIND]),
        (levels(base=Term("48%", period=2020), target=Term("50%", period=2025), rate=Term()), []),
        (levels(base=Term("0亿元", period=2020, domain="[0, 1]")), []),
        (levels(base=Term("-5亿元", period=2020)), [Reason.KIND]),
        (levels(rate=Term("-150%")), [Reason.KIND]),
        (levels(rate=Term("-100%")), []),
        (Cumulative(change="150%", rate="2.7%", period="2021-2025", falling=True), [Reason.KIND]),
        (Cumulative(change="150%", rate="2.7%", period="2021-2025"), []),
        (Cumulative(change="5%", rate="-150%", period="2021-2025"), [Reason.KIND]),
        (levels(base=Term("-48%", period=2020), target=Term("50%", period=2025)), [Reason.KIND]),
        # over several years
        (Cumulative(change="5亿元", form="flow", parts=["5亿元"]), []),
        (Cumulative(change="5亿元", form="flow", parts=["5亿美元"]), [Reason.UNIT]),
        (Cumulative(change="13.5%", rate="2.7%", period="2021-2025"), []),
        (Cumulative(change="13.5%", rate="2.7个百分点", period="2021-2025"), [Reason.UNIT]),
        (Cumulative(change="20%", start="5亿元", end="6亿元"), []),
        (Cumulative(change="20%", start="5%", end="6%"), [Reason.KIND]),
        (Cumulative(change="20%", start="-5亿元", end="6亿元"), [Reason.KIND]),
        (Cumulative(change="20%", start="-5%", end="6%"), [Reason.KIND]),
        (Cumulative(change="20%", start="5亿元", end="6亿美元"), [Reason.UNIT]),
        # the others
        (Difference(minuend="50%", subtrahend="48%", difference="2个百分点"), []),
        (Difference(minuend="50%", subtrahend="48%", difference="2%"), [Reason.KIND]),
        (Difference(minuend="50%", subtrahend="48%", difference="2元"), [Reason.UNIT]),
        (Difference(minuend="50元", subtrahend="48元", difference="2%"), [Reason.UNIT]),
        (Difference(minuend="50元", subtrahend="48%", difference="2%"), [Reason.UNIT]),
        (Difference(minuend=None, subtrahend=None, difference="2%"), []),
        (
            Difference(
                minuend=Term("50%", denominator="a"),
                subtrahend=Term("48%", denominator="b"),
                difference="2个百分点",
            ),
            [Reason.DENOMINATOR],
        ),
        (Multiple(base="5亿元", target="6亿元", multiple="2倍"), []),
        (Multiple(base="5亿元", target="6亿元", multiple="2个百分点"), [Reason.UNIT]),
        (Multiple(base="-5亿元", target="6亿元", multiple="2倍"), [Reason.KIND]),
        (Order(smaller="5亿元", larger="6亿元"), []),
        (Order(smaller="5亿元", larger="6人"), [Reason.UNIT]),
        (Run(runs=[Term("5年", period=2020), Term("6年", period=2021)]), []),
        (Run(runs=[Term("5年", period=2020), Term("6个月", period=2021)]), [Reason.UNIT]),
        (Run(runs=[Term("5年", period=2020)], start="6家"), [Reason.UNIT]),
        (SameFact(statements=["5亿元", "50000万元"]), []),
        (
            SameFact(
                statements=[
                    Term("5亿元", vintage="final", scope="a"),
                    Term("5亿元", vintage="estimate", scope="b"),
                ]
            ),
            [Reason.SCOPE, Reason.VINTAGE],
        ),
    ],
)
def test_what_has_to_be_alike(relation: Relation, reasons: list[Reason]) -> None:
    """The table of what each relation asks of its figures."""
    assert tuple(reasons) == failures(relation)
