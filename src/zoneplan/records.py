"""Verdicts as plain data: texts, truth values, lists and mappings, the same on every run.

Ends of ranges are exact texts such as `2399.5` or `1/3`, beside the range as it is shown.
"""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from zoneplan.claims import claim, kind_name, written
from zoneplan.ranges import exact_text, shown_range, telling_places

if TYPE_CHECKING:
    from zoneplan.certificates import CertificateLine
    from zoneplan.intervals import Interval
    from zoneplan.readings import Policy, Reading
    from zoneplan.sources import Source
    from zoneplan.verdicts import Line, Needed, Verdict

__all__ = ["interval_record", "policy_record", "reading_record", "source_record", "to_dict"]


def to_dict(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict as plain data.

    Args:
        verdict: The verdict.
    """
    strength, witness, relation = verdict.strength, verdict.witness, verdict.relation
    return {
        "kind": kind_name(relation),
        "claim": claim(relation),
        "claim_zh": claim(relation, "zh"),
        "source": source_record(relation.source),
        "status": verdict.status.value,
        "strength": None if strength is None else strength.value,
        "one_sided": verdict.one_sided,
        "reasons": [reason.value for reason in verdict.reasons],
        "note": verdict.note,
        "note_zh": verdict.note_zh,
        "stated_role": relation.stated_role,
        "lines": [_line_record(line) for line in verdict.lines],
        "derived": {role: reading_record(reading) for role, reading in verdict.derived.items()},
        "needed": [_needed_record(one) for one in verdict.needed],
        "witness": None if witness is None else {role: exact_text(x) for role, x in witness.items()},
        "certificate": [_certificate_record(line) for line in verdict.certificate],
        "price_change": None if verdict.price_change is None else interval_record(verdict.price_change),
        "policy": policy_record(verdict.policy),
    }


def interval_record(interval: Interval, places: int | None = None) -> dict[str, Any]:
    """Give an interval as plain data: its ends as exact texts, None at infinity; of an empty one none.

    Args:
        interval: The interval.
        places: How many digits behind the point are shown at most; None for as many as tell its ends apart.
    """
    empty = interval.is_empty
    return {
        "lo": None if interval.lo is None or empty else exact_text(interval.lo),
        "hi": None if interval.hi is None or empty else exact_text(interval.hi),
        "lo_closed": interval.lo_closed,
        "hi_closed": interval.hi_closed,
        "integral": interval.integral,
        "empty": empty,
        "shown": shown_range(interval, places),
    }


def reading_record(reading: Reading) -> dict[str, Any]:
    """Give a reading as plain data, its two ranges shown to the same place.

    Args:
        reading: The reading.
    """
    places = telling_places(reading.strict, reading.wide)
    return {
        "strict": interval_record(reading.strict, places),
        "wide": interval_record(reading.wide, places),
    }


def source_record(source: Source | None) -> dict[str, Any] | None:
    """Give what a source says as plain data, without what it leaves empty; None where there is none.

    Args:
        source: The source.
    """
    if source is None:
        return None
    fields = ("id", "document", "place", "quote", "date", "url")
    return {name: getattr(source, name) for name in fields if getattr(source, name) is not None}


def policy_record(policy: Policy) -> dict[str, Any]:
    """Give how numbers were read as plain data.

    Args:
        policy: The policy.
    """
    return {field.name: _plain(getattr(policy, field.name)) for field in attrs.fields(type(policy))}


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return exact_text(value)
    return value.value if isinstance(value, enum.Enum) else value


def _line_record(line: Line) -> dict[str, Any]:
    return {
        "role": line.role,
        "label": line.label,
        "key": line.term.key,
        "written": None if line.term.is_missing else written(line.term),
        "unit": line.unit.name,
        "reading": reading_record(line.reading),
        "implied": None if line.implied is None else reading_record(line.implied),
        "source": source_record(line.term.source),
    }


def _needed_record(needed: Needed) -> dict[str, Any]:
    return {
        "role": needed.role,
        "label": needed.label,
        "to": interval_record(needed.to),
        "by": exact_text(needed.by),
        "unit": needed.unit.name,
    }


def _certificate_record(line: CertificateLine) -> dict[str, Any]:
    """Give a line of a proof, in base units."""
    return {
        "text": line.text,
        "multiplier": exact_text(line.multiplier),
        "coefficients": {key: exact_text(x) for key, x in line.coefficients.items()},
        "bound": exact_text(line.bound),
        "strict": line.strict,
        "is_reading": line.is_reading,
    }
