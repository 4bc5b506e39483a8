"""What a file or table does not hold of a plan, told place by place, so that nothing is dropped in silence.

Whoever writes a plan notes the paths of what was written; all else is listed, whether anybody thought of it
or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from zoneplan.errors import OutlineError
from zoneplan.locations import Location
from zoneplan.short_reprs import short_repr
from zoneplan.vocabulary import homes, words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = ["NotHeld", "leaves", "loss_lines", "losses_of"]


def _as_words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise OutlineError(
            f"expected words for what is not held, got {value!r}",
            "such as 'the note' and '备注'",
            f"应说明没有写入的是什么，写的是 {value!r}",
            "例如 'the note' 和 '备注'",
        )
    return value


@attrs.frozen(order=True)
class NotHeld:
    """Something that a plan states and that the file or table made of it does not hold.

    >>> lost = NotHeld(Location("programs[0].note"), "the note", "备注")
    >>> print(lost)
    programs[0].note: the note is not held

    Attributes:
        place: Where it stands in the plan; what lies below that path is not held either.
        what: What it is, as a noun phrase with its article, such as `the note`.
        what_zh: The same in Chinese, such as `备注`.

    Raises:
        OutlineError: If either of the words is empty.
    """

    place: Location
    what: str = attrs.field(converter=_as_words)
    what_zh: str = attrs.field(converter=_as_words)

    __repr__ = short_repr

    def __str__(self) -> str:
        return f"{self.place}: {self.sentences()[0]}"

    def sentences(self, language: str = "en") -> tuple[str, str]:
        """Say what is not held, and what keeps it.

        Args:
            language: `en` or `zh`.
        """
        if language == "zh":
            return f"未写入{self.what_zh}", "如需保留，请另存规划文件（.yaml 或 .json）"
        return f"{self.what} is not held", "keep the plan as a .yaml or .json file, too"

    def to_dict(self) -> dict[str, object]:
        """Give it as plain data."""
        return {**self.place.to_dict(), "what": self.what, "what_zh": self.what_zh}


def leaves(document: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give every value of plain data that is no mapping and no list, each with its path.

    >>> list(leaves({"id": "p", "sources": [{"id": "a"}], "aliases": ["甲"]}))
    [('id', 'p'), ('sources[0].id', 'a'), ('aliases[0]', '甲')]

    Args:
        document: Plain data, as `plan.to_dict()` gives it.
        path: Its own path.
    """
    below = tuple(_below(document, path))
    if not below and not isinstance(document, (Mapping, list)):
        yield path, document
    for deeper, value in below:
        yield from leaves(value, deeper)


def _below(document: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield f"{path}.{key}" if path else str(key), value
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield f"{path}[{index}]", value


def losses_of(document: object, held: Collection[str]) -> tuple[NotHeld, ...]:
    """List what was not written: every value whose path is not among those held.

    Where nothing below a path is held, the path stands for all of it.

    >>> written = {"id", "sources[0].id"}
    >>> found = losses_of({"id": "p", "note": "草案", "sources": [{"id": "a", "date": "2023"}]}, written)
    >>> [str(one) for one in found]
    ['note: the note is not held', 'sources[0].date: the date is not held']

    Args:
        document: Plain data, as `plan.to_dict()` gives it.
        held: The paths of the values that were written.
    """
    open_paths = {before for path in held for before in _paths_above(path)}
    return tuple(_losses(document, "", frozenset(held), open_paths))


def _paths_above(path: str) -> Iterator[str]:
    yield ""
    for found in re.finditer(r"[.\[]", path):
        yield path[: found.start()]


def _losses(document: object, path: str, held: frozenset[str], open_paths: set[str]) -> Iterator[NotHeld]:
    for deeper, value in _below(document, path):
        if deeper in held:
            continue
        if deeper in open_paths:
            yield from _losses(value, deeper, held, open_paths)
        elif any(True for _ in leaves(value)):
            yield NotHeld(Location(deeper), *_words(deeper))


_CLASSES: Final[Mapping[str, str]] = {
    "": "Plan", "programs": "Program", "actions": "Action", "projects": "Project", "zone": "Zone",
    "places": "Zone", "sources": "Source", "source": "Source", "metrics": "Metric",
    "observations": "Observation", "targets": "Target", "relations": "Relation", "light_rules": "LightRules",
    "investment": "Investment", "by_year": "YearlyInvestment", "by_source": "Funding",
    "milestones": "Milestone", "price_indices": "PriceIndex", "exchange_rates": "ExchangeRate",
}  # fmt: skip
"""What the mappings under a key are, by the names in `vocabulary.HOLDERS`."""


def _words(path: str) -> tuple[str, str]:
    """Name a value by its key: in English with the article, and by the Chinese key it has in that place."""
    keys = [re.sub(r"\[\d+\]", "", one) for one in path.split(".")]
    key = keys[-1]
    above = _CLASSES.get(keys[-2] if len(keys) > 1 else "", "")
    fitting = [word for word in words_for(key) if not homes(word) or above in homes(word)]
    word = fitting[0] if fitting else key
    english = key.replace("_", " ")
    if path.endswith("]"):
        return f"an entry of the {english}", f"{word}之一"
    return f"the {english}", word


def loss_lines(losses: Iterable[NotHeld], language: str = "en") -> Iterator[str]:
    """Print losses, those of one sort in one line: how many there are, and where the first one stands.

    >>> held = {f"programs[{number}].name" for number in (0, 1)}
    >>> document = {"programs": [{"id": "a", "name": "甲"}, {"id": "b", "name": "乙"}]}
    >>> list(loss_lines(losses_of(document, held)))
    ['2 × the id, first programs[0].id']

    Args:
        losses: What is not held.
        language: `en` or `zh`.
    """
    sorts: dict[tuple[str, str, str], list[NotHeld]] = {}
    for one in losses:
        sort = re.sub(r"\[\d+\]", "[]", one.place.path)
        sorts.setdefault((sort, one.what, one.what_zh), []).append(one)
    for (_, what, what_zh), found in sorts.items():
        first = found[0].place.path or found[0].place.in_file
        yield (
            f"{len(found)} 处{what_zh}，首处 {first}"
            if language == "zh"
            else (f"{len(found)} × {what}, first {first}")
        )
