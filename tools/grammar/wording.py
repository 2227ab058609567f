"""Make words for trees: inflected, in several pieces where the tokenizer cuts, with features."""

from __future__ import annotations

import functools
import itertools
import random

from domain import BARE_ROLES, FIRST_NAMES, IRREGULAR_PLURALS, PERSON_NOUNS, SURNAMES, TITLES
from lemminflect import getInflection
from treebank import Word

# Features after `treebank.thin_features`, by Penn tag.
FEATURES = {
    "NN": "Number=Sing",
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "JJ": "Degree=Pos",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "MD": "VerbForm=Fin",
}
GERUND = "VerbForm=Ger"
IMPERATIVE = "Mood=Imp|VerbForm=Fin"
PASSIVE_PARTICIPLE = "Tense=Past|VerbForm=Part|Voice=Pass"
_UPOS = {"N": "NOUN", "J": "ADJ", "V": "VERB", "M": "AUX"}

# What stands before the hyphen, and how English-EWT attaches it.
_PREFIXES = {
    "self": ("NOUN", "NN", "compound"),
    "non": ("ADV", "RB", "advmod"),
    "ex": ("X", "AFX", "compound"),
    "re": ("X", "AFX", "compound"),
    "co": ("X", "AFX", "compound"),
    "able": ("ADJ", "JJ", "compound"),
    "bed": ("NOUN", "NN", "obl:unmarked"),
    "wheelchair": ("NOUN", "NN", "obl:unmarked"),
}
_AN_EXCEPTIONS = ("uni", "use", "usu", "eu", "one", "once", "uti", "u-")
_A_EXCEPTIONS = ("hour", "honest", "honour", "heir")
_SPELLED_WITH_AN = frozenset("AEFHILMNORSX")


@functools.cache
def inflect(lemma: str, tag: str) -> str:
    """The form of a lemma for a Penn tag; of a compound, the last part is inflected."""
    for mark in ("-", "_"):
        if mark in lemma:
            front, _, last = lemma.rpartition(mark)
            return f"{front}{mark}{inflect(last, tag)}"
    if tag in ("NN", "JJ", "VB", "VBP"):
        return lemma
    if tag == "NNS" and lemma in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[lemma]
    forms = getInflection(lemma, tag=tag)
    if forms:
        return str(forms[0])
    return lemma + {"NNS": "s", "VBZ": "s", "VBG": "ing"}.get(tag, "ed")


def word(
    text: str, upos: str, xpos: str, dep: str = "dep", head: Word | None = None, feats: str = ""
) -> Word:
    """A single word."""
    return Word(text, text.lower(), upos, xpos, feats, dep, head)


def phrase(lemma: str, tag: str, dep: str, head: Word | None = None) -> list[Word]:
    """The tokens of a domain word, the head last ("self", "-", "harm"; "service", "users")."""
    form = inflect(lemma, tag)
    upos = _UPOS[tag[0]]
    hyphen = "-" in form
    parts = form.split("-") if hyphen else form.split("_")
    last = Word(parts[-1], lemma, upos, tag, FEATURES[tag], dep, head)
    words: list[Word] = []
    for part in parts[:-1]:
        if part in _PREFIXES:
            front_upos, front_xpos, front_dep = _PREFIXES[part]
        elif tag == "JJ" and not hyphen:
            front_upos, front_xpos, front_dep = "ADV", "RB", "advmod"
        else:
            front_upos, front_xpos, front_dep = "NOUN", "NN", "compound"
        if part in ("rough", "mental"):
            front_upos, front_xpos, front_dep = "ADJ", "JJ", "amod"
        features = FEATURES["NN"] if front_upos == "NOUN" else ""
        if front_upos == "ADJ":
            features = FEATURES["JJ"]
        words.append(Word(part, part, front_upos, front_xpos, features, front_dep, last))
        if hyphen:
            words[-1].space = False
            words.append(Word("-", "-", "PUNCT", "HYPH", "", "punct", last, space=False))
    return [*words, last]


def initials(rng: random.Random) -> str:
    """Initials such as "JB", "K" or "T."."""
    letters = "ABCDEFGHJKLMNPRSTVWYZ"
    kind = rng.random()
    if kind < 0.6:
        return rng.choice(letters) + rng.choice(letters)
    if kind < 0.8:
        return rng.choice(letters.replace("A", ""))
    return rng.choice(letters) + "."


def proper(text: str, dep: str, head: Word | None) -> Word:
    """A name."""
    return Word(text, text, "PROPN", "NNP", "Number=Sing", dep, head)


def person(rng: random.Random, dep: str, head: Word | None) -> tuple[list[Word], Word]:
    """Somebody in the singular, as notes name people: the words, and which of them is the head."""
    kind = rng.random()
    if kind < 0.28:
        name = proper(initials(rng), dep, head)
        return [name], name
    if kind < 0.46:
        letter = initials(rng)[0] + rng.choice(("", "", "."))
        name = proper(letter if rng.random() < 0.75 else rng.choice(SURNAMES), dep, head)
        return [
            Word(t := rng.choice(TITLES), t, "PROPN", "NNP", "Number=Sing", "nmod:desc", name),
            name,
        ], name
    if kind < 0.56:
        name = proper(rng.choice(FIRST_NAMES), dep, head)
        if rng.random() < 0.3:
            return [name, proper(rng.choice(SURNAMES), "flat", name)], name
        return [name], name
    if kind < 0.84:
        role = rng.choice(BARE_ROLES)
        xpos = "NN"
        noun = Word(role, role, "NOUN", xpos, FEATURES[xpos], dep, head)
        return [noun], noun
    words = phrase(rng.choice(PERSON_NOUNS), "NN", dep, head)
    the = article("the", words[-1])
    return [the, *words], words[-1]


def article(text: str, head: Word) -> Word:
    """`the`, `a` or `an`."""
    definite = "Def" if text.lower() == "the" else "Ind"
    return Word(text, text, "DET", "DT", f"Definite={definite}|PronType=Art", "det", head)


def takes_an(following: str) -> bool:
    """Whether "an" stands before the word, by a rule of thumb on its first letters."""
    lowered = following.lower()
    if following.isupper() and 1 <= len(following) <= 4:
        return following[0] in _SPELLED_WITH_AN
    if lowered.startswith(_A_EXCEPTIONS):
        return True
    return lowered[:1] in set("aeiou") and not lowered.startswith(_AN_EXCEPTIONS)


def repair_articles(words: list[Word]) -> None:
    """Make every "a" and "an" agree with the word after it."""
    for this, following in itertools.pairwise(words):
        if this.xpos == "DT" and this.text.lower() in ("a", "an"):
            wanted = "an" if takes_an(following.text) else "a"
            if this.text.lower() != wanted:
                this.text = wanted.capitalize() if this.text[0].isupper() else wanted


def capitalise_first(words: list[Word]) -> None:
    """Give the sentence its capital."""
    if words and words[0].text[:1].islower():
        words[0].text = words[0].text[0].upper() + words[0].text[1:]
