"""How the keys of a record stand in the columns of a sheet: what each writes there, and reads back.

A field is one key, or several that are told together: a figure has its number, its unit, its decimals and
its prices in a column each.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from zoneplan.goals import KINDS
from zoneplan.locations import MARK_KEY
from zoneplan.shapes import none_of
from zoneplan.sheet_texts import (
    as_lines,
    as_list,
    as_number,
    as_pairs,
    basis_word,
    chinese_time,
    chinese_word,
    flow,
    in_chinese,
    joined,
    pair_lines,
)
from zoneplan.sources import Source
from zoneplan.targets import Target
from zoneplan.vocabulary import RELATIONS, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zoneplan.errors import Sentences
    from zoneplan.pages import PageCell
    from zoneplan.sheet_cells import RowCells

__all__ = [
    "Content", "Field", "FigureField", "Form", "Found", "GoalField", "Head", "Pairs", "Record",
    "SourceField", "Value", "header_of",
]  # fmt: skip

Record: TypeAlias = dict[str, Any]
"""Plain data of one of the plan's values."""

_NESTING: Final = ("{", "[", '"', "'")
_NUMBER: Final = "数值"
_UNIT: Final = "单位"
_DECIMALS: Final = "小数位"
_PRICES: Final = "价格"
_ALONE: Final[Mapping[str, str | None]] = {"qualitative": "text", "delegated": "to", "relative_to": None}


class Form(enum.Enum):
    """What one column holds."""

    TEXT = enum.auto()
    """A text as it stands."""
    WORD = enum.auto()
    """A word of a closed set."""
    WHOLE = enum.auto()
    """A whole number."""
    TIME = enum.auto()
    """A period or deadline."""
    DAY = enum.auto()
    """A day."""
    TEXTS = enum.auto()
    """A list of texts."""
    GROUPS = enum.auto()
    """A list of lists of texts, one on a line."""
    PRICES = enum.auto()
    """A price basis."""
    LINES = enum.auto()
    """A word, or a mapping with a line for each key."""


@attrs.frozen(kw_only=True)
class Head:
    """What stands at the top of a column.

    Attributes:
        header: Its header.
        note: What it holds, in Chinese, for who fills it in.
        width: Its width in narrow characters.
        words: The closed set its cells are chosen from.
        choices: Words its cells are chosen from that are no closed set of the plan's.
        ids: The sheet whose ids its cells are chosen from; empty for none.
        is_number: Whether numbers are typed.
        is_required: Whether a row needs it.
    """

    header: str
    note: str = ""
    width: int = 12
    words: type[enum.StrEnum] | None = None
    choices: tuple[str, ...] = ()
    ids: str = ""
    is_number: bool = False
    is_required: bool = False


@attrs.frozen
class Value:
    """One key in one column.

    Attributes:
        path: The keys that lead to it, such as `("investment", "note")`.
        head: Its column.
        form: What the column holds.
        usual: What is written where the record says nothing, because that is what it means then.
    """

    path: tuple[str, ...]
    head: Head
    form: Form = Form.TEXT
    usual: str | None = None

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its columns."""
        return (self.head,)

    def write(self, record: Record) -> list[PageCell]:
        """Give what its cells hold of a record."""
        value = _value_at(record, self.path)
        return [self.usual if value is None else self._written(value)]

    def _written(self, value: Any) -> PageCell:
        match self.form:
            case Form.WHOLE:
                return int(value)
            case Form.TEXTS:
                return joined(value)
            case Form.GROUPS:
                return _grouped(value)
            case Form.PRICES:
                return basis_word(value)
            case Form.TIME:
                return chinese_time(value)
            case Form.WORD if self.head.words is not None:
                return chinese_word(self.head.words, value)
            case Form.LINES:
                return _lines(value)
            case _:
                return str(value)

    def read(self, cells: RowCells, found: Found) -> None:
        """Take its value from the cells of a row."""
        header = self.head.header
        match self.form:
            case Form.WHOLE:
                value: Any = cells.whole(header)
            case Form.TEXTS:
                value = cells.texts(header)
            case Form.GROUPS:
                value = cells.text(header)
                value = cells.nested(header, value) if (value or "").startswith("[") else _groups(value)
            case Form.TIME:
                value = cells.time(header)
            case Form.DAY:
                value = cells.day(header)
            case Form.LINES:
                value = cells.lines(header)
            case Form.WORD | Form.PRICES:
                value = _stripped(cells, header)
            case _:  # blanks around an id are a slip of the hand; no id has any
                is_id = self.head.ids or self.path == ("id",)
                value = _stripped(cells, header) if is_id else cells.text(header)
        found.put(self.path, value, header)


@attrs.frozen
class FigureField:
    """A figure: its number and unit where that tells it as it is written, else its text.

    Attributes:
        path: The keys that lead to it.
        head: The column of its number; the others are named after it.
        prefix: What the names of the other columns start with.
        note: What is said of its unit.
    """

    path: tuple[str, ...]
    head: Head
    prefix: str = ""

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its columns."""
        return (self.head, *_companions(self.prefix))

    def write(self, record: Record) -> list[PageCell]:
        """Give what its cells hold of a record."""
        return _figure_cells(_value_at(record, self.path))

    def read(self, cells: RowCells, found: Found) -> None:
        """Take its value from the cells of a row."""
        found.put(self.path, _figure(cells, self.head.header, self.prefix), self.head.header)


@attrs.frozen
class SourceField:
    """The source of a record: the id of a listed document, and where in it."""

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its columns."""
        return (
            Head(
                header="来源", note="“来源”表中的编号；未列入该表的，写成{文件: 名称}", ids="来源", width=16
            ),
            Head(header="出处", note="在该文件中的位置，例如 表2、第7页", width=12),
            Head(header="引文", note="原文的句子", width=24),
        )

    def write(self, record: Record) -> list[PageCell]:
        """Give what its cells hold of a record."""
        source = record.get("source")
        if source is None:
            return [None, None, None]
        own = {key: value for key, value in source.items() if key not in {"place", "quote"}}
        is_id = own.keys() == {"id"} and not own["id"].startswith(_NESTING)
        first = None if not own else own["id"] if is_id else flow(in_chinese(own, Source))
        return [first, source.get("place"), source.get("quote")]

    def read(self, cells: RowCells, found: Found) -> None:
        """Take its value from the cells of a row."""
        told = cells.value("来源")
        place, quote = cells.text("出处"), cells.text("引文")
        if told is None and place is None and quote is None:
            return
        told = told.strip() if isinstance(told, str) else told
        source = told if isinstance(told, dict) else {} if told is None else {"id": told}
        beside = {"place": place, "quote": quote}
        source |= {key: value for key, value in beside.items() if value is not None}
        mark = cells.mark({"id": "来源", "document": "来源", "place": "出处", "quote": "引文"}, "来源")
        found.put(("source",), {**source, MARK_KEY: mark}, "来源")


@attrs.frozen
class Pairs:
    """Records of a key and a figure, each on a line of one cell.

    Attributes:
        path: The keys that lead to them.
        head: Their column.
        key: The key beside the figure.
    """

    path: tuple[str, ...]
    head: Head
    key: str

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its columns."""
        return (self.head,)

    def write(self, record: Record) -> list[PageCell]:
        """Give what its cells hold of a record."""
        value = _value_at(record, self.path)
        return [None if value is None else pair_lines(value, self.key)]

    def read(self, cells: RowCells, found: Found) -> None:
        """Take its value from the cells of a row."""
        told = cells.lines(self.head.header)
        found.put(self.path, as_pairs(told, self.key) if isinstance(told, dict) else told, self.head.header)


def _stripped(cells: RowCells, header: str) -> str | None:
    text = cells.text(header)
    return None if text is None else text.strip()


def _no_kind() -> Sentences:
    return (
        "the target does not say of which kind it is",
        f"choose one of {'、'.join(map(_goal_word, KINDS))}",
        "目标没有写明类型",
        f"请选择下列之一：{'、'.join(map(_goal_word, KINDS))}",
    )


def _goal_word(key: str) -> str:
    return words_for(key, Target)[0]


@attrs.frozen
class GoalField:
    """The goal of a target: its kind, what it is, and what else is said of it."""

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its columns."""
        return (
            Head(
                header="目标类型",
                note="目标值、年均增速等，每行一种",
                choices=tuple(map(_goal_word, KINDS)),
                is_required=True,
            ),
            Head(header=_NUMBER, note=_FIGURE_NOTE, is_number=True, width=14, is_required=True),
            *_companions(""),
            Head(
                header="目标补充",
                note="其余各项，每行一个“键: 值”，例如 为下降: true、形式: 流量、语气: 力争",
                width=20,
            ),
        )

    def write(self, record: Record) -> list[PageCell]:
        """Give what its cells hold of a record."""
        kind = next(key for key in KINDS if key in record)
        goal = record[kind]
        alone = _ALONE.get(kind, "figure")
        rest = {}
        if isinstance(goal, dict) and (alone is None or alone in goal):
            rest = {key: value for key, value in goal.items() if key != alone}
            goal = None if alone is None else goal[alone]
        told = as_lines(in_chinese(rest, KINDS[kind])) if rest else None
        cells = _figure_cells(goal) if kind not in _ALONE else [goal, None, None, None]
        return [_goal_word(kind), *cells, told]

    def read(self, cells: RowCells, found: Found) -> None:
        """Take its value from the cells of a row."""
        word = cells.text("目标类型")
        if word is None:
            cells.refuse("目标类型", _no_kind())
            return
        kind = next((key for key in KINDS if word.strip() in (key, _goal_word(key))), None)
        if kind is None:
            cells.refuse("目标类型", none_of(", ".join(KINDS), "、".join(map(_goal_word, KINDS)), word))
            return
        is_figure = kind not in _ALONE
        told = _figure(cells, _NUMBER, "") if is_figure else cells.text(_NUMBER)
        rest = cells.mapping("目标补充")
        alone = _ALONE.get(kind, "figure")
        if rest is not None:
            found.put((kind,), {**({alone: told} if alone and told is not None else {}), **rest}, _NUMBER)
        elif told is not None:
            found.put((kind,), told, _NUMBER)
        else:
            cells.refuse(
                _NUMBER,
                (
                    "the target states no figure",
                    "write what is to be reached",
                    "目标没有数值",
                    "请填写要达到的数值",
                ),
            )


@attrs.frozen
class Content:
    """What a relation says: its kind, and all its keys that have no column of their own.

    Attributes:
        own: The keys that have one.
    """

    own: frozenset[str]

    @property
    def heads(self) -> tuple[Head, ...]:
        """Its columns."""
        return (
            Head(header="类型", choices=tuple(word for _, word in RELATIONS.values()), is_required=True),
            Head(
                header="内容",
                note="例如 部分: 129项，下一行 整体: 270项，再下一行 占比: 47%",
                width=48,
                is_required=True,
            ),
        )

    def write(self, record: Record) -> list[PageCell]:
        """Give what its cells hold of a record."""
        cls, word = RELATIONS[record["kind"]]
        told = {key: value for key, value in record.items() if key not in self.own}
        return [word, as_lines(in_chinese(told, cls)) if told else None]

    def read(self, cells: RowCells, found: Found) -> None:
        """Take its value from the cells of a row."""
        kind = cells.text("类型")
        found.put(("kind",), None if kind is None else kind.strip(), "类型")
        for key, value in (cells.mapping("内容") or {}).items():
            if key != MARK_KEY:
                found.put((key,), value, "内容")


Field: TypeAlias = Value | FigureField | SourceField | Pairs | GoalField | Content
"""A field of a sheet."""


def header_of(fields: tuple[Field, ...], path: tuple[str, ...]) -> str | None:
    """Give the header of the column that tells a key; None when no column does.

    Args:
        fields: The fields of a sheet.
        path: The keys that lead to it.
    """
    rest = None
    for field in fields:
        match field:
            case Value(path=own, head=head) | FigureField(path=own, head=head) | Pairs(path=own, head=head):
                if own == path[: len(own)]:
                    return head.header
            case SourceField() if path[0] == "source":
                return {"place": "出处", "quote": "引文"}.get(path[-1], "来源")
            case GoalField() if path[0] in KINDS or path[0] == "goal":
                return _NUMBER
            case Content():
                rest = "类型" if path[0] == "kind" else "内容"
            case SourceField() | GoalField():
                pass
    return rest


class Found:
    """The record that a row tells, with the cell of each of its keys."""

    def __init__(self, cells: RowCells) -> None:
        self.cells = cells
        self.record: Record = {}
        self._headers: dict[tuple[str, ...], dict[str, str]] = {(): {}}
        self._told = len(cells.problems)

    def put(self, path: tuple[str, ...], value: Any, header: str) -> None:
        """Note where a value stands and, if there is one, the value."""
        *above, key = path
        is_refused, self._told = len(self.cells.problems) > self._told, len(self.cells.problems)
        if value is None and is_refused:  # the refusal says why the key is lacking
            return
        self._headers.setdefault(tuple(above), {})[key] = header
        if value is None:
            return
        holder = self.record
        for one in above:
            holder = holder.setdefault(one, {})
        if key in holder:
            self.cells.refuse(
                header,
                (
                    f"{key!r} is told twice in this row",
                    "keep one of them",
                    f"本行中“{'或'.join(words_for(key))}”写了两次",
                    "请只留一处",
                ),
            )
        holder[key] = value

    def marked(self) -> Record:
        """Give the record with its mark, and those of the mappings in it that have columns of their own."""
        for path, headers in self._headers.items():
            holder: Any = self.record
            for one in path:
                holder = holder.get(one) if isinstance(holder, dict) else None
            if isinstance(holder, dict):
                holder[MARK_KEY] = self.cells.mark(headers, next(iter(headers.values())) if path else "")
        return self.record


_FIGURE_NOTE: Final = "只填数字，单位填在旁边；3000亩以上、区间等照原文连同单位写成文字"


def _companions(prefix: str) -> tuple[Head, ...]:
    return (
        Head(header=f"{prefix}{_UNIT}", note="数值的单位，例如 亿元、%；数值写成文字的留空", width=10),
        Head(
            header=f"{prefix}{_DECIMALS}",
            note="显示几位小数；改数后小数更多的，以数字为准",
            is_number=True,
            width=8,
        ),
        Head(header=f"{prefix}{_PRICES}", note="金额的价格：现价、2020年不变价、可比价", width=12),
    )


def _value_at(record: Record, path: tuple[str, ...]) -> Any:
    value: Any = record
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _figure_cells(figure: Any) -> list[PageCell]:
    """Give the cells of a figure: its number or text, its unit, its decimals and its prices."""
    if figure is None:
        return [None, None, None, None]
    basis = None
    if isinstance(figure, dict):
        if figure.keys() - {"text", "price_basis"}:
            return [flow(in_chinese(figure)), None, None, None]
        basis = basis_word(figure["price_basis"]) if "price_basis" in figure else None
        figure = figure["text"]
    parts = as_number(figure)
    if parts is None:
        return [figure, None, None, basis]
    number, unit = parts
    return [number, unit, number.decimals, basis]


def _figure(cells: RowCells, header: str, prefix: str) -> Any:
    text = cells.figure(header, f"{prefix}{_UNIT}", f"{prefix}{_DECIMALS}")
    basis = cells.text(f"{prefix}{_PRICES}")
    if text is not None and text.startswith("{"):
        figure = cells.nested(header, text)
        if isinstance(figure, dict) and basis is not None:
            figure["price_basis"] = basis.strip()
        return figure
    if text is None or basis is None:
        return text
    mark = cells.mark({"text": header, "price_basis": f"{prefix}{_PRICES}"}, header)
    return {"text": text, "price_basis": basis.strip(), MARK_KEY: mark}


def _lines(value: Any) -> str:
    if isinstance(value, dict):
        return as_lines(in_chinese(value))
    return "均衡" if value == "even" else str(value)


def _grouped(value: list[list[str]]) -> str:
    text = "\n".join(joined(items) for items in value)
    return text if _groups(text) == value and not text.startswith("[") else flow(value)


def _groups(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return [items for line in value.split("\n") if (items := as_list(line))]
