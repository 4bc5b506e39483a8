"""Search in Chinese and English: Chinese by pairs of letters, which needs no dictionary of words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from sphinx.search.en import SearchEnglish

__all__ = ["ChineseAndEnglish"]

_HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The letters that are Chinese, as Python and JavaScript both write them."""

_WORD = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")


class ChineseAndEnglish(SearchEnglish):
    """Index each Chinese letter and each pair of neighbours, and English words by their stems.

    A dictionary of words finds 指标 and misses 指标由 where the text is cut otherwise than the question.
    Pairs miss nothing: whatever stands in a page is found by any part of it, in whatever sentence.
    """

    lang = "en_pairs"
    language_name = "English"  # whose stemmer it takes
    js_splitter_code = f"""
var splitQuery = function (query) {{
  var words = query.match(/[{_HAN}]+|[^\\s\\p{{Punctuation}}\\p{{Symbol}}{_HAN}]+|_/gu) || [];
  return words.flatMap(function (word) {{
    if (/[^{_HAN}]/u.test(word) || word.length === 1) return [word];
    return Array.from(word).slice(1).map(function (letter, place) {{ return word[place] + letter; }});
  }});
}};
"""

    def split(self, text: str) -> list[str]:
        """Give the words of a text as they are indexed.

        Args:
            text: Any text of a page.
        """
        return [part for word in _WORD.findall(text) for part in _parts(word)]

    @cache  # noqa: B019  # there is one for a build
    def stem(self, word: str) -> str:
        """Give the stem of an English word; a Chinese one is its own.

        Args:
            word: A word as `split` gives it.
        """
        return super().stem(word) if word.isascii() else word


def _parts(word: str) -> list[str]:
    if not re.match(f"[{_HAN}]", word):
        return [word]
    return [*word, *(one + next_one for one, next_one in pairwise(word))]
