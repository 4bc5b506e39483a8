from __future__ import annotations

import pytest

from zoneplan import Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_in_both_languages(reason: Reason) -> None:
    """Lower case, without a full stop, and no two alike."""
    assert reason.sentence[0].islower()
    assert not reason.sentence.endswith(".")
    assert not reason.sentence_zh.endswith("。")
    assert not reason.sentence_zh.isascii()
    others = [other for other in Reason if other is not reason]
    assert reason.sentence not in {other.sentence for other in others}
    assert reason.sentence_zh not in {other.sentence_zh for other in others}
