"""Who acts in a sentence: the person does or decides something, or something is done to them.

A sentence may be both ("She was referred and refused"). Being, having, feeling and lacking are not
acting, and neither is what somebody is said to have failed to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from strengthlint.document import SegmentKind
from strengthlint.engine import Sentence
from strengthlint.engine.discourse import morph
from strengthlint.lexicon.words import WordLists
from strengthlint.reflection.people import People, Who

__all__ = ["Acting", "Deed"]

_CLAUSES = (
    "ROOT",
    "conj",
    "parataxis",
    "ccomp",
    "advcl",
    "acl:relcl",
    "csubj",
    "xcomp",
    "list",
    "appos",
)
_OBJECTS = ("obj", "iobj", "obl")
_TO = ("to", "for", "with")
_QUOTES = frozenset('"“”„')


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb of a sentence with whose it is.

    Attributes:
        verb: The token.
        is_done_to: Whether it is done to the person; else the person does it.
    """

    verb: Token
    is_done_to: bool


class Acting:
    """Says who acts.

    Args:
        people: Who is who in the document.
        words: Word lists; `no-act-verb` and `done-to-verb` are used.
    """

    def __init__(self, people: People, words: WordLists) -> None:
        self._people = people
        self._no_act = words.single("no-act-verb")
        self._done_to = words.single("done-to-verb")
        self._negation = words.single("negation") | {"unable"}
        self._deciding = words.single("deciding")

    def deeds(self, sentence: Sentence) -> list[Deed]:
        """What the person does in a sentence, and what is done to them."""
        doc = sentence.doc
        if doc is None or not sentence.parsed or sentence.segment.kind is SegmentKind.HEADING:
            return []
        quoted = _quoted(doc)
        found = []
        for token in doc:
            if token.pos_ != "VERB" or token.i in quoted or token.dep_ not in (*_CLAUSES, "acl"):
                continue
            deed = self._deed(token, sentence)
            if deed is not None:
                found.append(Deed(token, deed))
        return found

    def _deed(self, verb: Token, sentence: Sentence) -> bool | None:
        """True where it is done to the person, False where the person does it, else None."""
        subject, passive = self._subject(verb)
        if subject is None:
            return self._without_subject(verb, sentence)
        who = self._people.who(subject, sentence)
        if passive:
            if self._is_denied(verb) or (self._may(verb) and verb.lower_ not in self._done_to):
                return None
            concerned = (
                who is Who.PERSON
                or verb.lower_ in self._done_to
                or self._is_theirs(subject, sentence)
            )
            return True if concerned and self._by(verb, sentence) is not Who.AROUND else None
        if who is Who.PERSON:
            return None if verb.lower_ in self._no_act or self._is_denied(verb) else False
        if who is Who.SERVICE:
            by_service = verb.lower_ in self._done_to or _is_to_do(verb)
            return True if by_service or self._reaches(verb, sentence) else None
        return None

    def _subject(self, verb: Token) -> tuple[Token | None, bool]:
        """The subject of a verb, its own or that of the verb it is joined to, and whether it is passive."""
        own = _is_passive(verb)
        node = verb
        for _ in range(4):
            for child in node.children:
                if child.dep_.startswith(("nsubj", "csubj")):
                    if node is verb:
                        return child, own or child.dep_ == "nsubj:pass"
                    # "was seen and deemed fit": one helping verb for both
                    shared = (
                        child.dep_ == "nsubj:pass"
                        and verb.lower_ in self._done_to
                        and not any(each.dep_ == "aux" for each in verb.children)
                    )
                    return child, own or shared
            if node.dep_ in ("conj", "xcomp", "parataxis") and node.head is not node:
                node = node.head
                continue
            if node.dep_ == "acl:relcl":
                return node.head, False
            return None, False
        return None, False

    def _without_subject(self, verb: Token, sentence: Sentence) -> bool | None:
        """A note's verb: "Refused meds" is the person's, "Reminded of the rules" is done to them."""
        if verb.dep_ not in ("ROOT", "conj", "parataxis", "ccomp", "acl"):
            return None
        root = verb
        while root.dep_ in ("conj", "parataxis") and root.head is not root:
            root = root.head
        if root.dep_ == "acl" and root.head.dep_ == "ROOT":
            # "Verbal warning given", "Staff to prompt him", "Imran to be referred"
            return self._of_noun(root.head, verb, sentence)
        if root.dep_ != "ROOT" and root.head.dep_ != "ROOT":
            return None
        lower = verb.lower_
        if lower in self._done_to or _is_passive(verb):
            return True
        if self._reaches(verb, sentence):
            return True
        if any(child.lower_ == "please" for child in root.children):
            return None
        if root.pos_ != "VERB" or not _is_finite(verb) or self._is_denied(verb):
            return None
        return None if lower in self._no_act else False

    def _of_noun(self, noun: Token, verb: Token, sentence: Sentence) -> bool | None:
        who = self._people.who(noun, sentence)
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
        if who is Who.PERSON and infinitive:
            return passive
        if who is Who.SERVICE and infinitive:
            # "Staff to prompt him", "Staff to carry out room checks"
            return True
        if not infinitive and verb.lower_ in self._done_to:
            return True
        return True if passive and self._is_theirs(noun, sentence) else None

    def _is_theirs(self, noun: Token, sentence: Sentence) -> bool:
        """Whether something is the person's: "her script was stopped"."""
        return any(
            child.dep_ == "nmod:poss" and self._people.who(child, sentence) is Who.PERSON
            for child in noun.children
        )

    def _is_denied(self, verb: Token) -> bool:
        """Whether a verb says what somebody does not or cannot do; not to want is to decide."""
        if verb.lower_ in self._deciding:
            return False
        nodes = [verb]
        if verb.dep_ == "xcomp":
            nodes.append(verb.head)
            if verb.head.lower_ in self._no_act or verb.head.lower_ in self._negation:
                return True
        return any(
            child.lower_ in self._negation
            for node in nodes
            for child in node.children
            if child.dep_ in ("advmod", "aux", "det", "cc:preconj")
        )

    def _reaches(self, verb: Token, sentence: Sentence) -> bool:
        """Whether a verb has the person as its object."""
        for child in verb.children:
            if child.dep_ not in _OBJECTS:
                continue
            if child.dep_ == "obl":
                case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
                if case not in ("to", "on"):
                    continue
            if self._people.who(child, sentence) is Who.PERSON:
                return True
        return False

    def _may(self, verb: Token) -> bool:
        """Whether a verb says what might be: "could be hurt"."""
        return any(child.lower_ in ("could", "may", "might", "would") for child in verb.children)

    def _by(self, verb: Token, sentence: Sentence) -> Who | None:
        for child in verb.children:
            if child.dep_ == "obl:agent":
                return self._people.who(child, sentence)
        return None


def _quoted(doc: Doc) -> frozenset[int]:
    """Tokens between quotation marks; what is said there is not the writer's."""
    inside, found = False, []
    for token in doc:
        if token.text in _QUOTES:
            inside = not inside
        elif inside:
            found.append(token.i)
    return frozenset(found)


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ == "aux:pass" for child in verb.children):
        return True
    # "has been re-educated" is more than the parser knows.
    return verb.lower_.endswith("ed") and any(
        child.dep_ == "aux" and child.lower_ in ("been", "being") for child in verb.children
    )


def _is_finite(verb: Token) -> bool:
    """Whether a verb that has no subject tells what somebody did or does ("Refused meds")."""
    if verb.lower_.endswith("ing") or "Imp" in morph(verb, "Mood"):
        return False
    return "Fin" in morph(verb, "VerbForm") or ("Past" in morph(verb, "Tense") and verb.i == 0)


def _is_to_do(verb: Token) -> bool:
    """Whether a verb says what is still to be done: "Staff to carry out room checks"."""
    return verb.dep_ != "xcomp" and any(
        child.dep_ == "mark" and child.lower_ == "to" for child in verb.children
    )
