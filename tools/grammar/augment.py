"""Make training trees look like case notes, and put domain words into them.

Every edit keeps the tree whole: a word is dropped only when nothing (but punctuation) depends on
it, and a word is replaced by a word of the same tag and frame.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import domain
from domain import listed
from treebank import Tree, Word

from notes import NoteWriter
from wording import (
    FEATURES,
    article,
    capitalise_first,
    inflect,
    person,
    phrase,
    repair_articles,
)

# Chance that a tree of the treebank is left as it is.
PLAIN = 0.35
# Sentences written from scratch, in relation to the number of treebank sentences.
WRITTEN = 0.12

# Of the rest, the chance of each edit. Several may fall on one tree.
SUBSTITUTE = 0.50
SUBSTITUTE_WORD = 0.35
RENAME = 0.30
NOMINALISE = 0.35
ADD_ADJECTIVE = 0.06
DROP_SUBJECT = 0.35
DROP_FUNCTION_WORDS = 0.12
BRITISH = 0.40
PRESENT = 0.40
BULLET = 0.02
DATE = 0.015
CURLY = 0.10
ABBREVIATE = 0.06
DROP_STOP = 0.22
LOWER_CASE = 0.18
UPPER_CASE = 0.012
SHOUT_WORDS = 0.03

_SUBJECT_DEPS = ("nsubj", "nsubj:pass")
_SKIPPED_VERBS = frozenset(listed("be have do get go let use like thank see say tell make want"))
_SKIPPED_ADJECTIVES = frozenset(
    listed("""
    other same such many few much more less last first second next own able unable sure due
    likely only
    several different various previous certain whole entire open old new right""")
)
_PEOPLE_PRONOUNS = frozenset(("he", "she", "him", "her"))


class Augmenter:
    """One epoch's worth of altered trees, from one random source."""

    def __init__(self, trees: Sequence[Tree], rng: random.Random) -> None:
        """Take the treebank's trees, which are never altered themselves."""
        self.trees = trees
        self.rng = rng

    def epoch(self) -> Iterator[Tree]:
        """Every treebank tree once, plain or altered, with written notes in between."""
        writer = NoteWriter(self.rng)
        for tree in self.trees:
            yield self.alter(tree) if self.rng.random() >= PLAIN else tree
            if self.rng.random() < WRITTEN:
                yield self.surface(writer.write())

    def alter(self, original: Tree) -> Tree:
        """An altered copy."""
        tree = original.copy()
        edits: list[tuple[float, Callable[[Tree], None]]] = [
            (BRITISH, self.make_british),
            (NOMINALISE, self.nominalise),
            (PRESENT, make_present),
            (SUBSTITUTE, self.substitute),
            (ADD_ADJECTIVE, self.add_adjective),
            (DROP_SUBJECT, self.drop_subject),
            (RENAME, self.rename_people),
            (DROP_FUNCTION_WORDS, self.drop_function_words),
        ]
        for chance, edit in edits:
            if self.rng.random() < chance:
                edit(tree)
                tree.edited()
        return self.surface(tree)

    def surface(self, tree: Tree) -> Tree:
        """Changes of the outer form: bullets, dates, capitals, final stop, quotation marks."""
        edits: list[tuple[float, Callable[[Tree], None]]] = [
            (DATE, self.add_date),
            (BULLET, self.add_bullet),
            (DROP_STOP, drop_final_stop),
            (CURLY, make_curly),
            (ABBREVIATE, abbreviate),
            (SHOUT_WORDS, self.shout_words),
        ]
        for chance, edit in edits:
            if self.rng.random() < chance:
                edit(tree)
                tree.edited()
        kind = self.rng.random()
        if kind < LOWER_CASE:
            lower_case(tree)
        elif kind < LOWER_CASE + UPPER_CASE:
            for each in tree.words:
                each.text = each.text.upper()
        return tree

    # --- words -----------------------------------------------------------------------------

    def make_british(self, tree: Tree) -> None:
        """British spelling for American."""
        for each in tree.words:
            lowered = each.text.lower()
            new = domain.BRITISH.get(lowered)
            if new is None and each.upos in ("VERB", "NOUN") and len(lowered) > 6:
                for american, british in (("iz", "is"), ("yz", "ys")):
                    for ending in ("e", "es", "ed", "ing", "ation"):
                        if lowered.endswith(american + ending):
                            new = lowered[: -len(american + ending)] + british + ending
            if new is not None:
                each.text = _cased_like(each.text, new)

    def substitute(self, tree: Tree) -> None:
        """Put domain words in place of words of the same tag and frame."""
        touched = False
        for each in list(tree.words):
            if self.rng.random() >= SUBSTITUTE_WORD:
                continue
            if each.upos == "VERB" and each.xpos.startswith("VB"):
                lemma = self._verb_for(tree, each)
            elif each.upos == "NOUN" and each.xpos in ("NN", "NNS"):
                lemma = self._noun_for(tree, each)
            elif each.upos == "ADJ" and each.xpos == "JJ":
                lemma = self._adjective_for(tree, each)
            else:
                continue
            if lemma is not None:
                self._replace(tree, each, lemma)
                touched = True
        if touched:
            self._finish(tree)

    def _verb_for(self, tree: Tree, verb: Word) -> str | None:
        """A verb of the same frame, or None where the frame is unclear."""
        if verb.lemma in _SKIPPED_VERBS or not verb.text.isalpha():
            return None
        children = tree.children(verb)
        deps = {child.dep for child in children}
        if deps & {"iobj", "expl", "csubj", "compound:prt", "compound", "nsubj:outer", "fixed"}:
            return None
        choose = self.rng.choice
        if "Voice=Pass" in verb.feats or "aux:pass" in deps:
            return choose(domain.PASSIVE) if not deps & {"obj", "ccomp", "xcomp"} else None
        if verb.dep == "amod":
            return None
        if "ccomp" in deps:
            later = [c for c in children if c.dep == "ccomp"]
            before = tree.words.index(later[0]) < tree.words.index(verb)
            return choose(domain.CLAUSAL) if not before and "obj" not in deps else None
        if "xcomp" in deps:
            complement = next(c for c in children if c.dep == "xcomp")
            to = any(c.xpos == "TO" for c in tree.children(complement))
            if not to:
                return None
            return choose(domain.OBJECT_CONTROL if "obj" in deps else domain.INFINITIVAL)
        if "obj" in deps:
            return choose(domain.TRANSITIVE)
        # A gap ("the help he needs") makes a transitive verb look intransitive.
        if verb.dep == "acl:relcl" and not any(
            c.dep == "nsubj" and c.lemma in ("who", "that", "which") for c in children
        ):
            return None
        if verb.dep == "acl" or not deps & set(_SUBJECT_DEPS):
            return None
        obliques = [c for c in children if c.dep == "obl" and tree.children(c)]
        if obliques and self.rng.random() < 0.6:
            case = tree.children(obliques[0])[0]
            if case.dep == "case" and case.upos == "ADP" and case.lemma != "by":
                preposition = choose(list(domain.PREPOSITIONAL))
                case.text = _cased_like(case.text, preposition)
                case.lemma = preposition
                return choose(domain.PREPOSITIONAL[preposition])
        return choose(domain.INTRANSITIVE)

    def _noun_for(self, tree: Tree, noun: Word) -> str | None:
        """A noun of the same number and kind (person, count or mass)."""
        if not noun.text.isalpha() or noun.dep in ("fixed", "obl:unmarked", "nmod:unmarked"):
            return None
        children = tree.children(noun)
        deps = {child.dep for child in children}
        if deps & {"flat", "fixed", "nmod:desc", "goeswith"}:
            return None
        if deps & {"nsubj", "cop"} and noun.lemma not in domain.PERSON_LEMMAS:
            return None
        choose = self.rng.choice
        if noun.lemma in domain.PERSON_LEMMAS:
            return choose(domain.PERSON_NOUNS)
        if noun.xpos == "NNS":
            return choose(domain.COUNT_NOUNS)
        if noun.dep == "compound":
            return choose(domain.MASS_NOUNS if self.rng.random() < 0.6 else domain.COUNT_NOUNS)
        determined = any(c.dep in ("det", "nummod") for c in children)
        return choose(domain.COUNT_NOUNS if determined else domain.MASS_NOUNS)

    def _adjective_for(self, tree: Tree, adjective: Word) -> str | None:
        """An adjective for an attribute, or a predicate without complements."""
        if adjective.lemma in _SKIPPED_ADJECTIVES or not adjective.text.isalpha():
            return None
        deps = {child.dep for child in tree.children(adjective)}
        if deps & {"obl", "xcomp", "ccomp", "advcl", "csubj", "det", "fixed", "expl", "compound"}:
            return None
        if adjective.dep == "amod" or "cop" in deps or adjective.dep in ("conj", "xcomp"):
            return self.rng.choice(domain.ADJECTIVES)
        return None

    def _replace(self, tree: Tree, old: Word, lemma: str) -> None:
        """Write the domain word where the old one stood; `old` stays the head of its tokens."""
        if old.xpos in FEATURES:
            pieces = phrase(lemma, old.xpos, old.dep)
        else:
            return
        for piece in pieces[:-1]:
            piece.head = old
        pieces[0].text = _cased_like(old.text, pieces[0].text)
        old.text = pieces[-1].text
        old.lemma = pieces[-1].lemma
        place = tree.words.index(old)
        tree.words[place:place] = pieces[:-1]
        tree.edited()

    def _finish(self, tree: Tree) -> None:
        """Articles after a change of words."""
        repair_articles(tree.words)

    def nominalise(self, tree: Tree) -> None:
        """Turn "the patients" into "the homeless", "the most vulnerable", "the young and poor"."""
        for noun in list(tree.words):
            if noun.xpos != "NNS" or noun.dep in ("compound", "ROOT", "fixed", "nmod:unmarked"):
                continue
            children = tree.children(noun)
            if any(c.dep not in ("det", "case", "punct", "amod", "conj", "cc") for c in children):
                continue
            is_person = noun.lemma in domain.PERSON_LEMMAS
            determiners = [c for c in children if c.dep == "det"]
            if determiners and determiners[0].text.lower() != "the":
                continue
            if not determiners and not is_person:
                continue
            attributes = [c for c in children if c.dep == "amod"]
            if any(tree.children(a) for a in attributes) or (
                not is_person and self.rng.random() < 0.7
            ):
                continue
            for attribute in attributes:
                _remove(tree, attribute)
            if not determiners:
                the = article("the", noun)
                the.text = _cased_like(noun.text, the.text)
                noun.text = noun.text.lower()
                tree.words.insert(tree.words.index(noun), the)
            noun.upos, noun.xpos, noun.feats = "ADJ", "JJ", FEATURES["JJ"]
            pieces = phrase(self.rng.choice(domain.NOMINALISED), "JJ", noun.dep)
            noun.text = noun.lemma = pieces[-1].text
            place = tree.words.index(noun)
            for piece in pieces[:-1]:
                piece.head = noun
            tree.words[place:place] = pieces[:-1]
            kind = self.rng.random()
            if kind < 0.15 and len(pieces) == 1:
                most = Word("most", "most", "ADV", "RBS", "Degree=Sup", "advmod", noun)
                tree.words.insert(place, most)
            elif kind < 0.27:
                _conjoin(tree, noun, self.rng.choice(domain.NOMINALISED).split("_")[-1])
            tree.edited()
            return

    def add_adjective(self, tree: Tree) -> None:
        """Such as "the people" becomes "the homeless people": the contrast to `nominalise`."""
        nouns = [
            w
            for w in tree.words
            if w.xpos in ("NN", "NNS")
            and any(c.dep == "det" for c in tree.children(w))
            and not any(c.dep in ("amod", "nummod", "compound") for c in tree.children(w))
        ]
        if nouns:
            noun = self.rng.choice(nouns)
            choices = domain.NOMINALISED if self.rng.random() < 0.6 else domain.ADJECTIVES
            pieces = phrase(self.rng.choice(choices), "JJ", "amod", noun)
            place = tree.words.index(noun)
            tree.words[place:place] = pieces
            self._finish(tree)

    # --- people ----------------------------------------------------------------------------

    def rename_people(self, tree: Tree) -> None:
        """Pronouns and names become initials, titles and role nouns."""
        for old in list(tree.words):
            lowered = old.text.lower()
            children = tree.children(old)
            if old.dep in ("flat", "compound", "vocative", "list", "reparandum", "goeswith"):
                continue
            if lowered in ("his", "her") and old.dep == "nmod:poss" and not children:
                if self.rng.random() < 0.3:
                    self._put_person(tree, old)
                    marker = Word("'s", "'s", "PART", "POS", "", "case", old, old.space)
                    old.space = False
                    tree.words.insert(tree.words.index(old) + 1, marker)
            elif any(c.dep not in ("case", "punct") for c in children):
                continue
            elif lowered in _PEOPLE_PRONOUNS and old.upos == "PRON":
                if self.rng.random() < 0.7:
                    self._put_person(tree, old)
            elif lowered in ("they", "them") and old.dep in (*_SUBJECT_DEPS, "obj"):
                if self.rng.random() < 0.4:
                    role = self.rng.choice(domain.BARE_ROLES_PLURAL)
                    old.upos, old.xpos, old.feats = "NOUN", "NNS", FEATURES["NNS"]
                    old.text = old.lemma = _cased_like(old.text, role)
            elif (
                old.upos == "PROPN"
                and old.dep in (*_SUBJECT_DEPS, "obj")
                and self.rng.random() < 0.4
            ):
                self._put_person(tree, old)
            tree.edited()

    def _put_person(self, tree: Tree, old: Word) -> None:
        """Replace a one-word person; `old` becomes the head of the new words."""
        words, head = person(self.rng, old.dep, old.head)
        if head.text.endswith(".") and not old.space:
            head.text = head.text[:-1]
        place = tree.words.index(old)
        opens = place == 0
        for each in words:
            if each is not head and each.head is head:
                each.head = old
        old.text, old.lemma = head.text, head.lemma
        old.upos, old.xpos, old.feats = head.upos, head.xpos, head.feats
        before = words[: words.index(head)]
        after = words[words.index(head) + 1 :]
        if after:
            after[-1].space, old.space = old.space, True
        tree.words[place : place + 1] = [*before, old, *after]
        # "pt denies" stands beside "Pt denies" in notes.
        if opens and self.rng.random() < 0.75:
            capitalise_first(tree.words)

    # --- telegraphic style -------------------------------------------------------------------

    def drop_subject(self, tree: Tree) -> None:
        """Such as "She was seen at home" becomes "Seen at home" or "Was seen at home"."""
        if not tree.words:
            return
        subject = tree.words[0]
        if (
            subject.upos != "PRON"
            or subject.dep not in _SUBJECT_DEPS
            or tree.children(subject)
            or subject.lemma not in ("I", "he", "she", "they", "we", "it")
            or len(tree.words) < 3
            or subject.head is None
        ):
            return
        following = tree.words[1]
        # "Think about it" is an instruction more often than a note.
        if following.xpos == "VBP" and following.upos == "VERB" and self.rng.random() < 0.8:
            return
        predicate = subject.head
        _remove(tree, subject)
        self._drop_auxiliary(tree, predicate, at_start=True)
        following = tree.words[0]
        if following.text[:1] in "'’" or following.text.lower() in ("n't", "n’t"):
            following.text = {"'s": "is", "'m": "am", "'re": "are", "'ve": "have"}.get(
                following.text.replace("’", "'"), "will"
            )
            following.space = True
        if self.rng.random() < 0.8:
            capitalise_first(tree.words)

    def _drop_auxiliary(self, tree: Tree, predicate: Word, at_start: bool) -> None:
        """Leave out a form of "be" (or "have") before its predicate."""
        for each in list(tree.words[: 1 if at_start else len(tree.words)]):
            if (
                each.upos == "AUX"
                and each.dep in ("aux", "aux:pass", "cop")
                and each.lemma in ("be", "have")
                and each.head is predicate
                and not tree.children(each)
                and (not at_start or self.rng.random() < 0.65)
            ):
                place = tree.words.index(each)
                if place + 1 < len(tree.words):
                    negation = tree.words[place + 1]
                    if negation.text.lower() in ("n't", "n’t", "nt"):
                        negation.text = "not"
                _remove(tree, each)
                return

    def drop_function_words(self, tree: Tree) -> None:
        """Leave out articles, and forms of "be" after a subject."""
        opened = tree.words[0].text[:1].isupper() if tree.words else False
        for each in list(tree.words):
            is_article = each.xpos == "DT" and each.dep == "det" and each.lemma in ("the", "a")
            # "the homeless" without its article would be another construction.
            if not is_article or each.head is None or each.head.upos == "ADJ":
                continue
            if self.rng.random() < 0.75 and not tree.children(each):
                _remove(tree, each)
        if self.rng.random() < 0.7:
            predicates = [
                w
                for w in tree.words
                if any(c.dep == "nsubj" or c.dep == "nsubj:pass" for c in tree.children(w))
            ]
            for predicate in predicates[:2]:
                self._drop_auxiliary(tree, predicate, at_start=False)
        if opened:
            capitalise_first(tree.words)

    # --- outer form ------------------------------------------------------------------------

    def add_bullet(self, tree: Tree) -> None:
        """Open with a list marker."""
        root = _root(tree)
        if root is not None and tree.words[0].upos != "PUNCT":
            mark = self.rng.choice("-•*–")
            tree.words.insert(0, Word(mark, mark, "PUNCT", ":", "", "punct", root))

    def add_date(self, tree: Tree) -> None:
        """Open with a date or a time."""
        root = _root(tree)
        if root is None or root.upos not in ("VERB", "ADJ"):
            return
        rng = self.rng
        date = f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(18, 26)}"
        first = Word(date, date, "NUM", "CD", "NumType=Card", "obl:unmarked", root)
        mark = rng.choice(("-", ":", "–", ""))
        start = [first]
        if mark:
            first.space = mark != ":"
            start.append(Word(mark, mark, "PUNCT", ":", "", "punct", first))
        tree.words[0:0] = start

    def shout_words(self, tree: Tree) -> None:
        """One to three words in capitals."""
        candidates = [w for w in tree.words if w.text.isalpha() and len(w.text) > 2]
        for each in self.rng.sample(candidates, min(len(candidates), self.rng.randint(1, 3))):
            each.text = each.text.upper()


def make_present(tree: Tree) -> None:
    """Past into present tense: treebanks hold few of the "-s" forms that notes are full of."""
    turned: set[int] = set()
    for verb in tree.words:
        if verb.xpos != "VBD" or verb.upos != "VERB" or not verb.text.isalpha():
            continue
        children = tree.children(verb)
        subjects = [c for c in children if c.dep == "nsubj"]
        if subjects:
            subject = subjects[0]
            if any(c.dep == "conj" for c in tree.children(subject)):
                continue
            singular = subject.xpos in ("NN", "NNP") or subject.lemma in ("he", "she", "it")
            plural = subject.xpos == "NNS" or subject.lemma in ("they", "we", "I", "you")
        else:
            # "came and left": the second verb goes with the first.
            singular = verb.dep == "conj" and verb.head is not None and id(verb.head) in turned
            plural = False
        if not singular and not plural:
            continue
        tag = "VBZ" if singular else "VBP"
        verb.text = _cased_like(verb.text, inflect(verb.lemma, tag))
        verb.xpos, verb.feats = tag, FEATURES[tag]
        if singular:
            turned.add(id(verb))


def drop_final_stop(tree: Tree) -> None:
    """Leave out the full stop at the end."""
    last = tree.words[-1]
    if len(tree.words) > 1 and last.text in (".", "!", "?") and not tree.children(last):
        _remove(tree, last)


def abbreviate(tree: Tree) -> None:
    """Short forms of notes."""
    for each in tree.words:
        short = domain.SHORT_FORMS.get(each.text)
        if short is not None:
            each.text = short


def lower_case(tree: Tree) -> None:
    """Everything in small letters."""
    for each in tree.words:
        each.text = each.text.lower()


def make_curly(tree: Tree) -> None:
    """Typographic apostrophes."""
    for each in tree.words:
        if each.upos in ("AUX", "PART", "PRON", "VERB"):
            each.text = each.text.replace("'", "’")


def _root(tree: Tree) -> Word | None:
    """The root of the sentence."""
    return next((w for w in tree.words if w.head is None), None)


def _remove(tree: Tree, gone: Word) -> None:
    """Take out a word that is not the root; what depends on it moves up."""
    if gone.head is None:
        return
    for child in tree.words:
        if child.head is gone:
            child.head = gone.head
    place = tree.words.index(gone)
    if place:
        before = tree.words[place - 1]
        before.space = before.space or gone.space
    del tree.words[place]
    tree.edited()


def _conjoin(tree: Tree, head: Word, adjective: str) -> None:
    """Add "and" with a second adjective after the first."""
    place = tree.words.index(head) + 1
    second = Word(adjective, adjective, "ADJ", "JJ", FEATURES["JJ"], "conj", head, head.space)
    conjunction = Word("and", "and", "CCONJ", "CC", "", "cc", second)
    head.space = True
    tree.words[place:place] = [conjunction, second]


def _cased_like(old: str, new: str) -> str:
    """The new word with the capitals of the old one."""
    if len(old) > 2 and old.isupper():
        return new.upper()
    if old[:1].isupper():
        return new[:1].upper() + new[1:]
    return new
