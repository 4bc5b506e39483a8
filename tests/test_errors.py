"""Errors: one base, facts in fields, two lines of text, and pickles that survive."""

from __future__ import annotations

import copy
import inspect
import pickle

import attrs
import pytest

from zoneplan import errors
from zoneplan.errors import (
    AmountError,
    ConversionError,
    CurrencyMismatchError,
    DimensionMismatchError,
    DocumentError,
    FindingsError,
    FloatRefusedError,
    GoalError,
    IntervalError,
    LightError,
    MetricError,
    MissingLibraryError,
    OutlineError,
    PatternError,
    PeriodError,
    PriceBasisMismatchError,
    Problem,
    RegisterError,
    RelationError,
    RollupError,
    RollupFolderError,
    RuleError,
    ScheduleError,
    UnitError,
    UnknownIdError,
    ZoneplanError,
)
from zoneplan.locations import Location

TOLD: list[tuple[type[ZoneplanError], type[Exception]]] = [
    (AmountError, ValueError),
    (ConversionError, ValueError),
    (CurrencyMismatchError, TypeError),
    (DimensionMismatchError, TypeError),
    (FloatRefusedError, TypeError),
    (GoalError, ValueError),
    (IntervalError, ValueError),
    (LightError, ValueError),
    (MetricError, ValueError),
    (OutlineError, ValueError),
    (PatternError, ValueError),
    (PeriodError, ValueError),
    (PriceBasisMismatchError, TypeError),
    (RegisterError, ValueError),
    (RelationError, ValueError),
    (RollupError, ValueError),
    (RollupFolderError, ValueError),
    (RuleError, TypeError),
    (ScheduleError, ValueError),
    (UnitError, ValueError),
    (UnknownIdError, KeyError),
]
PROBLEM = Problem(Location("programs[0].budget", "a.yaml", 4, 2), "expected a figure", "write one")


def test_every_public_error_is_tested_here() -> None:
    """The list of this file is complete: no error of zoneplan's is left out."""
    public = {getattr(errors, name) for name in errors.__all__}
    raised = {one for one in public if inspect.isclass(one) and issubclass(one, BaseException)}
    others = {ZoneplanError, DocumentError, FindingsError, MissingLibraryError}
    assert raised == {*others, *(error for error, _ in TOLD)}
    assert sorted(errors.__all__) == errors.__all__


@pytest.mark.parametrize(("error", "standard"), TOLD)
def test_an_error_is_ours_and_the_standard_one(error: type[ZoneplanError], standard: type[Exception]) -> None:
    """Each error is caught as zoneplan's and as the standard error that it refines."""
    assert issubclass(error, ZoneplanError)
    assert issubclass(error, standard)


@pytest.mark.parametrize("error", [error for error, _ in TOLD])
def test_an_error_keeps_its_facts(error: type[ZoneplanError]) -> None:
    """Message and remedy are fields, print on two lines, and survive pickling and copying."""
    told = error("unknown unit '亿园'", "did you mean '亿元'?")
    for one in (told, pickle.loads(pickle.dumps(told)), copy.copy(told), copy.deepcopy(told)):
        assert error is type(one)
        facts = (getattr(one, "message", None), getattr(one, "remedy", None))
        assert ("unknown unit '亿园'", "did you mean '亿元'?") == facts
        assert "unknown unit '亿园'\ndid you mean '亿元'?" == str(one)
    assert "unknown unit '亿园'" == str(error("unknown unit '亿园'"))


def test_errors_are_told_apart_by_identity() -> None:
    """Two errors with the same words are two errors, and can be raised, chained and hashed."""
    one, other = AmountError("a"), AmountError("a")
    assert one != other
    assert 2 == len({one, other})
    with pytest.raises(AmountError) as caught:
        raise one from other
    assert other is caught.value.__cause__


def test_the_base_prints_its_arguments() -> None:
    """The base error prints what it was given, one line each."""
    assert "a\n5" == str(ZoneplanError("a", 5))
    assert "" == str(ZoneplanError())


def test_an_unknown_id_prints_without_quotes() -> None:
    """Unlike a KeyError, an unknown id prints as a sentence."""
    assert "unknown id 'x'\ntry 'y'" == str(UnknownIdError("unknown id 'x'", "try 'y'"))


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (PROBLEM, "programs[0].budget (a.yaml:4:2): expected a figure\n    write one"),
        (Problem(Location(), "empty file"), "the plan: empty file"),
    ],
)
def test_a_problem_prints_its_place_and_remedy(problem: Problem, expected: str) -> None:
    """A problem says where it is, what is wrong, and below what to do."""
    assert expected == str(problem)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (DocumentError(()), "0 problems"),
        (
            DocumentError((PROBLEM,)),
            "1 problem\nprograms[0].budget (a.yaml:4:2): expected a figure\n    write one",
        ),
        (
            DocumentError((Problem(Location("a"), "one"), Problem(Location("b"), "two"))),
            "2 problems\na: one\nb: two",
        ),
        (FindingsError(("first",)), "1 error\nfirst"),
        (FindingsError(("first", "second")), "2 errors\nfirst\nsecond"),
    ],
)
def test_an_error_of_many_things_lists_all(error: DocumentError | FindingsError, expected: str) -> None:
    """All problems or findings are listed under their number, also after pickling."""
    assert isinstance(error, ZoneplanError)
    assert isinstance(error, ValueError)
    for one in (error, pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert expected == str(one)


def test_a_problem_is_told_in_chinese_where_it_can_be() -> None:
    """Without a Chinese sentence a problem is told in English, and its remedy falls back by itself."""
    told = attrs.evolve(PROBLEM, message_zh="应为数值")
    assert [
        ("expected a figure", "write one"),
        ("应为数值", "write one"),
        ("应为数值", "请写上"),
    ] == [one.sentences("zh") for one in (PROBLEM, told, attrs.evolve(told, remedy_zh="请写上"))]
    assert ("expected a figure", "write one") == told.sentences()
    assert {
        "path": "programs[0].budget",
        "file": "a.yaml",
        "line": 4,
        "column": 2,
        "message": "expected a figure",
        "message_zh": "应为数值",
        "remedy": "write one",
        "remedy_zh": "",
    } == told.to_dict()


def test_a_missing_library_is_told_with_its_extra() -> None:
    """The error says what needs the library and how to install it, in both languages."""
    error = MissingLibraryError.of("jinja2", "report", "making pages", "写网页")
    (problem,) = error.problems
    assert ("写网页需要 jinja2，尚未安装", "请安装：pip install 'zoneplan[report]'") == problem.sentences(
        "zh"
    )
    assert (
        "making pages needs jinja2, which is not installed",
        "install it with: pip install 'zoneplan[report]'",
    ) == problem.sentences()
    assert isinstance(error, DocumentError)
