from __future__ import annotations

import enum
from typing import get_args, get_type_hints

import attrs
import pytest

from zoneplan import (
    AcrossRule,
    Action,
    Aspect,
    CumulativeForm,
    Direction,
    GrowthMethod,
    Metric,
    MetricKind,
    Nature,
    Observation,
    Plan,
    Program,
    Project,
    Source,
    Target,
    Term,
    TimeRule,
    Vintage,
    Zone,
    ZoneLevel,
)
from zoneplan.rates import ExchangeRate, PriceIndex, RateKind
from zoneplan.relations import Relation
from zoneplan.vocabulary import KEYS, RELATIONS, WORDS

KINDS = tuple(cls for cls, _ in RELATIONS.values())
RATES = (PriceIndex, ExchangeRate)
RECORDS = (Plan, Program, Action, Project, Zone, Metric, Observation, Target, Source, Term, *RATES, *KINDS)
FIGURE_KEYS = {"text", "quantum"}


def written_keys() -> set[str]:
    """Give the keys that the classes of a plan are written with."""
    names = {field.name for record in RECORDS for field in attrs.fields(record)} | FIGURE_KEYS
    names = {name for name in names if not name.startswith("_")}
    return {"level" if name == "goal" else name for name in names - {"mark"}}


def test_every_key_has_a_chinese_word() -> None:
    """Whatever can be written in English can be written in Chinese, and nothing else."""
    assert written_keys() == set(KEYS.values())


def test_no_chinese_key_is_an_english_one() -> None:
    """A key is never ambiguous between the languages."""
    assert KEYS.keys().isdisjoint(KEYS.values())


@pytest.mark.parametrize("kind", WORDS)
def test_chinese_words_stand_for_members(kind: type[enum.StrEnum]) -> None:
    """Each word stands for a member of its set, and each member has one word."""
    assert set(kind) == set(WORDS[kind].values())
    assert len(WORDS[kind]) == len(set(WORDS[kind].values()))


def test_every_closed_set_of_the_plan_has_words() -> None:
    """All enumerations that the classes of a plan use are translated."""
    used: set[object] = set()
    for record in RECORDS:
        for hint in get_type_hints(record).values():
            used |= {one for one in (hint, *get_args(hint)) if isinstance(one, type)}
    expected = {
        MetricKind,
        Direction,
        Nature,
        AcrossRule,
        TimeRule,
        Aspect,
        Vintage,
        ZoneLevel,
        GrowthMethod,
        CumulativeForm,
        RateKind,
    }
    assert expected == set(WORDS)
    assert expected == {one for one in used if isinstance(one, type) and issubclass(one, enum.StrEnum)}


def test_every_kind_of_relation_has_words() -> None:
    """Each relation that a plan may hold has one English and one Chinese word."""
    assert set(get_args(Relation)) == set(KINDS)
    assert len(KINDS) == len({word for _, word in RELATIONS.values()})


def test_tables_cannot_be_changed() -> None:
    """The tables are read-only."""
    with pytest.raises(TypeError):
        KEYS["目标"] = "other"  # type: ignore[index]  # what is tested
