"""What a rollup asks, as plain data that a person can read, and strictly back.

Metrics and places are written as plan files write them, the outline as the rows of its table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zoneplan.documents import from_dict, to_dict
from zoneplan.errors import RollupFolderError
from zoneplan.frames.asking import Wish
from zoneplan.frames.outlines import outline_of, outline_rows
from zoneplan.metrics import Metric
from zoneplan.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["question_data", "read_question"]

_KEYS = frozenset(
    {"only", "by", "period", "aspect", "missing", "weight", "metrics", "places", "outline"},
)


def question_data(wish: Wish, places: Iterable[Zone]) -> dict[str, Any]:
    """Give what is asked as plain data; `read_question` is the inverse.

    Args:
        wish: What is asked.
        places: The places that were given; those that the outline itself knows are not among them.

    Raises:
        DocumentError: If a metric or place cannot be written.
    """
    return {
        "only": [metric.id for metric in wish.metrics],
        "by": None if wish.by is None else wish.by.value,
        "period": None if wish.period is None else str(wish.period),
        "aspect": None if wish.aspect is None else wish.aspect.value,
        "missing": wish.missing.value,
        "weight": wish.question.weight,
        "metrics": [to_dict(metric) for metric in wish.question.metrics.values()],
        "places": [to_dict(place) for place in places],
        "outline": outline_rows(wish.question.outline),
    }


def read_question(data: Mapping[str, Any]) -> Wish:
    """Read what is asked.

    Args:
        data: What `question_data` gave.

    Raises:
        RollupFolderError: If a key is missing, or one is not known.
        ZoneplanError: If its parts contradict each other, as `roll_up` says.
    """
    if data.keys() != _KEYS:
        named = ", ".join(map(repr, sorted(data.keys() ^ _KEYS)))
        raise RollupFolderError(
            f"the question of a rollup folder has not the keys that it should: {named}",
            f"it holds {', '.join(sorted(_KEYS))}",
            f"汇总文件夹的问题缺少或多出键：{named}",
            f"应有 {'、'.join(sorted(_KEYS))}",
        )
    asked = {key: data[key] for key in ("only", "by", "period", "aspect", "missing", "weight")}
    return Wish.of(
        outline=outline_of(data["outline"]),
        metrics=[from_dict(one, Metric) for one in data["metrics"]],
        places=[from_dict(one, Zone) for one in data["places"]],
        **asked,
    )
