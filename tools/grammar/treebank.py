"""Read Universal Dependencies files and turn their trees into spaCy documents.

A tree is kept as a list of `Word`s that point at one another (not at indices), so that the
augmenter can drop and insert words without renumbering.

Source of the format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

EWT = "en_ewt-{split}.conllu.gz"
GUM = "en_gum-ccby-train.conllu.gz"

# Every tenth GUM document (by sorted name) is held out and never trained on.
GUM_HELD_OUT_EVERY = 10

# What the linter asks of a word. Number and person of verbs other than "-s" forms follow the
# subject and not the word: asking for them would waste capacity of a small model.
_KEPT_FEATURES: dict[str, frozenset[str]] = {
    "NOUN": frozenset({"Number"}),
    "PROPN": frozenset({"Number"}),
    "PRON": frozenset({"Case", "Gender", "Number", "Person", "Poss", "PronType", "Reflex"}),
    "DET": frozenset({"Definite", "PronType", "Poss"}),
    "ADJ": frozenset({"Degree"}),
    "ADV": frozenset({"Degree"}),
    "VERB": frozenset({"Mood", "Tense", "VerbForm", "Voice"}),
    "AUX": frozenset({"Mood", "Tense", "VerbForm"}),
    "NUM": frozenset({"NumType"}),
    "PART": frozenset({"Polarity"}),
}

_HYPHENATED = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+$")


@dataclass(eq=False, slots=True)
class Word:
    """One syntactic word of a tree; `head` is None for the root."""

    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    dep: str
    head: Word | None = None
    space: bool = True


@dataclass(slots=True)
class Tree:
    """One sentence: words in order, and the name of the document it came from."""

    words: list[Word]
    document: str = ""
    # Filled lazily by the augmenter, None after an edit.
    _children: dict[int, list[Word]] | None = field(default=None, repr=False)

    def children(self, word: Word) -> list[Word]:
        """Direct dependents in sentence order."""
        if self._children is None:
            table: dict[int, list[Word]] = {}
            for other in self.words:
                if other.head is not None:
                    table.setdefault(id(other.head), []).append(other)
            self._children = table
        return self._children.get(id(word), [])

    def subtree(self, word: Word) -> list[Word]:
        """The word and everything below it, in sentence order."""
        seen = {id(word)}
        stack = [word]
        while stack:
            for child in self.children(stack.pop()):
                if id(child) not in seen:
                    seen.add(id(child))
                    stack.append(child)
        return [other for other in self.words if id(other) in seen]

    def edited(self) -> None:
        """Forget cached structure after words were changed."""
        self._children = None

    def copy(self) -> Tree:
        """An independent copy, safe to edit."""
        twins = {
            id(w): Word(w.text, w.lemma, w.upos, w.xpos, w.feats, w.dep, None, w.space)
            for w in self.words
        }
        for word in self.words:
            if word.head is not None:
                twins[id(word)].head = twins[id(word.head)]
        return Tree([twins[id(w)] for w in self.words], self.document)

    @property
    def text(self) -> str:
        """The surface text."""
        return "".join(w.text + (" " if w.space else "") for w in self.words).strip()


def thin_features(upos: str, xpos: str, feats: str) -> str:
    """Keep the features the linter uses, and those both treebanks annotate alike."""
    if feats == "_" or not feats:
        return ""
    pairs = dict(pair.split("=", 1) for pair in feats.split("|"))
    kept = {k: v for k, v in pairs.items() if k in _KEPT_FEATURES.get(upos, frozenset())}
    if upos in ("VERB", "AUX") and xpos == "VBZ":
        kept.update(Number="Sing", Person="3")
    if upos == "ADV" and kept.get("Degree") == "Pos":
        del kept["Degree"]
    if upos == "PRON" and kept.get("Person") == "2":
        kept.pop("Number", None)
    return "|".join(f"{k}={v}" for k, v in sorted(kept.items()))


def read_conllu(path: Path) -> Iterator[Tree]:
    """Trees of one `.conllu` or `.conllu.gz` file.

    Empty nodes (`8.1`) are dropped; a multiword range (`1-2 don't`) only says that its parts
    are written together and whether a space follows.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    document = ""
    rows: list[list[str]] = []
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line.split(" = ", 1)[1]
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield _tree_of_rows(rows, document)
                rows = []
    if rows:
        yield _tree_of_rows(rows, document)


def _tree_of_rows(rows: Sequence[list[str]], document: str) -> Tree:
    """Build one tree from the ten-column rows of a sentence."""
    words: dict[str, Word] = {}
    heads: dict[str, str] = {}
    spaces: dict[int, bool] = {}
    for row in rows:
        number, misc = row[0], row[9]
        glued = "SpaceAfter=No" in misc.split("|")
        if "." in number:
            continue
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            spaces.update(dict.fromkeys(range(first, last), False))
            spaces[last] = not glued
            continue
        dep = "ROOT" if row[6] == "0" else row[7]
        words[number] = Word(
            text=row[1],
            lemma=row[2],
            upos=row[3],
            xpos=row[4],
            feats=thin_features(row[3], row[4], row[5]),
            dep=dep,
            space=not glued,
        )
        heads[number] = row[6]
    for number, word in words.items():
        word.head = words.get(heads[number])
        word.space = spaces.get(int(number), word.space)
    return Tree(list(words.values()), document)


def load_split(treebank: Path, split: str) -> list[Tree]:
    """Trees of a split: `train`, `dev`, `test` (EWT) or `gum-held-out`.

    `train` is EWT train plus the GUM documents that are not held out.
    """
    if split in ("dev", "test"):
        return list(read_conllu(treebank / EWT.format(split=split)))
    gum = list(read_conllu(treebank / GUM))
    names = sorted({tree.document for tree in gum})
    held_out = set(names[::GUM_HELD_OUT_EVERY])
    if split == "gum-held-out":
        return [tree for tree in gum if tree.document in held_out]
    if split == "train":
        ewt = list(read_conllu(treebank / EWT.format(split="train")))
        trees = ewt + [tree for tree in gum if tree.document not in held_out]
        for tree in trees:
            split_at_hyphens(tree)
        return trees
    raise ValueError(f"no such split: {split}")


def split_at_hyphens(tree: Tree) -> None:
    """Cut words where spaCy's tokenizer does and the treebank does not ("non-compliant").

    The treebanks keep a few prefixes on their word. The last part stays the head and keeps tag and
    features; the parts before it get what English-EWT gives to a free-standing prefix.
    """
    for word in list(tree.words):
        if not _HYPHENATED.match(word.text) or word.upos in ("PUNCT", "X"):
            continue
        *front, last = word.text.split("-")
        place = tree.words.index(word)
        word.text = last
        pieces: list[Word] = []
        for part in front:
            upos, dep = ("ADV", "advmod") if part.lower() == "non" else ("X", "compound")
            pieces.append(Word(part, part.lower(), upos, "AFX", "", dep, word, space=False))
            pieces.append(Word("-", "-", "PUNCT", "HYPH", "", "punct", word, space=False))
        tree.words[place:place] = pieces
    tree.edited()


def to_doc(vocab: Vocab, trees: Iterable[Tree]) -> Doc:
    """One gold spaCy document of one or more trees (word counts n: all arrays have length n)."""
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    morphs: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[bool | int | None] = []
    for tree in trees:
        offset = len(words)
        place = {id(w): offset + i for i, w in enumerate(tree.words)}
        for i, word in enumerate(tree.words):
            words.append(word.text)
            spaces.append(word.space)
            pos.append(word.upos)
            morphs.append(word.feats)
            heads.append(place[id(word)] if word.head is None else place[id(word.head)])
            deps.append(word.dep)
            starts.append(i == 0)
        # Sentences of one document are always apart by a space.
        spaces[-1] = True
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=pos,
        morphs=morphs,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )
