from __future__ import annotations

from fractions import Fraction

from zoneplan import Coverage, Figure, Missing
from zoneplan.coverage import percent


def test_there_are_three_words_for_missing_data() -> None:
    """The words are those of a file and of the command line."""
    assert ["skip_if_any", "skip_if_all", "zero"] == [word.value for word in Missing]


def test_coverage_counts_whole_reports() -> None:
    """A leaf that reported in part is not among those that reported."""
    coverage = Coverage(5, 1, 7)
    assert (Fraction(5, 7), None, False) == (coverage.by_count, coverage.by_weight, coverage.is_complete)
    assert "5 of 7 reported, 1 in part" == str(coverage)


def test_coverage_by_weight_stands_beside_that_by_count() -> None:
    """5 of 7 may be 83.3 % of the money, whatever units it is in."""
    coverage = Coverage(5, 0, 7, Figure(5, "亿元"), Figure(60000, "万元"))
    assert Fraction(5, 6) == coverage.by_weight
    assert "5 of 7 reported, 83.3 % by weight" == str(coverage)


def test_weights_of_nothing_give_no_share() -> None:
    """A share of zero is not zero."""
    nothing = Figure(0, "亿元")
    assert None is Coverage(1, 0, 1, nothing, nothing).by_weight
    assert None is Coverage(1, 0, 1, nothing).by_weight


def test_where_nobody_is_expected_nothing_is_missing() -> None:
    """No leaf expected is no share, and it says so."""
    coverage = Coverage(0, 0, 0)
    assert (None, True, "none expected to report") == (
        coverage.by_count,
        coverage.is_complete,
        str(coverage),
    )


def test_a_percentage_never_rounds_to_all_or_nothing() -> None:
    """0 % and 100 % are said of nothing and all only."""
    shares = [Fraction(0), Fraction(1, 100_000), Fraction(5, 6), Fraction(99_999, 100_000), Fraction(1)]
    assert ["0 %", "0.1 %", "83.3 %", "99.9 %", "100 %"] == [percent(share) for share in shares]
