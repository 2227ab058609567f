"""Measure the grammar: on the treebank, on note-like variants of it, on probes, and its cost.

    python evaluate.py --treebank DIR --model DIR [--failing]

Prints one table. "gold words" gives the parser the treebank's own words; "raw text" lets spaCy's
tokenizer cut, as the linter does, and counts words cut otherwise as spaCy's scorer does.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
import yaml
from augment import Augmenter, drop_final_stop, lower_case
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example
from treebank import Tree, load_split, to_doc

HERE = Path(__file__).resolve().parent
PROBES = ("probes.yaml", "probes-held-out.yaml")
SEED = 7


@dataclass(frozen=True, slots=True)
class Figures:
    """Percentages of one run over one set of trees."""

    pos: float
    uas: float
    las: float
    trees: int


def measure(nlp: Language, trees: Iterable[Tree], gold_words: bool) -> Figures:
    """Accuracy of parts of speech, and unlabelled and labelled attachment (punctuation left out).

    One document per tree, as the linter parses.
    """
    references = [to_doc(nlp.vocab, [tree]) for tree in trees]
    if gold_words:
        inputs = [
            Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
            for doc in references
        ]
    else:
        inputs = [nlp.make_doc(doc.text) for doc in references]
    examples = [Example(x, y) for x, y in zip(nlp.pipe(inputs), references, strict=True)]
    scores = Scorer(nlp).score(examples)
    return Figures(
        100 * scores["pos_acc"], 100 * scores["dep_uas"], 100 * scores["dep_las"], len(examples)
    )


def variants(trees: list[Tree]) -> dict[str, list[Tree]]:
    """Note-like variants of a test set; where an edit does not apply, the tree is left out."""

    def edited(edit: Callable[[Augmenter, Tree], object]) -> list[Tree]:
        augmenter = Augmenter(trees, random.Random(SEED))
        changed = []
        for tree in trees:
            copy = tree.copy()
            before = copy.text
            edit(augmenter, copy)
            copy.edited()
            if copy.text != before:
                changed.append(copy)
        return changed

    return {
        "lower-cased": edited(lambda _, tree: lower_case(tree)),
        "no final stop": edited(lambda _, tree: drop_final_stop(tree)),
        "subject dropped": edited(lambda augmenter, tree: augmenter.drop_subject(tree)),
        "initials and roles": edited(lambda augmenter, tree: augmenter.rename_people(tree)),
        "domain words": edited(lambda augmenter, tree: augmenter.substitute(tree)),
    }


# --- probes ----------------------------------------------------------------------------------


def check_probe(doc: Doc, claim: str) -> bool:
    """Whether the reading holds a claim such as `JB pos=PROPN dep=nsubj head=suffers`."""
    name, *conditions = claim.split()
    word = _find(doc, name)
    return word is not None and all(_holds(doc, word, each) for each in conditions)


def _find(doc: Doc, name: str) -> Token | None:
    """The word of that form; `needs#2` is the second."""
    form, _, number = name.partition("#")
    found = [token for token in doc if token.text == form]
    place = int(number or 1) - 1
    return found[place] if place < len(found) else None


def _holds(doc: Doc, word: Token, condition: str) -> bool:
    """One `key=value` of a claim."""
    key, _, value = condition.partition("=")
    allowed = value.split("|")
    if key == "pos":
        return word.pos_ in allowed
    if key == "dep":
        return any(
            word.dep_ == each or (each.endswith("*") and word.dep_.startswith(each[:-1]))
            for each in allowed
        )
    if key == "head":
        return word.dep_ != "ROOT" and any(word.head == _find(doc, each) for each in allowed)
    if key == "feat":
        name, _, wanted = value.partition("=")
        return wanted in word.morph.get(name, [])
    raise ValueError(f"unknown condition: {condition}")


def run_probes(nlp: Language, path: Path) -> tuple[int, int, int, int, list[str]]:
    """Sentences all right, sentences, claims right, claims, and a line for each failing one."""
    right = claims_right = claims = 0
    failing: list[str] = []
    probes = yaml.safe_load(path.read_text(encoding="utf-8"))
    for probe in probes:
        doc = nlp(probe["text"])
        wrong = [claim for claim in probe["holds"] if not check_probe(doc, claim)]
        claims += len(probe["holds"])
        claims_right += len(probe["holds"]) - len(wrong)
        if wrong:
            reading = " ".join(f"{t.text}/{t.pos_}/{t.dep_}>{t.head.text}" for t in doc)
            failing.append(f"{probe['text']}\n    wrong: {'; '.join(wrong)}\n    read:  {reading}")
        else:
            right += 1
    return right, len(probes), claims_right, claims, failing


# --- cost ------------------------------------------------------------------------------------


def load_seconds(model: Path) -> float:
    """Time to load, spaCy being imported already: the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        spacy.load(model)
        times.append(time.perf_counter() - start)
    return min(times)


def tokens_per_second(nlp: Language, trees: list[Tree]) -> float:
    """Tokenizer and all components over raw sentences: the best of three.

    Counted in processor time, so that other work on the machine does not matter; with
    `OMP_NUM_THREADS=1` that is the time of one core.
    """
    texts = [tree.text for tree in trees]
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        count = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        best = max(best, count / (time.process_time() - start))
    return best


def megabytes(model: Path) -> float:
    """Size of all files of the model."""
    return sum(file.stat().st_size for file in model.rglob("*") if file.is_file()) / 1e6


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--treebank", type=Path, required=True, help="folder of .conllu.gz files")
    parser.add_argument("--model", type=Path, required=True, help="folder of the model")
    parser.add_argument("--failing", action="store_true", help="show the failing probes")
    arguments = parser.parse_args()

    first_load = load_seconds(arguments.model)
    nlp = spacy.load(arguments.model)
    test = load_split(arguments.treebank, "test")
    rows: list[tuple[str, Figures]] = [
        ("EWT test, gold words", measure(nlp, test, gold_words=True)),
        ("EWT test, raw text", measure(nlp, test, gold_words=False)),
    ]
    for name, trees in variants(test).items():
        rows.append((f"EWT test, {name}", measure(nlp, trees, gold_words=False)))
    held_out = load_split(arguments.treebank, "gum-held-out")
    rows.append(("GUM held-out tenth, gold words", measure(nlp, held_out, gold_words=True)))
    rows.append(("GUM held-out tenth, raw text", measure(nlp, held_out, gold_words=False)))

    print(f"{'':32}{'sentences':>10}{'POS':>7}{'UAS':>7}{'LAS':>7}")
    for name, figures in rows:
        print(f"{name:32}{figures.trees:10}{figures.pos:7.1f}{figures.uas:7.1f}{figures.las:7.1f}")
    for name in PROBES:
        right, total, claims_right, claims, failing = run_probes(nlp, HERE / name)
        print(f"{name}: {right} of {total} sentences, {claims_right} of {claims} claims")
        if arguments.failing:
            print("\n".join(failing))
    print(
        f"{tokens_per_second(nlp, test):.0f} tokens per second of processor time, loads in {first_load:.2f} s, "
        f"{megabytes(arguments.model):.1f} MB"
    )


if __name__ == "__main__":
    main()
