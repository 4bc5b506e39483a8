"""The schema of plan documents, made from what their reader goes by.

The converters' own tables are the source: which keys a mapping can have and in which Chinese words, the
words of closed sets, the kinds of goals and relations, and the class, default and validator behind each
key. Whatever is added to them is in the schema, and the two cannot drift apart. A generator that reads
classes alone would know no Chinese key, no goal under the key of its kind, and no figure of a relation that
is a text alone. What no table says, because a constructor checks it, is listed here in a few lines.

What a schema *cannot* say is listed in `docs/how-to/check-plan-files-in-your-editor.md`.
"""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Final, cast, get_args, get_origin, get_type_hints

import attrs

from zoneplan import lights
from zoneplan.converters import ALONE, BASIS_ALONE, BASIS_BESIDE, keys_of, strangers_of, without_none
from zoneplan.figures import Figure
from zoneplan.goals import KINDS, RelativeTo
from zoneplan.lights import Band, LightRules
from zoneplan.metrics import Metric
from zoneplan.observations import Aspect, Observation
from zoneplan.periods import Period
from zoneplan.plans import Plan
from zoneplan.prices import PriceBasis
from zoneplan.programs import check_count
from zoneplan.qualifiers import Bound
from zoneplan.rates import PriceIndex
from zoneplan.relations import Relation, Run, SameFact, SharesSum, Sum
from zoneplan.schedules import EVEN_WORDS, Schedule
from zoneplan.schema import forms
from zoneplan.schema.meanings import meaning
from zoneplan.schema.values import VALUES, Schema, either, nullable, text, visible, words
from zoneplan.sources import Source
from zoneplan.targets import Target
from zoneplan.terms import Term
from zoneplan.vocabulary import HOLDERS, RELATIONS, WORDS, holder, words_for

if TYPE_CHECKING:
    import enum
    from collections.abc import Mapping, Sequence

__all__ = ["generated"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# What constructors check and no table says: how many members a list has at least and at most,
_LEAST: Final[Mapping[tuple[type, str], tuple[int, int | None]]] = {
    (Sum, "parts"): (1, None),
    (SharesSum, "shares"): (1, None),
    (Run, "runs"): (1, None),
    (SameFact, "statements"): (2, None),
    (LightRules, "bands"): (1, lights.MOST_BANDS),
}
# the word of a closed set that a key cannot have,
_LEFT_OUT: Final[Mapping[tuple[type, str], enum.StrEnum]] = {
    (Observation, "aspect"): Aspect.TARGET,
    (RelativeTo, "bound"): Bound.RANGE,
}
# and the keys of which one has to be there.
_ONE_OF: Final[Mapping[type, tuple[str, ...]]] = {
    Source: ("id", "document"),
    Band: tuple(measure.value for measure in lights.Measure),
}


def generated() -> Schema:
    """Give the schema of plan documents: draft 2020-12, with keys and words in both languages."""
    making = _Generation()
    making.kept(*VALUES["Id"])
    root = making.record(Plan)
    definitions = dict(sorted(making.definitions.items()))
    definitions["Plan"]["properties"]["$schema"] = {
        "title": "结构文件",
        "description": meaning(Plan, "$schema"),
        "type": "string",
    }
    return {
        "$schema": _DIALECT,
        "title": "规划文件（zoneplan）",
        "description": "开发区规划，用中文或英文写。\nA development zone's plan, in Chinese or English.",
        **root,
        "$defs": definitions,
    }


def _ref(*path: str) -> Schema:
    return {"$ref": "/".join(("#/$defs", *path))}


def _has(word: str) -> Schema:
    return {"required": [word]}


def _names(key: str, cls: type | None) -> tuple[str, ...]:
    """Give the names that a key is read under in a mapping for a class: the English one first."""
    foreign = frozenset() if cls is None else strangers_of(cls)
    return key, *(word for word in words_for(key) if word not in foreign)


def _mapping(
    name: str, title: str, cls: type | None, values: Mapping[str, Schema], required: Sequence[str]
) -> Schema:
    """Give the schema of a mapping: each key once, in either language, and no others."""
    properties: dict[str, Schema] = {}
    needed: list[Schema] = []
    twice: dict[str, Schema] = {}
    for key, value in values.items():
        first, *others = _names(key, cls)
        words = "、".join([*words_for(key, cls), key])
        properties[first] = {"title": words, "description": meaning(cls, key), **value}
        properties |= {word: _ref(name, "properties", first) for word in others}
        for index, word in enumerate((first, *others[:-1])):
            twice[word] = {"properties": dict.fromkeys(others[index:], False)}
        if key in required:
            needed.append(either(*(_has(word) for word in (first, *others))) if others else _has(first))
    made: Schema = {
        "title": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "dependentSchemas": twice,
    }
    return {**made, "allOf": needed} if needed else made


class _Generation:
    """One generation of the schema.

    Attributes:
        definitions: What was met so far, by name.
    """

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def kept(self, name: str, made: Schema) -> Schema:
        """Keep a schema under a name and give what refers to it."""
        self.definitions.setdefault(name, made)
        return _ref(name)

    # -- mappings -------------------------------------------------------------------------------

    def record(self, cls: type, suffix: str = "") -> Schema:
        """Give the schema of a mapping for a class."""
        name = f"{cls.__name__}{suffix}"
        if name not in self.definitions:
            self.definitions[name] = {}  # known before what lies below, which may hold the same class
            self.definitions[name] = self._record(cls, name)
        return _ref(name)

    def _record(self, cls: type, name: str) -> Schema:
        hints = get_type_hints(cls)
        fields = {field.name: field for field in attrs.fields(cast("Any", cls))}
        values: dict[str, Schema] = {}
        for key in keys_of(cls):
            if key in fields:
                values[key] = self.field(cls, fields[key], hints[key])
            elif cls is Target and key in KINDS:
                values[key] = self.goal(KINDS[key])
            elif key == "kind":
                (kind,) = ([english, chinese] for english, (one, chinese) in RELATIONS.items() if one is cls)
                values[key] = {"enum": kind}
            else:
                values[key] = nullable(self.value(PriceBasis))
        required = [key for key, field in fields.items() if field.default is attrs.NOTHING]
        if "kind" in values and "kind" not in fields:
            required.append("kind")
        made = _mapping(name, _title(cls), cls, values, required)
        if cls is Target:
            kinds = [_has(word) for key in KINDS for word in _names(key, cls)]
            made["allOf"].append({"oneOf": kinds})
        if cls in _ONE_OF:
            every = [word for key in _ONE_OF[cls] for word in _names(key, cls)]
            made["anyOf"] = [{**_has(word), "properties": {word: {"type": "string"}}} for word in every]
        if cls in BASIS_BESIDE:
            self._forbid_second_basis(cls, made)
        return made

    def _forbid_second_basis(self, cls: type, made: Schema) -> None:
        """Let a price basis stand beside a figure only where none stands in it."""
        self.kept(
            "WithoutBasis",
            {
                "type": ["string", "object"],
                "properties": {
                    **dict.fromkeys(_names("price_basis", None), False),
                    **dict.fromkeys(_names("figure", None), _ref("WithoutBasis")),
                },
            },
        )
        below: dict[str, object] = {}
        for key in KINDS if cls is Target else ("figure",):
            is_figure = cls is not Target or KINDS[key] in BASIS_BESIDE
            below |= dict.fromkeys(_names(key, cls), _ref("WithoutBasis") if is_figure else False)
        for word in _names("price_basis", cls):
            beside = made["dependentSchemas"].setdefault(word, {"properties": {}})
            beside["properties"] = {**beside["properties"], **below}
            if cls in BASIS_ALONE:
                is_nothing = {"properties": {word: {"type": "null"}}}
                beside["anyOf"] = [is_nothing, *(_has(name) for name in _names("figure", cls))]

    def field(self, cls: type, field: attrs.Attribute[Any], hint: Any) -> Schema:
        """Give the schema of what stands under one key of a mapping for a class."""
        if get_origin(hint) is tuple:
            return self._list(cls, field.name, get_args(hint)[0])
        is_optional = NoneType in get_args(hint)
        inner = without_none(hint) if is_optional else hint
        if inner is str:
            made = text(field)
        elif inner is int:
            is_count = field.validator is check_count
            made = {"type": "integer", **({"minimum": 0} if is_count else {"minimum": 1, "maximum": 9999})}
        elif cls is PriceIndex and inner is Figure:
            made = self._index_figure()
        else:
            made = self.value(inner, without=_LEFT_OUT.get((cls, field.name)))
        return nullable(made) if is_optional else made

    def _list(self, cls: type, name: str, inner: Any) -> Schema:
        if inner is str:
            pattern = {"pattern": forms.VISIBLE}
            items = {"items": {"type": "string", **pattern}}
            return self.kept("Texts", {"type": ["string", "array", "null"], **pattern, **items})
        if (cls, name) == (Metric, "breakdowns"):
            several = {"type": "array", "minItems": 2, "uniqueItems": True, "items": visible()}
            return {"type": ["array", "null"], "items": several}
        if (cls, name) in _LEAST:
            least, most = _LEAST[cls, name]
            at_most = {} if most is None else {"maxItems": most}
            return {"type": "array", "minItems": least, **at_most, "items": self.value(inner)}
        return {"type": ["array", "null"], "items": self.value(inner)}

    # -- values ---------------------------------------------------------------------------------

    def value(self, kind: Any, *, without: enum.StrEnum | None = None) -> Schema:
        """Give the schema of a value of a class or of a closed set of classes."""
        if kind in VALUES:
            return self.kept(*VALUES[kind])
        if kind in WORDS:
            made = words(kind, without=without)
            return made if without else self.kept(kind.__name__, made)
        if kind == Relation:
            return self._relation()
        if kind == Schedule:
            return self._schedule()
        if kind is Figure:
            return self._figure()
        if kind is Term:
            return self.kept("Number", {"title": "关系中的数", **either(visible(), self.record(Term))})
        if kind is Source:
            return self.kept("Reference", {"title": "来源", **either(visible(), self.record(Source))})
        return self.record(kind)

    def _figure(self) -> Schema:
        values = {
            "text": visible(),
            "price_basis": nullable(self.value(PriceBasis)),
            "quantum": self._quantum(),
        }
        mapping = self.kept("FigureParts", _mapping("FigureParts", "数值及其口径", None, values, ["text"]))
        alone = {**visible(), "examples": ["2400亿元", "超5000亿元", "3000亩以上", "5—6%"]}
        return self.kept("Figure", {"title": "带单位的数值", **either(alone, mapping)})

    def _index_figure(self) -> Schema:
        written = {**visible(), "examples": ["102.3", "上涨2.3%"]}
        bare = either({"type": "number", "exclusiveMinimum": 0}, written)
        values = {
            "text": bare,
            "price_basis": nullable(self.value(PriceBasis)),
            "quantum": self._quantum(),
        }
        mapping = self.kept("IndexParts", _mapping("IndexParts", "指数及其精度", None, values, ["text"]))
        return self.kept("IndexFigure", {"title": "指数", **either(*bare["anyOf"], mapping)})

    def _quantum(self) -> Schema:
        digits = {"type": "string", "maxLength": 60, "pattern": forms.QUANTUM}
        return self.kept("Quantum", either({"type": "number", "minimum": 0}, digits, {"type": "null"}))

    def goal(self, kind: type) -> Schema:
        """Give the schema of one kind of goal: its figure or words alone, or a mapping that says more."""
        mapping = self.record(kind, "Goal")
        if kind in BASIS_BESIDE:
            return either(self.value(Figure), mapping)
        return either(visible(), mapping) if kind in ALONE else mapping

    def _schedule(self) -> Schema:
        period = VALUES[Period][1]["anyOf"][0]
        points = self.kept(
            "Points",
            {
                "title": "各期的数",
                "type": "object",
                "minProperties": 1,
                "propertyNames": period,
                "additionalProperties": self.value(Figure),
            },
        )
        named = [
            {
                "type": "object",
                "properties": {
                    word: {"description": meaning(None, key), **points} for word in _names(key, None)
                },
                "additionalProperties": False,
                "minProperties": 1,
                "maxProperties": 1,
            }
            for key in ("shares", "levels")
        ]
        return self.kept("Schedule", {"title": "序时计划", **either({"enum": [*EVEN_WORDS]}, points, *named)})

    def _relation(self) -> Schema:
        """Give the schema of a relation: of its kind, which is asked for first."""
        if "Relation" in self.definitions:
            return _ref("Relation")
        every = [word for english, (_, chinese) in RELATIONS.items() for word in (english, chinese)]
        names = _names("kind", RELATIONS["sum"][0])
        cases = []
        for english, (cls, chinese) in RELATIONS.items():
            is_one = {"enum": [english, chinese]}
            asked = either(*({**_has(name), "properties": {name: is_one}} for name in names))
            cases.append({"if": asked, "then": self.record(cls, "Relation")})
        said = {"title": "、".join([*names[1:], "kind"]), "description": meaning(None, "kind"), "enum": every}
        made = {
            "title": "关系",
            "type": "object",
            "properties": dict.fromkeys(names, said),
            "oneOf": [_has(name) for name in names],
            "allOf": cases,
        }
        return self.kept("Relation", made)


def _title(cls: type) -> str:
    """Name what a mapping is for."""
    name = holder(cls)
    if name == "Relation":
        return next(f"关系：{chinese}" for one, chinese in RELATIONS.values() if one is cls)
    if name in HOLDERS and cls not in KINDS.values():
        return HOLDERS[name][1]
    key = next(key for key, kind in KINDS.items() if kind is cls)
    return words_for(key, Target)[0]
