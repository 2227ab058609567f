"""Word forms: what `fail~` and `addict(s)` stand for, and which article a word takes.

The dictionary is lemminflect (MIT; the NIH Specialist lexicon plus rules for unknown words). It takes
a second to load, so it is used when a lexicon is compiled and hardly ever in a run.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "TAGS",
    "article",
    "inflect_noun",
    "inflect_verb",
    "is_verb_only",
    "noun_forms",
    "told_now",
    "verb_forms",
]

TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
"""The forms of a verb, as the Penn Treebank calls them."""

# The tokenizer cuts contractions in two and lemminflect knows whole words only, so the forms that
# stand before n't, and the short forms behind a pronoun, are added here.
_CONTRACTED: dict[str, tuple[str, ...]] = {
    "be": ("am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"),
    "have": ("'s", "’s", "'ve", "’ve", "'d", "’d"),
    "can": ("ca", "could"),
    "will": ("wo", "would", "'ll", "’ll"),
    "shall": ("sha", "should"),
    "do": ("does", "did", "doing", "done"),
    "may": ("might",),
}
_BRITISH = {"gotten": "got"}
_AN = re.compile(r"(?!uni|us[eiu]|eu|one\b|once|ur[aeiou])[aeiou]|h(?:our|onest|onou?r|eir)")
_VOWEL_GROUPS = re.compile(r"[aeiouy]+")


@cache
def verb_forms(lemma: str) -> tuple[str, ...]:
    """Every form of a verb, the lemma first.

    >>> verb_forms("suffer")
    ('suffer', 'suffering', 'suffered', 'suffers')
    """
    found = [lemma, *(word for words in _inflections(lemma, "VERB").values() for word in words)]
    found += _CONTRACTED.get(lemma, ())
    found += [double for word in found if (double := _british(lemma, word))]
    return tuple(dict.fromkeys(found))


@cache
def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun.

    >>> noun_forms("addict")
    ('addict', 'addicts')
    """
    if lemma == "person":
        # lemminflect also knows the lawyers' "persons"; people write both.
        return ("person", "people", "persons")
    plural = _inflections(lemma, "NOUN").get("NNS", ()) or _unknown(lemma, "NOUN").get("NNS", ())
    return tuple(dict.fromkeys((lemma, *plural)))


@cache
def inflect_verb(lemma: str, tag: str) -> str:
    """One form of a verb, by Penn Treebank tag (VB, VBD, VBG, VBN, VBP, VBZ).

    "be" has its irregular agreement: VBD gives "was"; the caller knows when it needs "were".
    """
    if lemma == "be":
        return {"VBD": "was", "VBP": "are", "VBZ": "is", "VBN": "been", "VBG": "being"}.get(
            tag, "be"
        )
    if tag == "VBP":
        return lemma
    forms = _inflections(lemma, "VERB")
    # A regular verb has one form for both; lemminflect names it once.
    words = forms.get(tag) or (forms.get("VBD") if tag == "VBN" else ()) or ()
    if not words:
        return lemma
    return _british(lemma, words[0]) or _BRITISH.get(words[0], words[0])


@cache
def inflect_noun(lemma: str, plural: bool) -> str:
    """The singular or plural of a noun.

    >>> inflect_noun("person", plural=True)
    'people'
    """
    if not plural:
        return lemma
    forms = noun_forms(lemma)
    return forms[1] if len(forms) > 1 else lemma


_MARKED = re.compile(r"([A-Za-z]+)~")
_SINGULAR = {"be": "is", "do": "does", "go": "goes", "have": "has"}


def told_now(text: str) -> str:
    """A text with its marked verbs in the present, by their spelling alone, so that nothing is loaded.

    >>> told_now("what be~ said, and what come~ of it")
    'what is said, and what comes of it'
    """

    def present(match: re.Match[str]) -> str:
        lemma = match[1]
        if lemma in _SINGULAR:
            return _SINGULAR[lemma]
        if re.search(r"(?:s|x|z|ch|sh)$", lemma):
            return f"{lemma}es"
        return re.sub(r"([^aeiou])y$", r"\1ie", lemma) + "s"

    return _MARKED.sub(present, text)


def is_verb_only(form: str) -> bool:
    """Whether a word form is a form of a verb and of nothing else."""
    from lemminflect import getAllLemmas

    readings = set(getAllLemmas(form))
    return bool(readings) and readings <= {"VERB", "AUX"}


def article(word: str) -> str:
    """The indefinite article that a word takes: "a" or "an".

    A rule for the few words that suggestions start with; a test holds it against the library inflect,
    whose import alone takes two seconds.
    """
    return "an" if _AN.match(word.lower()) else "a"


def _inflections(lemma: str, pos: str) -> dict[str, tuple[str, ...]]:
    from lemminflect import getAllInflections

    known: dict[str, tuple[str, ...]] = getAllInflections(lemma, pos)
    return known or _unknown(lemma, pos)


def _unknown(lemma: str, pos: str) -> dict[str, tuple[str, ...]]:
    """What the rules make of a word that the dictionary does not inflect."""
    from lemminflect import getAllInflectionsOOV

    forms: dict[str, tuple[str, ...]] = getAllInflectionsOOV(lemma, pos)
    return forms


def _british(lemma: str, word: str) -> str:
    """The British doubling of l ("labelled"), or "" where there is none."""
    short = re.search(r"[^aeiou][aeiou]l$", lemma) and len(_VOWEL_GROUPS.findall(lemma)) > 1
    if short and word in (f"{lemma}ed", f"{lemma}ing"):
        return f"{lemma}l{word[len(lemma) :]}"
    return ""
