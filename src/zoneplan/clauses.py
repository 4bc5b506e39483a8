"""What the clause before a number says of it: growth or share, aimed at or estimated, at which prices."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from zoneplan.kinds import Modality
from zoneplan.lexicon import CONTEXT, CONTEXT_WORDS, GROWTH_NOUNS
from zoneplan.prices import PriceBasis

__all__ = ["NOTHING", "Context", "noted", "said_behind"]


class Context(NamedTuple):
    """What the clause before a number says of it.

    Attributes:
        kind: What the verb or noun nearest to it makes of it: up, down, level, share, rate, plan and so on.
        modality: How it is meant; None for a plain statement.
        basis: The price basis that is named.
        per: The word that says per what.
        is_flow: Whether a noun of growth (增速) is named, so that a level of it is a growth.
        is_each: Whether 分别 says that several numbers follow.
        reach: How many characters before the number the word of its kind starts; -1 when there is none.
        gap: How many it ends before the number; -1 when there is none, or it is of another number.
    """

    kind: str | None = None
    modality: Modality | None = None
    basis: PriceBasis | None = None
    per: str | None = None
    is_flow: bool = False
    is_each: bool = False
    reach: int = -1
    gap: int = -1


NOTHING = Context()
_CHANGE, _MODALITY, _BASIS, _PER, _PLAN, _EACH, _DONE, _NONE, _YEARLY = range(9)
_MEANS = dict.fromkeys(("up", "down", "level", "share", "rate", "gap"), _CHANGE) | {
    "yearly": _YEARLY,
    "per": _PER,
    "plan": _PLAN,
    "each": _EACH,
    "done": _DONE,
    "none": _NONE,
}
_MEANINGS: dict[str, tuple[int, Any]] = {
    word: (
        _MODALITY
        if isinstance(what, Modality)
        else _BASIS
        if isinstance(what, PriceBasis)
        else _MEANS[str(what)],
        what,
    )
    for word, what in CONTEXT_WORDS.items()
}


def said_behind(words: str) -> Context:
    """Read what the words of a clause say of the number behind them.

    Args:
        words: The words, from the start of the sentence or the end of the number before. Of what stands
            before the last comma only modality, prices and 分别 count.
    """
    comma = words.rfind(",")
    context, change = _meant(tuple(CONTEXT.findall(words, comma + 1)))
    if comma > 0 and (head := CONTEXT.findall(words, 0, comma)):
        earlier, _ = _meant(tuple(head))
        context = context._replace(
            modality=context.modality or earlier.modality,
            basis=context.basis or earlier.basis,
            is_each=context.is_each or earlier.is_each,
        )
    if change is None:
        return context
    gap = len(words) - _last(words, change, comma + 1) - len(change)
    return _new(Context, (*context[:6], gap + len(change), gap))


@lru_cache(maxsize=4096)  # a document puts the same few words before its numbers
def _meant(words: tuple[str, ...]) -> tuple[Context, str | None]:
    """Give what the context words of a clause say together, and the one that tells its kind by a change."""
    kind = modality = basis = per = change = None
    flow = done = each = rate = False
    for word in words:
        what, said = _MEANINGS[word]
        if what == _CHANGE:
            flow = flow or word in GROWTH_NOUNS
            rate = rate or said == "rate"
            kind, change = ("rate" if said == "level" and rate else said), word
        elif what == _MODALITY:
            modality = said
        elif what == _BASIS:
            basis = said
        elif what == _EACH:
            each = True
        elif what == _YEARLY:
            kind = kind or said
        elif what == _PER:
            per = word
        elif what == _PLAN:
            kind = "plan" if done or kind == "share" or word == "完成率" else kind
        else:
            done = done or what == _DONE
    return Context(kind, modality, basis, per, flow and change is not None, each), change


def _last(words: str, word: str, start: int) -> int:
    """Give where a word of a clause was last found; inside a longer word it does not count."""
    at = words.rfind(word, start)
    if words.find(word, start, at + len(word) - 1) < 0:
        return at
    return [match.start() for match in CONTEXT.finditer(words, start) if match.group() == word][-1]


_new = tuple.__new__  # makes a named tuple without the call of its own constructor


def noted(
    note: str, modality: Modality | None, basis: PriceBasis | None
) -> tuple[Modality | None, PriceBasis | None]:
    """Read a remark in brackets: 预计数, 名义增长率, 按可比价格计算.

    Args:
        note: The words of the remark.
        modality: How the amount is meant as far as the words before it tell.
        basis: Its price basis as far as they tell.
    """
    for match in CONTEXT.finditer(note):
        what = CONTEXT_WORDS.get(match.group())
        if match.group() == "预计" and note.startswith("预计数"):
            what = Modality.ESTIMATE
        if isinstance(what, Modality):
            modality = what
        elif isinstance(what, PriceBasis):
            basis = what
    return modality, basis
