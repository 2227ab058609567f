"""Average the weights of several checkpoints of one training run.

    python average.py --output DIR MODEL MODEL [MODEL ...]

Late checkpoints of a run differ mostly in noise; their mean reads a little better than any of them
(https://arxiv.org/abs/1803.05407) and costs nothing at run time.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import spacy
from package import export


def average(models: list[Path], output: Path) -> None:
    """Write the mean of the models, which must share architecture and labels, to `output`."""
    pipelines: list[Any] = [spacy.load(model) for model in models]
    first = pipelines[0]
    for name in first.pipe_names:
        pipes = [nlp.get_pipe(name) for nlp in pipelines]
        if len({tuple(getattr(pipe, "labels", ())) for pipe in pipes}) != 1:
            raise SystemExit(f"the labels of {name} differ")
        # Nodes of equal networks come in equal order; every parameter keeps its shape.
        for nodes in zip(*(pipe.model.walk() for pipe in pipes), strict=True):
            for parameter in nodes[0].param_names:
                if nodes[0].has_param(parameter):
                    mean = sum(node.get_param(parameter) for node in nodes) / len(nodes)
                    nodes[0].set_param(parameter, mean)
    # The scores of one checkpoint would not be those of the mean.
    first.meta["performance"] = {}
    with tempfile.TemporaryDirectory() as scratch:
        first.to_disk(scratch)
        export(Path(scratch), output)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("models", type=Path, nargs="+", help="checkpoints of one run")
    parser.add_argument("--output", type=Path, required=True, help="folder to write the model to")
    arguments = parser.parse_args()
    average(arguments.models, arguments.output)


if __name__ == "__main__":
    main()
