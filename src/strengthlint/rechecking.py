"""What a check has found, paragraph by paragraph, so that the next one looks only at what changed.

For whoever checks a document again and again while somebody writes in it. A paragraph is looked at
anew where its text changed, or anything around it that the engine goes by: its headings, the lead-in
of its list, the sentence before it and the one after, and what the text around is about. So the
findings are those of a check of the whole document.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import length_hint
from typing import TYPE_CHECKING, cast

from strengthlint.diagnostic import Diagnostic
from strengthlint.document import Document, Segment
from strengthlint.engine import Engine, Hit
from strengthlint.engine.context import Surroundings
from strengthlint.engine.discourse import Discourse
from strengthlint.engine.gate import Gate
from strengthlint.lexicon.compiled import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from strengthlint.reflection import Reflection

__all__ = ["Earlier", "Found", "Matched", "PartialEngine", "Superseded", "Watch", "rest"]

REACH = 20
"""Segments on either side that tell what a segment is about (see `engine.discourse`)."""

HEAD = 12
"""Segments at the head that tell whether a document is a letter (see `engine.discourse`)."""

_AT_ONCE = 16
"""Segments that are checked before anybody is asked whether they are still wanted."""

_TREES_AT_ONCE = 64
"""Sentences that are parsed before anybody is asked."""

_MOST_TREES = 4096
"""Sentences whose trees are kept: those of a report of a hundred pages, in some 20 MB."""

_LOOK = 0.02
_PER_SECOND_OF_REST = 100_000

_Key = tuple[object, ...]

Watch = Callable[[int, int], None]
"""Told how much is done, of how much; raises `Superseded` where nobody waits any more."""


class Superseded(Exception):  # noqa: N818 - says what happened
    """A check that nobody waits for any more; what it has found so far is kept."""


def rest(characters: int, is_wanted: Callable[[], bool]) -> None:
    """Wait a little before a whole document is looked at: whoever goes on writing is not to wait for that.

    Args:
        characters: How long it is; the longer, the longer this rests.
        is_wanted: Asked now and then whether anybody still waits.

    Raises:
        Superseded: where nobody does.
    """
    until = time.monotonic() + min(characters / _PER_SECOND_OF_REST, 1.0)
    while time.monotonic() < until:
        if not is_wanted():
            raise Superseded
        time.sleep(_LOOK)


class PartialEngine(Engine):
    """An engine that can be asked about some texts of a document, among all the others.

    Args:
        lexicon: What to look for.
        selected: Places of the entries to look for; all where None.
    """

    def __init__(self, lexicon: Lexicon, selected: frozenset[int] | None = None) -> None:
        super().__init__(lexicon, selected)
        self._sieve: _Sieve = _Sieve(lexicon)
        self._watch: Watch | None = None
        self._trees: OrderedDict[tuple[str, int], Doc] = OrderedDict()

    def may_hold(self, text: str) -> bool:
        """Whether any entry may stand in a clean text."""
        return bool(self._sieve.candidates(text))

    def made_ready(self) -> Iterator[None]:
        """Make, a little a step, what else the first texts would wait for; for when there is time."""
        return self._sieve.made_ready()

    def find_in(self, segments: Sequence[Segment], texts: Set[str]) -> list[Hit]:
        """The hits in those segments that have one of some texts, in reading order."""
        self._sieve.wanted = texts
        try:
            return self.find(segments)
        finally:
            self._sieve.wanted = None

    @contextmanager
    def watched(self, watch: Watch) -> Iterator[None]:
        """Within, trees are kept from one check to the next, and how many are made is told."""
        self._watch = watch
        try:
            yield
        finally:
            self._watch = None

    def trees(self, docs: Sequence[Doc]) -> list[Doc]:
        """Tokenized sentences, parsed; while nobody watches, as any engine does it."""
        if self._watch is None:
            return super().trees(docs)
        keys = [(doc.text, len(doc)) for doc in docs]
        made: dict[tuple[str, int], Doc] = {}
        missing: dict[tuple[str, int], Doc] = {}
        for key, doc in zip(keys, docs, strict=True):
            if key in self._trees:
                made[key] = self._trees[key]
                self._trees.move_to_end(key)
            else:
                missing.setdefault(key, doc)
        if not missing:
            self._watch(len(made), len(made))
        rest = iter(missing.items())
        while some := list(islice(rest, _TREES_AT_ONCE)):
            self._watch(len(made), len(made) + len(some) + length_hint(rest))
            for (key, _), tree in zip(some, super().trees([doc for _, doc in some]), strict=True):
                made[key] = self._trees[key] = tree
        while len(self._trees) > _MOST_TREES:
            self._trees.popitem(last=False)
        return [made[key] for key in keys]


class _Sieve(Gate):
    """A gate that nothing passes but what is asked for."""

    wanted: Set[str] | None = None

    def phrases(self, text: str) -> list[tuple[int, int]]:
        """Places of the phrases that may stand in a text; none where it is not asked for."""
        return super().phrases(text) if self.wanted is None or text in self.wanted else []


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one segment.

    Attributes:
        diagnostics: In reading order, their places those of the document in which they were found.
        long: How many of its sentences were too long to be parsed.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    long: int = 0


class Earlier:
    """What earlier checks of one document have found; new, it knows nothing.

    Not to be used from two threads at once.

    Attributes:
        is_behind: Whether what the last check said of the document as a whole goes by an earlier
            state of its text.
    """

    def __init__(self) -> None:
        self._of: object = None
        self._found: dict[_Key, Found] = {}
        self._before: dict[_Key, Found] = {}
        self._head: tuple[str, ...] = ()
        self._scenes: dict[_Key, _Key] = {}
        self._edges: dict[_Key, str] = {}
        self._holding: dict[str, bool] = {}
        self._whole: tuple[_Key, Reflection | None] | None = None
        self.is_behind = False

    def match(self, prose: Sequence[Segment], engine: PartialEngine, of: object) -> Matched:
        """Match the segments of a document with those of its earlier checks.

        Args:
            prose: The segments that are prose, in reading order.
            engine: What looks for hits.
            of: What findings depend on beside the text; where it is another, all is forgotten.
        """
        if self._of != of:
            self.__init__()  # type: ignore[misc]
            self._of = of
        keys = list(self._keys(prose, engine))
        return Matched(prose, keys, self._found)

    def keep(self, matched: Matched) -> None:
        """Keep what belongs to this state of the document, and to the one before (for an undo)."""
        now = {key: self._found[key] for key in matched.keys if key is not None}
        self._found, self._before = self._before | now, now

    def whole(
        self, document: Document, prose: Sequence[Segment], reflect: Callable[[], Reflection | None]
    ) -> Reflection | None:
        """What the document says as a whole, by `reflect` where its text is another one."""
        key = _text_of(document, prose)
        if self._whole is None or self._whole[0] != key:
            self._whole = key, reflect()
        self.is_behind = False
        return self._whole[1]

    def whole_so_far(self, document: Document, prose: Sequence[Segment]) -> Reflection | None:
        """What it said as a whole when it was last asked; tells by `is_behind` if that is out of date."""
        self.is_behind = self._whole is None or self._whole[0] != _text_of(document, prose)
        return None if self._whole is None else self._whole[1]

    def _keys(self, prose: Sequence[Segment], engine: PartialEngine) -> Iterator[_Key | None]:
        """For each segment all that its findings depend on; None where it holds nothing."""
        around = Surroundings(prose)
        discourse = Discourse(prose, engine.lexicon.words)
        texts = [segment.text for segment in prose]
        head = tuple(texts[:HEAD])
        if head != self._head:
            self._head, self._scenes = head, {}
        holding: dict[str, bool] = {}
        scenes: dict[_Key, _Key] = {}
        edges: dict[_Key, str] = {}
        for number, segment in enumerate(prose):
            text = segment.text
            holds = self._holding.get(text)
            holding[text] = holds = engine.may_hold(text) if holds is None else holds
            if not holds:
                yield None
                continue
            own = (segment.kind, segment.trail, segment.column_heading, segment.row_heading)
            first = max(0, number - REACH)
            window = (number - first, segment.trail, *texts[first : number + REACH + 1])
            scene = self._scenes.get(window)
            if scene is None:
                # Asked about no sentence, it tells of the text around alone.
                told = discourse.scene(number, cast("Doc", ()))
                scene = (told.subject, told.care)
            scenes[window] = scene
            neighbours: list[str] = []
            for other, edge in ((number - 1, around.previous), (number + 1, around.following)):
                beside = prose[other] if 0 <= other < len(prose) else None
                place = (
                    other < number,
                    own[:2],
                    beside and (beside.kind, beside.trail, beside.text),
                )
                known = self._edges.get(place)
                edges[place] = edge(number) if known is None else known
                neighbours.append(edges[place])
            yield (text, *own, around.lead_in(number), scene, *neighbours)
        self._holding, self._scenes, self._edges = holding, scenes, edges


def _text_of(document: Document, prose: Sequence[Segment]) -> _Key:
    return document.source, *((segment.kind, segment.trail, segment.text) for segment in prose)


@dataclass
class Matched:
    """A document, matched with its earlier checks.

    Attributes:
        prose: The segments that are prose.
        keys: For each what its findings depend on; None where it holds nothing.
        known: What was found, by these keys.
    """

    prose: Sequence[Segment]
    keys: Sequence[_Key | None]
    known: dict[_Key, Found] = field(repr=False)

    def unknown(self) -> Iterator[list[int]]:
        """The numbers of the segments that are to be checked, a few texts at a time."""
        together: dict[str, list[int]] = {}
        for number, key in enumerate(self.keys):
            if key is not None and key not in self.known:
                together.setdefault(self.prose[number].text, []).append(number)
        # What is written twice is looked for once.
        some: list[int] = []
        texts = 0
        for numbers in together.values():
            some += numbers
            texts += 1
            if texts >= _AT_ONCE or len(some) >= 2 * _AT_ONCE:
                yield some
                some, texts = [], 0
        if some:
            yield some

    @property
    def size(self) -> int:
        """How many characters there are."""
        return sum(len(segment.text) for segment in self.prose)

    def size_of(self, numbers: Iterable[int]) -> int:
        """How many characters some segments have."""
        return sum(len(self.prose[number].text) for number in numbers)

    def size_unknown(self) -> int:
        """How many characters the segments have that are to be checked."""
        return self.size_of(
            number
            for number, key in enumerate(self.keys)
            if key is not None and key not in self.known
        )

    def add(self, numbers: Iterable[int], found: dict[int, Found]) -> None:
        """Take what was found in some segments, by their numbers."""
        for number in numbers:
            key = self.keys[number]
            if key is not None:
                self.known[key] = found.get(number, Found())

    def found(self) -> Iterator[tuple[int, Found]]:
        """The number of each segment in which something was found, with that, in reading order."""
        for number, key in enumerate(self.keys):
            if key is not None:
                yield number, self.known[key]
