"""YAML to plain data with the place of every value, and back.

The parser's events are read one by one, never its tree of nodes: nesting cannot exhaust the stack,
a limit stops the reader before the memory is used, and the garbage collector has little to look at.
Numbers, booleans and nulls follow the core schema of YAML 1.2, so `NO`, `12:30` and `2025-01-01` are
text. Only what every reader would read alike is a number: `012`, `0x1F`, `.nan` and numbers of more
than 40 digits stay text. Anchors, aliases and tags are refused.

What is *not* checked: whether a key is known, and whether a value has the right type.
"""

from __future__ import annotations

import contextlib
import re
from array import array
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yamlcore.loader import CommonResolver

from zoneplan.errors import DocumentError, Problem
from zoneplan.formats.text import (
    DEFAULT_LIMITS,
    EMPTY,
    FORBIDDEN,
    MARK_KEY,
    MOST_DIGITS,
    MOST_PROBLEMS,
    NO_TRANSLATION,
    NUMBER,
    TOO_NESTED,
    Limits,
    cleaned,
    failure,
    given_twice,
    key_fault,
    out_of_range,
    position,
    refuse_depth,
    shown,
    too_deep,
    too_long,
    too_many,
    written,
    written_items,
)
from zoneplan.locations import Location, Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from zoneplan.errors import Sentences

__all__ = ["comments", "dump", "load"]

# libyaml's parser; PyYAML's own gives the same events, slowly, and is what the tests compare it with.
_Parser: Any = yaml.CBaseLoader
_Emitter: Any = yaml.CBaseDumper


class _CoreSchema(CommonResolver):  # type: ignore[misc]  # yamlcore ships no types
    """The core schema of YAML 1.2, as yamlcore spells it."""


_CoreSchema.init_resolvers("core")
_CORE: Final[Any] = _CoreSchema()
_VALUE_STARTS: Final[frozenset[Any]] = frozenset({ScalarEvent, MappingStartEvent, SequenceStartEvent})
_CACHED_LENGTH: Final = 40
_CACHED_TEXTS: Final = 100_000
# A line that was meant as `key: value`: the colon is full-width, or no blank follows it.
_LOST: Final = r"[ \t]*+(?:-[ \t]++)*+([^\W\d][\w-]{0,60}+)[ \t]*+(：|:(?=[^\s:/]))"
_LOST_COLON: Final = re.compile(_LOST)
_LATER_LOST_COLON: Final = re.compile("\n" + _LOST)  # a literal start lets `search` skip through the text
_LOOKED_BACK: Final = 20
_LOOKED_AHEAD: Final = 1000
_COMMENT: Final = re.compile("#.*")
_BETWEEN_VALUES: Final = " \t\n:,?|>[]{}-"
_KEY_LINE: Final = re.compile(r"[ \t]*(?:-[ \t]+)*[^\s#'\"-][^:]*:(?:\s|$)")
_RARE: Final = re.compile("[\U00010000-\U0010ffff]")
_ENDLESS_LINE: Final = 2**30
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
# Readers of YAML 1.1, still the most common, take NO, 12:30 and 2025-01-01 for other things than text.
_OTHER_READERS: Final[Any] = yaml.resolver.Resolver()
_NUMERIC: Final = re.compile(r"[-+.]*[0-9][0-9a-fA-FxXoO_.eE+:-]*|[-+]?\.\w+")
_QUOTE: Final = "put a text between quotes"
_QUOTE_ZH: Final = "文字请加引号"


def load(
    text: str,
    name: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    translate: Mapping[str, str] = NO_TRANSLATION,
) -> object:
    """Read one YAML document as plain data; every mapping carries its `Mark` under `MARK_KEY`.

    Args:
        text: The document.
        name: The file's name, for messages and marks.
        limits: What is accepted before the reader stops.
        translate: Keys of other languages to the keys used here; other keys stay as they are.

    Returns:
        Dicts with text keys, lists, str, int, Decimal, bool and None.

    Raises:
        DocumentError: When the text is empty or not YAML, exceeds a limit, gives a key twice, or uses
            anchors, aliases or tags; it holds all such problems, or the first error of syntax.
    """
    text = cleaned(text, name)
    # Each such line costs libyaml a comparison with all before: 100,000 of them would take minutes.
    if text.startswith("%TAG") or "\n%TAG" in text:
        line, _ = position(text, 0 if text.startswith("%TAG") else text.index("\n%TAG") + 1)
        raise failure(
            name, line, 1, "tags are not plain YAML", "remove this line", "标签不属于普通 YAML", "请删去此行"
        )
    reader = _Reader(text, name, limits, translate)
    root: object = None
    try:
        root = reader.document()
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        is_deep = _TOO_DEEP in (error.problem or "")
        problem = reader.too_deep(error) if is_deep else _explained(error, text, name)
        # A full-width colon is met by the reader first, then by the parser.
        if problem not in reader.problems:
            reader.problems.append(problem)
    except _Endless:
        reader.refuse_endless()
    except RecursionError:
        reader.problems.append(Problem(Location("", name, 1, 1), *TOO_NESTED))
    if reader.problems:
        raise DocumentError(tuple(sorted(reader.problems, key=_in_document_order)))
    return root


def comments(text: str) -> Iterator[tuple[int, int]]:
    r"""Give the line and column of each comment of a document that `load` reads, both from 1.

    >>> list(comments("# a plan\nid: p  # its id"))
    [(1, 1), (2, 8)]

    Args:
        text: The document.
    """
    if "#" not in text:
        return
    end, line, line_start = 0, 1, 0
    for token in yaml.scan(text, Loader=yaml.CLoader):
        start = token.start_mark.index
        gaps = [(end, start)]
        end = token.end_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            gaps.append((start, text.find("\n", start, end)))
        for first, last in gaps:
            for found in _COMMENT.finditer(text, first, last):
                line += text.count("\n", line_start, found.start())
                line_start = text.rfind("\n", 0, found.start()) + 1
                yield line, found.start() - line_start + 1


def _in_document_order(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


class _Plain(dict[str, object]):
    """Values of unquoted texts seen so far, so that equal texts share one object."""

    def __missing__(self, text: str) -> object:
        value = _plain_value(text)
        if len(text) <= _CACHED_LENGTH and len(self) < _CACHED_TEXTS:
            self[text] = value
        return value


def _plain_value(text: str) -> object:
    match _CORE.resolve(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return text[:1] in {"t", "T"} if text else None
        case "int" | "float" if len(text) <= 2 * MOST_DIGITS and NUMBER.fullmatch(text):
            return _number(text)
        case _:
            return text


def _number(text: str) -> object:
    unsigned = text.lstrip("+-")
    if unsigned.isdigit():
        return int(text) if len(unsigned) <= MOST_DIGITS else text
    return text if out_of_range(number := Decimal(text)) else number


class _Stop(Exception):  # noqa: N818  (ends the reading, is no error of its own)
    """Reading ends here; the problems found so far are the answer."""


class _Endless(Exception):  # noqa: N818  (the same)
    """The parser has read far beyond any permitted text without coming to its end."""


class _Source:
    """The text as a stream, so that the parser neither copies it whole nor scans one text for ever."""

    def __init__(self, text: str, limits: Limits, progress: Callable[[], object]) -> None:
        self.text = text
        self.progress = progress
        # Escapes and indentation make a text longer in the file than it is.
        self.patience = 16 * limits.scalar + 2**20
        self.offset = 0
        self.reached: object = None
        self.reached_at = 0

    def read(self, size: int) -> str:
        start = self.offset
        self.offset += size
        if (progress := self.progress()) != self.reached:
            self.reached, self.reached_at = progress, start
        elif start - self.reached_at > self.patience:
            raise _Endless
        return self.text[start : self.offset]


class _Reader:
    """One reading of one document."""

    def __init__(self, text: str, name: str, limits: Limits, translate: Mapping[str, str]) -> None:
        self.text = text
        self.name = name
        self.limits = limits
        self.translate = translate
        self.known = {*translate, *translate.values()}
        self.problems: list[Problem] = []
        self.plain = _Plain()
        self.texts: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.nodes = 0
        self.depth = 0
        self.next_event = self.parser_event = self.parser(lambda: self.nodes)
        # What only some files can hold is looked for only in those.
        if "&" in text or "*" in text or "!" in text:
            self.next_event = self.checked_event
        self.lines: list[str] = []
        if _LOST_COLON.match(text) or _LATER_LOST_COLON.search(text):
            self.lines = text.split("\n")

    def parser(self, progress: Callable[[], object]) -> Callable[[], Any]:
        """Give the function that gives the next event."""
        get_event: Callable[[], Any] = _Parser(_Source(self.text, self.limits, progress)).get_event
        return get_event

    def document(self) -> object:
        """Read the only document."""
        self.next_event()  # the start of the stream
        if self.next_event().__class__ is StreamEndEvent:
            self.stop(1, 1, *EMPTY)
        event: Any = self.next_event()
        if event.__class__ is ScalarEvent and _is_nothing(event):
            self.stop(1, 1, *EMPTY)
        root = self.value(event)
        self.next_event()  # the end of the document
        if (event := self.next_event()).__class__ is not StreamEndEvent:
            self.stop(
                *_place(event),
                "a second document starts here",
                "keep one document in a file",
                "此处开始了第二个文档",
                "一个文件只放一个文档",
            )
        return root

    def value(self, event: Any) -> object:
        """Read the list, mapping or other value that starts with an event."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event)
        self.nodes += 1
        if self.depth >= self.limits.depth:
            self.stop(*_place(event), *too_deep(self.limits))
        self.depth += 1
        collection = self.mapping(event) if kind is MappingStartEvent else self.sequence()
        self.depth -= 1
        return collection

    def too_deep(self, error: yaml.MarkedYAMLError) -> Problem:
        """Tell of brackets that libyaml gave up on, looking ahead on their line, before they were read."""
        if self.limits.depth >= _LIBYAML_DEPTH:
            return Problem(Location("", self.name, 1, 1), *TOO_NESTED)
        met: Any = error.problem_mark
        start = max(0, met.index - _LOOKED_AT)
        run = _OPENING.search(self.text, start, met.index + 1)
        found = [] if run is None else [one.start() for one in _BRACKET.finditer(self.text, *run.span())]
        for one, following in pairwise(found):
            if self.text[one] == "{" and not self.text[one + 1 : following].strip():
                place = Location("", self.name, *position(self.text, following))
                return Problem(place, *_COLLECTION_AS_KEY)
        deeper = _LIBYAML_DEPTH - self.limits.depth
        index = found[-1 - deeper] if deeper < len(found) else met.index
        return Problem(Location("", self.name, *position(self.text, index)), *too_deep(self.limits))

    def sequence(self) -> list[object]:
        """Read a list up to its end."""
        next_event, scalar, value = self.next_event, self.scalar, self.value
        items: list[object] = []
        while (event := next_event()).__class__ is not SequenceEndEvent:
            items.append(scalar(event) if event.__class__ is ScalarEvent else value(event))
        return items

    def mapping(self, start: Any) -> dict[str, object]:
        """Read a mapping up to its end, and note where its values stand."""
        next_event, scalar, value, known_keys = self.next_event, self.scalar, self.value, self.keys
        items: dict[str, object] = {}
        key_events: list[Any] = []
        spots: list[int] = []
        while (event := next_event()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent:
                self.stop(*_place(event), *_COLLECTION_AS_KEY)
            key = known_keys.get(event.value) or self.new_key(event)
            self.nodes += 1
            if key in items:
                self.refuse_twice(event, key_events[list(items).index(key)])
            else:
                key_events.append(event)
            event = next_event()
            mark = event.start_mark
            spots.append(mark.line + 1)
            spots.append(mark.column + 1)
            items[key] = scalar(event) if event.__class__ is ScalarEvent else value(event)
        line, column = _place(key_events[0] if items else start)
        keys = tuple(items)
        keys = self.shapes.setdefault(keys, keys)
        items[MARK_KEY] = Mark(self.name, line, column, keys, array("I", spots))
        return items

    def scalar(self, event: Any) -> object:
        """Read a text, number, boolean or null."""
        raw: str = event.value
        self.nodes += 1
        if len(raw) > self.limits.scalar or self.nodes > self.limits.nodes:
            self.refuse_amount(raw, event)
        if event.style:
            return raw if len(raw) > _CACHED_LENGTH else self.texts.setdefault(raw, raw)
        if self.lines:
            self.refuse_lost_colon(event)
        return self.plain[raw]

    def new_key(self, event: Any) -> str:
        """Translate a key not met before; a faulty one is not remembered, so that each place is told."""
        raw: str = event.value
        if len(raw) > self.limits.scalar:
            self.refuse_amount(raw, event)
        if (fault := key_fault(raw)) is not None:
            self.refuse(*_place(event), *fault)
            return raw
        key = self.translate.get(raw, raw)
        if len(self.keys) < _CACHED_TEXTS:
            self.keys[raw] = key
        return key

    def checked_event(self) -> Any:
        """Give the next event of a text that may hold anchors, aliases or tags, none of which we take."""
        event: Any = self.parser_event()
        if event.__class__ is AliasEvent:
            alias = f"*{event.anchor}"
            self.refuse(
                *_place(event),
                f"'{shown(alias)}' refers to another value",
                "write the value out",
                f"“{shown(alias)}”引用了别处的值",
                "请把值写出来",
            )
            return ScalarEvent(None, None, (False, True), alias, event.start_mark, event.end_mark, "'")
        if event.__class__ in _VALUE_STARTS:
            if event.anchor is not None:
                self.refuse(
                    *_place(event),
                    f"'&{shown(event.anchor)}' names a value for later use",
                    f"remove the name; {_QUOTE}",
                    f"“&{shown(event.anchor)}”为值命名以供引用",
                    f"请删去该名；{_QUOTE_ZH}",
                )
            # The lone tag `!` leaves no trace in the event but in the text.
            if event.tag is not None or self.text.startswith("!", event.start_mark.index):
                tag = "!" if event.tag is None else event.tag.replace("tag:yaml.org,2002:", "!!")
                self.refuse(
                    *_place(event),
                    f"tag '{shown(tag)}' is not plain YAML",
                    f"remove the tag; {_QUOTE}",
                    f"标签“{shown(tag)}”不属于普通 YAML",
                    f"请删去标签；{_QUOTE_ZH}",
                )
        return event

    def refuse_twice(self, event: Any, first: Any) -> None:
        """Refuse a key that the mapping has already."""
        self.refuse(*_place(event), *given_twice(event.value, first.value, *_place(first)))

    def refuse_amount(self, raw: str, event: Any) -> None:
        """Refuse a text that is too long, or stop at one node too many."""
        if self.nodes > self.limits.nodes:
            self.stop(*_place(event), *too_many(self.limits))
        self.refuse(*_place(event), *too_long(raw, len(raw), self.limits))

    def refuse_endless(self) -> None:
        """Refuse the text that the parser did not finish, after finding its start by reading once more."""
        events: list[Any] = [None]
        get_event = self.parser(lambda: events[0])
        with contextlib.suppress(_Endless):
            while True:
                events[0] = get_event()
        start = events[0].end_mark.index
        start += len(self.text[start : start + _LOOKED_AHEAD]) - len(
            self.text[start : start + _LOOKED_AHEAD].lstrip(_BETWEEN_VALUES)
        )
        length = self.limits.scalar + 1
        sentences = too_long(self.text[start : start + length], length, self.limits, is_more=True)
        self.problems.append(Problem(Location("", self.name, *position(self.text, start)), *sentences))

    def refuse_lost_colon(self, event: Any) -> None:
        """Refuse a text on lines of its own that was meant as `key: value`."""
        first, last = event.start_mark.line, event.end_mark.line
        for number in range(first, min(last + 1, len(self.lines))):
            found = _LOST_COLON.match(self.lines[number])
            if found is None or (number == first and found.start(1) < event.start_mark.column):
                continue
            if self.depth == 0 or found[1] in self.known:
                self.problems.append(_lost_colon(found, number, self.name))

    def refuse(self, line: int, column: int, *sentences: str) -> None:
        """Note a problem and read on, up to a thousand of them."""
        self.problems.append(Problem(Location("", self.name, line, column), *sentences))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Stop

    def stop(self, line: int, column: int, *sentences: str) -> NoReturn:
        """Note a problem beyond which reading makes no sense."""
        self.problems.append(Problem(Location("", self.name, line, column), *sentences))
        raise _Stop


def _is_nothing(event: Any) -> bool:
    return bool(event.start_mark.index == event.end_mark.index)


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _lost_colon(found: re.Match[str], number: int, name: str) -> Problem:
    key, colon = found.groups()
    if colon == ":":
        message, remedy = f"no space after the colon of '{shown(key)}'", "write a space after the colon"
        message_zh, remedy_zh = f"“{shown(key)}”的冒号后没有空格", "请在冒号后加空格"
    else:
        message, remedy = f"full-width colon '：' after '{shown(key)}'", "write an ordinary colon and a space"
        message_zh, remedy_zh = f"“{shown(key)}”后是全角冒号“：”", "请用半角冒号加空格"
    place, example = Location("", name, number + 1, found.start(2) + 1), f"'{shown(key)}: …'"
    return Problem(place, message, f"{remedy}: {example}", message_zh, f"{remedy_zh}：{example}")


_UNCLOSED: Final = (
    "the quote opened here is not closed",
    "close it with the same quote",
    "此处开始的引号没有闭合",
    "请用同样的引号闭合",
)
# What PyYAML says it was reading, what it met, whether the fault is where it began to read, our words.
_SYNTAX: Final[tuple[tuple[str, str, bool, Sentences], ...]] = (
    ("quoted scalar", "unexpected end", True, _UNCLOSED),
    ("quoted scalar", "document indicator", True, _UNCLOSED),
    (
        "flow node",
        "",
        False,
        ("a value or a closing bracket is missing here", _QUOTE, "此处缺少值或右括号", _QUOTE_ZH),
    ),
    (
        "flow sequence",
        "",
        True,
        (
            "the '[' opened here is not closed",
            "close it with ']', or add a missing ','; a full-width '，' separates nothing",
            "此处的“[”没有闭合",
            "请用“]”闭合，或补上缺少的“,”；全角“，”不分隔各项",
        ),
    ),
    (
        "flow mapping",
        "",
        True,
        (
            "the '{' opened here is not closed",
            "close it with '}', or add a missing ','; a full-width '，' separates nothing",
            "此处的“{”没有闭合",
            "请用“}”闭合，或补上缺少的“,”；全角“，”不分隔各项",
        ),
    ),
    (
        "simple key",
        "",
        True,
        (
            "this line is not 'key: value'",
            f"write a colon and a space after the key; {_QUOTE}",
            "此行不是“键: 值”",
            f"请在键后写冒号和空格；{_QUOTE_ZH}",
        ),
    ),
    (
        "",
        "mapping values",
        False,
        (
            "a second ': ' in one value",
            f"start a key on its own line; {_QUOTE}",
            "一个值中有第二个“: ”",
            f"键请另起一行；{_QUOTE_ZH}",
        ),
    ),
    (
        "block",
        "",
        False,
        (
            "the indentation does not fit the lines above",
            "align it with the lines it belongs to",
            "缩进与上面各行不符",
            "请与所属的各行对齐",
        ),
    ),
    ("anchor", "", True, ("a value cannot start with '&'", _QUOTE, "值不能以“&”开头", _QUOTE_ZH)),
    ("alias", "", True, ("a value cannot start with '*'", _QUOTE, "值不能以“*”开头", _QUOTE_ZH)),
    ("tag", "", True, ("a value cannot start with '!'", _QUOTE, "值不能以“!”开头", _QUOTE_ZH)),
)


_TOO_DEEP: Final = "maximum nesting depth"
_OPENING: Final = re.compile(r"[\[{\s]+\Z")
_BRACKET: Final = re.compile(r"[\[{]")
_LOOKED_AT: Final = 4096
"""More characters than libyaml looks ahead, which is 1,024 of one line."""

_LIBYAML_DEPTH: Final = 1000
"""How many levels libyaml reads at most, from PyYAML 6.0.4 on."""

_COLLECTION_AS_KEY: Final = (
    "a list or mapping stands where a key is expected",
    _QUOTE,
    "此处应为键，却是列表或键值对",
    _QUOTE_ZH,
)


def _explained(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Tell an error of syntax in plain words, at the place where the author went wrong."""
    lines = [*text.split("\n"), ""]  # PyYAML may report the line after the last
    met: Any = error.problem_mark
    context, line = error.context or "", lines[met.line]
    if (tab := re.match(" *\t", line)) is not None:
        place = Location("", name, met.line + 1, tab.end())
        return Problem(place, "line starts with a tab", "indent with spaces", "行首是制表符", "请用空格缩进")
    if "quoted scalar" not in context and (found := _lost_colon_before(lines, met.line)) is not None:
        return _lost_colon(*found, name)
    mark, sentences = _in_plain_words(error, text[met.index : met.index + 1], line)
    return Problem(Location("", name, *position(text, mark.index)), *sentences)


def _in_plain_words(error: yaml.MarkedYAMLError, character: str, line: str) -> tuple[Any, Sentences]:
    met: Any = error.problem_mark
    context, problem = error.context or "", error.problem or ""
    if character in ("]", "}"):
        return met, (f"'{character}' closes nothing", _QUOTE, f"“{character}”没有对应的左括号", _QUOTE_ZH)
    if "start any token" in problem:
        start = shown(character)
        return met, (f"a value cannot start with '{start}'", _QUOTE, f"值不能以“{start}”开头", _QUOTE_ZH)
    if "block" in context and line[: met.column].strip(" -"):
        return met, ("more text after the end of this value", _QUOTE, "值结束后还有文字", _QUOTE_ZH)
    for where, what, at_start, sentences in _SYNTAX:
        if where in context and what in problem:
            return error.context_mark if at_start else met, sentences
    said = f"{context} {problem}" if context else problem
    return met, (f"not YAML: {said}", "", f"不是 YAML：{said}", "")


def _lost_colon_before(lines: list[str], line: int) -> tuple[re.Match[str], int] | None:
    """Find the nearest line, going back, that was meant as `key: value`; PyYAML reports a later one."""
    for number in range(line, max(-1, line - _LOOKED_BACK), -1):
        if (found := _LOST_COLON.match(lines[number])) is not None:
            return found, number
        if number != line and _KEY_LINE.match(lines[number]) is not None:
            break
    return None


def dump(data: object, *, limits: Limits = DEFAULT_LIMITS, flow: bool = False) -> str:
    """Write plain data as YAML that people can read: block style, keys in their order, Chinese as it is.

    Reading it back gives the same data; marks are left out. A text that this or another reader might
    take for a number, date, boolean or null is put between quotes.

    Args:
        data: Dicts with text keys, lists, str, int, Decimal, bool and None.
        limits: Only `depth` is used: what could not be read again is not written.
        flow: Whether to write it on one line, between braces and brackets.

    Raises:
        AmountError: When a number has more than 40 digits, or is NaN or infinite.
        DocumentError: When the data is nested too deep, or holds itself.
        FloatRefusedError: When the data holds a binary float.
        TypeError: When the data holds anything else that is not plain.
    """
    events = list(_events(data, limits, flow=flow))
    rare = any(event.__class__ is ScalarEvent and _RARE.search(event.value) for event in events)
    stream = StringIO()
    # libyaml writes characters beyond U+FFFF as escapes; PyYAML's own emitter is slow but leaves them.
    emitter = (yaml.BaseDumper if rare else _Emitter)(stream, allow_unicode=True, width=_ENDLESS_LINE)
    for event in events:
        emitter.emit(event)
    return stream.getvalue()


def _events(data: object, limits: Limits, *, flow: bool) -> Iterator[Event]:
    """Turn data into the events of one document, without recursion."""
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    open_collections: list[Iterator[object]] = [iter((data,))]
    ends: list[Event] = [DocumentEndEvent(explicit=False)]
    while open_collections:
        for value in open_collections[-1]:
            if not isinstance(value, dict | list | tuple):
                yield _scalar_event(value, flow=flow)
                continue
            refuse_depth(len(open_collections), limits)
            if isinstance(value, dict):
                yield MappingStartEvent(None, None, True, flow_style=flow)
                ends.append(MappingEndEvent())
                open_collections.append(_flat(value))
            else:
                yield SequenceStartEvent(None, None, True, flow_style=flow)
                ends.append(SequenceEndEvent())
                open_collections.append(iter(value))
            break
        else:
            open_collections.pop()
            yield ends.pop()
    yield StreamEndEvent()


def _flat(mapping: dict[object, object]) -> Iterator[object]:
    for key, value in written_items(mapping):
        yield key
        yield value


def _scalar_event(value: object, *, flow: bool) -> ScalarEvent:
    if not isinstance(value, str):
        return ScalarEvent(None, None, (True, False), written(value))
    style = _style(value)
    return ScalarEvent(None, None, (True, True), value, style='"' if flow and style == "|" else style)


def _style(text: str) -> str | None:
    """Choose the quotes of a text, None where it reads the same without."""
    if FORBIDDEN.search(text) or "\t" in text or "\r" in text:
        return '"'
    if "\n" in text:
        clean = all(line == line.strip() for line in text.split("\n")) and not text.startswith("\n")
        return "|" if clean else '"'
    doubtful = (
        text != text.strip()
        or not isinstance(_plain_value(text), str)
        or _OTHER_READERS.resolve(yaml.ScalarNode, text, (True, False)) != _TEXT_TAG
        or _NUMERIC.fullmatch(text)
        or _LOST_COLON.match(text)
    )
    return "'" if doubtful else None
