"""What an entry offers in its own examples, and in sentences made from them.

An option is written once and stands in many sentences. From each example others are made: of several
people, of the reader, denied, of what may be, in a rule. The making is rough (a subject is exchanged, a verb
put into another form); it shows how options read, not what people write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from strengthlint.diagnostic import Diagnostic, Standing
from strengthlint.document import Document
from strengthlint.lexicon.entry import Entry, Expectation
from strengthlint.lexicon.inflection import inflect_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from strengthlint.linter import Linter

__all__ = ["Offer", "made_from", "offers", "offers_text"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered in one sentence.

    Attributes:
        code: The code of the entry that speaks.
        made: How the sentence was made ("several", "you", "not", "may", "rule"), or "" for an example.
        diagnostic: What is said, with its suggestions.
    """

    code: str
    made: str
    diagnostic: Diagnostic


def offers(linter: Linter, entries: Sequence[Entry], *, every: bool = True) -> Iterator[Offer]:
    """What entries offer in their flagged examples and in sentences made from them.

    Args:
        linter: In which the entries speak.
        entries: Whose examples.
        every: Whether sentences are made of every example, or only of the first of each entry.
    """
    from strengthlint.engine import Engine

    engine = Engine(linter.lexicon)
    texts: list[tuple[str, str, str]] = []
    for entry in entries:
        for number, example in enumerate(entry.examples_of(Expectation.FLAG)):
            text = " ".join(example.text.split())
            if not text:
                continue
            texts.append((entry.code, "", text))
            if every or number == 0:
                texts += [(entry.code, *made) for made in made_from(engine.read(text))]
    reports = linter.check_documents([Document.of_paragraph(text) for _, _, text in texts])
    for (code, made, _), report in zip(texts, reports, strict=True):
        for diagnostic in report.diagnostics:
            if diagnostic.code == code and diagnostic.standing is Standing.OPEN:
                yield Offer(code, made, diagnostic)


def offers_text(found: Iterable[Offer]) -> str:
    """Sentences with the flagged words marked, and below each what is offered."""
    lines: list[str] = []
    code = ""
    for offer in found:
        if offer.code != code:
            code = offer.code
            lines.append(f"{'' if not lines else chr(10)}{code} {offer.diagnostic.name}")
        excerpt = offer.diagnostic.excerpt
        text, start, end = excerpt.text, excerpt.start, excerpt.end
        made = f"({offer.made}) " if offer.made else ""
        lines.append(f"  {made}{text[:start]}=={text[start:end]}=={text[end:]}")
        if offer.diagnostic.ask:
            lines.append(f"      ? {offer.diagnostic.ask}")
        for suggestion in offer.diagnostic.suggestions:
            lines.append(
                f"      {'=' if suggestion.kind.value == 'swap' else '-'} {suggestion.text}"
            )
    return "\n".join(lines) + "\n" if lines else ""


# Sentences made from an example

_BE = {
    "is": "are",
    "was": "were",
    "are": "are",
    "were": "were",
    "'s": "are",
    "’s": "are",
    "am": "are",
}
_PLURAL = {
    **_BE,
    "has": "have",
    "does": "do",
    "had": "had",
    "did": "did",
    "have": "have",
    "do": "do",
}
_BASE = {**dict.fromkeys(_BE, "be"), "has": "have", "had": "have", "have": "have"}


def made_from(doc: Doc) -> Iterator[tuple[str, str]]:
    """Other sentences made from one with a subject and a verb, each with how it was made."""
    found = _clause(doc)
    if found is None:
        return
    first, last, verb = found
    before, between = _text(doc, 0, first), _text(doc, last, verb.i)
    rest = _text(doc, verb.i + 1, len(doc))
    plural, base = _plural(verb), _base(verb)
    gap = " " if verb.whitespace_ else ""
    if plural:
        yield "several", _sentence(before, "The tenants", between, plural + gap + rest)
        yield "you", _sentence(before, "You", between, plural + gap + rest)
    if base and verb.pos_ != "AUX":
        yield "not", _sentence(before, "She", between, f"did not {base}{gap}{rest}")
    elif plural in ("are", "were"):
        yield "not", _sentence(before, "She", between, f"was not{gap}{rest}")
    if base:
        yield "may", _sentence(before, "She", between, f"may {base}{gap}{rest}")
        rule = f"may {base}{gap}{rest}"
        yield "rule", _sentence(before, "People who use the service", between, rule)


def _sentence(before: str, subject: str, between: str, rest: str) -> str:
    subject = subject if not before else subject[:1].lower() + subject[1:]
    return f"{before}{subject} {between}{rest}".strip()


def _clause(doc: Doc) -> tuple[int, int, Token] | None:
    """The first and last token of the subject (half-open) and the finite verb of the main clause."""
    root = next((token for token in doc if token.head == token and token.pos_ != "PUNCT"), None)
    if root is None:
        return None
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None or subject.i > root.i:
        return None
    verbs = [c for c in root.children if c.dep_ in ("aux", "aux:pass", "cop") and c.i > subject.i]
    verb = min([*verbs, root], key=lambda token: token.i)
    span = [token.i for token in subject.subtree if token.i < verb.i]
    if verb.pos_ not in ("VERB", "AUX") or not span or max(span) - min(span) + 1 != len(span):
        return None
    if verb.lower_ in ("n't", "n’t") or not verb.text.isalpha():
        return None
    return min(span), max(span) + 1, verb


def _plural(verb: Token) -> str:
    lower = verb.lower_
    if lower in _PLURAL:
        return _PLURAL[lower]
    if verb.pos_ == "AUX" or lower.endswith("ed") or not lower.endswith("s"):
        return lower
    return _lemma(lower)


def _base(verb: Token) -> str:
    """The form behind "may"; "" where a helping verb would have to go."""
    lower = verb.lower_
    if lower in _BASE:
        return _BASE[lower]
    return "" if verb.pos_ == "AUX" else _lemma(lower)


def _lemma(word: str) -> str:
    from lemminflect import getLemma

    found = getLemma(word, "VERB")
    return str(found[0]) if found else inflect_verb(word, "VB")


def _text(doc: Doc, first: int, last: int) -> str:
    return "".join(doc[index].text_with_ws for index in range(first, last))
