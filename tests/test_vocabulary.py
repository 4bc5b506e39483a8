from __future__ import annotations

import enum
import pickle
from typing import get_args, get_type_hints

import attrs
import pytest

from zoneplan import (
    AcrossRule,
    Action,
    Aspect,
    Bound,
    CumulativeForm,
    Direction,
    GrowthMethod,
    Metric,
    MetricKind,
    Modality,
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
    goals,
)
from zoneplan.investments import Funding, Investment, YearlyInvestment
from zoneplan.lights import Band, Light, LightRules
from zoneplan.milestones import Milestone, SignOff
from zoneplan.rates import ExchangeRate, PriceIndex, RateKind
from zoneplan.relations import Relation
from zoneplan.states import ConstructionKind, ProjectState, StateChange
from zoneplan.vocabulary import HOLDERS, KEYS, RELATIONS, SYNONYMS, WORDS, Key, holder, homes, words_for

KINDS = tuple(cls for cls, _ in RELATIONS.values())
GOALS = tuple(goals.KINDS.values())
RECORDS = (
    *(Plan, Program, Action, Project, Zone, Metric, Observation, Target, Source, Term, *KINDS, *GOALS),
    *(Milestone, SignOff, StateChange, Investment, YearlyInvestment, Funding, LightRules, Band),
    *(PriceIndex, ExchangeRate),
)
FIGURE_KEYS = {"text", "quantum"}


def written_keys() -> set[str]:
    """Give the keys that the classes of a plan are written with."""
    names = {field.name for record in RECORDS for field in attrs.fields(record)} | FIGURE_KEYS
    names = {name for name in names if not name.startswith("_")}
    return names - {"mark", "goal"} | goals.KINDS.keys()


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


@pytest.mark.parametrize("kind", SYNONYMS)
def test_a_further_word_is_no_other_members_own(kind: type[enum.StrEnum]) -> None:
    """Further words stand for members of their set, and none is a word that it has already."""
    assert set(SYNONYMS[kind].values()) <= set(kind)
    assert SYNONYMS[kind].keys().isdisjoint(WORDS[kind])


def test_every_closed_set_of_the_plan_has_words() -> None:
    """All enumerations that the classes of a plan use are translated."""
    used: set[object] = set()
    for record in RECORDS:
        hints = get_type_hints(record)
        for hint in (hints[field.name] for field in attrs.fields(record)):
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
        Bound,
        Modality,
        Light,
        ProjectState,
        ConstructionKind,
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


def test_a_key_remembers_the_word_it_was_written_as() -> None:
    """It is the English key for all other purposes, and survives a pickle."""
    key = KEYS["累计完成"]
    assert isinstance(key, Key)
    again = pickle.loads(pickle.dumps(key))  # our own
    assert ("done", hash("done"), "累计完成", "累计完成") == (key, hash(key), key.word, again.word)


def test_of_the_words_for_one_key_each_class_has_its_own() -> None:
    """What means two things in Chinese is offered where it fits; each of its homes is called something."""
    assert ("完成时间", "累计完成") == words_for("done")
    assert [("完成时间",), ("累计完成",)] == [words_for("done", cls) for cls in (Project, Investment)]
    assert [(), ("Investment",)] == [homes("名称"), homes("累计完成")]
    assert {home for word in KEYS for home in homes(word)} <= HOLDERS.keys()


@pytest.mark.parametrize("record", RECORDS)
def test_every_key_of_a_class_has_a_word_there(record: type) -> None:
    """No class loses a Chinese word to another."""
    keys = {field.name for field in attrs.fields(record) if field.init} & set(KEYS.values())
    if record in GOALS or record is Term:  # what a goal is written under is another key, and a place is found
        keys -= {"place"}
    assert [] == [key for key in sorted(keys) if not words_for(key, record)]
    assert holder(record) in HOLDERS or record in GOALS
