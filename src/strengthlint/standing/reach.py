"""How far a phrase reaches: read on the tree where there is one, and on the row of words.

Dependency labels are those of Universal Dependencies. The tree of a small grammar is sometimes
wrong, so a phrase that stands close, with no new clause between, reaches too.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from strengthlint.engine.conditions import head_of
from strengthlint.engine.discourse import morph
from strengthlint.engine.phrases import TokenSpan

__all__ = ["Reading"]

_NEAR = 7
"""Words that may stand between where only the row of words is looked at."""

_PARTS_OF_CLAUSE = frozenset(
    "advmod det cc cc:preconj aux aux:pass mark nsubj nsubj:pass expl case cop obl obl:agent discourse "
    "advmod:emph nummod".split()
)
_COMPLEMENTS = frozenset("ccomp csubj csubj:pass acl".split())
_PARTS_OF_NOUN = frozenset("amod compound flat fixed appos nummod nmod:poss det goeswith".split())
_ARGUMENTS = frozenset("obj iobj nsubj nsubj:pass nsubj:outer".split())
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "expl")
_PARTINGS = frozenset(";:")
_STOPS = frozenset(";:.!?—–()")
_ROW_MARKS = frozenset(",/&")
_MARKS = frozenset("\"'“”‘’„«»‹›*_[](-")


class Reading:
    """Decides whether a phrase reaches some words.

    Args:
        lists: The word lists of a lexicon; `having`, `seeming`, `likening`, `joining`, `turning` and
            `filler` are used where they are there.
    """

    def __init__(self, lists: Mapping[str, tuple[tuple[str, ...], ...]]) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(row[0] for row in lists.get(name, ()))

        self._having = words("having")
        self._seeming = words("seeming")
        self._likening = words("likening")
        self._joining = words("joining")
        self._turning = words("turning")
        self._row = self._joining | _ROW_MARKS
        self._fillers = words("filler") | self._row

    def beside(self, doc: Doc, phrase: TokenSpan, first: int, last: int) -> bool:
        """Whether a phrase stands right beside the words `first` to `last`, on either side."""
        before = phrase[1] <= first
        between = range(phrase[1], first) if before else range(last, phrase[0])
        if len(between) > 2 * _NEAR:
            return False
        if between and doc[between[0] if before else between[-1]].lower_ in self._row:
            # A row that goes on after the phrase is a row of other things.
            return False
        listed = any(doc[i].lower_ in self._row for i in between)
        return all(self._fills(doc[i], listed=listed, before=before) for i in between)

    def governs(
        self, doc: Doc, phrase: TokenSpan, first: int, last: int, *, wide: bool, parsed: bool
    ) -> bool:
        """Whether words are in the clause of a phrase or, where `wide`, in one that hangs on it."""
        between = range(phrase[1], first) if phrase[1] <= first else range(last, phrase[0])
        if self.is_parted(doc, between):
            return False
        if parsed and self._above(doc, phrase, first, last, wide):
            return True
        if wide:
            return self._close(doc, between) or (phrase[1] <= first and self._is_row(doc, between))
        # "Not ill, purely lazy" denies one, "not late, rude or lazy" all.
        comma = any(doc[i].text == "," for i in between)
        return self.beside(doc, phrase, first, last) and not (
            comma and not any(doc[i].lower_ in self._joining for i in between)
        )

    def is_parted(self, doc: Doc, between: range) -> bool:
        """Whether a colon, a semicolon or the end of a quotation parts what is on both sides."""
        texts = [doc[i].text for i in between]
        return any(text in _PARTINGS for text in texts) or texts.count("”") > texts.count("“")

    def _above(self, doc: Doc, phrase: TokenSpan, first: int, last: int, wide: bool) -> bool:
        node = head_of(doc[first:last])
        inside = range(*phrase)
        # What is said of one clause is not said of another one beside it.
        another = False
        while True:
            if not another and (node.i in inside or _has_part(node, inside)):
                return True
            above, dep = node.head, node.dep_
            if above == node:
                return False
            if dep == "conj":
                another = another or self._own_clause(node) or not (wide or self._coordinated(node))
            elif dep in _COMPLEMENTS or dep == "xcomp":
                if not wide and (dep != "xcomp" or above.lower_ not in self._seeming):
                    return False
                another = False
            elif not self._goes_up(node, inside, wide):
                return False
            node = above

    def _goes_up(self, node: Token, inside: range, wide: bool) -> bool:
        """Whether what is said of the word above is said of this one too."""
        dep = node.dep_
        if dep in _PARTS_OF_NOUN or dep in ("aux", "cop", "advmod"):
            return True
        if dep.startswith(("obl", "nmod")):
            case = next((child for child in node.children if child.dep_ == "case"), None)
            if case is None:
                return wide
            return case.lower_ in self._likening or (wide and case.i in inside)
        if dep in _ARGUMENTS:
            # "She does not have complex needs" denies them; "she did not visit her lazy son" does not.
            return wide or (dep == "obj" and node.head.lower_ in self._having)
        return False

    def subject_of(self, doc: Doc, first: int, last: int, *, alone: bool = False) -> Token | None:
        """Whom the words are said of, as far as one clause tells.

        Args:
            doc: A parsed sentence.
            first: First token of the words; half-open range with `last`.
            last: Token after the last.
            alone: Not where the subject stands before another verb: "she says he came and refused".
        """
        inside = range(first, last)
        node = head_of(doc[first:last])
        while True:
            subject = next(
                (c for c in node.children if c.dep_ in _SUBJECTS and c.i not in inside), None
            )
            if subject is not None:
                return subject
            above, dep = node.head, node.dep_
            if above == node or (alone and dep == "conj" and self._own_clause(node)):
                return None
            linked = dep.startswith(("obl", "nmod")) and _case(node) in self._likening
            if dep == "xcomp" or (linked and node.i > above.i):
                # "They found him lazy", "she described him as lazy": said of him.
                asked = next((c for c in above.children if c.dep_ in ("obj", "iobj")), None)
                if asked is not None and asked != node:
                    return asked
            if not (
                linked
                or dep in _PARTS_OF_NOUN
                or dep in ("xcomp", "conj", "aux", "cop", "advmod", "advcl")
            ):
                return None
            node = above

    def does_something(self, doc: Doc, first: int, last: int) -> bool:
        """Whether the words are something that somebody does, not what they are or undergo."""
        head = head_of(doc[first:last])
        inside = range(first, last)
        passive = any(c.dep_ == "aux:pass" and c.i not in inside for c in head.children)
        return head.pos_ == "VERB" and not passive and head.dep_ not in ("amod", "compound")

    def _fills(self, token: Token, *, listed: bool, before: bool) -> bool:
        """Whether a token may stand between a phrase and the words beside it."""
        if token.lower_ in self._fillers or token.text in _MARKS:
            return True
        if token.pos_ in ("DET", "ADV"):
            return True
        # Words of the same row: "labelled as late, rude or lazy".
        if token.pos_ == "ADJ":
            return before or listed
        return listed and (token.pos_ in ("NOUN", "PROPN") or "Part" in morph(token, "VerbForm"))

    def _own_clause(self, node: Token) -> bool:
        """Whether a coordinated word begins a clause of its own, or turns: "not lazy but ill"."""
        for child in node.children:
            if child.dep_ in (*_SUBJECTS, "cop", "aux", "aux:pass") and child.i < node.i:
                return True
            if child.dep_ == "cc" and child.lower_ in self._turning:
                return True
        return "Fin" in morph(node, "VerbForm")

    def _coordinated(self, node: Token) -> bool:
        """Whether a row has an "or": "not late, rude or lazy", but not "not ill, purely lazy"."""
        row = [node, node.head, *node.head.children]
        return any(child.lower_ in self._joining for part in row for child in part.children)

    def _close(self, doc: Doc, between: range) -> bool:
        """Whether nothing between begins a row, another clause, or words about something else."""
        if len(between) > _NEAR:
            return False
        for i in between:
            token = doc[i]
            if token.lower_ in self._turning or token.text in _STOPS or token.text == ",":
                return False
            if token.lower_ == "as" and i + 1 < len(doc) and doc[i + 1].pos_ == "PRON":
                return False
            if token.pos_ in ("", "CCONJ") or (
                token.pos_ == "ADP" and token.lower_ not in self._likening
            ):
                return False
        return True

    def _is_row(self, doc: Doc, between: range) -> bool:
        """Whether words are the last of a row: "as ill, frail, or lazy"."""
        if len(between) > 2 * _NEAR or not between or doc[between[0]].lower_ in self._row:
            return False
        if not any(doc[i].lower_ in self._row for i in between):
            return False
        kinds = {doc[i].pos_ for i in between if doc[i].lower_ not in self._fillers}
        return kinds <= {"ADJ", "ADV", "NOUN", "DET"} and doc[between[-1]].lower_ in self._fillers


def _has_part(node: Token, inside: range) -> bool:
    return any(child.i in inside and child.dep_ in _PARTS_OF_CLAUSE for child in node.children)


def _case(node: Token) -> str:
    return next((child.lower_ for child in node.children if child.dep_ == "case"), "")
