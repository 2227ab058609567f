"""How often the lexicon speaks in general English, and a sample to read and judge.

python benchmarks/general_english.py --treebank ../shared/treebank [--sentences 10000] [--sample 50] [--seed 3]
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from collections import Counter
from pathlib import Path

from judgement import check_sentences
from strengthlint.config import Settings
from strengthlint.diagnostic import Level, Standing
from strengthlint.linter import Linter


def sentences(folder: Path) -> list[str]:
    """Every sentence of the treebank's training and development parts, as clean text."""
    found = []
    for path in sorted(folder.glob("*.conllu.gz")):
        if "test" in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found += [" ".join(line[9:].split()) for line in file if line.startswith("# text = ")]
    return [sentence for sentence in found if sentence]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chosen = sentences(options.treebank)
    random.seed(options.seed)
    random.shuffle(chosen)
    chosen = chosen[: options.sentences]
    start = time.perf_counter()
    found = check_sentences(Linter(Settings()), chosen)
    seconds = time.perf_counter() - start
    levels: Counter[Level] = Counter()
    rethink = []
    for sentence, diagnostics in zip(chosen, found, strict=True):
        for diagnostic in diagnostics:
            if diagnostic.standing is Standing.OPEN:
                levels[diagnostic.level] += 1
                if diagnostic.level is Level.RETHINK:
                    rethink.append((diagnostic, sentence))
    print(f"{len(chosen)} sentences in {seconds:.1f} s")
    for level in sorted(Level, reverse=True):
        print(
            f"{level.value:8} {levels[level]:5}   {100 * levels[level] / len(chosen):.2f} in 100 sentences"
        )
    random.shuffle(rethink)
    for diagnostic, sentence in rethink[: options.sample]:
        print(f"  {diagnostic.code} {diagnostic.name} “{diagnostic.matched}”: {sentence[:200]}")


if __name__ == "__main__":
    main()
