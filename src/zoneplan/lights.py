"""Status lights by rules given as data: which colour a gap has, and what a rule set leaves open.

Towns publish such rules and no two are alike: one measures the gap in percentage points, one in per
cent of what was planned, one against the mean of the city. So a rule set is a value, and its
`problems` are the gaps that have no colour, or two.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping  # noqa: TC003  # attrs keeps the annotations of cached properties
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from zoneplan.bands import cells, in_words, spanned
from zoneplan.errors import LightError
from zoneplan.intervals import Exact, Interval
from zoneplan.locations import Mark
from zoneplan.printed_tables import Signal
from zoneplan.ranges import exact_text
from zoneplan.short_reprs import short_repr
from zoneplan.sources import Source, as_source
from zoneplan.texts import check_id, check_text, member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zoneplan.layout import Language

__all__ = ["Band", "BandProblem", "Light", "LightRules", "Measure"]

MOST_BANDS = 50
_MOST_CELLS = 10_000


class Light(enum.StrEnum):
    """The colour that a status has: 绿灯, 黄灯 or 红灯.

    >>> Light("yellow").chinese
    '黄灯'
    """

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def chinese(self) -> str:
        """The colour as documents print it."""
        return {Light.GREEN: "绿灯", Light.YELLOW: "黄灯", Light.RED: "红灯"}[self]

    @property
    def signal(self) -> Signal:
        """What its colour says beside other colours."""
        return _LIGHT_SIGNALS[self]


_LIGHT_SIGNALS: Final[Mapping[Light, Signal]] = {
    Light.GREEN: Signal.GOOD,
    Light.YELLOW: Signal.WARNING,
    Light.RED: Signal.BAD,
}


class Measure(enum.StrEnum):
    """What the bands of a rule set speak of."""

    SHORTFALL_POINTS = "shortfall_points"
    """Scheduled progress less completion, in percentage points; negative is ahead."""
    SHORTFALL_SHARE = "shortfall_share"
    """The same in per cent of what was scheduled: 30 done of 40 scheduled is 25."""
    GROWTH = "growth"
    """Growth over the same months of the year before, in per cent."""
    GROWTH_OVER_PLAN = "growth_over_plan"
    """Growth less the planned growth, in percentage points."""
    GROWTH_OVER_MEAN = "growth_over_mean"
    """Growth less the mean of all that are compared, in percentage points."""
    MONTHS_LATE = "months_late"
    """For how many months in a row it was due and not done, the month it was due in being the first; a
    whole number, 0 when it is done or not due yet."""

    @property
    def domain(self) -> Interval:
        """What the measure can be at all."""
        if self is Measure.MONTHS_LATE:
            return Interval(0, None, integral=True)
        return Interval.everything()


# How a measure is named and what stands behind its numbers, in English and Chinese.
_NAMES: Mapping[Measure, Mapping[Language, tuple[str, str]]] = {
    Measure.SHORTFALL_POINTS: {"en": ("a gap", " points"), "zh": ("落后序时进度", "个百分点")},
    Measure.SHORTFALL_SHARE: {"en": ("a shortfall", " % of the schedule"), "zh": ("低于序时进度", "%")},
    Measure.GROWTH: {"en": ("growth", " %"), "zh": ("增速", "%")},
    Measure.GROWTH_OVER_PLAN: {"en": ("growth over plan", " points"), "zh": ("增速与计划之差", "个百分点")},
    Measure.GROWTH_OVER_MEAN: {
        "en": ("growth over the mean", " points"),
        "zh": ("增速与平均之差", "个百分点"),
    },
    Measure.MONTHS_LATE: {"en": ("a delay", " months"), "zh": ("逾期", "个月")},
}


def _as_light(value: Light | str) -> Light:
    return member(Light, value, LightError)


def _as_condition(value: Interval | str | None) -> Interval | None:
    return value if value is None or isinstance(value, Interval) else Interval.parse(value)


def _check_condition(
    instance: object, attribute: attrs.Attribute[Interval | None], value: Interval | None
) -> None:
    if value is None:
        return
    domain = Measure(attribute.name).domain
    if value.integral and not domain.integral:
        raise LightError(
            f"{attribute.name} is not counted in whole numbers, as {value} would have it",
            "write the interval without ∩ ℤ",
            f"{_NAMES[Measure(attribute.name)]['zh'][0]}不按整数计，写的是{value}",
            "取值范围请不写 ∩ ℤ",
        )
    if not value.overlaps(domain):
        raise LightError(
            f"no {attribute.name} lies in {value}",
            f"it can be {domain}; leave out a band that never applies",
            f"{_NAMES[Measure(attribute.name)]['zh'][0]}不会在{value}之内",
            f"其可能的值为{domain}；永不适用的一档请去掉",
        )


@attrs.frozen(kw_only=True)
class Band:
    """One line of a rule set: the light that is given when every measure lies in its interval.

    A measure that the band does not speak of may have any value.

    >>> band = Band(light="yellow", growth="> 0", growth_over_plan="< 0")
    >>> print(*(f"{measure} in {interval}" for measure, interval in band.conditions.items()))
    growth in (0, ∞) growth_over_plan in (-∞, 0)

    Attributes:
        light: The light, given as a `Light` or its word.
        shortfall_points: In percentage points; an interval, or its text such as `<= 0` or `[10, 30]`.
        shortfall_share: In per cent of what was scheduled.
        growth: In per cent.
        growth_over_plan: In percentage points.
        growth_over_mean: In percentage points.
        months_late: In whole months.
        mark: Where it stands in the file it was read from.

    Raises:
        LightError: If the light is none, no measure is named, or an interval holds nothing of its measure.
        IntervalError: If the text of an interval cannot be read.
    """

    light: Light = attrs.field(converter=_as_light)
    shortfall_points: Interval | None = attrs.field(
        default=None, converter=_as_condition, validator=_check_condition
    )
    shortfall_share: Interval | None = attrs.field(
        default=None, converter=_as_condition, validator=_check_condition
    )
    growth: Interval | None = attrs.field(default=None, converter=_as_condition, validator=_check_condition)
    growth_over_plan: Interval | None = attrs.field(
        default=None, converter=_as_condition, validator=_check_condition
    )
    growth_over_mean: Interval | None = attrs.field(
        default=None, converter=_as_condition, validator=_check_condition
    )
    months_late: Interval | None = attrs.field(
        default=None, converter=_as_condition, validator=_check_condition
    )

    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not self.conditions:
            raise LightError(
                f"the {self.light} band names no measure",
                "say when it applies, such as shortfall_points: '<= 0'",
                f"{self.light.chinese}一档没有写条件",
                "请写明何时亮此灯，例如 落后百分点: '<= 0'",
            )

    @classmethod
    def of(cls, light: Light | str, conditions: Mapping[Measure, Interval | str]) -> Band:
        """Make a band from the intervals of its measures.

        Args:
            light: The light, or its word.
            conditions: An interval, or its text, for each measure that the band speaks of.

        Raises:
            LightError: If the light is none, no measure is named, or an interval holds nothing of its
                measure.
            IntervalError: If the text of an interval cannot be read.
        """
        fields: dict[str, Any] = {Measure(measure).value: held for measure, held in conditions.items()}
        return cls(light=_as_light(light), **fields)

    @property
    def conditions(self) -> dict[Measure, Interval]:
        """The interval of each measure that the band speaks of."""
        found: dict[Measure, Interval] = {}
        for measure, field in _FIELDS:
            interval = getattr(self, field)
            if interval is not None:
                found[measure] = interval
        return found

    def text(self, language: Language = "en") -> str:
        """Say when it gives its light.

        >>> Band(light="yellow", shortfall_points="[10, 30]").text("zh")
        '落后序时进度10至30个百分点'

        Args:
            language: `en` or `zh`.
        """
        return _joined_phrases([_phrase(*one, language) for one in self.conditions.items()], language)


# Asked for once for each light that is given; an enum is slow to go through.
_FIELDS = tuple((measure, measure.value) for measure in Measure)


@attrs.frozen(kw_only=True)
class BandProblem:
    """Values that a rule set gives no light, or more than one.

    Attributes:
        lights: The lights that are given; empty for a hole, two or three for an overlap.
        box: The interval of each measure of the rule set, in the order of `Measure`.
    """

    lights: tuple[Light, ...]
    box: tuple[tuple[Measure, Interval], ...]

    __repr__ = short_repr

    @property
    def is_hole(self) -> bool:
        """Whether no light is given; otherwise several are."""
        return not self.lights

    def contains(self, values: Mapping[Measure, Exact]) -> bool:
        """Say whether values lie in the box.

        Args:
            values: A value for each measure of the rule set, in the measure's unit.
        """
        return all(values[measure] in interval for measure, interval in self.box)

    @property
    def message(self) -> str:
        """What is wrong, as a sentence in English."""
        said = " and ".join(self.lights)
        return f"{self._where('en')} {f'is {said} at once' if said else 'has no colour'}"

    @property
    def message_zh(self) -> str:
        """The same sentence in Chinese."""
        said = "和".join(light.chinese for light in self.lights)
        return f"{self._where('zh')}时{f'同为{said}' if said else '没有对应的灯'}"

    def _where(self, language: Language) -> str:
        bound = [(measure, interval) for measure, interval in self.box if interval != measure.domain]
        phrases = [_phrase(*one, language) for one in bound or self.box[:1]]
        return _joined_phrases(phrases, language)


def _phrase(measure: Measure, interval: Interval, language: Language) -> str:
    """Say in which interval a measure lies."""
    name, unit = _NAMES[measure][language]
    shown = in_words(interval, unit, language)
    if interval == measure.domain:
        shown = "为任意值" if language == "zh" else "of any size"
    joint = " of " if shown.startswith(("exactly", "at ")) else " "
    return f"{name}{'' if language == 'zh' else joint}{shown}"


def _joined_phrases(phrases: Sequence[str], language: Language) -> str:
    if language == "zh":
        return "、".join(phrases)
    first, *others = phrases
    return f"{first} with {' and '.join(others)}" if others else first


def _as_bands(values: Iterable[Band]) -> tuple[Band, ...]:
    found = tuple(values)
    for value in found:
        if not isinstance(value, Band):
            raise LightError(
                f"expected a band, got {value!r}", "such as Band(light='red', shortfall_points='> 30')"
            )
    return found


def _check_year(instance: object, attribute: attrs.Attribute[int | None], value: int | None) -> None:
    if value is not None and (type(value) is not int or not 1 <= value <= 9999):
        raise LightError(
            f"expected a year, got {value!r}",
            "give a whole number such as 2025",
            f"应为年份，写的是 {value!r}",
            "请写整数，例如 2025",
        )


@attrs.frozen(kw_only=True)
class LightRules:
    """A rule set for status lights, as a town publishes it.

    >>> rules = LightRules(
    ...     id="example",
    ...     bands=[
    ...         Band(light="green", shortfall_points="<= 0"),
    ...         Band(light="yellow", shortfall_points="[10, 30]"),
    ...         Band(light="red", shortfall_points="> 30"),
    ...     ],
    ... )
    >>> rules.light_of({Measure.SHORTFALL_POINTS: 12})
    <Light.YELLOW: 'yellow'>
    >>> for problem in rules.problems():
    ...     print(problem.message)
    a gap above 0 and below 10 points has no colour

    Attributes:
        id: Id of the rule set.
        name: Its name; None when it has none.
        place: The name of the place it is from, such as 银川市.
        year: The year it was published for.
        bands: Its lines, 1 to 50 of them; their order means nothing.
        source: Where it was read, given as a `Source` or the id of one that the plan lists.
        note: Anything a reader should know, such as what was left out.
        mark: Where it stands in the file it was read from.

    Raises:
        LightError: If there is no band or too many, or the bands cut the measures into more than 10,000
            combinations.
        OutlineError: If the id or a text of it cannot be one.
    """

    id: str = attrs.field(validator=check_id)
    bands: tuple[Band, ...] = attrs.field(converter=_as_bands)
    name: str | None = attrs.field(default=None, validator=check_text)
    place: str | None = attrs.field(default=None, validator=check_text)
    year: int | None = attrs.field(default=None, validator=_check_year)
    source: Source | None = attrs.field(default=None, converter=as_source)
    note: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not 1 <= len(self.bands) <= MOST_BANDS:
            raise LightError(
                f"expected 1 to {MOST_BANDS} bands in {self.id!r}, got {len(self.bands)}",
                "give each light its band, and split a longer rule set",
                f"{self.id!r} 应有1至{MOST_BANDS}档，写了{len(self.bands)}档",
                "请为每种灯写一档；更长的请拆分",
            )
        count = math.prod(len(axis) for axis in self._axes())
        if count > _MOST_CELLS:
            raise LightError(
                f"the bands of {self.id!r} cut their measures into {count} pieces, more than {_MOST_CELLS}",
                "split it into rule sets that each speak of fewer measures",
                f"{self.id!r} 各档把条件分成{count}格，超过{_MOST_CELLS}格",
                "请拆成条件较少的几套规则",
            )

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that some band speaks of, in the order of `Measure`."""
        named = {measure for band in self.bands for measure in band.conditions}
        return tuple([measure for measure, _ in _FIELDS if measure in named])

    def light_of(self, values: Mapping[Measure, Exact]) -> Light | None:
        """Give the light for measured values; None where the rule set has a hole.

        Args:
            values: A value for each of `measures`, in the measure's unit; others are not looked at.

        Raises:
            LightError: If a value is missing or cannot be one of its measure, or bands of different
                lights claim the values.
            FloatRefusedError: If a value is a float.
            IntervalError: If a value is no exact number.
        """
        asked = [(band.light, band.conditions) for band in self.bands]
        for measure in self.measures:
            self._check_value(measure, values.get(measure))
        lights = {
            light
            for light, conditions in asked
            if all(values[measure] in interval for measure, interval in conditions.items())
        }
        if len(lights) > 1:
            said = " and ".join(light for light in Light if light in lights)
            given = ", ".join(
                f"{measure} {exact_text(Fraction(values[measure]))}" for measure in self.measures
            )
            raise LightError(
                f"the rules {self.id!r} give {said} at once for {given}",
                "see the overlaps in `problems()` and say which band holds them",
            )
        return next(iter(lights), None)

    def _check_value(self, measure: Measure, value: Exact | None) -> None:
        if value is None:
            raise LightError(
                f"the rules {self.id!r} need {measure}, which is missing",
                "give its value; a missing one is never taken for 0",
            )
        if value not in measure.domain:
            raise LightError(f"{measure} cannot be {value}", f"it lies in {measure.domain}")

    def problems(self) -> tuple[BandProblem, ...]:
        """Find all values that have no light, and all that have several; exact, nothing is sampled.

        The ends of all bands cut each measure into points and open intervals. Every combination of them
        is looked at, and neighbours that are wrong in the same way are joined into boxes.

        Returns:
            Boxes that do not meet each other, from low to high values.
        """
        axes = self._axes()
        admitted = [self._admitted(band, axes) for band in self.bands]
        boxes: list[_Box] = []
        for spot in product(*(range(len(axis)) for axis in axes)):
            claims = {light for light, sets in admitted if all(map(set.__contains__, sets, spot))}
            if len(claims) != 1:
                lights = tuple(light for light in Light if light in claims)
                boxes.append((tuple((index, index) for index in spot), lights))
        for axis in range(len(axes)):
            boxes = _joined(boxes, axis)
        return tuple(
            BandProblem(
                lights=lights,
                box=tuple(
                    (measure, spanned(axis[low], axis[high], measure.domain))
                    for measure, axis, (low, high) in zip(self.measures, axes, ranges, strict=True)
                ),
            )
            for ranges, lights in sorted(boxes)
        )

    def _axes(self) -> list[tuple[Interval, ...]]:
        """Cut each measure into its cells."""
        return [
            cells(
                (band.conditions[measure] for band in self.bands if measure in band.conditions),
                measure.domain,
            )
            for measure in self.measures
        ]

    def _admitted(self, band: Band, axes: list[tuple[Interval, ...]]) -> tuple[Light, list[set[int]]]:
        """Give the cells of each measure that a band holds."""
        conditions = band.conditions
        everything = Interval.everything()
        return band.light, [
            {index for index, cell in enumerate(axis) if cell.is_subset(conditions.get(measure, everything))}
            for measure, axis in zip(self.measures, axes, strict=True)
        ]


# The first and last cell on each axis, and the lights that are given there.
_Box: TypeAlias = tuple[tuple[tuple[int, int], ...], tuple[Light, ...]]


def _joined(boxes: list[_Box], axis: int) -> list[_Box]:
    """Join boxes that are alike but for one axis, and follow each other there."""

    def key(box: _Box) -> tuple[object, ...]:
        ranges, lights = box
        return (ranges[:axis], ranges[axis + 1 :], lights, ranges[axis])

    found: list[_Box] = []
    for box in sorted(boxes, key=key):
        ranges, _ = box
        if found and key(found[-1])[:3] == key(box)[:3] and found[-1][0][axis][1] + 1 == ranges[axis][0]:
            first = found.pop()[0][axis][0]
            ranges = (*ranges[:axis], (first, ranges[axis][1]), *ranges[axis + 1 :])
        found.append((ranges, box[1]))
    return found
