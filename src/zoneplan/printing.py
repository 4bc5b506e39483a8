"""How results are printed: the language, how much, for which encoding and how wide."""

from __future__ import annotations

import attrs

from zoneplan.layout import Language

__all__ = ["Printing"]


@attrs.frozen(kw_only=True)
class Printing:
    """How results are printed.

    Attributes:
        language: The language.
        everything: Whether nothing is left out for the sake of brevity.
        encoding: What the text is to be written in.
        columns: How wide a table may be that has a narrower form.
    """

    language: Language = "en"
    everything: bool = False
    encoding: str = "utf-8"
    columns: int = 120
