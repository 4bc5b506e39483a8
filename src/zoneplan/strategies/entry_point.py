"""What Hypothesis calls when it is imported: nothing here imports Hypothesis before that.

Importing `zoneplan.strategies` imports Hypothesis, which calls `register` while that very import is
under way. So this module comes first in the package, and the package registers once it is complete.
"""

from __future__ import annotations

import importlib
import sys

__all__ = ["register"]


def register() -> None:
    """Register a strategy for each public type, so that `st.from_type(Plan)` works.

    Hypothesis calls this itself wherever both packages are installed; calling it again is harmless.

    >>> register()
    >>> from hypothesis import find, strategies as st
    >>> from zoneplan import Pattern
    >>> print(find(st.from_type(Pattern), lambda pattern: pattern.plans == 1))
    1+0+0
    """
    # "zones" is its last name. The other branch is run by tests, in an interpreter of its own.
    if hasattr(sys.modules["zoneplan.strategies"], "zones"):  # pragma: no branch
        importlib.import_module("zoneplan.strategies.registration").register_all()
