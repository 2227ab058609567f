"""What MDX adds to Markdown, blanked out character for character, so that places stay what they are."""

from __future__ import annotations

import html
import re
from typing import Final

from strengthlint.document import Segment, SegmentKind
from strengthlint.readers.normalise import Piece, make_segment

__all__ = ["mask"]

_MODULE: Final = re.compile(r"(?:import|export)[ \t]+[\w{*\"']")
_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FENCE: Final = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,})")
_TAG: Final = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][\w.:-]*)?(?=[\s/>{])")
_ATTRIBUTE: Final = re.compile(
    r"""(?<![\w.-])(?P<name>alt|title|label|caption|description|placeholder|summary|aria-label)
    \s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""",
    re.VERBOSE,
)
_STOPS: Final = re.compile(r"[{}\"'`>]|/\*|//")
_MARKS: Final = re.compile(r"\\.|`+|\{|<|\n", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Elements whose text is code or struck out.
_WITH_CONTENT: Final = frozenset(
    {"code", "pre", "style", "script", "kbd", "samp", "del", "s", "strike"}
)
_COMMENT: Final = re.compile(r"\{\s*/\*(?P<text>.*)\*/\s*\}", re.DOTALL)
_BLANK: Final = re.compile(r"[^\r\n]")
_HIDDEN: Final = "\u200b"
"""Nobody sees it and it parts no word: a tag within one leaves the word whole."""


def mask(source: str) -> tuple[str, list[Segment]]:
    """Markdown of the same length, and what stands apart from it.

    Returns:
        The source with imports, expressions, comments and tags blanked out; a segment for each
        comment and for each attribute of a tag that people get to hear or see.
    """
    masking = _Masking(source)
    masking.run()
    return masking.masked(), masking.apart


class _Masking:
    def __init__(self, source: str) -> None:
        self.apart: list[Segment] = []
        self._source = source
        self._ranges: list[tuple[int, int]] = []
        self._unbalanced = False
        self._unended = False
        self._unclosed: set[str] = set()

    def masked(self) -> str:
        """The source with what was found blanked out."""
        parts: list[str] = []
        last = 0
        for start, end in self._ranges:
            parts.append(self._source[last:start])
            text = self._source[start:end]
            parts.append(_BLANK.sub(" " if self._is_alone(start, end) else _HIDDEN, text))
            last = end
        parts.append(self._source[last:])
        return "".join(parts)

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether nothing else stands in its lines, or it is an expression, which parts words."""
        before = self._source[self._source.rfind("\n", 0, start) + 1 : start]
        line_end = self._source.find("\n", end)
        after = self._source[end : line_end if line_end >= 0 else len(self._source)]
        return self._source[start] == "{" or not (before.strip() or after.strip())

    def run(self) -> None:
        """Go through the source once."""
        source = self._source
        front_matter = _FRONT_MATTER.match(source)
        position = front_matter.end() if front_matter else 0
        begins_line = after_blank = True
        while position < len(source):
            if begins_line:
                begins_line = False
                fence = _FENCE.match(source, position)
                if fence:
                    position = self._after_fence(fence)
                    begins_line = after_blank = True
                    continue
                if after_blank and _MODULE.match(source, position):
                    end = self._module_end(position)
                    self._ranges.append((position, end))
                    position = end
                    begins_line = after_blank = True
                    continue
            match = _MARKS.search(source, position)
            if match is None:
                return
            line_start = source.rfind("\n", 0, match.start()) + 1
            mark = match.group()
            position = match.end()
            if mark == "\n":
                begins_line = True
                after_blank = not source[line_start : match.start()].strip()
            elif mark[0] == "`":
                position = self._after_code(match.start(), mark)
            elif mark == "{":
                position = self._expression(match.start())
            elif mark == "<":
                position = self._tag(match.start())

    def _after_fence(self, fence: re.Match[str]) -> int:
        marks = fence["marks"]
        closing = re.compile(
            rf"^[ \t>]*{re.escape(marks)}{re.escape(marks[0])}*[ \t]*$", re.MULTILINE
        )
        line_end = self._source.find("\n", fence.end())
        if line_end < 0:
            return len(self._source)
        found = closing.search(self._source, line_end + 1)
        if found is None:
            return len(self._source)
        end = self._source.find("\n", found.end())
        return end + 1 if end >= 0 else len(self._source)

    def _module_end(self, start: int) -> int:
        """The end of an import or export: a blank line outside its braces."""
        position = start
        while position < len(self._source):
            line_end = self._source.find("\n", position)
            line_end = line_end if line_end >= 0 else len(self._source)
            brace = self._source.find("{", position, line_end)
            if brace >= 0 and (end := self._balanced(brace)):
                position = end
                continue
            position = min(line_end + 1, len(self._source))
            following = self._source.find("\n", position)
            line = self._source[position : following if following >= 0 else len(self._source)]
            if not line.strip():
                return position
        return len(self._source)

    def _after_code(self, start: int, marks: str) -> int:
        """The end of a code span, or of the marks where it is none."""
        paragraph_end = self._source.find("\n\n", start)
        end = paragraph_end if paragraph_end >= 0 else len(self._source)
        found = re.compile(rf"(?<!`){marks}(?!`)").search(self._source, start + len(marks), end)
        return found.end() if found else start + len(marks)

    def _expression(self, start: int) -> int:
        end = self._balanced(start)
        if not end:
            return start + 1
        self._ranges.append((start, end))
        comment = _COMMENT.fullmatch(self._source, start, end)
        if comment:
            self._say(*comment.span("text"), SegmentKind.COMMENT)
        return end

    def _tag(self, start: int) -> int:
        source = self._source
        if source.startswith("<!--", start):
            stop = source.find("-->", start)
            if stop < 0:
                return start + 1
            self._ranges.append((start, stop + 3))
            self._say(start + 4, stop, SegmentKind.COMMENT)
            return stop + 3
        match = _TAG.match(source, start)
        if match is None or self._unended:
            return start + 1
        end = self._tag_end(match.end())
        if not end:
            return start + 1
        name = match["name"] or ""
        if not match["closes"]:
            for found in _ATTRIBUTE.finditer(source, match.end(), end):
                group = "double" if found["double"] is not None else "single"
                self._say(*found.span(group), SegmentKind.CAPTION)
            if name in _WITH_CONTENT and source[end - 2] != "/" and name not in self._unclosed:
                stop = source.find(f"</{name}>", end)
                if stop >= 0:
                    end = stop + len(name) + 3
                else:
                    self._unclosed.add(name)
        self._ranges.append((start, end))
        return end

    def _tag_end(self, position: int) -> int:
        """Where a tag ends whose name ends here; 0 for nowhere."""
        while (match := _STOPS.search(self._source, position)) is not None:
            mark = match.group()
            position = match.end()
            if mark == ">":
                return position
            if mark == "{":
                position = self._balanced(match.start())
            elif mark in "\"'":
                position = self._source.find(mark, position) + 1
            elif mark == "}":
                return 0
            if not position:
                return 0
        # The same would be found out again for every tag that follows.
        self._unended = True
        return 0

    def _balanced(self, start: int) -> int:
        """Where the braces that open here are closed again; 0 for nowhere."""
        if self._unbalanced:
            return 0
        depth = 0
        position = start
        while (match := _STOPS.search(self._source, position)) is not None:
            mark = match.group()
            position = match.end()
            if mark == "{":
                depth += 1
            elif mark == "}":
                depth -= 1
                if not depth:
                    return position
            elif mark == "/*":
                stop = self._source.find("*/", position)
                position = stop + 2 if stop >= 0 else len(self._source)
            elif mark == "`" or mark in "\"'":
                stop = self._source.find(mark, position)
                line_end = self._source.find("\n", position)
                # An apostrophe in text within braces is no quotation.
                if stop >= 0 and (mark == "`" or line_end < 0 or stop < line_end):
                    position = stop + 1
        # One that is never closed would be looked for again at every brace.
        self._unbalanced = True
        return 0

    def _say(self, start: int, end: int, kind: SegmentKind) -> None:
        pieces: list[Piece] = []
        for match in _ENTITY.finditer(self._source, start, end):
            pieces.append((self._source[start : match.start()], start, match.start()))
            pieces.append((html.unescape(match.group()), *match.span()))
            start = match.end()
        pieces.append((self._source[start:end], start, end))
        segment = make_segment(pieces, kind)
        if segment is not None:
            self.apart.append(segment)
