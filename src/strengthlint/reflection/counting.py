"""Counts what a document about a person says: who acts, whose words, what strengths, which hopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from strengthlint.document import Document, Segment, SegmentKind
from strengthlint.engine import Engine, Sentence, quotation
from strengthlint.lexicon.sign import Count, Sign
from strengthlint.reflection.acting import Acting
from strengthlint.reflection.finding import Signs
from strengthlint.reflection.people import People, Who
from strengthlint.report import Counted, CountedSentence

__all__ = ["Counting"]

_OWN_WORDS = 3
"""Words between quotation marks that are somebody's words, and not a term or a nickname."""

_SAID_BEFORE = 60
"""Characters before a quotation in which it is said who speaks."""

_ASIDE = (SegmentKind.HEADING, SegmentKind.HEADER, SegmentKind.FOOTER)


class Counting:
    """What was counted in one document.

    Args:
        engine: Reads the sentences.
        document: The document.
        segments: Its prose, in reading order.

    Attributes:
        people: Who is who in it.
        sentences: How many sentences were read, headings left out.
    """

    def __init__(self, engine: Engine, document: Document, segments: Sequence[Segment]) -> None:
        self._document = document
        self._words = engine.lexicon.words
        self._signs = _signs_of(engine)
        self._read = engine.sentences(segments)
        self.people = People(self._read, self._words)
        self._by_sign: dict[str, set[str]] = {}
        self._found: dict[Count, dict[int, CountedSentence]] = {count: {} for count in Count}
        self.sentences = sum(each.segment.kind not in _ASIDE for each in self._read)
        self._count()

    @property
    def counts(self) -> tuple[Counted, ...]:
        """Everything that was counted, also what was nowhere."""
        return tuple(
            Counted(count.value, tuple(found[number] for number in sorted(found)))
            for count, found in self._found.items()
        )

    def number(self, count: str) -> int:
        """How many sentences count as something; of "sentences" how many there are."""
        return self.sentences if count == "sentences" else len(self._found[Count(count)])

    def of(self, count: str) -> list[CountedSentence]:
        """The sentences that count as something, in reading order."""
        found = self._found[Count(count)]
        return [found[number] for number in sorted(found)]

    def _count(self) -> None:
        acting = Acting(self.people, self._words)
        below: dict[tuple[str, ...], list[tuple[Sign, str]]] = {}
        for number, sentence in enumerate(self._read):
            if sentence.doc is None:
                continue
            for deed in acting.deeds(sentence):
                count = Count.DONE_TO if deed.is_done_to else Count.ACTING
                self._add(count, number, sentence, deed.verb.i, deed.verb.i + 1)
            if sentence.segment.kind is SegmentKind.HEADING:
                continue
            quoted = self._quoted(sentence)
            for sign, start, end in self._signs.shown(sentence, self.people, quoted):
                self._add(sign.counts_as, number, sentence, start, end)
                words = self._words_of(sentence, start, end)
                self._by_sign.setdefault(sign.name, set()).add(words)
            trail = sentence.segment.trail
            if trail not in below:
                heading = trail[-1] if len(trail) > 1 or self._is_below(sentence) else ""
                below[trail] = self._signs.of_heading(heading)
            for sign, words in below[trail]:
                if self._says_something(sentence):
                    self._add(sign.counts_as, number, sentence, 0, 0)
                    self._by_sign.setdefault(sign.name, set()).add(words)
            if self._has_own_words(number, sentence):
                self._add(Count.OWN_WORDS, number, sentence, 0, 0)

    def _add(self, count: Count, number: int, sentence: Sentence, first: int, last: int) -> None:
        if number in self._found[count]:
            return
        shown = self._words_of(sentence, first, last)
        location = self._document.location(sentence.segment, sentence.start, sentence.end)
        self._found[count][number] = CountedSentence(sentence.text, shown, location)

    def shown_by(self, name: str) -> set[str]:
        """The words that count by a sign."""
        return self._by_sign.get(name, set())

    @staticmethod
    def _words_of(sentence: Sentence, first: int, last: int) -> str:
        if last <= first or sentence.starts[first] < 0 or sentence.doc is None:
            return ""
        end = sentence.starts[last - 1] + len(sentence.doc[last - 1].text)
        return sentence.segment.text[sentence.starts[first] : end]

    def _is_below(self, sentence: Sentence) -> bool:
        return bool(sentence.segment.trail)

    def _says_something(self, sentence: Sentence) -> bool:
        """Whether a sentence below a heading fills it: "None known" and "Unable to say" do not."""
        words = [token.lower_ for token in sentence.doc or ()]
        empty = self._words.single("nothing-there")
        return not any(word in empty for word in words[:6])

    # Own words

    def _quoted(self, sentence: Sentence) -> frozenset[int]:
        """The tokens of a sentence that stand between quotation marks."""
        ranges = self._ranges(sentence.segment)
        return frozenset(
            number
            for number, start in enumerate(sentence.starts)
            if any(first <= start < last for first, last in ranges)
        )

    def _ranges(self, segment: Segment) -> tuple[tuple[int, int], ...]:
        return quotation.ranges(segment.text, self._words.single("cut-short"))

    def _has_own_words(self, number: int, sentence: Sentence) -> bool:
        segment = sentence.segment
        if segment.kind is SegmentKind.QUOTATION and not quotation.is_callout(segment):
            return sentence.start == 0 and len(segment.text.split()) >= _OWN_WORDS
        if self.people.speaks_for_itself and any(
            token.lower_ in self._words.single("self-pronoun") for token in sentence.doc or ()
        ):
            return True
        for start, end in self._ranges(segment):
            if not sentence.start <= start < sentence.end:
                continue
            words = len(segment.text[start:end].split())
            speaker = self._speaker(number, sentence)
            if speaker in (Who.AROUND, Who.SERVICE):
                continue
            if words >= _OWN_WORDS or (speaker is Who.PERSON and words >= 1):
                return True
        return False

    def _speaker(self, number: int, sentence: Sentence) -> Who | None:
        """Who says what is quoted in a sentence: the subject of the verb of saying, or None."""
        for each in self._with_one_before(number, sentence):
            for token in each.doc or ():
                if token.lower_ not in self._words.single("telling"):
                    continue
                for child in token.children:
                    if child.dep_.startswith("nsubj"):
                        return self.people.who(child, each)
        return None

    def _with_one_before(self, number: int, sentence: Sentence) -> Iterator[Sentence]:
        yield sentence
        if number and self._read[number - 1].segment is sentence.segment:
            yield self._read[number - 1]


@lru_cache(maxsize=4)
def _signs_of(engine: Engine) -> Signs:
    """The signs of an engine's lexicon; a run over many documents makes them ready once."""
    return Signs(engine)
