"""Make a trained pipeline ready to ship: small, and without a trace of where it was trained."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.strings import StringStore

NAME = "strengthlint_grammar"
VERSION = "1.0.0"
DESCRIPTION = (
    "Parts of speech, morphology and dependencies for case notes and ordinary English prose. "
    "Trained on UD English-EWT and the CC BY part of UD English-GUM."
)
LICENCE = "CC BY-SA 4.0"
SOURCES = [
    {
        "name": "UD English-EWT",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
        "license": "CC BY-SA 4.0",
        "author": "Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster, "
        "Ethan Chi, John Bauer, Miriam Connor, Marie-Catherine de Marneffe, Nathan Schneider, "
        "Sam Bowman, Hanzhi Zhu, Daniel Galbraith",
    },
    {
        "name": "UD English-GUM (documents whose texts are CC BY or public domain)",
        "url": "https://github.com/UniversalDependencies/UD_English-GUM",
        "license": "CC BY 4.0",
        "author": "the GUM annotators (Georgetown University), Wikimedia authors, OpenStax, "
        "John Du Bois (Santa Barbara Corpus)",
    },
]

LICENSE_TEXT = """\
The files in this folder are a statistical model (strengthlint_grammar) trained on treebanks.
They are licensed under the Creative Commons Attribution-ShareAlike 4.0 International licence
(CC BY-SA 4.0): https://creativecommons.org/licenses/by-sa/4.0/

You may share and adapt them for any purpose, even commercially, if you give credit, link to the
licence, say what you changed, and distribute what you made of them under the same licence. The
licence covers the files in this folder only, not the program that uses them.

Trained on, with thanks to their authors:

- UD English-EWT, the Universal Dependencies version of the English Web Treebank, CC BY-SA 4.0:
  https://github.com/UniversalDependencies/UD_English-EWT
- UD English-GUM, the documents whose texts are CC BY or in the public domain (news, biographies,
  interviews, travel, textbooks, vlogs, speeches, conversations):
  https://github.com/UniversalDependencies/UD_English-GUM
  by the GUM annotators at Georgetown University; texts by Wikimedia authors, OpenStax, and
  John Du Bois (Santa Barbara Corpus of Spoken American English).

Changes: the trees were altered for training (words dropped, replaced and recased to resemble
notes), sentences made for the purpose were added, features were thinned, and the model was
derived from the result. The treebanks themselves are not included.
"""


def export(trained: Path, output: Path) -> None:
    """Write the pipeline in `trained` to `output`, cleaned."""
    nlp = spacy.load(trained)
    # Training settings hold folder names; loading does not need them.
    config = nlp.config.copy()
    for section in ("paths", "corpora", "initialize"):
        config[section] = {}
    config["training"] = {}
    nlp.config = config
    performance = json.loads((trained / "meta.json").read_text()).get("performance", {})
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        description=DESCRIPTION,
        license=LICENCE,
        author="strengthlint",
        spacy_version=">=3.8.0,<3.9.0",
        email="",
        url="",
        sources=SOURCES,
        performance={
            key: round(performance[key], 4)
            for key in ("pos_acc", "morph_acc", "dep_uas", "dep_las")
            if isinstance(performance.get(key), float)
        },
    )
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)
    needed_strings(nlp).to_disk(output / "vocab" / "strings.json")
    (output / "LICENSE").write_text(LICENSE_TEXT, encoding="utf-8")


def needed_strings(nlp: Language) -> StringStore:
    """The strings a fresh pipeline has, and the labels: not the words of the treebank."""
    strings = StringStore(spacy.blank("en").vocab.strings)
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            strings.add(label)
    return strings
