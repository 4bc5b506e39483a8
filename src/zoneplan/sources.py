"""Where a figure was read: the document, the place in it, and the words."""

from __future__ import annotations

import attrs

from zoneplan.errors import OutlineError
from zoneplan.locations import Mark
from zoneplan.short_reprs import short_repr
from zoneplan.texts import check_text

__all__ = ["Source", "as_source"]


@attrs.frozen(kw_only=True)
class Source:
    """A document that a figure is from, or a reference to one that the plan lists.

    A plan lists its documents once under `sources`, each with an id. An entry then names the id and
    adds its own place and quotation; what it leaves empty is taken from the listed one.

    >>> Source(document="昆山市统计公报").combined(Source(id="x", url="https://example.org")).url
    'https://example.org'

    Attributes:
        id: Id of the document within the plan; None for a document named on the spot.
        document: Title of the document and who published it.
        place: Place in the document, such as a page or table.
        quote: The words that hold the figure, copied from the document.
        date: Date of publication as the document gives it.
        url: Address where it was read.
        mark: Where it stands in the file it was read from.
    """

    id: str | None = attrs.field(default=None, validator=check_text)
    document: str | None = attrs.field(default=None, validator=check_text)
    place: str | None = attrs.field(default=None, validator=check_text)
    quote: str | None = attrs.field(default=None, validator=check_text)
    date: str | None = attrs.field(default=None, validator=check_text)
    url: str | None = attrs.field(default=None, validator=check_text)
    mark: Mark | None = attrs.field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.id is None and self.document is None:
            raise OutlineError(
                "expected a source with a document or an id, got neither",
                "name the document, or the id of one under 'sources'",
                "来源应有文件或编号，两者皆无",
                "请写文件，或“文件清单”中的编号",
            )

    def combined(self, listed: Source) -> Source:
        """Give this source with what it leaves empty taken from the listed one.

        Args:
            listed: The source as the plan lists it.
        """
        return Source(
            id=self.id or listed.id,
            document=self.document or listed.document,
            place=self.place or listed.place,
            quote=self.quote or listed.quote,
            date=self.date or listed.date,
            url=self.url or listed.url,
            mark=self.mark or listed.mark,
        )

    def __str__(self) -> str:
        parts = [self.document or self.id or "", self.place or "", self.date or ""]
        named = ", ".join(part for part in parts if part)
        return f"{named}: “{self.quote}”" if self.quote else named


def as_source(value: object) -> Source | None:
    """Take a source as it is, or an id of one the plan lists; None stays None.

    Args:
        value: A source, an id, or None.

    Raises:
        OutlineError: If it is neither.
    """
    if value is None or isinstance(value, Source):
        return value
    if isinstance(value, str):
        return Source(id=value)
    raise OutlineError(f"expected a source or its id, got {value!r}", "write the id of one under 'sources'")
