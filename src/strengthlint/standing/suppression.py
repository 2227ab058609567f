"""What the writer of a document has set aside, with a reason.

`ignore RULES because …` holds for the block after it, or the one it stands in, or the words that a
comment in Word is on; `ignore-begin` and `ignore-end` hold for a stretch, `ignore-file` for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.directives import IGNORES, Directive, directives, is_directive
from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.errors import UnknownRule
from strengthlint.lexicon import Lexicon

__all__ = ["Suppressions"]

# "because" is what is asked for; these are what people write.
_REASON = re.compile(r"(?:^|\s+)(?:because\b|since\b|[–—-]{1,2}(?=\s))\s*|\s*:\s+", re.IGNORECASE)
_RULE = re.compile(r"[A-Za-z][\w-]*")
# What is one block to a reader is several segments to us.
_OF_SEVERAL = frozenset({SegmentKind.LIST_ITEM, SegmentKind.TABLE_CELL, SegmentKind.QUOTATION})


@dataclass
class _Scope:
    """One line that sets something aside.

    Attributes:
        directive: The line.
        start: First source character that it holds for.
        end: After the last one.
        codes: The rules; None for every rule.
        what: What people would call them; what is no rule stands in quotation marks.
        reason: As it was given, or "".
        is_used: Whether there was something to set aside.
    """

    directive: Directive
    start: int
    end: int
    codes: frozenset[int] | None
    what: str
    reason: str
    is_used: bool = False


class Suppressions:
    """What a document sets aside.

    Args:
        document: The document.
        lexicon: Knows the rules.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._notices: list[str] = []
        lines = [line for line in directives(document.segments) if line.key in IGNORES]
        self._blocks = _blocks(document.segments)
        self._scopes = list(self._read(lines))

    def settle(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics; those that are set aside ask nothing any more."""
        return [self._settled(diagnostic) for diagnostic in diagnostics]

    def notices(self, active: frozenset[int], *, is_narrowed: bool) -> list[str]:
        """What the writer should know about these lines; after `settle`.

        Args:
            active: The rules that were looked for; a line about others may be needed.
            is_narrowed: Whether somebody chose among the rules that a profile has on.
        """
        unused = [
            f"{self._place(scope)} sets {scope.what} aside, and there is nothing of it to set "
            "aside. It can go."
            for scope in self._scopes
            if not scope.is_used and _was_looked_for(scope, active, is_narrowed)
        ]
        return [*self._notices, *unused]

    def _settled(self, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.standing is Standing.OPEN and diagnostic.of_whole:
            return self._settled_as_a_whole(diagnostic)
        if diagnostic.standing is not Standing.OPEN or diagnostic.span is None:
            return diagnostic
        start, end = self._document.source_range(diagnostic.span)
        index = self._lexicon.index(diagnostic.code)
        for scope in self._scopes:
            if (
                scope.start < end
                and start < scope.end
                and (scope.codes is None or index in scope.codes)
            ):
                scope.is_used = True
                return replace(diagnostic, standing=Standing.SUPPRESSED, reason=scope.reason)
        return diagnostic

    def _settled_as_a_whole(self, diagnostic: Diagnostic) -> Diagnostic:
        """A remark on the whole document is set aside by its name anywhere, or for the whole file."""
        index = self._lexicon.index(diagnostic.code)
        for scope in self._scopes:
            for_all = scope.codes is None and scope.directive.key == "ignore-file"
            if for_all or (scope.codes is not None and index in scope.codes):
                scope.is_used = True
                return replace(diagnostic, standing=Standing.SUPPRESSED, reason=scope.reason)
        return diagnostic

    # Reading the lines

    def _read(self, lines: Sequence[Directive]) -> Iterable[_Scope]:
        open_ones: list[_Scope] = []
        for line in lines:
            at, after = line.segment.offsets.source(0, len(line.segment.text))
            if line.key == "ignore-end":
                if not open_ones:
                    self._notices.append(f"{self._place(line)} ends what nothing began.")
                for scope in open_ones:
                    scope.end = at
                open_ones.clear()
                continue
            codes, what, reason = self._rules(line)
            start, end = self._range(line, at, after)
            scope = _Scope(line, start, end, codes, what, reason)
            if line.key == "ignore-begin":
                open_ones.append(scope)
            if not reason:
                self._notices.append(
                    f"{self._place(line)} sets {scope.what} aside and gives no reason. "
                    "Add one after “because”, for those who will wonder."
                )
            yield scope
        for scope in open_ones:
            self._notices.append(
                f"{self._place(scope)} begins to set {scope.what} aside, and no ignore-end "
                "follows; it holds to the end."
            )

    def _rules(self, line: Directive) -> tuple[frozenset[int] | None, str, str]:
        """The rules that a line names (None for all), what they are called, and its reason."""
        named, *reason = _REASON.split(line.words, maxsplit=1)
        chosen: set[int] = set()
        called: list[str] = []
        for rule in _RULE.findall(named):
            try:
                chosen |= self._lexicon.selected([rule])
                called.append(rule)
            except UnknownRule as error:
                self._notices.append(
                    f"{self._place(line)} sets “{rule}” aside, which is no rule. {error.hint}"
                )
                called.append(f"“{rule}”")
        codes = frozenset(chosen) if called else None
        what = ", ".join(called) or "everything"
        return codes, what, reason[0].strip() if reason else ""

    def _range(self, line: Directive, at: int, after: int) -> tuple[int, int]:
        everything = len(self._document.source) + 1
        if line.key == "ignore-file":
            return 0, everything
        if line.key == "ignore-begin":
            return after, everything
        if line.segment.anchor is not None:
            return line.segment.anchor
        for start, end in self._blocks:
            # A comment that stands in a block, or behind it on its last line, is about that block.
            behind = self._document.source[end:at]
            if start < at and (at < end or ("\n" not in behind and "\r" not in behind)):
                return start, end
            if start >= after:
                return start, end
        return after, after

    def _place(self, of: Directive | _Scope) -> str:
        line = of if isinstance(of, Directive) else of.directive
        if line.segment.anchor is not None:
            paragraph = self._document.source.count("\n", 0, line.segment.anchor[0]) + 1
            return f"A comment in paragraph {paragraph}"
        where = self._document.location(line.segment, 0, len(line.segment.text))
        return f"Line {where.line}"


def _was_looked_for(scope: _Scope, active: frozenset[int], is_narrowed: bool) -> bool:
    """Whether a run that has met nothing of it shows that there is nothing of it."""
    if scope.codes is None:
        return not is_narrowed
    # Of a family a profile has some rules off; what is off here is no reason to keep a line.
    return bool(scope.codes & active) and (not is_narrowed or scope.codes <= active)


def _blocks(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """The source ranges of what a reader takes for one paragraph, list, table or quotation."""
    placed = sorted(
        (*segment.offsets.source(0, len(segment.text)), segment.kind)
        for segment in segments
        if segment.kind is not SegmentKind.COMMENT and not is_directive(segment.text)
    )
    blocks: list[tuple[int, int]] = []
    last: SegmentKind | None = None
    for start, end, kind in placed:
        if kind is last and kind in _OF_SEVERAL:
            blocks[-1] = (blocks[-1][0], max(end, blocks[-1][1]))
        else:
            blocks.append((start, end))
        last = kind
    return blocks
