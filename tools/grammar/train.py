"""Train the grammar that ships with strengthlint.

    python train.py --treebank DIR --output DIR [--steps N] [--warm-start MODEL]

The training corpus is read and augmented afresh for every epoch (see `augment.py`), with a
random source that depends on the seed and the number of the epoch alone.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
import yaml
from augment import Augmenter
from package import export
from spacy.language import Language
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_nlp
from spacy.util import load_config, load_model_from_config, registry
from treebank import Tree, load_split, to_doc

HERE = Path(__file__).resolve().parent
PROBES = (HERE / "probes.yaml", HERE / "probes-held-out.yaml")

# Share of training documents that hold two or three sentences instead of one: the linter parses
# sentence by sentence, but its splitter is not always right.
SEVERAL_SENTENCES = 0.08


@registry.readers("strengthlint.notes_corpus.v1")  # type: ignore[untyped-decorator]
def notes_corpus(
    treebank: str, split: str, augment: bool, seed: int
) -> Callable[[Language], Iterable[Example]]:
    """A corpus reader: gold trees against the text as spaCy's own tokenizer cuts it."""
    trees = load_split(Path(treebank), split)
    kept_apart = {
        _letters(probe["text"])
        for path in PROBES
        for probe in yaml.safe_load(path.read_text("utf-8"))
    }
    epoch = -1

    def read(nlp: Language) -> Iterator[Example]:
        nonlocal epoch
        if not augment:
            yield from (example_of(nlp, [tree]) for tree in trees)
            return
        epoch += 1
        rng = random.Random(f"{seed}/{epoch}")
        altered = Augmenter(trees, rng).epoch()
        # The generator could by chance write what the probes ask.
        unseen = (tree for tree in altered if _letters(tree.text) not in kept_apart)
        for group in _grouped(unseen, rng):
            yield example_of(nlp, group)

    return read


def example_of(nlp: Language, trees: list[Tree]) -> Example:
    """Pair the tokenizer's reading of a text with its gold annotation."""
    reference = to_doc(nlp.vocab, trees)
    return Example(nlp.make_doc(reference.text), reference)


def _letters(text: str) -> str:
    """A sentence without case, spaces and punctuation, to compare with."""
    return "".join(filter(str.isalnum, text.casefold()))


def _grouped(trees: Iterable[Tree], rng: random.Random) -> Iterator[list[Tree]]:
    """Mostly one tree a document, now and then two or three that follow one another."""
    waiting: list[Tree] = []
    wanted = 1
    for tree in trees:
        if not waiting:
            wanted = rng.choice((2, 2, 3)) if rng.random() < SEVERAL_SENTENCES else 1
        waiting.append(tree)
        if len(waiting) == wanted:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def train(
    treebank: Path,
    output: Path,
    overrides: dict[str, Any],
    warm_start: Path | None = None,
    scratch: Path | None = None,
) -> None:
    """Train, keep the best model by development score, and export it to `output`."""
    overrides = {"paths.treebank": str(treebank), **overrides}
    config = load_config(HERE / "config.cfg", overrides=overrides, interpolate=False)
    if warm_start is None:
        nlp = init_nlp(config)
    else:
        # Labels and their order come from the earlier model; only the weights go on moving.
        nlp = spacy.load(warm_start)
        nlp.config = load_model_from_config(config, auto_fill=True).config
    with tempfile.TemporaryDirectory() as temporary:
        scratch = scratch or Path(temporary)
        train_nlp(nlp, scratch, use_gpu=-1)
        export(scratch / "model-best", output)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--treebank", type=Path, required=True, help="folder of .conllu.gz files")
    parser.add_argument("--output", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--warm-start", type=Path, help="go on from this model")
    parser.add_argument("--scratch", type=Path, help="keep the raw best and last models here")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SECTION.KEY=VALUE",
        help="change a setting of config.cfg, for instance training.max_steps=2000",
    )
    arguments = parser.parse_args()
    overrides: dict[str, Any] = {}
    for setting in arguments.set:
        key, _, value = setting.partition("=")
        try:
            overrides[key] = float(value) if "." in value else int(value)
        except ValueError:
            overrides[key] = value
    train(arguments.treebank, arguments.output, overrides, arguments.warm_start, arguments.scratch)


if __name__ == "__main__":
    main()
