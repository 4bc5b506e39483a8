"""What is found about numbers and relations taken together: for each part, and overall."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.verdicts import Status

if TYPE_CHECKING:
    from zoneplan.witnesses import Witness

__all__ = ["Core", "Gap", "Method", "Minimality", "Outcome", "Proof"]


class Method(enum.StrEnum):
    """How numbers and relations were examined together."""

    SOLVER = "z3"
    PROPAGATION = "propagation"


class Gap(enum.StrEnum):
    """Why a part stays undecided.

    READING: it cannot hold when every digit counts, but can when figures are read at their loosest.
    TIME: the solver reached its time limit or gave up.
    PROPAGATION: no contradiction was found by narrowing ranges, which can miss one; only a solver can tell.
    """

    READING = "reading"
    TIME = "time"
    PROPAGATION = "propagation"


_ADVICE: Mapping[Gap, tuple[str, str]] = {
    Gap.READING: (
        "read at their loosest, the figures can all be true; with every digit counting they cannot",
        "从宽读可同时成立，按写出的位数则不能",
    ),
    Gap.TIME: (
        "the solver ran out of time; give it a longer time limit",
        "求解超时，请放宽时限 --time-limit",
    ),
    Gap.PROPAGATION: (
        (
            "only ranges were narrowed, which can miss a contradiction; "
            'to prove or refute it: pip install "zoneplan[prove]"'
        ),
        '只做了区间推算，可能漏掉矛盾；如需证明，请运行 pip install "zoneplan[prove]"',
    ),
}
_BY_WORD: Mapping[Status, tuple[str, str]] = {
    Status.CONSISTENT: (
        "by the solver's word; no witness in fractions",
        "据求解器，未找到分数形式的例证",
    ),
    Status.UNDECIDED: (
        "that they can at their loosest is by the solver's word; no witness in fractions",
        "从宽读可同时成立系据求解器，未找到分数形式的例证",
    ),
}


class Minimality(enum.StrEnum):
    """How small a contradiction is known to be.

    SMALLEST: no contradiction has fewer members.
    IRREDUCIBLE: without any one member the others can all be true.
    FOUND: the members contradict each other; some may be superfluous.
    """

    SMALLEST = "smallest"
    IRREDUCIBLE = "irreducible"
    FOUND = "found"


@attrs.frozen(kw_only=True)
class Core:
    """Figures and relations that cannot all be true.

    Attributes:
        figures: Keys of the figures, sorted.
        relations: Ids of the relations, sorted.
        minimality: How small it is known to be.
    """

    figures: tuple[str, ...]
    relations: tuple[str, ...]
    minimality: Minimality

    def to_dict(self) -> dict[str, Any]:
        """Give the core as plain data."""
        return {
            "figures": list(self.figures),
            "relations": list(self.relations),
            "minimality": self.minimality.value,
        }


@attrs.frozen(kw_only=True)
class Outcome:
    """What is found about one part.

    Attributes:
        keys: The keys of its numbers, sorted.
        relations: The ids of its relations, sorted.
        status: CONSISTENT when all can be true with every digit counting, INCONSISTENT when they cannot
            even with figures read at their loosest, UNDECIDED otherwise.
        gap: Why it is undecided; None when it is not.
        core: What cannot all be true: at the loosest reading when INCONSISTENT, with every digit counting
            when the gap is READING; otherwise None.
        witness: A number for each key that makes everything true, exactly; in the strict readings when
            CONSISTENT, in the wide ones when the gap is READING. None when there is none, or none in
            fractions was found: `is_by_word` tells the two apart.
        irrational: The keys of rates that the witness leaves out, because with its other numbers the rate
            is a root that is no fraction; that the root lies in the rate's reading has been checked.
    """

    keys: tuple[str, ...]
    relations: tuple[str, ...]
    status: Status
    gap: Gap | None = None
    core: Core | None = None
    witness: Mapping[str, Fraction] | None = None
    irrational: tuple[str, ...] = ()

    def shown(self, status: Status, gap: Gap | None, witness: Witness | None) -> Outcome:
        """Give the outcome that follows from a witness.

        Args:
            status: The status.
            gap: Why it is undecided, if it is.
            witness: The numbers; None when there are none in fractions.
        """
        values = None if witness is None else {key: witness.values[key] for key in sorted(witness.values)}
        roots = () if witness is None else tuple(sorted(witness.irrational))
        return attrs.evolve(self, status=status, gap=gap, witness=values, irrational=roots)

    @property
    def is_by_word(self) -> bool:
        """Whether the solver alone says that its figures can all be true: no numbers show it."""
        return self.witness is None and (self.status is Status.CONSISTENT or self.gap is Gap.READING)

    @property
    def note(self) -> str | None:
        """What the outcome rests on when it is by the solver's word, in English; None otherwise."""
        return _BY_WORD[self.status][0] if self.is_by_word else None

    @property
    def note_zh(self) -> str | None:
        """The same in Chinese."""
        return _BY_WORD[self.status][1] if self.is_by_word else None

    @property
    def advice(self) -> str | None:
        """What being undecided means and what to do, in English; None when it is not undecided."""
        return None if self.gap is None else _ADVICE[self.gap][0]

    @property
    def advice_zh(self) -> str | None:
        """The same in Chinese."""
        return None if self.gap is None else _ADVICE[self.gap][1]

    def to_dict(self) -> dict[str, Any]:
        """Give the outcome as plain data, numbers as text such as `1/3`, sentences in both languages."""
        witness = self.witness
        return {
            "status": self.status.value,
            "is_by_word": self.is_by_word,
            "note": self.note,
            "note_zh": self.note_zh,
            "gap": None if self.gap is None else self.gap.value,
            "advice": self.advice,
            "advice_zh": self.advice_zh,
            "keys": list(self.keys),
            "relations": list(self.relations),
            "core": None if self.core is None else self.core.to_dict(),
            "witness": None if witness is None else {key: str(witness[key]) for key in sorted(witness)},
            "irrational": list(self.irrational),
        }


@attrs.frozen(kw_only=True)
class Proof:
    """What is found about numbers and relations taken together.

    Attributes:
        method: Whether a solver was asked or ranges were only narrowed.
        outcomes: What was found about each part that shares no number with another.
        steps: How many questions were asked or ranges narrowed; two proofs are equal without it.
    """

    method: Method
    outcomes: tuple[Outcome, ...]
    steps: int = attrs.field(default=0, eq=False)

    @property
    def status(self) -> Status:
        """INCONSISTENT when a part is, else UNDECIDED when a part is, else CONSISTENT."""
        found = {one.status for one in self.outcomes}
        return next(
            (one for one in (Status.INCONSISTENT, Status.UNDECIDED) if one in found), Status.CONSISTENT
        )

    @property
    def cores(self) -> tuple[Core, ...]:
        """What cannot all be true even at the loosest reading, one core for each inconsistent part."""
        return tuple(
            one.core for one in self.outcomes if one.core is not None and one.status is Status.INCONSISTENT
        )

    @property
    def witness(self) -> dict[str, Fraction] | None:
        """A number for every key, rates that are roots left out; None when a part has no witness."""
        joined: dict[str, Fraction] = {}
        for one in self.outcomes:
            if one.witness is None:
                return None
            joined.update(one.witness)
        return joined

    def to_dict(self) -> dict[str, Any]:
        """Give the proof as plain data, the same for the same system on every run."""
        return {
            "method": self.method.value,
            "status": self.status.value,
            "outcomes": [one.to_dict() for one in self.outcomes],
        }
