"""Sources: the document behind a figure, by name or by the id of one that the plan lists."""

from __future__ import annotations

import pytest

from zoneplan import Source
from zoneplan.errors import OutlineError
from zoneplan.locations import Mark
from zoneplan.sources import as_source

LISTED = Source(
    id="daily", document="新华日报", place="第1版", quote="2400亿元", date="2023-02-16", url="https://a.cn"
)


def test_a_reference_takes_what_it_leaves_empty() -> None:
    """An entry's own place and quotation win; the rest is that of the listed document."""
    mark = Mark("a.yaml", 3, 1)
    own = Source(id="daily", place="第2版", quote="3000亩以上", mark=mark)
    found = own.combined(LISTED)
    expected = Source(
        id="daily",
        document="新华日报",
        place="第2版",
        quote="3000亩以上",
        date="2023-02-16",
        url="https://a.cn",
    )
    assert expected == found
    assert mark is found.mark
    assert LISTED == Source(id="daily").combined(LISTED)
    assert LISTED == LISTED.combined(Source(id="other", document="其他"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (LISTED, "新华日报, 第1版, 2023-02-16: “2400亿元”"),
        (Source(id="daily"), "daily"),
        (Source(document="新华日报", quote="一"), "新华日报: “一”"),
        (Source(id="daily", place="p. 3"), "daily, p. 3"),
    ],
)
def test_a_source_prints_what_it_knows(source: Source, expected: str) -> None:
    """Document, place and date come first, then the words in quotation marks."""
    assert expected == str(source)


def test_where_a_source_was_read_makes_no_difference() -> None:
    """Two sources are equal when they name the same, wherever they stand in a file."""
    assert Source(id="daily") == Source(id="daily", mark=Mark("a.yaml", 1, 1))
    assert "mark" not in repr(Source(id="daily", mark=Mark("a.yaml", 1, 1)))


def test_a_source_is_given_as_itself_or_by_its_id() -> None:
    """A text is the id of a listed source, and none is none."""
    assert LISTED is as_source(LISTED)
    assert Source(id="daily") == as_source("daily")
    assert as_source(None) is None


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5, "expected a source or its id, got 5\nwrite the id of one under 'sources'"),
        ("", "expected a id, got an empty text\nleave id out, or write it"),
    ],
)
def test_what_is_no_source_is_refused(value: object, message: str) -> None:
    """A source is named, never numbered."""
    with pytest.raises(OutlineError) as refusal:
        as_source(value)
    assert message == str(refusal.value)


def test_a_source_names_a_document() -> None:
    """A place or a quotation without a document is no source."""
    with pytest.raises(OutlineError) as refusal:
        Source(place="p. 3", quote="一")
    expected = (
        "expected a source with a document or an id, got neither\n"
        "name the document, or the id of one under 'sources'"
    )
    assert expected == str(refusal.value)
