"""The worked examples of the specification (S6), through the public API, with the numbers printed there."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zoneplan import (
    Cumulative,
    Growth,
    Interval,
    Ratio,
    Reason,
    Run,
    Share,
    Status,
    Strength,
    Sum,
    Term,
    Verdict,
    decide,
)

CONSISTENT, INCONSISTENT, UNDECIDED = Status.CONSISTENT, Status.INCONSISTENT, Status.UNDECIDED


def said(verdict: Verdict) -> tuple[Status, tuple[Reason, ...]]:
    """The status and the reasons."""
    return verdict.status, verdict.reasons


def strictly(verdict: Verdict, role: str) -> str:
    """What the others imply for a number when every digit counts, at four places."""
    implied = verdict.line(role).implied
    assert implied is not None
    return implied.strict.describe(4)


def loosely(verdict: Verdict, role: str) -> str:
    """What the others imply for a number when all are read at their loosest, at two places."""
    implied = verdict.line(role).implied
    assert implied is not None
    return implied.wide.describe(2)


class TestExample1:
    """2400亿元 of a city's 超5000亿元."""

    def test_48_percent_is_consistent(self) -> None:
        """The highest possible share is 48.01 %, which is not reached; only a lower bound is known."""
        verdict = decide(Share(part="2400亿元", whole="超5000亿元", share="48%"))
        assert (CONSISTENT, ()) == said(verdict)
        assert verdict.strength is Strength.COMPATIBLE
        assert verdict.one_sided
        assert verdict.line("share").possible.strict == Interval(
            Fraction(475, 10), Fraction(4801, 100), hi_closed=False
        )
        assert verdict.line("whole").possible.strict == Interval(5000, Fraction(96020, 19), lo_closed=False)

    def test_the_published_whole_lies_in_the_implied_range(self) -> None:
        """5006.7亿元 lies inside, and then the share is 47.925 % to 47.947 %."""
        implied = decide(Share(part="2400亿元", whole="超5000亿元", share="48%")).line("whole").possible
        assert Fraction(50067, 10) in implied.strict
        verdict = decide(Share(part="2400亿元", whole="5006.7亿元", share="48%"))
        assert (CONSISTENT, ()) == said(verdict)
        assert verdict.calculated is not None
        assert verdict.calculated.strict.describe(3) == "[47.925, 47.947]"

    @pytest.mark.parametrize(
        ("whole", "share", "expected"),
        [
            ("超5000亿元", "49%", (UNDECIDED, (Reason.READING,))),
            ("超5000亿元", "50%", (INCONSISTENT, ())),
            ("超5000亿元", "24%", (CONSISTENT, ())),
            ("5006.7亿元", "24%", (INCONSISTENT, ())),
            ("5000亿元", "48%", (CONSISTENT, ())),
            ("5000亿元", "49%", (UNDECIDED, (Reason.READING,))),
            ("5000亿元", "52%", (INCONSISTENT, ())),
        ],
    )
    def test_other_shares(self, whole: str, share: str, expected: tuple[Status, tuple[Reason, ...]]) -> None:
        """A lower bound alone cannot refute a small share."""
        assert expected == said(decide(Share(part="2400亿元", whole=whole, share=share)))

    def test_24_percent_needs_a_city_of_10000(self) -> None:
        """Which nothing forbids."""
        verdict = decide(Share(part="2400亿元", whole="超5000亿元", share="24%"))
        assert verdict.one_sided
        assert verdict.line("whole").possible.strict.overlaps(Interval.point(10000))

    def test_the_proof_of_50_percent(self) -> None:
        """1·(part ≤ 2450) + 49/100·(whole ≥ 5000) + 1·(part − 0.49·whole > 0) gives 0 < 0."""
        verdict = decide(Share(part="2400亿元", whole="超5000亿元", share="50%"))
        assert [(line.text, line.multiplier) for line in verdict.certificate] == [
            ("0.49·whole - part < 0", 1),
            ("part ≤ 245000000000", 1),
            ("whole ≥ 500000000000", Fraction(49, 100)),
        ]
        assert {needed.role: needed.to.describe(2) for needed in verdict.needed} == {
            "part": "(2450, ∞)",
            "whole": "(4607.84, 5000)",
            "share": "(0, 49]",
        }


class TestExample2:
    """The city is missing."""

    def test_the_range_of_the_city(self) -> None:
        """It is 4947.42 to 5053.69."""
        verdict = decide(Share(part="2400亿元", whole=None, share="48%"))
        assert (UNDECIDED, (Reason.MISSING,)) == said(verdict)
        expected = Interval(Fraction("2399.5") / Fraction("0.485"), Fraction("2400.5") / Fraction("0.475"))
        assert expected == verdict.derived["whole"].strict
        assert verdict.derived["whole"].strict.describe(2) == "[4947.42, 5053.69]"

    def test_over_5000_cuts_it(self) -> None:
        """Then it is more than 5000."""
        verdict = decide(Share(part="2400亿元", whole="超5000亿元", share="48%"))
        assert verdict.line("whole").possible.strict.describe(2) == "(5000, 5053.69]"


class TestExample3:
    """53 % of industry."""

    def test_the_share_alone(self) -> None:
        """Nothing follows from it."""
        assert (UNDECIDED, (Reason.MISSING,)) == said(decide(Share(part=None, whole=None, share="53%")))

    def test_the_zone_follows_from_the_city(self) -> None:
        """It is more than 0.525 of 10000."""
        verdict = decide(Share(part=None, whole="突破10000亿元", share="53%"))
        assert (UNDECIDED, (Reason.MISSING,)) == said(verdict)
        assert verdict.derived["part"].strict == Interval.more_than(5250)

    def test_5800_is_consistent(self) -> None:
        """The city is then 10840.19 to 11048.58."""
        verdict = decide(Share(part="5800亿元", whole="突破10000亿元", share="53%"))
        assert (CONSISTENT, ()) == said(verdict)
        assert verdict.line("whole").possible.strict.describe(2) == "[10840.18, 11048.58]"

    def test_5000_is_inconsistent(self) -> None:
        """It would have to be more than 5200 even at 52 %, and is 5050 at most."""
        verdict = decide(Share(part="5000亿元", whole="突破10000亿元", share="53%"))
        assert (INCONSISTENT, ()) == said(verdict)
        assert loosely(verdict, "part") == "(5200, ∞)"
        assert verdict.line("part").reading.wide.hi == 5050


class TestExample4:
    """74 % of trade."""

    def test_740_is_consistent(self) -> None:
        """The city is at most 1007.49."""
        verdict = decide(Share(part="740亿美元", whole="超1000亿美元", share="74%"))
        assert (CONSISTENT, ()) == said(verdict)
        assert verdict.line("whole").possible.strict.describe(2) == "(1000, 1007.49]"

    def test_700_is_inconsistent(self) -> None:
        """More than 730 is needed, 705 is the most it can be."""
        verdict = decide(Share(part="700亿美元", whole="超1000亿美元", share="74%"))
        assert (INCONSISTENT, ()) == said(verdict)
        assert loosely(verdict, "part") == "(730, ∞)"
        assert verdict.line("part").reading.wide.hi == 705

    def test_two_currencies_are_not_compared(self) -> None:
        """That takes an exchange rate."""
        verdict = decide(Share(part="740亿元", whole="超1000亿美元", share="74%"))
        assert (UNDECIDED, (Reason.UNIT,)) == said(verdict)
        assert verdict.calculated is None


class TestExample5:
    """Sums."""

    def test_rounding_is_no_contradiction(self) -> None:
        """Zhuhai 2011: the parts give 1403.23, and 1403.24 is printed."""
        verdict = decide(Sum(total="1403.24亿元", parts=["37.70亿元", "786.42亿元", "579.11亿元"]))
        assert (CONSISTENT, ()) == said(verdict)
        assert strictly(verdict, "total") == "[1403.215, 1403.245]"
        assert verdict.stated.strict.describe(3) == "[1403.235, 1403.245]"

    def test_a_real_slip_is_one(self) -> None:
        """Fujian 2000: the parts, here three made up, give 9860.58, and 9870.58 is printed."""
        parts = ["3129.11亿元", "3420.36亿元", "3311.11亿元"]
        verdict = decide(Sum(total="9870.58亿元", parts=parts))
        assert (INCONSISTENT, ()) == said(verdict)
        assert strictly(verdict, "total") == "[9860.565, 9860.595]"
        assert verdict.stated.strict.describe(3) == "[9870.575, 9870.585]"

    def test_a_missing_part_does_not_save_a_total(self) -> None:
        """The other part alone, at least 195 however loosely it is read, is more than 151."""
        verdict = decide(Sum(total="150亿元", parts=["200亿元", None]))
        assert (INCONSISTENT, ()) == said(verdict)
        assert strictly(verdict, "total") == "[199.5, ∞)"


def grown(target: str, rate: str, years: int) -> Verdict:
    """2400亿元 in 2025, and so many years later."""
    base, last = Term("2400亿元", period=2025), Term(target, period=2025 + years)
    return decide(Growth(base=base, target=last, rate=rate))


class TestExample6:
    """2400亿元 in 2025 at 7%左右."""

    def test_3400_is_consistent(self) -> None:
        """Five years give 3287.52 to 3446.23."""
        verdict = grown("3400亿元", "7%左右", 5)
        assert (CONSISTENT, ()) == said(verdict)
        assert verdict.calculated is not None
        assert verdict.calculated.strict.describe(2) == "[3287.52, 3446.23]"
        # (2399.5·1.065⁵, 2400.5·1.075⁵), as the factor [1.37009, 1.43563] gives them
        factor = (Interval(Fraction("1.065"), Fraction("1.075")) ** 5).describe(5)
        assert factor == "[1.37008, 1.43563]"

    def test_3500_needs_about_to_stretch(self) -> None:
        """The rate has to be 7.833… % or more, 0.84 points beyond 7 %."""
        verdict = grown("3500亿元以上", "7%左右", 5)
        assert (UNDECIDED, (Reason.VAGUE,)) == said(verdict)
        needed = next(one for one in verdict.needed if one.role == "rate")
        assert needed.to.lo is not None
        assert Fraction("7.833") < needed.to.lo < Fraction("7.834")
        assert (needed.to.lo / 100 + 1) ** 5 <= Fraction(3500) / Fraction("2400.5")
        assert Fraction("0.84") == needed.by

    def test_3500_at_plain_7_percent_is_a_matter_of_reading(self) -> None:
        """Read loosely, 6 % to 8 % of up to 2450 give less than 3600."""
        verdict = grown("3500亿元以上", "7%", 5)
        assert (UNDECIDED, (Reason.READING,)) == said(verdict)
        assert loosely(verdict, "target") == "(3144.83, 3599.86)"

    def test_the_years_decide(self) -> None:
        """Six years reach 3500, four do not."""
        longer = grown("3500亿元以上", "7%左右", 6)
        assert (CONSISTENT, ()) == said(longer)
        assert strictly(longer, "target") == "[3501.2119, 3704.6954]"
        shorter = grown("3500亿元以上", "7%", 4)
        assert (INCONSISTENT, ()) == said(shorter)
        assert loosely(shorter, "target") == "(2966.82, 3333.2)"


class TestExample7:
    """A cut of [13.5] % in five years against 2.7 % a year."""

    def test_yearly_cuts_compound(self) -> None:
        """2.7 % a year cut 12.57 % to 13.01 % in five years, 12.34 % to 13.24 % at the loosest."""
        verdict = decide(Cumulative(change="13.5%", rate="2.7%", period="2021-2025", falling=True))
        assert (INCONSISTENT, ()) == said(verdict)
        assert verdict.calculated is not None
        assert verdict.calculated.strict.describe(2) == "[12.56, 13.02]"
        assert verdict.calculated.wide.describe(2) == "(12.34, 13.24)"
        assert verdict.stated.strict.describe(2) == "[13.45, 13.55]"
        assert verdict.stated.wide.describe(2) == "(13.4, 13.6)"

    def test_the_yearly_cut_that_fits(self) -> None:
        """It is 2.848 % to 2.870 %."""
        verdict = decide(Cumulative(change="13.5%", rate=Term(), period="2021-2025", falling=True))
        assert (UNDECIDED, (Reason.MISSING,)) == said(verdict)
        assert verdict.derived["rate"].strict.describe(3) == "(2.847, 2.871)"


class TestExample8:
    """Kunshan 2015, per head."""

    def test_average_population_is_another_denominator(self) -> None:
        """18.66 is per head of the average population, which is 165.0 to 165.1."""
        verdict = decide(
            Ratio(
                numerator="3080.01亿元",
                denominator=Term("165.87万人", scope="年末常住人口"),
                ratio=Term("18.66万元/人", denominator="年平均常住人口"),
            )
        )
        assert (UNDECIDED, (Reason.DENOMINATOR,)) == said(verdict)
        implied = verdict.line("denominator").implied
        assert implied is not None
        assert implied.strict.lo is not None
        assert implied.strict.hi is not None
        assert Fraction("165.0") < implied.strict.lo < implied.strict.hi < Fraction("165.11")

    def test_with_one_denominator_it_is_a_contradiction(self) -> None:
        """3080.01 over 165.87 is 18.569."""
        verdict = decide(Ratio(numerator="3080.01亿元", denominator="165.87万人", ratio="18.66万元/人"))
        assert (INCONSISTENT, ()) == said(verdict)
        assert strictly(verdict, "ratio") == "[18.5682, 18.5695]"


class TestExample9:
    """连续19年第五."""

    def test_the_start_follows(self) -> None:
        """19 years up to 2023 start in 2005."""
        verdict = decide(Run(runs=[Term("19年", period=2023)], start=Term()))
        assert (UNDECIDED, (Reason.MISSING,)) == said(verdict)
        assert verdict.derived["start"].strict == Interval.point(2005)

    def test_17_years_in_the_year_before_is_inconsistent(self) -> None:
        """It must be 18."""
        verdict = decide(Run(runs=[Term("19年", period=2023), Term("17年", period=2022)]))
        assert (INCONSISTENT, ()) == said(verdict)
        assert verdict.calculated is not None
        assert verdict.calculated.strict == Interval.point(18)
        consistent = decide(Run(runs=[Term("19年", period=2023), Term("18年", period=2022)]))
        assert (CONSISTENT, ()) == said(consistent)
        assert consistent.strength is Strength.ENTAILED


class TestExample10:
    """A is 50 %, B is 40 %, A and B are the whole, which is over 100: each for itself says nothing."""

    def test_each_relation_is_undecided_by_itself(self) -> None:
        """A and B are missing everywhere; only together the relations contradict each other."""
        whole, first, second = Term("超100亿元", name="T"), Term(name="A"), Term(name="B")
        for relation in (
            Share(part=first, whole=whole, share="50%"),
            Share(part=second, whole=whole, share="40%"),
            Sum(total=whole, parts=[first, second]),
        ):
            assert (UNDECIDED, (Reason.MISSING,)) == said(decide(relation))
