"""The cattrs converters for the plan's classes, and their errors as problems with places."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache, reduce
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from zoneplan.dates import Moment, as_moment
from zoneplan.errors import DocumentError, Problem, ZoneplanError
from zoneplan.figures import Figure
from zoneplan.goals import (
    KINDS,
    AnnualRate,
    Delegated,
    Goal,
    Multiple,
    PointChange,
    Qualitative,
    Rank,
)
from zoneplan.investments import Funding, YearlyInvestment
from zoneplan.locations import MARK_KEY, Location, Mark, Part
from zoneplan.observations import Observation
from zoneplan.rates import ExchangeRate, PriceIndex, with_index_unit
from zoneplan.relations import Relation
from zoneplan.schedules import LevelSchedule, Schedule, ShareSchedule, as_schedule
from zoneplan.shapes import (
    GIVEN_TWICE,
    PARSED,
    ShapeError,
    as_figure,
    as_fraction,
    as_text,
    as_truth,
    as_whole_number,
    as_word,
    figure_like,
    missing_key,
    none_of,
    not_a_mapping,
    shown,
    told,
    unknown_key,
    written_figure,
)
from zoneplan.sources import Source
from zoneplan.targets import Target
from zoneplan.terms import Term
from zoneplan.vocabulary import HOLDERS, RELATIONS, WORDS, Key, holder, homes, words_for

if TYPE_CHECKING:
    from zoneplan.scheduled import SchedulePoint

__all__ = ["structured", "unstructured"]

T = TypeVar("T")

_RENAMED: Final = {"mark": MARK_KEY}
_GOAL: Final = "goal"
"""The name of a goal inside a target; a document writes it under the key of its kind."""
_GOAL_KINDS: Final = frozenset(KINDS.values())
ALONE: Final[Mapping[type, str]] = {Qualitative: "text", Delegated: "to"}
"""The field that a text alone gives, of goals that are no figures."""
_OF_FIGURES: Final = frozenset(
    kind for kind in _GOAL_KINDS if any(one.name == "figure" for one in attrs.fields(cast("Any", kind)))
)
_place_like: Final = figure_like("第{}", "5")


def _as_place(value: Any, _: Any) -> Figure:
    """Read a place in an order; what is none is told by the goal itself."""
    return Rank(value).figure if type(value) is str else _place_like(value, Figure)


# What reads the figure of those that are asked for in a unit of their own.
_LIKE: Final[Mapping[type, Callable[[Any, Any], Figure]]] = {
    AnnualRate: figure_like("{}%", "8"),
    ExchangeRate: figure_like("{}元/美元", "6.7261"),
    Multiple: figure_like("{}倍", "2"),
    PointChange: figure_like("{}个百分点", "2"),
    Rank: _as_place,
}
BASIS_BESIDE: Final = frozenset({Observation, YearlyInvestment, Funding, Target, *_OF_FIGURES})
"""The classes in whose mappings a price basis may stand in a figure or beside it."""
BASIS_ALONE: Final = (YearlyInvestment, Funding)
"""Those of them whose figure may be missing, and then has no prices."""
# A time is a time, whichever of the two words is written.
_ALIKE: Final = frozenset({"规划期", "时期"})
_FAULTS: Final = (
    BaseValidationError,
    ForbiddenExtraKeysError,
    ZoneplanError,
    KeyError,
    ValueError,
    TypeError,
)


def structured(data: dict[str, Any], kind: type[T], name: str | None) -> T:
    """Make a value from plain data with English keys.

    Args:
        data: Plain data; its mappings may carry marks.
        kind: The class to make.
        name: What the data is called in messages; None when it has no name.

    Raises:
        DocumentError: With every problem and its place.
    """
    try:
        return _converter(detailed=False).structure(data, kind)
    except _FAULTS:
        # Collecting all problems costs twice the time, so it is done only once there is one.
        pass
    try:
        return _converter(detailed=True).structure(data, kind)
    except (BaseValidationError, ShapeError) as group:  # the second where the whole value is at fault
        problems = tuple(_problems(group, (), _Document(data, kind, name), kind))
    raise DocumentError(tuple(sorted(problems, key=_document_order)))


def unstructured(value: object) -> dict[str, Any]:
    """Give a value as plain data.

    Raises:
        DocumentError: If a figure has no finite decimal and cannot be written exactly.
    """
    return cast("dict[str, Any]", _converter(detailed=False).unstructure(value))


# -- the converters -----------------------------------------------------------------------------


@cache
def _converter(*, detailed: bool) -> Converter:
    """Build the converter for the plan's classes; strict where cattrs is lax."""
    converter = Converter(
        detailed_validation=detailed, forbid_extra_keys=True, prefer_attrib_converters=False
    )
    converter.register_structure_hook(str, as_text)
    converter.register_structure_hook(int, as_whole_number)
    converter.register_structure_hook(bool, as_truth)
    converter.register_structure_hook(Fraction, as_fraction)
    converter.register_structure_hook(Figure, as_figure)
    converter.register_structure_hook(Mark, lambda value, _: value)
    converter.register_structure_hook_factory(_is_moment, lambda _: lambda value, _: as_moment(value))
    converter.register_unstructure_hook_factory(_is_moment, lambda _: str)
    for parsed, parse in PARSED.items():
        converter.register_structure_hook(parsed, _parsing(parsed, parse))
        converter.register_unstructure_hook(parsed, str)
    converter.register_unstructure_hook(Fraction, str)
    converter.register_unstructure_hook(Figure, written_figure)
    for words in WORDS:
        converter.register_structure_hook(words, as_word)
        converter.register_unstructure_hook(words, lambda member: member.value)
    converter.register_structure_hook_factory(_is_optional, lambda hint: _optional(converter, hint))
    converter.register_unstructure_hook_factory(_is_optional, lambda hint: _written_optional(converter, hint))
    converter.register_structure_hook_factory(
        _is_tuple, lambda hint: _listed(converter, hint, detailed=detailed)
    )
    converter.register_unstructure_hook_factory(_is_tuple, lambda hint: _written_list(converter, hint))
    converter.register_structure_hook_factory(_is_goal, lambda _: _goal(converter))
    converter.register_unstructure_hook_factory(_is_goal, lambda _: _written_goal(converter))
    converter.register_structure_hook_factory(_is_relation, lambda _: _relation(converter))
    converter.register_unstructure_hook_factory(_is_relation, lambda _: _written_relation(converter))
    converter.register_structure_hook_factory(_is_schedule, lambda _: _schedule)
    converter.register_unstructure_hook_factory(_is_schedule, lambda _: _written_schedule)
    converter.register_structure_hook_factory(_is_record, lambda cls: _record(converter, cls))
    converter.register_unstructure_hook_factory(_is_record, lambda cls: _written_record(converter, cls))
    converter.register_structure_hook_factory(_is_goal_kind, lambda cls: _goal_kind(converter, cls))
    converter.register_unstructure_hook_factory(_is_goal_kind, lambda cls: _written_goal_kind(converter, cls))
    converter.register_structure_hook_factory(_is_target, lambda _: _target(converter))
    converter.register_unstructure_hook_factory(_is_target, lambda _: _written_target(converter))
    return converter


def _is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple


def _is_optional(hint: object) -> bool:
    return type(None) in get_args(hint)


def _is_record(hint: object) -> bool:
    return isinstance(hint, type) and attrs.has(hint) and hint not in PARSED and hint not in {Figure, Mark}


def _is_moment(hint: object) -> bool:
    return hint == Moment


def _is_relation(hint: object) -> bool:
    return hint == Relation


def _is_target(hint: object) -> bool:
    return hint is Target


def _is_goal(hint: object) -> bool:
    return hint == Goal


def _goal(converter: Converter) -> Callable[[Any, Any], Any]:
    """Read a goal from the key of its kind and what stands under it."""

    def read(data: Any, _: Any) -> Any:
        ((key, value),) = data.items()
        return converter.structure(value, KINDS[key])

    return read


def _written_goal(converter: Converter) -> Callable[[Any], dict[str, Any]]:
    keys = {kind: key for key, kind in KINDS.items()}
    return lambda goal: {keys[type(goal)]: converter.unstructure(goal)}


def _is_goal_kind(hint: object) -> bool:
    return hint in _GOAL_KINDS


def _goal_kind(converter: Converter, kind: type[T]) -> Callable[[Any, Any], T]:
    """Read one kind of goal: its figure or its words alone, or a mapping that says more."""
    as_its_figure = _LIKE.get(kind, as_figure)
    options = {field.name for field in attrs.fields(cast("Any", kind))}
    own: dict[str, Any] = {"figure": override(struct_hook=as_its_figure)} if "figure" in options else {}
    made: Callable[[Any, Any], T] = make_dict_structure_fn(kind, converter, **own)
    alone = ALONE.get(kind)

    def read(data: Any, hint: Any) -> T:
        if alone is not None and type(data) is str:
            return kind(**{alone: data})
        if "figure" in options and not (type(data) is dict and options & data.keys()):
            return kind(figure=as_its_figure(data, Figure))  # type: ignore[call-arg]  # it has that field
        if type(data) is not dict:
            raise ShapeError(*not_a_mapping(data))
        if "figure" in options and "price_basis" in data:
            data = _with_basis(data, "figure")
        return made({key: value for key, value in data.items() if key != MARK_KEY}, hint)

    return read


def _written_goal_kind(converter: Converter, kind: type) -> Callable[[Any], Any]:
    made: Callable[[Any], Any] = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)
    alone = ALONE.get(kind, "figure")

    def write(goal: Any) -> Any:
        data = made(goal)
        return data[alone] if data.keys() == {alone} else data

    return write


def _target(converter: Converter) -> Callable[[Any, Any], Target]:
    """Read a target, whose goal stands under the key of its kind."""
    made = make_dict_structure_fn(Target, converter, mark=override(rename=MARK_KEY))
    strangers = strangers_of(Target)

    def read(data: Any, hint: Any) -> Target:
        if type(data) is not dict:
            raise ShapeError(*not_a_mapping(data))
        given = [key for key in KINDS if key in data]
        if _GOAL in data:
            raise attrs.evolve(unknown_key(_GOAL, keys_of(Target), Target), below=_GOAL)
        _refuse_strangers(data, Target, strangers)
        if len(given) != 1:
            raise _wrong_goals(given)
        (key,) = given
        if "price_basis" in data:
            data = _with_basis(data, key)
        rest = {one: value for one, value in data.items() if one != key}
        return made({**rest, _GOAL: {key: data[key]}}, hint)

    return read


def _goal_word(key: str) -> str:
    """Give the Chinese word for the key of a goal; 级别 is the level of a place."""
    return words_for(key, Target)[0]


def _wrong_goals(given: list[str]) -> ShapeError:
    """Make the error for a target that has no goal, or several."""
    if given:
        listed = " and ".join(map(repr, given))
        return ShapeError(
            f"expected one goal, got {listed}",
            "write a target for each of them",
            f"应只有一个目标，却写了{'、'.join(f'{_goal_word(key)}（{key}）' for key in given)}",
            "请分别写成几项目标",
            below=given[-1],
        )
    chinese = [_goal_word(key) for key in KINDS]
    return ShapeError(
        "missing the goal",
        f"write one of {', '.join(KINDS)}; in Chinese: {'、'.join(chinese)}",
        "缺少目标",
        f"请写{'、'.join(chinese)}之一",
    )


def _written_target(converter: Converter) -> Callable[[Target], dict[str, Any]]:
    made = make_dict_unstructure_fn(
        Target, converter, _cattrs_omit_if_default=True, mark=override(omit=True), goal=override(omit=True)
    )
    goal = _written_goal(converter)
    return lambda target: {**made(target), **goal(target.goal)}


def _is_schedule(hint: object) -> bool:
    return hint == Schedule


def _schedule(value: Any, _: Any) -> Schedule:
    """Read the word for an even schedule, or a mapping with a figure for each period."""
    if type(value) is not dict:
        value = as_schedule(as_text(value))
        return cast("Schedule", value)
    return cast("Schedule", as_schedule(_figures(value)))


def _figures(data: dict[str, Any]) -> dict[str, Any]:
    """Read the figures of a schedule, which may stand one level below, each with its own place."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key in {"shares", "levels"}:
            found[key] = _figures(value) if type(value) is dict else value
        elif key != MARK_KEY:
            try:
                found[key] = as_figure(value)
            except ZoneplanError as error:
                raise ShapeError(*told(error), below=key) from None
    return found


def _written_schedule(schedule: Schedule) -> str | dict[str, Any]:
    match schedule:
        case ShareSchedule(points):
            return _written_points(points)
        case LevelSchedule(points) if points[0].figure.unit.dimension == "ratio":
            return {"levels": _written_points(points)}
        case LevelSchedule(points):
            return _written_points(points)
        case _:
            return str(schedule)


def _written_points(points: tuple[SchedulePoint, ...]) -> dict[str, Any]:
    return {str(point.by): written_figure(point.figure) for point in points}


def _relation(converter: Converter) -> Callable[[Any, Any], Any]:
    """Read a mapping as the relation that its key `kind` names."""
    kinds = {word: cls for english, (cls, chinese) in RELATIONS.items() for word in (english, chinese)}

    def read(data: Any, _: Any) -> Any:
        if type(data) is not dict:
            raise ShapeError(*not_a_mapping(data))
        if "kind" not in data:
            message, _, message_zh, _ = missing_key("kind")
            chinese = "、".join(word for _, word in RELATIONS.values())
            raise ShapeError(
                message, f"write one of {', '.join(RELATIONS)}", message_zh, f"请写下列之一：{chinese}"
            )
        cls = kinds.get(data["kind"]) if isinstance(data["kind"], str) else None
        if cls is None:
            chinese = "、".join(word for _, word in RELATIONS.values())
            raise ShapeError(*none_of(", ".join(RELATIONS), chinese, data["kind"]), below="kind")
        rest = {key: value for key, value in data.items() if key != "kind"}
        return converter.structure(rest, cls)

    return read


def _written_relation(converter: Converter) -> Callable[[Any], dict[str, Any]]:
    kinds = {cls: english for english, (cls, _) in RELATIONS.items()}
    return lambda relation: {"kind": kinds[type(relation)], **converter.unstructure(relation)}


def _parsing(kind: type, parse: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: value if type(value) is kind else parse(value)


def _record(converter: Converter, cls: type[T]) -> Callable[[Any, Any], T]:
    """Read a mapping as one of the plan's classes."""
    renames: dict[str, Any] = {
        field.name: override(rename=_RENAMED[field.name])
        for field in attrs.fields(cast("Any", cls))
        if field.name in _RENAMED
    }
    if cls is Term:
        renames["place"] = override(omit=True)  # where a figure stands is found, not written
    if cls is PriceIndex:
        renames["figure"] = override(struct_hook=_index_figure)
    if cls in _LIKE:
        renames["figure"] = override(struct_hook=_LIKE[cls])
    made: Callable[[Any, Any], T] = make_dict_structure_fn(cls, converter, **renames)
    field = "figure" if cls in BASIS_BESIDE else None
    strangers = strangers_of(cls)

    def read(data: Any, hint: Any) -> T:
        if type(data) is not dict:
            if cls is Source and type(data) is str:
                return cast("T", Source(id=data))
            if cls is Term:
                return cast("T", Term(_figure_alone(data)))
            raise ShapeError(*not_a_mapping(data))
        if strangers:
            _refuse_strangers(data, cls, strangers)
        if field is not None and "price_basis" in data:
            data = _with_basis(data, field, is_optional=cls in BASIS_ALONE)
        return made(data, hint)

    return read


def strangers_of(cls: type) -> frozenset[str]:
    """Give the Chinese words for keys of a class that mean something else elsewhere and are not read here."""
    keys = keys_of(cls)
    own = {word for one in keys for word in words_for(one, cls)}
    return frozenset(word for one in keys for word in words_for(one)) - own - _ALIKE


def _refuse_strangers(data: dict[str, Any], cls: type, strangers: frozenset[str]) -> None:
    """Refuse a Chinese key of another class that shares its English key with one of this: 累计完成, done.

    Raises:
        ShapeError: At the first.
    """
    for key in data:
        if isinstance(key, Key) and key.word in strangers:
            raise attrs.evolve(unknown_key(key, keys_of(cls), cls, homes(key.word)), below=key)


def _holders(key: str, kind: type) -> tuple[str, ...]:
    """Give the names of what can have a key in a document of a kind, by the word it was written as."""
    alone = homes(key.word) if isinstance(key, Key) else ()
    found = [one for cls in _records_of(kind) if key in keys_of(cls) and (one := holder(cls)) in HOLDERS]
    return alone or tuple(dict.fromkeys(found))


@cache
def _records_of(kind: type) -> tuple[type, ...]:
    """Give the classes that a document of a kind is made of."""
    found: dict[type, None] = {}
    waiting: list[object] = [kind]
    while waiting:
        hint = waiting.pop(0)
        waiting.extend(get_args(hint))
        if _is_record(hint) and hint not in found:
            cls = cast("type", hint)
            found[cls] = None
            waiting.extend(get_type_hints(cls).values())
    return tuple(found)


def _index_figure(data: Any, _: Any) -> Figure:
    """Read a price index, which is printed without a unit."""
    if type(data) is dict and "text" in data:
        return as_figure({**data, "text": with_index_unit(data["text"])})
    return as_figure(with_index_unit(data))


def _figure_alone(data: Any) -> Figure:
    """Read a figure of a relation that is no mapping."""
    if data is None or type(data) is list:
        raise ShapeError(
            f"expected a figure, got {shown(data)}",
            "write it with its unit, or say where it is told: {metric: gdp, period: 2022}",
            f"应为数值，写的是{shown(data, 'zh')}",
            "请连同单位写上，或说明所引用的数：{指标: gdp, 时期: 2022}",
        )
    return as_figure(data)


def _with_basis(data: dict[str, Any], field: str, *, is_optional: bool = False) -> dict[str, Any]:
    """Move a price basis that stands beside a figure into it.

    Raises:
        ShapeError: If there is no figure to move it into, and there need not be one.
    """
    moved = {key: value for key, value in data.items() if key != "price_basis"}
    basis, figure = data["price_basis"], data.get(field)
    if field not in data:
        if basis is not None and is_optional:
            raise ShapeError(
                "a price basis stands here without a figure",
                "write the figure, or leave the price basis out",
                "只写了价格，没有数值",
                "请写上数值，或不写价格",
                below="price_basis",
            )
        return moved
    if isinstance(figure, dict) and "figure" in figure:
        both = GIVEN_TWICE if "price_basis" in figure else basis
        moved[field] = _with_basis({**figure, "price_basis": both}, "figure")
    elif not isinstance(figure, dict):
        moved[field] = {"text": figure, "price_basis": basis}
    elif "price_basis" in figure:
        moved[field] = {**figure, "price_basis": GIVEN_TWICE}
    else:
        moved[field] = {**figure, "price_basis": basis}
    return moved


def _written_record(converter: Converter, cls: type) -> Callable[[Any], dict[str, Any]]:
    renames: dict[str, Any] = {}
    if cls is Term:
        renames["place"] = override(omit=True)
    return make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True, mark=override(omit=True), **renames
    )


def without_none(hint: Any) -> Any:
    """Give what an optional value is when it is there; several classes stay a union."""
    return reduce(operator.or_, (one for one in get_args(hint) if one is not type(None)))


def _optional(converter: Converter, hint: Any) -> Callable[[Any, Any], Any]:
    inner = without_none(hint)
    hook = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else hook(value, inner)


def _written_optional(converter: Converter, hint: Any) -> Callable[[Any], Any]:
    inner = without_none(hint)
    hook = converter.get_unstructure_hook(inner)
    return lambda value: None if value is None else hook(value)


def _listed(converter: Converter, hint: Any, *, detailed: bool) -> Callable[[Any, Any], tuple[Any, ...]]:
    inner = get_args(hint)[0]
    hook = converter.get_structure_hook(inner)

    def read(values: Any, _: Any) -> tuple[Any, ...]:
        if type(values) is not list:
            if inner is str and type(values) is str:
                return (values,)
            if values is None:
                return ()
            raise ShapeError(
                f"expected a list, got {shown(values)}",
                "write '- ' before each item",
                f"应为列表，写的是{shown(values, 'zh')}",
                "请在每项前写“- ”",
            )
        if not detailed:
            return tuple([hook(value, inner) for value in values])
        return _read_all(values, inner, hook)

    return read


def _read_all(values: list[Any], inner: Any, hook: Callable[[Any, Any], Any]) -> tuple[Any, ...]:
    found, errors = [], []
    for index, value in enumerate(values):
        try:
            found.append(hook(value, inner))
        except _FAULTS as error:
            error.add_note(IterableValidationNote(f"item {index}", index, inner))
            errors.append(error)
    if errors:
        raise IterableValidationError("in a list", errors, tuple)
    return tuple(found)


def _written_list(converter: Converter, hint: Any) -> Callable[[Any], list[Any]]:
    inner = get_args(hint)[0]
    if inner is str:
        return list
    hook = converter.get_unstructure_hook(inner)
    return lambda values: [hook(value) for value in values]


# -- problems -----------------------------------------------------------------------------------


@attrs.frozen
class _Document:
    """What was to be read.

    Attributes:
        data: Plain data with English keys.
        kind: The class to make.
        name: What the data is called in messages.
    """

    data: Mapping[str, object]
    kind: type
    name: str | None


def _problems(
    group: BaseException, steps: tuple[str | int, ...], document: _Document, within: Any
) -> Iterator[Problem]:
    """Walk the nested errors of cattrs, giving one problem for each with its place."""
    data, name = document.data, document.name
    if isinstance(group, BaseValidationError):
        for error in group.exceptions:
            yield from _problems(error, (*steps, *_step(error)), document, group.cl)
    elif isinstance(group, ForbiddenExtraKeysError):
        for key in sorted(group.extra_fields):
            unknown = unknown_key(key, keys_of(group.cl), group.cl, _holders(key, document.kind))
            yield Problem(_place(data, (*steps, key), name), *told(unknown))
    elif isinstance(group, KeyError) and not isinstance(group, ZoneplanError):
        key = group.args[0]
        yield Problem(_lacking_place(data, steps[:-1], key, name), *missing_key(key, within))
    else:
        below = group.below if isinstance(group, ShapeError) else None
        yield Problem(_place(data, steps if below is None else (*steps, below), name), *told(group))


def keys_of(cls: type) -> list[str]:
    """Give the keys that a mapping for a class can have."""
    known: list[str] = []
    for field in attrs.fields(cast("Any", cls)):
        if field.init and field.name != "mark" and not (cls is Term and field.name == "place"):
            known += KINDS if cls is Target and field.name == _GOAL else [field.name]
    known += ["price_basis"] if cls in BASIS_BESIDE else []
    known += ["kind"] if any(cls is one for one, _ in RELATIONS.values()) else []
    return known


def _step(error: BaseException) -> tuple[str | int, ...]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (_RENAMED.get(note.name, note.name),)
        if isinstance(note, IterableValidationNote):  # pragma: no branch  # cattrs writes no others
            return (note.index,)
    return ()


def _place(data: object, steps: tuple[str | int, ...], name: str | None) -> Location:
    """Find the path and, where the data carries marks, the line and column of a value."""
    path, place = "", Location("", name)
    mark = data.get(MARK_KEY) if isinstance(data, Mapping) else None
    if isinstance(mark, Mark):
        place = mark.at("")
    for step in _as_written(data, steps):
        if isinstance(step, int):
            path = f"{path}[{step}]"
            data = data[step] if isinstance(data, list) else None
        else:
            if isinstance(mark, Mark):
                place = mark.at("", step)
            # A key that belongs elsewhere is named as it was written.
            word = step.word if isinstance(step, Key) else step
            path = f"{path}.{word}" if path else word
            data = data.get(step) if isinstance(data, Mapping) else None
        mark = data.get(MARK_KEY) if isinstance(data, Mapping) else None
        if isinstance(mark, Mark):
            place = mark.at("")
    return attrs.evolve(place, path=path)


def _lacking_place(data: object, steps: tuple[str | int, ...], key: str, name: str | None) -> Location:
    """Find the place of a key that a mapping lacks: its cell where the mark knows one, else the mapping's."""
    place = _place(data, steps, name)
    for step in _as_written(data, steps):
        data = _below(data, step)
    mark = data.get(MARK_KEY) if isinstance(data, Mapping) else None
    return attrs.evolve(mark.at("", key), path=place.path) if isinstance(mark, Mark) else place


def _as_written(data: object, steps: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Give the steps to a value as the document has it.

    A goal stands under the key of its kind, and a price basis that stands beside its figure has its place
    there.
    """
    holders: list[Any] = [data]
    written: list[str | int] = []
    for step in steps:
        holder = holders[-1]
        is_goal = step == _GOAL and isinstance(holder, Mapping) and _GOAL not in holder
        written.append(next(key for key in KINDS if key in holder) if is_goal else step)
        holders.append(_below(holder, written[-1]))
    if written[-1:] == ["price_basis"]:
        for depth in range(len(written) - 2, -1, -1):
            if isinstance(holders[depth], Mapping) and "price_basis" in holders[depth]:
                return (*written[:depth], "price_basis")
    return tuple(written)


def _below(holder: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return holder[step] if isinstance(holder, list) else None
    return holder.get(step) if isinstance(holder, Mapping) else None


def _document_order(problem: Problem) -> tuple[Part, int, int]:
    place = problem.place
    return (place.part or Part(), place.line or 0, place.column or 0)
