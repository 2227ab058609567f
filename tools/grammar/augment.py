"""Make training trees look like case notes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from treebank import Tree


class Augmenter:
    """First, simple version."""

    def __init__(self, trees: Sequence[Tree], rng: random.Random) -> None:
        self.trees = trees
        self.rng = rng

    def epoch(self) -> Iterator[Tree]:
        """Every tree once."""
        for tree in self.trees:
            tree = tree.copy()
            if self.rng.random() < 0.1:
                for w in tree.words:
                    w.text = w.text.lower()
            if self.rng.random() < 0.15 and tree.words[-1].upos == "PUNCT":
                last = tree.words[-1]
                if last.head is not None and not tree.children(last) and len(tree.words) > 1:
                    tree.words.pop()
                    tree.edited()
            yield tree
