"""Plain data to plan and back. Opens no file.

Plain data is mappings, lists, texts, whole numbers and decimals, as a YAML or JSON file holds them.
Its shape is checked here: every problem is collected with its place, and unknown keys are problems.

What is *not* checked here: whether ids exist, counts agree or totals add up; that is `validate()`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeVar, cast, get_args, get_origin

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

from zoneplan.deadlines import Deadline
from zoneplan.decimals import finite_decimal, plain_text
from zoneplan.errors import DocumentError, Problem, ZoneplanError
from zoneplan.figures import Figure
from zoneplan.intervals import Interval
from zoneplan.locations import MARK_KEY, Location, Mark
from zoneplan.observations import Observation
from zoneplan.outline import suggestion
from zoneplan.patterns import Pattern
from zoneplan.periods import Period
from zoneplan.prices import PriceBasis
from zoneplan.sources import Source
from zoneplan.targets import Level, Target
from zoneplan.units import Unit, unit
from zoneplan.vocabulary import KEYS, WORDS

__all__ = ["from_dict", "structure", "to_dict"]

T = TypeVar("T")

_MAX_SHOWN: Final = 60


@attrs.define(eq=False, str=False)
class _ShapeError(ZoneplanError, TypeError):
    """A value of plain data is of the wrong sort; never leaves this module."""

    message: str
    remedy: str = ""


def from_dict(data: Mapping[str, object], kind: type[T], name: str | None = None) -> T:
    """Make a value of one of the plan's classes from plain data.

    Args:
        data: Plain data with English or Chinese keys.
        kind: The class to make, such as `Plan`.
        name: What the data is called in messages; None when it has no name.

    Raises:
        DocumentError: With every problem and its path.
    """
    problems: list[Problem] = []
    translated = _translated(data, "", problems, name)
    if problems:
        raise DocumentError(tuple(problems))
    return structure(translated, kind, name)


def structure(data: object, kind: type[T], name: str | None = None) -> T:
    """Make a value from plain data whose keys are English already and whose mappings carry marks.

    Args:
        data: Plain data as the file readers give it.
        kind: The class to make.
        name: What the data is called in messages; None when it has no name.

    Raises:
        DocumentError: With every problem and its place.
    """
    if not isinstance(data, Mapping):
        raise DocumentError((Problem(_first_place(name), *_not_a_mapping(data)),))
    converter = _converter(detailed=False)
    try:
        return converter.structure(data, kind)
    except (BaseValidationError, ForbiddenExtraKeysError, ZoneplanError, KeyError, ValueError, TypeError):
        # Collecting all problems costs twice the time, so it is done only once there is one.
        return _structured_with_problems(data, kind, name)


def _structured_with_problems(data: Mapping[str, object], kind: type[T], name: str | None) -> T:
    converter = _converter(detailed=True)
    try:
        return converter.structure(data, kind)
    except BaseValidationError as group:
        problems = tuple(_problems(group, (), data, name))
    raise DocumentError(tuple(sorted(problems, key=_document_order)))


def to_dict(value: object) -> dict[str, Any]:
    """Give one of the plan's values as plain data; `from_dict` is the inverse.

    Raises:
        DocumentError: If a figure has no finite decimal and cannot be written exactly.
    """
    return cast("dict[str, Any]", _converter(detailed=False).unstructure(value))


# -- keys ---------------------------------------------------------------------------------------


def _translated(data: object, path: str, problems: list[Problem], name: str | None) -> object:
    """Copy plain data with English keys, noting what plain data may not hold."""
    if isinstance(data, Mapping):
        found: dict[str, object] = {}
        for key, value in data.items():
            if not isinstance(key, str) or key == MARK_KEY:
                problems.append(Problem(Location(path, name), f"expected a key as text, got {_shown(key)}"))
                continue
            english = KEYS.get(key, key)
            below = f"{path}.{english}" if path else english
            if english in found:
                problems.append(Problem(Location(below, name), f"key {english!r} is given twice", "keep one"))
            found[english] = _translated(value, below, problems, name)
        return found
    if isinstance(data, (list, tuple)):
        return [_translated(value, f"{path}[{index}]", problems, name) for index, value in enumerate(data)]
    if isinstance(data, float):
        problems.append(
            Problem(
                Location(path, name),
                f"expected an exact number, got the float {data!r}",
                f"write it as text, such as '{data!r}亿元'",
            )
        )
    return data


# -- converters ---------------------------------------------------------------------------------

_RENAMED: Final = {"goal": "level", "mark": MARK_KEY}


@cache
def _converter(*, detailed: bool) -> Converter:
    """Build the converter for the plan's classes; strict where cattrs is lax."""
    converter = Converter(
        detailed_validation=detailed, forbid_extra_keys=True, prefer_attrib_converters=False
    )
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(Figure, _figure)
    converter.register_structure_hook(Level, lambda value, _: Level(_figure(value, Figure)))
    converter.register_structure_hook(Mark, lambda value, _: value)
    for parsed, parse in _PARSED.items():
        converter.register_structure_hook(parsed, _parsing(parsed, parse))
        converter.register_unstructure_hook(parsed, str)
    converter.register_unstructure_hook(Figure, _written_figure)
    converter.register_unstructure_hook(Level, lambda level: _written_figure(level.figure))
    converter.register_structure_hook_func(_is_enum, _word)
    for words in WORDS:
        converter.register_unstructure_hook(words, _written_word)
    converter.register_structure_hook_factory(_is_optional, lambda hint: _optional(converter, hint))
    converter.register_unstructure_hook_factory(_is_optional, lambda hint: _written_optional(converter, hint))
    converter.register_structure_hook_factory(
        _is_tuple, lambda hint: _listed(converter, hint, detailed=detailed)
    )
    converter.register_unstructure_hook_factory(_is_tuple, lambda hint: _written_list(converter, hint))
    converter.register_structure_hook_factory(_is_record, lambda cls: _record(converter, cls))
    converter.register_unstructure_hook_factory(_is_record, lambda cls: _written_record(converter, cls))
    return converter


def _is_enum(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, enum.StrEnum)


def _is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple


def _is_optional(hint: object) -> bool:
    return type(None) in get_args(hint)


def _is_record(hint: object) -> bool:
    return (
        isinstance(hint, type)
        and attrs.has(hint)
        and hint not in _PARSED
        and hint not in {Figure, Level, Mark}
    )


def _record(converter: Converter, cls: type[T]) -> Callable[[Any, Any], T]:
    """Read a mapping as one of the plan's classes."""
    renames: dict[str, Any] = {
        field.name: override(rename=_RENAMED[field.name])
        for field in attrs.fields(cast("Any", cls))
        if field.name in _RENAMED
    }
    made = make_dict_structure_fn(cls, converter, **renames)
    takes_basis = cls is Observation

    def read(data: Any, hint: Any) -> T:
        if type(data) is not dict:
            if cls is Source and type(data) is str:
                return cast("T", Source(id=data))
            raise _ShapeError(*_not_a_mapping(data))
        if takes_basis and "price_basis" in data:
            data = _with_basis(data)
        return made(data, hint)

    return read


def _with_basis(data: dict[str, Any]) -> dict[str, Any]:
    """Move a price basis that stands beside a figure into it."""
    moved = {key: value for key, value in data.items() if key != "price_basis"}
    figure = data.get("figure")
    moved["figure"] = {
        **(figure if isinstance(figure, dict) else {"text": figure}),
        "price_basis": data["price_basis"],
    }
    return moved


def _written_record(converter: Converter, cls: type) -> Callable[[Any], dict[str, Any]]:
    renames: dict[str, Any] = {"goal": override(rename=_RENAMED["goal"])} if cls is Target else {}
    return make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True, mark=override(omit=True), **renames
    )


def _optional(converter: Converter, hint: Any) -> Callable[[Any, Any], Any]:
    inner = next(one for one in get_args(hint) if one is not type(None))
    hook = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else hook(value, inner)


def _written_optional(converter: Converter, hint: Any) -> Callable[[Any], Any]:
    inner = next(one for one in get_args(hint) if one is not type(None))
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
            raise _ShapeError(f"expected a list, got {_shown(values)}", "write '- ' before each item")
        if not detailed:
            return tuple([hook(value, inner) for value in values])
        return _read_all(values, inner, hook)

    return read


def _read_all(values: list[Any], inner: Any, hook: Callable[[Any, Any], Any]) -> tuple[Any, ...]:
    found, errors = [], []
    for index, value in enumerate(values):
        try:
            found.append(hook(value, inner))
        except (BaseValidationError, ZoneplanError, KeyError, ValueError, TypeError) as error:
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


# -- single values ------------------------------------------------------------------------------


def _text(value: Any, _: Any) -> str:
    if type(value) is not str:
        if value is None:
            raise _ShapeError("expected text, got nothing", "write it, or leave the key out")
        raise _ShapeError(f"expected text, got {_shown(value)}", f"put quotes around it: '{_bare(value)}'")
    return value


def _whole_number(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise _ShapeError(f"expected a whole number, got {_shown(value)}", "such as 4")
    return value


def _word(value: Any, hint: type[enum.StrEnum]) -> enum.StrEnum:
    if isinstance(value, str):
        member = hint._value2member_map_.get(value) or WORDS.get(hint, {}).get(value)
        if member is not None:
            return cast("enum.StrEnum", member)
    allowed = ", ".join(member.value for member in hint)
    chinese = "、".join(WORDS.get(hint, {}))
    raise _ShapeError(
        f"expected one of {allowed}, got {_shown(value)}", f"in Chinese: {chinese}" if chinese else ""
    )


def _written_word(member: enum.StrEnum) -> str:
    return member.value


def _parsing(kind: type, parse: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        return value if type(value) is kind else parse(value)

    return read


def _parsed_interval(value: Any) -> Interval:
    return Interval.parse(_text(value, str))


def _parsed_pattern(value: Any) -> Pattern:
    return Pattern.parse(_text(value, str))


_PARSED: Final[Mapping[type, Callable[[Any], Any]]] = {
    Deadline: Deadline.parse,
    Interval: _parsed_interval,
    Pattern: _parsed_pattern,
    Period: Period.parse,
    PriceBasis: PriceBasis.parse,
    Unit: unit,
}


def _figure(value: Any, _: Any) -> Figure:
    """Read a figure from its text, or from a mapping with its text, price basis and quantum."""
    if type(value) is str:
        return Figure.parse(value)
    if type(value) is dict:
        unknown = value.keys() - {"text", "price_basis", "quantum", MARK_KEY}
        if unknown:
            raise _unknown_key(min(unknown), ("text", "price_basis", "quantum"))
        if "text" not in value:
            raise _ShapeError("missing key 'text'", "write the figure as it is printed, such as '2400亿元'")
        basis = value.get("price_basis")
        return Figure.parse(
            _figure_text(value["text"]),
            price_basis=None if basis is None else PriceBasis.parse(basis),
            quantum=_quantum(value.get("quantum")),
        )
    return Figure.parse(_figure_text(value))


def _figure_text(value: Any) -> str:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        bare = _bare(value)
        raise _ShapeError(
            f"expected a figure with its unit, got {bare}", f"write the unit behind it, such as {bare}亿元"
        )
    if type(value) is not str:
        raise _ShapeError(
            f"expected a figure, got {_shown(value)}", "write it with its unit, such as 2400亿元"
        )
    return value


def _quantum(value: Any) -> Decimal | int | None:
    if value is None or type(value) in {int, Decimal}:
        return cast("Decimal | int | None", value)
    text = _text(value, str)
    if not text.replace(".", "", 1).isdecimal() or len(text) > _MAX_SHOWN:
        raise _ShapeError(
            f"expected a number for quantum, got {_shown(value)}", "such as 0.01, in the figure's unit"
        )
    return Decimal(text)


def _written_figure(figure: Figure) -> str | dict[str, str]:
    """Write a figure so that reading it gives the same figure back."""
    for text in (figure.text, str(figure)):
        if text is None or not figure.is_exact_decimal:
            continue
        read = Figure.parse(text, price_basis=figure.price_basis)
        if read != figure:
            continue
        extra = {}
        if figure.price_basis != PriceBasis.unstated():
            extra["price_basis"] = str(figure.price_basis)
        if read.quantum != figure.quantum:
            quantum = finite_decimal(figure.quantum)
            if quantum is None:
                continue
            extra["quantum"] = plain_text(quantum)
        return {"text": text, **extra} if extra else text
    problem = Problem(
        Location(), f"{figure} cannot be written exactly", "convert it to a unit that divides it, or round it"
    )
    raise DocumentError((problem,))


# -- problems -----------------------------------------------------------------------------------


def _problems(
    group: BaseException, steps: tuple[str | int, ...], data: Mapping[str, object], name: str | None
) -> Iterator[Problem]:
    """Walk the nested errors of cattrs, giving one problem for each with its place."""
    if isinstance(group, BaseValidationError):
        for error in group.exceptions:
            yield from _problems(error, (*steps, *_step(error)), data, name)
    elif isinstance(group, ForbiddenExtraKeysError):
        known = tuple(_RENAMED.get(field.name, field.name) for field in attrs.fields(cast("Any", group.cl)))
        for key in sorted(group.extra_fields):
            error = _unknown_key(key, tuple(one for one in known if one != MARK_KEY))
            yield Problem(_place(data, (*steps, key), name), error.message, error.remedy)
    elif isinstance(group, KeyError) and not isinstance(group, ZoneplanError):
        yield Problem(_place(data, steps[:-1], name), f"missing key {group.args[0]!r}", "write it")
    else:
        yield Problem(_place(data, steps, name), *_told(group))


def _step(error: BaseException) -> tuple[str | int, ...]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (_RENAMED.get(note.name, note.name),)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _told(error: BaseException) -> tuple[str, str]:
    message, remedy = getattr(error, "message", None), getattr(error, "remedy", "")
    if isinstance(message, str):
        return message, str(remedy)
    return str(error), ""


def _place(data: object, steps: tuple[str | int, ...], name: str | None) -> Location:
    """Find the path and, where the data carries marks, the line and column of a value."""
    path, place = "", _first_place(name)
    mark = data.get(MARK_KEY) if isinstance(data, Mapping) else None
    if isinstance(mark, Mark):
        place = mark.at("")
    for step in steps:
        if isinstance(step, int):
            path = f"{path}[{step}]"
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            if isinstance(mark, Mark):
                place = mark.at("", step)
            path = f"{path}.{step}" if path else step
            data = data.get(step) if isinstance(data, Mapping) else None
        mark = data.get(MARK_KEY) if isinstance(data, Mapping) else None
        if isinstance(mark, Mark):
            place = mark.at("")
    return Location(path, place.file, place.line, place.column)


def _first_place(name: str | None) -> Location:
    return Location("", name, None if name is None else 1, None if name is None else 1)


def _document_order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line or 0, problem.place.column or 0)


def _unknown_key(key: str, known: tuple[str, ...]) -> _ShapeError:
    chinese = [word for word, english in KEYS.items() if english in known]
    return _ShapeError(f"unknown key {_shown(key)}", suggestion(key, (*known, *chinese)) if key else "")


def _not_a_mapping(data: object) -> tuple[str, str]:
    return f"expected a mapping, got {_shown(data)}", "write keys and values, such as 'id: p1'"


def _bare(value: object) -> str:
    return plain_text(value) if isinstance(value, Decimal) and value.is_finite() else str(value)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "nothing"
    text = _bare(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
