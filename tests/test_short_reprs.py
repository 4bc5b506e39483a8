from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zoneplan
from zoneplan import Action, Figure, Period, Plan, Program, Report, SignOff, Source, Zone
from zoneplan.short_reprs import LONGEST, short_repr, shortened_repr

CLASSES = [
    cls
    for name in zoneplan.__all__
    if isinstance(cls := getattr(zoneplan, name), type) and not issubclass(cls, enum.Enum)
]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@settings(max_examples=20)  # a hundred classes; one plan shows much of what there is to show
@given(data=st.data())
def test_every_public_value_shows_itself_in_one_short_line(cls: type, data: st.DataObject) -> None:
    """Whatever a strategy draws, its repr names its class, is short, and moves no cursor."""
    shown = repr(data.draw(st.from_type(cls)))
    assert (True, True) == (shown.isprintable(), len(shown) <= LONGEST), shown
    assert cls.__name__.split("[")[0] in shown


@pytest.mark.parametrize(
    "cls", [cls for cls in CLASSES if attrs.has(cls) and any(one.name == "id" for one in attrs.fields(cls))]
)
@settings(max_examples=20)
@given(data=st.data())
def test_what_has_an_id_shows_it(cls: type, data: st.DataObject) -> None:
    """The id is what everything else is found by; a relation may have none."""
    drawn: Any = data.draw(st.from_type(cls))
    assert drawn.id is None or repr(drawn.id)[:40] in repr(drawn)


def test_fields_that_say_nothing_are_left_out() -> None:
    """Fields at their defaults are not shown, and values are as their constructors take them."""
    assert "Zone(id='ketd', name='开发区', level='national')" == repr(
        Zone(id="ketd", name="开发区", level="national")
    )
    assert "SignOff(on='2023-07-03')" == repr(SignOff(on=date(2023, 7, 3)))
    program = Program(id="a", name="产业创新", actions=[Action(id="x", name="甲")], lead_units=["甲局"])
    assert "Program(id='a', name='产业创新', lead_units=('甲局',), actions=<1>)" == repr(program)


def test_what_is_too_long_is_cut_and_says_so() -> None:
    """A long text is cut inside its quotes, and fields for which there is no room are told by an ellipsis."""
    source = Source(id="s", document="文" * 60, place="表" * 30, quote="引" * 80)
    assert f"Source(id='s', document='{'文' * 41}…', place='{'表' * 30}', …)" == repr(source)


def test_a_count_is_shown_whole_or_not_at_all() -> None:
    """What came of a large plan is cut between words: 200 of 2001 would be another count."""
    text = f"<Progress of 'p': {', '.join(f'{number} met' for number in range(12_340, 12_380))}>"
    shown = shortened_repr(text)
    assert (True, True) == (shown.endswith(" met,…>"), len(shown) <= LONGEST)
    assert set(shown[18:-3].split(", ")) <= set(text[18:-1].split(", "))


def test_control_characters_are_spelled_out() -> None:
    """A name that would move the cursor is shown as its author would have to write it."""
    assert r"<Plan 'p' \x1b[2J规\n划: empty>" == shortened_repr("<Plan 'p' \x1b[2J规\n划: empty>")
    source = Source(document="一\n二\u202e")
    assert r"Source(document='一\n二\u202e')" == repr(source)


@attrs.frozen
class _Kinds:
    """A value of every kind of field."""

    share: Fraction = Fraction(0)
    number: Decimal = Decimal(0)
    period: Period | None = None
    figure: Figure | None = None
    flags: tuple[int, ...] = ()
    named: dict[str, int] = attrs.field(factory=dict)
    nested: _Kinds | None = None
    _hidden: int = 0

    __repr__ = short_repr


def test_each_kind_of_field_is_shown_as_it_is_written() -> None:
    """Numbers are exact or marked as rounded, lists and mappings are counted, values are as their text."""
    assert "_Kinds()" == repr(_Kinds(hidden=3))
    assert "_Kinds(share=1/3, number=2.50, period='2025Q1', figure='3亿元')" == repr(
        _Kinds(Fraction(1, 3), Decimal("2.50"), Period.parse("2025Q1"), Figure(3, "亿元"))
    )
    long = Fraction(10**20 + 1, 3 * 10**20)
    assert "_Kinds(share=≈0.333333, flags=<2>, named=<1>)" == repr(_Kinds(long, flags=(1, 2), named={"a": 1}))
    assert "_Kinds(nested=_Kinds(share=1/3))" == repr(_Kinds(nested=_Kinds(Fraction(1, 3))))


def test_gathered_answers_count_what_they_hold() -> None:
    """A report says how much was found and, apart from that, how much was not looked at."""
    plan = Plan(id="p", name="规划")
    assert "<Report: 0 errors, 0 warnings, 0 advice; 0 checked, 1 not checked>" == repr(
        attrs.evolve(plan.validate(), checked={})
    )
    assert isinstance(plan.validate(), Report)
    assert "<Register of 'p' as of 2025-01-01: 0 items>" == repr(plan.register("2025-01-01"))
    assert "<Consistency of 'p'>" == repr(plan.consistency())
